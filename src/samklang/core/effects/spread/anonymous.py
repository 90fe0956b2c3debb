"""Pictures of the spread in which nobody can be found.

A leader knows who is new, who works part time and who sees the most people. A point that shows one person's number of
values, or the width that follows from it, is then a name. So no point is one person's:

- neighbours in value are put together, three or more; with fewer than twenty staff five or more; under ten no picture;
- no point of the caterpillar says how many values it has, and its ends are means over those put together;
- the funnel puts those with about as many values together first, nine or more (all, where there are not so many),
  shows one rounded number for them, and then puts neighbours in value among these together;
- points are sorted by what they show, so the order of the table they came from is lost.

What is lost is the single extreme; that is the aim. Whether there are more extremes than luck gives is still told, by
the number outside the limits and by the lowest and highest tenth beside what luck alone gives.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtr, ndtri

from samklang.core.effects.answers import FEWEST_CLUSTERS, Undefined
from samklang.core.effects.spread.answer import (
    Caterpillar,
    CaterpillarPoint,
    Funnel,
    FunnelPoint,
    Limit,
    Tails,
)
from samklang.core.effects.spread.luck import adjusted, funnel_far
from samklang.core.effects.spread.model import Model
from samklang.core.effects.spread.sums import Floats, Kind

FEWEST_TOGETHER = 3
FEWEST_TOGETHER_OF_FEW = 5
FEW = 20
"""Staff under which five or more are put together."""
MOST_POINTS = 100
MOST_BINS = 12
LIMITS = 40
SMALLEST_COUNT = 5
Places = NDArray[np.intp]


def together(staff: int) -> int:
    """How many of so many staff one point stands for at least."""
    return FEWEST_TOGETHER_OF_FEW if staff < FEW else FEWEST_TOGETHER


def _groups(order: Places, least: int, most: int) -> list[Places]:
    return np.array_split(order, max(1, min(most, len(order) // least)))


def caterpillar(model: Model) -> Caterpillar:
    """Shrunken figures with intervals, from the lowest to the highest, for ten staff or more."""
    staff = len(model.value)
    if staff < FEWEST_CLUSTERS:
        return Caterpillar(reason=Undefined.TOO_FEW_UNITS)
    order = np.argsort(model.value)
    return Caterpillar(
        points=tuple(
            CaterpillarPoint(
                value=float(model.value[group].mean()),
                low=float(model.low[group].mean()),
                high=float(model.high[group].mean()),
                staff=len(group),
            )
            for group in _groups(order, together(staff), MOST_POINTS)
        )
    )


def tails(model: Model, drawn: Floats) -> Tails | None:
    """The lowest and the highest tenth (five or more), as seen and by luck; None under ten staff.

    drawn: draws x staff, from `luck.draws`.
    """
    staff = len(model.value)
    if staff < FEWEST_CLUSTERS:
        return None
    each = max(FEWEST_TOGETHER_OF_FEW, round(staff / 10))
    seen = np.sort(adjusted(model, model.sums.total))
    luck = np.sort(drawn, axis=1)
    low, high = luck[:, :each].mean(axis=1), luck[:, -each:].mean(axis=1)
    gap = np.quantile(high - low, (0.025, 0.975))
    return Tails(
        staff_in_each=each, share_in_each=each / staff,
        seen_low=float(seen[:each].mean()), seen_high=float(seen[-each:].mean()),
        luck_low=float(low.mean()), luck_high=float(high.mean()),
        luck_gap_low=float(gap[0]), luck_gap_high=float(gap[1]),
    )  # fmt: skip


def funnel(model: Model, drawn: Floats) -> Funnel:
    """Staff by how many values they have, with the band of luck, for ten staff or more."""
    staff = len(model.value)
    if staff < FEWEST_CLUSTERS:
        return Funnel(reason=Undefined.TOO_FEW_UNITS)
    seen = adjusted(model, model.sums.total)
    middle = float(model.sums.total.sum() / model.sums.values)
    far = float(ndtri(0.975)) * funnel_far(model)
    outside = int((np.abs(seen - middle) > far).sum())
    points = sorted(_funnel_points(model, seen, drawn), key=lambda one: (one.n, one.value))
    return Funnel(
        middle=middle,
        limits=tuple(_limits(model, middle, [point.n for point in points])),
        points=tuple(points),
        outside_seen=None if 0 < outside < SMALLEST_COUNT else outside,
        outside_by_luck=float((np.abs(drawn - drawn.mean(axis=1, keepdims=True)) > far).sum(axis=1).mean()),
    )


def _funnel_points(model: Model, seen: Floats, drawn: Floats) -> Iterator[FunnelPoint]:
    n, least = model.sums.n.sum(axis=1), together(len(seen))
    # Ties in n are broken by value, never by place in the table.
    for bin_ in _groups(np.lexsort((seen, n)), 3 * least, MOST_BINS):
        ordered, luck = bin_[np.argsort(seen[bin_])], np.sort(drawn[:, bin_], axis=1)
        for group in _groups(np.arange(len(bin_)), least, MOST_POINTS // MOST_BINS):
            low, high = np.quantile(luck[:, group].mean(axis=1), (0.025, 0.975))
            yield FunnelPoint(
                n=_two_digits(float(n[bin_].mean())), value=float(seen[ordered[group]].mean()),
                luck_low=float(low), luck_high=float(high), staff=len(group),
            )  # fmt: skip


def _two_digits(value: float) -> int:
    return max(1, int(float(f"{value:.2g}")))


def _limits(model: Model, middle: float, numbers: list[int]) -> Iterator[Limit]:
    low, high = min(numbers), max(numbers)
    for n in sorted({int(one) for one in np.geomspace(max(1, low * 0.8), high * 1.2, LIMITS).round()}):
        ends = [_limit(model, middle, n, chance) for chance in (0.025, 0.975, 0.001, 0.999)]
        yield Limit(n=n, low_95=ends[0], high_95=ends[1], low_998=ends[2], high_998=ends[3])


def _limit(model: Model, middle: float, n: int, chance: float) -> float:
    """Below which somebody with n values lies so often by luck.

    source: for shares binomial counts with a straight line between them, Spiegelhalter (2005), Stat. Med. 24,
            1185-1202, appendix A.1.1.
    """
    if model.kind is Kind.SCORES:
        one = float(funnel_far(model)[0] * np.sqrt(model.sums.n.sum(axis=1)[0]))
        return middle + float(ndtri(chance)) * one / float(np.sqrt(n))
    below = bdtr(np.arange(n + 1), n, middle)
    count = int(np.searchsorted(below, chance))
    before = float(below[count - 1]) if count else 0.0
    over = (float(below[count]) - chance) / max(float(below[count]) - before, 1e-300)
    return min(1.0, max(0.0, (count - over) / n))
