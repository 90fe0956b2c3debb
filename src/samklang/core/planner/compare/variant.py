"""A what-if: the same problem with something changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from samklang.core.planner.problem import Problem
from samklang.core.words import Sentence, say, say_n


@dataclass(frozen=True)
class Variant:
    """One what-if. None leaves the problem's own."""

    name: Sentence
    cohorts: int | None = None
    """Exactly so many cohorts."""
    first_day: date | None = None
    last_day: date | None = None
    size_minimum: int | None = None
    size_maximum: int | None = None
    composition: Literal["mixed", "whole_teams"] | None = None

    def applied(self, problem: Problem) -> Problem:
        """The problem with the changes made. Raises ValueError for a number no problem can hold."""
        changes: dict[str, Any] = {
            "minimum": self.cohorts,
            "maximum": self.cohorts,
            "size_minimum": self.size_minimum,
            "size_maximum": self.size_maximum,
            "composition": self.composition,
        }
        dates: dict[str, Any] = {"first_day": self.first_day, "last_day": self.last_day}
        cohorts = replace(problem.cohorts, **_given(changes))
        return replace(problem, cohorts=cohorts, **_given(dates))


def _given(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if value is not None}


def variants_of(problem: Problem, cohorts: Iterable[int] = (2, 3, 4, 5)) -> tuple[Variant, ...]:
    """One variant for each number of cohorts, in the order given, each once.

    cohorts: the programme's own limits on the number do not apply; the one it fixes itself is named as such.
    """
    own = {problem.cohorts.minimum, problem.cohorts.maximum}
    named = {number: say_n("{count} cohort", "{count} cohorts", number) for number in cohorts}
    return tuple(
        Variant(say("{cohorts}, as now", cohorts=name) if own == {number} else name, cohorts=number)
        for number, name in named.items()
    )
