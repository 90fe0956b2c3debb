"""What a round is made of, before it is one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samklang.access.models import Person
from samklang.calibration import rules
from samklang.calibration.enums import RoundKind
from samklang.calibration.models import Case, Round
from samklang.method.models import Indicator


@dataclass(frozen=True)
class Contents:
    """What a round is made of. cases and indicators: in the order they are to stand."""

    title: str
    last_day: date
    cases: Sequence[Case]
    indicators: Sequence[Indicator]
    people: Sequence[Person]
    kind: RoundKind = RoundKind.CALIBRATION
    earlier: Round | None = None
    smallest_relevant: float = 0.1

    @property
    def held(self) -> rules.Held:
        """How many of each."""
        return rules.Held(len(self.people), len(self.cases), len(self.indicators))
