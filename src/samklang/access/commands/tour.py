"""That somebody has been shown around, so that it is not offered every day."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.ledger.commands import record


@transaction.atomic
def end_tour(*, person: Person, at: datetime, finished: bool) -> Person:
    """The person has left the guided tour, said no to it, or been through all of it."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.tour_ended_at = at
    person.save(update_fields=["tour_ended_at"])
    details = {"finished": finished}
    record("tour-ended", by=person, subject=person, about=person, place=person.municipality, details=details)
    return person
