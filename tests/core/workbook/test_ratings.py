"""Ratings are read from any file that holds them, and everything that is wrong is told at once with its cell."""

import pytest
from openpyxl import Workbook

from samklang.core.workbook.ratings import NO_ITEM, Scale, Wanted, read_ratings
from samklang.core.workbook.ratings_layout import Form

ONE_TO_FIVE = Scale(tuple(float(level) for level in range(1, 6)))


@pytest.fixture
def read(tmp_path):
    """The ratings and the issues, as (cell, what), of a text file with this content."""

    def read_(content: str | bytes, name: str = "r.csv", **wanted):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        file, issues = read_ratings(path, Wanted(**wanted))
        return file, [(issue.cell, str(issue.what)) for issue in issues]

    return read_


LONG = "rater;case;indicator;level\nAnne;A;Åbning;1\nBo;A;Åbning;2\nAnne;B;Åbning;3\nBo;B;Åbning;\n"
ROWS = (("Anne", "A", "Åbning", 1), ("Bo", "A", "Åbning", 2), ("Anne", "B", "Åbning", 3), ("Bo", "B", "Åbning", None))


@pytest.mark.parametrize(
    "content",
    [
        LONG,
        LONG.replace(";", ","),
        LONG.replace(";", "\t"),
        LONG.replace("rater;case;indicator;level", "Bedømmer;Sag;Indikator;Niveau"),
        LONG.encode("cp1252"),
        LONG.encode("utf-16"),
        b"\xef\xbb\xbf" + LONG.encode(),
        LONG.replace("\n", "\r\n"),
        LONG.replace("Anne;B", '"  Anne ";"B"'),
        LONG.replace("Bo;B;Åbning;", "Bo;B;Åbning;NA\n;;;"),
    ],
)
def test_a_long_file_is_read_whatever_its_separators_encoding_and_language(read, content):
    file, issues = read(content)
    assert (file.rows, file.has_items, issues) == (ROWS, True, [])


def test_columns_stand_in_any_order_and_others_are_left_alone(read):
    file, issues = read("Dato;Score;Case;Rater\n1. maj;4;A;Anne\n2. maj;5;A;Bo\n")
    assert (file.rows, file.has_items, issues) == (
        (("Anne", "A", NO_ITEM, 4), ("Bo", "A", NO_ITEM, 5)),
        False,
        [],
    )


def test_columns_with_other_headings_can_be_named(read):
    named = {"rater": "Hvem", "case": "Borger", "level": "Tal"}
    file, _ = read("Tal;Borger;Hvem\n4;A;Anne\n", named=named)
    assert file.rows == (("Anne", "A", NO_ITEM, 4),)


def test_a_name_that_is_no_column_is_told_with_those_there_are(read, tmp_path):
    file, issues = read("Tal;Borger;Hvem\n4;A;Anne\n", named={"rater": "Hvor"})
    assert (file, issues) == (None, [("", "There is no column “Hvor”.")])


@pytest.mark.parametrize(
    ("content", "wide"),
    [
        ("Sag;Anne;Bo\nA;1;2\nB;3;NA\n", None),
        ("Bedømmer;A;B\nAnne;1;3\nBo;2;\n", None),
        (";Anne;Bo\nA;1;2\nB;3;\n", Form.CASES),
        ("Nr;Anne;Bo\nA;1;2\nB;3;\n", Form.CASES),
    ],
)
def test_a_wide_file_has_a_row_for_each_case_or_for_each_rater(read, content, wide):
    if content.startswith("Nr"):
        file, issues = read(content, wide=wide, named={"case": "Nr"})
    else:
        file, issues = read(content, wide=wide)
    assert (sorted(file.rows, key=str), issues) == (
        sorted(
            [("Anne", "A", "", 1), ("Bo", "A", "", 2), ("Anne", "B", "", 3), ("Bo", "B", "", None)],
            key=str,
        ),
        [],
    )


def test_a_wide_file_may_have_a_column_of_items(read):
    file, _ = read("Sag;Indikator;Anne;Bo\nA;x;1;2\nA;y;3;4\n")
    assert file.rows == (("Anne", "A", "x", 1), ("Bo", "A", "x", 2), ("Anne", "A", "y", 3), ("Bo", "A", "y", 4))


def test_numbered_raters_over_unnamed_cases_are_recognised(read):
    file, _ = read('"Rater1","Rater2"\n1,1\nNA,2\n')
    assert file.rows == (
        ("Rater1", "1", "", 1),
        ("Rater2", "1", "", 1),
        ("Rater1", "2", "", None),
        ("Rater2", "2", "", 2),
    )


def test_decimal_commas_are_numbers_and_no_separators(read):
    file, issues = read("Rater 1;Rater 2\n" + "1,5;2,25\n" * 19)
    assert ({row[3] for row in file.rows}, issues) == ({1.5, 2.25}, [])


def test_what_a_row_is_must_be_said_where_headings_do_not_tell(read):
    file, issues = read("Anne;Bo\n1;2\n")
    assert (file, issues) == (None, [("", "It cannot be told from the headings “Anne” and “Bo” what a row is.")])


def test_two_columns_that_may_both_be_meant_are_asked_about(read):
    _, issues = read("rater;case;score;rating\nAnne;A;1;2\n")
    assert issues == [("", "“score” and “rating” may both be the column meant.")]


def test_every_duplicate_is_told_at_once_with_its_row(read):
    file, issues = read(LONG + "Bo;A;Åbning;2\nAnne;A;Åbning;1\n")
    assert file is None
    assert issues == [
        ("D6", "“Bo”, “A” and “Åbning” stand in row 3 too."),
        ("D7", "“Anne”, “A” and “Åbning” stand in row 2 too."),
    ]


def test_a_row_of_a_wide_file_that_comes_twice_is_told_once(read):
    assert read("Sag;Anne;Bo\nA;1;2\nA;3;4\n")[1] == [("A3", "“A” stands in row 2 too.")]


def test_every_cell_outside_the_scale_or_not_a_number_is_told_at_once(read):
    content = "Sag;Anne;Bo\nA;6;2\nB;3,5;mange\nC;0;5\n"
    file, issues = read(content, scale=ONE_TO_FIVE)
    assert file is None
    assert issues == [
        ("B2", "“6” is not on the scale."),
        ("B3", "“3,5” is not on the scale."),
        ("C3", "“mange” is not a number."),
        ("B4", "“0” is not on the scale."),
    ]


def test_a_span_holds_what_lies_between(read):
    span = Scale(lowest=0, highest=10)
    assert read("Sag;Anne;Bo\nA;9,5;10,5\n", scale=span)[1] == [("C2", "“10,5” is not on the scale.")]


def test_levels_may_be_words_where_that_is_said(read):
    file, issues = read("Sag;Anne;Bo\nA;ja;Nej\nB;nej;\n", words=True)
    assert ([row[3] for row in file.rows], dict(file.words), issues) == ([1, 2, 2, None], {1: "ja", 2: "Nej"}, [])
    assert read("Sag;Anne;Bo\nA;ja;måske\n", words=True, scale=Scale(("ja", "nej")))[1] == [
        ("C2", "“måske” is not on the scale.")
    ]


def test_a_column_without_numbers_is_told_once(read):
    assert read("Sag;Anne;Bo;Bemærkning\nA;1;2;god\nB;1;2;dårlig\n")[1] == [
        ("D1", "Nothing in the column “Bemærkning” is a number.")
    ]


def test_a_rater_or_a_case_left_blank_is_told(read):
    assert read("rater;case;level\n;A;1\nBo;;2\n;;\n")[1] == [
        ("A2", "The cell is blank."),
        ("B3", "The cell is blank."),
    ]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("Sag;Facit;Anne;Bo\nA;2;1;2\nB;3;3;4\n", "Facit"),
        ("Sag;Mester;Anne;Bo\nA;2;1;2\nB;3;3;4\n", "mester"),
        ("Bedømmer;A;B\nMester;2;3\nAnne;1;3\nBo;2;4\n", "Mester"),
        ("rater;case;level;facit\nAnne;A;1;2\nAnne;B;3;3\nBo;A;2;2\nBo;B;4;3\n", "facit"),
    ],
)
def test_the_key_is_a_column_or_a_rater(read, content, key):
    file, _ = read(content, named={"key": key})
    assert file.key == {("A", ""): 2, ("B", ""): 3}
    assert {row[0] for row in file.rows} == {"Anne", "Bo"}


def test_a_key_that_was_not_asked_for_is_nobodys_ratings(read):
    file, issues = read("Sag;Facit;Anne;Bo\nA;2;1;2\n")
    assert ({row[0] for row in file.rows}, file.key, len(issues)) == ({"Anne", "Bo"}, {}, 1)


def test_a_key_that_contradicts_itself_or_is_nowhere_is_told(read):
    content = "rater;case;level;facit\nAnne;A;1;2\nBo;A;2;3\n"
    assert read(content, named={"key": "facit"})[1] == [("D3", "The key of “A” is 3 here and 2 in row 2.")]
    assert read(content, named={"key": "Claus"})[1] == [("A1", "There is neither a column nor a rater called “Claus”.")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "The file “r.csv” is empty."),
        ("\n\n;;\n", "There is nothing in “r.csv”."),
        ("rater;case;level\n", "There are headings in “r.csv” but nothing below them."),
        ("1;2;3\n4;5;6\n", "There is no row with headings above the ratings in “r.csv”."),
        (b"\x89PNG\r\n\x1a\n\0\0", "“r.csv” is a picture, a PDF or a web page, whatever its name ends in."),
        (b"a;b\0c", "“r.csv” is not a text file with columns."),
    ],
)
def test_a_file_without_ratings_is_told(read, content, what):
    file, issues = read(content)
    assert (file, [said for _, said in issues]) == (None, [what])


def test_a_line_break_within_quotation_marks_is_part_of_a_name(read):
    file, _ = read('rater;case;level\nAnne;"En sag\nmed to linjer";1\n')
    assert file.rows == (("Anne", "En sag med to linjer", "", 1),)


def test_a_civil_registration_number_is_told_and_not_repeated(read):
    file, issues = read("rater;case;level\nAnne;010190-1234;1\nBo;B;2\n")
    assert (file, [cell for cell, _ in issues]) == (None, ["B2"])
    assert "010190" not in str(issues)


def test_a_workbook_is_read_with_its_formulas_merged_cells_and_other_sheets(tmp_path):
    book = Workbook()
    book.active.title = "Læs mig"
    book.active.append(["Denne mappe er konstrueret"])
    sheet = book.create_sheet("Runde 1")
    for row in (["Runde 1"], ["Sag", "Bedømmer", "Niveau"], ["A", "Anne", 1], [None, "Bo", 2.0], [7, "Bo", "=1+1"]):
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "r.xlsx")
    file, issues = read_ratings(tmp_path / "r.xlsx", Wanted())
    assert (file, [(one.sheet, one.cell, one.is_error) for one in issues]) == (
        None,
        [("Runde 1", "", False), ("Runde 1", "C5", True)],
    )
    sheet["C5"] = 3
    book.save(tmp_path / "r.xlsx")
    file, issues = read_ratings(tmp_path / "r.xlsx", Wanted())
    assert file.rows == (("Anne", "A", "", 1), ("Bo", "A", "", 2), ("Bo", "7", "", 3))
