"""Members of staff, as seen by somebody on a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samklang.access.clock import today
from samklang.access.enums import Right, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.people.models import Employee, Engagement


def employees_for(person: Person, right: Right = Right.SEE_STAFF) -> QuerySet[Employee]:
    """Everybody in the teams where the person has the right, and the person themselves; by name.

    Somebody who is about to move is seen by the leaders of both teams, afterwards only by the new one; somebody who
    has left is seen where they last were.
    """
    places = person.standing.places(right)
    later = Engagement.objects.filter(employee=OuterRef("employee"), first_day__gt=OuterRef("first_day"))
    still = Q(last_day__isnull=True) | Q(last_day__gte=today())
    # Numbers and not a question for each row: a database then looks only at those of the teams, not at everybody.
    theirs = Engagement.objects.filter(still | ~Exists(later), team__in=places)
    seen = Q(jobcentre__in=places) | Q(pk__in=theirs.values("employee")) | Q(person=person)
    return Employee.objects.filter(seen).select_related("person", "jobcentre").order_by(danish("person__name"), "pk")


def engagement_on(employee: Employee, day: date) -> Engagement | None:
    """How the employee works on the day; None where they are not employed then."""
    found: Engagement | None = employee.engagements.on(day).select_related("team", "manager__person").first()
    return found


def nearest(rows: Iterable[Engagement], day: date) -> Engagement | None:
    """The row that holds on the day; else the last one before it; else the first one to come. rows: of one employee."""
    own = sorted(rows, key=lambda one: one.first_day)
    begun = [one for one in own if one.first_day <= day]
    if begun:
        return begun[-1]
    return own[0] if own else None


def team_on(employee: Employee, day: date) -> Place:
    """The team that the employee belongs to on the day, or else the one nearest in time; else the jobcentre."""
    row = nearest(employee.engagements.select_related("team"), day)
    return row.team if row else employee.jobcentre


def signs_in(person: Person) -> bool:
    """Whether the person has signed in, or has or had another role than that of staff: their address is a key."""
    return person.last_login is not None or RoleGrant.objects.filter(person=person).exclude(role=Role.STAFF).exists()
