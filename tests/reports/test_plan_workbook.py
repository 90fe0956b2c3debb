"""The spreadsheet: the right sheets, real dates and numbers, and nothing that runs."""

import zipfile
from dataclasses import replace
from datetime import date, datetime, time

import openpyxl
import pytest
from tests.factories.plans import MADE_AT, ON_LEAVE, a_plan, a_problem, a_view, view_of, with_name

from samklang.core.planner.plan import Untrained
from samklang.reports import plan_workbook

SHEETS = [
    "Overview",
    "Cohorts",
    "Sessions",
    "People",
    "Cover",
    "Cover in detail",
    "Money",
    "Payments",
    "Reasons",
    "Wishes",
]
HOSTILE = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "+1+1", "@SUM(A1)", "https://example.org", "{=1}")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    plan_workbook.write(a_view(), path, "en")
    return openpyxl.load_workbook(path)


def a_day(*day: int) -> datetime:
    """A date as it stands in a cell, which knows no time zone."""
    return datetime.combine(date(*day), time())


def rows(sheet) -> list[dict]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_the_sheets_stand_in_the_order_they_are_read(book):
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS[1:])
def test_every_table_keeps_its_head_in_sight_can_be_filtered_and_prints_on_pages_of_its_width(book, name):
    sheet = book[name]
    assert sheet.freeze_panes is not None
    assert sheet.freeze_panes.endswith("2")
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    # A width of one page is what a file says by saying nothing; a height of 0 is as many pages as it takes.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_the_overview_begins_with_the_title_and_the_summary(book):
    sheet = book["Overview"]
    assert sheet["A1"].value == "Den jobrettede samtale 2026"
    assert sheet["B3"].value == "25 of 26 are trained by 3 December 2026, in 3 cohorts."
    cells = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True)}
    assert cells["Cost in all"] == 184_407
    assert cells["Made on"] == a_day(2026, 6, 22)


def test_dates_are_dates_and_money_is_a_number_in_kroner(book):
    first = rows(book["Sessions"])[0]
    assert first["Date"] == a_day(2026, 9, 1)
    assert (first["Cohort"], first["Time of day"], first["Participants"]) == (1, "whole day", 8)
    paid = rows(book["Payments"])
    assert sum(round(row["Amount"] * 100) for row in paid) == a_view().money.total_ore
    assert "kr." in book["Payments"]["D2"].number_format


def test_dates_are_written_the_danish_way_in_danish(tmp_path):
    path = plan_workbook.write(a_view(), tmp_path / "plan.xlsx", "da")
    sheet = openpyxl.load_workbook(path).worksheets[2]
    assert (sheet["A2"].number_format, sheet["B2"].value) == ("dd-mm-yyyy", "tirsdag")


def test_every_person_has_their_cohort_and_dates(book):
    people = {row["Number"]: row for row in rows(book["People"])}
    assert next(iter(people)) == "1001"
    assert list(people)[-1] == "4004"
    assert people["1001"]["Åbning og fælles mål"] == a_day(2026, 9, 1)
    assert people["1001"]["Aftaler og opfølgning"] == a_day(2026, 10, 21)
    assert people["1001"]["Aftaler og opfølgning: time of day"] == "afternoon"
    assert people["2006"]["Åbning og fælles mål"] == "done earlier"
    assert people[ON_LEAVE]["Cohort"] == "no seat"


def test_cover_stands_for_every_group_and_half_day_and_marks_the_tightest_without_colour(book):
    cover = rows(book["Cover"])
    assert len(cover) == 14 * 10 - 4
    assert (cover[2]["Date"], cover[2]["Time of day"], cover[2]["Ungeindsatsen"]) == (
        a_day(2026, 9, 1),
        "morning",
        0,
    )
    marked, calm = book["Cover"]["G4"], book["Cover"]["G2"]
    assert "▲" in marked.number_format
    assert "▲" not in calm.number_format
    assert marked.fill.fgColor.rgb == "FF0D4F5E"
    assert calm.fill.fill_type is None
    details = rows(book["Cover in detail"])
    assert len(details) == len(cover) * 5
    tightest = [row for row in details if row["Remark"] == "tightest" and row["Group"] == "Sygedagpenge"]
    assert [(row["Date"].date().isoformat(), row["Left"], row["Needed"]) for row in tightest] == [
        ("2026-11-18", 4, 4),
        ("2026-11-18", 4, 4),
        ("2026-12-03", 4, 4),
    ]


def test_money_shows_each_grant_and_the_own_money_and_adds_up(book):
    grant, own, total = rows(book["Money"])
    assert (grant["Source"], grant["Amount"], grant["Used"], grant["Left"]) == (
        "Den centrale kompetencepulje",
        150_000,
        140_325.6,
        9_674.4,
    )
    assert grant["Share of the plan"] + own["Share of the plan"] == pytest.approx(1)
    assert grant["Trainers"] + own["Trainers"] == total["Trainers"] == 144_000
    assert total["Used"] == 184_407


def test_the_untrained_stand_with_their_reason_and_the_wishes_with_how_good_they_are(book):
    assert rows(book["Reasons"]) == [
        {
            "Number": ON_LEAVE,
            "Name": "Yrsa Friis",
            "Team": "Ungeindsatsen",
            "Reason": "Is not at work on any of the days on which a cohort can meet.",
        }
    ]
    wishes = rows(book["Wishes"])
    assert [row["Order"] for row in wishes] == [1, 2, 3, 4, 5, 6, 7]
    assert (wishes[0]["Came out as"], wishes[0]["Could it be better?"]) == ("1 person", "No better plan exists.")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(tmp_path, text):
    problem = replace(with_name(with_name(a_problem(), "1001", text), ON_LEAVE, text), title=text)
    problem = replace(problem, groups=tuple(replace(group, name=text) for group in problem.groups))
    view = view_of(problem, a_plan(problem, untrained=(Untrained(ON_LEAVE, {"en": text}),)))
    path = plan_workbook.write(view, tmp_path / "plan.xlsx", "en")
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert sum(cell.value == text for cell in cells) >= 7
    if text.startswith(("=", "+", "@")):
        assert all(cell.quotePrefix for cell in cells if cell.value == text and cell.parent.title == "People")
    with zipfile.ZipFile(path) as parts:
        assert not [
            name for name in parts.namelist() if name.startswith("xl/worksheets") and b"<f>" in parts.read(name)
        ]


def test_the_file_says_when_it_was_made_and_what_it_is(book):
    assert (book.properties.title, book.properties.creator) == ("Den jobrettede samtale 2026", "Samklang")
    assert book.properties.created == MADE_AT.replace(tzinfo=None)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    first = plan_workbook.write(a_view(), tmp_path / "one.xlsx", "en").read_bytes()
    assert plan_workbook.write(a_view(), tmp_path / "two.xlsx", "en").read_bytes() == first


def test_a_plan_without_sessions_can_be_written(tmp_path):
    problem = replace(a_problem(), cohorts=replace(a_problem().cohorts, minimum=0), groups=())
    everyone = tuple(Untrained(one.id) for one in problem.people if len(one.done_modules) < 3)
    view = view_of(problem, a_plan(problem, sessions=(), seats=(), temps=(), payments=(), untrained=everyone))
    book = openpyxl.load_workbook(plan_workbook.write(view, tmp_path / "plan.xlsx", "en"))
    assert book.sheetnames == SHEETS
    assert len(rows(book["Reasons"])) == 26
