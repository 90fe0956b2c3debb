"""Amounts and shares: whole øre in, whole øre out, and no øre lost on the way.

Shares are basis points: 8000 is 80 %, 10000 is all.
"""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

WHOLE_BP = 10_000
"""All of it, in basis points."""

Key = TypeVar("Key", bound=Hashable)


def half_up(amount: Fraction | Decimal | int) -> int:
    """The nearest whole number; a half goes away from zero, so that a credit note undoes a cost exactly.

    amount:  any exact number; never a float.
    raises:  TypeError for a float.
    """
    if isinstance(amount, float):
        raise TypeError("Money is never a float.")
    exact = Fraction(amount)
    found = (abs(exact) * 2 + 1) // 2
    return int(found) if exact >= 0 else -int(found)


def share_of(ore: int, share_bp: int) -> int:
    """A share of an amount, rounded towards zero: a funder never pays a part of an øre too much.

    ore:      øre, any sign.
    share_bp: basis points, 0 to 10000.
    raises:   ValueError for another share.
    """
    checked_share(share_bp)
    found = abs(ore) * share_bp // WHOLE_BP
    return found if ore >= 0 else -found


def checked_share(share_bp: int) -> int:
    """The share itself. Raises ValueError unless it lies between 0 and 10000 basis points."""
    if not 0 <= share_bp <= WHOLE_BP:
        raise ValueError("A share lies between 0 and 10000 basis points.")
    return share_bp


def apportioned(ore: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount divided by weights, in whole øre that add up to it (the method of the largest remainder).

    ore:     øre, any sign; a negative amount is divided as its opposite is.
    weights: whole numbers from 0, in any unit.
    returns: one amount per weight, each less than one øre from its exact part. Of two with the same remainder the one
             with the larger weight gets the øre, then the one that stands first.
    raises:  ValueError for a negative weight, and where there is an amount and all weights are 0.
    source:  Hamilton's method of apportionment.
    """
    if any(one < 0 for one in weights):
        raise ValueError("Weights count from 0.")
    whole = sum(weights)
    if not whole:
        if ore:
            raise ValueError("There is nothing to divide the amount by.")
        return (0,) * len(weights)
    amount = abs(ore)
    parts = [amount * one // whole for one in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), -weights[place], place))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return tuple(parts if ore >= 0 else [-one for one in parts])


def apportioned_by(ore: int, weights: Mapping[Key, int]) -> dict[Key, int]:
    """`apportioned`, by name, and whatever order the names stand in; they are returned in the order given."""
    names = sorted(weights, key=str)
    parts = dict(zip(names, apportioned(ore, [weights[name] for name in names]), strict=True))
    return {name: parts[name] for name in weights}
