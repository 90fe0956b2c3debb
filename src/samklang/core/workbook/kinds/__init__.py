"""The kinds of columns: how a cell is understood, and how a value is written."""

from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, Written, shown
from samklang.core.workbook.kinds.choices import Choice, Choices, Mark, YesNo
from samklang.core.workbook.kinds.dates import Date
from samklang.core.workbook.kinds.numbers import Count, Hours, Money, Percent
from samklang.core.workbook.kinds.texts import ALL, Anything, Email, Items, Text, joined, split, words
from samklang.core.workbook.kinds.weeks import (
    DAY_WORDS,
    HALF_DAYS,
    HALF_WORDS,
    HalfOfDay,
    Halves,
    Weekdays,
    WorkingWeek,
)

__all__ = [
    "ALL",
    "DAY_WORDS",
    "HALF_DAYS",
    "HALF_WORDS",
    "Anything",
    "Choice",
    "Choices",
    "Count",
    "Date",
    "Email",
    "HalfOfDay",
    "Halves",
    "Hours",
    "Items",
    "Kind",
    "Mark",
    "Misread",
    "Money",
    "Percent",
    "Raw",
    "Read",
    "Text",
    "Weekdays",
    "WorkingWeek",
    "Written",
    "YesNo",
    "joined",
    "shown",
    "split",
    "words",
]
