"""Steps taken by hand, put one after the other on a copy of a plan. Pure: nothing is kept here."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

from samklang.core.calendar import Half
from samklang.core.planner.adjust import Adjusted, adjusted, met, seated
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem

Step: TypeAlias = Mapping[str, Any]


def person_step(person: str, cohort: int | None) -> Step:
    """Somebody goes to a cohort, or loses the seat."""
    return {"person": person, "cohort": cohort}


def session_step(cohort: int, module: str, *, day: date, half: Half, trainer: str, room: str) -> Step:
    """A session is held at another time, by somebody else or elsewhere."""
    return {
        "cohort": cohort, "module": module, "date": day.isoformat(), "half": half.value, "trainer": trainer,
        "room": room,
    }  # fmt: skip


def with_steps(problem: Problem, plan: Plan, steps: Iterable[Step]) -> Adjusted:
    """The plan after the steps, counted anew and judged by the checker."""
    after = plan
    for step in steps:
        after = renumbered(_taken(after, step))
    return adjusted(problem, plan, after)


def _taken(plan: Plan, step: Step) -> Plan:
    if "module" not in step:
        return seated(plan, step["person"], step["cohort"])
    return met(
        plan,
        step["cohort"],
        step["module"],
        day=date.fromisoformat(step["date"]),
        half=Half(step["half"]),
        trainer=step["trainer"],
        room=step["room"],
    )


def renumbered(plan: Plan) -> Plan:
    """Cohorts numbered by their first session, as a plan has them; once one has been held they keep their numbers."""
    if any(session.attended is not None for session in plan.sessions):
        return plan
    first = {
        cohort: min((session.date, session.half) for session in plan.sessions if session.cohort == cohort)
        for cohort in plan.cohort_numbers()
    }
    number = {cohort: place for place, cohort in enumerate(sorted(first, key=lambda one: (first[one], one)), start=1)}
    return replace(
        plan,
        sessions=tuple(replace(session, cohort=number[session.cohort]) for session in plan.sessions),
        seats=tuple(replace(seat, cohort=number.get(seat.cohort, seat.cohort)) for seat in plan.seats),
    )
