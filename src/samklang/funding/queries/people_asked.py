"""What is asked for each person, where a scheme has a cap for each, and what each had of the same purse before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Min, OuterRef, QuerySet, Subquery, Sum

from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.core.grants.budget import totals
from samklang.core.grants.checks import PersonAsk, check_people, had_in_window
from samklang.core.grants.findings import Finding, in_order
from samklang.core.grants.shares import apportioned
from samklang.core.words import say_n
from samklang.delivery.enums import SeatState, SessionState
from samklang.delivery.models import Course, Seat
from samklang.funding.enums import ApplicationState
from samklang.funding.given import PersonGiven
from samklang.funding.models import Application, PersonAsked
from samklang.funding.queries.grants import budget_in_force, terms_of
from samklang.funding.queries.position import lines_of
from samklang.people.models import Engagement

_PERSON = "person-"
"""A finding at somebody's row begins so; a line of the budget has a number alone."""


@dataclass(frozen=True)
class Asked:
    """One person's row. had: within the months before, in øre; left: what they could still get after this one.

    says: what stands against it.
    """

    row: PersonAsked
    had: int
    left: int
    says: list[Finding]


def people_of(application: Application) -> QuerySet[PersonAsked]:
    """Those it asks for, by name."""
    return application.people.select_related("person").order_by(danish("person__name"), "pk")


def asks_of(application: Application, rows: Sequence[PersonAsked] | None = None) -> list[PersonAsk]:
    """What is asked for each, with what each had of the same scheme: as it was written, and as applied for.

    rows: those of the application, where they have been read already.
    """
    rows = list(application.people.all()) if rows is None else rows
    had: dict[int, list[tuple[date, int]]] = defaultdict(list)
    for one in _elsewhere(application, [row.person_id for row in rows]):
        had[one.person_id].append((one.starts_on, _given(one)))
    for one in rows:
        if one.had_on is not None:
            had[one.person_id].append((one.had_on, one.had_ore))
    return [PersonAsk(_key(one), one.ore, one.starts_on, tuple(had[one.person_id])) for one in rows]


def _elsewhere(application: Application, people: Sequence[int]) -> QuerySet[Any]:
    """What the same people are asked for in other applications to the same scheme that were not turned down.

    The terms of another year are the same scheme: they have its key. asked: for all people of that application.
    """
    others = PersonAsked.objects.filter(application=OuterRef("application")).values("application")
    found = PersonAsked.objects.filter(
        person__in=people, application__jobcentre=application.jobcentre_id,
        application__scheme__key=application.scheme.key,
        application__state__in=[ApplicationState.SENT, ApplicationState.GRANTED],
    ).exclude(application=application)  # fmt: skip
    return found.annotate(
        asked=Subquery(others.annotate(sum=Sum("ore")).values("sum")), awarded=F("application__grant__awarded_ore")
    )


def _given(one: Any) -> int:
    """What was asked for a person; once it is answered, their part of what was given."""
    ore, asked, awarded = int(one.ore), int(one.asked), one.awarded
    return ore if awarded is None or not asked else ore * min(int(awarded), asked) // asked


def asked_for(application: Application) -> list[Asked]:
    """The rows of the page, by name; of schemes with a cap for each person."""
    terms, rows = terms_of(application), list(people_of(application))
    asks = {one.person_key: one for one in asks_of(application, rows)}
    most = terms.most_per_person_ore or 0
    found = []
    for row in rows:
        had = had_in_window(terms, asks[_key(row)])
        says = [one for one in check_people(terms, [asks[_key(row)]]) if one.where == _key(row)]
        found.append(Asked(row, had, max(0, most - had - row.ore), says))
    return found


def _key(row: PersonAsked) -> str:
    return f"{_PERSON}{row.pk}"


def people_together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, with those of single persons as one that says how many they are: no page but theirs tells them
    apart."""
    chosen = list(findings)
    people = [one for one in chosen if one.where.startswith(_PERSON)]
    told = [one for one in chosen if not one.where.startswith(_PERSON)]
    if people:
        text = say_n(
            "One person is asked for with more than they can get. Look at what is asked for each person.",
            "{count} people are asked for with more than they can get. Look at what is asked for each person.",
            len({one.where for one in people}),
        )
        told.append(Finding("cap-per-person", in_order(people)[0].severity, text))
    return in_order(told)


def people_to_ask_for(application: Application, day: date) -> list[Person]:
    """Those employed at the jobcentre on the day, by name, without those it asks for already."""
    here = Engagement.objects.filter(employee__jobcentre=application.jobcentre_id).on(day)
    found = Person.objects.filter(pk__in=here.values("employee__person"), erased_at=None)
    return list(found.exclude(pk__in=application.people.values("person")).order_by(danish("name"), "pk"))


def people_from_plan(application: Application) -> list[PersonGiven]:
    """Everybody with a seat in the programme's course, from the first day of their cohort, with equal parts of what the
    budget asks for; empty where nobody has one. What each had before stays as it was written."""
    course = Course.objects.filter(programme=application.programme_id).first()
    if application.programme_id is None or course is None:
        return []
    sessions = course.sessions.filter(state=SessionState.PLANNED, cohort__gt=0)
    begins = dict(sessions.values_list("cohort").annotate(Min("begins__date")).order_by("cohort"))
    seats = Seat.objects.filter(course=course, state=SeatState.HELD, cohort__in=begins).select_related("person")
    seats = seats.order_by(danish("person__name"), "person")
    whole = totals(terms_of(application), lines_of(budget_in_force(application))).funder_ore
    parts = apportioned(max(0, whole), [1] * len(seats)) if seats else ()
    there = {one.person_id: one for one in application.people.all()}
    return [
        PersonGiven(
            seat.person, ore, begins[seat.cohort],
            **{name: getattr(there[seat.person_id], name) for name in ("had_ore", "had_on")}
            if seat.person_id in there else {},
        )
        for seat, ore in zip(seats, parts, strict=True)
    ]  # fmt: skip
