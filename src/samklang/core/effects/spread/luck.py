"""What luck alone gives: the same counts drawn again as if staff did not differ.

Source of the draw of scores' criterion: Crainiceanu & Ruppert (2004), J. R. Stat. Soc. B 66(1), 165-185.
"""

from math import log

import numpy as np

from samklang.core.chance import stream
from samklang.core.effects.spread import reml
from samklang.core.effects.spread.model import Model
from samklang.core.effects.spread.sums import Floats, Kind

MOST_NUMBERS = 4_000_000
"""Drawn at once, so that large tables are drawn fewer times."""
FEWEST_DRAWS = 200
MOST_STAFF = 1000
"""Of more staff than this the boundary mixture is exact enough, and no chance is drawn."""
RATIOS = 150


def generator(seed: int, *names: str) -> np.random.Generator:
    """NumPy's generator for one purpose, from the house's streams."""
    return np.random.default_rng(stream(seed, "spread", *names).getrandbits(64))


def draws(model: Model, seed: int, most: int = 2000) -> Floats:
    """Draws x staff: adjusted means or shares of the same staff with the same counts, if nobody differed."""
    sums = model.sums
    rng = generator(seed, "luck")
    of = max(FEWEST_DRAWS, min(most, MOST_NUMBERS // sums.n.size))
    return np.concatenate([adjusted(model, _totals(model, size, rng)) for size in _pieces(of, sums.n.size)])


def _pieces(of: int, size: int) -> list[int]:
    each = max(1, MOST_NUMBERS // size)
    return [min(each, of - begun) for begun in range(0, of, each)]


def _totals(model: Model, many: int, rng: np.random.Generator) -> Floats:
    """Draws x staff x strata: sums of values if nobody differed."""
    sums = model.sums
    shape = (many, *sums.n.shape)
    middle = sums.total.sum(axis=0) / sums.n.sum(axis=0)
    if model.kind is Kind.SHARES:
        return rng.binomial(sums.n.astype(np.int64), middle, shape).astype(np.float64)
    likely = reml.Likelihood(sums)
    within = likely.at(0.0).rest / likely.degrees
    found: Floats = sums.n * middle + np.sqrt(sums.n * within) * rng.standard_normal(shape)
    return found


def adjusted(model: Model, totals: Floats) -> Floats:
    """Means or shares as if everybody had the mix of all: the middle of all, plus what is beyond one's own strata.

    totals:  … x staff x strata.
    returns: … x staff, in the outcome's unit.
    """
    n = model.sums.n
    middle = totals.sum(axis=-2, keepdims=True) / n.sum(axis=0)
    beyond = (totals - n * middle).sum(axis=-1) / n.sum(axis=1)
    found: Floats = totals.sum(axis=(-2, -1))[..., None] / model.sums.values + beyond
    return np.clip(found, 0.0, 1.0) if model.kind is Kind.SHARES else found


def drawn_chance(model: Model, seed: int, of: int = 1999) -> tuple[float, int]:
    """The chance of a difference at least so large if there were none, by drawing; and how many draws.

    Scores: the rise of the restricted likelihood, drawn from its exact distribution. Shares: the squares beyond the
    strata, less what binomial luck gives, drawn from binomial counts.
    """
    rng = generator(seed, "no difference")
    if model.kind is Kind.SHARES:
        return _of_shares(model, rng, of)
    return _of_scores(model, rng, of)


def _excess(totals: Floats, n: Floats) -> Floats:
    """Twice the slope of the likelihood by the variance between staff, where that is 0."""
    middle = totals.sum(axis=-2, keepdims=True) / n.sum(axis=0)
    beyond = (totals - n * middle).sum(axis=-1)
    found: Floats = (beyond**2).sum(axis=-1) - (n * middle * (1 - middle)).sum(axis=(-2, -1))
    return found


def _of_shares(model: Model, rng: np.random.Generator, of: int) -> tuple[float, int]:
    n = model.sums.n
    seen = float(_excess(model.sums.total, n))
    larger = 0
    for size in _pieces(of, n.size):
        larger += int((_excess(_totals(model, size, rng), n) >= seen - 1e-9).sum())
    return (1 + larger) / (1 + of), of


def _of_scores(model: Model, rng: np.random.Generator, of: int) -> tuple[float, int]:
    likely = reml.Likelihood(model.sums)
    best = likely.best()
    seen = likely.criterion(likely.at(0.0)) - likely.criterion(best) if best.ratio < np.inf else np.inf
    if seen <= 0:
        return 1.0, of
    n = model.sums.n
    roots = np.linalg.eigvalsh(np.diag(likely.of_staff) - (n / likely.of_stratum) @ n.T)
    roots = roots[roots > 1e-9 * roots.max()]
    rest = likely.degrees - len(roots)
    typical = model.sums.values / len(model.sums.staff)
    ratios = np.exp(np.linspace(log(1e-4 / typical), log(1e3), RATIOS))
    shape = np.log1p(ratios[:, None] * roots).sum(axis=1)
    squares = rng.chisquare(1, (of, len(roots)))
    left = rng.chisquare(rest, of) if rest > 0 else np.zeros(of)
    whole = squares.sum(axis=1) + left
    shrunk = squares @ (1 / (1 + ratios[:, None] * roots)).T + left[:, None]
    rise = (likely.degrees * np.log(whole[:, None] / shrunk) - shape).max(axis=1)
    return (1 + int((rise >= seen).sum())) / (1 + of), of


def funnel_far(model: Model) -> Floats:
    """Staff: how far the adjusted mean lies from the middle by luck, one standard error."""
    sums = model.sums
    if model.kind is Kind.SHARES:
        middle = sums.total.sum(axis=0) / sums.n.sum(axis=0)
        found: Floats = np.sqrt((sums.n * middle * (1 - middle)).sum(axis=1)) / sums.n.sum(axis=1)
        return found
    likely = reml.Likelihood(sums)
    of_scores: Floats = np.sqrt(likely.at(0.0).rest / likely.degrees / likely.of_staff)
    return of_scores
