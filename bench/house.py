"""A jobcentre of any size on a site of its own, for the bench of the web."""

import logging
from collections.abc import Callable
from datetime import date, timedelta

from samklang.config.start import start

start()
logging.disable(logging.WARNING)

from django.conf import settings  # noqa: E402 - after the start
from django.core.management import call_command  # noqa: E402 - after the start
from django.db import transaction  # noqa: E402 - after the start
from django.test import Client  # noqa: E402 - after the start
from django.urls import reverse  # noqa: E402 - after the start

from samklang.access.enums import Role  # noqa: E402 - after the start
from samklang.access.models import Person  # noqa: E402 - after the start
from samklang.core.planner.problem import Problem  # noqa: E402 - after the start
from samklang.core.planner.solve import Progress  # noqa: E402 - after the start
from samklang.demo import cast  # noqa: E402 - after the start
from samklang.demo.jobcentres import citizen_door_of  # noqa: E402 - after the start
from samklang.demo.plans import plan_and_publish  # noqa: E402 - after the start
from samklang.demo.register import Register, fill  # noqa: E402 - after the start
from samklang.people.models import Engagement, Leave  # noqa: E402 - after the start
from samklang.planning.models import PublishedSession  # noqa: E402 - after the start

TODAY = date(2027, 9, 1)
Rows = Callable[[], list[tuple[object, ...]]]


class FirstPlan:
    """Lets the planner stop at the first plan it finds: the page is measured here, not the plan."""

    def __init__(self) -> None:
        self._found = False

    def hear(self, progress: Progress) -> None:
        """Told each time the planner has come further."""
        self._found = progress.plan is not None

    def settled(self) -> bool:
        """Whether to stop."""
        return self._found


def make_house(staff: int) -> tuple[Person, Register]:
    """So many staff in the register, a published plan for them, and the programme lead."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    problem: Problem = citizen_door_of(staff // 100, 2027)
    with transaction.atomic():
        house = fill(problem, cast.VEJEN, 2027)
        plan_and_publish(problem, house, 2027, TODAY, FirstPlan())
    return Person.objects.get(pk=house.cast[Role.PROGRAMME_LEAD].pk), house


def cookie_of(person: Person) -> str:
    """The session of somebody signed in, as a header."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def pages(house: Register) -> list[tuple[str, str, Rows]]:
    """The pages measured, each with the rows that a plain page of the same would show."""
    team = max(house.teams.values(), key=lambda one: Engagement.objects.filter(team=one).count())
    session = PublishedSession.objects.select_related("publication").first()
    variant = session.publication.variant_id if session else 0
    month = TODAY + timedelta(days=30)

    def staff() -> list[tuple[object, ...]]:
        found = Engagement.objects.on(TODAY).select_related("employee__person", "team").order_by("pk")[:50]
        return [(row.employee.person.name, row.employee.number, row.team.name, row.role) for row in found]

    def in_team() -> list[tuple[object, ...]]:
        found = Engagement.objects.filter(team=team).on(TODAY).select_related("employee__person")
        return [(row.employee.person.name, row.role, *row.half_days) for row in found]

    def away() -> list[tuple[object, ...]]:
        found = Leave.objects.between(TODAY, month).select_related("employee__person")[:100]
        return [(row.employee.person.name, row.first_day, row.last_day) for row in found]

    def sessions() -> list[tuple[object, ...]]:
        found = PublishedSession.objects.select_related("person").order_by("pk")[:100]
        return [(row.person.name, row.module, row.date, row.room) for row in found]

    return [
        ("start", reverse("start"), staff),
        ("staff list", reverse("people:employees"), staff),
        ("staff list, searched", reverse("people:employees") + "?q=hansen", staff),
        ("team with cover for 12 weeks", reverse("people:team", args=[team.pk]) + "?weeks=12", in_team),
        ("leave calendar", reverse("people:leave-calendar"), away),
        ("plan", reverse("reports:plan", args=[variant]), sessions),
        ("plan, people", reverse("reports:plan-part", args=[variant, "people"]), sessions),
    ]
