"""A mixed-integer model as it grows, column by column and row by row, for HiGHS."""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Numbers = NDArray[np.float64]
NO_END = float("inf")


class Rows:
    """Columns with prices, and rows `low <= factors · columns <= high`; everything is made smaller."""

    def __init__(self) -> None:
        self.count = 0
        self.offset = 0.0
        self._prices: list[Numbers] = []
        self._more: list[tuple[Ints, Numbers]] = []
        self._high: list[Numbers] = []
        self._whole: list[NDArray[np.bool_]] = []
        self._columns: list[Ints] = []
        self._factors: list[Numbers] = []
        self._starts = [0]
        self._low_ends: list[float] = []
        self._high_ends: list[float] = []

    def columns(self, count: int, *, high: float = 1.0, price: float | Numbers = 0.0, whole: bool = True) -> Ints:
        """New columns from 0 to `high`, each with its price; returns their numbers."""
        self._prices.append(np.broadcast_to(np.asarray(price, dtype=np.float64), (count,)))
        self._high.append(np.full(count, float(high)))
        self._whole.append(np.full(count, whole))
        self.count += count
        return np.arange(self.count - count, self.count, dtype=np.int64)

    def column(self, *, high: float = 1.0, price: float = 0.0, whole: bool = True) -> int:
        """One new column."""
        return int(self.columns(1, high=high, price=price, whole=whole)[0])

    def add_price(self, columns: Sequence[int] | Ints, price: float | Numbers) -> None:
        """Raise the price of some columns."""
        numbers = np.asarray(columns, dtype=np.int64)
        self._more.append((numbers, np.broadcast_to(np.asarray(price, dtype=np.float64), numbers.shape)))

    def row(
        self,
        *terms: tuple[int | Sequence[int] | Ints, float | Sequence[float] | Numbers],
        low: float = -NO_END,
        high: float = NO_END,
    ) -> None:
        """One row; each term is a column or several, with their factor or factors. A column may come only once."""
        for columns, factors in terms:
            numbers = np.atleast_1d(np.asarray(columns, dtype=np.int64))
            self._columns.append(numbers)
            self._factors.append(np.broadcast_to(np.asarray(factors, dtype=np.float64), numbers.shape))
        self._starts.append(self._starts[-1] + sum(len(part) for part in self._columns[-len(terms) :]))
        self._low_ends.append(low)
        self._high_ends.append(high)

    def size(self) -> tuple[int, int, int]:
        """How many columns, rows and entries there are."""
        return self.count, len(self._low_ends), self._starts[-1]

    def given_to(self, solver: highspy.Highs) -> None:
        """Hand the model to the solver."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_, _ = self.size()
        lp.offset_ = self.offset
        prices = np.concatenate(self._prices)
        for columns, more in self._more:
            np.add.at(prices, columns, more)
        lp.col_cost_ = prices
        lp.col_lower_ = np.zeros(self.count)
        lp.col_upper_ = np.concatenate(self._high)
        lp.row_lower_ = np.array(self._low_ends)
        lp.row_upper_ = np.array(self._high_ends)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self._starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.concatenate(self._columns).astype(np.int32)
        lp.a_matrix_.value_ = np.concatenate(self._factors)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in np.concatenate(self._whole)]
        if solver.passModel(lp) is highspy.HighsStatus.kError:
            raise AssertionError("HiGHS does not take the model.")
