"""A plan changed by hand is counted anew, and what it breaks is told without what merely follows from it."""

from dataclasses import replace

import pytest
from tests.factories.explained import an_approved_plan
from tests.factories.problems import FRIDAY, MONDAY, WEDNESDAY, a_group
from tests.factories.small_plan import the_problem, verdict_on

from samklang.core.calendar import Half
from samklang.core.planner.adjust import BY_HAND, adjusted, met, seated
from samklang.core.planner.plan import Level
from samklang.core.planner.problem import Wish


def test_somebody_in_another_cohort_is_counted_with_materials_levels_and_all():
    problem = the_problem()
    before = an_approved_plan(problem)
    found = adjusted(problem, before, seated(before, "anne", 2))
    assert (found.verdict.approved, found.violations, found.counted) == (True, (), True)
    assert sorted((seat.person, seat.cohort) for seat in found.plan.seats)[0] == ("anne", 2)
    counted = {wish: value for wish, value in found.verdict.levels.items() if wish != "order"}
    assert {level.wish: level.value for level in found.plan.levels} == counted
    assert (found.plan.made.method, found.plan.made.by_work) == (BY_HAND, False)


def test_somebody_without_a_seat_is_named_with_a_reason():
    problem = the_problem()
    before = an_approved_plan(problem)
    found = adjusted(problem, before, seated(before, "anne", None))
    assert [one.person for one in found.plan.untrained] == ["anne"]
    assert found.plan.untrained[0].reason["da"]


def test_a_session_later_keeps_the_rules_and_the_cohorts_are_numbered_by_date():
    problem = the_problem()
    before = an_approved_plan(problem)
    after = met(before, 1, "start", day=WEDNESDAY, half=Half.MORNING, trainer="uffe", room="loftet")
    after = met(after, 1, "videre", day=FRIDAY, half=Half.MORNING, trainer="uffe", room="loftet")
    found = adjusted(problem, before, after)
    assert found.verdict.approved, found.violations
    assert {seat.cohort for seat in found.plan.seats if seat.person in {"anne", "bo"}} == {2}


def test_a_session_at_no_possible_time_is_told_without_the_money_that_follows():
    problem = the_problem()
    before = an_approved_plan(problem)
    after = met(before, 1, "start", day=MONDAY.replace(day=6), half=Half.MORNING, trainer="tove", room="salen")
    found = adjusted(problem, before, after)
    assert (found.verdict.approved, found.counted) == (False, False)
    assert {one.rule for one in found.violations} == {"horizon", "trainer-half-day"}
    assert len(found.verdict.violations) > len(found.violations)


def test_a_counter_that_is_short_is_told_as_such_and_not_as_temps_too_many():
    problem = the_problem(groups=(a_group(minimum=2),))
    before = an_approved_plan(problem)
    found = adjusted(problem, before, seated(before, "camilla", 1))
    assert {one.rule for one in found.violations} == {"cover"}


def test_what_was_proved_of_a_wish_holds_as_long_as_those_before_it_came_out_no_worse():
    problem = the_problem()
    before = an_approved_plan(problem)
    proved = replace(before, levels=tuple(replace(level, bound=level.value) for level in before.levels))
    same = adjusted(problem, proved, proved).plan.levels
    assert same == proved.levels
    worse = adjusted(problem, proved, seated(proved, "anne", None)).plan.levels
    assert worse[0] == Level(Wish.UNTRAINED, 1, 0)
    assert {level.bound for level in worse[1:]} == {None}


@pytest.mark.parametrize("person", ["anne", "dorte"])
def test_the_plan_before_is_left_as_it_was(person):
    problem = the_problem()
    before = an_approved_plan(problem)
    seated(before, person, None)
    assert verdict_on(problem, before).approved
