"""What a question about the spread between staff is answered with. Nothing here is a figure of one person."""

from dataclasses import dataclass
from enum import Enum

from samklang.core.effects.answers import Estimate, Method, Undefined
from samklang.core.effects.spread.sums import Kind
from samklang.core.words import Sentence


class Standing(Enum):
    """How much it means whom one meets. Only the interval decides."""

    LITTLE = "little"
    """The whole interval lies below the smallest difference that matters."""
    SOMETHING = "something"
    """The whole interval lies at or above it."""
    MUCH = "much"
    """The whole interval lies at or above what was called much."""
    DIFFERS = "differs"
    """More than luck, but it cannot be told whether it matters."""
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Chance:
    """How often staff who do not differ would seem to differ at least so much, 0 to 1."""

    p: float
    method: Method
    draws: int | None = None
    """None where nothing was drawn."""


@dataclass(frozen=True, kw_only=True)
class OddsScale:
    """Shares as the specialist reads them."""

    deviation: Estimate
    """The standard deviation between staff in log-odds."""
    median_odds_ratio: Estimate
    """How the odds of yes differ, at the median, between two members of staff, the higher to the lower; 1 or more."""
    latent_dependence: Estimate
    """The share of variance between staff on the scale of log-odds, 0 to 1."""
    one_below: Estimate
    """The share of yes, with the mix of all, at somebody one standard deviation below the middle."""
    one_above: Estimate


@dataclass(frozen=True, kw_only=True)
class Tails:
    """The lowest and the highest of staff, as seen and as luck alone gives them. Means of five people or more."""

    staff_in_each: int
    """How many the lowest and the highest are, each."""
    share_in_each: float
    """What share of staff that is; one tenth from fifty staff on."""
    seen_low: float
    """Their mean, adjusted to the mix of all, in the outcome's unit; not shrunken, so luck is in it."""
    seen_high: float
    luck_low: float
    """What staff who do not differ, with the same counts, would give on average."""
    luck_high: float
    luck_gap_low: float
    """From the lowest to the highest, of 95 in a hundred draws where nobody differs: from this …"""
    luck_gap_high: float
    """… to this."""


@dataclass(frozen=True, kw_only=True)
class CaterpillarPoint:
    """Some neighbours in order of value: the mean of their shrunken figures and of the ends of their intervals."""

    value: float
    low: float
    high: float
    staff: int
    """How many it stands for: three or more, and five or more where staff are fewer than twenty."""


@dataclass(frozen=True, kw_only=True)
class Caterpillar:
    """Shrunken figures from the lowest to the highest; see `anonymous` for why each stands for several."""

    points: tuple[CaterpillarPoint, ...] = ()
    reason: Undefined | None = None
    """Why there are no points."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """Where somebody with so many values lies by luck alone, 95 and 99.8 times in a hundred."""

    n: int
    low_95: float
    high_95: float
    low_998: float
    high_998: float


@dataclass(frozen=True, kw_only=True)
class FunnelPoint:
    """Some staff with about so many values, and neighbours in value among these."""

    n: int
    """The mean number of values of all with about so many, rounded to two digits."""
    value: float
    """Their mean, adjusted to the mix of all, not shrunken."""
    luck_low: float
    """Where the same group's mean lies by luck alone, 95 times in a hundred."""
    luck_high: float
    staff: int


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Staff by how many values they have, with the band that luck alone gives."""

    middle: float | None = None
    limits: tuple[Limit, ...] = ()
    points: tuple[FunnelPoint, ...] = ()
    outside_seen: int | None = None
    """How many of staff lie outside the 95 % limits; None where they are one to four."""
    outside_by_luck: float | None = None
    """How many would on average if nobody differed."""
    reason: Undefined | None = None


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How much it means whom one meets."""

    kind: Kind
    mean: Estimate
    """Of all, in the outcome's unit; shares 0 to 1."""
    between: Estimate
    """The standard deviation between staff, adjusted to the mix of all, luck taken out."""
    within: float | None
    """For scores: the standard deviation of values of one and the same person within a stratum."""
    dependence: Estimate
    """How much of what one meets depends on whom one meets: the share of variance between staff, 0 to 1."""
    swap: Estimate
    """What is met at somebody whom one in ten lie above, less what is met at somebody whom one in ten lie below: how
    far apart the middle eight in ten of staff lie, luck taken out."""
    odds: OddsScale | None
    """For shares."""
    no_difference: Chance | None
    """None with fewer than ten staff."""
    reliability: float | None
    """The mean over staff of how much of a person's own figure is the person, not luck, 0 to 1."""
    tails: Tails | None
    """None with fewer than ten staff."""
    caterpillar: Caterpillar
    funnel: Funnel
    staff: int
    values: int
    strata: int
    confidence: float
    seed: int
    reason: Undefined | None = None
    """Why there are no figures at all."""
    notes: tuple[Sentence, ...] = ()
