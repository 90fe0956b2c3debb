"""A study's plan as it is frozen: what the analysis goes by, and all that was decided around it. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from samklang.core.effects.plan import AnalysisPlan, Design
from samklang.evidence.enums import Chosen
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.study_design import Numbers

SCHEMA = "samklang-study/1"
NEVER_TRAINED = ""
"""In place of a first period, for whoever waits until the study is over; as the core has it."""
_AROUND = (
    "title", "question", "outcome", "definition", "metric", "kind", "unit", "higher_is_better", "smallest_relevant",
    "smallest_why", "chosen", "unit_kind", "steps", "periods", "first_wave", "waves", "apart", "cases", "level",
    "deviation", "between", "seed",
)  # fmt: skip


def label_of(unit: StudyUnit) -> str:
    """What a unit is called in the plan and in the sums: a team's name; a number of the study's own for a person."""
    return unit.name or f"unit {unit.pk}"


def numbers_of(study: Study, units: int) -> Numbers:
    """What decides how much the study would see, with so many units."""
    return Numbers(
        units=units, waves=study.waves, first_wave=study.first_wave, apart=study.apart, periods=study.periods,
        cases=study.cases, level=study.level, deviation=study.deviation, between=study.between,
        drawn=study.chosen == Chosen.DRAWN,
    )  # fmt: skip


def first_period(study: Study, wave: int | None) -> int | None:
    """The first period with training of a wave, 1 the first; None where it waits until the study is over."""
    if wave is None:
        return None
    number = study.first_wave + (wave - 1) * study.apart
    return number if number <= study.periods else None


def plan_of(study: Study, units: Iterable[StudyUnit]) -> AnalysisPlan:
    """The plan of analysis. Raises ValueError where something has not been said yet.

    Strata are for the draw alone: they make the waves alike, and leaving them out afterwards makes the interval a
    little wider than it need be, never narrower.
    """
    if study.smallest_relevant is None:
        raise ValueError("The smallest effect that matters has not been said.")
    rows = sorted(units, key=label_of)
    drawn: Sequence[tuple[str, str]] = ()
    if study.chosen == Chosen.DRAWN:
        drawn = [(label_of(one), str(first_period(study, one.wave) or NEVER_TRAINED)) for one in rows]
    return AnalysisPlan(
        question=study.question, outcome=study.outcome, unit="unit", cohort="cohort", period="period",
        smallest_relevant=study.smallest_relevant, higher_is_better=study.higher_is_better,
        design=Design.DRAWN if study.chosen == Chosen.DRAWN else Design.STAGGERED, seed=study.seed,
        drawn=tuple(drawn),
    )  # fmt: skip


def document_of(study: Study, units: Iterable[StudyUnit]) -> dict[str, Any]:
    """Everything that is frozen, as plain values: the plan of analysis, what it is about, and whom training reaches."""
    rows = sorted(units, key=label_of)
    plan = plan_of(study, rows)
    around = {name: getattr(study, name) for name in _AROUND}
    return {
        "schema": SCHEMA,
        "analysis": plan.document(),
        "analysis_hash": plan.hash,
        "study": {**around, "first_day": study.first_day.isoformat() if study.first_day else None},
        "units": [{"unit": label_of(one), "stratum": one.stratum, "wave": one.wave} for one in rows],
    }
