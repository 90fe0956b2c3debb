"""How much it means whom one meets, and what a person may see of themselves."""

import numpy as np

from samklang.core.effects.answers import FEWEST_CLUSTERS, Estimate, Method, Undefined
from samklang.core.effects.spread import anonymous, luck
from samklang.core.effects.spread.answer import Caterpillar, Chance, Funnel, OddsScale, Spread
from samklang.core.effects.spread.logit import latent_share, median_odds_ratio
from samklang.core.effects.spread.model import Model, carried, fit
from samklang.core.effects.spread.sums import Sums
from samklang.core.words import Sentence, say

FEWEST_VALUES = 50
"""Values of one person from which on a figure of that person may be shown to them."""
LEAST_RELIABILITY = 0.7


def spread(sums: Sums, *, confidence: float = 0.95, seed: int = 1, draw_chance: bool = False) -> Spread:
    """How staff differ beyond luck and beyond whom they were given.

    sums:        scores, or yes and no where all values are 0 and 1; strata are what staff cannot choose.
    confidence:  of the intervals, 0.5 to 1.
    seed:        of what luck alone gives, and of the drawn chance.
    draw_chance: whether the chance of no difference is drawn (up to a thousand staff) rather than by formula.
    returns:     with fewer than five staff no figure, with fewer than ten none with an interval and no picture;
                 `reason` says why. No figure is one person's, and nothing holds the names or the order of staff.
    raises:      ValueError where the confidence is not between one half and 1.
    source:      see `reml`, `logit`, `luck` and `anonymous`.
    """
    if not 0.5 < confidence < 1:
        raise ValueError("The confidence is between one half and 1.")
    model = fit(sums, confidence)
    if isinstance(model, Undefined):
        return _nothing(sums, model, confidence, seed)
    staff = len(model.sums.staff)
    enough = staff >= FEWEST_CLUSTERS
    drawn = luck.draws(model, seed) if enough else np.zeros((0, staff))
    return Spread(
        kind=model.kind, mean=model.mean, between=model.between, within=model.within, dependence=model.dependence,
        swap=model.swap, odds=_odds(model), no_difference=_chance(model, seed, draw_chance) if enough else None,
        reliability=float(model.reliability.mean()), tails=anonymous.tails(model, drawn),
        caterpillar=anonymous.caterpillar(model), funnel=anonymous.funnel(model, drawn), staff=staff,
        values=model.sums.values, strata=len(model.sums.strata), confidence=confidence, seed=seed,
        notes=tuple(_notes(sums, model)),
    )  # fmt: skip


def own_point(sums: Sums, key: str, *, confidence: float = 0.95) -> Estimate:
    """A person's own figure, for that person's eyes alone; the only deed that takes a name.

    key:     the person's, as in the sums.
    returns: the shrunken mean or share, adjusted to the mix of all, with its interval, from 50 values and a reliability
             of .7 on; otherwise why not. Where strata in which nothing varies are left out, 50 must be left.
    """
    n, staff = _values_of(sums, key), len(sums.staff)
    model = _why_not_own(n, staff) or fit(sums, confidence, intervals=False)
    if isinstance(model, Model):
        why_not = _why_not_own(_values_of(model.sums, key), staff)
        if why_not is None:
            return _own(model, model.sums.staff.index(key), confidence)
        model = why_not
    return Estimate(confidence=confidence, n=n, clusters=staff, reason=model)


def _own(model: Model, place: int, confidence: float) -> Estimate:
    n, staff = int(model.sums.n[place].sum()), len(model.sums.staff)
    if model.reliability[place] < LEAST_RELIABILITY:
        return Estimate(confidence=confidence, n=n, clusters=staff, reason=Undefined.TOO_UNRELIABLE)
    return Estimate(
        estimate=float(model.value[place]), low=float(model.low[place]), high=float(model.high[place]),
        method=Method.SHRUNKEN, confidence=confidence, n=n, clusters=staff,
    )  # fmt: skip


def _values_of(sums: Sums, key: str) -> int:
    return int(sums.n[sums.staff.index(key)].sum()) if key in sums.staff else 0


def _why_not_own(n: int, staff: int) -> Undefined | None:
    if n == 0:
        return Undefined.NO_ROWS
    if n < FEWEST_VALUES:
        return Undefined.TOO_FEW_CASES
    return Undefined.TOO_FEW_CLUSTERS if staff < FEWEST_CLUSTERS else None


def _nothing(sums: Sums, reason: Undefined, confidence: float, seed: int) -> Spread:
    none = Estimate(confidence=confidence, n=sums.values, clusters=len(sums.staff), reason=reason)
    return Spread(
        kind=sums.kind, mean=none, between=none, within=None, dependence=none, swap=none, odds=None,
        no_difference=None, reliability=None, tails=None, caterpillar=Caterpillar(reason=reason),
        funnel=Funnel(reason=reason), staff=len(sums.staff), values=sums.values, strata=len(sums.strata),
        confidence=confidence, seed=seed, reason=reason,
    )  # fmt: skip


def _chance(model: Model, seed: int, drawn: bool) -> Chance:
    if drawn and len(model.sums.staff) <= luck.MOST_STAFF:
        p, of = luck.drawn_chance(model, seed)
        return Chance(p=p, method=Method.BOOTSTRAP, draws=of)
    return Chance(p=model.no_difference, method=Method.PROFILE)


def _odds(model: Model) -> OddsScale | None:
    found, below, above = model.log_odds, model.one_below, model.one_above
    if found is None or below is None or above is None:
        return None
    return OddsScale(
        deviation=found, median_odds_ratio=carried(found, median_odds_ratio),
        latent_dependence=carried(found, latent_share), one_below=below, one_above=above,
    )  # fmt: skip


def _notes(given: Sums, model: Model) -> list[Sentence]:
    notes = []
    gone = len(given.strata) - len(model.sums.strata)
    if gone:
        notes.append(say("Strata in which all are yes or all are no tell nothing of staff and were left out: {strata}.",
                         strata=gone))  # fmt: skip
    if model.sums.parts > 1:
        notes.append(say("Some of staff share no stratum with the others, so they are compared among themselves only."))
    if len(model.sums.staff) < FEWEST_CLUSTERS:
        notes.append(say("With fewer than ten members of staff no interval keeps its promise."))
    if model.within == 0:
        notes.append(say("Values of one and the same person never differ within a stratum; luck has no part in them."))
    return notes
