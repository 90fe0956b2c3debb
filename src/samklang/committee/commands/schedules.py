"""How often a draft is made, who has the page sent, a pause, and somebody who does not want it any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.committee.enums import IssueState
from samklang.committee.models import Issue, Recipient, Schedule
from samklang.committee.queries.schedules import own_place_on, readers_of
from samklang.committee.rules import schedules as rules
from samklang.committee.rules.issues import run_pages
from samklang.ledger.commands import record


@transaction.atomic
def set_schedule(
    *, by: Person, jobcentre: Place, every: str, next_day: date, recipients: Sequence[Person], today: date,
    now: datetime,
) -> Schedule:  # fmt: skip
    """Set it, or set it otherwise. Whoever stays on the list and has said stop has still said it. Raises NotAllowed."""
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    readers = set(readers_of(jobcentre).values_list("pk", flat=True))
    wanted = {one.pk for one in recipients}
    require(rules.set_schedule(by, jobcentre, next_day, today, recipients=wanted, readers=readers))
    made, new = Schedule.objects.update_or_create(
        jobcentre=jobcentre, defaults={"every": every, "next_day": next_day, "set_by": by, "set_at": now}
    )
    if new:  # what was issued before anybody asked for it is old news
        Issue.objects.filter(jobcentre=jobcentre, state=IssueState.ISSUED, sent_at=None).update(sent_at=now)
    Recipient.objects.filter(schedule=made).exclude(person__in=wanted).delete()
    there = set(Recipient.objects.filter(schedule=made).values_list("person", flat=True))
    Recipient.objects.bulk_create(Recipient(schedule=made, person_id=one) for one in sorted(wanted - there))
    details = {"every": every, "recipients": len(wanted)}
    record("committee-schedule-set", by=by, subject=made, place=jobcentre, details=details)
    return made


@transaction.atomic
def pause_schedule(*, by: Person, jobcentre: Place, pause: bool, now: datetime) -> Schedule:
    """No drafts and no letters until it goes on; or let it go on. Raises NotAllowed."""
    require(run_pages(by, jobcentre))
    found = Schedule.objects.select_for_update().get(jobcentre=jobcentre)
    if (found.paused_at is not None) != pause:
        found.paused_at = now if pause else None
        found.save(update_fields=["paused_at"])
        deed = "committee-schedule-paused" if pause else "committee-schedule-resumed"
        record(deed, by=by, subject=found, place=jobcentre)
    return found


@transaction.atomic
def stop_receiving(*, by: Person, jobcentre: Place, stop: bool, now: datetime) -> None:
    """Somebody does not want the page sent any more, or wants it again. Raises NotAllowed."""
    own = own_place_on(by, jobcentre)
    require(rules.stop_receiving(by, own))
    found = Recipient.objects.select_for_update().get(person=by, schedule__jobcentre=jobcentre)
    if (found.stopped_at is not None) != stop:
        found.stopped_at = now if stop else None
        found.save(update_fields=["stopped_at"])
        deed = "committee-page-declined" if stop else "committee-page-wanted"
        record(deed, by=by, subject=found, about=by, place=jobcentre)
