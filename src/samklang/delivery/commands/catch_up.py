"""Newcomers and temps get a plan by themselves; whoever leaves gives the seat up. Done at night."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.core.planner.adjust import Adjusted, adjusted, seated
from samklang.core.planner.plan import Plan, in_every_language
from samklang.core.words import Sentence, say
from samklang.delivery.commands.offers import offer_free_seats
from samklang.delivery.commands.seat_letters import dates_told, tell_catch_up
from samklang.delivery.commands.seat_requests import seat_given_up
from samklang.delivery.commands.seating import change_seats, locked
from samklang.delivery.models import CatchUp, Course, WaitingPlace
from samklang.delivery.queries.arrivals import Leaver, courses_to_come, leavers, newcomers
from samklang.delivery.queries.seating import Held, held_plan, judged, rooms
from samklang.delivery.queries.waiting import place_of
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record
from samklang.people.models import Employee
from samklang.people.queries.planning_source import register_as_document
from samklang.planning import documents
from samklang.planning.commands.publication import publish_seats
from samklang.planning.commands.variant import new_variant
from samklang.planning.commands.version import change_rules
from samklang.planning.enums import Made, Origin
from samklang.planning.queries import latest_version


def catch_up(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """Give each newcomer a plan in every course under way at their jobcentre. How many got, or would get, one."""
    count = 0
    for course in courses_to_come(now):
        for employee in newcomers(course, today):
            count += dry_run or make_catch_up(course=course, employee=employee, now=now) is not None
    return count


def give_up_for_leavers(*, now: datetime, dry_run: bool = False) -> int:
    """Give up the seats of those who leave before their last session; the seats are offered. How many there were."""
    count = 0
    for course in courses_to_come(now):
        for leaver in list(leavers(course, now)):
            count += dry_run or _gives_up(course, leaver, now)
    return count


@transaction.atomic
def _gives_up(course: Course, leaver: Leaver, now: datetime) -> bool:
    course = locked(course)
    try:
        seat_given_up(course, leaver.seat, "", now)
    except NotAllowed:  # a plan that does not know them any more: whoever makes plans sees to it
        return False
    person = leaver.seat.person
    record("seat-given-up", by=None, subject=course, about=person, place=course.programme.jobcentre)
    return True


@transaction.atomic
def make_catch_up(*, course: Course, employee: Employee, now: datetime) -> CatchUp | None:
    """A seat in the first cohort to come that the checker lets them into, else a place in line; and a letter.

    returns: None where no plan holds, or where they are not to be trained.
    """
    course, person = locked(course), employee.person
    held = held_plan(course)
    if held is None or _not_to_be_trained(held, employee.number):
        return None
    if person.pk in held.ids:
        cohort, reasons = _seated(course, held, person, now)
    else:
        cohort, reasons = _taken_in(course, held, employee.number, now)
    if cohort is None:
        WaitingPlace.objects.get_or_create(course=course, person=person, left_at=None, defaults={"joined_at": now})
        offer_free_seats(course, now)
    plan = CatchUp.objects.create(
        course=course, person=person, cohort=cohort, why=[in_every_language(one) for one in reasons[:3]], made_at=now
    )
    tell_catch_up(course, person, _told(course, person, cohort), now)
    record("catch-up-made", by=None, subject=plan, about=person, place=course.programme.jobcentre)
    return plan


def _not_to_be_trained(held: Held, number: str) -> bool:
    return any(one.id == number and not one.to_train for one in held.problem.people)


def _cohorts_to_come(course: Course, now: datetime) -> list[int]:
    """Those that have not begun and have room, the earliest first."""
    found = [room for room in rooms(course).values() if room.begins > now and room.free]
    return [room.number for room in sorted(found, key=lambda one: (one.begins, one.number))]


def _seated(course: Course, held: Held, person: Person, now: datetime) -> tuple[int | None, tuple[Sentence, ...]]:
    """A seat for somebody the plan knows: the cohort, or None and why not."""
    reasons: tuple[Sentence, ...] = (say("No cohort that is still to come has a free seat."),)
    for cohort in _cohorts_to_come(course, now):
        step = held.step(person, cohort)
        answer = judged(held, [step] if step else [])
        if answer.approved:
            change_seats(by=None, course=course, changes=[(person, cohort)], now=now)
            return cohort, ()
        reasons = answer.reasons
    return None, reasons


def _taken_in(course: Course, held: Held, number: str, now: datetime) -> tuple[int | None, tuple[Sentence, ...]]:
    """Somebody new in the rules and the plan, with a seat where there is one: the cohort, or None and why not."""
    programme, version = course.programme, held.publication.variant.version
    if latest_version(programme).fingerprint != version.fingerprint:
        return None, (say("The rules of the plan are being changed. They get a seat when a new plan is published."),)
    register = register_as_document(None, programme.jobcentre, held.problem.first_day, held.problem.last_day)
    document = documents.with_newcomer(version.document, register, number)
    if document is None or documents.faults_of(document):
        return None, (say("They do not work here on any of the days of the course."),)
    reasons: tuple[Sentence, ...] = (say("No cohort that is still to come has a free seat."),)
    for cohort in (*_cohorts_to_come(course, now), None):
        found = _judged_with(document, held.plan, number, cohort)
        if found.verdict.approved:
            _published(course, held, document, found, now)
            return cohort, () if cohort is not None else reasons
        reasons = tuple(one.what for one in found.violations) if cohort is not None else reasons
    return None, reasons


def _judged_with(document: documents.Document, before: Plan, number: str, cohort: int | None) -> Adjusted:
    """The plan with the newcomer. What was proved without them is no longer proved."""
    problem = documents.problem_of(document)
    unproved = replace(before, levels=())
    return adjusted(problem, unproved, seated(unproved, number, cohort))


def _published(course: Course, held: Held, document: documents.Document, found: Adjusted, now: datetime) -> None:
    version = change_rules(
        by=None, programme=course.programme, document=document, note="", now=now, origin=Origin.REGISTER
    )  # fmt: skip
    parent = held.publication.variant
    variant = new_variant(version=version, plan=found.plan, made=Made.HAND, by=None, now=now, parent=parent)
    require(rules.seats_hold(tuple(one.what for one in found.violations)))
    publish_seats(by=None, variant=variant, now=now)


def _told(course: Course, person: Person, cohort: int | None) -> list[Sentence]:
    """What the newcomer's letter says, line by line."""
    if cohort is not None:
        return [say("You have a seat in cohort {cohort}.", cohort=cohort), *dates_told(course, cohort)]
    place = place_of(course, person)
    line = say("You are on the waiting list already.")
    if place is not None:
        line = say("You are number {place} of {count} on the waiting list.", place=place[0], count=place[1])
    meanwhile = say("Until then: read the method, and ask a colleague in your team to show you a conversation.")
    return [line, meanwhile]
