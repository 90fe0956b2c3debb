"""`samklang template`: an empty workbook that nothing is lost for."""

import pytest
from openpyxl import load_workbook


@pytest.mark.parametrize("programme", ["conversations", "companies"])
def test_the_template_is_a_workbook_that_can_be_opened_and_read(here, tmp_path, programme):
    made = here("template", "t.xlsx", "--programme", programme, "--first-day", "1.2.2027")
    assert (made.returncode, "samklang plan t.xlsx --out plan" in made.stdout) == (0, True)
    assert "Staff" in load_workbook(tmp_path / "t.xlsx").sheetnames
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mine.xlsx", "“mine.xlsx” is there already."),
        ("t.docx", "The name must end in .xlsx, such as t.xlsx."),
        ("nowhere/t.xlsx", "There is no folder “nowhere”."),
        ("/proc/t.xlsx", "Nothing can be written in “/proc”."),
    ],
)
def test_a_place_that_cannot_be_is_refused_and_nothing_is_touched(here, tmp_path, name, sentence):
    (tmp_path / "mine.xlsx").write_text("mine")
    made = here("template", name)
    assert (made.returncode, made.stdout, sentence in made.stderr) == (2, "", True), made.stderr
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"mine.xlsx": "mine"}
