"""Files of companies as seen by whoever runs the entrance."""

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.companies.enums import LoadState
from samklang.companies.models import Load


def loads_for(person: Person) -> QuerySet[Load]:
    """The files sent for the person's municipality, newest first."""
    if not person.standing.may(Right.RUN_COMPANIES):
        return Load.objects.none()
    found = Load.objects.filter(municipality=person.municipality_id).select_related("by", "municipality")
    return found.defer("content", "changes").order_by("-at", "-pk")


def last_done(municipality_id: int) -> Load | None:
    """The file that was loaded last and is not undone: the only one that can be."""
    found = Load.objects.filter(municipality=municipality_id, state=LoadState.DONE).defer("content", "changes")
    return found.order_by("-done_at", "-pk").first()
