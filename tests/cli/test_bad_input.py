"""Input of every wrong kind: always a clear sentence with the place, exit code 2, and nothing written."""

import json
import re
import struct
import time
import zlib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import a_tiny_problem

from samklang.core.planner.problem import document
from samklang.core.workbook import write


def _refused(here, tmp_path: Path, *arguments: object) -> str:
    """What the program says when it refuses the input, in one line."""
    before = sorted(tmp_path.rglob("*"))
    answer = here("plan", *arguments, "--out", "out", "--time-limit", "5")
    assert (answer.returncode, answer.stdout, "Traceback" in answer.stderr) == (2, "", False), answer.stderr
    assert sorted(tmp_path.rglob("*")) == before
    return " ".join(re.sub(r"[─━]+", " ", answer.stderr).split())


def _changed(workbook: Path, sheet: str, heading: str, value: object, row: int = 1) -> str:
    """Put a value under a heading, in the row counted from the first with content; returns the cell's name."""
    book = load_workbook(workbook)
    cells = (cell for line in book[sheet].iter_rows() for cell in line)
    cell = next(cell for cell in cells if re.match(rf"{heading}(?!\w)", str(cell.value))).offset(row=row)
    cell.value = value
    book.save(workbook)
    return str(cell.coordinate)


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.xlsx", b""),
        ("picture.xlsx", _png()),
        ("cut.xlsx", b"PK\x03\x04 cut in the middle"),
        ("words.xlsx", b"Kaere alle, her er listen"),
        ("empty.json", b""),
        ("list.json", b"[1, 2]"),
        ("deep.json", b"[" * 100_000),
        ("binary.json", bytes(range(256))),
    ],
)
def test_a_file_that_is_no_workbook_is_named_and_refused(here, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert name in _refused(here, tmp_path, name)


def test_a_file_that_is_not_there_is_named(here, tmp_path):
    assert "There is no file “nowhere.xlsx”." in _refused(here, tmp_path, "nowhere.xlsx")


def test_a_folder_in_place_of_a_workbook_is_named(here, tmp_path):
    (tmp_path / "folder.xlsx").mkdir()
    assert "“folder.xlsx” is a folder." in _refused(here, tmp_path, "folder.xlsx")


def test_a_device_in_place_of_a_workbook_is_refused(here, tmp_path):
    assert "“/dev/zero” is not an ordinary file." in _refused(here, tmp_path, "/dev/zero")


def test_every_fault_of_a_problem_document_is_told_at_once_with_its_place(here, tmp_path):
    problem = document(a_tiny_problem())
    problem["people"][2]["team"] = "vest"
    problem["modules"][1]["gap_min_days"] = 20
    (tmp_path / "p.json").write_text(json.dumps(problem))
    told = _refused(here, tmp_path, "p.json")
    assert "2 things must be mended before there can be a plan:" in told
    assert ("people.2.team" in told, "modules.1.gap_max_days" in told) == (True, True)


def test_a_plan_in_place_of_a_problem_is_recognised(here, tmp_path):
    (tmp_path / "p.json").write_text('{"schema": "samklang-plan/1"}')
    assert "“p.json” is a plan." in _refused(here, tmp_path, "p.json")


def test_issues_can_be_had_as_json(here, tmp_path):
    problem = document(a_tiny_problem())
    problem["people"][2]["team"] = "vest"
    (tmp_path / "p.json").write_text(json.dumps(problem))
    answer = here("plan", "p.json", "--out", "out", "--json")
    issue = json.loads(answer.stdout)["issues"][0]
    assert (answer.returncode, issue["sheet"], issue["cell"], issue["error"]) == (2, "p.json", "people.2.team", True)


def _workbook(tmp_path: Path, **changes: object) -> Path:
    write({**document(a_tiny_problem()), **changes}, tmp_path / "w.xlsx")
    return tmp_path / "w.xlsx"


def test_a_missing_sheet_is_named(here, tmp_path):
    path = _workbook(tmp_path)
    book = load_workbook(path)
    del book["Undervisere"]
    book.save(path)
    assert "The sheet “Undervisere” is missing." in _refused(here, tmp_path, path)


ABSENCE = {"person": "101", "period": {"first_day": "2026-09-01", "last_day": "2026-09-02"}, "kind": "sick"}


@pytest.mark.parametrize(
    ("sheet", "heading", "value", "sentence"),
    [
        ("Fravær", "Fra", "31-02-2026", "31-02-2026"),
        ("Medarbejdere", "Timer pr. uge", -37, "-37"),
        ("Medarbejdere", "Timer pr. uge", "minus meget", "minus meget"),
        ("Medarbejdere", "Team", "Vestenfjelds", "Vestenfjelds"),
        ("Medarbejdere", "Medarbejdern[a-z]*", "102", "102"),
        ("Undervisere", "Moduler", "Forhandling på månen", "Forhandling på månen"),
        ("Lokaler", "Pladser", "=cmd|'/c calc'!A1", "Lokaler"),
        ("Lokaler", "Pladser", "=1+1", "Lokaler"),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_write_instead(here, tmp_path, *, sheet, heading, value, sentence):
    path = _workbook(tmp_path, absences=[ABSENCE])
    cell = _changed(path, sheet, heading, value)
    told = _refused(here, tmp_path, path)
    assert [part for part in (sheet, cell, sentence, "What to do") if part not in told] == []


def test_every_wrong_cell_is_told_at_once(here, tmp_path):
    path = _workbook(tmp_path)
    cells = [
        _changed(path, "Medarbejdere", "Team", "Vestenfjelds", row=3),
        _changed(path, "Lokaler", "Pladser", "mange"),
        _changed(path, "Undervisere", "Pris pr. dag.*", "gratis"),
    ]
    told = _refused(here, tmp_path, path)
    assert ("3 things must be mended" in told, [cell for cell in cells if cell not in told]) == (True, [])


def test_a_name_that_begins_like_a_command_is_only_a_name(here, tmp_path):
    people = document(a_tiny_problem())["people"]
    people[0]["name"] = "=cmd|'/c calc'!A1"
    (tmp_path / "p.json").write_text(json.dumps({**document(a_tiny_problem()), "people": people}))
    made = here("plan", "p.json", "--out", "out", "--time-limit", "10", "--threads", "1")
    assert (made.returncode, "Traceback" in made.stderr) == (0, False)
    book = load_workbook(tmp_path / "out" / "plan.xlsx")
    formulas = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []


def test_fifty_thousand_rows_are_answered_within_a_minute(here, tmp_path):
    path = _workbook(tmp_path)
    book = load_workbook(path)
    for number in range(50_000):
        book["Medarbejdere"].append([str(1000 + number), f"Navn {number}", "Nord"])
    book.save(path)
    started = time.monotonic()
    answer = here("plan", path, "--out", "out", "--time-limit", "5", "--threads", "1")
    assert time.monotonic() - started < 60
    assert ("Traceback" in answer.stderr, answer.returncode in {0, 1, 2}) == (False, True), answer.stderr[-500:]
    assert (tmp_path / "out").exists() is (answer.returncode == 0)
