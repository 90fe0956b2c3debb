"""Programmes and the versions of their rules, as seen by somebody."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.planning.models import Programme, Publication, Version

MOST_FOUND = 10


def programmes_for(person: Person, right: Right = Right.SEE_PLANS) -> QuerySet[Programme]:
    """The programmes of the jobcentres where the person has the right, newest first."""
    found = Programme.objects.filter(jobcentre__in=person.standing.places(right), deleted_at=None)
    return found.select_related("jobcentre", "created_by").order_by("-created_at", "-pk")


def listed(programmes: QuerySet[Programme]) -> QuerySet[Programme]:
    """With what a list shows: the newest version's people, the plans kept, the plan that holds."""
    newest = Version.objects.filter(programme=OuterRef("pk")).order_by("-number")
    holds = Publication.objects.filter(programme=OuterRef("pk"), ended_at=None)
    return programmes.annotate(
        to_train=Subquery(newest.values("to_train")[:1]),
        people=Subquery(newest.values("people")[:1]),
        plans=Count("variants", filter=Q(variants__deleted_at=None), distinct=True),
        holding_variant=Subquery(holds.values("variant")[:1]),
        holding_number=Subquery(holds.values("variant__number")[:1]),
    )


def programmes_matching(person: Person, text: str) -> QuerySet[Programme]:
    """For the search box: programmes whose title holds the text, at most ten, in the alphabet's order."""
    if not text.strip():
        return Programme.objects.none()
    found = programmes_for(person).filter(title__icontains=text.strip())
    return found.order_by(danish("title"), "pk")[:MOST_FOUND]


def published_programmes_for(person: Person) -> QuerySet[Programme]:
    """For who sees plans in a team only: the programmes of their jobcentre that have a published plan."""
    teams = Place.objects.filter(pk__in=person.standing.places(Right.SEE_PLANS), kind=PlaceKind.TEAM)
    held = Publication.objects.filter(ended_at=None).values("programme")
    found = Programme.objects.filter(jobcentre__in=teams.values("parent"), deleted_at=None, pk__in=held)
    found = found.exclude(jobcentre__in=person.standing.places(Right.SEE_PLANS))
    return found.select_related("jobcentre", "created_by").order_by("-created_at", "-pk")


def latest_version(programme: Programme) -> Version:
    """The rules as they are now."""
    return Version.objects.select_related("programme__jobcentre").filter(programme=programme).latest("number")


def latest_outline(programme: Programme) -> Version:
    """The rules as they are now, without their document, which is large: number, fingerprint, counts."""
    return Version.objects.defer("document").filter(programme=programme).latest("number")


def version_of(programme: Programme, number: int) -> QuerySet[Version]:
    """One version by its number."""
    return Version.objects.select_related("programme__jobcentre").filter(programme=programme, number=number)
