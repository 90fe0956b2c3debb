"""The wishes as one sum of money, so that ways of planning that do not work level by level can be compared with it.

The prices are a choice of this benchmark; the planner itself never adds wishes up.
"""

from collections.abc import Mapping
from typing import TypeAlias

from samklang.core.planner.problem import Wish

PRICES_ORE: Mapping[Wish, int] = {
    Wish.UNTRAINED: 10_000_000,
    Wish.COST: 1,
    Wish.CONTINUITY: 30_000,
    Wish.PAIRS: 100_000,
    Wish.SPREAD: 50_000,
    Wish.FINISH: 20_000,
    Wish.AVOID: 50_000,
}
"""Øre for one more of each wish: a person untrained 100,000 kr., a conversation moved 300 kr., a pair parted 1,000 kr.,
one more of spread or of avoided weight 500 kr., a day later 200 kr.; and an øre is an øre."""

Values: TypeAlias = Mapping[str, int]
"""Each wish's value, by the wish's name."""


def weighted_ore(values: Values) -> int:
    """The values added up at their prices."""
    return sum(price * values[wish] for wish, price in PRICES_ORE.items())


def gap(values: Values, bounds: Mapping[str, int | None]) -> float:
    """The share of the weighted sum that is not proved to be needed, 0 to 1.

    values, bounds: each wish's value and what is proved about it, given the wishes before it; where nothing is, None.
    """
    open_ore = sum(price * (values[wish] - (bounds.get(wish) or 0)) for wish, price in PRICES_ORE.items())
    return open_ore / max(1, weighted_ore(values))
