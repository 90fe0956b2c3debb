"""A plan by hand for a handful of people, in which every rule holds and each can be broken alone.

Two cohorts of two: Anne and Bo on Monday and Wednesday, Camilla and Dorte on Tuesday and Thursday, in the morning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.factories.problems import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_grant,
    a_group,
    a_module,
    a_problem,
    a_room,
    a_trainer,
)
from tests.oracles.rules import assemble

from samklang.core.calendar import Half
from samklang.core.planner.check import Verdict, check
from samklang.core.planner.plan import Plan, Session, TempUse
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Funding, Problem
from samklang.core.planner.problem import document as problem_document

BOTH = ("start", "videre")
SEATS = {"anne": 1, "bo": 1, "camilla": 2, "dorte": 2}


def a_session(cohort: int, module: str, day: date, **changes: Any) -> Session:
    """A morning with Tove in Salen."""
    return Session(
        **{"half": Half.MORNING, "trainer": "tove", "room": "salen", **changes}, cohort=cohort, module=module, date=day
    )


SESSIONS = (
    a_session(1, "start", MONDAY),
    a_session(1, "videre", WEDNESDAY),
    a_session(2, "start", TUESDAY),
    a_session(2, "videre", THURSDAY),
)


def the_problem(**changes: Any) -> Problem:
    """Four people and two modules from 1 to 3 days apart; no minimum at the counter; a grant pays half."""
    default: dict[str, Any] = {
        "modules": (a_module("start", cost_per_person_ore=10_000), a_module("videre", gap_max_days=3)),
        "trainers": (a_trainer(modules=BOTH), a_trainer("uffe", modules=BOTH)),
        "rooms": (a_room(), a_room("loftet")),
        "groups": (a_group(minimum=0),),
        "funding": Funding(own_budget_ore=3_000_000, grants=(a_grant(share_percent=50),)),
    }
    return a_problem(**{**default, **changes})


def instead(place: int, **changes: Any) -> tuple[Session, ...]:
    """The sessions, with changes to the one at the place."""
    return (*SESSIONS[:place], replace(SESSIONS[place], **changes), *SESSIONS[place + 1 :])


def the_plan(
    problem: Problem,
    sessions: Sequence[Session] = SESSIONS,
    seats: Mapping[str, int] | None = None,
    temps: Sequence[TempUse] = (),
    **changes: Any,
) -> Plan:
    """The plan for those decisions, true in payments and levels; `changes` then replace its fields."""
    return replace(assemble(problem, sessions, SEATS if seats is None else seats, temps), **changes)


def verdict_on(problem: Problem, plan: Plan) -> Verdict:
    """What the checker says."""
    return check(problem_document(problem), plan_document(plan))


def rules_broken(problem: Problem, plan: Plan) -> set[str]:
    """The codes of the rules that the checker finds broken."""
    return {violation.rule for violation in verdict_on(problem, plan).violations}
