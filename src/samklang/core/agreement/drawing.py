"""Raters and cases drawn anew: what the sums of a table are when each was drawn so often."""

from dataclasses import dataclass
from random import Random
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from samklang.core.agreement.estimators import Estimator
from samklang.core.agreement.ratings import Floats, Table
from samklang.core.agreement.sums import Sums

AT_ONCE = 80_000
"""Counts held at once while replicates are drawn: few enough for a processor's own memory, which is what makes it
fast."""
TOO_SMALL_TO_SHARE = 250_000
"""Multiplications in a matrix product that OpenBLAS does in one thread. On a busy machine threads wait for each other
many times longer than such a product takes."""


def replicates(table: Table, sums: Sums, estimator: Estimator, chance: Random, many: int) -> Floats:
    """The figure for raters and cases drawn anew with replacement, once for each replicate; NaN where there is none.

    A rater drawn twice stands for two raters who judge alike, yet a rater's own copy says nothing of agreement: the
    pair would agree on everything. So copies count as ratings and are never paired with each other. A case drawn
    twice counts twice.
    """
    rng = np.random.Generator(np.random.PCG64(chance.getrandbits(128)))
    most = max(1, min(many, AT_ONCE // max(1, sums.counts.size)))
    drawing = Drawing.of(table, sums, most)
    figures = np.empty(many)
    for begin in range(0, many, most):
        size = min(most, many - begin)
        raters, cases = draws(rng, len(table.raters), size), draws(rng, sums.clusters, size)
        figures[begin : begin + size] = estimator(drawing.sums(raters), sums.per_column(cases))
    return figures


def leave_one_rater_out(table: Table, sums: Sums, estimator: Estimator) -> Floats:
    """The figure without each rater in turn; NaN where there is none without them."""
    everybody = len(table.raters)
    without = Drawing.of(table, sums, everybody).sums(1 - np.eye(everybody))
    return estimator(without, np.ones((len(table.cases), everybody)))


def draws(rng: np.random.Generator, of: int, size: int) -> Floats:
    """How often each of so many was drawn in so many draws with replacement; of x size."""
    picked = rng.integers(0, of, size=(of, size), dtype=np.uint16 if of < 2**16 else np.int64).astype(np.intp)
    picked *= size
    picked += np.arange(size)
    return np.bincount(picked.ravel(), minlength=of * size).reshape(of, size).astype(np.float64)


_Number = TypeVar("_Number", np.float32, np.float64)
_Halves: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Drawing:
    """A table, ready for its raters to be drawn many times."""

    table: Table
    whole: Sums
    """The table's own sums, each rater counted once."""
    used: _Halves
    """(Levels x columns) x raters: 1 where the rater gave the level. Counts are whole numbers of at most as many as
    there are raters, so half the digits hold them exactly in half the time."""
    rated: Floats
    """Columns x raters: 1 where there is a rating."""
    room: tuple[_Halves, Floats]
    """Where the counts of one portion are written; asking for so much memory again each time takes longer than the
    counting."""

    @classmethod
    def of(cls, table: Table, sums: Sums, most: int) -> "Drawing":
        """Ready for so many replicates at a time."""
        given = (table.levels == sums.scale[:, None, None]).astype(np.float32).transpose(0, 2, 1)
        used = np.ascontiguousarray(given.reshape(sums.counts.size, len(table.raters)))
        room = np.empty((len(used), most), dtype=np.float32), np.empty((len(used), most))
        return cls(table, sums, used, table.rated.T.astype(np.float64), room)

    def sums(self, raters: Floats) -> Sums:
        """The sums when raters were drawn so often, raters x B. They hold until the next are asked for."""
        size = raters.shape[1]
        halves, flat = self.room[0][:, :size], self.room[1][:, :size]
        np.copyto(flat, _product(self.used, raters.astype(np.float32), halves))
        counts = flat.reshape(*self.whole.counts.shape, size)
        # Whole numbers, so that a case whose ratings all come from one rater has exactly no pairs.
        if self.rated.all():
            # Every column has them all, so one line stands for all columns.
            ratings: Floats = raters.sum(axis=0, keepdims=True)
            own: Floats = (raters**2).sum(axis=0, keepdims=True)
        else:
            ratings = counts.sum(axis=0)
            own = _product(self.rated, raters**2, np.empty_like(ratings))
        return Sums(self.whole.scale, counts, ratings, ratings**2 - own, self.whole.cluster, self.whole.clusters)


def _product(left: NDArray[_Number], right: NDArray[_Number], room: NDArray[_Number]) -> NDArray[_Number]:
    """The matrix product, written into room in strips too small to be shared among threads."""
    width = max(1, TOO_SMALL_TO_SHARE // max(1, left.size))
    for begin in range(0, right.shape[1], width):
        np.matmul(left, right[:, begin : begin + width], out=room[:, begin : begin + width])
    return room
