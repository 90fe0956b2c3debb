"""One comparison: how far a cohort's mean moved between two periods, less how far the means of its controls moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samklang.core.effects.did.sums import Bools, Floats, Stack


@dataclass(frozen=True)
class Comparison:
    """One cohort in one period, and whom and when it is compared with. Places in the lists of `Sums`."""

    cohort: int
    period: int
    base: int
    controls: tuple[int, ...]
    """Cohorts that are not trained in either period."""
    since: int
    """Periods since training; below 0 before it."""
    before: bool
    """Whether training cannot have worked yet, so that the effect should be none."""

    @property
    def is_base(self) -> bool:
        """The base period itself, where the effect is none by definition."""
        return self.base == self.period


@dataclass(frozen=True)
class Parts:
    """What one comparison is made of, by stratum: (…, S) each; the effect is (…)."""

    effect: Floats
    """Not a number where there is nothing to compare."""
    share: Floats
    """Which part of the trained each stratum holds, 0 to 1."""
    gap: Floats
    """The effect in the stratum; 0 where it cannot be compared."""
    weight: Floats
    """The trained, both periods together."""
    comparable: Bools
    means: tuple[Floats, Floats, Floats, Floats]
    """Trained at t and at base, controls at t and at base."""
    weights: tuple[Floats, Floats, Floats, Floats]


def compare(stack: Stack, one: Comparison) -> Parts:
    """One comparison for each table of sums."""

    def of(column: Floats, cohorts: Sequence[int], period: int) -> Floats:
        found: Floats = column[..., period][..., list(cohorts), :].sum(axis=-2)
        return found

    own: tuple[int, ...] = (one.cohort,)
    sides = [(who, when) for who in (own, one.controls) for when in (one.period, one.base)]
    weights = [of(stack.weight, *side) for side in sides]
    comparable = np.logical_and.reduce([weight > 0 for weight in weights])
    safe = [np.where(comparable, weight, 1.0) for weight in weights]
    means = [of(stack.total, *side) / weight for side, weight in zip(sides, safe, strict=True)]
    gap = np.where(comparable, (means[0] - means[1]) - (means[2] - means[3]), 0.0)
    trained = np.where(comparable, weights[0] + weights[1], 0.0)
    whole = trained.sum(axis=-1)
    share = trained / np.where(whole > 0, whole, 1.0)[..., None]
    effect = np.where(whole > 0, (share * gap).sum(axis=-1), np.nan)
    if one.is_base:
        effect = np.where(whole > 0, 0.0, np.nan)
    return Parts(effect, share, gap, trained, comparable, _four(means), _four(weights))


def _four(values: Sequence[Floats]) -> tuple[Floats, Floats, Floats, Floats]:
    first, second, third, fourth = values
    return first, second, third, fourth
