"""What is decided before an outcome is read: the plan of a study, and the hash that freezes it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import Enum
from math import isfinite


class Controls(Enum):
    """Whom the trained are compared with."""

    NOT_YET = "not yet trained"
    """Those who are not trained yet in the period, and those who never are."""
    NEVER = "never trained"


class Base(Enum):
    """Which period before training the others are compared with."""

    UNIVERSAL = "universal"
    """The last one before training, for every period."""
    VARYING = "varying"
    """The period before, for periods before training; the last one before training after it."""


class Summary(Enum):
    """How the effects of cohorts and periods become one figure."""

    SIMPLE = "simple"
    """All cohort-periods after training, weighted by how many are in them."""
    COHORT = "cohort"
    """Each cohort's own mean first, then the cohorts weighted by their size."""
    TIME_SINCE = "time since"
    """By time since training, then the mean of these."""
    CALENDAR = "calendar"
    """By period, then the mean of these."""


class Design(Enum):
    """How it was decided who was trained first; it decides what may be said."""

    DRAWN = "drawn"
    """By lot."""
    STAGGERED = "staggered"
    """Otherwise: by who could, who wished, which office was ready."""


@dataclass(frozen=True, kw_only=True)
class AnalysisPlan:
    """A question, and all that could bend its answer afterwards. Columns are names in the table that will be read."""

    question: str
    outcome: str
    """The one primary outcome."""
    unit: str
    """Column of whom training reaches: an office, a team, a person under a made-up name."""
    cohort: str
    """Column of the first period with training; empty where it never comes."""
    period: str
    smallest_relevant: float
    """The smallest effect that matters, in the outcome's unit; above 0."""
    higher_is_better: bool = True
    cluster: str | None = None
    """Column of what varies together; None: the unit."""
    strata: tuple[str, ...] = ()
    """Columns of categories within which is compared."""
    weight: str | None = None
    design: Design = Design.STAGGERED
    controls: Controls = Controls.NOT_YET
    base: Base = Base.UNIVERSAL
    anticipation: int = 0
    """Periods before training in which it may already work."""
    summary: Summary = Summary.COHORT
    confidence: float = 0.95
    seed: int = 1
    secondary: tuple[str, ...] = ()
    """Few further outcomes, stated beforehand; Holm corrects for how many they are."""
    exploring: tuple[str, ...] = ()
    """Outcomes looked at without a plan: labelled so, and corrected by Benjamini and Hochberg."""
    drawn: tuple[tuple[str, str], ...] = field(default=())
    """For a drawn order: each unit and its first period as drawn, sorted by unit."""

    def __post_init__(self) -> None:
        if not (isfinite(self.smallest_relevant) and self.smallest_relevant > 0):
            raise ValueError("The smallest effect that matters is a number above 0.")
        if not 0.5 < self.confidence < 1:
            raise ValueError("The confidence is between one half and 1.")
        if self.anticipation < 0:
            raise ValueError("Anticipation is a number of periods, 0 or more.")
        outcomes = (self.outcome, *self.secondary, *self.exploring)
        if len(set(outcomes)) != len(outcomes):
            raise ValueError("Each outcome stands in one place: primary, secondary or exploring.")

    def document(self) -> dict[str, object]:
        """The plan as it is frozen: names and plain values, in one order."""
        plain = {key: _plain(value) for key, value in asdict(self).items()}
        return {"schema": "samklang-analysis-plan/1", **plain}

    @property
    def hash(self) -> str:
        """`sha256:` and 64 hexadecimal digits of the document; any change of the plan changes it."""
        text = json.dumps(self.document(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
