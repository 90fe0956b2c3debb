"""Files that anybody may have sent: a sentence for each that is no staff list, and nothing explodes."""

import zipfile
from pathlib import Path
from time import perf_counter

import openpyxl
import pytest

from samklang.core.workbook.issues import Misread
from samklang.core.workbook.untrusted import MOST_UNPACKED_BYTES, sheets_of

XML = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def a_workbook(path: Path, rows=(("Nr", "Navn"), ("1", "Anna"))) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def with_part(source: Path, path: Path, name: str, content: bytes) -> Path:
    """The archive with one part replaced or added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return path


def test_a_workbook_and_a_text_file_are_read(tmp_path):
    (tmp_path / "a.csv").write_bytes("Nr;Navn\r\n1;Åse".encode("cp1252"))
    assert [grid.rows[1] for grid in sheets_of(tmp_path / "a.csv")] == [["1", "Åse"]]
    assert [grid.rows[1] for grid in sheets_of(a_workbook(tmp_path / "a.xlsx"))] == [["1", "Anna"]]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("tom.xlsx", b"", "is empty"),
        ("billede.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200), "is a picture"),
        ("gammel.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "neither an Excel workbook"),
        ("nul.csv", b"Nr;Navn\r\n" + b"1;Anna\r\n" * 100 + b"2;B\x00\r\n", "is not a text file with columns"),
        ("halv.xlsx", b"PK\x03\x04" + bytes(300), "neither an Excel workbook"),
        ("side.xls", b"<html><table><tr><td>Nr</td></tr></table></html>", "a web page"),
    ],
    ids=["empty", "picture", "old office file", "zero bytes", "half an archive", "web page"],
)
def test_what_is_no_spreadsheet_is_told_in_words(tmp_path, name, content, what):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Misread) as told:
        sheets_of(tmp_path / name)
    assert what in str(told.value.what)


def test_a_bomb_is_not_unpacked(tmp_path):
    bomb = with_part(a_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/media/x", bytes(MOST_UNPACKED_BYTES + 1))
    began = perf_counter()
    with pytest.raises(Misread) as told:
        sheets_of(bomb)
    assert "unpacks to far more" in str(told.value.what)
    assert perf_counter() - began < 3


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either(tmp_path):
    bomb = with_part(a_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/media/x", bytes(MOST_UNPACKED_BYTES + 1))
    size = (MOST_UNPACKED_BYTES + 1).to_bytes(4, "little")
    content = bomb.read_bytes()
    assert content.count(size) == 2  # in the part's own header and in the archive's list
    bomb.write_bytes(content.replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(Misread) as told:
        sheets_of(bomb)
    assert "unpacks to far more" in str(told.value.what)


def test_a_long_text_shown_in_many_cells_is_not_laid_out(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5001))
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    texts = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 32_000}</t></si></sst>'
    )
    first = with_part(a_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", sheet.encode())
    with pytest.raises(Misread) as told:
        sheets_of(with_part(first, tmp_path / "c.xlsx", "xl/sharedStrings.xml", texts.encode()))
    assert "unpacks to far more" in str(told.value.what)


def test_thousands_of_sheets_are_not_opened(tmp_path):
    with zipfile.ZipFile(a_workbook(tmp_path / "a.xlsx"), "a") as archive:
        for number in range(3000):
            archive.writestr(f"xl/worksheets/extra{number}.xml", "<worksheet/>")
    with pytest.raises(Misread) as told:
        sheets_of(tmp_path / "a.xlsx")
    assert "unpacks to far more" in str(told.value.what)


def test_elements_within_elements_a_hundred_thousand_deep_are_told_or_left_out(tmp_path):
    sheet = b"<worksheet><sheetData>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</sheetData></worksheet>"
    deep = with_part(a_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml", sheet)
    assert [list(grid.rows) for grid in sheets_of(deep)] == [[]]
