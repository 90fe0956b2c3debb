"""Who is seated, how many together, and how cohorts are numbered: each rule broken alone."""

from dataclasses import replace

import pytest
from tests.factories.problems import FRIDAY, MONDAY, a_team, people
from tests.factories.small_plan import (
    BOTH,
    SEATS,
    SESSIONS,
    a_session,
    rules_broken,
    the_plan,
    the_problem,
    verdict_on,
)

from samklang.core.planner.plan import Seat, Untrained
from samklang.core.planner.problem import Cohorts

WITHOUT_DORTE = {"anne": 1, "bo": 1, "camilla": 2}


def staff(dorte: dict[str, object]):
    """The four of the small plan, with something else about Dorte."""
    *others, last = people(4)
    return (*others, replace(last, **dorte))


def cohorts(**changes: object) -> Cohorts:
    """One or two cohorts of 1 to 6, or as changed."""
    return Cohorts(**{"minimum": 1, "maximum": 2, "size_minimum": 1, "size_maximum": 6, **changes})


def test_a_plan_that_keeps_every_rule_is_approved_with_every_wish_counted():
    problem = the_problem()
    verdict = verdict_on(problem, the_plan(problem))
    assert (verdict.approved, verdict.violations) == (True, ())
    assert verdict.levels == {
        "untrained": 0,
        "cost": 4_040_000,
        "continuity": 0,
        "pairs": 0,
        "spread": 0,
        "finish": 3,
        "avoid": 0,
        "order": 0,
    }
    assert (verdict.cost_ore, verdict.own_needed_ore, verdict.money_suffices) == (4_040_000, 2_020_000, True)


def test_nobody_has_two_seats():
    problem = the_problem()
    plan = the_plan(problem)
    verdict = verdict_on(problem, replace(plan, seats=(*plan.seats, Seat("anne", 2))))
    assert [(one.rule, one.people) for one in verdict.violations] == [("seat-twice", ("anne",))]
    assert str(verdict.violations[0].what) == "Anne Holm has more than one seat (cohorts 1 and 2); leave one."


def test_nobody_is_named_as_untrained_twice():
    problem = the_problem()
    plan = the_plan(problem, seats=WITHOUT_DORTE, untrained=(Untrained("dorte"), Untrained("dorte")))
    assert rules_broken(problem, plan) == {"untrained-twice"}


@pytest.mark.parametrize("dorte", [{"to_train": False}, {"done_modules": BOTH}])
def test_nobody_is_seated_who_is_not_to_be_trained(dorte):
    problem = the_problem(people=staff(dorte))
    assert rules_broken(problem, the_plan(problem)) == {"not-eligible"}


def test_nobody_is_named_as_untrained_who_is_not_to_be_trained():
    problem = the_problem(people=staff({"to_train": False}))
    plan = the_plan(problem, seats=WITHOUT_DORTE, untrained=(Untrained("dorte"),))
    assert rules_broken(problem, plan) == {"not-eligible"}


def test_nobody_is_seated_and_named_as_untrained_too():
    problem = the_problem()
    assert rules_broken(problem, the_plan(problem, untrained=(Untrained("dorte"),))) == {"seated-and-untrained"}


def test_everybody_eligible_is_seated_or_named():
    problem = the_problem()
    assert rules_broken(problem, the_plan(problem, seats=WITHOUT_DORTE)) == set()
    assert rules_broken(problem, the_plan(problem, seats=WITHOUT_DORTE, untrained=())) == {"seat-missing"}


def test_nobody_is_left_out_where_everyone_must_be_trained():
    problem = the_problem(everyone_must_be_trained=True)
    assert rules_broken(problem, the_plan(problem)) == set()
    verdict = verdict_on(problem, the_plan(problem, seats=WITHOUT_DORTE))
    assert [one.rule for one in verdict.violations] == ["everyone-trained"]
    assert str(verdict.violations[0].what) == "Everyone must be trained, and these have no seat: Dorte Øst."


@pytest.mark.parametrize(("minimum", "maximum"), [(1, 1), (3, 4)])
def test_there_are_neither_too_few_nor_too_many_cohorts(minimum, maximum):
    problem = the_problem(cohorts=cohorts(minimum=minimum, maximum=maximum))
    assert rules_broken(problem, the_plan(problem)) == {"cohort-count"}


def test_cohorts_are_numbered_without_holes():
    problem = the_problem()
    sessions = [one if one.cohort == 1 else replace(one, cohort=3) for one in SESSIONS]
    plan = the_plan(problem, sessions, {**SEATS, "camilla": 3, "dorte": 3})
    assert rules_broken(problem, plan) == {"cohort-numbers"}


def test_cohorts_are_numbered_by_their_first_date():
    problem = the_problem()
    sessions = [replace(one, cohort=3 - one.cohort) for one in SESSIONS]
    plan = the_plan(problem, sessions, {person: 3 - cohort for person, cohort in SEATS.items()})
    assert rules_broken(problem, plan) == {"cohort-order"}


def test_nobody_is_seated_in_a_cohort_without_sessions():
    problem = the_problem()
    assert rules_broken(problem, the_plan(problem, seats={**SEATS, "dorte": 3})) == {"seat-cohort"}


@pytest.mark.parametrize("size", [{"size_minimum": 3}, {"size_maximum": 1}])
def test_no_cohort_is_too_small_or_too_large(size):
    problem = the_problem(cohorts=cohorts(**size))
    assert rules_broken(problem, the_plan(problem)) == {"cohort-size"}


@pytest.mark.parametrize(("own_cap", "common_cap"), [(None, 1), (1, None), (1, 4)])
def test_no_cohort_takes_more_of_a_team_than_its_cap(own_cap, common_cap):
    problem = the_problem(teams=(a_team(cohort_cap=own_cap),), cohorts=cohorts(team_cap=common_cap))
    assert rules_broken(problem, the_plan(problem)) == {"team-cap"}


def test_a_teams_own_cap_goes_before_the_common_one():
    problem = the_problem(teams=(a_team(cohort_cap=2),), cohorts=cohorts(team_cap=1))
    assert rules_broken(problem, the_plan(problem)) == set()


def test_a_team_that_goes_whole_is_in_one_cohort():
    problem = the_problem(cohorts=cohorts(composition="whole_teams", team_cap=1))
    assert rules_broken(problem, the_plan(problem)) == {"whole-team"}
    teams = (a_team(), a_team("brande"))
    mixed = tuple(replace(one, team="brande") if one.id in {"camilla", "dorte"} else one for one in people(4))
    problem = the_problem(teams=teams, people=mixed, cohorts=cohorts(composition="whole_teams", team_cap=1))
    assert rules_broken(problem, the_plan(problem)) == set()


def test_a_plan_with_no_cohorts_is_approved_where_none_are_asked_for():
    problem = the_problem(cohorts=cohorts(minimum=0))
    assert rules_broken(problem, the_plan(problem, (), {})) == set()


def test_those_who_have_done_a_module_go_to_the_others_only():
    problem = the_problem(people=staff({"done_modules": ("start",)}))
    assert rules_broken(problem, the_plan(problem)) == set()
    assert verdict_on(problem, the_plan(problem)).cost_ore == 4_030_000


def test_a_cohort_in_which_nobody_needs_a_module_holds_it_all_the_same():
    problem = the_problem(people=people(1, done_modules=("start",)))
    sessions = (a_session(1, "videre", FRIDAY),)
    assert rules_broken(problem, the_plan(problem, sessions, {"anne": 1})) == {"module-missing"}
    sessions = (a_session(1, "start", MONDAY), a_session(1, "videre", FRIDAY))
    assert rules_broken(problem, the_plan(problem, sessions, {"anne": 1})) == {"gap"}
