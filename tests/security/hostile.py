"""Files as somebody makes them who means no good."""

from __future__ import annotations

import gzip
import json
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

SECRET = "geheimnis-der-datei-8841"
"""What stands in a file of the machine that nobody may read by way of a file that they send."""
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_ROWS, _WIDE = 200_000, 16_384


def _workbook(part: str = "", content: bytes | str = "", times: int = 1) -> bytes:
    """A workbook of staff in which one part is another than it should be."""
    made, changed = BytesIO(), BytesIO()
    book = openpyxl.Workbook()
    for row in (("Medarbejdernr.", "Navn", "Team"), (1, "Anna", "Team 1")):
        book.active.append(row)
    book.save(made)
    with ZipFile(made) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        if part:
            with new.open(part, "w") as written:
                for _ in range(times):
                    written.write(content.encode() if isinstance(content, str) else content)
    return changed.getvalue()


def _sheet(cell: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{_SHEET}"><sheetData>{cell}</sheetData></worksheet>'


def _inline(text: str, where: str = "A1") -> str:
    return f'<row r="{where.lstrip("ABCDEFX")}"><c r="{where}" t="inlineStr"><is><t>{text}</t></is></c></row>'


@cache
def files(machines_file: str) -> dict[str, tuple[str, bytes]]:
    """By what it tries, the name and the content of each. machines_file: where SECRET stands."""
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>'
    outside = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{machines_file}">]>'
    first = "xl/worksheets/sheet1.xml"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return {
        "a bomb": ("a.xlsx", _workbook("xl/media/x", bytes(1_000_000), times=150)),
        "a sheet that is a bomb": ("a.xlsx", _workbook(first, b" " * 1_000_000, times=150)),
        "a thousand million laughs": ("a.xlsx", _workbook(first, _sheet(_inline("&l9;"), laughs))),
        "a file of the machine": ("a.xlsx", _workbook(first, _sheet(_inline("&x;"), outside))),
        "the last cell of a sheet": ("a.xlsx", _workbook(first, _sheet(_inline("x") + _inline("x", "XFD1048576")))),
        "very many rows": ("a.csv", b"Medarbejdernr.;Navn;Team\r\n" + b"1;A;B\r\n" * _ROWS),
        "very many columns": ("a.csv", b"\r\n".join([b";".join(b"K%d" % n for n in range(_WIDE))] * 5)),
        "a program": ("a.xlsx", b"MZ" + bytes(range(256)) * 20),
        "a picture that is a table": ("a.csv", b"\x89PNG\r\n\x1a\n" + b"Nr;Navn\r\n1;A\r\n"),
        "two kinds at once": ("a.pdf", b"%PDF-1.7\n" + _workbook()),
        "null bytes": ("a.csv", b"Nr;Navn;Team\r\n1;A\x00B;C\r\n\x00"),
        "lists in lists": ("a.json", b"[" * 100_000 + b"]" * 100_000),
        "a number of a million digits": ("a.json", b'{"format": ' + b"9" * 1_000_000 + b"}"),
        "tables in tables": ("a.toml", b"a" + b".a" * 20_000 + b" = 1"),
        "a packed bomb": ("a.json.gz", gzip.compress(b" " * 120_000_000, 9)),
        "a drawing that runs": ("a.svg", svg),
        "a page that runs": ("a.html", b"<!doctype html><script>alert(1)</script>"),
        "a name that leads out": ("../../../../../../tmp/samklang-out.xlsx", _workbook()),
        "a name with line breaks": ("a\r\nSet-Cookie: a=b;\x00.csv", b"Nr;Navn;Team\r\n1;A;B\r\n"),
        "a name without end": ("a" * 5_000 + ".csv", b"Nr;Navn;Team\r\n1;A;B\r\n"),
        "half a surrogate": ("a.json", json.dumps({"name": "\ud800"}).encode()),
    }
