"""What a question about agreement is answered with: a figure with its interval, or why there is none."""

from dataclasses import dataclass
from enum import Enum

FEWEST_RATERS = 3
"""Below this, agreement says more of two people than of a shared ground."""
FEWEST_CASES = 10
"""Shared cases below which no interval keeps its promise; see `intervals`."""
FEWEST_CASES_FOR_CHANGE = 20
"""Shared cases below which nothing is called improved or worsened."""


class Undefined(Enum):
    """Why there is no figure, or no interval."""

    NO_RATINGS = "no ratings"
    ONE_RATER = "one rater"
    """Only one rater has rated anything."""
    NO_PAIRS = "no pairs"
    """No case was rated by two raters."""
    NO_VARIATION = "no variation"
    """Everybody used one and the same level, so agreement beyond chance cannot be told: 0 divided by 0. Where it
    stands beside a figure, nothing was left to chance in the ratings, so there is nothing to measure chance by."""
    TOO_FEW_RATERS = "too few raters"
    """The figure is that of fewer than three raters; no interval and no verdict."""
    TOO_FEW_CASES = "too few cases"
    """The figure stands on fewer than ten shared cases; no interval and no verdict."""
    ONE_CASE_DECIDES = "one case decides"
    """Without one certain case there is no figure, so no interval can be given."""
    NOT_CONNECTED = "not connected"
    """Raters who share no case, directly or through others, cannot be put on one scale."""
    TOO_FEW_ROUNDS = "too few rounds"
    """A course of time needs two rounds at different times."""


class Figure(Enum):
    """Which coefficient."""

    PERCENT = "percent agreement"
    ALPHA = "Krippendorff's alpha"
    FLEISS = "Fleiss' kappa"
    AC1 = "Gwet's AC1"
    AC2 = "Gwet's AC2"
    GWET_ALPHA = "Krippendorff's alpha with Gwet's weights"
    ICC = "intraclass correlation ICC(2,1)"
    WEIGHTED_KAPPA = "Cohen's weighted kappa"
    SHARE = "share"
    MEAN = "mean"


class Metric(Enum):
    """How far apart two levels are to Krippendorff. His ordinal metric depends on how often each level was used; it is
    not Gwet's ordinal weights (`Weights.ORDINAL`), and gives another figure on the same table (.815 and .834)."""

    NOMINAL = "nominal"
    """Equal or not."""
    ORDINAL = "ordinal"
    """By how many ratings lie between."""
    INTERVAL = "interval"
    """By the difference of the numbers."""
    RATIO = "ratio"
    """By the difference relative to the sum; levels must not be negative."""


class Weights(Enum):
    """How much two levels agree to Gwet. His ordinal weights depend on how many levels of the scale lie between, not on
    how often they were used; they are not Krippendorff's ordinal metric (`Metric.ORDINAL`)."""

    UNWEIGHTED = "unweighted"
    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"
    RADICAL = "radical"
    RATIO = "ratio"


class Method(Enum):
    """Where an interval comes from."""

    JACKKNIFE_T = "leave-one-case-out jackknife with t"
    TWO_WAY_BOOTSTRAP = "two-way bootstrap of raters and cases"
    LINEARISED = "linearised standard error with t"
    NO_SPREAD_SEEN = "exact bound where all cases are alike"
    EXACT = "exact binomial"
    LEAST_SQUARES = "least squares with t"


class Standing(Enum):
    """How a figure with its interval stands to a threshold."""

    REACHED = "reached"
    """The whole interval lies at or above it."""
    NOT_REACHED = "not reached"
    """The whole interval lies below it."""
    CANNOT_TELL = "cannot tell"
    """The interval holds the threshold."""
    TOO_FEW = "too few"
    """There is no interval; `reason` says why."""


class Verdict(Enum):
    """What a comparison of two rounds shows."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NO_RELEVANT_CHANGE = "no relevant change"
    """The whole interval lies inside the smallest relevant difference, which was stated beforehand."""
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Coefficient:
    """A figure of agreement. There is no type for the figure alone."""

    figure: Figure
    measure: Metric | Weights | None
    """Whose differences or weights between levels; None where levels are equal or not and nothing else."""
    estimate: float | None = None
    """No unit, 1 is perfect and 0 is chance (for `PERCENT` a share, 0 to 1); None where `reason` says why."""
    low: float | None = None
    high: float | None = None
    """Both None where there is no interval; `reason` then says why."""
    standard_error: float | None = None
    method: Method
    confidence: float
    """How often such intervals hold the true figure, 0 to 1."""
    raters: int
    """Those with a rating in a case that somebody else rated too."""
    cases: int
    """Those rated by two or more."""
    pairs: int
    """Pairs of ratings of one case by two raters, over all cases."""
    reason: Undefined | None = None
    replicates: int | None = None
    """How many times was drawn, where chance was."""

    @property
    def half_width(self) -> float | None:
        """Half the interval's width; None where there is none."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    def against(self, threshold: float) -> Standing:
        """How the figure stands to a threshold; only the interval decides, never the estimate alone."""
        if self.low is None or self.high is None:
            return Standing.TOO_FEW
        if self.low >= threshold:
            return Standing.REACHED
        return Standing.NOT_REACHED if self.high < threshold else Standing.CANNOT_TELL
