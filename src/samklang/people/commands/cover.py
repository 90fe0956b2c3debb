"""What must be left at the counter, and when it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.models import ALL_HALF_DAYS, ClosedDay, CoverNeed


@transaction.atomic
def add_cover_need(
    *,
    by: Person | None,
    jobcentre: Place,
    name: str,
    minimum: int,
    first_day: date,
    last_day: date | None = None,
    team: Place | None = None,
    role: str = "",
    skill: str = "",
    site: str = "",
    half_days: str = ALL_HALF_DAYS,
) -> CoverNeed:
    """At least so many of the group on each of the half-days. Raises NotAllowed."""
    require(rules.edit_staff(by, team or jobcentre))
    require(rules.days_in_order(first_day, last_day))
    need = CoverNeed.objects.create(
        jobcentre=jobcentre, name=name.strip(), minimum=minimum, first_day=first_day, last_day=last_day, team=team,
        role=role, skill=skill, site=site, half_days=half_days,
    )  # fmt: skip
    record("cover-need-added", by=by, subject=need, place=team or jobcentre)
    return need


@transaction.atomic
def change_cover_need(*, by: Person | None, need: CoverNeed, values: Mapping[str, Any]) -> CoverNeed:
    """The need as it is from now on. values: fields of the need but whose it is. Raises NotAllowed."""
    need = CoverNeed.objects.select_for_update(of=("self",)).select_related("team", "jobcentre").get(pk=need.pk)
    for place in (need.team or need.jobcentre, values["team"] or need.jobcentre):
        require(rules.edit_staff(by, place))
    require(rules.days_in_order(values["first_day"], values["last_day"]))
    changed = [field for field, value in values.items() if getattr(need, field) != value]
    for field in changed:
        setattr(need, field, values[field])
    need.save(update_fields=changed)
    record("cover-need-changed", by=by, subject=need, place=need.team or need.jobcentre, details={"fields": changed})
    return need


@transaction.atomic
def remove_cover_need(*, by: Person | None, need: CoverNeed) -> None:
    """It was a mistake: the row goes. What no longer holds gets a last day instead. Raises NotAllowed."""
    need = CoverNeed.objects.select_for_update(of=("self",)).select_related("team", "jobcentre").get(pk=need.pk)
    require(rules.edit_staff(by, need.team or need.jobcentre))
    record("cover-need-removed", by=by, subject=need, place=need.team or need.jobcentre)
    need.delete()


@transaction.atomic
def add_closed_day(*, by: Person | None, jobcentre: Place, day: date, reason: str = "") -> ClosedDay:
    """The jobcentre is closed on the day. Raises NotAllowed."""
    require(rules.edit_staff(by, jobcentre))
    closed = ClosedDay.objects.create(jobcentre=jobcentre, day=day, reason=reason.strip())
    record("closed-day-added", by=by, subject=closed, place=jobcentre)
    return closed


@transaction.atomic
def remove_closed_day(*, by: Person | None, closed: ClosedDay) -> None:
    """The jobcentre is open on the day after all. Raises NotAllowed."""
    closed = ClosedDay.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=closed.pk)
    require(rules.edit_staff(by, closed.jobcentre))
    record("closed-day-removed", by=by, subject=closed, place=closed.jobcentre)
    closed.delete()
