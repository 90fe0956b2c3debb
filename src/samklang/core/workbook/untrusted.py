"""Opening a file that anybody may have sent: an Excel workbook or a text file with columns, and nothing that explodes.

An .xlsx file is an archive, and what it says of its own sizes need not be true; so each part is unpacked in small
pieces and thrown away before any reader is let near it.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from samklang.core.words import say
from samklang.core.workbook.archive import tells_of_errors
from samklang.core.workbook.delimited import delimited_grid
from samklang.core.workbook.grid import PICTURES_AND_PAGES, Grid, grids, refuse_unreadable
from samklang.core.workbook.issues import Misread

MOST_UNPACKED_BYTES = 100_000_000
MOST_SHEETS = 100
_MOST_PARTS = 2_000
_PIECE = 256 * 1024
_LOCAL_HEADER = 30
_TEXT_BEGINS = re.compile(rb"<(?:\w+:)?si[\s/>]")
_REFERENCE = re.compile(rb'<(?:\w+:)?c\s[^>]*\bt="s"[^>]*>\s*<(?:\w+:)?v>(\d{1,9})</')


def sheets_of(path: Path) -> list[Grid]:
    """Every sheet of an .xlsx or .xlsm workbook, or a text file (CSV) as one sheet. Raises Misread with what to do."""
    start = refuse_unreadable(path)
    if start.startswith(b"PK\x03\x04"):
        refuse_bombs(path)
        if not tells_of_errors(path):
            raise _save_as_workbook(path)
        return grids(path)
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _save_as_workbook(path)
    if start.startswith(PICTURES_AND_PAGES):
        return grids(path)  # which tells that it is a picture or a page
    return [delimited_grid(path)]


def _save_as_workbook(path: Path) -> Misread:
    return Misread(
        say("“{name}” is neither an Excel workbook (.xlsx) nor a text file with columns (.csv).", name=path.name),
        say("Open it in the spreadsheet program and save it as an Excel workbook (.xlsx)."),
    )


def refuse_bombs(path: Path) -> None:
    """Raises Misread where an archive unpacks to more than any workbook holds, whatever it says of its own sizes."""
    try:
        with ZipFile(path) as archive, path.open("rb") as file:
            parts = archive.infolist()
            sheets = sum(one.filename.startswith("xl/worksheets/") for one in parts)
            if len(parts) > _MOST_PARTS or sheets > 2 * MOST_SHEETS:
                raise _too_large(path)
            left = MOST_UNPACKED_BYTES
            for part in parts:
                for piece in _unpacked(file, part, path):
                    left -= piece
                    if left < 0:
                        raise _too_large(path)
            _refuse_repeated_texts(archive, path)
    except (
        BadZipFile,
        zlib.error,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        struct.error,
    ):
        return  # damaged, or with a password: the reader tells


def _unpacked(file: BinaryIO, part: ZipInfo, path: Path) -> Iterator[int]:
    """How many bytes each piece of a part has when it is unpacked, whatever the archive says of it."""
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _save_as_workbook(path)
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    if part.compress_type == ZIP_STORED:
        yield part.compress_size
        return
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed = file.read(_PIECE)
    while packed and not unpacker.eof:
        yield len(unpacker.decompress(packed, _PIECE))
        packed = unpacker.unconsumed_tail or file.read(_PIECE)


def _refuse_repeated_texts(archive: ZipFile, path: Path) -> None:
    """A text stands once in the file however many cells show it; a long one shown often fills the memory."""
    names = set(archive.namelist())
    if "xl/sharedStrings.xml" not in names:
        return
    texts = archive.read("xl/sharedStrings.xml")
    begins = [match.start() for match in _TEXT_BEGINS.finditer(texts)]
    lengths = [end - begin for begin, end in pairwise([*begins, len(texts)])]
    total = 0
    for name in names:
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            for cell in _REFERENCE.finditer(archive.read(name)):
                total += lengths[int(cell[1])] if int(cell[1]) < len(lengths) else 0
            if total > MOST_UNPACKED_BYTES:
                raise _too_large(path)


def _too_large(path: Path) -> Misread:
    return Misread(
        say("“{name}” unpacks to far more than a workbook of staff holds.", name=path.name),
        say("Copy the sheets that matter into a new workbook."),
    )
