"""The operations of the API: each reads, says so in the ledger where it read named people, and answers."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Schema
from ninja.errors import ValidationError

from samklang.access.clock import today
from samklang.access.enums import Right, Scope
from samklang.access.models import Place
from samklang.access.queries import Bearer
from samklang.api.problems import asked_language
from samklang.api.rest import queries, schemas
from samklang.api.rest.schemas import Day, Number
from samklang.api.rest.site import PROBLEMS, ApiRequest, Token, api
from samklang.core.words import written
from samklang.ledger.commands import record
from samklang.ledger.enums import Kind
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.cover import Week
from samklang.people.queries.team_cover import GroupCover, team_cover
from samklang.planning.models import Publication

MOST_DAYS = 366
STAFF, LEAVE = Token(Scope.STAFF_READ), Token(Scope.LEAVE_READ)
COVER, PLANS = Token(Scope.COVER_READ), Token(Scope.PLANS_READ)


def _note(
    bearer: Bearer, deed: str, *, employee: Employee | None = None, place: Place | None = None, count: int = 1
) -> None:
    details = {"token": bearer.token.pk, "count": count}
    about = employee.person if employee else None
    record(
        deed, by=bearer.person, subject=employee, about=about, place=place or bearer.token.place, details=details,
        kind=Kind.READ,
    )  # fmt: skip


def _only(request: HttpRequest, asked: Schema | None = None) -> None:
    """Whoever misspells what they ask for is told, and does not get everything. Raises ValidationError."""
    known = type(asked).model_fields if asked else {}
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError([{"loc": ("query", name), "msg": "Not known here", "type": "extra"} for name in unknown])


@api.get("/health", response={200: schemas.Health}, tags=["health"])
def health(request: HttpRequest) -> dict[str, str]:  # noqa: ARG001 - every operation is given it
    """Whether the API answers. Needs no token."""
    return {"status": "ok"}


@api.get("/staff", auth=STAFF, response={200: schemas.StaffPage, **PROBLEMS}, tags=["staff"])
def list_staff(request: ApiRequest, asked: Query[schemas.StaffAsked]) -> dict[str, Any]:
    """Who is employed on the day, by name."""
    _only(request, asked)
    day = asked.day or today()
    found = queries.asked_staff(queries.staff_for(request.auth), day, asked)
    rows = list(found[_start(asked) : _start(asked) + asked.page_size])
    engagements = queries.engagements_of(rows, day)
    if rows:
        _note(request.auth, "api-staff-read", count=len(rows))
    items = [_staff(one, engagements[one.pk], day) for one in rows]
    return {"total": found.count(), "page": asked.page, "items": items}


def _start(asked: schemas.Paged) -> int:
    return (asked.page - 1) * asked.page_size


@api.get("/staff/{employee_id}", auth=STAFF, response={200: schemas.StaffDetail, **PROBLEMS}, tags=["staff"])
def read_staff(
    request: ApiRequest, employee_id: Annotated[Number, Path()], asked: Query[schemas.Asked]
) -> dict[str, Any]:
    """One member of staff, also one who has left."""
    _only(request, asked)
    day = asked.day or today()
    employee = get_object_or_404(queries.staff_for(request.auth), pk=employee_id)
    engagement = queries.engagements_of([employee], day)[employee.pk]
    place = engagement.team if engagement else employee.jobcentre
    _note(request.auth, "api-employee-read", employee=employee, place=place)
    return {
        **_staff(employee, engagement, day),
        "skills": engagement.skills if engagement else [],
        "manager": _person(engagement.manager if engagement else None),
        "stands_in_for": _person(engagement.stands_in_for if engagement else None),
    }


def _person(employee: Employee | None) -> dict[str, Any] | None:
    return {"id": employee.pk, "name": employee.name} if employee else None


def _place(place: Place) -> dict[str, Any]:
    return {"id": place.pk, "name": place.name}


def _staff(employee: Employee, engagement: Engagement | None, day: Day) -> dict[str, Any]:
    row = engagement or Engagement()
    holds = engagement is not None and row.first_day <= day and (row.last_day is None or row.last_day >= day)
    return {
        "id": employee.pk,
        "number": employee.number,
        "name": employee.name,
        "email": employee.person.email,
        "jobcentre": _place(employee.jobcentre),
        "team": _place(engagement.team) if engagement else None,
        "role": row.role,
        "weekly_hours": row.weekly_hours,
        "half_days": row.half_days,
        "is_temp": row.is_temp,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "employed": holds,
    }


@api.get("/teams", auth=STAFF, response={200: schemas.TeamList, **PROBLEMS}, tags=["teams"])
def list_teams(request: ApiRequest, asked: Query[schemas.Asked]) -> dict[str, Any]:
    """The teams on the day, with how many work in each."""
    _only(request, asked)
    day = asked.day or today()
    teams = list(queries.teams_reached(request.auth, Right.SEE_STAFF, day))
    counts = queries.members_counted(teams, day)
    return {"items": [_team(team, counts.get(team.pk, 0)) for team in teams]}


def _team(team: Any, members: int) -> dict[str, Any]:
    return {**_place(team), "jobcentre": _place(team.parent), "members": _told(members)}


def _told(count: int) -> int | None:
    """The count, unless it is of so few that it says something of each of them; none at all says nothing of anybody."""
    return count if count == 0 or count >= schemas.SMALLEST_GROUP else None


@api.get("/teams/{team_id}/cover", auth=COVER, response={200: schemas.TeamCover, **PROBLEMS}, tags=["teams"])
def read_cover(
    request: ApiRequest, team_id: Annotated[Number, Path()], asked: Query[schemas.CoverAsked]
) -> dict[str, Any]:
    """How many are at work and how many are needed, half-day by half-day. Counts only, never who."""
    _only(request, asked)
    day = asked.day or today()
    team = get_object_or_404(queries.teams_reached(request.auth, Right.SEE_COVER, day), pk=team_id)
    language = asked_language(request)
    told = _told(queries.members_counted([team], day).get(team.pk, 0)) is not None
    groups = team_cover(team, day, asked.weeks, language).groups
    return {"team": _place(team), "counts_told": told, "groups": [_group(one, language, told) for one in groups]}


def _group(group: GroupCover, language: str, told: bool) -> dict[str, Any]:
    return {"name": written(group.name, language), "half_days": _half_days(group.weeks, told)}


def _half_days(weeks: Iterable[Week], told: bool) -> list[dict[str, Any]]:
    return [
        {
            "date": cell.when.date,
            "half": cell.when.half.value,
            "at_work": cell.at_work if told and not cell.closed else None,
            "needed": cell.needed,
            "closed": cell.closed,
        }
        for one in weeks
        for cell in one.cells
    ]


@api.get("/leave", auth=LEAVE, response={200: schemas.LeavePage, **PROBLEMS}, tags=["leave"])
def list_leave(request: ApiRequest, asked: Query[schemas.LeaveAsked]) -> dict[str, Any]:
    """Who is away on some of the days. Why stays hidden unless the token was made to read it."""
    _only(request, asked)
    first = asked.first_day or today()
    last = min(asked.last_day or first + timedelta(days=27), first + timedelta(days=MOST_DAYS))
    found = queries.leave_for(request.auth, first, last, asked.team)
    rows = list(found[_start(asked) : _start(asked) + asked.page_size])
    engagements = queries.engagements_of({row.employee for row in rows}, first)
    if rows:
        _note(request.auth, "api-leave-read", count=len(rows))
    items = [_leave(request.auth, row, engagements[row.employee_id]) for row in rows]
    return {"total": found.count(), "page": asked.page, "items": items}


def _leave(bearer: Bearer, leave: Leave, engagement: Engagement | None) -> dict[str, Any]:
    place = engagement.team if engagement else leave.employee.jobcentre
    return {
        "id": leave.pk,
        "employee": _person(leave.employee),
        "team": _place(engagement.team) if engagement else None,
        "first_day": leave.first_day,
        "last_day": leave.last_day,
        "kind": leave.kind if bearer.person.standing.may(Right.SEE_LEAVE_KIND, place.pk) else None,
    }


@api.get("/plans", auth=PLANS, response={200: schemas.PlanList, **PROBLEMS}, tags=["plans"])
def list_plans(request: ApiRequest) -> dict[str, Any]:
    """The course plans that are published and hold."""
    _only(request)
    return {"items": [_plan(one) for one in queries.publications_for(request.auth)]}


@api.get("/plans/{plan_id}", auth=PLANS, response={200: schemas.PlanDetail, **PROBLEMS}, tags=["plans"])
def read_plan(request: ApiRequest, plan_id: Annotated[Number, Path()]) -> dict[str, Any]:
    """One published plan with its sessions, without the names of anybody."""
    _only(request)
    found = get_object_or_404(queries.publications_for(request.auth), programme=plan_id)
    sessions = [{**row, "participants": _told(int(str(row["participants"])))} for row in queries.sessions_of(found)]
    return {**_plan(found), "sessions": sessions}


def _plan(publication: Publication) -> dict[str, Any]:
    programme = publication.programme
    return {
        "id": programme.pk,
        "title": programme.title,
        "jobcentre": _place(programme.jobcentre),
        "plan_number": publication.variant.number,
        "published_at": publication.published_at,
    }
