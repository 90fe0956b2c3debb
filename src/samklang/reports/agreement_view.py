"""How far the raters of a file agree, as its documents show it: by indicator or over all, with what divides them.

Nobody is named here unless raters were asked for, and then in the order in which they first stand in the file.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from samklang.calibration.findings import Verdict
from samklang.calibration.reckoning import ENOUGH_AGREEMENT, verdict_of
from samklang.core.agreement import (
    JACKKNIFE,
    Change,
    Coefficient,
    Interval,
    KeyMatch,
    Metric,
    Name,
    Ratings,
    Severity,
    Table,
    TwoWay,
    Weights,
    ac1,
    ac2,
    alpha,
    change,
    fleiss_kappa,
    gwet_alpha,
    match_key,
    match_table,
    percent_agreement,
    reliability,
    severity,
)
from samklang.core.chance import stream

MOST_LEVELS = 12
"""Levels that a matrix and a picture of cases have room for."""
WEIGHTS: Mapping[Metric, Weights] = {
    Metric.NOMINAL: Weights.UNWEIGHTED,
    Metric.ORDINAL: Weights.ORDINAL,
    Metric.INTERVAL: Weights.QUADRATIC,
    Metric.RATIO: Weights.RATIO,
}
"""Gwet's weights that stand beside Krippendorff's metric; for ordinal levels the two are not the same."""
Key = Mapping[tuple[str, str], float]
"""Agreed levels by case and item."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the ratings."""

    metric: Metric
    overall: bool = False
    """All items in one figure, and not each by itself."""
    levels: tuple[float, ...] | None = None
    """The whole scale, where it was stated."""
    replicates: int | None = None
    """How often raters and cases are drawn anew; None for the usual interval, which leaves out one case at a time."""
    seed: int = 0
    smallest_relevant: float = 0.1
    raters: bool = False
    """Whether each rater's own figures are wanted."""

    def interval(self, *names: str) -> Interval:
        """How the interval of one figure is made."""
        if self.replicates is None:
            return JACKKNIFE
        return TwoWay(stream(self.seed, "agreement", *names), self.replicates)


@dataclass(frozen=True)
class Given:
    """What was read: the ratings, the earlier ones where there are any, the key, and what the files are called."""

    source: str
    ratings: Ratings
    has_items: bool
    key: Key = field(default_factory=dict)
    words: Mapping[float, str] = field(default_factory=dict)
    before: Ratings | None = None
    before_source: str = ""


@dataclass(frozen=True)
class CaseView:
    """How one case was rated on one item."""

    case: str
    item: str
    counts: tuple[int, ...]
    """How many gave each level of the part's levels."""
    rated: int
    lowest: float
    highest: float
    apart: float | None
    """How far two raters lie apart on average, in levels; nominal: the share of pairs that differ. None for one."""
    key: float | None


@dataclass(frozen=True)
class PartView:
    """One item, or all of them together."""

    name: str
    """Empty for all together, and where the file has no items."""
    agreement: Coefficient
    """Krippendorff's alpha by the metric asked for; the verdict rests on it."""
    verdict: Verdict
    others: tuple[Coefficient, ...]
    separates: Coefficient | None
    """Whether cases are told apart: ICC(2,1). None for nominal levels."""
    levels: tuple[float, ...]
    """Every level of the scale where it was stated, else those that were used; lowest first."""
    pairs: tuple[tuple[int, ...], ...] | None
    """How many pairs of ratings of one case said which two levels; None where there are too many levels to show."""
    cases: tuple[CaseView, ...]
    """In the order of the file, those that somebody rated."""
    against_key: KeyMatch | None
    change: Change | None


@dataclass(frozen=True)
class RaterView:
    """One rater. For that rater, and for whoever licenses raters."""

    name: str
    ratings: int
    severity: Severity | None
    """None for nominal levels."""
    against_key: KeyMatch | None


@dataclass(frozen=True)
class AgreementView:
    """Everything that the documents show."""

    asked: Asked
    source: str
    before_source: str
    made_at: datetime
    threshold: float
    raters: int
    cases: int
    ratings: int
    items: int
    """Of the file, also where they are pooled; 0 where it has no items."""
    unrated: tuple[str, ...]
    """Cases of the file that nobody has rated."""
    words: Mapping[float, str]
    parts: tuple[PartView, ...]
    rater_views: tuple[RaterView, ...]
    has_key: bool

    @property
    def named(self) -> bool:
        """Whether the parts are items with names of their own."""
        return self.items > 0 and not self.asked.overall


def build(given: Given, asked: Asked, *, made_at: datetime, tell: Callable[[int, int, str], None]) -> AgreementView:
    """Reckon everything.

    tell:   heard before each part, with its number from 1, how many there are, and its name.
    raises: ValueError for the ratio metric with negative levels.
    """
    ratings = given.ratings
    tables = _tables(ratings, asked)
    before = dict(_tables(given.before, asked)) if given.before is not None else {}
    parts = []
    for number, (name, table) in enumerate(tables, start=1):
        tell(number, len(tables), name)
        parts.append(_part(name, table, given, asked, before=before.get(name)))
    rated = {ratings.cases[place] for place in np.unique(ratings.case)}
    return AgreementView(
        asked=asked,
        source=given.source,
        before_source=given.before_source,
        made_at=made_at,
        threshold=ENOUGH_AGREEMENT,
        raters=int(np.unique(ratings.rater).size),
        cases=len(rated),
        ratings=int(ratings.level.size),
        items=len(ratings.items) if given.has_items else 0,
        unrated=tuple(str(case) for case in ratings.cases if case not in rated),
        words=given.words,
        parts=tuple(parts),
        rater_views=tuple(_raters(given, asked)) if asked.raters else (),
        has_key=bool(given.key),
    )


def _tables(ratings: Ratings, asked: Asked) -> list[tuple[str, Table]]:
    if asked.overall:
        return [("", ratings.pooled())]
    return [(str(item), ratings.of_item(item)) for item in ratings.items]


def _items_of(name: str, ratings: Ratings, asked: Asked) -> tuple[str, ...]:
    """The item of each column of a part's table."""
    if asked.overall:
        return tuple(map(str, ratings.items)) * len(ratings.cases)
    return (name,) * len(ratings.cases)


def _part(name: str, table: Table, given: Given, asked: Asked, *, before: Table | None) -> PartView:
    items = _items_of(name, given.ratings, asked)
    found = alpha(table, asked.metric, interval=asked.interval(name, "alpha"))
    scale = np.array(asked.levels if asked.levels else table.scale, dtype=np.float64)
    counts = (table.levels[:, :, None] == scale).sum(axis=0)
    few = scale.size <= MOST_LEVELS
    numbers = asked.metric is not Metric.NOMINAL
    return PartView(
        name=name,
        agreement=found,
        verdict=verdict_of(found),
        others=tuple(_others(table, name, asked)),
        separates=reliability(table) if numbers else None,
        levels=tuple(scale.tolist()),
        pairs=_pairs(counts) if few else None,
        cases=tuple(_cases(table, items, counts if few else counts[:, :0], given.key, ordered=numbers)),
        against_key=_against_key(table, name, given, asked),
        change=None if before is None else _change(before, table, asked),
    )


def _others(table: Table, name: str, asked: Asked) -> Iterator[Coefficient]:
    """What others report, so that figures can be held beside theirs."""
    weights, levels = WEIGHTS[asked.metric], asked.levels
    yield percent_agreement(table, levels=levels, interval=asked.interval(name, "percent"))
    if weights is Weights.UNWEIGHTED:
        yield fleiss_kappa(table, levels=levels, interval=asked.interval(name, "fleiss"))
        yield ac1(table, levels=levels, interval=asked.interval(name, "ac1"))
        return
    yield percent_agreement(table, weights, levels=levels, interval=asked.interval(name, "weighted percent"))
    yield fleiss_kappa(table, weights, levels=levels, interval=asked.interval(name, "fleiss"))
    yield ac2(table, weights, levels=levels, interval=asked.interval(name, "ac2"))
    if asked.metric is Metric.ORDINAL:
        yield gwet_alpha(table, weights, levels=levels, interval=asked.interval(name, "gwet"))


def _pairs(counts: NDArray[np.intp]) -> tuple[tuple[int, ...], ...]:
    """K x K, the same both ways; two raters who say one level are one pair on the diagonal."""
    pairs = counts.T @ counts
    own = np.arange(len(pairs))
    pairs[own, own] = (pairs[own, own] - counts.sum(axis=0)) // 2
    return tuple(tuple(map(int, row)) for row in pairs)


def _cases(
    table: Table, items: Sequence[str], counts: NDArray[np.intp], key: Key, *, ordered: bool
) -> Iterator[CaseView]:
    for column, (case, item) in enumerate(zip(table.cases, items, strict=True)):
        levels = table.levels[:, column]
        levels = levels[~np.isnan(levels)]
        if not levels.size:
            continue
        yield CaseView(
            case=str(case),
            item=item,
            counts=tuple(map(int, counts[column])),
            rated=int(levels.size),
            lowest=float(levels.min()),
            highest=float(levels.max()),
            apart=_apart(levels, ordered=ordered),
            key=key.get((str(case), item)),
        )


def _apart(levels: NDArray[np.float64], *, ordered: bool) -> float | None:
    """The mean distance of two ratings, or the share of pairs that differ, from the levels in their order."""
    size = levels.size
    if size < 2:
        return None
    if ordered:
        places = np.arange(size)
        return float((np.sort(levels) * (2 * places - size + 1)).sum() * 2 / (size * (size - 1)))
    _, times = np.unique(levels, return_counts=True)
    return float(1 - (times * (times - 1)).sum() / (size * (size - 1)))


def _against_key(table: Table, name: str, given: Given, asked: Asked) -> KeyMatch | None:
    """All ratings beside the key. Not of pooled items, where a case has a key for each."""
    if asked.overall and given.has_items:
        return None
    key: dict[Name, float] = {case: level for (case, item), level in given.key.items() if item == name}
    return match_table(table, key) if key else None


def _change(before: Table, after: Table, asked: Asked) -> Change:
    """On the cases that both rounds have rated."""
    both = {str(case) for case in before.rated_part.cases} & {str(case) for case in after.rated_part.cases}
    return change(
        before.only_cases(both), after.only_cases(both), asked.metric, smallest_relevant=asked.smallest_relevant
    )


def _raters(given: Given, asked: Asked) -> Iterator[RaterView]:
    ratings = given.ratings
    table = ratings.pooled()
    columns = [(str(case), str(item)) for case in ratings.cases for item in ratings.items]
    key = [given.key.get(column) for column in columns]
    strict = severity(table) if asked.metric is not Metric.NOMINAL else [None] * len(table.raters)
    for row, (name, one) in enumerate(zip(table.raters, strict, strict=True)):
        levels = [None if np.isnan(level) else float(level) for level in table.levels[row]]
        yield RaterView(
            name=str(name),
            ratings=sum(level is not None for level in levels),
            severity=one,
            against_key=match_key(levels, key) if given.key else None,
        )
