"""The order that was drawn by lot: broken alone, as a rule of the user's own."""

from dataclasses import replace

import pytest
from tests.factories.problems import MONDAY, people
from tests.factories.small_plan import instead, rules_broken, the_plan, the_problem, verdict_on

from samklang.core.planner.problem import Problem


def drawn(*waves: int | None, **changes: object) -> Problem:
    """The small problem with a number for each of Anne, Bo, Camilla and Dorte; kept as a rule."""
    staff = tuple(replace(one, wave=wave) for one, wave in zip(people(4), waves, strict=True))
    return the_problem(**{"people": staff, "keep_drawn_order": True, **changes})  # type: ignore[arg-type]


def test_nobody_begins_before_somebody_with_a_lower_number() -> None:
    """Anne and Bo begin on Monday, Camilla and Dorte on Tuesday."""
    problem = drawn(1, 3, 2, None)
    verdict = verdict_on(problem, the_plan(problem))
    assert [one.rule for one in verdict.violations] == ["drawn-order"]
    assert verdict.violations[0].people == ("bo", "camilla")
    assert str(verdict.violations[0].what) == (
        "Bo Kjær begins in cohort 1 (7 September 2026), before Camilla Ravn in cohort 2 (8 September 2026): the draw"
        " says the other way round."
    )


@pytest.mark.parametrize("waves", [(1, 1, 2, 2), (1, 2, 2, 3), (2, 2, 2, 2), (None, None, None, 1), (5, None, 9, 9)])
def test_numbers_may_share_a_cohort_and_who_is_not_in_the_draw_sits_anywhere(waves: tuple[int | None, ...]) -> None:
    problem = drawn(*waves)
    assert rules_broken(problem, the_plan(problem)) == set()


def test_cohorts_that_begin_on_one_date_begin_together() -> None:
    """The second cohort meets on Monday too, with the other trainer in the other room."""
    problem = drawn(2, 2, 1, 1)
    together = instead(2, date=MONDAY, trainer="uffe", room="loftet")
    assert rules_broken(problem, the_plan(problem)) == {"drawn-order"}
    assert rules_broken(problem, the_plan(problem, together)) == set()


def test_a_cohort_that_has_begun_is_history() -> None:
    problem = drawn(2, 2, 1, 1)
    held = instead(0, attended=("anne", "bo"))
    assert rules_broken(problem, the_plan(problem, held)) == set()
    assert verdict_on(problem, the_plan(problem, held)).levels["order"] == 0


@pytest.mark.parametrize(
    ("waves", "out"),
    [((1, 1, 2, 2), 0), ((2, 2, 1, 1), 2), ((1, 3, 2, 2), 1), ((3, 1, 2, 2), 1), ((2, None, 1, None), 1)],
)
def test_those_who_would_have_to_sit_elsewhere_are_counted(waves: tuple[int | None, ...], out: int) -> None:
    problem = drawn(*waves, keep_drawn_order=False)
    verdict = verdict_on(problem, the_plan(problem))
    assert (verdict.approved, verdict.levels["order"]) == (True, out)


def test_one_who_comes_late_does_not_put_the_others_out_of_order() -> None:
    """Anne, drawn first, comes with the last cohort: she alone is counted, not the three who begin before her."""
    problem = drawn(1, 2, 2, 3, keep_drawn_order=False)
    plan = the_plan(problem, seats={"bo": 1, "camilla": 1, "anne": 2, "dorte": 2})
    assert verdict_on(problem, plan).levels["order"] == 1
