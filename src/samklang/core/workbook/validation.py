"""What the spreadsheet program itself asks of a cell: lists to choose from, dates, numbers that are not negative."""

from datetime import date
from typing import Any

from samklang.core.workbook.columns import Column
from samklang.core.workbook.kinds import Count, Date, Hours, Kind, Money, Percent, YesNo
from samklang.core.workbook.kinds.dates import FIRST_YEAR, LAST_YEAR
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets import SHEETS

_MOST_LETTERS = 255
"""Excel's limit for a list written into the rule itself."""
_LISTED_ROWS = 1000


def validation(column: Column, language: str, heading_row: int) -> dict[str, Any] | None:
    """The rule for a column as xlsxwriter takes it; None where anything may be written.

    heading_row: the row (from 0) the headings stand in, on every sheet.
    """
    rule = _rule(column, language, heading_row)
    if rule is None:
        return None
    message = column.kind.described.in_(language)
    text = Label("Skriv: {}.", "Write: {}.").in_(language).format(message)
    title = column.heading.in_(language)[:32]
    return {"ignore_blank": True, "error_title": title, "error_message": text[:255], **rule}


def _rule(column: Column, language: str, heading_row: int) -> dict[str, Any] | None:
    kind = column.kind
    if column.refers:
        name = next(sheet.name.in_(language) for sheet in SHEETS if sheet.key == column.refers)
        source = f"='{name}'!$A${heading_row + 2}:$A${heading_row + 1 + _LISTED_ROWS}"
        text = Label("Står ikke i arket “{}”.", "Does not stand in the sheet “{}”.").in_(language).format(name)
        return {"validate": "list", "source": source, "error_type": "warning", "error_message": text}
    options = kind.options(language)
    if options:
        fits = len(",".join(options)) <= _MOST_LETTERS and not any("," in option for option in options)
        error_type = "stop" if isinstance(kind, YesNo) else "warning"
        return {"validate": "list", "source": list(options), "error_type": error_type} if fits else None
    return _number_rule(kind)


def _number_rule(kind: Kind) -> dict[str, Any] | None:
    match kind:
        case Date():
            lowest, highest = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
            rule = {"validate": "date", "criteria": "between", "minimum": lowest, "maximum": highest}
        case Count():
            rule = {"validate": "integer", "criteria": "between", "minimum": kind.least, "maximum": kind.most}
        case Hours():
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 60}
        case Money():
            rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        case Percent():
            rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100, "error_type": "warning"}
        case _:
            return None
    return rule
