"""A study is set up, changed, its units chosen, its order drawn and handed over, its plan frozen, and stopped."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.core.effects.did.draw import draw_order
from samklang.evidence.enums import Offered, StudyState
from samklang.evidence.models import Study, StudyUnit
from samklang.evidence.queries.studies import Member, are_people, units_of
from samklang.evidence.rules import studies as rules
from samklang.evidence.rules.evidence import run_evidence
from samklang.evidence.study_plan import document_of, label_of, numbers_of, plan_of
from samklang.evidence.unit_codes import unit_code
from samklang.ledger.commands import record
from samklang.planning.models import Programme

CHANGEABLE = frozenset({
    "title", "question", "programme", "outcome", "definition", "metric", "kind", "unit", "higher_is_better",
    "smallest_relevant", "smallest_why", "chosen", "unit_kind", "steps", "first_day", "periods", "first_wave", "waves",
    "apart", "cases", "level", "deviation", "between",
})  # fmt: skip
_DECIDE_THE_ORDER = frozenset({"chosen", "waves", "unit_kind"})
_ON_THE_SCALE = ("smallest_relevant", "level", "deviation")


@transaction.atomic
def begin_study(
    *, by: Person, jobcentre: Place, title: str, question: str, programme: Programme | None = None, now: datetime
) -> Study:
    """A draft with a question; the rest is said step by step. Raises NotAllowed."""
    require(run_evidence(by, jobcentre))
    made = Study.objects.create(
        jobcentre=jobcentre, programme=programme, title=title, question=question, created_by=by, created_at=now
    )
    record("study-begun", by=by, subject=made, place=jobcentre)
    return made


@transaction.atomic
def change_study(*, by: Person, study: Study, values: Mapping[str, Any]) -> Study:
    """Say something of it, or say it otherwise. Raises NotAllowed.

    values: fields of `CHANGEABLE`. What no longer makes sense then is taken out: amounts when what is counted is told
            in something else, the units when they are of another kind, the order when it no longer fits.
    """
    study = locked_study(study)
    require(rules.change_study(by, study))
    changed = sorted(name for name in CHANGEABLE & set(values) if getattr(study, name) != values[name])
    for name in changed:
        setattr(study, name, values[name])
    if {"kind", "unit"} & set(changed):
        for name in set(_ON_THE_SCALE) - set(values):
            setattr(study, name, None)
        study.between = 0.0 if "between" not in values else study.between
    if "unit_kind" in changed:
        study.units.all().delete()
    if _DECIDE_THE_ORDER & set(changed):
        _forget_order(study)
    if changed:
        study.save()
        record("study-changed", by=by, subject=study, place=study.jobcentre, details={"fields": changed})
    return study


@transaction.atomic
def choose_teams(*, by: Person, study: Study, teams: Sequence[tuple[Place, str]]) -> int:
    """The teams that are in the study, each with the stratum within which it is drawn; how many. Raises NotAllowed."""
    study = locked_study(study)
    require(rules.choose_units(by, study, len(teams)))
    rows = [StudyUnit(study=study, team=one, name=one.name, code=f"team-{one.pk}", stratum=to) for one, to in teams]
    return _put_in(by, study, rows)


@transaction.atomic
def choose_staff(*, by: Person, study: Study, staff: Iterable[Member], within_teams: bool) -> int:
    """The members of staff that are in the study, under made-up names; how many. Raises NotAllowed.

    within_teams: whether the order is drawn within each team, so that no team sends everybody at once.
    """
    study = locked_study(study)
    by_code = {unit_code(one.number, study.jobcentre_id): one.team if within_teams else "" for one in staff}
    require(rules.choose_units(by, study, len(by_code)))
    # In the order of the made-up names, so that a row's number tells nothing of who it is.
    rows = [StudyUnit(study=study, code=code, stratum=team[:80]) for code, team in sorted(by_code.items())]
    return _put_in(by, study, rows)


def _put_in(by: Person, study: Study, rows: Sequence[StudyUnit]) -> int:
    study.units.all().delete()
    StudyUnit.objects.bulk_create(rows, batch_size=500)
    _forget_order(study)
    study.save(update_fields=["drawn_at", "offered"])
    record("study-units-chosen", by=by, subject=study, place=study.jobcentre, details={"units": len(rows)})
    return len(rows)


def _forget_order(study: Study) -> None:
    """The order no longer fits. The seed stays: whoever draws again must say why."""
    study.units.update(wave=None)
    study.drawn_at, study.offered = None, Offered.NOT


@transaction.atomic
def draw_study(*, by: Person, study: Study, seed: int, reason: str = "", now: datetime) -> Study:
    """Draw who is trained when, once. Raises NotAllowed.

    seed:   above `rules.NOT_DRAWN`; whoever has it draws the same order.
    reason: why it is drawn again; asked where it has been drawn before.
    """
    study = locked_study(study)
    units = list(units_of(study))
    require(rules.draw(by, study, len(units), reason))
    again = study.seed != rules.NOT_DRAWN
    labels = {label_of(one): one for one in units}
    strata = {label: one.stratum for label, one in labels.items()} if any(one.stratum for one in units) else None
    order = draw_order(list(labels), waves=numbers_of(study, len(units)).sizes(), seed=seed, strata=strata)
    for label, wave in zip(order.units, order.wave, strict=True):
        labels[label].wave = wave + 1
    StudyUnit.objects.bulk_update(units, ["wave"], batch_size=200)
    study.seed, study.drawn_at, study.offered = seed, now, Offered.NOT
    study.save(update_fields=["seed", "drawn_at", "offered"])
    record(
        "study-order-drawn-again" if again else "study-order-drawn", by=by, subject=study, place=study.jobcentre,
        reason=reason, details={"seed": seed, "order": order.hash},
    )  # fmt: skip
    return study


def may_measure(study: Study, on: date) -> Refusal | None:
    """What stands in the way of measuring outcomes of the study's units on the day; None for teams, who are nobody."""
    return refusal_to_measure(study.jobcentre, Purpose.OUTCOMES, on) if are_people(study) else None


@transaction.atomic
def freeze_study(*, by: Person, study: Study, today: date, now: datetime) -> Study:
    """From now on nothing of the plan is changed. Raises NotAllowed."""
    study = locked_study(study)
    units = list(units_of(study))
    require(rules.freeze(by, study, len(units), may_measure=may_measure(study, today)))
    study.plan, study.plan_hash = document_of(study, units), plan_of(study, units).hash
    study.state, study.frozen_by, study.frozen_at = StudyState.FROZEN, by, now
    study.save(update_fields=["plan", "plan_hash", "state", "frozen_by", "frozen_at"])
    record("study-frozen", by=by, subject=study, place=study.jobcentre, details={"plan": study.plan_hash})
    return study


@transaction.atomic
def stop_study(*, by: Person, study: Study, reason: str, now: datetime) -> Study:
    """Nothing comes of it, and why. Raises NotAllowed."""
    study = locked_study(study)
    require(rules.stop(by, study, reason))
    study.state, study.stopped_at, study.stopped_why = StudyState.STOPPED, now, reason.strip()
    study.save(update_fields=["state", "stopped_at", "stopped_why"])
    record("study-stopped", by=by, subject=study, place=study.jobcentre, reason=study.stopped_why)
    return study


@transaction.atomic
def restore_study(*, by: Person, study: Study) -> Study:
    """A draft that was stopped is taken up again. Raises NotAllowed."""
    study = locked_study(study)
    require(rules.take_up_again(by, study))
    study.state, study.stopped_at, study.stopped_why = StudyState.DRAFT, None, ""
    study.save(update_fields=["state", "stopped_at", "stopped_why"])
    record("study-taken-up-again", by=by, subject=study, place=study.jobcentre)
    return study


def locked_study(study: Study) -> Study:
    """The study, with nobody else at it until the transaction is over."""
    found = Study.objects.select_for_update(of=("self",)).select_related("jobcentre__parent", "programme")
    return found.get(pk=study.pk)
