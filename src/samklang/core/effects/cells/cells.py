"""The sums themselves, in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEVER = np.inf
"""The cohort of whoever is never trained in the data."""


@dataclass(frozen=True)
class Cells:
    """One row for each cluster, cohort, period and stratum that has rows; in that order, without ties.

    Cells of one outcome. `weight` is the sum of weights (the count itself where rows have none), `total` the sum of
    weight x outcome, `squares` the sum of weight x outcome squared.
    """

    cluster: NDArray[np.str_]
    cohort: NDArray[np.float64]
    """The first period with training; NEVER where it does not come."""
    period: NDArray[np.int64]
    stratum: NDArray[np.str_]
    """The categories joined by " | "; empty where nothing is stratified."""
    n: NDArray[np.int64]
    weight: NDArray[np.float64]
    total: NDArray[np.float64]
    squares: NDArray[np.float64]
    outcome: str = ""
    source: str = "cells"
    """What summed them."""
    suppressed: int = 0
    """How many cells were left out because they are small."""

    def __post_init__(self) -> None:
        lengths = {len(column) for column in self.columns().values()}
        if len(lengths) > 1:
            raise ValueError("All columns of cells have one length.")

    def columns(self) -> dict[str, NDArray[Any]]:
        """By name, in the order they are written."""
        names = ("cluster", "cohort", "period", "stratum", "n", "weight", "total", "squares")
        return {name: getattr(self, name) for name in names}

    def __len__(self) -> int:
        return len(self.n)
