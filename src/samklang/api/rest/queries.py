"""What a token reads: the same rows as the pages, held to the token's place."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.queries import Bearer, danish, teams_for
from samklang.api.rest.schemas import StaffAsked
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.employees import employees_for, nearest
from samklang.people.queries.teams import open_on
from samklang.planning.models import Programme, Publication, PublishedSession
from samklang.planning.queries.programmes import programmes_for


def staff_for(bearer: Bearer, right: Right = Right.SEE_STAFF) -> QuerySet[Employee]:
    """The staff the token reaches. Its owner is one of them only where they belong to its place like the others."""
    places = bearer.person.standing.places(right)
    within = Q(jobcentre__in=places) | Exists(Engagement.objects.filter(employee=OuterRef("pk"), team__in=places))
    return employees_for(bearer.person, right).filter(within | ~Q(person=bearer.person))


def asked_staff(found: QuerySet[Employee], day: date, asked: StaffAsked) -> QuerySet[Employee]:
    """Those employed on the day who are in the team or jobcentre, where one is asked for, and whose name holds q."""
    employed = Engagement.objects.filter(employee=OuterRef("pk")).on(day)
    found = found.filter(Exists(employed.filter(team=asked.team) if asked.team else employed))
    if asked.jobcentre:
        found = found.filter(jobcentre=asked.jobcentre)
    text = asked.q.replace("\0", "").strip()
    return found.filter(Q(person__name__icontains=text) | Q(number=text)) if text else found


def engagements_of(employees: Iterable[Employee], day: date) -> dict[int, Engagement | None]:
    """How each of them works on the day, or the nearest to it; one query, however many they are."""
    numbers = [one.pk for one in employees]
    rows: dict[int, list[Engagement]] = {number: [] for number in numbers}
    found = Engagement.objects.filter(employee__in=numbers)
    for row in found.select_related("team", "manager__person", "stands_in_for__person"):
        rows[row.employee_id].append(row)
    return {number: nearest(own, day) for number, own in rows.items()}


def teams_reached(bearer: Bearer, right: Right, day: date) -> QuerySet[Place]:
    """The teams the token reaches that exist on the day."""
    return teams_for(bearer.person, right).filter(open_on(day))


def members_counted(teams: Sequence[Place], day: date) -> dict[int, int]:
    """How many work in each of the teams on the day."""
    rows = Engagement.objects.filter(team__in=teams).on(day).order_by().values("team").annotate(members=Count("pk"))
    return {row["team"]: row["members"] for row in rows}


def leave_for(bearer: Bearer, first_day: date, last_day: date, team: int | None) -> QuerySet[Leave]:
    """Who the token reaches is away on some of the days, by first day and name."""
    staff = staff_for(bearer).order_by()
    if team:
        there = Engagement.objects.filter(employee=OuterRef("pk"), team=team).between(first_day, last_day)
        staff = staff.filter(Exists(there))
    found = Leave.objects.between(first_day, last_day).filter(employee__in=staff)
    return found.select_related("employee__person", "employee__jobcentre").order_by(
        "first_day", danish("employee__person__name"), "pk"
    )


def publications_for(bearer: Bearer) -> QuerySet[Publication]:
    """The plans that hold, in the jobcentres the token reaches; newest first."""
    programmes: QuerySet[Programme] = programmes_for(bearer.person).order_by()
    found = Publication.objects.filter(ended_at=None, programme__in=programmes)
    return found.select_related("programme__jobcentre", "variant").order_by("-published_at", "-pk")


def sessions_of(publication: Publication) -> list[dict[str, object]]:
    """The sessions of the plan in order of time, each once, without the people."""
    fields = ("date", "half", "cohort", "module", "whole_day", "room", "site", "participants")
    rows = PublishedSession.objects.filter(publication=publication).order_by("date", "half", "cohort", "module")
    return [dict(row) for row in rows.values(*fields).distinct()]
