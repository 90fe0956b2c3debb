"""Bands that hold all parts of a picture at once, as often as one interval holds one figure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samklang.core.effects.did.few import Spread, quantile
from samklang.core.effects.did.sums import Bools, Floats

DRAWS = 2000
AT_ONCE = 4_000_000
"""Multipliers in memory at once."""
_ROOT = np.sqrt(5.0)


@dataclass(frozen=True)
class Band:
    """How wide a band over several figures is."""

    critical: float
    """Standard errors on either side."""
    furthest: Floats
    """(draws,) how far the furthest figure lay in each draw, in standard errors, ascending."""

    def chance_beyond(self, far: float) -> float:
        """The chance that any of them lies so far from none if all are none, above 0 up to 1."""
        beyond = self.furthest.size - np.searchsorted(self.furthest, abs(far), side="left")
        return float((beyond + 1) / (self.furthest.size + 1))


def band(how: Spread, chosen: Bools, *, confidence: float, seed: int, draws: int = DRAWS) -> Band | None:
    """The band over the chosen figures.

    Each cluster's share is multiplied by chance, the same for all figures, and the furthest figure is looked at. With
    many clusters the multipliers are Mammen's; with few, where two values would give a handful of outcomes, they are
    normal, and the error's own uncertainty is drawn along with them, so that the furthest of several t is seen.

    chosen:  (J + 1,) which figures; those without an interval are left out.
    seed:    the same seed, the same band.
    returns: None where fewer than one figure has an interval. Never narrower than one figure's own interval.
    source:  Callaway & Sant'Anna (2021), algorithm 1; Mammen (1993), Ann. Stat. 21(1), 255-285.
    """
    places = [place for place in np.flatnonzero(chosen) if how.reasons[place] is None]
    if not places:
        return None
    shares = how.shares[:, places] / how.errors[places]
    degrees = float(how.degrees[places].min())
    rng = np.random.default_rng(seed)
    clusters, step = shares.shape[0], max(1, AT_ONCE // max(shares.shape))
    furthest = [
        np.abs(_drawn(rng, (min(step, draws - first), clusters), degrees) @ shares).max(axis=1)
        for first in range(0, draws, step)
    ]
    far = np.concatenate(furthest)
    if np.isfinite(degrees):
        far = far / np.sqrt(rng.chisquare(degrees, draws) / degrees)
    far.sort()
    reach = float(np.quantile(far, confidence, method="inverted_cdf"))
    return Band(max(reach, quantile((1 + confidence) / 2, degrees)), far)


def _drawn(rng: np.random.Generator, shape: tuple[int, int], degrees: float) -> Floats:
    if np.isfinite(degrees):
        return rng.standard_normal(shape)
    low = rng.random(shape) < (_ROOT + 1) / (2 * _ROOT)
    found: Floats = np.where(low, (1 - _ROOT) / 2, (1 + _ROOT) / 2)
    return found
