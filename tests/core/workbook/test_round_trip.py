"""What is written is read back as it was."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.workbook.books import (
    ALL_WEEK,
    a_group,
    a_pattern,
    a_period,
    a_person,
    a_rich_document,
    a_small_document,
    errors,
)

from samklang.core.planner import problem
from samklang.core.workbook import read, write
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Date, Items, Money, Percent, WorkingWeek
from samklang.core.workbook.labels import folded, tidy
from samklang.core.workbook.table import EXAMPLE

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Zs", "Mn", "Cf"))
DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def _is_plain(word: str) -> bool:
    return bool(folded(word)) and not word.startswith("=") and not EXAMPLE.fullmatch(word)


WORDS = (
    st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=3)
    .map(" ".join)
    .map(tidy)
    .filter(_is_plain)
)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_rich_document_comes_back_as_it_was(tmp_path, language):
    document = a_rich_document()
    write(document, tmp_path / "plan.xlsx", language=language)
    reading = read(tmp_path / "plan.xlsx")
    assert errors(reading) == []
    assert reading.document == document


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_drawn_order_comes_back_as_numbers_as_a_rule_and_as_a_wish(tmp_path, language):
    document = a_small_document(
        people=[a_person("1001", "Anna Berg", wave=2), a_person("1002", "Åge Sørensen", wave=1)],
        wishes=[{"wish": "untrained", "give_percent": 0.0}, {"wish": "order", "give_percent": 5.0}],
        keep_drawn_order=True,
    )
    write(document, tmp_path / "plan.xlsx", language=language)
    reading = read(tmp_path / "plan.xlsx")
    assert errors(reading) == []
    assert reading.document == document


def test_a_workbook_that_says_nothing_of_a_draw_wishes_for_no_order(tmp_path):
    document = a_small_document()
    write({**document, "wishes": None}, tmp_path / "plan.xlsx")
    assert read(tmp_path / "plan.xlsx").document == document


def test_what_is_read_is_a_planning_problem(tmp_path):
    write(a_rich_document(), tmp_path / "plan.xlsx")
    document = read(tmp_path / "plan.xlsx").document
    assert document is not None
    assert problem.document(problem.from_document(document)) == document


def test_what_a_blank_cell_means_is_what_the_planning_problem_means_by_it(tmp_path):
    given_only = {
        "title": "Prøve",
        "first_day": "2027-08-02",
        "last_day": "2027-08-27",
        "teams": [{"id": "A", "name": "A"}],
        "people": [{"id": "1", "name": "Anna", "team": "A", "patterns": [{"half_days": ALL_WEEK}]}],
        "modules": [{"id": "M", "name": "M"}],
        "trainers": [{"id": "T", "name": "T", "modules": ["M"]}],
        "rooms": [{"id": "R", "name": "R", "capacity": 9}],
        "groups": [{"id": "g", "name": "g", "minimum": 1, "team": "A"}],
        "absences": [{"person": "1", "period": {"first_day": "2027-08-02"}}],
        "duties": [{"person": "1", "period": {"first_day": "2027-08-02"}}],
        "avoided": [{"period": {"first_day": "2027-08-02"}}],
        "funding": {
            "grants": [{"id": "G", "name": "G", "amount_ore": 5, "first_day": "2027-08-02", "last_day": "2027-08-27"}]
        },
    }
    write(given_only, tmp_path / "plan.xlsx")
    assert read(tmp_path / "plan.xlsx").document == problem.document(problem.from_document(given_only))


def test_every_path_of_the_document_is_found_in_the_workbook(tmp_path):
    write(a_rich_document(), tmp_path / "plan.xlsx")
    reading = read(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")

    def cell(*path: str | int) -> Any:
        place = reading.place_of(path)
        assert place is not None
        return book[place.sheet][place.cell].value

    assert cell("people", 1, "name") == "Bo Li"
    assert cell("people", 1, "team") == "Vest"
    assert cell("people", 1) == "0002"
    assert cell("people", 1, "stands_in_for") == "1001"
    assert str(cell("people", 1, "patterns", 1, "first_day"))[:10] == "2027-09-01"
    assert cell("modules", 1, "gap_max_days") == 21
    assert str(cell("trainers", 0, "busy", 0, "last_day"))[:10] == "2027-10-22"
    assert cell("groups", 0, "minimum") == 2
    assert str(cell("groups", 0, "exceptions", 0, "period", "last_day"))[:10] == "2027-10-22"
    assert cell("absences", 0, "kind") == "syg"
    assert cell("cohorts", "size_maximum") == 12
    assert cell("title") == "Prøve"
    assert cell("funding", "grants", 0, "amount_ore") == 500_000
    assert cell("wishes", 0, "give_percent") == 5
    assert reading.place_of(("nowhere",)) is None


def test_no_two_parts_of_what_is_read_share_a_list(tmp_path):
    write(a_small_document(), tmp_path / "plan.xlsx")
    document = read(tmp_path / "plan.xlsx").document
    assert document is not None
    document["people"][0]["patterns"][0]["half_days"].clear()
    document["people"][0]["skills"].append("telefon")
    assert document["people"][1:] == a_small_document()["people"][1:]


def test_the_same_document_gives_the_same_bytes(tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write(a_rich_document(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "+45 76 16 00 00", "-1", "@SUM(1)", '=HYPERLINK("http://x")'])
def test_words_that_look_like_formulas_are_written_as_words(tmp_path, words):
    duty = {"person": "1001", "period": a_period("2027-08-09", "2027-08-09"), "what": words}
    write(a_small_document(duties=[duty]), tmp_path / "plan.xlsx")
    cell = next(
        cell
        for row in openpyxl.load_workbook(tmp_path / "plan.xlsx")["Bookede opgaver"]
        for cell in row
        if cell.value == words
    )
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    document = read(tmp_path / "plan.xlsx").document
    assert document is not None
    assert document["duties"][0]["what"] == words


def test_nothing_is_left_half_written(tmp_path):
    target = tmp_path / "plan.xlsx"
    write(a_small_document(), target)
    before = target.read_bytes()
    with pytest.raises(KeyError):
        write(a_small_document(absences=[{"person": "nobody", "period": a_period()}]), target)
    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


def test_whoever_has_the_old_workbook_open_keeps_it_whole(tmp_path):
    target = tmp_path / "plan.xlsx"
    write(a_small_document(), target)
    before = target.read_bytes()
    (tmp_path / "open.xlsx").hardlink_to(target)
    write(a_rich_document(), target)
    assert (tmp_path / "open.xlsx").read_bytes() == before
    assert target.read_bytes() != before


@pytest.mark.parametrize("order", [("A", "B"), ("B", "A"), ("other", "A", "B"), ("B",)])
def test_cover_groups_come_back_in_their_order_whichever_sheet_they_stand_in(tmp_path, order):
    teams = [{"id": name, "name": f"Team {name}", "site": "", "cohort_cap": None} for name in ("A", "B")]
    groups = [
        a_group(name, f"Team {name}", number, **({"role": "rådgiver"} if name == "other" else {"team": name}))
        for number, name in enumerate(order)
    ]
    document = a_small_document(teams=teams, people=[a_person("1", "Anna Berg", team="A")], groups=groups)
    write(document, tmp_path / "plan.xlsx")
    assert read(tmp_path / "plan.xlsx").document == document


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        write(a_small_document(), tmp_path / "nowhere" / "plan.xlsx")
    assert list(tmp_path.iterdir()) == []


@FEW
@given(day=DAYS)
def test_every_date_comes_back(day):
    assert Date().read(Date().write(day, "da")) == (day, None)


@FEW
@given(day=DAYS, shape=st.sampled_from(["%d-%m-%Y", "%d.%m.%Y", "%d/%m %Y", "%d/%m/%Y", "%Y-%m-%d", " %d-%m-%Y "]))
def test_every_date_written_as_text_is_understood(day, shape):
    assert Date().read(day.strftime(shape)).value == day


@FEW
@given(day=st.dates(date(1980, 1, 1), date(2099, 12, 31)))
def test_every_day_number_is_understood(day):
    assert Date().read(float((day - date(1899, 12, 30)).days)).value == day


@FEW
@given(ore=st.integers(0, 10**12))
def test_every_amount_comes_back(ore):
    kroner = Money().write(ore, "da")
    assert Money().read(float(kroner)).value == ore
    danish = f"{ore // 100:,}".replace(",", ".") + f",{ore % 100:02} kr."
    assert Money().read(danish).value == ore


@FEW
@given(share=st.decimals(0, 100, places=2).map(float))
def test_every_percentage_comes_back(share):
    written = Percent().write(share, "da")
    assert Percent().read(written).value == share
    assert Percent().read(f"{share:.2f} %".replace(".", ",")).value == share


@FEW
@given(words=st.lists(WORDS, unique=True, max_size=5))
def test_every_list_of_words_comes_back(words):
    words = [word for word in words if word not in ("alle", "all", "ingen", "none")]
    assert Items().read(Items().write(words, "da")).value == words


@FEW
@given(chosen=st.sets(st.sampled_from(ALL_WEEK)), language=st.sampled_from(["da", "en"]))
def test_every_week_comes_back_from_words(chosen, language):
    week = [name for name in ALL_WEEK if name in chosen]
    assert WorkingWeek().read(WorkingWeek().write(week, language)).value == week


@FEW
@given(junk=st.one_of(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False), st.booleans()))
@pytest.mark.parametrize("kind", [Date(), Money(), Percent(), WorkingWeek(), Items()])
def test_a_cell_is_understood_or_refused_in_words(kind, junk):
    try:
        kind.read(junk)
    except Misread as problem:
        words = (str(problem.what), str(problem.instead))
    else:
        words = ("understood", "understood")
    assert all(words)


HALVES_OF_WEEK = st.sets(st.sampled_from(ALL_WEEK)).map(lambda chosen: [name for name in ALL_WEEK if name in chosen])


@st.composite
def _periods(draw: st.DrawFn, first: date) -> dict[str, Any]:
    start, end = sorted(draw(st.integers(0, 300)) for _ in range(2))
    weekdays = draw(st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri"]), unique=True, max_size=3))
    return a_period(
        draw(st.sampled_from([(first + timedelta(days=start)).isoformat(), None])),
        draw(st.sampled_from([(first + timedelta(days=end)).isoformat(), None])),
        weekdays=weekdays,
        half=draw(st.sampled_from([None, "am", "pm"])),
    )


@st.composite
def _people(draw: st.DrawFn, first: date, numbers: list[str]) -> list[dict[str, Any]]:
    starts = st.sampled_from([None, (first + timedelta(days=40)).isoformat()])
    return [
        a_person(
            number,
            draw(WORDS),
            patterns=[a_pattern(draw(HALVES_OF_WEEK), draw(starts)) for _ in range(draw(st.integers(0, 2)))],
            is_temp=draw(st.booleans()),
            to_train=draw(st.booleans()),
            peer=draw(st.sampled_from([None, *numbers])),
            done_modules=draw(st.sampled_from([[], ["M1"], ["M2", "M1"], ["M1", "M2"]])),
            conversations_per_half_day=draw(st.integers(0, 9)),
            **draw(st.sampled_from([{}, {"wave": 1}, {"wave": 12}])),
        )
        for number in numbers
    ]


@st.composite
def _documents(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(WORDS, unique_by=folded, min_size=4, max_size=4))
    digits = st.from_regex(r"[0-9]{1,6}", fullmatch=True)
    numbers = draw(st.lists(digits, unique_by=lambda one: one.lstrip("0"), min_size=3, max_size=3))
    first = draw(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
    room = {"id": names[1], "name": names[1], "capacity": draw(st.integers(1, 99)), "site": "",
            "half_day_cost_ore": draw(st.integers(0, 10**9)), "busy": [draw(_periods(first))]}  # fmt: skip
    return a_small_document(
        title=draw(WORDS),
        first_day=first.isoformat(),
        last_day=(first + timedelta(days=300)).isoformat(),
        teams=[{"id": "ROD", "name": names[0], "site": draw(st.sampled_from(["", names[3]])), "cohort_cap": None}],
        people=draw(_people(first, numbers)),
        rooms=[room],
        absences=[{"person": draw(st.sampled_from(numbers)), "period": draw(_periods(first)), "kind": "leave"}],
        closed_days=[{"day": (first + timedelta(days=draw(st.integers(0, 300)))).isoformat(), "reason": names[2]}],
        everyone_must_be_trained=draw(st.booleans()),
        **draw(st.sampled_from([{}, {"keep_drawn_order": True}])),
    )


@settings(parent=FEW, max_examples=25)
@given(document=_documents(), language=st.sampled_from(["da", "en"]))
def test_every_document_comes_back(tmp_path: Path, document, language):
    write(document, tmp_path / "plan.xlsx", language=language)
    reading = read(tmp_path / "plan.xlsx")
    assert errors(reading) == []
    assert reading.document == document
