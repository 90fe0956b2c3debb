"""How the workbook looks: colours, formats, widths and heights."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from samklang.core.workbook.kinds import Count, Date, Hours, Kind, Mark, Money, Percent

DARK, MIDDLE, PALE, LINE = "#0B3C5D", "#3A7CA5", "#E3EEF4", "#C9D6DE"
GREY, EXAMPLE_FILL, MISSING_FILL = "#6B7780", "#F4F1E8", "#FFF3C4"
LINE_HEIGHT = 15
_FONT = "Calibri"


@dataclass(frozen=True)
class Look:
    """The formats of one workbook, each made once."""

    book: xlsxwriter.Workbook

    def __hash__(self) -> int:
        return id(self.book)

    @cache  # noqa: B019 - lives as long as the workbook it belongs to
    def of(self, **properties: Any) -> Format:
        """The format with these properties."""
        return self.book.add_format({"font_name": _FONT, "font_size": 11, "valign": "vcenter", **properties})

    @property
    def title(self) -> Format:
        """The name of the sheet at its top."""
        return self.of(bold=True, font_size=18, font_color=DARK)

    @property
    def purpose(self) -> Format:
        """What the sheet is for."""
        return self.of(font_color=DARK)

    @property
    def quiet(self) -> Format:
        """The same in the other language."""
        return self.of(italic=True, font_color=GREY, font_size=10)

    def heading(self, *, required: bool) -> Format:
        """A heading cell: dark where the column must be filled in."""
        colours = {"bg_color": DARK, "font_color": "white"} if required else {"bg_color": PALE, "font_color": DARK}
        return self.of(**colours, bold=True, text_wrap=True, border=1, border_color=LINE)

    def heading_part(self, *, required: bool, first: bool) -> Format:
        """The two languages of a heading: the first is bold, the second smaller."""
        colour = "white" if required else DARK
        if first:
            return self.of(bold=True, font_color=colour)
        return self.of(italic=True, font_size=9, font_color="#D5E3EC" if required else GREY)

    def cell(self, kind: Kind, *, value: Any = None, example: bool = False, left: bool = False) -> Format:
        """A cell in a column of a kind; marks stand in the middle."""
        properties: dict[str, Any] = {"num_format": number_format(kind, value), "border": 1, "border_color": LINE}
        if not isinstance(kind, Count | Date | Hours | Money | Percent):
            properties["text_wrap"] = True
        if isinstance(kind, Mark):
            properties["align"] = "center"
        if left:
            properties |= {"align": "left", "indent": 1}
        if example:
            properties |= {"italic": True, "font_color": GREY, "bg_color": EXAMPLE_FILL}
        return self.of(**properties)


def number_format(kind: Kind, value: Any = None) -> str:
    """How a column shows its numbers; text columns are text, so that nothing typed becomes a formula or a date."""
    if isinstance(kind, Date):
        return "dd-mm-yyyy"
    if isinstance(kind, Money):
        return "#,##0.00" if isinstance(value, int) and value % 100 else "#,##0"
    if isinstance(kind, Hours):
        return "0.0"
    if isinstance(kind, Count | Percent):
        return "General"
    return "@"


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes in a column of a width in characters; words are not split."""
    lines = 0
    for paragraph in text.split("\n"):
        used = 0
        lines += 1
        for word in paragraph.split():
            if used and used + 1 + len(word) > width:
                lines += 1
                used = 0
            used += len(word) + (1 if used else 0)
            if used > width:
                lines += math.ceil(used / width) - 1
                used = int(used % width)
    return lines
