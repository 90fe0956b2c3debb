"""Who in the register the people and trainers of a problem are."""

import re
from collections import defaultdict
from collections.abc import Mapping

from samklang.access.models import Person, Place
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.people.enums import ExternalKind
from samklang.people.models import Employee, External


def participants_of(problem: Problem, jobcentre: Place) -> Mapping[str, Person]:
    """The people of the problem whom the register knows by employee number, by their id in the problem."""
    found = Employee.objects.filter(jobcentre=jobcentre, number__in=[person.id for person in problem.people])
    return {employee.number: employee.person for employee in found.select_related("person")}


_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def _plain(name: str) -> str:
    """The name without a remark after it: «Bodil Lunde (external)»."""
    return _REMARK.sub("", name).strip()


def trainers_of(problem: Problem, jobcentre: Place) -> Mapping[str, Person]:
    """The trainers of the problem whom the register knows by name, external ones first, by their id in the problem.

    A name that several people have is nobody's, so that no dates reach the wrong person.
    """
    named: dict[str, set[Person]] = {}
    outside = External.objects.filter(jobcentre=jobcentre, kind=ExternalKind.TRAINER).select_related("person")
    inside = Employee.objects.filter(jobcentre=jobcentre).select_related("person")
    for person in (*(one.person for one in outside), *(one.person for one in inside)):
        named.setdefault(person.name.casefold(), set()).add(person)
    known = {}
    for trainer in problem.trainers:
        people = named.get(_plain(trainer.name).casefold(), set())
        if len(people) == 1:
            known[trainer.id] = next(iter(people))
    return known


def going_to(problem: Problem, plan: Plan) -> Mapping[tuple[int, str], list[str]]:
    """Who comes to each session: those seated who have not done its module."""
    done = {person.id: set(person.done_modules) for person in problem.people}
    for session in plan.sessions:
        for one in session.attended or ():
            done[one].add(session.module)
    going: dict[tuple[int, str], list[str]] = defaultdict(list)
    modules = [module.id for module in problem.modules]
    for seat in plan.seats:
        for module in modules:
            if module not in done[seat.person]:
                going[seat.cohort, module].append(seat.person)
    return going
