"""What was taken in, what was left out, and every fault that stops a table from being summed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from samklang.core.effects.cells.cells import Cells
from samklang.core.words import Sentence, say

LooksLikeAPerson: TypeAlias = Callable[[str], bool]
"""Whether a text names somebody or is a civil registration number."""
_SHARE_OF_PERSONS = 0.2
"""A made-up number of ten digits begins with a date by chance in 4 of 100; a street or an office has a surname."""
_LOOKED_AT = 500


class BadTable(Exception):
    """A table that cannot be summed as it is. Nothing was summed."""

    def __init__(self, faults: Sequence[Sentence]) -> None:
        self.faults = tuple(faults)
        """Each says what is wrong and what to do; at least one."""
        super().__init__(" ".join(map(str, self.faults)))


@dataclass(frozen=True)
class Intake:
    """What a table held. Counts are at least 0."""

    rows: int
    """All rows that were read."""
    left_out: int
    """Rows that count for no outcome, since it is missing in them."""
    units: int
    periods: tuple[int, ...]
    """Those with rows, in order."""
    notes: tuple[Sentence, ...] = ()
    """What a reader must know about the data."""


class Taken(NamedTuple):
    """The sums of one outcome, and what they were made from."""

    cells: Cells
    intake: Intake


class TakenMany(NamedTuple):
    """The sums of several outcomes by name, and what they were made from."""

    cells: dict[str, Cells]
    intake: Intake


def persons_in(column: str, values: Sequence[Any], looks_like_a_person: LooksLikeAPerson | None) -> list[Sentence]:
    """A fault where a column holds people's names or civil registration numbers.

    values: different values of the column; the first 500 are looked at.
    """
    looked = [_as_text(value) for value in values[:_LOOKED_AT] if value is not None]
    if looks_like_a_person is None or not looked:
        return []
    if sum(map(looks_like_a_person, looked)) <= _SHARE_OF_PERSONS * len(looked):
        return []
    return [
        say(
            "The column “{column}” seems to hold names or civil registration numbers. Put a made-up number for each "
            "person in their place, and keep the key where the data come from.",
            column=column,
        )
    ]


def _as_text(value: Any) -> str:
    """A civil registration number that was kept as a number has lost its leading zero."""
    return f"{value:010d}" if isinstance(value, int) and value >= 10**8 else str(value)
