"""What has been held of a plan and who was there, as areas above know it: attendance that was taken."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.planning.models import Programme


class Held(NamedTuple):
    """Which session it was: one that a plan has on another date is another."""

    cohort: int
    module: str
    date: date


Source = Callable[[Programme], Mapping[Held, Collection[str]]]
"""Given a programme: the sessions of which it is known who was there, with the employee numbers of those who were."""
_sources: list[Source] = []


def tells_who_was_there(source: Source) -> None:
    """From now on what the source tells is history to a plan that is changed. Called once, when an area is set up."""
    if source not in _sources:
        _sources.append(source)


def with_attendance(programme: Programme, problem: Problem, plan: Plan) -> Plan:
    """The plan with who was there in the sessions that are known to have been held; the others as they are.

    Only people of the problem count, since the plan knows nobody else.
    """
    known: dict[Held, set[str]] = {}
    for source in _sources:
        for held, people in source(programme).items():
            known.setdefault(held, set()).update(people)
    people = {person.id for person in problem.people}
    sessions = tuple(
        replace(one, attended=tuple(sorted(known[key] & people)))
        if (key := Held(one.cohort, one.module, one.date)) in known and one.attended is None else one
        for one in plan.sessions
    )  # fmt: skip
    return replace(plan, sessions=sessions)
