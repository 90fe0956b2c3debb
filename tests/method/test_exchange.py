"""An edition as a file and back: JSON and workbook."""

import json
from dataclasses import replace
from io import BytesIO

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from samklang.core.words import written
from samklang.method.content import shipped
from samklang.method.documents import ConceptText, LineText, ProseText, to_document
from samklang.method.drafting import with_row
from samklang.method.exchange import FileFaults, as_json, as_xlsx, read_file

OURS = {one.key: one for one in shipped()}
CONVERSATION = OURS["conversation"]


@pytest.mark.parametrize("key", OURS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_workbook_read_again_is_the_same_edition(key, language):
    assert to_document(read_file(as_xlsx(OURS[key], language), "ramme.xlsx")) == to_document(OURS[key])


@pytest.mark.parametrize("key", OURS)
def test_json_read_again_is_the_same_edition(key):
    assert to_document(read_file(as_json(OURS[key]), "ramme.json")) == to_document(OURS[key])


def test_line_breaks_formulas_and_a_key_that_reads_example_come_through():
    row = ConceptText(
        key="example", term=LineText(da="=SUM(A1)"), definition=ProseText(da="Første linje\n\n– anden  linje"),
        example=ProseText(da="'citat'", en="007"),
    )  # fmt: skip
    document = with_row(CONVERSATION, "concepts", row)
    assert read_file(as_xlsx(document, "da"), "a.xlsx").concepts[-1] == row
    assert read_file(as_json(document), "a.json").concepts[-1] == row


def cells(document, change):
    """The workbook with cells changed: {sheet: {(row, column): value}}; None leaves the sheet out."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    old = CalamineWorkbook.from_filelike(BytesIO(as_xlsx(document, "da")))
    for name in old.sheet_names:
        if name in change and change[name] is None:
            continue
        sheet = book.add_worksheet(name)
        for number, row in enumerate(old.get_sheet_by_name(name).to_python()):
            for place, value in enumerate(row):
                sheet.write(number, place, change.get(name, {}).get((number, place), value))
    book.close()
    return buffer.getvalue()


def faults_of(content, name="a.xlsx"):
    with pytest.raises(FileFaults) as caught:
        read_file(content, name)
    return [
        (" ".join(written(one, "en") for one in fault.where), written(fault.what, "en"))
        for fault in caught.value.faults
    ]


def test_every_fault_of_a_workbook_is_told_by_sheet_and_cell():
    found = faults_of(
        cells(
            CONVERSATION,
            {
                "Indikatorer": {(4, 2): "findes-ikke", (5, 4): "måske"},
                "Niveautekster": {(4, 2): 9, (9, 1): "ukendt"},
                "Begreber": {(4, 1): "Ikke En Nøgle", (5, 2): ""},
            },
        )
    )
    assert ("sheet “Indikatorer” cell B5", "There is no competence “findes-ikke”. Add it, or choose another.") in found
    assert {where for where, _ in found} >= {
        "sheet “Indikatorer” cell E6", "sheet “Niveautekster” cell B10", "sheet “Begreber” cell B5",
        "sheet “Begreber” cell B6",
    }  # fmt: skip


def test_a_sheet_that_is_missing_is_told_since_its_rows_would_be_lost():
    assert faults_of(cells(CONVERSATION, {"Begreber": None})) == [
        ("sheet “Begreber” cell A1", "The sheet “Begreber” is missing.")
    ]


def test_a_key_that_stands_twice_is_told_where_it_stands_the_second_time():
    key = CONVERSATION.concepts[0].key
    assert faults_of(cells(CONVERSATION, {"Begreber": {(5, 1): key}})) == [
        ("sheet “Begreber” cell B6", f"The key “{key}” stands 2 times. Use each once.")
    ]


def test_a_formula_error_and_a_civil_registration_number_are_told():
    found = faults_of(cells(CONVERSATION, {"Begreber": {(4, 4): "010190-1234 sagde det"}}))
    assert found == [("sheet “Begreber” cell E5", "This cell holds what looks like a civil registration number.")]


def test_every_fault_of_a_json_file_is_told_in_words():
    source = to_document(CONVERSATION)
    source["indicators"][3]["anchors"][1]["da"] = "x" * 700
    source["concepts"][0]["key"] = "Nej Tak"
    source["concepts"][1]["terms"] = {}
    source["phases"][0]["name"] = "kun dansk"
    assert {where for where, _ in faults_of(json.dumps(source).encode(), "a.json")} == {
        f"Indicators no. 4 ({source['indicators'][3]['key']}) Level texts no. 2 Danish",
        "Concepts no. 1 (Nej Tak) Key",
        f"Concepts no. 2 ({source['concepts'][1]['key']}) terms",
        f"Phases no. 1 ({source['phases'][0]['key']}) Name",
    }


def test_a_civil_registration_number_in_json_is_told():
    row = replace(CONVERSATION.concepts[0], example=ProseText(da="»010190-1234« siger hun"))
    ((where, what),) = faults_of(as_json(with_row(CONVERSATION, "concepts", row)), "a.json")
    assert where.startswith("Concepts no. 1")
    assert "civil registration number" in what


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\xff\xfe\x00", b"[1, 2]", b"null", b"{", b'{"a": NaN}', b"[" * 100_000, b"PK\x03\x04 nothing",
        b'{"samklang": "cases", "cases": []}', b"key;name\r\na;b", b"%PDF-1.7", b'{"key": 1e999}',
        json.dumps({"key": "a", "name": {"da": "A"}, "indicators": {"a": 1}}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_edition_is_told(content):
    assert faults_of(content, "a.json")
