"""Text files with separators, as personnel systems export them: semicolon, comma or tab; UTF-8 or Windows-1252."""

import csv
import re
from pathlib import Path

from samklang.core.words import say
from samklang.core.workbook.grid import Grid, refuse_unreadable
from samklang.core.workbook.issues import Misread

_SEPARATORS = ";\t,|"
_MOST_LINES = 200_000
_MOST_COLUMNS = 1_000
_LINES_LOOKED_AT = 20
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def delimited_grid(path: Path) -> Grid:
    """The file as one sheet named after it. Raises Misread.

    The encoding is UTF-8 (with or without its mark) or UTF-16 with its mark, else Windows-1252. The separator is the
    one that stands most often in the first 20 lines; a comma between two digits counts only where nothing else does.
    """
    start = refuse_unreadable(path)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    content = path.read_bytes()
    if b"\x00" in content and encodings != ("utf-16",):
        raise _no_text(path)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _no_text(path)
    return Grid(path.name, _cells(path, text))


def _cells(path: Path, text: str) -> list[list[str]]:
    lines = text.splitlines(keepends=True)
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        lines[0] = "\n"  # the line by which some systems tell Excel the separator; kept as a blank row
    if len(lines) > _MOST_LINES:
        raise Misread(
            say(
                "“{name}” has {count} lines; at most {most} are read.",
                name=path.name,
                count=len(lines),
                most=_MOST_LINES,
            ),
            say("Keep only the rows that matter."),
        )
    top = "".join(lines[:_LINES_LOOKED_AT])
    without_decimals = _DECIMAL_COMMA.sub("", top)
    separator = max(_SEPARATORS, key=lambda one: (without_decimals.count(one), top.count(one)))
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        raise _no_text(path) from None
    widest = max(map(len, rows), default=0)
    if widest > _MOST_COLUMNS:
        raise Misread(
            say(
                "“{name}” has {count} columns; at most {most} are read.",
                name=path.name,
                count=widest,
                most=_MOST_COLUMNS,
            ),
            say("Keep only the columns that matter."),
        )
    return rows


def _no_text(path: Path) -> Misread:
    return Misread(
        say("“{name}” is not a text file with columns.", name=path.name),
        say("Export it again as CSV with semicolons, or as an Excel workbook (.xlsx)."),
    )
