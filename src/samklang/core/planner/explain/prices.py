"""What a change costs in the wishes, in the user's order and in words."""

from collections.abc import Callable

from samklang.core.planner.problem import Wish
from samklang.core.planner.solve.state import Tally
from samklang.core.words import Money, Sentence, say, say_n


def changes(before: Tally, after: Tally) -> tuple[Sentence, ...]:
    """Every wish that comes out otherwise, in the user's order; nothing where all are as before."""
    found = []
    for level in before.grid.problem.wishes:
        difference = after.wishes[level.wish] - before.wishes[level.wish]
        if difference:
            found.append(_TELLERS[level.wish](abs(difference), difference > 0))
    return tuple(found)


def better(before: Tally, after: Tally) -> bool:
    """Whether a change comes out better: better in a wish, and no worse in those before it."""
    return after.ranked < before.ranked


def _untrained(count: int, more: bool) -> Sentence:
    if more:
        return say_n("{count} more person untrained", "{count} more people untrained", count)
    return say_n("{count} fewer person untrained", "{count} fewer people untrained", count)


def _cost(ore: int, more: bool) -> Sentence:
    return say("{cost} dearer", cost=Money(ore)) if more else say("{cost} cheaper", cost=Money(ore))


def _continuity(count: int, more: bool) -> Sentence:
    if more:
        return say_n("{count} more conversation to be moved", "{count} more conversations to be moved", count)
    return say_n("{count} fewer conversation to be moved", "{count} fewer conversations to be moved", count)


def _pairs(count: int, more: bool) -> Sentence:
    if more:
        return say_n("{count} more pair apart", "{count} more pairs apart", count)
    return say_n("{count} more pair together", "{count} more pairs together", count)


def _spread(count: int, more: bool) -> Sentence:
    if more:
        return say("teams and roles less evenly spread (by {count})", count=count)
    return say("teams and roles more evenly spread (by {count})", count=count)


def _finish(count: int, more: bool) -> Sentence:
    if more:
        return say_n("the last session {count} day later", "the last session {count} days later", count)
    return say_n("the last session {count} day earlier", "the last session {count} days earlier", count)


def _avoid(count: int, more: bool) -> Sentence:
    if more:
        return say("more at unwanted times (by {count})", count=count)
    return say("less at unwanted times (by {count})", count=count)


def _order(count: int, more: bool) -> Sentence:
    if more:
        return say_n("{count} more person out of the drawn order", "{count} more people out of the drawn order", count)
    return say_n("{count} more person in the drawn order", "{count} more people in the drawn order", count)


_TELLERS: dict[Wish, Callable[[int, bool], Sentence]] = {
    Wish.UNTRAINED: _untrained,
    Wish.COST: _cost,
    Wish.CONTINUITY: _continuity,
    Wish.PAIRS: _pairs,
    Wish.SPREAD: _spread,
    Wish.FINISH: _finish,
    Wish.AVOID: _avoid,
    Wish.ORDER: _order,
}
