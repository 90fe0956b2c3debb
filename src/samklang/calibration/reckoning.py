"""From the ratings of a closed round to what they show. Pure: rows in, findings out; no database, no clock.

People alone are asked how far they agree. A machine passes the same cases, and its figures stand with the raters; but
were its ratings counted in the spread of a case, whoever set the machine up could work out what the others said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from samklang.calibration.findings import (
    FORM,
    AgainstKey,
    CaseSpread,
    Change,
    Findings,
    IndicatorFinding,
    Measure,
    OwnFigure,
    Quality,
    RaterFinding,
    Verdict,
)
from samklang.core.agreement import (
    DEFAULT_TERMS,
    Coefficient,
    Metric,
    Severity,
    Standing,
    Table,
    Undefined,
    alpha,
    change,
    match_key,
    reliability,
    severity,
)
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale

ENOUGH_AGREEMENT = 0.667
"""The least agreement by which colleagues may judge each other; the whole interval must reach it. See docs/adr."""
FEWEST_TO_SHOW = 5
"""The fewest people whose ratings of a case are shown as counts of levels, and of levels that are mixed up."""
FEWEST_TOGETHER = 2
"""Indicators with levels from which something is said of all of them together."""
METRICS: Mapping[Scale, Metric] = {
    Scale.LEVEL: Metric.ORDINAL,
    Scale.COUNT: Metric.RATIO,
    Scale.CHOICE: Metric.NOMINAL,
}
"""How far apart two ratings are, by what is asked for."""
_VERDICTS: Mapping[Standing, Verdict] = {
    Standing.REACHED: Verdict.AGREE,
    Standing.NOT_REACHED: Verdict.DIVIDED,
    Standing.CANNOT_TELL: Verdict.CANNOT_TELL,
    Standing.TOO_FEW: Verdict.TOO_FEW,
}


@dataclass(frozen=True)
class RaterRow:
    """One rater by drawn number."""

    number: int
    machine: bool = False


@dataclass(frozen=True)
class CaseRow:
    """One case of the round. number: of the round's case; keys: agreed level by the indicator's key."""

    number: int
    key: str
    twin: str = ""
    keys: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the round. answers: the numbers of the answers, of a choice."""

    number: int
    key: str
    scale: Scale
    answers: Sequence[int] = ()


@dataclass(frozen=True, eq=False)
class Rows:
    """A round and everything rated in it."""

    raters: Sequence[RaterRow]
    cases: Sequence[CaseRow]
    indicators: Sequence[IndicatorRow]
    codes: NDArray[np.intp]
    """3 x n: places of rater, case and indicator in the sequences above."""
    levels: NDArray[np.float64]
    """n; NaN where the rater found no ground to judge."""

    def levels_of(self, place: int, raters: NDArray[np.intp]) -> NDArray[np.float64]:
        """The levels of the indicator at a place, some raters x all cases; NaN where there is none."""
        mine = self.codes[2] == place
        whole = np.full((len(self.raters), len(self.cases)), np.nan)
        whole[self.codes[0][mine], self.codes[1][mine]] = self.levels[mine]
        return whole[raters]

    def no_ground_of(self, place: int, raters: NDArray[np.intp]) -> NDArray[np.intp]:
        """How many of some raters found no ground to judge the indicator, by case."""
        mine = (self.codes[2] == place) & np.isnan(self.levels) & np.isin(self.codes[0], raters)
        return np.bincount(self.codes[1][mine], minlength=len(self.cases)).astype(np.intp)

    @property
    def people(self) -> NDArray[np.intp]:
        """Places of the people who have rated something."""
        return self._places(machine=False)

    @property
    def machines(self) -> NDArray[np.intp]:
        """Places of the machines that have."""
        return self._places(machine=True)

    def _places(self, *, machine: bool) -> NDArray[np.intp]:
        rated = set(np.unique(self.codes[0][~np.isnan(self.levels)]).tolist())
        return np.array(
            [place for place, one in enumerate(self.raters) if one.machine is machine and place in rated], dtype=np.intp
        )


def reckon(rows: Rows, earlier: Rows | None = None, *, smallest_relevant: float = 0.1) -> Findings:
    """What the round showed; beside the earlier round where one is given.

    smallest_relevant: the smallest change in agreement that matters, stated before the round opened.
    """
    people = rows.people
    findings = [_indicator(rows, place, people) for place in range(len(rows.indicators))]
    if earlier is not None:
        findings = [replace(one, change=change_of(rows, earlier, one.key, smallest_relevant)) for one in findings]
    return Findings(
        form=FORM,
        threshold=ENOUGH_AGREEMENT,
        people=len(people),
        machines=len(rows.machines),
        cases=int(np.unique(rows.codes[1]).size),
        indicators=findings,
        raters=raters_of(rows),
        overall=overall_change(rows, earlier, smallest_relevant) if earlier is not None else None,
    )


def _indicator(rows: Rows, place: int, people: NDArray[np.intp]) -> IndicatorFinding:
    """One indicator, without the change."""
    row = rows.indicators[place]
    levels = rows.levels_of(place, people)
    agreement = alpha(Table.of(levels), METRICS[row.scale])
    scale = _scale_of(row, levels)
    counts = (levels[:, :, None] == scale).sum(axis=0)
    shown = counts.sum(axis=1) >= FEWEST_TO_SHOW
    return IndicatorFinding(
        indicator=row.number,
        key=row.key,
        scale=row.scale,
        measure=measure_of(agreement),
        verdict=verdict_of(agreement),
        levels=[int(one) for one in scale],
        pairs=_pairs(counts[shown]) if shown.any() and row.scale is not Scale.COUNT else None,
        cases=_spreads(rows, place, people, scale, counts),
        against_key=_against_key(levels[:, shown], _key_of(rows, row.key)[shown]),
        quality=_quality(levels, row.scale),
    )


def measure_of(agreement: Coefficient) -> Measure:
    """The figure with its interval; no figure where there is no interval, since a figure alone is no answer."""
    estimate = None if agreement.low is None else agreement.estimate
    return Measure(estimate, agreement.low, agreement.high, agreement.raters, agreement.cases)


def verdict_of(agreement: Coefficient) -> Verdict:
    """What the interval allows to be said."""
    if agreement.reason is Undefined.NO_VARIATION:
        return Verdict.ALL_ALIKE
    return _VERDICTS[agreement.against(ENOUGH_AGREEMENT)]


def _scale_of(row: IndicatorRow, levels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Every level that could be given; of a count those that were."""
    match row.scale:
        case Scale.LEVEL:
            return np.arange(LOWEST_LEVEL, HIGHEST_LEVEL + 1, dtype=np.float64)
        case Scale.CHOICE:
            return np.array(sorted(row.answers), dtype=np.float64)
    return np.unique(levels[~np.isnan(levels)])


def _pairs(counts: NDArray[np.intp]) -> list[list[int]]:
    """K x K: how many pairs of ratings of one case by two people said these two levels; the same both ways."""
    pairs = counts.T @ counts
    own = np.arange(len(pairs))
    pairs[own, own] = (pairs[own, own] - counts.sum(axis=0)) // 2
    return [[int(one) for one in row] for row in pairs]


def _key_of(rows: Rows, indicator: str) -> NDArray[np.float64]:
    """The agreed level of each case; NaN where none is agreed."""
    return np.array([rows.cases[place].keys.get(indicator, np.nan) for place in range(len(rows.cases))], dtype=float)


def _spreads(
    rows: Rows, place: int, people: NDArray[np.intp], scale: NDArray[np.float64], counts: NDArray[np.intp]
) -> list[CaseSpread]:
    """Every case that anybody has rated, in the round's order."""
    row = rows.indicators[place]
    no_ground = rows.no_ground_of(place, people)
    apart = (
        (scale[:, None] != scale[None, :]).astype(float)
        if row.scale is Scale.CHOICE
        else np.abs(scale[:, None] - scale[None, :])
    )
    distance = np.einsum("uk,kl,ul->u", counts, apart, counts)
    spreads = []
    for number, (case, of_case) in enumerate(zip(rows.cases, counts, strict=True)):
        rated = int(of_case.sum())
        if not rated:
            continue
        show = rated >= FEWEST_TO_SHOW
        said = {int(level): int(many) for level, many in zip(scale, of_case, strict=True) if many}
        spreads.append(
            CaseSpread(
                case=case.number,
                rated=rated,
                counts=said if show else None,
                no_ground=int(no_ground[number]) if show else None,
                apart=float(distance[number] / (rated * (rated - 1))) if show else None,
                key=case.keys.get(row.key),
            )
        )
    return spreads


def _against_key(levels: NDArray[np.float64], key: NDArray[np.float64]) -> AgainstKey | None:
    """All ratings beside the key; None where no shown case has one."""
    away = (levels - key)[~np.isnan(levels - key)]
    if not away.size:
        return None
    return AgainstKey(
        ratings=int(away.size),
        exact=float((away == 0).mean()),
        within_one=float((np.abs(away) <= 1).mean()),
        bias=float(away.mean()),
    )


def _quality(levels: NDArray[np.float64], scale: Scale) -> Quality:
    """Whether cases are told apart; of a choice, whose answers are no amounts, only how many were used."""
    used = int(np.unique(levels[~np.isnan(levels)]).size)
    if scale is Scale.CHOICE:
        return Quality(None, None, None, used)
    found = reliability(Table.of(levels))
    return Quality(found.estimate if found.low is not None else None, found.low, found.high, used)


def change_of(rows: Rows, earlier: Rows, key: str, smallest_relevant: float) -> Change | None:
    """Agreement on an indicator beside the earlier round, on the cases the two share; None where it did not ask."""
    there, here = _place(earlier, key), _place(rows, key)
    if there is None or here is None or earlier.indicators[there].scale is not rows.indicators[here].scale:
        return None
    shared = shared_cases(earlier, rows)
    metric = METRICS[rows.indicators[here].scale]
    return _told(_tables(earlier, rows, [(there, here)], shared), metric, smallest_relevant, shared)


def overall_change(rows: Rows, earlier: Rows, smallest_relevant: float) -> Change | None:
    """The same for all indicators with levels taken together, each case with all its indicators as the one it is."""
    pairs = [
        (there, here)
        for here, row in enumerate(rows.indicators)
        if row.scale is Scale.LEVEL and (there := _place(earlier, row.key)) is not None
    ]
    if len(pairs) < FEWEST_TOGETHER:
        return None
    shared = shared_cases(earlier, rows)
    return _told(_tables(earlier, rows, pairs, shared), Metric.ORDINAL, smallest_relevant, shared)


def _place(rows: Rows, key: str) -> int | None:
    return next((place for place, one in enumerate(rows.indicators) if one.key == key), None)


def shared_cases(earlier: Rows, rows: Rows) -> dict[int, int]:
    """Places of earlier cases with those of the same or, failing that, the parallel case now."""
    now = {one.key: place for place, one in enumerate(rows.cases)}
    same = {place: now[one.key] for place, one in enumerate(earlier.cases) if one.key in now}
    taken = set(same.values())
    parallel = {
        place: now[one.twin]
        for place, one in enumerate(earlier.cases)
        if place not in same and one.twin in now and now[one.twin] not in taken
    }
    return same | parallel


def _tables(
    earlier: Rows, rows: Rows, indicators: Sequence[tuple[int, int]], shared: Mapping[int, int]
) -> tuple[Table, Table]:
    """The ratings by people of shared cases before and now, a case under the same name in both."""
    before = [earlier.levels_of(there, earlier.people)[:, list(shared.keys())] for there, _ in indicators]
    after = [rows.levels_of(here, rows.people)[:, list(shared.values())] for _, here in indicators]
    names = list(shared.values()) * len(indicators)
    first, second = (np.concatenate(one, axis=1) for one in (before, after))
    return Table.of(first, cases=names), Table.of(second, cases=names)


def _told(
    tables: tuple[Table, Table], metric: Metric, smallest_relevant: float, shared: Mapping[int, int]
) -> Change | None:
    if not shared:
        return Change("cannot-tell", 0)
    found = change(*tables, metric, smallest_relevant=smallest_relevant)
    told = found.low is not None
    return Change(
        verdict=found.verdict.value.replace(" ", "-"),
        cases=found.matched,
        before=found.before.estimate if told else None,
        after=found.after.estimate if told else None,
        difference=found.difference if told else None,
        low=found.low,
        high=found.high,
        before_low=found.before.low,
        before_high=found.before.high,
    )


def raters_of(rows: Rows) -> dict[int, RaterFinding]:
    """Every rater beside the key and, where they are people, beside the others; by drawn number."""
    people, everybody = rows.people, np.concatenate([rows.people, rows.machines])
    severities = _severities(rows, people)
    figures: dict[int, dict[str, OwnFigure]] = {place: {} for place in everybody.tolist()}
    for number, row in enumerate(rows.indicators):
        key, levels = _key_of(rows, row.key), rows.levels_of(number, everybody)
        for place, own in zip(everybody.tolist(), levels, strict=True):
            figure = own_figure(own, key, row.scale)
            if figure is not None:
                figures[place][row.key] = figure
    found = {}
    for place, by_indicator in figures.items():
        strict = severities.get(place)
        found[rows.raters[place].number] = RaterFinding(
            severity=strict.estimate if strict else None,
            low=strict.low if strict else None,
            high=strict.high if strict else None,
            by_indicator=by_indicator,
        )
    return found


def _severities(rows: Rows, people: NDArray[np.intp]) -> dict[int, Severity]:
    """How strict or mild each person is over all indicators with levels, cases being equal."""
    places = [place for place, row in enumerate(rows.indicators) if row.scale is Scale.LEVEL]
    if not places or not len(people):
        return {}
    levels = np.concatenate([rows.levels_of(place, people) for place in places], axis=1)
    table = Table.of(levels, raters=people.tolist(), cases=list(range(len(rows.cases))) * len(places))
    return dict(zip(people.tolist(), severity(table), strict=True))


def own_figure(levels: NDArray[np.float64], key: NDArray[np.float64], scale: Scale) -> OwnFigure | None:
    """One rater's levels of one indicator beside the key; None where no case has both.

    A choice has no near or far: there the agreement is the share of the key's answers.
    """
    found = match_key(levels.tolist(), key.tolist(), confidence=DEFAULT_TERMS.confidence)
    if not found.ratings or found.exact.estimate is None:
        return None
    is_choice = scale is Scale.CHOICE
    agreement, near = (found.exact, found.exact) if is_choice else (found.weighted, found.within_one)
    bounds = [one for one in (found.bias.low, found.bias.high) if one is not None]
    return OwnFigure(
        cases=found.cases,
        agreement=agreement.estimate,
        low=agreement.low,
        high=agreement.high,
        exact=found.exact.estimate,
        within_one=near.estimate or 0.0,
        within_one_low=near.low,
        bias=0.0 if is_choice else found.bias.estimate or 0.0,
        bias_furthest=0.0 if is_choice else max(bounds, key=abs, default=None),
    )
