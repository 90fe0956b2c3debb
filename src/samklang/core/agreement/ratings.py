"""Who gave which case which level on which item: the one table that everything about agreement is read from."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Name: TypeAlias = Hashable
"""What a rater, a case or an item is called: a text, a number, anything that can be a key."""
Row: TypeAlias = tuple[Name, Name, Name, float | None]
"""Rater, case, item, level; the level is None where none was given."""
Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.intp]


class DuplicateRating(ValueError):
    """The same rater gave the same case more than one level on the same item."""

    def __init__(self, repeated: Sequence[tuple[Name, Name, Name]]) -> None:
        self.repeated = tuple(repeated)
        """Rater, case and item of every such rating, in order of first appearance."""
        named = "; ".join(f"{rater} on {case}, {item}" for rater, case, item in self.repeated)
        super().__init__(f"The same rater rated the same case twice: {named}.")


@dataclass(frozen=True, eq=False)
class Table:
    """The ratings of one item."""

    raters: tuple[Name, ...]
    cases: tuple[Name, ...]
    """One name for each column. Where several items are pooled a case has several columns, and its name stands
    above each of them: intervals then treat them as the one case they are."""
    levels: Floats
    """Raters x columns; NaN where the rater gave none."""

    @classmethod
    def of(
        cls, levels: ArrayLike, raters: Iterable[Name] | None = None, cases: Iterable[Name] | None = None
    ) -> "Table":
        """A table from an array.

        levels:        raters x cases; NaN or None where there is no rating.
        raters, cases: their names; counted from 0 where none are given.
        raises:        ValueError unless the shapes fit and every level is finite or missing.
        """
        array = np.array(levels, dtype=np.float64)
        if array.ndim != 2:
            raise ValueError("A table of ratings has raters as rows and cases as columns.")
        rows = tuple(range(array.shape[0]) if raters is None else raters)
        columns = tuple(range(array.shape[1]) if cases is None else cases)
        if (len(rows), len(columns)) != array.shape:
            raise ValueError("There must be one name for each rater and one for each case.")
        if len(set(rows)) < len(rows):
            raise ValueError("Every rater of a table has a row of their own.")
        return cls(rows, columns, _finite(array))

    @property
    def rated(self) -> NDArray[np.bool_]:
        """Raters x columns: whether there is a rating."""
        return ~np.isnan(self.levels)

    @property
    def scale(self) -> Floats:
        """The different levels that were used, lowest first."""
        return np.unique(self.levels[self.rated])

    @property
    def rated_part(self) -> "Table":
        """The raters and the columns that have a rating."""
        rows, columns = (np.flatnonzero(self.rated.any(axis=axis)) for axis in (1, 0))
        return Table(
            tuple(self.raters[row] for row in rows),
            tuple(self.cases[column] for column in columns),
            self.levels[np.ix_(rows, columns)],
        )

    @property
    def connected_part(self) -> "Table":
        """The largest group of raters, by ratings, who share cases directly or through others, and those cases."""
        rows = np.flatnonzero(largest_group(self.rated))
        columns = np.flatnonzero((self.rated & (self.rated.sum(axis=0) > 1))[rows].any(axis=0))
        return Table(
            tuple(self.raters[row] for row in rows),
            tuple(self.cases[column] for column in columns),
            self.levels[np.ix_(rows, columns)],
        )

    def only_raters(self, names: Collection[Name]) -> "Table":
        """The rows of some raters, in the order of the table."""
        wanted = set(names)
        keep = [row for row, name in enumerate(self.raters) if name in wanted]
        return Table(tuple(self.raters[row] for row in keep), self.cases, self.levels[keep])

    def without_rater(self, name: Name) -> "Table":
        """Everybody's rows but one."""
        return self.only_raters([rater for rater in self.raters if rater != name])

    def only_cases(self, names: Collection[Name]) -> "Table":
        """The columns of some cases, in the order of the table."""
        wanted = set(names)
        keep = [column for column, name in enumerate(self.cases) if name in wanted]
        return Table(self.raters, tuple(self.cases[column] for column in keep), self.levels[:, keep])

    def without_case(self, name: Name) -> "Table":
        """Every case's columns but those of one."""
        return self.only_cases([case for case in self.cases if case != name])

    def row_of(self, rater: Name) -> Floats:
        """One rater's levels, one for each column, NaN where there is none; KeyError where nobody is called so."""
        if rater not in self.raters:
            raise KeyError(rater)
        row: Floats = self.levels[self.raters.index(rater)]
        return row


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings of many items. Names keep the order in which they first appear."""

    raters: tuple[Name, ...]
    cases: tuple[Name, ...]
    items: tuple[Name, ...]
    rater: Ints
    """For each rating the place of its rater in `raters`; `case` and `item` likewise."""
    case: Ints
    item: Ints
    level: Floats

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Ratings":
        """Ratings from rows of rater, case, item and level, in any order.

        rows:   a level of None or NaN is a missing rating: its names are known, its level counts nowhere.
        raises: DuplicateRating naming every rater, case and item that was rated more than once;
                ValueError where a level is infinite.
        """
        raters: dict[Name, int] = {}
        cases: dict[Name, int] = {}
        items: dict[Name, int] = {}
        codes: list[tuple[int, int, int]] = []
        levels: list[float] = []
        for rater, case, item, level in rows:
            code = (
                raters.setdefault(rater, len(raters)),
                cases.setdefault(case, len(cases)),
                items.setdefault(item, len(items)),
            )
            codes.append(code)
            levels.append(np.nan if level is None else float(level))
        rater_codes, case_codes, item_codes = np.array(codes, dtype=np.intp).reshape(-1, 3).T
        return cls.from_codes(rater_codes, case_codes, item_codes, levels, raters=raters, cases=cases, items=items)

    @classmethod
    def from_codes(
        cls,
        rater: ArrayLike,
        case: ArrayLike,
        item: ArrayLike,
        level: ArrayLike,
        *,
        raters: Iterable[Name],
        cases: Iterable[Name],
        items: Iterable[Name],
    ) -> "Ratings":
        """Ratings from arrays of one length, as a database or a data frame gives them.

        rater, case, item:    places in the names below, from 0.
        level:                NaN where it is missing.
        raters, cases, items: the names, each once.
        raises:               DuplicateRating; ValueError where lengths differ, a place has no name, a name comes twice
                              or a level is infinite.
        """
        names = tuple(raters), tuple(cases), tuple(items)
        given = [np.asarray(one, dtype=np.intp) for one in (rater, case, item)]
        levels = _finite(np.array(level, dtype=np.float64))
        if any(one.shape != levels.shape or one.ndim != 1 for one in given):
            raise ValueError("Raters, cases, items and levels must be as many.")
        for codes, called in zip(given, names, strict=True):
            if len(set(called)) < len(called):
                raise ValueError("Every rater, case and item has a name of its own.")
            if codes.size and not (codes.min() >= 0 and codes.max() < len(called)):
                raise ValueError("Every rater, case and item must have a name.")
        there = ~np.isnan(levels)
        of_rater, of_case, of_item = (codes[there] for codes in given)
        _refuse_duplicates((of_rater, of_case, of_item), names)
        return cls(*names, of_rater, of_case, of_item, levels[there])

    def of_item(self, item: Name) -> Table:
        """The ratings of one item, with every rater and every case in their order; KeyError where none is called so."""
        if item not in self.items:
            raise KeyError(item)
        mine = self.item == self.items.index(item)
        levels = np.full((len(self.raters), len(self.cases)), np.nan)
        levels[self.rater[mine], self.case[mine]] = self.level[mine]
        return Table(self.raters, self.cases, levels)

    def pooled(self) -> Table:
        """All items in one table: a column for each case and item, all of a case under the case's name.

        A coefficient of it compares levels across items, so the items must share one scale; items whose typical
        levels differ make it higher than the items are one by one.
        """
        columns = self.case * len(self.items) + self.item
        levels = np.full((len(self.raters), len(self.cases) * len(self.items)), np.nan)
        levels[self.rater, columns] = self.level
        return Table(self.raters, tuple(case for case in self.cases for _ in self.items), levels)

    def only_items(self, names: Collection[Name]) -> "Ratings":
        """The ratings of some items; raters and cases keep their places."""
        wanted = set(names)
        places = [place for place, name in enumerate(self.items) if name in wanted]
        return self._only(np.isin(self.item, places))

    def only_raters(self, names: Collection[Name]) -> "Ratings":
        """The ratings of some raters; the others keep their names and have no ratings."""
        wanted = set(names)
        places = [place for place, name in enumerate(self.raters) if name in wanted]
        return self._only(np.isin(self.rater, places))

    def without_rater(self, name: Name) -> "Ratings":
        """Everybody's ratings but one's."""
        return self.only_raters([rater for rater in self.raters if rater != name])

    def _only(self, keep: NDArray[np.bool_]) -> "Ratings":
        """Some of the ratings, with the names of those raters and items that are left."""
        items = tuple(name for place, name in enumerate(self.items) if np.any(self.item[keep] == place))
        raters = tuple(name for place, name in enumerate(self.raters) if np.any(self.rater[keep] == place))
        return Ratings(
            raters,
            self.cases,
            items,
            _renumbered(self.rater[keep]),
            self.case[keep],
            _renumbered(self.item[keep]),
            self.level[keep],
        )


def largest_group(rated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which raters belong to the largest group, by shared ratings, who share columns directly or through others.

    rated: raters x columns, whether there is a rating.
    """
    shared = rated & (rated.sum(axis=0) > 1)
    left = shared.any(axis=1)
    best: NDArray[np.bool_] = np.zeros_like(left)
    while left.any():
        rows = np.zeros_like(left)
        rows[np.argmax(left)] = True
        known = 0
        while int(rows.sum()) > known:
            known = int(rows.sum())
            rows = shared[:, shared[rows].any(axis=0)].any(axis=1)
        if shared[rows].sum() > shared[best].sum():
            best = rows
        left &= ~rows
    return best


def _renumbered(codes: Ints) -> Ints:
    """The same codes counted without gaps, in the same order."""
    places: Ints = np.unique(codes, return_inverse=True)[1]
    return places


def _finite(levels: Floats) -> Floats:
    if np.isinf(levels).any():
        raise ValueError("A level is a finite number, or missing.")
    return levels


def _refuse_duplicates(codes: Sequence[Ints], names: Sequence[tuple[Name, ...]]) -> None:
    """Raise DuplicateRating with every rating given more than once."""
    if not codes[0].size:
        return
    rater, case, item = codes
    place = (rater * len(names[1]) + case) * len(names[2]) + item
    _, first, times = np.unique(place, return_index=True, return_counts=True)
    again = np.sort(first[times > 1])
    if again.size:
        raise DuplicateRating([(names[0][rater[at]], names[1][case[at]], names[2][item[at]]) for at in again])
