"""More cohorts, larger or smaller ones, and more of a team together."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import MOST_COHORTS, without
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.problem import Problem, Team
from samklang.core.words import say, say_n

STEPS = (1, 2, 3, 5, 8)


def _with_cohorts(problem: Problem, **changes: int) -> Problem:
    return replace(problem, cohorts=replace(problem.cohorts, **changes))  # type: ignore[arg-type]


def more_cohorts(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """One more, or a few more."""
    most = attempt.problem.cohorts.maximum
    steps = [step for step in STEPS if most + step <= MOST_COHORTS]
    found = attempt.first_plan(_with_cohorts(attempt.problem, maximum=most + step) for step in steps)
    if found is not None:
        extra = len(found[1].state.places) - most
        what = say_n(
            "Hold one more cohort, {all} in all.", "Hold {count} more cohorts, {all} in all.", extra, all=most + extra
        )
        yield WayOut(what, extra, Unit.COHORTS, changed=_with_cohorts(attempt.problem, maximum=most + extra))


def larger_cohorts(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """A seat more in each cohort, or a few."""
    size = attempt.problem.cohorts.size_maximum
    found = attempt.first_plan(_with_cohorts(attempt.problem, size_maximum=size + step) for step in STEPS)
    if found is not None:
        trial = found[1]
        needed = max(len(trial.state.members(cohort)) for cohort in range(len(trial.state.places)))
        what = say("Let a cohort have up to {size} people.", size=needed)
        changed = _with_cohorts(attempt.problem, size_maximum=needed)
        yield WayOut(what, needed - size, Unit.SEATS, changed=changed)


def smaller_cohorts(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """Cohorts with fewer people than asked for."""
    size = attempt.problem.cohorts.size_minimum
    sizes = [size - step for step in STEPS if size - step >= 1]
    found = attempt.first_plan(_with_cohorts(attempt.problem, size_minimum=fewer) for fewer in sizes)
    if found is not None:
        fewer = sizes[found[0]]
        what = say_n(
            "Let a cohort have as few as {count} person.", "Let a cohort have as few as {count} people.", fewer
        )
        changed = _with_cohorts(attempt.problem, size_minimum=fewer)
        yield WayOut(what, size - fewer, Unit.SEATS, changed=changed)


def fewer_cohorts(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """Fewer cohorts than asked for."""
    fewest = attempt.problem.cohorts.minimum
    numbers = [fewest - step for step in STEPS if fewest - step >= 0]
    found = attempt.first_plan(_with_cohorts(attempt.problem, minimum=fewer) for fewer in numbers)
    if found is not None:
        fewer = numbers[found[0]]
        what = say_n("Be content with {count} cohort.", "Be content with {count} cohorts.", fewer)
        changed = _with_cohorts(attempt.problem, minimum=fewer)
        yield WayOut(what, fewest - fewer, Unit.COHORTS, changed=changed)


def more_of_a_team(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """More people from one team in the same cohort."""
    team = next(one for one in attempt.problem.teams if one.id == rule.of)
    cap = team.cohort_cap or attempt.problem.cohorts.team_cap or 0
    found = attempt.first_plan(_with_cap(attempt.problem, team, cap + step) for step in STEPS)
    if found is not None:
        step = STEPS[found[0]]
        what = say("Let up to {cap} people from {team} be in one cohort.", cap=cap + step, team=team.name)
        yield WayOut(what, step, Unit.SEATS, changed=_with_cap(attempt.problem, team, cap + step))


def _with_cap(problem: Problem, team: Team, cap: int) -> Problem:
    teams = tuple(replace(one, cohort_cap=cap) if one.id == team.id else one for one in problem.teams)
    return replace(problem, teams=teams)


def split_teams(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """Teams need not stay together."""
    split = without(attempt.problem, [rule])
    if attempt.plan_of(split) is not None:
        yield WayOut(say("Let the people of a team be in different cohorts."), 1, Unit.RULES, changed=split)
