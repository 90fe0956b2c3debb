"""An order of training drawn by lot: as a rule that is kept, as a wish that is counted, and explained as both."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from tests.factories.problems import MONDAY, TUESDAY, a_module, a_person, a_problem, people, random_problem, with_a_draw
from tests.factories.small_plan import SESSIONS, rules_broken, the_plan, the_problem
from tests.oracles.brute_force import best

from samklang.core.planner.adjust import adjusted, seated
from samklang.core.planner.check import check
from samklang.core.planner.explain import explain_impossible, why_person, why_session, why_wish
from samklang.core.planner.plan import Plan, document
from samklang.core.planner.problem import (
    DEFAULT_WISHES,
    Absence,
    Cohorts,
    Period,
    Problem,
    Wish,
    WishLevel,
    fingerprint,
    from_document,
)
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.replan import replan
from samklang.core.planner.solve import Impossible, solve

ORDER_FIRST = (WishLevel(Wish.ORDER), *DEFAULT_WISHES)


def drawn(*waves: int | None, **changes: object) -> Problem:
    """The small problem with a number for each of Anne, Bo, Camilla and Dorte; kept as a rule."""
    staff = tuple(replace(one, wave=wave) for one, wave in zip(people(4), waves, strict=True))
    return the_problem(**{"people": staff, "keep_drawn_order": True, **changes})  # type: ignore[arg-type]


def solved(problem: Problem, **changes: object) -> Plan:
    return solve(problem, **{"time_limit_s": 30.0, "threads": 1, "seed": 1, **changes})  # type: ignore[arg-type]


def begins(plan: Plan) -> dict[str, object]:
    """The first date of everybody with a seat."""
    first = {cohort: min(one.date for one in plan.sessions if one.cohort == cohort) for cohort in plan.cohort_numbers()}
    return {seat.person: first[seat.cohort] for seat in plan.seats}


# -- the document ---------------------------------------------------------------------------------------------------


def test_a_problem_without_a_draw_is_written_as_before_and_keeps_its_fingerprint() -> None:
    written = problem_document(the_problem())
    assert "keep_drawn_order" not in written
    assert all("wave" not in person for person in written["people"])
    assert from_document(written) == the_problem()
    assert [level.wish for level in the_problem().wishes] == [one for one in Wish if one is not Wish.ORDER]


def test_a_draw_is_read_as_it_was_written() -> None:
    problem = drawn(1, None, 2, 2, wishes=ORDER_FIRST)
    assert from_document(problem_document(problem)) == problem
    assert fingerprint(problem) != fingerprint(replace(problem, keep_drawn_order=False))


# -- solving --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_rule", [True, False], ids=["rule", "wish"])
@pytest.mark.parametrize("seed", range(16))
def test_no_plan_with_a_draw_is_better_than_the_one_found(seed: int, as_rule: bool) -> None:
    rng = Random(seed)
    problem = with_a_draw(random_problem(rng), rng, as_rule=as_rule)
    truth = best(problem)
    if truth is None:
        with pytest.raises(Impossible) as refused:
            solved(problem)
        assert refused.value.proved
        return
    plan = solved(problem)
    assert tuple(level.value for level in plan.levels) == truth
    assert check(problem_document(problem), document(plan)).approved


def many(count: int = 24, **changes: object) -> Problem:
    """Three teams drawn as wholes, each with its number; three cohorts, mixed as it suits the counter."""
    staff = tuple(a_person(f"p{number:02}", wave=1 + number * 7 % 3) for number in range(count))
    default = {
        "people": staff,
        "last_day": MONDAY + timedelta(days=25),
        "cohorts": Cohorts(minimum=3, maximum=3, size_minimum=6, size_maximum=10),
    }
    return a_problem(**{**default, **changes})


def test_the_rule_is_kept_and_everybody_is_trained() -> None:
    problem = many(keep_drawn_order=True)
    plan = solved(problem, time_limit_s=10.0)
    first = begins(plan)
    waves = {person.id: person.wave or 0 for person in problem.people}
    assert not plan.untrained
    assert [(one, two) for one in first for two in first if waves[one] < waves[two] and first[one] > first[two]] == []


def test_a_wish_for_the_order_is_met_in_full_where_it_costs_nothing() -> None:
    plan = solved(many(wishes=(WishLevel(Wish.UNTRAINED), WishLevel(Wish.ORDER))), time_limit_s=10.0)
    assert [(level.wish, level.value, level.proved) for level in plan.levels] == [
        (Wish.UNTRAINED, 0, True),
        (Wish.ORDER, 0, True),
    ]


def test_a_plan_changed_for_an_absence_keeps_the_order() -> None:
    problem = drawn(1, 1, 2, 2, cohorts=Cohorts(minimum=1, maximum=2, size_minimum=1, size_maximum=4))
    ill = replace(problem, absences=(Absence("anne", Period(MONDAY, MONDAY), "sick"),))
    found = replan(ill, the_plan(problem), today=MONDAY, time_limit_s=10.0, threads=1)
    assert rules_broken(ill, found.plan) == set()
    assert not found.plan.untrained


# -- explaining -----------------------------------------------------------------------------------------------------


def collision() -> Problem:
    """Anne is drawn first and is away until Thursday; there is time for Bo on Monday alone."""
    staff = (a_person("anne", name="Anne Holm", wave=1), a_person("bo", name="Bo Kjær", wave=2))
    away = (
        Absence("anne", Period(MONDAY, TUESDAY + timedelta(days=1)), "holiday"),
        Absence("bo", Period(TUESDAY, None), "leave"),
    )
    return a_problem(
        people=staff, absences=away, keep_drawn_order=True, everyone_must_be_trained=True,
        cohorts=Cohorts(minimum=1, maximum=2, size_minimum=1, size_maximum=2),
    )  # fmt: skip


def test_where_the_draw_makes_a_plan_impossible_it_is_named_and_may_become_a_wish() -> None:
    found = explain_impossible(collision(), time_limit_s=20.0, threads=1)
    assert found is not None
    told = [str(rule) for rule in found.rules]
    assert "Nobody may begin later than somebody with a higher number in the draw." in told
    assert found.minimal
    way = next(one for one in found.ways_out if "wish" in str(one.what))
    assert (str(way.what), way.size) == ("Make the drawn order a wish: 1 person would then begin out of it.", 1)
    assert way.changed is not None
    assert (way.changed.keep_drawn_order, way.changed.wishes[1].wish) == (False, Wish.ORDER)
    assert not solved(way.changed).untrained


def test_a_person_is_told_that_the_draw_keeps_them_from_another_cohort() -> None:
    problem = drawn(1, 2, 2, 3)
    told = {one: [str(two) for two in why_person(problem, the_plan(problem), one)] for one in ("anne", "dorte")}
    assert (
        "Not in cohort 2: In cohort 2 Anne Holm would begin after Bo Kjær, whose number in the draw is higher."
        in told["anne"]
    )
    assert (
        "Not in cohort 1: In cohort 1 Dorte Øst would begin before Camilla Ravn, whose number in the draw is lower."
        in told["dorte"]
    )


def test_a_session_is_told_which_dates_the_draw_keeps_it_from() -> None:
    """The first cohort could begin later in the week, if the second did not begin on Tuesday."""
    problem = drawn(1, 1, 2, 2, modules=(a_module("start"),))
    plan = the_plan(problem, (SESSIONS[0], SESSIONS[2]))
    told = [str(one) for one in why_session(problem, plan, 1, "start")]
    assert any(one.startswith("Not on ") and "the order of the draw would not be kept" in one for one in told)
    assert not any("would not be kept" in str(one) for one in why_session(problem, plan, 2, "start"))


def test_who_begins_out_of_order_is_named_with_what_keeps_them_from_their_turn() -> None:
    problem = drawn(1, 3, 2, 2, keep_drawn_order=False, wishes=ORDER_FIRST)
    told = [str(one) for one in why_wish(problem, the_plan(problem), Wish.ORDER)]
    assert told[0].startswith("1 person begins out of the drawn order.")
    assert "Bo Kjær, number 3 in the draw, begins with cohort 1 on 7 September 2026." in told


def test_a_move_by_hand_that_breaks_the_draw_is_answered() -> None:
    problem = drawn(1, 1, 2, 3)
    plan = the_plan(problem)
    found = adjusted(problem, plan, seated(plan, "dorte", 1))
    assert {one.rule for one in found.violations} == {"drawn-order"}
