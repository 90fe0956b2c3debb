"""What an interval lets one say, and when one may say that training did it."""

from collections.abc import Sequence
from typing import NamedTuple

from samklang.core.effects.answers import FEWEST_CLUSTERS, FEWEST_IN_COHORT, Estimate, Verdict
from samklang.core.effects.plan import Design


def verdict(found: Estimate, *, smallest_relevant: float, higher_is_better: bool = True) -> Verdict:
    """What the whole interval shows.

    smallest_relevant: stated beforehand, in the outcome's unit, above 0.
    returns:           CANNOT_TELL whenever there is no interval. "Improved" and "worsened": the interval lies on one
                       side of none and is not wholly inside the smallest relevant effect; "no relevant change": it is.
    raises:            ValueError where smallest_relevant is not above 0.
    """
    if smallest_relevant <= 0:
        raise ValueError("The smallest effect that matters is a number above 0.")
    if found.low is None or found.high is None:
        return Verdict.CANNOT_TELL
    if -smallest_relevant < found.low and found.high < smallest_relevant:
        return Verdict.NO_RELEVANT_CHANGE
    if found.low > 0:
        return Verdict.IMPROVED if higher_is_better else Verdict.WORSENED
    if found.high < 0:
        return Verdict.WORSENED if higher_is_better else Verdict.IMPROVED
    return Verdict.CANNOT_TELL


class Passed(NamedTuple):
    """What a comparison without a draw must pass before it may speak of cause."""

    bands: bool
    """The simultaneous band lies on one side of none in some period after training."""
    pre_trend: bool
    """Before training the groups went alike, and a difference that matters would have been seen."""
    clusters: bool
    """Ten clusters or more, and two or more in each cohort."""


def enough_clusters(clusters: int, fewest_in_cohort: int) -> bool:
    """Whether intervals by formula may be shown."""
    return clusters >= FEWEST_CLUSTERS and fewest_in_cohort >= FEWEST_IN_COHORT


def may_say_caused(design: Design, passed: Passed, *, draw_was_kept: bool = True) -> bool:
    """Causal words only after a drawn order that was kept, or when bands, pre-trend and clusters all pass."""
    if design is Design.DRAWN and draw_was_kept:
        return True
    return all(passed)


def holm(chances: Sequence[float]) -> list[float]:
    """The chances (p) of a few stated outcomes, corrected for how many they are.

    chances: 0 to 1, in any order.
    returns: in the same order, 0 to 1; the chance of one false alarm or more stays below what each is compared with.
    source:  Holm (1979), Scand. J. Stat. 6(2), 65-70.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    found, highest = [0.0] * len(chances), 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(chances) - rank) * chances[place]))
        found[place] = highest
    return found


def benjamini_hochberg(chances: Sequence[float]) -> list[float]:
    """The chances (p) of outcomes that are only explored, corrected for the share of false alarms among those found.

    chances: 0 to 1, in any order.
    returns: in the same order, 0 to 1.
    source:  Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57(1), 289-300.
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place], reverse=True)
    found, lowest = [0.0] * len(chances), 1.0
    for rank, place in enumerate(order):
        lowest = min(lowest, chances[place] * len(chances) / (len(chances) - rank))
        found[place] = lowest
    return found
