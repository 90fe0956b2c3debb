"""Ways to the two questions: codes on the wall that one keeps, and the one at an address."""

from datetime import date

from django.db.models import QuerySet

from samklang.access.enums import PlaceKind, Right
from samklang.access.models import Person, Place
from samklang.access.models.token import hash_of
from samklang.access.queries import danish, teams_for
from samklang.citizens.enums import DoorKind
from samklang.citizens.models import FeedbackDoor
from samklang.method.queries.assessments import own_employee
from samklang.people.queries.employees import team_on

_LONGEST = 100


def door_with(secret: str) -> QuerySet[FeedbackDoor]:
    """The one with the secret, or none."""
    if not secret or len(secret) > _LONGEST:
        return FeedbackDoor.objects.none()
    return FeedbackDoor.objects.filter(token_key=hash_of(secret)).select_related("jobcentre", "team")


def team_of(person: Person, day: date) -> Place | None:
    """The team that the person works in on the day; None where they work in none."""
    employee = own_employee(person)
    place = team_on(employee, day) if employee is not None else None
    return place if place is not None and place.kind == PlaceKind.TEAM else None


def teams_kept(person: Person) -> QuerySet[Place]:
    """The teams for which the person puts codes up; by name."""
    return teams_for(person, Right.SEE_CONVERSATIONS).filter(pk__in=person.standing.places(Right.PRACTISE))


def codes_kept(person: Person) -> QuerySet[FeedbackDoor]:
    """The codes on the wall of those teams that are not closed, by team."""
    found = FeedbackDoor.objects.filter(
        kind=DoorKind.POSTER, closed_at=None, team__in=teams_kept(person).order_by().values("pk")
    )
    return found.select_related("team", "jobcentre").order_by(danish("team__name"), "made_on", "pk")
