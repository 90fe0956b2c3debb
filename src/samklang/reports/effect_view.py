"""What one study came to, with what it was made from: what the screen, the page and the document are written from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samklang.core.effects.cells import Cells
from samklang.core.effects.cells.intake import Intake
from samklang.core.effects.cells.suppression import is_yes_or_no
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.study import Result, answer
from samklang.core.effects.told import Unit, first_sentence
from samklang.core.words import Sentence


@dataclass(frozen=True, kw_only=True)
class Given:
    """What was read."""

    source: str
    """The files' names, without their folders."""
    cells: Mapping[str, Cells]
    """By outcome; at least the primary one's."""
    intake: Intake | None = None
    """None where the sums themselves were given."""
    notes: tuple[Sentence, ...] = ()
    """What must be said of where the data come from."""


@dataclass(frozen=True, kw_only=True)
class EffectView:
    """An answer and all that is shown beside it."""

    source: str
    made_at: datetime
    result: Result
    unit: Unit
    intake: Intake | None
    notes: tuple[Sentence, ...]
    frozen: bool
    """Whether the plan was frozen before the outcome was read."""

    @property
    def plan(self) -> AnalysisPlan:
        """The plan that was answered."""
        return self.result.plan

    @property
    def first(self) -> Sentence:
        """The sentence that everybody reads."""
        return first_sentence(self.result.answer, self.plan, self.unit, self.plan.outcome)


def build(
    plan: AnalysisPlan, given: Given, *, frozen_hash: str | None, unit: Unit | None, made_at: datetime
) -> EffectView:
    """Answer the plan's question from what was read.

    frozen_hash: of a plan frozen earlier; None where it is stated only now.
    unit:        what the outcome is counted in; None: percentage points for yes and no, otherwise points.
    raises:      NotAnswered where the plan is not the frozen one, or the primary outcome has no cells.
    """
    result = answer(plan, given.cells, frozen_hash=frozen_hash or plan.hash)
    main = given.cells[plan.outcome]
    shares = len(main) > 0 and is_yes_or_no(main)
    return EffectView(
        source=given.source,
        made_at=made_at,
        result=result,
        unit=unit or (Unit.PERCENTAGE_POINTS if shares else Unit.POINTS),
        intake=given.intake,
        notes=given.notes,
        frozen=frozen_hash is not None,
    )
