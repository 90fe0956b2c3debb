"""Counting that shows without a search that no plan exists: quick, and each with its own proof in numbers.

Each check looks at one question (`View`) and answers with a `Finding`, or nothing where it sees no hindrance; that
does not mean that a plan exists. They stand in the order in which their answers are easiest to act on.
"""

from collections.abc import Callable, Iterator

from samklang.core.planner.explain.checks.dates import no_date, no_dates_in_step, nobody_teaches
from samklang.core.planner.explain.checks.finding import Finding
from samklang.core.planner.explain.checks.money import too_dear
from samklang.core.planner.explain.checks.numbers import (
    team_too_large_for_a_cohort,
    too_few_for_a_cohort,
    too_few_of_a_team_in_each_cohort,
    too_few_seats,
    too_many_or_too_few_for_the_cohorts,
)
from samklang.core.planner.explain.checks.people import some_who_can_never_go, too_few_to_spare
from samklang.core.planner.explain.checks.places import rooms_too_small, too_few_trainer_days
from samklang.core.planner.explain.view import View

__all__ = ["CHECKS", "Finding", "findings"]

CHECKS: tuple[Callable[[View], Iterator[Finding]], ...] = (
    nobody_teaches,
    no_date,
    no_dates_in_step,
    too_few_for_a_cohort,
    too_few_seats,
    team_too_large_for_a_cohort,
    too_few_of_a_team_in_each_cohort,
    too_many_or_too_few_for_the_cohorts,
    rooms_too_small,
    some_who_can_never_go,
    too_few_to_spare,
    too_few_trainer_days,
    too_dear,
)


def findings(view: View) -> Iterator[Finding]:
    """What stands in the way, the easiest to act on first. Each finding is a proof that no plan exists."""
    for check in CHECKS:
        yield from check(view)
