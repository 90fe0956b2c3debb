"""How long publishing a plan takes until every invitation is queued, and how long a calendar feed takes.

    python bench/delivery.py [--staff 1500] [--sessions 400] [--runs 5]

Baselines in the same run, on the same data in SQLite: the same sessions, seats, calendar entries and mails written one
by one as one would at first; and the feed drawn event by event with the calendar library.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from statistics import median
from time import perf_counter

import django
from django.core.management import call_command

FOLDER = tempfile.TemporaryDirectory()
os.environ.update(SAMKLANG_DATA=FOLDER.name, DATABASE_URL="", DJANGO_SETTINGS_MODULE="samklang.config.settings")
django.setup()

# ruff: noqa: E402 - the settings must be there before any model is
import icalendar
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from samklang.access.commands import add_place
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.core.calendar import HALVES, Half, weekday_of
from samklang.core.planner.adjust import adjusted
from samklang.core.planner.plan import Plan, Seat, Session
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Cohorts,
    Module,
    Pattern,
    Problem,
    Room,
    Team,
    Trainer,
    fingerprint,
)
from samklang.core.planner.problem import Person as Member
from samklang.core.planner.problem import document as problem_document
from samklang.delivery import models
from samklang.delivery.commands.feeds import make_feed
from samklang.people.models import Employee
from samklang.planning.commands import add_programme, change_rules, publish
from samklang.planning.commands.variant import new_variant
from samklang.planning.enums import Made
from samklang.planning.models import Programme, Variant
from samklang.planning.queries import latest_version

NOW = datetime(2027, 6, 1, 9, tzinfo=UTC)
FIRST_DAY = date(2027, 8, 2)
MODULES = 4
Rows = dict[type[Model], list[dict[str, object]]]
OK = 200


def the_problem(staff: int, cohorts: int) -> Problem:
    """So many people, in cohorts of equal size, with a trainer and a room for each that meets at a time."""
    modules = tuple(f"m{number}" for number in range(MODULES))
    size = -(-staff // cohorts)
    return Problem(
        title="Et stort forløb",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + timedelta(days=200),
        teams=(Team("hold", "Holdet"),),
        people=tuple(
            Member(str(number), f"Anna Æbelø {number}", "hold", (Pattern(HALF_DAY_NAMES),)) for number in range(staff)
        ),
        modules=tuple(Module(one, one.upper(), 1, gap_max_days=60) for one in modules),
        trainers=tuple(Trainer(f"t{number}", f"Bo {number}", modules, external=False) for number in range(10)),
        rooms=tuple(Room(f"r{number}", f"Sal {number}", size) for number in range(10)),
        cohorts=Cohorts(cohorts, cohorts, 1, size),
    )


def the_plan(problem: Problem, cohorts: int) -> Plan:
    """Ten cohorts meet in each half-day, each a week later in the next module."""
    days = [one for number in range(200) if weekday_of(one := FIRST_DAY + timedelta(days=number)) is not None]
    sessions = []
    for cohort in range(cohorts):
        slot, place = divmod(cohort, 10)
        day, half = divmod(slot, 2)
        sessions += [
            Session(cohort + 1, f"m{step}", days[day + 5 * step], Half(HALVES[half]), f"t{place}", f"r{place}")
            for step in range(MODULES)
        ]
    seats = tuple(Seat(one.id, number % cohorts + 1) for number, one in enumerate(problem.people))
    plan = Plan(problem.title, fingerprint(problem), tuple(sessions), seats)
    return adjusted(problem, plan, plan).plan


def a_jobcentre(staff: int) -> Place:
    """Everybody known by number, with an address."""
    municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name="Kommunen")
    jobcentre = add_place(by=None, kind=PlaceKind.JOBCENTRE, name="Jobcentret", parent=municipality)
    people = Person.objects.bulk_create(
        [
            Person(municipality=municipality, name=f"Anna Æbelø {number}", email=f"a{number}@example.org")
            for number in range(staff)
        ]
    )
    Employee.objects.bulk_create(
        [
            Employee(person=one, jobcentre=jobcentre, number=str(number), created_at=NOW)
            for number, one in enumerate(people)
        ]
    )
    return jobcentre


def an_approved_plan(staff: int, sessions: int) -> Variant:
    """A programme with its plan."""
    cohorts = sessions // MODULES
    problem = the_problem(staff, cohorts)
    programme: Programme = add_programme(
        by=None, jobcentre=a_jobcentre(staff), title=problem.title, programme=problem.programme,
        first_day=problem.first_day, last_day=problem.last_day, now=NOW,
    )  # fmt: skip
    change_rules(by=None, programme=programme, document=problem_document(problem), note="", now=NOW)
    version = latest_version(programme)
    with transaction.atomic():
        variant = new_variant(
            version=version, plan=the_plan(problem, cohorts), made=Made.PLANNER, by=None, now=NOW
        )  # fmt: skip
    if not variant.approved:
        raise SystemExit(f"The plan breaks rules: {variant.violations[:3]}")
    return variant


class Undone(Exception):
    """Takes back what was measured."""


def taken(work: Callable[[], object]) -> float:
    """Seconds, with what was written taken back."""
    try:
        with transaction.atomic():
            began = perf_counter()
            work()
            seconds = perf_counter() - began
            raise Undone
    except Undone:
        return seconds


def one_by_one(rows: Rows) -> None:
    """The same rows, each with a statement of its own."""
    for model, given in rows.items():
        for values in given:
            model(**values).save(force_insert=True)


def taken_out() -> Rows:
    """What publishing wrote in this room, taken out again."""
    kinds = (models.Session, models.Seat, models.Participation, models.Invitation, models.Mail)
    rows: Rows = {}
    for kind in kinds:
        names = [field.attname for field in kind._meta.concrete_fields]
        rows[kind] = list(kind._default_manager.values(*names))
    for kind in reversed(kinds):
        kind._default_manager.all().delete()
    return rows


def feed_by_hand(person: Person) -> bytes:
    """The same sessions, drawn with the library event by event."""
    calendar = icalendar.Calendar()
    for entry in models.Invitation.objects.filter(person=person).order_by("pk"):
        event = icalendar.Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        session = models.Session.objects.get(pk=entry.session_id)
        event.add("dtstart", session.begins)
        event.add("dtend", session.ends)
        event.add("summary", session.title)
        event.add("location", session.room)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def main() -> None:
    """Make the plan, and measure both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--staff", type=int, default=1500)
    parser.add_argument("--sessions", type=int, default=400)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    variant = an_approved_plan(given.staff, given.sessions)
    ours = [taken(lambda: publish(by=None, variant=variant, now=NOW)) for _ in range(given.runs)]
    publish(by=None, variant=variant, now=NOW)
    mails = models.Mail.objects.count()
    person = models.Invitation.objects.filter(teaches=False)[0].person
    _, secret = make_feed(by=person, now=NOW)
    address = reverse("delivery:feed", args=[secret])
    client = Client()
    feeds, by_hand = [], []
    for _ in range(max(given.runs, 3) * 10):
        began = perf_counter()
        answer = client.get(address, headers={"host": "localhost"})
        feeds.append(perf_counter() - began)
        if answer.status_code != OK:
            raise SystemExit(f"The feed answered {answer.status_code}")
        began = perf_counter()
        feed_by_hand(person)
        by_hand.append(perf_counter() - began)
    rows = taken_out()
    theirs = [taken(lambda: one_by_one(rows)) for _ in range(min(given.runs, 3))]
    print(f"{given.staff} staff, {given.sessions} sessions, {mails} invitations queued, {given.runs} runs")
    print(
        f"publish: {median(ours):.2f} s; row by row {median(theirs):.2f} s; ratio {median(theirs) / median(ours):.1f}"
    )
    feeds.sort()
    late = feeds[int(len(feeds) * 0.95)]
    print(f"feed: {median(feeds) * 1000:.1f} ms median, {late * 1000:.1f} ms at 95 %; "
          f"event by event, without a request, {median(by_hand) * 1000:.1f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
