"""From effects by cohort and period to one figure: over all, by cohort, by time since training, by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samklang.core.effects.did.group_time import GroupTimes
from samklang.core.effects.did.sums import Bools, Floats, Ints
from samklang.core.effects.plan import Summary


@dataclass(frozen=True)
class Recipe:
    """How J parts and one figure over them are weighted together from K effects."""

    at: Ints
    """(J,) the cohort, the time since training, or the period of each part."""
    member: Bools
    """(J, K) which effects belong to it."""
    by_size: bool
    """Whether a part weighs its effects by how large the cohorts are; otherwise all alike."""
    overall: Bools
    """(J,) which parts the one figure stands on."""
    groups: Ints | None = None
    """(J,) the cohort by whose size each part weighs in the one figure; None: all parts alike."""


@dataclass(frozen=True)
class Weighted:
    """A recipe followed: (…, J) and (…); not a number where there is nothing to weigh."""

    parts: Floats
    overall: Floats


def recipe(
    found: GroupTimes,
    summary: Summary,
    *,
    first: float = -np.inf,
    last: float = np.inf,
    balanced: int | None = None,
) -> Recipe:
    """Which effects are weighed together.

    first, last: times since training that count, both included; nothing to do with CALENDAR.
    balanced:    TIME_SINCE only: cohorts that have every time since training up to this one, and no later times, so
                 that each time is about the same cohorts.
    source:      Callaway & Sant'Anna (2021), section 3; the windows as the R package did has them.
    """
    since, group, period = found.since, found.group, found.period
    inside = (since >= first) & (since <= last)
    after = (since >= 0) & found.found
    if summary is Summary.SIMPLE:
        return Recipe(np.zeros(1, dtype=np.int64), (after & inside)[None], True, np.ones(1, dtype=bool))
    if summary is Summary.COHORT:
        groups = np.unique(group[after & inside])
        member = (group == groups[:, None]) & after & inside
        starts = found.sums.cohorts[groups].astype(np.int64)
        return Recipe(starts, member, False, np.ones(groups.size, dtype=bool), groups)
    if summary is Summary.CALENDAR:
        periods = np.unique(period[after])
        return Recipe(periods, (period == periods[:, None]) & after, True, np.ones(periods.size, dtype=bool))
    kept = found.found & inside & (True if balanced is None else _in_balance(found, balanced))
    times = np.unique(since[kept])
    return Recipe(times, (since == times[:, None]) & kept, True, times >= 0)


def _in_balance(found: GroupTimes, balanced: int) -> Bools:
    since, group = found.since, found.group
    reach = found.sums.periods[-1] - found.sums.cohorts[group]
    wanted = (reach >= balanced) & (since >= 0) & (since <= balanced)
    times = np.unique(since[wanted])
    whole = [place for place in np.unique(group[wanted]) if np.isin(times, since[(group == place) & found.found]).all()]
    span = found.sums.periods[-1] - found.sums.periods[0]
    inside: Bools = np.isin(group, whole) & (since <= balanced) & (since >= balanced - span)
    return inside


def follow(made: Recipe, effects: Floats, sizes: Floats, group: Ints) -> Weighted:
    """The parts and the one figure.

    effects: (…, K); not a number where there is none, which is then left out of its part.
    sizes:   (…, G) how large each cohort is.
    group:   (K,) each effect's cohort.
    """
    there = np.isfinite(effects)
    value = np.where(there, effects, 0.0)
    weight = (sizes[..., group] if made.by_size else np.ones_like(value)) * there
    parts = _ratio(weight * value @ made.member.T, weight @ made.member.T) if made.at.size else value[..., :0]
    found = np.isfinite(parts) & made.overall
    outer = (sizes[..., made.groups] if made.groups is not None else np.ones_like(parts)) * found
    overall = _ratio((outer * np.where(found, parts, 0.0)).sum(axis=-1), outer.sum(axis=-1))
    return Weighted(parts, overall)


def _ratio(top: Floats, bottom: Floats) -> Floats:
    found: Floats = np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0), np.nan)
    return found


def adds(found: GroupTimes, made: Recipe) -> tuple[Floats, Floats]:
    """What each cluster adds to the parts, (C, J), and to the one figure, (C,).

    The cohorts' sizes are counted and not known, so that what a cluster does to them is part of it.
    """
    sums, group, sizes, influence = found.sums, found.group, found.sizes, found.influence
    own = np.zeros((sums.clusters.size, sizes.size))
    np.add.at(own, (sums.cluster, sums.cohort), sums.weight.sum(axis=1) / sums.periods.size)
    whole = weighted(found, made)
    parts, overall = whole.parts, float(whole.overall)
    effects = np.where(found.found, found.effects, 0.0)
    of_parts = np.zeros((sums.clusters.size, made.at.size))
    for place, member in enumerate(made.member):
        weight = sizes[group[member]] if made.by_size else np.ones(int(member.sum()))
        of_parts[:, place] = influence[:, member] @ (weight / weight.sum())
        if made.by_size:
            of_parts[:, place] += own[:, group[member]] @ (effects[member] - parts[place]) / weight.sum()
    chosen = made.overall
    outer = sizes[made.groups[chosen]] if made.groups is not None else np.ones(int(chosen.sum()))
    of_one = of_parts[:, chosen] @ (outer / max(outer.sum(), np.finfo(float).tiny))
    if made.groups is not None and outer.size:
        of_one = of_one + own[:, made.groups[chosen]] @ (parts[chosen] - overall) / outer.sum()
    return of_parts, of_one


def weighted(found: GroupTimes, made: Recipe) -> Weighted:
    """The figures themselves, all clusters counted."""
    return follow(made, found.effects, found.sizes, found.group)


def without_each(found: GroupTimes, made: Recipe) -> Weighted:
    """The parts, (C, J), and the one figure, (C,), with each cluster left out in turn, everything reckoned anew."""
    effects, sizes = found.without_each
    return follow(made, effects, sizes, found.group)


def each(found: GroupTimes) -> Recipe:
    """Every group-time effect as a part of its own, and no one figure; parts are called by their place."""
    many = len(found.comparisons)
    none = np.zeros(many, dtype=bool)
    return Recipe(np.arange(many), np.eye(many, dtype=bool), False, none)
