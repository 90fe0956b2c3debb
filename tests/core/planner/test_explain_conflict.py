"""A conflict is sufficient and each of its rules is needed: held against trying all the plans of small problems."""

import time
from dataclasses import replace
from random import Random

import pytest
from tests.factories.problems import (
    FRIDAY,
    WEDNESDAY,
    a_group,
    a_module,
    a_problem,
    a_room,
    a_team,
    a_trainer,
    people,
    random_problem,
)
from tests.oracles.brute_force import best

from samklang.core.calendar import Half
from samklang.core.planner.explain import explain_impossible
from samklang.core.planner.explain.conflict import Collision, Inquiry
from samklang.core.planner.explain.exact import Answer, Limits
from samklang.core.planner.explain.oracle import Oracle
from samklang.core.planner.explain.rules import Kind, Rule, rules_of
from samklang.core.planner.explain.shrink import smallest
from samklang.core.planner.explain.switches import without
from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Absence, Cohorts, Period, Problem, Wish, WishLevel
from samklang.demo.jobcentres import vejen_impossible

NOT_BLAMED = {Kind.LAST_DAY, Kind.COHORT_MAX, Kind.CLOSED}
"""Rules that stay: without them there are too many plans to try."""


def a_tight_problem(seed: int) -> tuple[Problem, list[Rule]]:
    """A small random problem, in two cases of three with everyone to be trained, and the rules that may be blamed."""
    problem = replace(random_problem(Random(seed)), wishes=(WishLevel(Wish.UNTRAINED),))
    if seed % 3:
        problem = replace(problem, everyone_must_be_trained=True)
    every = rules_of(problem, everyone=problem.everyone_must_be_trained)
    return problem, [rule for rule in every if rule.kind not in NOT_BLAMED]


def collision_of(problem: Problem, rules: list[Rule] | None = None) -> Collision | None:
    """What collides, if anything does."""
    return Inquiry(problem, Limits(time.perf_counter() + 30), rules=rules).collision()


@pytest.mark.parametrize("seed", range(80))
def test_a_conflict_is_found_where_and_only_where_no_plan_exists_and_every_rule_of_it_is_needed(seed: int):
    problem, rules = a_tight_problem(seed)
    collision = collision_of(problem, rules)
    assert (collision is None) == (best(problem) is not None)
    if collision is None:
        return
    assert collision.minimal
    others = [rule for rule in rules if rule not in collision.rules]
    assert best(without(problem, others)) is None
    for rule in collision.rules:
        assert best(without(problem, [*others, rule])) is not None, rule


@pytest.mark.parametrize("seed", range(0, 80, 4))
def test_switching_a_rule_off_never_makes_a_plan_impossible(seed: int):
    problem, rules = a_tight_problem(seed)
    if best(problem) is not None:
        for rule in rules:
            assert best(without(problem, [rule])) is not None, rule


def three_teams_that_fit_in_no_two_cohorts() -> Problem:
    """Teams of three, three and two, each to stay together, in two cohorts of four: eight seats, never filled."""
    teams = tuple(a_team(id_, name=f"Team {id_.title()}") for id_ in ("vest", "midt", "oest"))
    return a_problem(
        teams=teams,
        people=tuple(replace(person, team=teams[number // 3].id) for number, person in enumerate(people(8))),
        cohorts=Cohorts(1, 2, size_minimum=1, size_maximum=4, composition="whole_teams"),
        everyone_must_be_trained=True,
    )


def test_teams_that_may_be_split_have_no_caps_and_those_with_other_hours_are_always_there():
    cohorts = Cohorts(1, 2, size_minimum=1, size_maximum=6, composition="whole_teams", team_cap=1)
    late = replace(people(1)[0], employed_from=FRIDAY, employed_to=FRIDAY, patterns=())
    problem = a_problem(people=(late,), teams=(a_team(cohort_cap=1),), cohorts=cohorts)
    freed = without(problem, [Rule(Kind.WHOLE_TEAMS), Rule(Kind.HOURS, late.id)])
    assert Grid(freed).team_caps == (None,)
    assert Grid(freed).present.all()


def test_what_counting_does_not_see_is_found_by_asking_the_exact_model():
    conflict = explain_impossible(three_teams_that_fit_in_no_two_cohorts(), time_limit_s=30)
    assert conflict is not None
    assert conflict.minimal
    assert str(conflict.why) == (
        "These 4 rules cannot all be met: each plan that keeps all but one of them breaks that one."
    )
    assert [str(rule) for rule in conflict.rules] == [
        "Everyone must be trained.",
        "There may be at most 2 cohorts.",
        "A cohort may have at most 4 people.",
        "The people of one team must all be in the same cohort.",
    ]
    assert [str(way.what) for way in conflict.ways_out] == [
        "Let a cohort have up to 5 people.",
        "Leave Gorm Bæk for a later programme. Nobody fewer will do.",
        "Let the people of a team be in different cohorts.",
        "Hold one more cohort, 3 in all.",
    ]


def test_the_trainers_days_are_counted_with_the_cohorts_that_the_counter_makes_necessary():
    problem = a_problem(
        people=people(2),
        modules=(a_module(length=2), a_module("videre", name="Videre", length=2)),
        trainers=(a_trainer(modules=("start", "videre"), max_days=3),),
        groups=(a_group(minimum=1),),
        everyone_must_be_trained=True,
    )
    collision = collision_of(problem)
    assert collision is not None
    assert collision.minimal
    assert {rule.kind for rule in collision.rules} == {Kind.EVERYONE, Kind.MINIMUM, Kind.TRAINER_DAYS}


def test_the_constructed_jobcentre_that_cannot_be_planned_is_explained_by_the_rules_that_were_put_there():
    problem = vejen_impossible()
    collision = collision_of(problem)
    assert collision is not None
    assert collision.minimal
    assert str(collision.why).startswith("Team Rødding needs 4 at the counter every Thursday, when “")
    assert [(rule.kind, rule.of) for rule in collision.rules][:4] == [
        (Kind.EVERYONE, ""),
        (Kind.MINIMUM, "ROD"),
        (Kind.TRAINER, "TORSDAG-1"),
        (Kind.SKILL, "M3"),
    ]
    off_on_thursdays = collision.rules[4]
    assert (off_on_thursdays.kind, len(collision.rules)) == (Kind.HOURS, 5)
    assert next(person.team for person in problem.people if person.id == off_on_thursdays.of) == "ROD"


def test_cohorts_that_meet_at_once_take_from_a_team_together():
    """Two people need two mornings each, there are three mornings, and one of the two must always be there."""
    modules = (a_module(halves=(Half.MORNING,)), a_module("videre", halves=(Half.MORNING,)))
    problem = a_problem(
        people=people(2),
        last_day=WEDNESDAY,
        modules=modules,
        trainers=(a_trainer(modules=("start", "videre")), a_trainer("uffe", modules=("start", "videre"))),
        rooms=(a_room(), a_room("loftet")),
        groups=(a_group(minimum=1),),
        everyone_must_be_trained=True,
    )
    collision = collision_of(problem)
    assert collision is not None
    assert collision.minimal
    assert {rule.kind for rule in collision.rules} == {Kind.EVERYONE, Kind.MINIMUM, Kind.LAST_DAY}


def test_somebody_who_needs_company_is_asked_about_with_those_who_could_give_it():
    """Anne alone could go, but a cohort is three, and of the others only Bo is there."""
    away = tuple(Absence(one, Period()) for one in ("camilla", "dorte"))
    problem = a_problem(
        absences=away,
        cohorts=Cohorts(0, 2, size_minimum=3, size_maximum=6),
        everyone_must_be_trained=True,
    )
    rules = rules_of(problem, everyone=True)
    oracle = Oracle(problem, rules, Limits(time.perf_counter() + 20))
    assert oracle.ask(rules, ("anne",)) is Answer.IMPOSSIBLE
    assert oracle.ask([rule for rule in rules if rule.kind is not Kind.SIZE_MIN], ("anne",)) is Answer.POSSIBLE
    assert oracle.ask([rule for rule in rules if rule != Rule(Kind.ABSENCE, "dorte")], ("anne",)) is Answer.POSSIBLE


def test_without_time_to_try_it_no_rule_is_said_to_be_needed():
    problem = a_problem(people=people(5), cohorts=Cohorts(1, 1, size_minimum=1, size_maximum=4))
    asked = replace(problem, everyone_must_be_trained=True)
    collision = Inquiry(asked, Limits(time.perf_counter() - 1)).collision()
    assert collision is not None
    assert {rule.kind for rule in collision.rules} == {Kind.EVERYONE, Kind.COHORT_MAX, Kind.SIZE_MAX}
    assert not collision.minimal


def test_rules_that_only_collide_with_many_people_are_told_for_everybody():
    cohorts = Cohorts(1, 1, size_minimum=1, size_maximum=8)
    problem = a_problem(people=people(8), rooms=(a_room(capacity=7),), cohorts=cohorts, everyone_must_be_trained=True)
    collision = collision_of(problem)
    assert collision is not None
    assert (collision.people, Rule(Kind.EVERYONE) in collision.rules) == ((), True)


def test_the_same_seed_gives_the_same_conflict_and_the_same_ways_out():
    problem = a_problem(groups=(a_group(minimum=3),))
    one, two = (explain_impossible(problem, time_limit_s=20, everyone=True, seed=3) for _ in range(2))
    assert one == two
    assert one is not None


def test_without_time_a_conflict_that_counting_does_not_show_is_not_claimed():
    conflict = explain_impossible(three_teams_that_fit_in_no_two_cohorts(), time_limit_s=1e-9)
    assert conflict is not None
    assert (conflict.rules, conflict.minimal) == ((), False)
    assert "There was no time to find out" in str(conflict.why)


def test_progress_is_told_in_sentences():
    heard: list[str] = []
    explain_impossible(
        a_problem(people=people(5), cohorts=Cohorts(1, 1, size_minimum=1, size_maximum=4)),
        time_limit_s=20,
        everyone=True,
        on_progress=lambda sentence: heard.append(str(sentence)),
    )
    assert heard[0] == "Counting seats, dates, rooms and people …"
    assert heard[-1] == "Trying ways out …"


@pytest.mark.parametrize(
    ("parts", "conflicts", "expected"),
    [
        ("abcdef", [{"b", "e"}], {"b", "e"}),
        ("abcdef", [{"a"}, {"b", "c"}], {"a"}),
        ("abcdef", [{"a", "b", "c", "d", "e", "f"}], set("abcdef")),
        ("abcdef", [{"e", "f"}, {"a", "b"}], {"a", "b"}),
        ("abcdef", [set()], set()),
    ],
)
def test_the_smallest_conflict_leaves_out_what_stands_late(parts: str, conflicts: list[set[str]], expected: set[str]):
    def collide(chosen: object) -> bool:
        return any(conflict <= set(chosen) for conflict in conflicts)  # type: ignore[call-overload]

    assert set(smallest(parts, collide)) == expected
