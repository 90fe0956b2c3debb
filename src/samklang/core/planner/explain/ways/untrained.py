"""Leaving somebody untrained."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.words import say_n


def leave_out(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """As few as possible, by name."""
    base = attempt.base
    if base is None or not base.untrained or len(base.state.places) < attempt.problem.cohorts.minimum:
        return
    names, count = [person.name for person in base.untrained], len(base.untrained)
    if base.proved:
        what = say_n(
            "Leave {names} for a later programme. Nobody fewer will do.",
            "Leave {count} people for a later programme: {names}. Fewer than {count} will not do.",
            count,
            names=listed(names, TO_DO),
        )
    else:
        what = say_n(
            "Leave {names} for a later programme.",
            "Leave {count} people for a later programme: {names}. It is proved that {least} or more must be left.",
            count,
            names=listed(names, TO_DO),
            least=base.least,
        )
    left = {person.id for person in base.untrained}
    people = tuple(replace(one, to_train=one.to_train and one.id not in left) for one in attempt.problem.people)
    yield WayOut(what, count, Unit.PEOPLE, base.proved, replace(attempt.problem, people=people))
