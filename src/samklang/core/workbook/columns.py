"""What a sheet and a column are: the definitions that reading, writing and the reference all go by."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samklang.core.workbook.kinds import Kind
from samklang.core.workbook.labels import Label, folded, without_brackets


@dataclass(frozen=True)
class Column:
    """One column of a sheet, or one setting of the rules sheet.

    key is the field of the document it fills; `also` other headings it is known by; `default` what a blank cell means;
    `refers` the key of the sheet whose first column can be chosen from.
    """

    key: str
    kind: Kind
    heading: Label
    help: Label
    also: tuple[str, ...] = ()
    required: bool = False
    default: Any = None
    width: int = 14
    refers: str | None = None

    @cached_property
    def folds(self) -> frozenset[str]:
        """Every heading the column is known by, folded; also without what stands in brackets."""
        words = (self.heading.da, self.heading.en, *self.also)
        return frozenset(fold for word in words for fold in (folded(word), folded(without_brackets(word))))


@dataclass(frozen=True)
class SheetKind:
    """One sheet of the workbook. A required one must be there and hold at least one row.

    ends_with_totals: whether rows that sum up or say where the list comes from can stand among the others, as in a
    report.
    """

    key: str
    name: Label
    purpose: Label
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    required: bool = False
    most_rows: int = 100_000
    ends_with_totals: bool = False

    @cached_property
    def folds(self) -> frozenset[str]:
        """Every name the sheet is known by, folded."""
        return frozenset(map(folded, (self.name.da, self.name.en, *self.also)))

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """The column that each folded heading belongs to."""
        return {fold: column for column in self.columns for fold in column.folds}

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """The columns by the field they fill."""
        return {column.key: column for column in self.columns}
