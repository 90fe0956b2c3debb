"""What holds from a first to a last day, in plain Python."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """From a first to a last day, both included; no last day: until further notice."""

    @property
    def first_day(self) -> date:
        """The first day it holds."""

    @property
    def last_day(self) -> date | None:
        """The last day it holds."""


def holds(row: Dated, day: date) -> bool:
    """Whether the row holds on the day."""
    return bool(row.first_day <= day and (row.last_day is None or row.last_day >= day))
