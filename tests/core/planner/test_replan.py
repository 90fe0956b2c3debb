"""The replanner: as few moved as can be, and history left alone."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from tests.factories.problems import MONDAY, a_module, a_problem, a_room, a_trainer, people, random_problem
from tests.oracles.fewest_moved import fewest_moved

from samklang.core.planner.check import check
from samklang.core.planner.plan import Plan, document
from samklang.core.planner.problem import Absence, Period, Problem
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.replan import Replanned, replan
from samklang.core.planner.solve import Impossible, solve

BEFORE_ALL = date(2026, 1, 1)


def _plan(problem: Problem) -> Plan:
    return solve(problem, time_limit_s=30, threads=1, seed=1)


def _replanned(problem: Problem, plan: Plan, today: date = BEFORE_ALL, **changes: object) -> Replanned:
    return replan(problem, plan, today=today, time_limit_s=30, threads=1, **changes)  # type: ignore[arg-type]


def _approved(made: Replanned) -> bool:
    return check(problem_document(made.problem), document(made.plan)).approved


def _with_an_illness(problem: Problem, chance: Random) -> Problem:
    days = (problem.last_day - problem.first_day).days
    first = problem.first_day + timedelta(days=chance.randrange(days))
    person = chance.choice(problem.people).id
    absence = Absence(person, Period(first, first + timedelta(days=chance.choice((0, 1, 2)))), "sick")
    return replace(problem, absences=(*problem.absences, absence))


@pytest.mark.parametrize("seed", range(20))
def test_after_an_illness_nobody_is_moved_who_need_not_be(seed: int) -> None:
    problem = random_problem(Random(seed))
    try:
        plan = _plan(problem)
    except Impossible:
        return
    ill = _with_an_illness(problem, Random(seed + 1000))
    truth = fewest_moved(ill, plan)
    if truth is None:
        with pytest.raises(Impossible):
            _replanned(ill, plan)
        return
    made = _replanned(ill, plan)
    assert (len(made.plan.untrained), len(made.moved)) == truth
    assert made.fewest in (truth[1], None)
    assert _approved(made)


def test_when_nothing_has_changed_nobody_is_moved() -> None:
    problem = random_problem(Random(5))
    plan = _plan(problem)
    made = _replanned(problem, plan)
    assert (made.moved, made.sessions) == ((), ())
    assert {(one.person, one.cohort) for one in made.plan.seats} == {(one.person, one.cohort) for one in plan.seats}


def _in_two_parts() -> Problem:
    """Four people, two modules a week or two apart, over four weeks."""
    return a_problem(
        people=people(4),
        last_day=MONDAY + timedelta(days=25),
        modules=(a_module(), a_module("next", gap_min_days=7, gap_max_days=14)),
        trainers=(a_trainer(modules=("start", "next")),),
        rooms=(a_room(),),
        cohorts=replace(a_problem().cohorts, minimum=1, maximum=2, size_minimum=1),
        groups=(),
    )


def test_what_has_been_held_stays_and_who_was_ill_that_day_gets_it_again() -> None:
    problem = _in_two_parts()
    plan = _plan(problem)
    first = min(plan.sessions, key=lambda one: one.date)
    there = [seat.person for seat in plan.seats if seat.cohort == first.cohort]
    ill = there[0]
    changed = replace(problem, absences=(Absence(ill, Period(first.date, first.date), "sick"),))
    made = _replanned(changed, plan, today=first.date + timedelta(days=1))
    held = [one for one in made.plan.sessions if one.attended is not None]
    assert [(one.cohort, one.module, one.date) for one in held] == [(first.cohort, first.module, first.date)]
    assert sorted(held[0].attended or ()) == sorted(set(there) - {ill})
    assert [move.person for move in made.moved] == [ill]
    assert made.plan.untrained == ()
    assert _approved(made)


def test_a_trainer_who_cannot_come_moves_the_date_and_it_says_so() -> None:
    problem = _in_two_parts()
    plan = _plan(problem)
    first = min(plan.sessions, key=lambda one: one.date)
    made = _replanned(problem, plan, cancelled=((first.trainer, Period(first.date, first.date)),))
    assert all(session.date != first.date for session in made.plan.sessions)
    assert {move.person for move in made.moved} == {seat.person for seat in plan.seats if seat.cohort == first.cohort}
    assert all("cannot teach" in str(move.why) for move in made.moved)
    assert made.sessions
    assert _approved(made)


def test_who_leaves_gives_up_the_seat_and_is_not_called_untrained() -> None:
    problem = _in_two_parts()
    plan = _plan(problem)
    leaver = plan.seats[0].person
    gone = replace(
        problem,
        people=tuple(
            replace(one, employed_to=problem.first_day) if one.id == leaver else one for one in problem.people
        ),
    )
    made = _replanned(gone, plan)
    assert leaver not in {seat.person for seat in made.plan.seats}
    assert made.plan.untrained == ()
    assert _approved(made)


def test_a_cancelled_room_that_does_not_exist_is_refused() -> None:
    problem = _in_two_parts()
    with pytest.raises(ValueError, match="no trainer and no room is called loftet"):
        _replanned(problem, _plan(problem), cancelled=(("loftet", Period()),))
