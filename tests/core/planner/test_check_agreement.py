"""The checker and the enumeration know nothing of each other's rules: on small random problems they must agree."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import product
from random import Random

import pytest
from tests.factories.problems import random_problem
from tests.oracles.brute_force import best, best_plan, is_plan
from tests.oracles.rules import Rules, assemble

from samklang.core.calendar import Half
from samklang.core.planner.check import check
from samklang.core.planner.plan import OWN, Plan, Session
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Problem, faults_in
from samklang.core.planner.problem import document as problem_document

SEEDS = range(70)
Decisions = tuple[list[Session], dict[str, int]]


def solved(seed: int) -> tuple[Problem, Plan]:
    """A random problem that has a plan with a session, and its best plan."""
    rng = Random(seed)
    while True:
        problem = random_problem(rng)
        plan = best_plan(problem)
        if plan and plan.sessions:
            return problem, plan


def approved(problem: Problem, plan: Plan) -> bool:
    """What the checker says."""
    return check(problem_document(problem), plan_document(plan)).approved


def changed(problem: Problem, plan: Plan, rng: Random) -> Iterator[Decisions]:
    """The decisions of the plan, each time with one of them changed by chance."""
    sessions, seats = list(plan.sessions), {seat.person: seat.cohort for seat in plan.seats}
    span = (problem.last_day - problem.first_day).days
    cohorts = sorted({session.cohort for session in sessions})
    for place, session in enumerate(sessions):
        others = [
            replace(session, date=problem.first_day + timedelta(days=rng.randint(-1, span + 1))),
            replace(session, date=session.date + timedelta(days=rng.choice((-1, 1)))),
            replace(session, half=Half.MORNING if session.half == Half.AFTERNOON else Half.AFTERNOON),
            replace(session, trainer=rng.choice(problem.trainers).id),
            replace(session, room=rng.choice(problem.rooms).id),
            replace(session, module=rng.choice(problem.modules).id),
        ]
        for other in others:
            yield [*sessions[:place], other, *sessions[place + 1 :]], seats
    for person in Rules(problem).eligible:
        yield sessions, {**seats, person.id: rng.choice(cohorts)}
        yield sessions, {one: cohort for one, cohort in seats.items() if one != person.id}
    yield [one for one in sessions if one.cohort != cohorts[-1]], seats
    yield (
        [one for one in sessions if one.cohort != cohorts[-1]],
        {person: cohort for person, cohort in seats.items() if cohort != cohorts[-1]},
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_problem_is_a_problem_and_its_best_levels_are_those_of_its_best_plan(seed):
    problem = random_problem(Random(seed))
    plan = best_plan(problem)
    assert list(faults_in(problem)) == []
    assert best(problem) == (plan and tuple(level.value for level in plan.levels))


def test_most_random_problems_have_a_plan_and_many_have_none():
    found = [best(random_problem(Random(seed))) is not None for seed in SEEDS]
    assert 0.4 < sum(found) / len(found) < 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_with_one_decision_changed_is_approved_only_where_it_breaks_no_rule(seed):
    problem, plan = solved(seed)
    rng = Random(seed)
    for sessions, seats in changed(problem, plan, rng):
        temps = Rules(problem).temps(sessions, seats)
        other = assemble(problem, sessions, seats, plan.temps if temps is None else temps)
        verdict = check(problem_document(problem), plan_document(other))
        assert verdict.approved == is_plan(problem, sessions, seats), [str(one) for one in verdict.violations]
        assert all(level.value == verdict.levels[level.wish] for level in other.levels)


def test_changes_by_chance_make_both_plans_and_what_is_none():
    found = []
    for seed in range(20):
        problem, plan = solved(seed)
        found += [is_plan(problem, *decisions) for decisions in changed(problem, plan, Random(seed))]
    assert 0.1 < sum(found) / len(found) < 0.9


@pytest.mark.parametrize("seed", range(6))
def test_the_best_plan_is_the_best_of_all_that_the_checker_approves(seed):
    """Nothing is left out here: every date, half, trainer, room and seating of one cohort is put before the checker."""
    problem, _ = solved(seed)
    module, staff = problem.modules[0], problem.people[:4]
    known = {person.id for person in staff}
    problem = replace(
        problem,
        modules=(module,),
        people=tuple(replace(one, done_modules=(), peer=one.peer if one.peer in known else None) for one in staff),
        trainers=tuple(replace(one, modules=(module.id,)) for one in problem.trainers),
        absences=tuple(one for one in problem.absences if one.person in known),
        duties=tuple(one for one in problem.duties if one.person in known),
        cohorts=replace(problem.cohorts, minimum=1, maximum=1),
    )
    found = []
    dates = [
        problem.first_day + timedelta(days=number) for number in range((problem.last_day - problem.first_day).days + 1)
    ]
    for day, half, trainer, room in product(dates, Half, problem.trainers, problem.rooms):
        sessions = [Session(1, module.id, day, half, trainer.id, room.id)]
        for seated in product((True, False), repeat=len(staff)):
            seats = {one.id: 1 for one, seat in zip(staff, seated, strict=True) if seat}
            plan = assemble(problem, sessions, seats, Rules(problem).temps(sessions, seats) or ())
            if approved(problem, plan):
                found.append(tuple(level.value for level in plan.levels))
    assert best(problem) == min(found, default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_approved_plan_is_better_than_the_best(seed):
    problem, plan = solved(seed)
    least = tuple(level.value for level in plan.levels)
    for sessions, seats in changed(problem, plan, Random(seed)):
        other = assemble(problem, sessions, seats, Rules(problem).temps(sessions, seats) or ())
        if approved(problem, other):
            assert tuple(level.value for level in other.levels) >= least


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_whose_words_do_not_fit_its_deeds_is_refused(seed):
    problem, plan = solved(seed)
    for place, payment in enumerate(plan.payments):
        rest = (*plan.payments[:place], *plan.payments[place + 1 :])
        later = payment.date + timedelta(days=1)
        assert not approved(problem, replace(plan, payments=rest))
        assert not approved(problem, replace(plan, payments=(*rest, replace(payment, date=later))))
        assert not approved(problem, replace(plan, payments=(*plan.payments, replace(payment, source=OWN))))
        assert not approved(
            problem, replace(plan, payments=(*rest, replace(payment, amount_ore=payment.amount_ore + 1)))
        )
    for place, level in enumerate(plan.levels):
        wrong = replace(level, value=level.value - 1)
        assert not approved(problem, replace(plan, levels=(*plan.levels[:place], wrong, *plan.levels[place + 1 :])))
    for place in range(len(plan.temps)):
        assert not approved(problem, replace(plan, temps=(*plan.temps[:place], *plan.temps[place + 1 :])))
    for place in range(len(plan.seats)):
        assert not approved(problem, replace(plan, seats=(*plan.seats[:place], *plan.seats[place + 1 :])))
    for place in range(len(plan.sessions)):
        assert not approved(problem, replace(plan, sessions=(*plan.sessions[:place], *plan.sessions[place + 1 :])))
    for place in range(len(plan.untrained)):
        assert not approved(problem, replace(plan, untrained=(*plan.untrained[:place], *plan.untrained[place + 1 :])))
    assert not approved(problem, replace(plan, problem="another"))
