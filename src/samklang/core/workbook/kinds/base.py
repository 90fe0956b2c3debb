"""What every kind of column can do: understand a cell, and write one."""

from abc import ABC, abstractmethod
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeAlias

from samklang.core.workbook.issues import Misread, Remark
from samklang.core.workbook.labels import Label, tidy

Raw: TypeAlias = "str | int | float | bool | date | datetime | time | timedelta"
"""A cell as the file holds it; an empty one is ""."""
Written: TypeAlias = "str | int | float | date"


class Read(NamedTuple):
    """What a cell means, and what its sender should be told about how it was understood."""

    value: Any
    remark: Remark | None = None


class Kind(ABC):
    """How the cells of one column are understood and written."""

    @property
    @abstractmethod
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""

    @abstractmethod
    def read(self, raw: Raw) -> Read:
        """What the cell means. It is never blank. Raises Misread."""

    @abstractmethod
    def write(self, value: Any, language: str) -> Written:
        """The cell that `read` understands as the value, in "da" or "en"."""

    def options(self, _language: str) -> tuple[str, ...]:
        """What can be chosen from a list; empty where anything can be written."""
        return ()


def shown(raw: Raw) -> str:
    """A cell's content as it is quoted in a message, cut after 60 characters."""
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    if isinstance(raw, datetime):
        return f"{raw:%d-%m-%Y %H:%M}"
    if isinstance(raw, date):
        return f"{raw:%d-%m-%Y}"
    text = tidy(str(raw))
    return text if len(text) <= 60 else text[:59] + "…"


__all__ = ["Kind", "Misread", "Raw", "Read", "Remark", "Written", "shown"]
