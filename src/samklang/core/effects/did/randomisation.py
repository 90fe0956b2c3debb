"""The randomisation test: the order is drawn again as it was drawn, and the effect reckoned each time as if it were so.

If training did nothing, the order that was really drawn is as likely as any other to show the largest effect. This is
exact with any number of units and any outcome; with fewer than ten units nothing else is. Taking a constant effect away
from the trained and asking whether what is left still looks like chance gives the interval: all effects that could be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import factorial, prod

import numpy as np

from samklang.core.chance import stream
from samklang.core.effects.answers import Estimate, Method, Undefined
from samklang.core.effects.cells import Cells
from samklang.core.effects.did.random_order import ROUNDING, Contrasts, Floats, Ints, Panel
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.power.weights import Rollout

PURPOSE = "randomisation test"
DRAWS = 1999
MOST_IN_TURN = 20_000
"""Orders up to which each is gone through; above it some are drawn."""
AT_ONCE = 500
ALIKE = 1e-9
"""Statistics that differ by this part count as alike."""
FURTHEST = 60
"""How often an interval's end is sought twice as far away."""


@dataclass(frozen=True, kw_only=True)
class Randomised:
    """What drawing again shows."""

    estimate: Estimate
    """With the interval of a constant effect and the p of none; Method.RANDOMISATION."""
    orders: int
    """How many orders were gone through, the one that was drawn among them."""
    exact: bool
    """Whether these are all that could have been drawn."""
    seed: int


def randomisation_test(
    cells: Cells,
    plan: AnalysisPlan,
    *,
    draws: int = DRAWS,
    seed: int | None = None,
    within: Mapping[str, str] | None = None,
) -> Randomised:
    """Whether a drawn order shows an effect, and which constant effects could be so.

    cells:   of one outcome; their clusters are the units of the draw. Only units with people in every period count.
    plan:    its summary, controls, anticipation, confidence; its seed where no other is given.
    draws:   how many further orders are drawn where there are too many to go through all, 19 or more.
    within:  the stratum in which each unit was drawn; None: one lot for all.
    returns: the estimate is the efficient one of `random_order`. No interval, and TOO_FEW_CLUSTERS, where so few orders
             could have been drawn that none of them is rare enough.
    raises:  ValueError for fewer draws, a unit without a stratum, or cells as `random_order`.
    source:  Fisher (1935), The Design of Experiments; the statistic divided by its own Neyman error, so that it also
             holds (for many units) where effects differ: Wu & Ding (2021), J. Am. Stat. Assoc. 116(536), 1898-1913;
             the observed order counts as one of the draws: Phipson & Smyth (2010), SAGMB 9(1), 39.
    """
    if draws < 19:
        raise ValueError("Draw the order again at least 19 times.")
    panel, seed = Panel.of(cells), plan.seed if seed is None else seed
    strata = _strata(panel, within)
    rollout = panel.rollout(plan)
    effects = rollout.effects() if panel.units.size else Undefined.NO_ROWS
    blank = Estimate(confidence=plan.confidence, n=panel.rows, clusters=panel.units.size)
    if isinstance(effects, Undefined):
        return Randomised(estimate=_but(blank, reason=effects), orders=0, exact=False, seed=seed)
    exact = _how_many(panel.place, strata) <= MOST_IN_TURN
    orders = _in_turn(panel.place, strata) if exact else _drawn(panel.place, strata, draws, seed)
    moments = _Moments.of(panel, rollout, effects, orders)
    return Randomised(estimate=_told(blank, moments), orders=len(moments.sums), exact=exact, seed=seed)


def _but(blank: Estimate, **changes: object) -> Estimate:
    return Estimate(**{**vars(blank), **changes})


def _strata(panel: Panel, within: Mapping[str, str] | None) -> list[Ints]:
    """The places of the units of each stratum."""
    if within is None:
        return [np.arange(panel.units.size)]
    if any(unit not in within for unit in panel.units.tolist()):
        raise ValueError("Each unit has the stratum in which it was drawn.")
    names = np.array([within[unit] for unit in panel.units.tolist()])
    return [np.flatnonzero(names == name) for name in np.unique(names)]


def _how_many(place: Ints, strata: list[Ints]) -> int:
    """How many orders could have been drawn."""
    return prod(
        factorial(here.size) // prod(factorial(int(many)) for many in np.bincount(place[here])) for here in strata
    )


def _in_turn(place: Ints, strata: list[Ints]) -> Ints:
    """orders x U: each order once, the drawn one first."""
    every = [list(_arranged(tuple(sorted(place[here].tolist())))) for here in strata]
    found = []
    for parts in product(*every):
        order = np.empty_like(place)
        for here, part in zip(strata, parts, strict=True):
            order[here] = part
        found.append(order)
    orders = np.array(found)
    mine = np.flatnonzero((orders == place).all(axis=1))[0]
    orders[[0, mine]] = orders[[mine, 0]]
    return orders


def _arranged(labels: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Each different arrangement of labels, which come sorted, once."""
    if not labels:
        yield ()
    for label in dict.fromkeys(labels):
        at = labels.index(label)
        for rest in _arranged(labels[:at] + labels[at + 1 :]):
            yield (label, *rest)


def _drawn(place: Ints, strata: list[Ints], draws: int, seed: int) -> Ints:
    """(1 + draws) x U: the drawn order, and others drawn like it."""
    rng = np.random.default_rng(stream(seed, PURPOSE).getrandbits(64))
    orders = np.tile(place, (1 + draws, 1))
    for here in strata:
        orders[1:, here] = rng.permuted(orders[1:, here], axis=1)
    return orders


@dataclass(frozen=True)
class _Moments:
    """All that the statistic needs of each order, for any constant effect that is taken away.

    Four figures for each order: the comparison after and before training, of the outcomes and of having been trained.
    """

    sums: Floats
    """orders x 4"""
    spread: Floats
    """orders x 4 x 4: their Neyman covariance."""
    size: float
    """The largest outcome, so that rounding is known for what it is."""

    @classmethod
    def of(cls, panel: Panel, rollout: Rollout, effects: Floats, orders: Ints) -> _Moments:
        trained = (rollout.times[None, :] >= rollout.first[panel.place][:, None]).astype(np.float64)
        both = [Contrasts.of(outcomes, rollout, effects) for outcomes in (panel.means, trained)]
        brought = np.stack([both[0].after, both[0].before, both[1].after, both[1].before], axis=-1)
        chunks = [
            _of_orders(brought, orders[first : first + AT_ONCE], panel.sizes)
            for first in range(0, len(orders), AT_ONCE)
        ]
        sums, spread = (np.concatenate(parts) for parts in zip(*chunks, strict=True))
        return cls(sums, spread, float(np.abs(panel.means).max()) or 1.0)

    def effects(self, taken: float) -> tuple[Floats, Floats]:
        """(orders,) the efficient estimate once a constant effect is taken away, and its squared error."""
        turn = np.array([[1, 0, -taken, 0], [0, 1, 0, -taken]])
        sums, spread = self.sums @ turn.T, turn @ self.spread @ turn.T
        noise = (ROUNDING * (self.size + abs(taken))) ** 2
        before = spread[:, 1, 1]
        part = np.where(before > noise, spread[:, 0, 1] / np.where(before > noise, before, 1.0), 0.0)
        value = sums[:, 0] - part * sums[:, 1]
        error = spread[:, 0, 0] - part * spread[:, 0, 1]
        return value, np.where(error > noise, error, 0.0)

    def chance(self, taken: float) -> float:
        """p: which part of the orders shows at least as much as the one that was drawn."""
        value, error = self.effects(taken)
        near = ROUNDING * (self.size + abs(taken))
        far = np.where(np.abs(value) > near, np.inf, 0.0)
        if not (error > 0).any():
            far = np.abs(value)
        far = np.where(error > 0, np.abs(value) / np.sqrt(np.where(error > 0, error, 1.0)), far)
        return float(np.mean(far >= far[0] * (1 - ALIKE)))


def _of_orders(brought: Floats, orders: Ints, sizes: Floats) -> tuple[Floats, Floats]:
    """Sums and spread for some orders. brought: U x K x 4."""
    own = brought[np.arange(orders.shape[1])[None, :], orders]
    sums, spread = np.zeros((len(orders), 4)), np.zeros((len(orders), 4, 4))
    for cohort, size in enumerate(sizes):
        mine = own[orders == cohort].reshape(len(orders), int(size), 4)
        mean = mine.mean(axis=1)
        sums += mean
        if size > 1:
            left = mine - mean[:, None, :]
            spread += np.einsum("dui,duj->dij", left, left) / (size - 1) / size
    return sums, spread


def _told(blank: Estimate, moments: _Moments) -> Estimate:
    value, error = (float(of_all[0]) for of_all in moments.effects(0.0))
    found = _but(blank, estimate=value, p=moments.chance(0.0))
    alpha = 1 - blank.confidence
    if len(np.unique(np.round(moments.sums[:, 0], 12))) == 1 and len(moments.sums) > 1:
        return _but(found, reason=Undefined.NO_VARIATION)
    if 1 / len(moments.sums) > alpha:
        return _but(found, reason=Undefined.TOO_FEW_CLUSTERS)
    step = error**0.5 or abs(value) or moments.size
    low, high = (_end(moments.chance, value, side * step, alpha) for side in (-1, 1))
    if low is None or high is None:
        return _but(found, reason=Undefined.TOO_FEW_CLUSTERS)
    return _but(found, low=low, high=high, method=Method.RANDOMISATION)


def _end(chance: Callable[[float], float], inside: float, step: float, alpha: float) -> float | None:
    """The effect at which the chance falls to alpha, by halving; None where it nowhere does."""
    outside = inside + step
    for _ in range(FURTHEST):
        if chance(outside) <= alpha:
            break
        inside, outside, step = outside, outside + 2 * step, 2 * step
    else:
        return None
    for _ in range(FURTHEST):
        middle = (inside + outside) / 2
        if abs(outside - inside) <= ALIKE * (abs(step) + abs(middle)):
            break
        inside, outside = (inside, middle) if chance(middle) <= alpha else (middle, outside)
    return outside
