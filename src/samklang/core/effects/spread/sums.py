"""What the spread between staff is reckoned from: a count, a sum and squares for each person and stratum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
CLOSE = 1e-9
"""How far sums may be from possible ones, of their own size, before they count as wrong rather than rounded."""


class Kind(Enum):
    """What was measured."""

    SCORES = "scores"
    """Numbers whose means are compared."""
    SHARES = "shares"
    """Yes or no (1 or 0), whose shares are compared."""


@dataclass(frozen=True, eq=False)
class Sums:
    """For each member of staff and each stratum: how many values, their sum, and how far they lie apart.

    The names of staff are opaque and only join what belongs together; no answer holds them, nor an order that could be
    joined back to them. `own_point` alone takes one, for the person themselves.
    """

    staff: tuple[str, ...] = field(repr=False)
    strata: tuple[str, ...]
    n: Floats = field(repr=False)
    """Staff x strata: how many values; 0 where there is none."""
    total: Floats = field(repr=False)
    """Staff x strata: their sum, in the outcome's unit."""
    apart: Floats = field(repr=False)
    """Staff x strata: the sum of their squared distances from their own mean, in the unit squared, at least 0."""

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[str, str, float]]) -> "Sums":
        """From (staff, stratum, value) for each value. One stratum for all is an empty text. See `of_columns`."""
        listed = list(rows)
        return cls.of_columns(
            [staff for staff, _, _ in listed], [stratum for _, stratum, _ in listed], [value for *_, value in listed]
        )

    @classmethod
    def of_columns(cls, staff: Sequence[str], strata: Sequence[str], values: ArrayLike) -> "Sums":
        """From three columns of one length, a row for each value.

        raises: ValueError where a value is not a finite number or the columns are not of one length.
        """
        given = np.asarray(values, dtype=np.float64)
        if not len(staff) == len(strata) == given.size:
            raise ValueError("Staff, strata and values are three columns of one length.")
        if not np.isfinite(given).all():
            raise ValueError("Every value is a finite number; leave rows without a value out.")
        people, person = np.unique(np.asarray(staff, dtype=str), return_inverse=True)
        kinds, kind = np.unique(np.asarray(strata, dtype=str), return_inverse=True)
        size, cell = len(people) * len(kinds), person * len(kinds) + kind
        n: Floats = np.bincount(cell, minlength=size).astype(np.float64)
        total: Floats = np.asarray(np.bincount(cell, given, size), dtype=np.float64)
        left = given - (total / np.maximum(n, 1))[cell]
        shape = (len(people), len(kinds))
        apart: Floats = np.asarray(np.bincount(cell, left**2, size), dtype=np.float64)
        return cls(_texts(people), _texts(kinds), n.reshape(shape), total.reshape(shape), apart.reshape(shape))

    @classmethod
    def of_sums(cls, rows: Iterable[tuple[str, str, float, float, float]]) -> "Sums":
        """From (staff, stratum, n, total, squares) for each cell: how many, their sum, the sum of their squares.

        Cells named twice are parts of one and added up. Cells of none are left out.
        raises: ValueError where n is not a whole number of 0 or more, or no values have such squares with such a sum.
        """
        listed = [row for row in rows if row[2] != 0]
        people, kinds = sorted({row[0] for row in listed}), sorted({row[1] for row in listed})
        person = {key: place for place, key in enumerate(people)}
        kind = {key: place for place, key in enumerate(kinds)}
        sums = np.zeros((3, len(people), len(kinds)))
        for staff, stratum, *three in listed:
            sums[:, person[staff], kind[stratum]] += three
        n, total, squares = sums
        if not np.isfinite(sums).all() or (n < 0).any() or (n != np.round(n)).any():
            raise ValueError("Each cell has a whole number of values, and finite sums.")
        apart = squares - total**2 / np.maximum(n, 1)
        if (apart < -CLOSE * np.maximum(squares, 1e-300)).any():
            raise ValueError("No values have squares so small with that sum.")
        return cls(tuple(people), tuple(kinds), n, total, np.where(apart < CLOSE * 1e-4 * squares, 0.0, apart))

    @property
    def kind(self) -> Kind:
        """Shares where every value is 0 or 1; otherwise scores."""
        return Kind.SHARES if self.is_yes_no else Kind.SCORES

    @property
    def is_yes_no(self) -> bool:
        """Whether the sums are those of nothing but 0 and 1."""
        whole = np.abs(self.total - np.round(self.total)) <= CLOSE * np.maximum(self.n, 1)
        of_yes_no = self.total - self.total**2 / np.maximum(self.n, 1)
        alike = np.abs(self.apart - of_yes_no) <= 1e-6 * np.maximum(self.n, 1)
        within = (self.total >= -CLOSE) & (self.total <= self.n + CLOSE)
        return bool((whole & alike & within).all())

    @property
    def values(self) -> int:
        """How many values there are in all."""
        return int(self.n.sum())

    @property
    def parts(self) -> int:
        """Groups of staff and strata that share nothing with each other; one where all hang together."""
        group = np.arange(len(self.strata))
        for row in self.n > 0:
            met = np.unique(group[row])
            group[np.isin(group, met[1:])] = met[0] if met.size else 0
        return int(np.unique(group).size)

    def without(self, strata: NDArray[np.bool_]) -> "Sums":
        """The same without some strata (one bool each), and without staff who then have nothing."""
        n = self.n[:, ~strata]
        there = n.sum(axis=1) > 0
        return Sums(
            tuple(key for key, keep in zip(self.staff, there, strict=True) if keep),
            tuple(name for name, gone in zip(self.strata, strata, strict=True) if not gone),
            n[there],
            self.total[there][:, ~strata],
            self.apart[there][:, ~strata],
        )


def _texts(names: NDArray[np.str_]) -> tuple[str, ...]:
    return tuple(str(name) for name in names)
