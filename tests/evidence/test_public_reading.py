"""Files of public figures as people download them, and what is said of those that cannot be read."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.core.words import render
from samklang.evidence.public.catalogue import query_of, shipped
from samklang.evidence.public.faults import NoFigures
from samklang.evidence.public.reading import read
from samklang.evidence.public.series import Choice, Series
from samklang.evidence.public_samples import FILES, sample

TABLES = {one.key: one for one in shipped()}
HOURS = Choice("otij01", "Andel personer med ordinære timer", "procent")
LONG = "Område;Periode;Andel personer med ordinære timer\n"


def _csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return (LONG + "\n".join(lines) + "\n").encode(encoding)


def _xlsx(rows: list[list[object]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "mmm yyyy"}) as book:
        sheet = book.add_worksheet("Tal")
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return out.getvalue()


def _values(found: tuple[Series, ...]) -> dict[str, list[tuple[str, str]]]:
    return {one.area: [(its.period, str(its.value)) for its in one.points] for one in found}


def _refused(content: bytes, name: str = "tal.csv", choice: Choice = HOURS) -> str:
    with pytest.raises(NoFigures) as fault:
        read(content, name, choice)
    return render(fault.value.sentence, "en")


@pytest.mark.parametrize("key", FILES)
def test_every_sample_reads_as_the_table_it_is_of(key):
    table, found = TABLES[key], sample(key)
    assert found is not None
    choice = Choice(
        table.code, table.measure, table.unit.da, query_of(table.query).keeps, ("Vejen", "Ringkøbing-Skjern")
    )
    series = read(found[1], found[0], choice)
    assert [one.area for one in series] == ["Vejen", "Ringkøbing-Skjern"]
    assert all(len(one.points) in (16, 24) for one in series)
    assert all(one.points[-1].last_day in (date(2026, 9, 30), date(2026, 6, 30)) for one in series)


def test_rows_with_a_heading_for_periods_are_read_with_danish_numbers_and_hidden_figures():
    found = read(_csv("Vejen;Aug 2026;14,5", "Vejen;Jul 2026;-", "Hele landet;2026M08;13,6"), "tal.csv", HOURS)
    assert _values(found) == {
        "Hele landet": [("2026M08", "13.6")], "Vejen": [("2026M07", "None"), ("2026M08", "14.5")],
    }  # fmt: skip
    assert [one.suppressed for one in found[1].points] == [True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_danish_letters_survive_every_encoding_that_files_come_in(encoding):
    found = read(_csv("Ringkøbing-Skjern;2026M08;1,5", encoding=encoding), "tal.csv", HOURS)
    assert found[0].area == "Ringkøbing-Skjern"


def test_commas_between_columns_and_quoted_numbers_are_read():
    content = LONG.replace(";", ",").encode() + b'Vejen,2026M08,"14,5"\nVejen,2026M07,"1.214,0"\n'
    assert _values(read(content, "tal.csv", HOURS)) == {"Vejen": [("2026M07", "1214.0"), ("2026M08", "14.5")]}


def test_a_table_with_a_column_for_each_month_is_read_from_excel_with_blank_cells_as_in_the_row_above():
    content = _xlsx([
        ["Fuldtidsledige i pct. af arbejdsstyrken"], [], ["", "", "2026M07", "2026M08"], ["I alt", "Vejen", 2.1, 2.0],
        ["", "Hele landet", 2.9, ".."], ["Kilde: Danmarks Statistik"],
    ])  # fmt: skip
    found = read(content, "AUP02.xlsx", Choice("AUP02", "", "procent"))
    assert _values(found) == {
        "Hele landet": [("2026M07", "2.9"), ("2026M08", "None")], "Vejen": [("2026M07", "2.1"), ("2026M08", "2")],
    }  # fmt: skip
    assert found[0].points[1].suppressed


def test_months_that_excel_keeps_as_days_are_months():
    content = _xlsx([["Område", date(2026, 7, 1), date(2026, 8, 1)], ["Vejen", 2.1, 2]])
    assert _values(read(content, "tal.xlsx", Choice("AUP02", "", "procent"))) == {
        "Vejen": [("2026M07", "2.1"), ("2026M08", "2")],
    }  # fmt: skip


def test_statbanks_own_csv_with_codes_is_read():
    content = "\ufeffOMRÅDE;ALDER;KØN;TID;INDHOLD\r\nVejen;TOT;TOT;2026M07;2.1\r\nVejen;TOT;TOT;2026M08;..\r\n".encode()
    found = read(content, "AUP02.csv", Choice("AUP02", "", "procent"))
    assert _values(found) == {"Vejen": [("2026M07", "2.1"), ("2026M08", "None")]}


def test_an_answer_of_jobindsats_second_version_is_read():
    content = (
        b'[{"Variables":[{"Name":"area","Label":"Area"},{"Label":"Periode"},{"Label":"Andel personer med '
        b'ordin\xc3\xa6re timer"}],"Data":[["Vejen","2026M08","14.5"],["Vejen","2026M07",null]]}]'
    )
    assert _values(read(content, "svar.json", HOURS)) == {"Vejen": [("2026M07", "None"), ("2026M08", "14.5")]}


def test_figures_are_never_added_together_so_a_heading_with_several_values_is_a_fault_unless_one_is_kept():
    content = (
        "Område;Periode;Køn;Antal\nVejen;2026M08;Mænd;5\nVejen;2026M08;Kvinder;6\nVejen;2026M08;I alt;11\n".encode()
    )
    choice = Choice("y25i01", "Antal", "personer")
    assert _refused(content, choice=choice) == (
        "Table y25i01 is divided by “Køn”: Mænd, Kvinder, I alt. Choose one of them at the source, since Samklang does "
        "not add figures together."
    )
    kept = read(content, "tal.csv", replace(choice, keeps={"Køn": ("Køn i alt", "I alt")}))
    assert _values(kept) == {"Vejen": [("2026M08", "11")]}


def test_a_file_need_not_hold_the_neighbours_but_must_hold_the_municipality():
    content = _csv("Vejen;2026M08;14,5")
    choice = replace(HOURS, areas=("Vejen Kommune", "Varde"))
    assert _values(read(content, "tal.csv", replace(choice, lenient=True))) == {"Vejen": [("2026M08", "14.5")]}
    assert _refused(content, choice=choice) == "Table otij01 has no area called “Varde”. It has: Vejen."
    assert "no area called “Esbjerg”" in _refused(content, choice=replace(choice, areas=("Esbjerg",), lenient=True))


FAULTS = {
    "a wrong cell": (_csv("Vejen;2026M08;14,5", "Vejen;2026M07;14,5,5"),
                     "“14,5,5” in cell C3 is no figure and no sign for a figure that is not shown."),
    "twice": (_csv("Vejen;2026M08;14,5", "Vejen;Aug 2026;14,6"),
              "Table otij01 has several figures for Vejen in 2026M08. Choose one of them at the source."),
    "lengths": (_csv("Vejen;2026M08;14,5", "Vejen;2026Q3;14,6"),
                "Table otij01 mixes periods of different lengths. Choose months, quarters or years, not several."),
    "signs": (_csv("Vejen;2026M08;14,5", "Vejen;2026M07;14.55"),
              "Some numbers in the file have a decimal comma and others a decimal point, so they cannot be told apart. "
              "Download it again and save it unchanged."),
    "another table": (b"Omr\xc3\xa5de;Periode;Antal;Andel\nVejen;2026M08;7;8\nVejen;2026M07;7;8\n",
                      "Table otij01 has no column “Andel personer med ordinære timer”. It has: Antal, Andel."),
    "no periods": (b"Navn;Timer\nVejen;7\n",
                   "No periods were found in the file. The headings must have a column called Periode or Tid, or be "
                   "periods such as 2026M03."),
    "people": (_csv("010190-1234;2026M08;14,5"),
               "The file holds civil registration numbers. It is not public figures, and nothing of it was kept."),
    "json of something else": (b'{"hello": [1]}',
                               "The file answered about table otij01 with something that Samklang cannot read."),
    "half a json": (b'{"hello": [1', "The file cannot be read as public figures. Download it again as CSV or Excel"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "“tal.csv” is a picture, a PDF or a web page"),
    "a page": (b"<!DOCTYPE html><html>", "“tal.csv” is a picture, a PDF or a web page"),
    "nothing": (b"", "The file “tal.csv” is empty."),
}  # fmt: skip


@pytest.mark.parametrize("kind", FAULTS)
def test_a_file_that_cannot_be_used_is_told_in_one_sentence_and_nothing_of_it_is_read(kind):
    content, says = FAULTS[kind]
    assert _refused(content).startswith(says)


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_file_breaks_the_reading(content):
    with suppress(NoFigures):
        read(content, "tal.csv", HOURS)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(["Periode", "Område", "2026M08", "Vejen", "1,5", "-", "", "x", "2026"]),
                         max_size=5), max_size=6))  # fmt: skip
def test_no_order_of_cells_breaks_the_reading(rows):
    content = "\n".join(";".join(row) for row in rows).encode()
    try:
        found = read(content, "tal.csv", Choice("t", "", ""))
    except NoFigures:
        return
    assert all(one.value is None or one.value in (Decimal("1.5"), Decimal(2026)) for its in found for one in its.points)
