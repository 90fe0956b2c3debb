"""The plans of the constructed jobcentres, made by the planner itself and published by the programme lead."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.utils import timezone

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.core.planner.problem import Problem, Wish, document
from samklang.core.planner.solve import Progress, solve
from samklang.demo.register import Register
from samklang.planning.commands.programme import add_programme
from samklang.planning.commands.publication import publish
from samklang.planning.commands.variant import new_variant
from samklang.planning.commands.version import read_workbook
from samklang.planning.documents import problem_of
from samklang.planning.enums import Made
from samklang.planning.models import Variant

MOST_SECONDS = 180.0
"""Far more than the planner needs before it has proved that nobody else can be trained, on a busy machine too."""
_LEAD = timedelta(weeks=14)
"""How long before its first day a programme is planned."""
_THINKING_TIME = timedelta(days=3)
"""From the plan to its publication."""


class FirstWishSettled:
    """Lets the planner go on until the first wish, as few untrained as can be, is proved.

    The search is then stopped at a place that depends on the problem and the seed alone, not on how fast the machine
    is; polishing the later wishes is left for whoever tries the planner in the demo.
    """

    def __init__(self) -> None:
        self._settled = False

    def hear(self, progress: Progress) -> None:
        """Told each time the planner has come further."""
        first = progress.levels[0] if progress.levels else None
        self._settled = first is not None and first.wish == Wish.UNTRAINED and first.proved

    def settled(self) -> bool:
        """Whether to stop."""
        return self._settled


class Patience(Protocol):
    """Hears how the planner gets on, and says when it is enough."""

    def hear(self, progress: Progress) -> None:
        """Told each time the planner has come further."""

    def settled(self) -> bool:
        """Whether to stop."""


def plan_and_publish(
    problem: Problem, register: Register, seed: int, today: date, patience: Patience | None = None
) -> Variant:
    """The programme from its workbook, a plan that has passed the checker, and its publication.

    today:    the demo's day; the programme was planned well before its first day, and before this one.
    patience: when to stop the planner; when its first wish is settled, unless something else is given.
    """
    lead = Person.objects.get(pk=register.cast[Role.PROGRAMME_LEAD].pk)
    planned_on = min(problem.first_day - _LEAD, today - _THINKING_TIME)
    now = timezone.make_aware(datetime.combine(planned_on, time(9, 30)))
    programme = add_programme(
        by=lead,
        jobcentre=register.jobcentre,
        title=problem.title,
        programme=problem.programme,
        first_day=problem.first_day,
        last_day=problem.last_day,
        now=now,
    )
    town = register.municipality.name.removesuffix(" Kommune").lower()
    version = read_workbook(by=lead, programme=programme, document=document(problem), file_name=f"{town}.xlsx", now=now)
    patience = patience or FirstWishSettled()
    plan = solve(
        problem_of(version.document),
        time_limit_s=MOST_SECONDS,
        threads=2,
        seed=seed,
        on_progress=patience.hear,
        should_stop=patience.settled,
    )
    variant = new_variant(version=version, plan=plan, made=Made.PLANNER, by=lead, now=now + timedelta(minutes=20))
    publish(by=lead, variant=variant, now=now + _THINKING_TIME)
    return variant
