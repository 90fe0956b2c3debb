"""What `samklang agree` says to ratings that are not as they should be: everything at once, and nothing is written."""

import json
import re

import pytest
from openpyxl import load_workbook

HEAD = "rater;case;indicator;level\n"


@pytest.fixture
def refused(here, tmp_path, monkeypatch):
    """What is said of a file with this content, in one line; nothing is reckoned and nothing written."""

    monkeypatch.setenv("COLUMNS", "240")

    def refused_(content: str | bytes, *arguments: str) -> str:
        (tmp_path / "r.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
        answer = here("agree", "r.csv", *arguments, "--out", "out")
        assert (answer.returncode, answer.stdout, "Traceback" in answer.stderr) == (2, "", False), answer.stderr
        assert not (tmp_path / "out").exists()
        return " ".join(re.sub(r"[─━]+", " ", answer.stderr).split())

    return refused_


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file “r.csv” is empty."),
        (HEAD, "There are headings in “r.csv” but nothing below them."),
        (HEAD + "Anne;A;x;meget\n", "“meget” is not a number."),
        (b"PK\x03\x04 cut", "is neither an Excel workbook"),
        ("Anne;Bo\n1;2\n", "It cannot be told from the headings"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(refused, content, sentence):
    told = refused(content)
    assert "1 thing must be mended before agreement can be reckoned:" in told
    assert sentence in told


def test_duplicates_and_levels_off_the_scale_are_told_all_at_once_with_their_cells(refused):
    content = HEAD + "Anne;A;x;1\nAnne;A;x;2\nBo;A;x;6\nBo;B;x;0\nBo;B;x;3\n"
    told = refused(content, "--scale", "1-5")
    assert "4 things must be mended" in told
    assert [cell for cell in ("D3", "D4", "D5", "D6") if cell not in told] == []


def test_what_is_wrong_in_both_files_is_told_at_once(refused, tmp_path):
    (tmp_path / "then.csv").write_text(HEAD + "Anne;A;x;nul\n")
    told = refused(HEAD + "Anne;A;x;en\n", "--before", "then.csv")
    assert ("“en” is not a number." in told, "“nul” is not a number." in told, "then.csv" in told) == (True,) * 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--scale", "5-1"], "“5-1” is no scale."),
        (["--scale", "lav"], "“lav” is no scale."),
        (["--scale", "1,5-3"], "“1,5-3” is no scale."),
        (["--rater", "Hvem"], "There is no column “Hvem”."),
        (["--key", "Claus"], "There is neither a column nor a rater called “Claus”."),
        (["--smallest-relevant", "0"], "The smallest change that matters is above 0 %."),
        (["--bootstrap", "5"], "Write a number from 100 to 100,000."),
        (["--before", "nowhere.csv"], "There is no file “nowhere.csv”."),
        (["--level", "rank"], "rank"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(refused, arguments, sentence):
    assert sentence in refused(HEAD + "Anne;A;x;1\nBo;A;x;1\n", *arguments)


def test_a_folder_and_a_device_are_no_files_of_ratings(here, tmp_path):
    (tmp_path / "folder").mkdir()
    for path, sentence in (("folder", "is a folder"), ("/dev/zero", "is not an ordinary file")):
        answer = here("agree", path)
        assert (answer.returncode, answer.stdout, sentence in answer.stderr) == (2, "", True)


def test_issues_can_be_had_as_json(here, tmp_path):
    (tmp_path / "r.csv").write_text(HEAD + "Anne;A;x;6\n")
    answer = here("agree", "r.csv", "--scale", "1-5", "--json")
    issue = json.loads(answer.stdout)["issues"][0]
    assert (answer.returncode, issue["sheet"], issue["cell"], issue["error"]) == (2, "r.csv", "D2", True)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (["S1;1", "S2;2"], "Only one rater has rated anything; agreement takes two."),
        (["S1;;"], "There are no ratings."),
        (["S1;1;", "S2;;2"], "No case was rated by two raters."),
        ([f"S{case};3;3;3" for case in range(12)], "Everybody used one and the same level"),
        ([f"S{case};{case % 3};3" for case in range(12)], "Fewer than 3 raters"),
        (["S1;1;2;3", "S2;2;2;2"], "Too few cases were rated by several raters."),
    ],
)
def test_where_there_is_no_figure_the_answer_is_why(here, tmp_path, rows, sentence):
    raters = ";".join(f"Rater {number}" for number in range(1, rows[0].count(";") + 1))
    (tmp_path / "r.csv").write_text("\n".join([f"Sag;{raters}", *rows]) + "\n")
    answer = here("agree", "r.csv", "--out", "out")
    assert (answer.returncode, sentence in " ".join(answer.stdout.split())) == (0, True), answer.stdout
    assert json.loads((tmp_path / "out" / "agreement.json").read_text())["indicators"][0]["verdict"] in {
        "too-few",
        "all-alike",
    }
    assert "is missing]" not in (tmp_path / "out" / "agreement.html").read_text()


def test_a_case_that_nobody_rated_is_named(here, tmp_path):
    (tmp_path / "r.csv").write_text("Sag;Anne;Bo\nA;1;2\nB;NA;\n")
    assert "1 case was rated by nobody: B." in here("agree", "r.csv").stdout


def test_two_hundred_raters_of_five_hundred_cases_are_answered(here, tmp_path):
    head = ";".join(["Sag", *(f"R{number}" for number in range(200))])
    rows = (";".join([f"S{case}", *(str(1 + (case + rater % 2) % 5) for rater in range(200))]) for case in range(500))
    (tmp_path / "r.csv").write_text("\n".join([head, *rows]) + "\n")
    answer = here("agree", "r.csv", "--json")
    found = json.loads(answer.stdout)
    assert (answer.returncode, found["raters"], found["cases"], found["ratings"]) == (0, 200, 500, 100_000)


def test_names_that_look_like_formulas_or_pages_stay_text(here, tmp_path):
    bad = ("=cmd|'/c calc'!A1", "<script>alert(1)</script>", "@SUM(1)", "\x1b[31mred")
    rows = [f"{rater};{case}{number};{item};{level}" for number in range(3) for case in bad for item in bad
            for rater, level in (("=A", 1), ("-B", 2 + number))]  # fmt: skip
    (tmp_path / "r.csv").write_text(HEAD + "\n".join(rows) + "\n")
    answer = here("agree", "r.csv", "--raters", "--out", "out")
    assert (answer.returncode, "\x1b" in answer.stdout) == (0, False)
    book = load_workbook(tmp_path / "out" / "agreement.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [
        cell.coordinate for cell in cells if str(cell.value).startswith(("=", "-B", "@")) and not cell.quotePrefix
    ] == []
    page = (tmp_path / "out" / "agreement.html").read_text()
    assert ("<script" in page, "&lt;script&gt;" in page) == (False, True)
