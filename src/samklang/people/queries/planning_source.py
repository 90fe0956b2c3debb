"""The register as the parts of a planning problem that it knows: teams, people, absences, cover groups, closed days.

The parts are as `core.planner.problem` describes them, with dates as text, so that they can go into a document as they
are. What a programme adds (modules, who is to be trained, what has been done) is not the register's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Q

from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.refusals import require
from samklang.core.calendar import public_holidays
from samklang.people import rules
from samklang.people.models import ALL_HALF_DAYS, HALF_DAYS, ClosedDay, CoverNeed, Employee, Engagement, Leave

Part = dict[str, Any]
Window = tuple[date, date]


def register_as_document(by: Person | None, jobcentre: Place, first_day: date, last_day: date) -> dict[str, list[Part]]:
    """What the register knows of the days from first_day to last_day, both included.

    by:      whoever plans there; None is the house itself.
    returns: "teams", "people", "absences", "groups" and "closed_days", each in an order without ties. A team is known
             by its name, a person by their number; ends outside the days are left open. Somebody who changes team
             within the days belongs to the team they begin in, since a planned person has one team.
    raises:  NotAllowed for whoever makes no plans at the jobcentre.
    """
    require(rules.plan_from_register(by, jobcentre))
    window = (first_day, last_day)
    found = Engagement.objects.filter(employee__jobcentre=jobcentre).between(*window)
    found = found.select_related("team", "employee__person", "employee__peer", "stands_in_for")
    rows = list(found.order_by(danish("employee__person__name"), "employee_id", "first_day"))
    numbers = {row.employee_id: row.employee.number for row in rows}
    return {
        "teams": _teams(jobcentre, rows, window),
        "people": [_person(list(own), numbers, window) for _, own in groupby(rows, key=lambda row: row.employee_id)],
        "absences": _absences(jobcentre, numbers, window),
        "groups": _groups(jobcentre, window),
        "closed_days": _closed_days(jobcentre, window),
    }


def _closed_days(jobcentre: Place, window: Window) -> list[Part]:
    """The jobcentre's own closing days, and the public holidays, on which it is closed without saying so."""
    own = ClosedDay.objects.filter(jobcentre=jobcentre, day__range=window).values_list("day", "reason")
    return [
        {"day": day.isoformat(), "reason": reason}
        for day, reason in sorted((public_holidays(*window) | dict(own)).items())
    ]


def _teams(jobcentre: Place, rows: Iterable[Engagement], window: Window) -> list[Part]:
    there = Q(first_day__isnull=True) | Q(first_day__lte=window[1])
    there &= Q(last_day__isnull=True) | Q(last_day__gte=window[0])
    needed = Q(pk__in={row.team_id for row in rows}) | Q(pk__in=_needs(jobcentre, window).values("team"))
    found = Place.objects.filter(needed | there, parent=jobcentre, kind=PlaceKind.TEAM)
    return [
        {"id": team.name, "name": team.name, "site": "", "cohort_cap": None}
        for team in found.order_by(danish("name"), "pk")
    ]


def _person(rows: Sequence[Engagement], numbers: dict[int, str], window: Window) -> Part:
    first, last, employee = rows[0], rows[-1], rows[0].employee
    return {
        "id": employee.number,
        "name": employee.name,
        "team": first.team.name,
        "role": first.role,
        "site": first.site,
        "skills": list(first.skills),
        "patterns": [{"half_days": list(row.week()), **_inside(row, window)} for row in rows],
        "employed_from": _inside(first, window)["first_day"],
        "employed_to": _inside(last, window)["last_day"],
        "is_temp": first.is_temp,
        "stands_in_for": numbers.get(first.stands_in_for_id) if first.stands_in_for_id else None,
        "conversations_per_half_day": first.conversations_per_half_day,
        "peer": _peer(employee, numbers),
    }


def _peer(employee: Employee, numbers: dict[int, str]) -> str | None:
    return numbers.get(employee.peer_id) if employee.peer_id else None


def _inside(row: Engagement | Leave | CoverNeed, window: Window) -> dict[str, str | None]:
    """The row's days; an end that lies outside the window, or on its edge, is open."""
    first, last = row.first_day, row.last_day
    return {
        "first_day": first.isoformat() if first > window[0] else None,
        "last_day": last.isoformat() if last is not None and last < window[1] else None,
    }


def _absences(jobcentre: Place, numbers: dict[int, str], window: Window) -> list[Part]:
    """Who is away when. Why stays in the register: plans are read by people who may not know it."""
    found = Leave.objects.filter(employee__jobcentre=jobcentre, employee__in=numbers).between(*window)
    return [
        {
            "person": numbers[leave.employee_id],
            "period": {**_inside(leave, window), "weekdays": [], "half": None},
            "kind": "other",
        }
        for leave in found.order_by("first_day", "employee_id", "pk")
    ]


def _needs(jobcentre: Place, window: Window) -> Any:
    return CoverNeed.objects.filter(jobcentre=jobcentre).between(*window)


def _groups(jobcentre: Place, window: Window) -> list[Part]:
    rows = list(_needs(jobcentre, window).select_related("team").order_by(danish("name"), "name", "first_day", "pk"))
    return [group for _, same in groupby(rows, key=lambda row: row.name) for group in _named_alike(list(same), window)]


def _named_alike(needs: Sequence[CoverNeed], window: Window) -> list[Part]:
    """One cover group for each group of people that needs of one name ask for.

    Where the later need asks for other people than the earlier, the earlier asks for nobody as long as the later holds.
    """
    asked = list(dict.fromkeys(map(_asked, needs)))
    return [_group(number, people, needs, window) for number, people in enumerate(asked, start=1)]


def _group(number: int, people: tuple[str | None, ...], needs: Sequence[CoverNeed], window: Window) -> Part:
    name = needs[0].name if number == 1 else f"{needs[0].name} ({number})"
    whole = needs[0].half_days == ALL_HALF_DAYS and not any(_inside(needs[0], window).values())
    always = whole and _asked(needs[0]) == people
    return {
        "id": name,
        "name": name,
        "minimum": needs[0].minimum if always else 0,
        **dict(zip(("team", "role", "skill", "site"), people, strict=True)),
        "exceptions": [
            {"period": {**_inside(need, window), **days}, "count": need.minimum if _asked(need) == people else 0}
            for need in needs[1 if always else 0 :]
            for days in _weekly(need.half_days)
        ],
    }


def _asked(need: CoverNeed) -> tuple[str | None, ...]:
    return (need.team.name if need.team else None, need.role or None, need.skill or None, need.site or None)


def _weekly(half_days: str) -> list[Part]:
    """The marked half-days of a week as weekdays and a half: everything at once where all are marked."""
    if half_days == ALL_HALF_DAYS:
        return [{"weekdays": [], "half": None}]
    marked = [name.split("-") for name, mark in zip(HALF_DAYS, half_days, strict=True) if mark == "1"]
    days = {half: [day for day, one in marked if one == half] for half in ("am", "pm")}
    if days["am"] == days["pm"]:
        return [{"weekdays": days["am"], "half": None}] if days["am"] else []
    return [{"weekdays": those, "half": half} for half, those in days.items() if those]
