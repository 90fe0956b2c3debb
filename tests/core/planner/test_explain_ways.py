"""Ways out of a conflict: each rests on a plan that was found, and says in the user's units how much it takes."""

import time
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from tests.factories.problems import (
    FRIDAY,
    MONDAY,
    THURSDAY,
    TUESDAY,
    a_group,
    a_module,
    a_period,
    a_problem,
    a_room,
    a_trainer,
    people,
    random_problem,
)
from tests.oracles.brute_force import best

from samklang.core.calendar import Half
from samklang.core.planner.explain.exact import Limits
from samklang.core.planner.explain.rules import Kind, Rule
from samklang.core.planner.explain.ways import Attempt, WayOut, ways_out
from samklang.core.planner.problem import (
    Absence,
    ClosedDay,
    Cohorts,
    Duty,
    Funding,
    Minimum,
    Pattern,
    Period,
    Problem,
    Wish,
    WishLevel,
)


def ways_for(problem: Problem, *rules: Rule) -> tuple[WayOut, ...]:
    """The ways out found for the rules, everyone to be trained."""
    asked = replace(problem, everyone_must_be_trained=True)
    return ways_out(Attempt(asked, Limits(time.perf_counter() + 20), None), rules)


def the_way(problem: Problem, rule: Rule) -> tuple[str, int, bool]:
    """The only way out found for a rule, in English with ordinary spaces: what, how much, and whether it is proved."""
    (way,) = ways_for(problem, rule)
    return str(way.what).replace("\xa0", " "), way.size, way.proved


THURSDAY_TRAINER = a_trainer(half_days=("thu-am",))


@pytest.mark.parametrize("seed", range(60))
def test_as_few_are_left_untrained_as_any_plan_allows(seed: int):
    problem = replace(random_problem(Random(seed)), wishes=(WishLevel(Wish.UNTRAINED),), everyone_must_be_trained=False)
    fewest = best(problem)
    ways = ways_for(problem, Rule(Kind.EVERYONE))
    if fewest is None or fewest == (0,):
        assert ways == ()
    elif ways:  # none where no cohort can be held at all, so that everybody would be left
        assert [(way.size, way.proved) for way in ways] == [(fewest[0], True)]


def test_the_least_shortfall_at_the_counter_is_found_and_proved():
    """On Monday afternoon two fewer are needed than in the rest of the week: a cohort leaves two too few, not four."""
    group = a_group(minimum=4, exceptions=(Minimum(a_period(MONDAY, half=Half.AFTERNOON), 2),))
    problem = a_problem(groups=(group,), cohorts=Cohorts(1, 1, size_minimum=1, size_maximum=6), people=people(4))
    accept, temps = ways_for(problem, Rule(Kind.MINIMUM, "roedding"))
    assert (accept.size, accept.proved, temps.size) == (2, True, 2)
    assert str(accept.what) == (
        "Accept at the counter of Team Rødding: 0 instead of 2 on 7 September 2026 in the afternoon."
    )
    assert str(temps.what) == "Get temps for Team Rødding, 2 half-days in all: 7 September 2026 in the afternoon."


def test_a_whole_day_short_is_told_as_one_date():
    group = a_group(minimum=4, exceptions=(Minimum(a_period(TUESDAY), 3),))
    cohorts = Cohorts(1, 1, size_minimum=1, size_maximum=6)
    problem = a_problem(groups=(group,), cohorts=cohorts, modules=(a_module(length=2),))
    accept, _ = ways_for(problem, Rule(Kind.MINIMUM, "roedding"))
    assert str(accept.what) == "Accept at the counter of Team Rødding: 0 instead of 3 on 8 September 2026."
    assert accept.size == 6


@pytest.mark.parametrize(
    ("changes", "rule", "what", "size"),
    [
        (
            {"cohorts": Cohorts(1, 1, size_minimum=1, size_maximum=2)},
            Rule(Kind.COHORT_MAX),
            "Hold one more cohort, 2 in all.",
            1,
        ),
        (
            {"cohorts": Cohorts(1, 2, size_minimum=1, size_maximum=2), "people": people(6)},
            Rule(Kind.SIZE_MAX),
            "Let a cohort have up to 3 people.",
            1,
        ),
        (
            {"cohorts": Cohorts(1, 1, size_minimum=6, size_maximum=8)},
            Rule(Kind.SIZE_MIN),
            "Let a cohort have as few as 4 people.",
            2,
        ),
        (
            {"cohorts": Cohorts(3, 3, size_minimum=2, size_maximum=4)},
            Rule(Kind.COHORT_MIN),
            "Be content with 2 cohorts.",
            1,
        ),
        (
            {"cohorts": Cohorts(1, 1, size_minimum=1, size_maximum=4, team_cap=2)},
            Rule(Kind.TEAM_CAP, "roedding"),
            "Let up to 4 people from Team Rødding be in one cohort.",
            2,
        ),
        (
            {"rooms": (a_room(capacity=2),), "cohorts": Cohorts(1, 1, size_minimum=1, size_maximum=6)},
            Rule(Kind.ROOM_SIZE, "salen"),
            "Find a room for 4 people in place of Salen.",
            2,
        ),
        (
            {"rooms": (a_room(busy=(a_period(THURSDAY),)),), "trainers": (THURSDAY_TRAINER,)},
            Rule(Kind.ROOM_BOOKED, "salen"),
            "Free Salen, or find another room, on 10 September 2026.",
            1,
        ),
        (
            {"trainers": (THURSDAY_TRAINER,), "closed_days": (ClosedDay(THURSDAY, "Personaledag"),)},
            Rule(Kind.CLOSED, "Personaledag"),
            "Hold sessions on 10 September 2026, which are closed now.",
            1,
        ),
        (
            {"trainers": (THURSDAY_TRAINER,), "absences": (Absence("bo", a_period(THURSDAY), "holiday"),)},
            Rule(Kind.ABSENCE, "bo"),
            "Agree with Bo Kjær to be at work on 10 September 2026, and to be away on other days.",
            1,
        ),
        (
            {"trainers": (THURSDAY_TRAINER,), "duties": (Duty("bo", a_period(THURSDAY), what="Vagt"),)},
            Rule(Kind.DUTY, "bo"),
            "Free Bo Kjær from other bookings on 10 September 2026.",
            1,
        ),
        (
            {
                "trainers": (THURSDAY_TRAINER,),
                "duties": tuple(Duty(one, a_period(THURSDAY), what="Temadag") for one in ("anne", "bo", "camilla")),
            },
            Rule(Kind.SHARED_DUTY, "Temadag"),
            "Move “Temadag” on 10 September 2026.",
            1,
        ),
        (
            {
                "trainers": (THURSDAY_TRAINER,),
                "people": (*people(3), replace(people(4)[3], patterns=(Pattern(("mon-am",)),))),
            },
            Rule(Kind.HOURS, "dorte"),
            "Agree with Dorte Øst to work on 10 September 2026.",
            1,
        ),
        (
            {"trainers": (a_trainer(half_days=()),), "last_day": MONDAY},
            Rule(Kind.TRAINER, "tove"),
            "Get Tove to teach on 7 September 2026 too.",
            1,
        ),
        (
            {"trainers": (a_trainer(max_days=0),)},
            Rule(Kind.TRAINER_DAYS, "tove"),
            "Agree on one more date with Tove, 1 in all.",
            1,
        ),
        (
            {"trainers": (a_trainer(modules=()),), "last_day": MONDAY},
            Rule(Kind.SKILL, "start"),
            "Find one more trainer for “Start”, on 7 September 2026.",
            1,
        ),
        (
            {"funding": Funding(own_budget_ore=123_456)},
            Rule(Kind.BUDGET),
            "Find 8,766 kr. more of own money, 10,000.56 kr. in all. The plan then costs 10,000 kr. in all.",
            876_600,
        ),
        (
            {"trainers": (a_trainer(first_day=FRIDAY + timedelta(days=5)),)},
            Rule(Kind.LAST_DAY),
            "Let the programme run until 16 September 2026, 5 days longer.",
            5,
        ),
    ],
)
def test_each_rule_gives_way_by_as_little_as_was_found(changes: dict[str, Any], rule: Rule, what: str, size: int):
    found, how_much, _ = the_way(a_problem(**changes), rule)
    assert (found, how_much) == (what, size)


def test_a_gap_is_widened_or_narrowed_by_days():
    both = (a_trainer(modules=("start", "videre")),)
    late = (a_module(), a_module("videre", gap_min_days=5))
    assert the_way(a_problem(modules=late, trainers=both), Rule(Kind.GAP, "videre"))[0] == (
        "Let “Videre” come already 4 days after “Start”."
    )
    apart = (a_trainer(half_days=("mon-am",)), a_trainer("uffe", modules=("videre",), half_days=("thu-am",)))
    soon = (a_module(), a_module("videre", gap_max_days=2))
    assert the_way(a_problem(modules=soon, trainers=apart), Rule(Kind.GAP, "videre")) == (
        "Let “Videre” come up to 3 days after “Start”.",
        1,
        False,
    )


@pytest.mark.parametrize("kind", ["maternity", "sick"])
def test_nobody_is_asked_to_come_in_from_illness_or_maternity_leave(kind: Any):
    problem = a_problem(absences=(Absence("bo", Period(), kind),))
    assert ways_for(problem, Rule(Kind.ABSENCE, "bo")) == ()


def test_a_change_that_does_not_help_is_not_offered():
    problem = a_problem(absences=(Absence("bo", Period(), "sick"),), cohorts=Cohorts(1, 1, size_minimum=1))
    assert ways_for(problem, Rule(Kind.COHORT_MAX), Rule(Kind.SIZE_MAX), Rule(Kind.LAST_DAY)) == ()


def test_the_smallest_way_out_comes_first():
    problem = a_problem(groups=(a_group(minimum=3),), cohorts=Cohorts(1, 3, size_minimum=1, size_maximum=6))
    ways = ways_for(problem, Rule(Kind.EVERYONE), Rule(Kind.MINIMUM, "roedding"), Rule(Kind.COHORT_MAX))
    efforts = [way.effort for way in ways]
    assert efforts == sorted(efforts)
    assert {way.unit.value for way in ways} == {"half_days", "people", "cohorts"}
