"""What is published, and each person's own sessions."""

from django.db.models import QuerySet

from samklang.access.models import Person
from samklang.planning.models import Programme, Publication, PublishedSession


def holding(programme: Programme) -> Publication | None:
    """The publication that holds now."""
    found = Publication.objects.select_related("variant", "published_by", "programme__jobcentre")
    found = found.defer("variant__document", "variant__changes", "variant__violations")
    return found.filter(programme=programme, ended_at=None).first()


def my_sessions(person: Person) -> QuerySet[PublishedSession]:
    """The person's own sessions in the plans that hold, to take part in or to teach, in order of time."""
    found = PublishedSession.objects.filter(
        person=person, publication__ended_at=None, publication__programme__deleted_at=None
    )
    return found.select_related("publication__programme").order_by("date", "half", "cohort", "pk")
