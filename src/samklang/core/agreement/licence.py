"""Whether a rater's levels stand close enough to the key to be trusted alone on one item, for a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from samklang.core.agreement.answers import Undefined
from samklang.core.agreement.key import Bound, KeyMatch, match_key


class Demand(Enum):
    """What is asked for a licence."""

    CASES = "cases"
    """Enough cases with a key."""
    EXACT = "exact"
    """The key's own level often enough."""
    WITHIN_ONE = "within one"
    """At most one level from the key often enough."""
    WEIGHTED = "weighted"
    """Agreement with the key beyond what a habit of levels would give."""
    BIAS = "bias"
    """Neither stricter nor milder than the key by much."""


@dataclass(frozen=True)
class LicenceTerms:
    """What a licence asks on one item, and how long it lasts. A demand of None is not made.

    The defaults, for levels 1 to 5. Each share and the weighted figure is judged by the lower end of a two-sided 80 %
    interval (one-sided 90 %), and the bias by the end further from 0, so that few cases cannot license by luck.
    Within one of the key says whether a level can be acted on, yet on five levels somebody who always says 3 is
    within one nearly as often; the weighted kappa is what such a habit cannot reach (it is 0 for any fixed level). Bias
    is limited apart, because half a level stricter than one's colleagues is unfair to whoever is judged, however
    consistent. The exact share is not demanded by default: it says little that the weighted kappa does not.
    Simulated figures for kinds of raters and numbers of cases are printed by bench/agreement.py --licence.
    """

    min_cases: int = 12
    min_within_one: float | None = 0.8
    min_exact: float | None = None
    min_weighted: float | None = 0.5
    max_bias: float | None = 0.5
    confidence: float = 0.8
    months: int = 12
    """How long the licence lasts."""


DEFAULT_TERMS = LicenceTerms()


@dataclass(frozen=True)
class LicenceCheck:
    """One demand, what was found, and whether it is met."""

    demand: Demand
    figure: float | None
    """What was found; None where it has no figure (see `reason`)."""
    bound: float | None
    """The end of its interval that is judged: the lower, and for bias the one further from 0."""
    demanded: float
    met: bool
    reason: Undefined | None = None


@dataclass(frozen=True)
class LicenceAnswer:
    """Granted or not, with every figure it was judged by."""

    granted: bool
    cases: int
    checks: tuple[LicenceCheck, ...]
    """Every demand that was made, in the order of `Demand`."""
    match: KeyMatch
    months: int

    @property
    def reasons(self) -> tuple[LicenceCheck, ...]:
        """The demands that are not met; none where the licence is granted."""
        return tuple(check for check in self.checks if not check.met)


def judge(
    rater_levels: Sequence[float | None], key_levels: Sequence[float | None], terms: LicenceTerms = DEFAULT_TERMS
) -> LicenceAnswer:
    """Whether one rater is licensed on one item.

    rater_levels, key_levels: case by case, in one order; None where there is none.
    returns:                  granted only if every demand is met by its bound.
    raises:                   ValueError where lengths differ or a level is infinite.
    """
    match = match_key(rater_levels, key_levels, confidence=terms.confidence)
    checks = [
        LicenceCheck(
            Demand.CASES, float(match.cases), float(match.cases), terms.min_cases, match.cases >= terms.min_cases
        )
    ]
    for demand, found, demanded in (
        (Demand.EXACT, match.exact, terms.min_exact),
        (Demand.WITHIN_ONE, match.within_one, terms.min_within_one),
        (Demand.WEIGHTED, match.weighted, terms.min_weighted),
    ):
        if demanded is not None:
            met = found.low is not None and found.low >= demanded
            checks.append(LicenceCheck(demand, found.estimate, found.low, demanded, met, found.reason))
    if terms.max_bias is not None:
        furthest = _furthest(match.bias)
        met = furthest is not None and abs(furthest) <= terms.max_bias
        checks.append(LicenceCheck(Demand.BIAS, match.bias.estimate, furthest, terms.max_bias, met, match.bias.reason))
    return LicenceAnswer(all(check.met for check in checks), match.cases, tuple(checks), match, terms.months)


def _furthest(bias: Bound) -> float | None:
    """The end of the interval further from 0."""
    return None if bias.low is None or bias.high is None else max(bias.low, bias.high, key=abs)
