"""A study is answered by its frozen plan, and the answer is kept."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.effects.study import Result, answer
from samklang.core.effects.told import Unit as ToldUnit
from samklang.core.effects.told import first_sentence
from samklang.core.words import Sentence, Value, say
from samklang.evidence.commands.studies import locked_study
from samklang.evidence.documents import plain
from samklang.evidence.enums import Chosen, StudyState, Unit
from samklang.evidence.models import Study, StudyAnswer, StudyFile, StudyUnit
from samklang.evidence.queries.studies import are_people, file_in_force, last_day_of, units_of
from samklang.evidence.queries.study_training import training_known
from samklang.evidence.rules import studies as rules
from samklang.evidence.study_cells import Carried, carried_out, cells_of_study
from samklang.evidence.study_plan import document_of, plan_of
from samklang.ledger.commands import record
from samklang.method.suppression import SMALLEST_GROUP

SCHEMA = "samklang-study-answer/1"
UNITS = {
    Unit.PERCENTAGE_POINTS: ToldUnit.PERCENTAGE_POINTS, Unit.POINTS: ToldUnit.POINTS, Unit.DAYS: ToldUnit.DAYS,
    Unit.KRONER: ToldUnit.KRONER,
}  # fmt: skip
"""The units that a study's outcome can be told in."""


@transaction.atomic
def answer_study(*, by: Person, study: Study, now: datetime) -> StudyAnswer:
    """Reckon what the frozen plan comes to with the file in use, and keep it. Raises NotAllowed and NotAnswered."""
    study = locked_study(study)
    units, file = list(units_of(study)), file_in_force(study)
    require(rules.answer(by, study, file, is_as_frozen=_is_as_frozen(study, units)))
    assert file is not None  # noqa: S101 - the rule refuses otherwise
    days = days_of_training(study, units)
    carried = carried_out(study, units, days) if study.chosen == Chosen.DRAWN else None
    result = answer(
        plan_of(study, units), cells_of_study(study, units, days, file.cells), frozen_hash=study.plan_hash,
        draw_was_kept=carried.kept if carried else None,
    )  # fmt: skip
    made = StudyAnswer.objects.create(
        study=study, file=file, plan_hash=study.plan_hash, verdict=result.answer.verdict.value, made_at=now,
        document=_document(study, result, file, carried),
    )  # fmt: skip
    study.state = StudyState.ANSWERED
    study.save(update_fields=["state"])
    details = {"verdict": made.verdict, "plan": study.plan_hash}
    record("study-answered", by=by, subject=study, place=study.jobcentre, details=details)
    return made


def days_of_training(study: Study, units: list[StudyUnit]) -> dict[int, date]:
    """When training reached the units, by their numbers: as it was written down, else as attendance tells."""
    written = {one.pk: one.trained_on for one in units if one.trained_on is not None}
    return {**training_known(study, units), **written}


def _is_as_frozen(study: Study, units: list[StudyUnit]) -> bool:
    """Whether nothing was changed past the house since the plan was frozen."""
    if study.frozen_at is None or study.smallest_relevant is None:
        return False
    return document_of(study, units) == study.plan and plan_of(study, units).hash == study.plan_hash


def _document(study: Study, result: Result, file: StudyFile, carried: Carried | None) -> dict[str, Any]:
    """Everything the answer's page shows. Nothing in it is about one unit."""
    whole = plain(result)
    whole.pop("plan")
    return {
        "schema": SCHEMA,
        "sentence": plain(first_sentence(result.answer, result.plan, UNITS[Unit(study.unit)], study.outcome)),
        "result": whole,
        "deviations": [plain(one) for one in _deviations(study, carried)],
        "cases": sum(file.cells["n"]),
        "carried": plain(carried),
    }


def _deviations(study: Study, carried: Carried | None) -> list[Sentence]:
    """In what the study went otherwise than its plan, the most important first."""
    found: list[Sentence] = []
    if carried is not None and carried.otherwise:
        found.append(say(
            "Trained at another time than drawn: {some} of {units}. The figure goes by the order drawn, so it tells "
            "what the order brought, which is most often less than what training brings.",
            some=_some(study, carried.otherwise), units=carried.units,
        ))  # fmt: skip
    if carried is not None and carried.unknown:
        found.append(say(
            "It is not known when training reached some of them: {some} of {units}.",
            some=_some(study, carried.unknown), units=carried.units,
        ))  # fmt: skip
    last_day = last_day_of(study)
    if study.frozen_at is not None and last_day is not None and study.frozen_at.date() > last_day:
        found.append(say(
            "The plan was frozen after the last period, so somebody may have seen outcomes before it was decided "
            "what to look for."
        ))  # fmt: skip
    return found


def _some(study: Study, count: int) -> Value:
    """How many; of members of staff nothing nearer than that they are few."""
    return say("fewer than {least}", least=SMALLEST_GROUP) if are_people(study) and count < SMALLEST_GROUP else count
