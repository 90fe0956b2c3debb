"""The order drawn by lot as a wish instead of a rule."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.problem import Problem, Wish, WishLevel
from samklang.core.words import say_n


def order_as_wish(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """Some begin out of the drawn order: as few as can be."""
    wished = _wished(attempt.problem)
    trial = attempt.plan_of(wished, (Wish.ORDER,))
    if trial is not None:
        count = trial.tally.wishes[Wish.ORDER]
        what = say_n(
            "Make the drawn order a wish: {count} person would then begin out of it.",
            "Make the drawn order a wish: {count} people would then begin out of it.",
            count,
        )
        yield WayOut(what, count, Unit.PEOPLE, changed=wished)


def _wished(problem: Problem) -> Problem:
    """The problem with the order wished for, after that nobody is left untrained."""
    wishes = problem.wishes
    if Wish.ORDER not in {level.wish for level in wishes}:
        first = 1 if wishes and wishes[0].wish is Wish.UNTRAINED else 0
        wishes = (*wishes[:first], WishLevel(Wish.ORDER), *wishes[first:])
    return replace(problem, keep_drawn_order=False, wishes=wishes)
