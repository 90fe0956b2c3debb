"""The file of absences for making a plan anew."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from tests.core.workbook.books import a_period

from samklang.core.workbook import Changes, read_absences

PEOPLE = [("1001", "Anna Berg"), ("1002", "Åge Sørensen"), ("0003", "Lone Bech Hansen")]


def read_lines(folder: Path, *lines: str, encoding: str = "utf-8", name: str = "syg.csv"):
    """What the lines of a text file mean."""
    path = folder / name
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return read_absences(path, people=PEOPLE)


EXPECTED = Changes(
    absences=[
        {"person": "1001", "period": a_period("2027-09-01", "2027-09-14"), "kind": "sick"},
        {"person": "1002", "period": a_period("2027-10-01"), "kind": "maternity"},
    ],
    resigned=[("0003", date(2027, 9, 30))],
)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_files_are_read_whatever_their_separator_and_encoding(tmp_path, separator, encoding):
    changes, issues = read_lines(
        tmp_path,
        separator.join(("Nummer", "Navn", "Fra", "Til", "Årsag")),
        separator.join(("1001", "Anna Berg", "01-09-2027", "14-09-2027", "syg")),
        separator.join(("", "Åge Sørensen", "2027-10-01", "", "barsel")),
        separator.join(("3", "", "", "30-09-2027", "fratrådt")),
        encoding=encoding,
    )
    assert changes == EXPECTED
    assert [issue for issue in issues if issue.is_error] == []


def test_a_workbook_is_read_from_its_only_sheet(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "syg.xlsx") as book:
        sheet = book.add_worksheet("Ark1")
        sheet.write_row("A1", ["Employee no", "From", "To", "Kind"])
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for row, (number, first, last, kind) in enumerate(
            [(1001, date(2027, 9, 1), date(2027, 9, 14), "sick"), (1002, date(2027, 10, 1), None, "maternity leave"),
             ("0003", None, date(2027, 9, 30), "resigned")], start=1,
        ):  # fmt: skip
            sheet.write(row, 0, number)
            sheet.write(row, 1, first, day) if first else None
            sheet.write(row, 2, last, day) if last else None
            sheet.write(row, 3, kind)
    assert read_absences(tmp_path / "syg.xlsx", people=PEOPLE) == (EXPECTED, ())


def test_the_first_day_away_of_somebody_who_leaves_is_told_as_a_last_day(tmp_path):
    changes, issues = read_lines(tmp_path, "Nr;Fra;Årsag", "1001;01-10-2027;opsagt")
    assert changes.resigned == [("1001", date(2027, 9, 30))]
    assert "so 30 September 2027 is the last day at work" in " ".join(str(issue.what) for issue in issues)


def test_two_different_dates_for_somebody_who_leaves_are_an_error(tmp_path):
    changes, issues = read_lines(tmp_path, "Nr;Fra;Til;Årsag", "1001;01-10-2027;31-10-2027;fratrådt")
    assert changes == Changes()
    assert [issue.cell for issue in issues if issue.is_error] == ["C2"]


def test_every_mistake_is_told_at_once(tmp_path):
    changes, issues = read_lines(
        tmp_path,
        "Nr;Navn;Fra;Til;Årsag",
        "1001;;31-02-2027;;syg",
        "9999;;01-09-2027;;syg",
        ";Anne Berg;01-09-2027;;hovedpine",
        "1002;;;;syg",
        "1002;;02-09-2027;01-09-2027;syg",
    )
    assert changes == Changes()
    assert [(issue.sheet, issue.cell) for issue in issues if issue.is_error] == [
        ("syg.csv", "C2"),
        ("syg.csv", "A3"),
        ("syg.csv", "B4"),
        ("syg.csv", "E4"),
        ("syg.csv", "C5"),
        ("syg.csv", "D6"),
    ]


def test_a_file_that_says_about_nobody_is_one_error(tmp_path):
    _, issues = read_lines(tmp_path, "Fra;Til;Årsag", "01-09-2027;02-09-2027;syg")
    assert "No column says whom the rows are about." in [str(issue.what) for issue in issues]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"hej", b"\n\n\n", b"PK\x03\x04\x00\x00"])
@pytest.mark.parametrize("name", ["syg.csv", "syg.xlsx", "syg"])
def test_a_file_that_is_no_list_is_told_and_never_an_exception(tmp_path, content, name):
    (tmp_path / name).write_bytes(content)
    changes, issues = read_absences(tmp_path / name, people=PEOPLE)
    assert changes == Changes()
    assert any(issue.is_error for issue in issues)


def test_a_missing_file_is_told(tmp_path):
    for path in (tmp_path / "syg.csv", tmp_path):
        changes, issues = read_absences(path, people=PEOPLE)
        assert changes == Changes()
        assert len(issues) == 1


def test_nobody_away_is_said_so(tmp_path):
    _, issues = read_lines(tmp_path, "Nr;Fra;Til;Årsag")
    assert [str(issue.what) for issue in issues] == ["The sheet “syg.csv” has no rows."]
