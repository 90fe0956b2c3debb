"""Workbooks for tests: a rich document, the workbook it makes, and ways to spoil single cells of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from samklang.core.workbook import Issue, Reading, read, write

ALL_WEEK = [f"{day}-{half}" for day in ("mon", "tue", "wed", "thu", "fri") for half in ("am", "pm")]
HEADING_ROW = 4
FIRST_ROW = 5


def a_period(first: str | None = None, last: str | None = None, **changes: Any) -> dict[str, Any]:
    """A period as a document has it."""
    return {"first_day": first, "last_day": last, "weekdays": [], "half": None, **changes}


def a_pattern(half_days: list[str] | None = None, first: str | None = None, last: str | None = None) -> dict[str, Any]:
    """A weekly pattern, every half-day by default."""
    return {"half_days": ALL_WEEK if half_days is None else half_days, "first_day": first, "last_day": last}


def a_person(number: str, name: str, **changes: Any) -> dict[str, Any]:
    """A full-time counsellor in Team Rødding."""
    return {
        "id": number, "name": name, "team": "ROD", "patterns": [a_pattern()], "role": "rådgiver", "site": "",
        "skills": [], "employed_from": None, "employed_to": None, "is_temp": False, "stands_in_for": None,
        "to_train": True, "done_modules": [], "conversations_per_half_day": 0, "peer": None, **changes,
    }  # fmt: skip


def a_module(code: str, name: str, **changes: Any) -> dict[str, Any]:
    """A whole day."""
    return {
        "id": code, "name": name, "length": 2, "halves": ["am", "pm"], "gap_min_days": 1, "gap_max_days": 60,
        "cost_per_cohort_ore": 0, "cost_per_person_ore": 0, **changes,
    }  # fmt: skip


def a_trainer(name: str, modules: list[str], **changes: Any) -> dict[str, Any]:
    """A trainer who can come on every half-day."""
    return {
        "id": name, "name": name, "modules": modules, "half_days": ALL_WEEK, "first_day": None, "last_day": None,
        "busy": [], "external": True, "day_cost_ore": 0, "travel_cost_ore": 0, "max_days": None, **changes,
    }  # fmt: skip


def a_group(code: str, name: str, minimum: int, **changes: Any) -> dict[str, Any]:
    """A cover group without temps or exceptions."""
    return {
        "id": code, "name": name, "minimum": minimum, "team": None, "role": None, "skill": None, "site": None,
        "exceptions": [], "temp_cap": 0, "temp_cost_ore": 0, **changes,
    }  # fmt: skip


def a_small_document(**changes: Any) -> dict[str, Any]:
    """Three people, one team, two modules: the least that makes a workbook without errors."""
    return {
        "schema": "samklang-problem/1", "title": "Prøve", "programme": "conversations",
        "first_day": "2027-08-02", "last_day": "2027-09-30",
        "teams": [{"id": "ROD", "name": "Team Rødding", "site": "", "cohort_cap": None}],
        "people": [a_person("1001", "Anna Berg"), a_person("1002", "Åge Sørensen"),
                   a_person("1003", "Lone Bech Hansen")],
        "modules": [a_module("M1", "Forberedelse"), a_module("M2", "Åbning", gap_min_days=7)],
        "trainers": [a_trainer("Tina Dam", ["M1", "M2"])],
        "rooms": [{"id": "Salen", "name": "Salen", "capacity": 12, "site": "", "half_day_cost_ore": 0, "busy": []}],
        "groups": [], "absences": [], "duties": [], "closed_days": [], "avoided": [],
        "cohorts": {"minimum": 1, "maximum": 10, "size_minimum": 2, "size_maximum": 16, "composition": "mixed",
                    "team_cap": None},
        "funding": {"own_budget_ore": None, "grants": []},
        "wishes": [{"wish": wish, "give_percent": 0.0} for wish in
                   ("untrained", "cost", "continuity", "pairs", "spread", "finish", "avoid")],
        "everyone_must_be_trained": False, **changes,
    }  # fmt: skip


WEEK_42 = {"first_day": "2027-10-18", "last_day": "2027-10-22", "weekdays": [], "half": None}


def a_rich_document() -> dict[str, Any]:
    """A document that uses every sheet and every kind of column."""
    return a_small_document(
        last_day="2027-12-17",
        programme="companies",
        everyone_must_be_trained=True,
        cohorts={"minimum": 0, "maximum": 4, "size_minimum": 2, "size_maximum": 12, "composition": "whole_teams",
                 "team_cap": 5},
        closed_days=[{"day": "2027-10-01", "reason": "Personaledag"}, {"day": "2027-12-24", "reason": ""}],
        avoided=[{"period": a_period(weekdays=["fri"]), "reason": "Fredag", "weight": 2},
                 {"period": WEEK_42, "reason": "", "weight": 1}],
        wishes=[{"wish": "cost", "give_percent": 5.0}, {"wish": "untrained", "give_percent": 0.0}],
        **_people_and_cover(),
        **_what_keeps_people(),
        **_course_and_money(),
    )  # fmt: skip


def _people_and_cover() -> dict[str, Any]:
    people = [
        a_person("1001", "Anna Bø", skills=["telefon", "arabisk"], peer="0002", conversations_per_half_day=3),
        a_person("0002", "Bo Li", team="Vest", site="Hus B", is_temp=True, stands_in_for="1001", done_modules=["M2"],
                 patterns=[a_pattern(ALL_WEEK[:4]), a_pattern(ALL_WEEK[:6], "2027-09-01")]),
        a_person("3", "Cy Å. Æbelø", team="Vest", patterns=[], to_train=False, employed_to="2027-09-30",
                 done_modules=["M1", "M2"]),
        a_person("4", "Dan Dam", role="", patterns=[a_pattern([], "2027-08-02", "2027-08-31"), a_pattern()]),
    ]  # fmt: skip
    teams = [
        {"id": "ROD", "name": "Team Rødding", "site": "", "cohort_cap": None},
        {"id": "Vest", "name": "Vest", "site": "Hus B", "cohort_cap": 3},
    ]
    groups = [
        a_group("ROD", "Team Rødding", 2, team="ROD", temp_cap=1, temp_cost_ore=150_000,
                exceptions=[{"period": WEEK_42, "count": 1}]),
        a_group("tlf", "Telefonen", 1, skill="telefon", role="rådgiver", temp_cap=2, temp_cost_ore=180_000),
        a_group("Hus B", "Hus B", 0, site="Hus B", team="Vest"),
    ]  # fmt: skip
    return {"people": people, "teams": teams, "groups": groups}


def _what_keeps_people() -> dict[str, Any]:
    absences = [
        {"person": "1001", "period": a_period("2027-09-01", "2027-09-14"), "kind": "sick"},
        {"person": "3", "period": a_period(), "kind": "other"},
        {"person": "0002", "period": a_period("2027-09-01", weekdays=["wed"], half="pm"), "kind": "maternity"},
    ]
    duties = [
        {"person": "0002", "period": a_period(weekdays=["tue"], half="pm"), "what": "Telefonvagt", "movable": False,
         "conversations": 0, "counts_as_cover": True},
        {"person": "1001", "period": a_period("2027-08-09", "2027-08-09"), "what": "=cmd|x", "movable": True,
         "conversations": 4, "counts_as_cover": False},
    ]  # fmt: skip
    return {"absences": absences, "duties": duties}


def _course_and_money() -> dict[str, Any]:
    modules = [
        a_module("M1", "Forberedelse, første del", cost_per_person_ore=15_050, cost_per_cohort_ore=100_000),
        a_module("M2", "Åbning", length=1, halves=["pm"], gap_min_days=7, gap_max_days=21),
    ]
    trainers = [
        a_trainer("Tine", ["M1", "M2"], day_cost_ore=1_250_000, max_days=8, busy=[WEEK_42], travel_cost_ore=50),
        a_trainer("Salen", ["M2"], half_days=ALL_WEEK[:3], external=False, first_day="2027-09-01"),
    ]
    room = {"id": "R1", "name": "Salen", "capacity": 16, "site": "Hus B", "half_day_cost_ore": 50_000,
            "busy": [a_period(weekdays=["mon", "fri"], half="am")]}  # fmt: skip
    span = {"first_day": "2027-08-01", "last_day": "2027-12-31"}
    grants = [
        {"id": "G", "name": "STAR", "amount_ore": 50_000_000, **span, "share_percent": 75.0,
         "headings": ["trainer", "room"]},
        {"id": "Fonden", "name": "Fonden", "amount_ore": 1, **span, "share_percent": 0.5, "headings": []},
    ]  # fmt: skip
    funding = {"own_budget_ore": 1_000_000_005, "grants": grants}
    return {"modules": modules, "trainers": trainers, "rooms": [room], "funding": funding}


def spoilt(path: Path, spoil: Callable[[Workbook], object], **changes: Any) -> Path:
    """A workbook of the small document, changed as a person would in a spreadsheet program."""
    write(a_small_document(**changes), path)
    book = openpyxl.load_workbook(path)
    spoil(book)
    book.save(path)
    return path


def untouched(path: Path, **changes: Any) -> Path:
    """The workbook of the small document with other parts."""
    write(a_small_document(**changes), path)
    return path


def column(sheet: Worksheet, heading: str) -> str:
    """The letter of the column whose heading begins with these words."""
    for cell in sheet[HEADING_ROW]:
        if str(cell.value or "").split("\n")[0] == heading:
            return str(cell.column_letter)
    raise KeyError(heading)


def reading_with(path: Path, sheet: str, heading: str, value: Any, *, row: int = FIRST_ROW, **changes: Any) -> Reading:
    """The reading of the small workbook after one cell has got another value."""

    def spoil(book: Workbook) -> None:
        book[sheet][f"{column(book[sheet], heading)}{row}"] = value

    return read(spoilt(path, spoil, **changes))


def errors(reading: Reading) -> list[Issue]:
    """The issues that must be corrected."""
    return [issue for issue in reading.issues if issue.is_error]


def notes(reading: Reading) -> list[Issue]:
    """The issues that are only told."""
    return [issue for issue in reading.issues if not issue.is_error]


def told(issues: list[Issue]) -> list[tuple[str, str, str]]:
    """Sheet, cell and message of each issue."""
    return [(issue.sheet, issue.cell, str(issue.what)) for issue in issues]
