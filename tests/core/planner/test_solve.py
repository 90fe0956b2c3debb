"""The search: as good as trying everything, honest about what it proves, and to be stopped at any time."""

import contextlib
import time
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from tests.factories.problems import MONDAY, a_module, a_person, a_problem, a_trainer, people, random_problem
from tests.oracles.brute_force import best

from samklang.core.planner.check import check
from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan, document
from samklang.core.planner.problem import Absence, AvoidedPeriod, Duty, Funding, Period, Problem, Wish, WishLevel
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.solve import Impossible, Progress, solve
from samklang.core.planner.solve.beginning import begin
from samklang.core.planner.solve.search import Search, Terms


def _solved(problem: Problem, **changes: object) -> Plan:
    return solve(problem, **{"time_limit_s": 30.0, "threads": 1, "seed": 1, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(24))
def test_no_plan_is_better_than_the_one_found_and_every_bound_is_true(seed: int) -> None:
    problem = random_problem(Random(seed))
    truth = best(problem)
    if truth is None:
        with pytest.raises(Impossible) as refused:
            _solved(problem)
        assert refused.value.proved
        return
    plan = _solved(problem)
    assert tuple(level.value for level in plan.levels) == truth
    assert tuple(level.bound for level in plan.levels) == truth
    assert check(problem_document(problem), document(plan)).approved


def test_the_order_of_the_wishes_decides_what_is_given_up() -> None:
    """Early is dear here: the only free date this week is one that is to be avoided."""
    tuesday = MONDAY + timedelta(days=1)
    problem = a_problem(
        trainers=(a_trainer(busy=(Period(MONDAY, MONDAY),)),),
        avoided=(AvoidedPeriod(Period(tuesday, tuesday)),),
        cohorts=replace(a_problem().cohorts, minimum=1, maximum=1),
    )
    early = _solved(replace(problem, wishes=_wishes(Wish.UNTRAINED, Wish.FINISH, Wish.AVOID)))
    late = _solved(replace(problem, wishes=_wishes(Wish.UNTRAINED, Wish.AVOID, Wish.FINISH)))
    assert {session.date for session in early.sessions} == {tuesday}
    assert {session.date for session in late.sessions} == {tuesday + timedelta(days=1)}


def _wishes(*order: Wish) -> tuple[WishLevel, ...]:
    return tuple(WishLevel(wish) for wish in (*order, *(one for one in Wish if one not in order)))


def test_what_may_be_given_up_of_a_wish_is_used_for_the_next_and_no_more() -> None:
    """Monday's trainer is cheap and moves ten conversations; Tuesday's is a twentieth dearer and moves none."""
    tuesday = MONDAY + timedelta(days=1)
    cheap = a_trainer("tove", day_cost_ore=1_000_000, half_days=("mon-am",))
    dear = a_trainer("ulla", day_cost_ore=1_050_000, half_days=("tue-am",))
    booked = Duty("anne", Period(MONDAY, MONDAY), movable=True, conversations=10)
    problem = a_problem(people=people(4), trainers=(cheap, dear), duties=(booked,), groups=())
    order = _wishes(Wish.UNTRAINED, Wish.COST, Wish.CONTINUITY)
    dates = {}
    for percent in (0.0, 4.0, 5.0):
        wishes = tuple(replace(one, give_percent=percent) if one.wish is Wish.COST else one for one in order)
        dates[percent] = {session.date for session in _solved(replace(problem, wishes=wishes)).sessions}
    assert dates == {0.0: {MONDAY}, 4.0: {MONDAY}, 5.0: {tuesday}}


@pytest.mark.parametrize("threads", [1, 2])
def test_the_same_seed_gives_the_same_plan(threads: int) -> None:
    problem = random_problem(Random(5))
    one, other = _solved(problem, threads=threads), _solved(problem, threads=threads)
    assert (one.sessions, one.seats, one.levels) == (other.sessions, other.seats, other.levels)
    assert one.made.by_work


def test_every_plan_reported_on_the_way_has_passed_the_checker_and_none_is_worse_than_the_one_before() -> None:
    problem = random_problem(Random(3))
    told: list[Progress] = []
    plan = _solved(problem, on_progress=told.append)
    plans = [one.plan for one in told if one.plan is not None]
    assert plans
    assert all(check(problem_document(problem), document(one)).approved for one in plans)
    untrained = [len(one.untrained) for one in plans]
    assert untrained == sorted(untrained, reverse=True)
    assert len(plan.untrained) == untrained[-1]


def test_a_stop_keeps_the_best_plan_so_far() -> None:
    told: list[Progress] = []
    problem = a_problem()
    plan = _solved(problem, on_progress=told.append, should_stop=lambda: bool(told))
    assert check(problem_document(problem), document(plan)).approved
    assert not plan.made.by_work


def test_who_cannot_be_trained_is_named_with_the_reason() -> None:
    away = Absence("anne", Period(MONDAY, MONDAY + timedelta(days=60)), "maternity")
    problem = a_problem(people=people(4), absences=(away,))
    plan = _solved(problem)
    assert [one.person for one in plan.untrained] == ["anne"]
    assert plan.untrained[0].reason["en"] == "Anne Holm is away for the whole programme."
    assert plan.levels[0].proved


def test_a_plan_that_must_train_everyone_is_refused_when_one_cannot_come_and_the_refusal_is_proved() -> None:
    away = Absence("anne", Period(MONDAY, MONDAY + timedelta(days=60)), "maternity")
    problem = a_problem(people=people(4), absences=(away,), everyone_must_be_trained=True)
    with pytest.raises(Impossible, match="no dates fit Anne Holm") as refused:
        _solved(problem)
    assert refused.value.proved


def test_a_search_can_begin_from_a_plan_already_made() -> None:
    problem = random_problem(Random(5))
    first = _solved(problem)
    told: list[Progress] = []
    again = _solved(problem, start_from=first, on_progress=told.append)
    assert again.levels == first.levels
    assert told[0].plan is not None
    assert told[0].plan.seats == first.seats


def test_nobody_to_train_is_an_ordinary_answer() -> None:
    trained = tuple(replace(person, done_modules=("start",)) for person in people(4))
    problem = a_problem(people=trained, cohorts=replace(a_problem().cohorts, minimum=0))
    plan = _solved(problem)
    assert (plan.sessions, plan.seats, plan.untrained, plan.cost_ore) == ((), (), (), 0)


def test_without_a_trainer_for_a_module_nobody_is_trained_and_it_says_why() -> None:
    problem = a_problem(
        modules=(a_module(), a_module("next")), cohorts=replace(a_problem().cohorts, minimum=0), people=(a_person(),)
    )
    plan = _solved(problem)
    assert [one.person for one in plan.untrained] == ["anne"]
    assert "Next" in plan.untrained[0].reason["en"]


@pytest.mark.parametrize("seed", range(24, 32))
def test_the_checker_never_disagrees_with_what_the_search_thinks_is_sound(seed: int) -> None:
    problem = random_problem(Random(seed))
    terms = Terms(time_limit_s=20, threads=1, seed=1, on_progress=None, should_stop=lambda: False)
    search = Search(Grid(problem), terms, Random(1), time.perf_counter())
    with contextlib.suppress(Impossible):
        begin(search, terms, Random(1), None)
        search.run()
    assert search.disagreements == []


def test_without_money_the_refusal_is_proved_also_on_two_threads() -> None:
    problem = a_problem(people=people(4), funding=Funding(own_budget_ore=0))
    with pytest.raises(Impossible) as refused:
        _solved(problem, threads=2)
    assert refused.value.proved
