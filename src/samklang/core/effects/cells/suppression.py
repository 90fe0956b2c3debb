"""Nothing that counts few people leaves: small sums are left out, and more with them so that none can be worked out."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.cells.cells import Cells
from samklang.core.effects.cells.gathering import Groups

FEWEST = 5
"""The smallest count of people that may leave."""


def suppress(cells: Cells, least: int = FEWEST) -> Cells:
    """The cells that may leave.

    A cluster, cohort and stratum is kept in all its periods or left out in all of them, since effects compare a group
    with itself over time.

    What is protected: no cell that is left counts fewer than `least` people, nor, where the outcome is yes or no,
    from 1 to `least` - 1 people with yes or with no. The same holds for all that is left out taken together, in each
    cohort and period, each cohort, each period and altogether: so whoever also knows these totals of everything, and
    subtracts what is left, gets no small count either. Where nothing is left of one of them, its total may itself be
    small, and is then not for showing.

    What is not: totals of everything by cluster or by stratum must not be shown beside. That all or none have yes may
    be seen. Whoever knows the rows of some of the people left out can subtract them as well. An outcome in amounts is
    only protected by how many people it is the sum of. With weights, yes and no are counted in proportion.

    least:   2 or more.
    returns: `suppressed` is raised by how many cells are left out.
    """
    if least < 2:
        raise ValueError("The smallest count that may leave is 2 or more.")
    counts = _counts(cells)
    series = _places(cells.cluster, cells.cohort, np.zeros(len(cells), np.int64), cells.stratum)
    size = np.bincount(series, cells.n, minlength=1)
    out = np.zeros(len(size), np.bool_)
    out[series[_small(counts, least)]] = True
    margins = _margins(cells)
    while True:
        more = [
            _smallest(size, series[(margin == at) & ~out[series]])
            for margin in margins
            for at in _unsafe(counts, margin, out[series], least)
        ]
        chosen = [one for one in more if one is not None]
        if not chosen:
            return _kept(cells, ~out[series])
        # One at a time: the next may be safe through this one.
        out[min(chosen, key=lambda one: (size[one], one))] = True


def small(cells: Cells, least: int = FEWEST) -> NDArray[np.bool_]:
    """For each cell, whether it counts so few that it may not leave. See `suppress`."""
    return _small(_counts(cells), least)


def is_yes_or_no(cells: Cells) -> bool:
    """Whether the outcome can only be 0 and 1, as far as sums tell: then its square is itself."""
    return bool(np.allclose(cells.total, cells.squares, rtol=1e-9, atol=1e-9))


def _counts(cells: Cells) -> NDArray[np.float64]:
    """Counts that must not be small, one column for each: people and, for yes or no, yes and no."""
    people = cells.n.astype(np.float64)
    if not is_yes_or_no(cells):
        return people[:, None]
    share = np.divide(cells.total, cells.weight, out=np.zeros(len(cells)), where=cells.weight > 0)
    # Whole numbers again where there are no weights, so that rounding hides no count.
    yes = np.round(people * np.clip(share, 0, 1), 6)
    return np.stack([people, yes, people - yes], axis=1)


def _small(counts: NDArray[np.float64], least: int) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.asarray(((counts > 0) & (counts < least)).any(axis=1))
    return found


def _unsafe(
    counts: NDArray[np.float64], margin: NDArray[np.intp], left_out: NDArray[np.bool_], least: int
) -> NDArray[np.intp]:
    """The totals in which what is left out adds up to a small count, although something is left to subtract."""
    sums = np.zeros((int(margin.max(initial=-1)) + 1, counts.shape[1]))
    np.add.at(sums, margin[left_out], np.round(counts[left_out], 6))
    return np.flatnonzero(_small(np.round(sums, 6), least))


def _margins(cells: Cells) -> list[NDArray[np.intp]]:
    """For each total that may be known, which of its values every cell belongs to."""
    nothing = np.full(len(cells), "")
    return [
        _places(nothing, cohort, period, nothing)
        for cohort in (cells.cohort, np.zeros(len(cells)))
        for period in (cells.period, np.zeros(len(cells), np.int64))
    ]


def _smallest(size: NDArray[Any], among: NDArray[np.intp]) -> int | None:
    """The series of fewest people; None where all are out already."""
    return None if not len(among) else int(min(set(among.tolist()), key=lambda one: (size[one], one)))


def _places(
    cluster: NDArray[np.str_], cohort: NDArray[np.float64], period: NDArray[np.int64], stratum: NDArray[np.str_]
) -> NDArray[np.intp]:
    return Groups.of(cluster, cohort, period, stratum).places


def _kept(cells: Cells, keep: NDArray[np.bool_]) -> Cells:
    columns: dict[str, Any] = {name: column[keep] for name, column in cells.columns().items()}
    return replace(cells, **columns, suppressed=cells.suppressed + int((~keep).sum()))
