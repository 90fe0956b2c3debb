"""Small approved plans to be explained, and sentences as text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.factories.problems import (
    a_trainer,
    people,
)
from tests.factories.small_plan import the_plan, verdict_on

from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import (
    Problem,
)

BOTH_TRAINERS_ONE_AWAY = (
    a_trainer(modules=("start", "videre")),
    a_trainer("uffe", modules=("start", "videre"), max_days=0),
)


def told(sentences: Sequence[object]) -> list[str]:
    """The sentences in English, with ordinary spaces."""
    return [str(sentence).replace("\xa0", " ") for sentence in sentences]


def an_approved_plan(problem: Problem, **changes: Any) -> Plan:
    """The small plan, or one with other decisions, for the problem; the checker approves it."""
    plan = the_plan(problem, **changes)
    assert verdict_on(problem, plan).approved
    return plan


def staff(**changes: dict[str, Any]) -> tuple[Any, ...]:
    """The four of the small plan, with changes by id."""
    return tuple(replace(one, **changes.get(one.id, {})) for one in people(4))


# -- why a person -----------------------------------------------------------------------------------------------------
