"""One cost over several grants, by shares and to the øre."""

from collections.abc import Mapping

from samklang.core.grants.shares import apportioned_by


def by_shares(ore: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A cost divided over grants by weights.

    ore:     øre, any sign.
    weights: whole numbers from 0, by grant: basis points, people, hours.
    returns: øre by grant, in the order given; they add up to the cost, and do not depend on that order.
    raises:  ValueError for a negative weight, and where all are 0 and there is an amount.
    """
    return apportioned_by(ore, weights)
