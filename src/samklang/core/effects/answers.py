"""What a question about effects or spread is answered with: a figure with its interval, or why there is none."""

from dataclasses import dataclass
from enum import Enum

from samklang.core.words import Sentence

FEWEST_CLUSTERS = 10
"""Clusters below which no interval by formula keeps its promise; only the randomisation test is left."""
FEWEST_IN_COHORT = 2
"""Clusters that a cohort must have for its own interval."""
POWER = 0.8
"""How often a study should see an effect that is there, where nothing else is said."""


class Undefined(Enum):
    """Why there is no figure, or no interval."""

    NO_ROWS = "no rows"
    NOBODY_TREATED = "nobody treated"
    NO_CONTROLS = "no controls"
    """No cluster is still without training when the others have it, so there is nothing to compare with."""
    NO_BASE_PERIOD = "no base period"
    """There is no period before training to compare with."""
    ONE_CLUSTER = "one cluster"
    TOO_FEW_CLUSTERS = "too few clusters"
    """Fewer than ten clusters: the figure stands, its interval by formula does not."""
    TOO_FEW_IN_COHORT = "too few in cohort"
    """A cohort has one cluster only: the figure stands, its interval does not."""
    NO_VARIATION = "no variation"
    NOT_FOUND = "not found"
    """The search for the most likely figure did not come to rest."""
    TOO_FEW_UNITS = "too few units"
    """Fewer people or groups than the figure may be shown for."""
    NOT_TOLD_APART = "not told apart"
    """Nobody has two values, or nobody shares a stratum with others, so that staff cannot be told from the rest."""
    TOO_FEW_CASES = "too few cases"
    """Fewer values of one person than a figure of that person may be shown for."""
    TOO_UNRELIABLE = "too unreliable"
    """Too much of what one person's values show is luck for a figure of that person."""


class Method(Enum):
    """Where an interval comes from."""

    INFLUENCE = "clustered influence functions with the normal distribution"
    INFLUENCE_T = "clustered influence functions with t"
    JACKKNIFE_T = "leave-one-cluster-out jackknife (CV3) with t"
    SIMULTANEOUS = "simultaneous band by the multiplier bootstrap"
    RANDOMISATION = "the drawn order, drawn again"
    NEYMAN = "the variance of a drawn order"
    PROFILE = "profile likelihood"
    WALD = "standard error with the normal distribution"
    BOOTSTRAP = "parametric bootstrap"
    WILSON = "score interval"
    CHI_SQUARE = "exact by the chi-square distribution"
    RECOVERED = "both intervals put together (MOVER)"
    SHRUNKEN = "best linear prediction with its error"
    NONE = "no interval"


class Verdict(Enum):
    """What a study shows. Only the whole interval decides, never the estimate alone."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NO_RELEVANT_CHANGE = "no relevant change shown"
    """The whole interval lies inside the smallest relevant effect, which was stated beforehand."""
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure with how far it can be trusted. There is no type for the figure alone."""

    estimate: float | None = None
    """In the outcome's own unit; None where `reason` says why."""
    low: float | None = None
    high: float | None = None
    """Both None where there is no interval; `reason` then says why."""
    standard_error: float | None = None
    p: float | None = None
    """The chance of a figure at least as far from none if there were no effect, 0 to 1."""
    detectable: float | None = None
    """The smallest effect that would have been seen with `POWER`, in the outcome's unit; above 0."""
    method: Method = Method.NONE
    confidence: float = 0.95
    """How often such intervals hold the true figure, 0 to 1."""
    n: int = 0
    """Rows of the table that it is counted on: people, people times periods, or ratings; the source says which."""
    clusters: int = 0
    reason: Undefined | None = None

    @property
    def has_interval(self) -> bool:
        """Whether a verdict can be given at all."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one plan came to."""

    plan_hash: str
    primary: Estimate
    verdict: Verdict
    may_say_caused: bool
    """Whether the sentence may say that training did it; otherwise it says that this followed."""
    engine: str
    """What summed the rows: `duckdb 1.4.1`, `spark 4.0.0`, `cells`."""
    seed: int | None = None
    suppressed: int = 0
    """Cells left out because they count fewer than five."""
    notes: tuple[Sentence, ...] = ()
    """What a reader must know, the most important first."""
