"""Trainers and rooms: each rule broken alone."""

from dataclasses import replace

import pytest
from tests.factories.problems import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, a_module, a_period, a_room, a_trainer, people
from tests.factories.small_plan import BOTH, SESSIONS, instead, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.calendar import Half
from samklang.core.planner.problem import HALF_DAY_NAMES

SAME_TIME = {"date": MONDAY}
"""What puts cohort 2's first session beside cohort 1's."""


def tove(**changes: object):
    """Tove with changes, and Uffe."""
    return a_trainer(**{"modules": BOTH, **changes}), a_trainer("uffe", modules=BOTH)


def salen(**changes: object):
    """Salen with changes, and Loftet."""
    return a_room(**changes), a_room("loftet")


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"modules": ("start",)}, {"trainer-skill"}),
        ({"half_days": tuple(name for name in HALF_DAY_NAMES if name != "mon-am")}, {"trainer-half-day"}),
        ({"half_days": ("mon-am", "tue-am", "wed-am", "thu-am")}, set()),
        ({"first_day": TUESDAY}, {"trainer-period"}),
        ({"last_day": WEDNESDAY}, {"trainer-period"}),
        ({"first_day": MONDAY, "last_day": THURSDAY}, set()),
        ({"busy": (a_period(TUESDAY),)}, {"trainer-busy"}),
        ({"busy": (a_period(TUESDAY, half=Half.AFTERNOON),)}, set()),
        ({"max_days": 3}, {"trainer-days"}),
        ({"max_days": 4}, set()),
    ],
)
def test_a_trainer_teaches_what_and_when_was_agreed(changes, broken):
    problem = the_problem(trainers=tove(**changes))
    assert rules_broken(problem, the_plan(problem)) == broken


def test_a_trainer_is_there_for_the_whole_of_a_whole_day():
    problem = the_problem(
        modules=(a_module("start", length=2), a_module("videre", gap_max_days=3)),
        trainers=tove(busy=(a_period(TUESDAY, half=Half.AFTERNOON),)),
    )
    assert rules_broken(problem, the_plan(problem)) == {"trainer-busy"}


def test_a_trainer_has_one_session_at_a_time():
    problem = the_problem()
    verdict = verdict_on(problem, the_plan(problem, instead(2, **SAME_TIME, room="loftet")))
    assert [(one.rule, one.sessions) for one in verdict.violations] == [
        ("trainer-double", ((1, "start"), (2, "start")))
    ]
    other = instead(2, **SAME_TIME, room="loftet", trainer="uffe")
    assert rules_broken(problem, the_plan(problem, other)) == set()


def test_a_trainer_keeps_to_one_site_on_a_date():
    later = instead(2, **SAME_TIME, half=Half.AFTERNOON, room="loftet")
    apart = the_problem(rooms=(a_room(site="Vejen"), a_room("loftet", site="Brørup")))
    together = the_problem(rooms=(a_room(site="Vejen"), a_room("loftet", site="Vejen")))
    assert rules_broken(apart, the_plan(apart, later)) == {"trainer-site"}
    assert rules_broken(together, the_plan(together, later)) == set()


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"capacity": 1}, {"room-capacity"}),
        ({"capacity": 2}, set()),
        ({"busy": (a_period(THURSDAY),)}, {"room-busy"}),
        ({"busy": (a_period(THURSDAY, half=Half.AFTERNOON),)}, set()),
    ],
)
def test_a_room_is_large_enough_and_free(changes, broken):
    problem = the_problem(rooms=salen(**changes))
    assert rules_broken(problem, the_plan(problem)) == broken


def test_a_room_need_hold_only_those_who_come():
    half_done = tuple(
        replace(one, done_modules=BOTH[:1]) if one.id in {"anne", "camilla"} else one for one in people(4)
    )
    problem = the_problem(people=half_done, rooms=salen(capacity=1))
    sessions = [one if one.module == "start" else replace(one, room="loftet") for one in SESSIONS]
    assert rules_broken(problem, the_plan(problem, sessions)) == set()


def test_a_room_has_one_session_at_a_time():
    problem = the_problem()
    plan = the_plan(problem, instead(2, **SAME_TIME, trainer="uffe"))
    assert rules_broken(problem, plan) == {"room-double"}


def test_two_half_days_of_one_trainer_on_one_date_cost_one_day():
    problem = the_problem()
    one_after_the_other = the_plan(problem, instead(2, **SAME_TIME, half=Half.AFTERNOON))
    assert verdict_on(problem, one_after_the_other).cost_ore == 3_040_000
    assert rules_broken(problem, one_after_the_other) == set()
