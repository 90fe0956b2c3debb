"""Whether a rater, or a group, moves away from the key as time goes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from samklang.core.agreement.answers import FEWEST_CASES, Undefined
from samklang.core.agreement.intervals import jackknife_error
from samklang.core.agreement.ratings import Floats, Ints, Name, Table
from samklang.core.agreement.student import t_quantile


@dataclass(frozen=True)
class Round:
    """One round's ratings of one item, or of several pooled."""

    at: float
    """When, in any unit that counts on, such as months since the first round."""
    table: Table
    key: Mapping[Name, float]
    """The agreed level of each case; cases without one count for nothing. For a pooled table only where all items of a
    case have one key."""


@dataclass(frozen=True)
class Point:
    """One round's mean."""

    at: float
    mean: float | None
    ratings: int
    cases: int


@dataclass(frozen=True)
class Trend:
    """How a figure moves with time."""

    slope: float | None
    """For each unit of time, from a line through all ratings; None where `reason` says why."""
    low: float | None
    high: float | None
    confidence: float
    rounds: tuple[Point, ...]
    """In order of time."""
    reason: Undefined | None = None


@dataclass(frozen=True)
class Drift:
    """How ratings stand to the key over the rounds."""

    bias: Trend
    """Rating less key, in levels; a slope below 0 is becoming stricter."""
    exact: Trend
    """Share on the key's own level."""
    within_one: Trend
    """Share at most one level from it."""


class Course(Enum):
    """Whether a rater has moved since the licence."""

    STEADY = "steady"
    """The whole interval of the difference lies inside the smallest relevant one."""
    MOVED = "moved"
    """The whole interval lies on one side of 0, and not inside the smallest relevant difference."""
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A rater's bias since the licence beside that of the licence."""

    before: float | None = None
    after: float | None = None
    difference: float | None = None
    """In levels; below 0 the rater has become stricter."""
    low: float | None = None
    high: float | None = None
    smallest_relevant: float
    ratings: tuple[int, int]
    """Before and after."""
    course: Course = Course.CANNOT_TELL
    confidence: float
    reason: Undefined | None = None


def drift(rounds: Sequence[Round], raters: Collection[Name] | None = None, *, confidence: float = 0.95) -> Drift:
    """How one rater, some, or all stand to the key from round to round.

    A line is laid through all ratings by time. Its interval leaves out one case of one round at a time, because the
    ratings of one case stand or fall together; what moves a whole round, such as harder cases, cannot be told from
    drift with few rounds, so rounds must share cases or be of one difficulty.

    rounds: in any order.
    raters: whose ratings count; all where None.
    returns: no slope with fewer than two different times, or fewer than 10 cases over all rounds.
    raises: ValueError where a time is not finite.
    """
    if not all(np.isfinite(one.at) for one in rounds):
        raise ValueError("A round has a time.")
    given = [_apart(one, raters) for one in sorted(rounds, key=lambda one: one.at)]
    return Drift(
        bias=_trend(given, lambda apart: apart, confidence),
        exact=_trend(given, lambda apart: np.abs(apart) < 1e-9, confidence),
        within_one=_trend(given, lambda apart: np.abs(apart) < 1 + 1e-9, confidence),
    )


def moved(
    licensed: Round, since: Sequence[Round], rater: Name, *, smallest_relevant: float = 0.5, confidence: float = 0.95
) -> Moved:
    """Whether one rater stands otherwise to the key than when the licence was given.

    licensed:          the ratings the licence stands on.
    since:             later rounds, taken together.
    smallest_relevant: in levels, above 0.
    returns:           Welch's interval of the two mean deviations; a course needs 10 cases on either side.
    raises:            ValueError where the smallest relevant difference is not above 0.
    source:            Welch (1947), Biometrika 34(1-2), 28-35.
    """
    if not smallest_relevant > 0:
        raise ValueError("The smallest relevant difference is above 0.")
    before = _apart(licensed, [rater]).apart
    after = np.concatenate([np.zeros(0), *(_apart(one, [rater]).apart for one in since)])
    sizes = (before.size, after.size)
    found = Moved(smallest_relevant=smallest_relevant, ratings=sizes, confidence=confidence)
    if not all(sizes):
        return replace(found, reason=Undefined.NO_RATINGS)
    found = replace(found, before=float(before.mean()), after=float(after.mean()))
    difference = float(after.mean() - before.mean())
    if min(sizes) < FEWEST_CASES:
        return replace(found, difference=difference, reason=Undefined.TOO_FEW_CASES)
    squares = [float(side.var(ddof=1)) / side.size for side in (before, after)]
    whole = sum(squares)
    if whole == 0:
        # Every rating lies as far from its key as every other of its side: nothing to measure chance by.
        return replace(found, difference=difference, reason=Undefined.NO_VARIATION)
    degrees = whole**2 / sum(square**2 / (size - 1) for square, size in zip(squares, sizes, strict=True))
    reach = t_quantile((1 + confidence) / 2, degrees) * float(np.sqrt(whole))
    low, high = difference - reach, difference + reach
    return replace(found, difference=difference, low=low, high=high, course=_course(low, high, smallest_relevant))


def _course(low: float, high: float, smallest_relevant: float) -> Course:
    if -smallest_relevant < low and high < smallest_relevant:
        return Course.STEADY
    return Course.MOVED if low > 0 or high < 0 else Course.CANNOT_TELL


@dataclass(frozen=True, eq=False)
class _Apart:
    """How far each rating of a round lies from its key."""

    at: float
    apart: Floats
    case: Ints
    """The place of each rating's case."""


def _apart(one: Round, raters: Collection[Name] | None) -> _Apart:
    table = one.table if raters is None else one.table.only_raters(raters)
    key = np.array([one.key.get(name, np.nan) for name in table.cases], dtype=np.float64)
    places = {name: place for place, name in enumerate(dict.fromkeys(table.cases))}
    case = np.array([places[name] for name in table.cases], dtype=np.intp)
    apart = table.levels - key
    there = ~np.isnan(apart)
    return _Apart(one.at, apart[there], np.broadcast_to(case, apart.shape)[there])


def _trend(rounds: Sequence[_Apart], of: Callable[[Floats], Floats | NDArray[np.bool_]], confidence: float) -> Trend:
    values = [np.asarray(of(one.apart), dtype=np.float64) for one in rounds]
    points = tuple(
        Point(one.at, float(value.mean()) if value.size else None, value.size, int(np.unique(one.case).size))
        for one, value in zip(rounds, values, strict=True)
    )
    blank = Trend(None, None, None, confidence, points)
    if len({point.at for point in points if point.ratings}) < 2:
        return replace(blank, reason=Undefined.TOO_FEW_ROUNDS)
    # Time is counted from the first round, so that nothing large is subtracted from something as large.
    times = [one.at - rounds[0].at for one in rounds]
    sums = np.concatenate([_sums(*given) for given in zip(times, rounds, values, strict=True)], axis=1)
    whole = sums.sum(axis=1)
    slope = float(_slope(whole))
    if sums.shape[1] < FEWEST_CASES:
        return replace(blank, slope=slope, reason=Undefined.TOO_FEW_CASES)
    without = _slope(whole[:, None] - sums)
    if np.isnan(without).any():
        return replace(blank, slope=slope, reason=Undefined.ONE_CASE_DECIDES)
    error = jackknife_error(without)
    if error < 1e-12:
        return replace(blank, slope=slope, reason=Undefined.NO_VARIATION)
    reach = t_quantile((1 + confidence) / 2, sums.shape[1] - 2) * error
    return replace(blank, slope=slope, low=slope - reach, high=slope + reach)


def _sums(at: float, one: _Apart, values: Floats) -> Floats:
    """For each case of a round the sums a line needs: ratings, times, times squared, values, times by values."""
    _, place = np.unique(one.case, return_inverse=True)
    columns = (np.ones_like(values), np.full_like(values, at), np.full_like(values, at**2), values)
    return np.stack([*(np.bincount(place, column) for column in columns), np.bincount(place, at * values)])


def _slope(sums: Floats) -> Floats:
    """The slope of the line, from its sums; NaN where all ratings are of one time."""
    ratings, times, squares, values, products = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = squares - times**2 / ratings
        slope: Floats = np.where(
            spread > 1e-9 * np.maximum(squares, 1e-9), (products - times * values / ratings) / spread, np.nan
        )
    return slope
