"""The independent checker: judges a plan against a problem from their two JSON documents alone.

It shares no code with the solver and uses the standard library and the house's words only; every rule, cost and wish is
worked out again from scratch.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from samklang.core.planner.check import cover, drawn, places, seats, sessions
from samklang.core.planner.check.case import Case
from samklang.core.planner.check.costs import costs
from samklang.core.planner.check.facts import Facts, read_facts
from samklang.core.planner.check.form import Misfit
from samklang.core.planner.check.levels import levels_true, recount
from samklang.core.planner.check.money import OWN, bill, money_there, payments_hold
from samklang.core.planner.check.planned import Planned, read_plan
from samklang.core.planner.check.verdict import CoverPoint, Verdict, Violation
from samklang.core.words import say

__all__ = ["CoverPoint", "Verdict", "Violation", "check", "cover_table"]

RULES: tuple[Callable[[Case], Iterator[Violation]], ...] = (
    seats.everyone_once,
    seats.nobody_left_out,
    seats.nothing_missed,
    seats.cohort_count,
    seats.cohort_numbers,
    seats.cohort_sizes,
    seats.team_caps,
    seats.whole_teams,
    drawn.drawn_order,
    sessions.every_module_once,
    sessions.time_of_day,
    sessions.spacing,
    sessions.open_days,
    sessions.everybody_free,
    places.trainers_able,
    places.trainers_in_one_place,
    places.rooms_fit,
    cover.temps_allowed,
)
"""Every rule that needs only the case; cover, money and levels follow with what was worked out for them."""


def check(problem: Mapping[str, Any], plan: Mapping[str, Any]) -> Verdict:
    """Whether the plan keeps every rule of the problem.

    problem: a problem document (`problem.document`), plan: a plan document (`plan.document`).
    returns: the verdict. A document that cannot be read gives violations "problem-form" or "plan-form" and no recount.
    """
    facts, planned, misfits = _read(problem, plan)
    if facts is None or planned is None or misfits:
        return Verdict(approved=False, violations=tuple(misfits))
    case = Case(facts, planned)
    points = tuple(cover.cover_points(case))
    paying = bill(case, costs(case))
    cost_ore = sum(paying.costs.values())
    levels = recount(case, cost_ore)
    violations = (
        *_right_problem(problem, planned),
        *_known_names(case),
        *(violation for rule in RULES for violation in rule(case)),
        *cover.counter_manned(case, points),
        *money_there(paying),
        *payments_hold(case, paying),
        *levels_true(case, levels),
    )
    return Verdict(
        approved=not violations,
        violations=violations,
        levels=levels,
        cost_ore=cost_ore,
        own_needed_ore=paying.own_needed_ore,
        money_suffices=paying.suffices,
        cover=tuple(point for point in points if point.away or point.temps or point.tight),
    )


def cover_table(problem: Mapping[str, Any], plan: Mapping[str, Any]) -> tuple[CoverPoint, ...]:
    """Every group on every half-day on which the counter is open, group by group in order of time.

    problem, plan: documents as for `check`; where one cannot be read, the table is empty.
    """
    facts, planned, misfits = _read(problem, plan)
    if facts is None or planned is None or misfits:
        return ()
    return tuple(cover.cover_points(Case(facts, planned)))


def _read(
    problem: Mapping[str, Any], plan: Mapping[str, Any]
) -> tuple[Facts | None, Planned | None, tuple[Violation, ...]]:
    try:
        facts = read_facts(problem)
    except Misfit as misfit:
        text = say("The problem cannot be read at {place}: {what}", place=misfit.place, what=misfit.what)
        return None, None, (Violation("problem-form", text),)
    misfits: list[Misfit] = []
    planned = read_plan(plan, misfits)
    amiss = tuple(
        Violation("plan-form", say("The plan cannot be read at {place}: {what}", place=one.place, what=one.what))
        for one in misfits
    )
    return facts, planned, amiss


def _right_problem(problem: Mapping[str, Any], planned: Planned) -> Iterator[Violation]:
    """The plan carries the fingerprint of this problem: SHA-256 of the document with sorted keys and no spaces."""
    canonical = json.dumps(problem, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    if hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest() != planned.problem:
        yield Violation("fingerprint", say("The plan was made for another problem, or the problem was changed since."))


def _known_names(case: Case) -> Iterator[Violation]:
    """Every id in the plan is one of the problem's."""
    facts, plan = case.facts, case.plan
    attended = (person for session in plan.sessions for person in session.attended or ())
    for names, known in (
        ((session.module for session in plan.sessions), set(facts.modules)),
        ((session.trainer for session in plan.sessions), set(facts.trainers)),
        ((session.room for session in plan.sessions), set(facts.rooms)),
        ((*(seat.person for seat in plan.seats), *plan.untrained, *attended), set(facts.people)),
        ((temps.group for temps in plan.temps), set(facts.groups)),
        ((payment.source for payment in plan.payments), {*facts.grants, OWN}),
    ):
        for name in dict.fromkeys(names):
            if name not in known:
                yield Violation(
                    "unknown-id", say("The plan names “{name}”, which the problem does not know.", name=name)
                )
