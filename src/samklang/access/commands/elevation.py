"""An administrator opens records for a time, with a reason, and is seen to do it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samklang.access import rules
from samklang.access.commands.letter import send_letter
from samklang.access.enums import Right
from samklang.access.models import Elevation, Person, Place
from samklang.access.queries.person import names_somebody, people_with
from samklang.access.refusals import require
from samklang.core.words import say
from samklang.ledger.commands import record


@transaction.atomic
def elevate(*, by: Person, place: Place, reason: str, hours: int) -> Elevation:
    """More rights at the place for some hours; the reason goes to the ledger and to the head. Raises NotAllowed."""
    by = Person.objects.select_for_update().get(pk=by.pk)
    named = names_somebody(reason, place.numbers()[0])
    require(rules.elevate(by, place, reason, hours, names_somebody=named))
    now = timezone.now()
    elevation = Elevation.objects.create(
        person=by, place=place, reason=reason.strip()[:500], starts_at=now, ends_at=now + timedelta(hours=hours)
    )
    record("elevation-begun", by=by, subject=elevation, place=place, reason=reason, details={"hours": hours})
    send_letter(
        to=people_with(Right.SEE_ELEVATIONS, place).exclude(pk=by.pk),
        subject=say("{name} has opened records at {place}", name=by.name, place=place.name),
        lines=[
            say(
                "{name} has opened the records of {place} for {hours} hours.",
                name=by.name,
                place=place.name,
                hours=hours,
            ),
            say("The reason stated: {reason}", reason=elevation.reason),
            say("What is read meanwhile stands in the ledger with this reason."),
        ],
        page="elevation",
    )
    return elevation


@transaction.atomic
def end_elevation(*, by: Person, elevation: Elevation) -> Elevation:
    """End it before its time. Only one's own."""
    elevation = Elevation.objects.select_for_update().get(pk=elevation.pk, person=by)
    if not elevation.runs(timezone.now()):
        return elevation
    elevation.ends_at = timezone.now()
    elevation.save(update_fields=["ends_at"])
    record("elevation-ended", by=by, subject=elevation, place=elevation.place)
    return elevation
