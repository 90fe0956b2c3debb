"""A new place in the organisation."""

from django.db import transaction

from samklang.access import rules
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record


@transaction.atomic
def add_place(*, by: Person | None, kind: PlaceKind, name: str, parent: Place | None = None) -> Place:
    """A new municipality, jobcentre or team. Raises NotAllowed."""
    require(rules.add_place(by, parent))
    place = Place.objects.create(kind=kind, name=name.strip(), parent=parent)
    record("place-added", by=by, subject=place, place=place)
    return place
