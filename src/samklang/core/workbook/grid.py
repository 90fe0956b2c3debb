"""The cells of a file as they are, whatever kind of file it is, or a sentence about why it cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound, load_workbook

from samklang.core.words import say
from samklang.core.workbook.archive import broken_cells
from samklang.core.workbook.issues import Misread, Place, cell_name
from samklang.core.workbook.kinds import Raw

_MOST_FILE_BYTES = 100_000_000
_ARCHIVE, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES_AND_PAGES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"%PDF",
    b"<!DOC",
    b"<html",
)


@dataclass(frozen=True)
class Grid:
    """One sheet: its rows of cells, blank ones as "", merged ranges as ((row, column), (row, column)) from 0."""

    name: str
    rows: Sequence[Sequence[Raw]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, row: int, column: int) -> Place:
        """The place of a cell, from row and column counted from 0."""
        return Place(self.name, cell_name(row, column))


def refuse_unreadable(path: Path) -> bytes:
    """The first bytes of a file that can be opened. Raises Misread with what to do about one that cannot."""
    again = say("Check the name and the folder, and try again.")
    try:
        if path.is_dir():
            raise Misread(say("“{name}” is a folder, not a file.", name=path.name), again)
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
    except (FileNotFoundError, NotADirectoryError):
        raise Misread(say("There is no file “{name}” in that place.", name=path.name), again) from None
    except PermissionError:
        raise Misread(
            say("You may not read the file “{name}”.", name=path.name),
            say("Ask for permission to read it, or close it where it is open, and try again."),
        ) from None
    except (OSError, ValueError):
        raise Misread(say("The file “{name}” cannot be opened.", name=path.name), again) from None
    if size == 0:
        raise Misread(
            say("The file “{name}” is empty.", name=path.name), say("Save it again from the spreadsheet program.")
        )
    if size > _MOST_FILE_BYTES:
        raise Misread(
            say("The file “{name}” is far larger than a workbook of staff and courses.", name=path.name),
            say("Copy the sheets that matter into a new workbook."),
        )
    return start


def grids(path: Path) -> list[Grid]:
    """Every sheet of a workbook (.xlsx, .xlsm, .xlsb, .xls or .ods), in its order. Raises Misread."""
    start = refuse_unreadable(path)
    if not start.startswith((_ARCHIVE, _OLD_OFFICE)):
        raise _no_workbook(path, start)
    broken = broken_cells(path) if start.startswith(_ARCHIVE) else {}
    with _told_when_damaged(path), load_workbook(path) as workbook:
        names = workbook.sheet_names
        return [_grid(workbook, name, broken[name].cells if name in broken else {}) for name in names]


def _no_workbook(path: Path, start: bytes) -> Misread:
    if start.startswith(PICTURES_AND_PAGES):
        what = say("“{name}” is a picture, a PDF or a web page, whatever its name ends in.", name=path.name)
    elif b"\x00" not in start:
        what = say("“{name}” is a text file (such as CSV), not a workbook with sheets.", name=path.name)
    else:
        what = say("“{name}” is not a workbook.", name=path.name)
    return Misread(what, say("Open it in the spreadsheet program and save it as an Excel workbook (.xlsx)."))


@contextmanager
def _told_when_damaged(path: Path) -> Iterator[None]:
    try:
        yield
    except PasswordError:
        raise Misread(
            say("“{name}” is protected by a password.", name=path.name),
            say("Remove the password in the spreadsheet program (File, Info), save, and try again."),
        ) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise _damaged(path) from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # calamine's own way of failing, which is no Exception
            raise _damaged(path) from None
        raise


def _damaged(path: Path) -> Misread:
    return Misread(
        say("“{name}” is damaged or is not a workbook.", name=path.name),
        say("Open it in the spreadsheet program and save it as an Excel workbook (.xlsx)."),
    )


def _grid(workbook: CalamineWorkbook, name: str, broken: Mapping[tuple[int, int], str]) -> Grid:
    try:
        sheet = workbook.get_sheet_by_name(name)
    except WorksheetNotFound:
        return Grid(name, (), broken=broken)  # a chart or a macro sheet, which holds no cells
    return Grid(name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges or (), broken)
