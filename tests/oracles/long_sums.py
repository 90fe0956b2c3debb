"""Sums of a long table and of spells, by walking through every row: slow, and easy to read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

Key = tuple[str, float, int, str]


def long_sums(rows: Iterable[Mapping[str, Any]], last: int) -> dict[Key, tuple[int, float, float, float]]:
    """n, weight, total and squares by cluster, cohort, period and stratum.

    rows: `cluster`, `cohort`, `period`, `stratum`, `weight`, `outcome`; a cohort of None, 0 or after `last` is never.
    """
    sums: dict[Key, list[float]] = defaultdict(lambda: [0, 0.0, 0.0, 0.0])
    for row in rows:
        if row["outcome"] is None:
            continue
        cohort = float(row["cohort"] or 0)
        never = cohort == 0 or cohort > last
        cell = sums[str(row["cluster"]), float("inf") if never else cohort, row["period"], row["stratum"] or ""]
        weight, outcome = row["weight"], row["outcome"]
        for place, part in enumerate((1, weight, weight * outcome, weight * outcome * outcome)):
            cell[place] += part
    return {key: (int(cell[0]), cell[1], cell[2], cell[3]) for key, cell in sums.items()}


def people_in_spells(
    spells: Iterable[tuple[Any, int | None, int | None, str]], first: int, last: int
) -> dict[tuple[str, int], int]:
    """How many different people of each group are in a spell in each period; start and stop count with.

    spells: person, start, stop, group; None is before the first or after the last period.
    """
    there: dict[tuple[str, int], set[Any]] = defaultdict(set)
    for person, start, stop, group in spells:
        for period in range(first, last + 1):
            if (start is None or start <= period) and (stop is None or period <= stop):
                there[group, period].add(person)
    return {key: len(people) for key, people in there.items()}
