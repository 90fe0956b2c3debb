"""Files that cannot be read: always one sentence, never an exception."""

import os
import struct
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from tests.core.workbook.books import a_small_document, errors, told

from samklang.core.workbook import Issue, Reading, read, write

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 200


def one_issue(reading: Reading) -> Issue:
    """The only issue of a file that could not be read."""
    assert reading.document is None
    assert reading.place_of(("people", 0)) is None
    [issue] = reading.issues
    assert issue.is_error
    assert issue.cell == ""
    return issue


def saved(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


def test_an_empty_file(tmp_path):
    issue = one_issue(read(saved(tmp_path / "plan.xlsx", b"")))
    assert str(issue) == "plan.xlsx: The file “plan.xlsx” is empty. Save it again from the spreadsheet program."


@pytest.mark.parametrize("content", [PICTURE, b"\xff\xd8\xff\xe0JFIF", b"GIF89a", b"%PDF-1.7", b"<html><body>"])
def test_a_picture_or_page_that_was_given_another_name(tmp_path, content):
    issue = one_issue(read(saved(tmp_path / "plan.xlsx", content)))
    assert str(issue.what) == "“plan.xlsx” is a picture, a PDF or a web page, whatever its name ends in."
    assert str(issue.instead) == "Open it in the spreadsheet program and save it as an Excel workbook (.xlsx)."


def test_a_text_file_in_place_of_a_workbook(tmp_path):
    issue = one_issue(read(saved(tmp_path / "plan.csv", "Nummer;Navn\n1;Åse\n".encode("cp1252"))))
    assert str(issue.what) == "“plan.csv” is a text file (such as CSV), not a workbook with sheets."


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04" + b"\x00" * 100, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, b"\x00\x01\x02" * 50],
)
def test_a_damaged_file(tmp_path, content):
    issue = one_issue(read(saved(tmp_path / "plan.xlsx", content)))
    assert str(issue.instead) == "Open it in the spreadsheet program and save it as an Excel workbook (.xlsx)."


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_workbook_that_was_cut_off(tmp_path, kept):
    write(a_small_document(), tmp_path / "plan.xlsx")
    content = (tmp_path / "plan.xlsx").read_bytes()
    issue = one_issue(read(saved(tmp_path / "cut.xlsx", content[: int(len(content) * kept)])))
    assert str(issue.what) == "“cut.xlsx” is damaged or is not a workbook."


def test_every_single_broken_byte_is_survived(tmp_path):
    write(a_small_document(), tmp_path / "plan.xlsx")
    content = (tmp_path / "plan.xlsx").read_bytes()
    for place in range(0, len(content), max(1, len(content) // 60)):
        broken = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        reading = read(saved(tmp_path / "broken.xlsx", broken))
        assert reading.document is not None or errors(reading)


def test_an_archive_of_a_later_kind(tmp_path):
    write(a_small_document(), tmp_path / "plan.xlsx")
    content = bytearray((tmp_path / "plan.xlsx").read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 6] = 95  # the version of the archive that is needed to read it: 9.5
    reading = read(saved(tmp_path / "later.xlsx", bytes(content)))
    assert reading.document == a_small_document()
    assert "look blank" in str(reading.issues[0].what)


def test_an_archive_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as archive:
        archive.writestr("hej.txt", "hej")
    assert one_issue(read(tmp_path / "plan.xlsx"))


def test_a_workbook_protected_by_a_password(tmp_path):
    issue = one_issue(read(saved(tmp_path / "plan.xlsx", _encrypted())))
    assert str(issue.what) == "“plan.xlsx” is protected by a password."
    assert "Remove the password" in str(issue.instead)


def test_a_folder(tmp_path):
    assert str(one_issue(read(tmp_path)).what) == f"“{tmp_path.name}” is a folder, not a file."


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "plan.xlsx", tmp_path / "no" / "plan.xlsx"):
        assert str(one_issue(read(path)).what) == "There is no file “plan.xlsx” in that place."


def test_a_file_that_may_not_be_read(tmp_path):
    path = saved(tmp_path / "plan.xlsx", b"PK")
    path.chmod(0)
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)  # nobody: who runs the tests as root may read everything
    try:
        reading = read(path)
    finally:
        os.seteuid(before)
    assert str(one_issue(reading).what) == "You may not read the file “plan.xlsx”."


def test_a_workbook_without_any_of_the_sheets(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        book.add_worksheet("Ark1").write("A1", "hej")
    reading = read(tmp_path / "plan.xlsx")
    assert reading.document is None
    assert {issue.sheet for issue in errors(reading)} == {
        "Regler", "Teams", "Medarbejdere", "Moduler", "Undervisere", "Lokaler",
    }  # fmt: skip


def test_a_word_in_the_last_cell_of_a_sheet_is_refused_and_not_laid_out(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        sheet = book.add_worksheet("Teams")
        sheet.write("A1", "Team")
        sheet.write(1_048_575, 16_383, "her")
    issue = one_issue(read(tmp_path / "plan.xlsx"))
    assert str(issue.what) == "The sheet “Teams” reaches to row 1,048,576 and column number 16,384."


@pytest.mark.slow
def test_a_file_that_unpacks_to_far_more_than_a_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "plan.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(9):
            archive.writestr(f"xl/worksheets/sheet{part}.xml", b" " * 50_000_000)
    issue = one_issue(read(tmp_path / "plan.xlsx"))
    assert str(issue.what) == "The file is far larger than a workbook of staff and courses."


@pytest.mark.slow
def test_fifty_thousand_people_are_refused_in_one_sentence_and_quickly(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Medarbejdere")
        sheet.write_row(0, 0, ["Medarbejdernr.", "Navn", "Team", "Arbejdstid"])
        for number in range(1, 50_001):
            sheet.write_row(number, 0, [number, f"Person {number}", "Vest", "alle dage"])
    started = time.process_time()
    reading = read(tmp_path / "plan.xlsx")
    assert time.process_time() - started < 15
    assert [one for one in told(errors(reading)) if one[0] == "Medarbejdere"] == [
        ("Medarbejdere", "A1", "The sheet has 50,000 rows; at most 20,000 are read.")
    ]


@pytest.mark.slow
def test_twenty_thousand_absences_are_read_quickly_even_where_every_name_is_unknown(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Fravær")
        sheet.write_row(0, 0, ["Navn", "Fra", "Til", "Årsag"])
        for number in range(1, 20_001):
            sheet.write_row(number, 0, [f"Ukendt {number}", "01-09-2027", "02-09-2027", "syg"])
        staff = book.add_worksheet("Medarbejdere")
        staff.write_row(0, 0, ["Medarbejdernr.", "Navn", "Team", "Arbejdstid"])
        for number in range(1, 1001):
            staff.write_row(number, 0, [number, f"Person {number}", "Vest", "alle dage"])
    started = time.process_time()
    reading = read(tmp_path / "plan.xlsx")
    assert time.process_time() - started < 10
    assert sum(issue.sheet == "Fravær" for issue in errors(reading)) == 20_000


def _encrypted() -> bytes:
    """The smallest compound file with the stream that an encrypted workbook has."""
    end, free, fat_sector = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    header = struct.pack("<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
                         0, 1, 1, 0, 4096, end, 0, end, 0, 0)  # fmt: skip
    header += struct.pack("<I", free) * ((512 - len(header)) // 4)
    chain = [fat_sector, end, *range(3, 10), end]
    fat = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, start: int, size: int, child: int = free) -> bytes:
        words = name.encode("utf-16-le")
        return struct.pack("<64sHBBIII16sIQQIQ", words, len(words) + 2 if name else 0, kind, 1, free, free, child,
                           b"", 0, 0, 0, start, size)  # fmt: skip

    folder = entry("Root Entry", 5, end, 0, 1) + entry("EncryptedPackage", 2, 2, 4096) + entry("", 0, 0, 0) * 2
    return header + fat + folder + b"\x00" * 4096
