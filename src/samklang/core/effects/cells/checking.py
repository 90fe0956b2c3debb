"""Columns from outside, made into cells only where they can be sums of rows."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from samklang.core.effects.cells.cells import NEVER, Cells
from samklang.core.effects.cells.gathering import Groups
from samklang.core.words import Sentence, say

MOST_ROWS = 1_000_000
"""More groups than a municipality has; what holds more is no summary."""
_SLACK = 1e-9


class NotCells(ValueError):
    """Columns that are not sums of rows."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        """A part of a sentence, in small letters and without a full stop."""
        super().__init__(str(sentence))


def checked_cells(document: dict[str, Any]) -> Cells:
    """Cells from a document with `outcome`, `source`, `suppressed` and `columns`, in which a cohort of null is never.

    raises: NotCells where a number cannot be; KeyError, TypeError or ValueError where a part is missing.
    """
    columns = document["columns"]
    lengths = {len(columns[name]) for name in _NAMES}
    if len(lengths) != 1:
        raise NotCells(say("the columns are not of one length"))
    if max(lengths) > MOST_ROWS:
        raise NotCells(say("there are more than {most} groups", most=MOST_ROWS))
    cells = Cells(
        cluster=_texts(columns["cluster"]),
        cohort=np.array([NEVER if one is None else float(one) for one in columns["cohort"]], np.float64),
        period=_whole(columns["period"]),
        stratum=_texts(columns["stratum"]),
        n=_whole(columns["n"]),
        weight=_fractions(columns["weight"]),
        total=_fractions(columns["total"]),
        squares=_fractions(columns["squares"]),
        outcome=str(document["outcome"]),
        source=str(document["source"]),
        suppressed=int(document["suppressed"]),
    )
    _refuse_impossible(cells)
    return cells


_NAMES = ("cluster", "cohort", "period", "stratum", "n", "weight", "total", "squares")


def _refuse_impossible(cells: Cells) -> None:
    if np.isnan(cells.cohort).any() or (cells.cohort == -np.inf).any():
        raise NotCells(say("a cohort is not a period"))
    if (cells.n < 1).any() or cells.suppressed < 0:
        raise NotCells(say("a count is below 1"))
    if (cells.weight < 0).any() or (cells.squares < 0).any():
        raise NotCells(say("a sum of weights or squares is below 0"))
    # No rows have a mean that is further from 0 than the root of the mean of their squares.
    if (cells.total**2 > cells.weight * cells.squares * (1 + _SLACK) + _SLACK).any():
        raise NotCells(say("a total is larger than its squares allow"))
    groups = Groups.of(cells.cluster, cells.cohort, cells.period, cells.stratum)
    if len(groups.starts) < len(cells) or (np.diff(groups.order) < 0).any():
        raise NotCells(say("the groups are not in order, or one is there twice"))


def _texts(values: list[Any]) -> NDArray[np.str_]:
    if not all(isinstance(value, str) for value in values):
        raise TypeError("Categories are texts.")
    return np.array(values, np.str_)


def _whole(values: list[Any]) -> NDArray[np.int64]:
    if not all(type(value) is int for value in values):
        raise NotCells(say("a count or a period is not a whole number"))
    try:
        return np.array(values, np.int64)
    except OverflowError as error:
        raise NotCells(say("a count or a period is too large")) from error


def _fractions(values: list[Any]) -> NDArray[np.float64]:
    if not all(type(value) in (int, float) for value in values):
        raise NotCells(say("a sum is not a number"))
    found = np.array([float(value) for value in values], np.float64)
    if not np.isfinite(found).all():
        raise NotCells(say("a sum is not a finite number"))
    return found
