"""The example files in the repository are the constructed jobcentres, and can be read by what reads such files."""

import runpy
from datetime import date
from pathlib import Path

import pytest

from samklang.core.planner.problem import Problem, from_document
from samklang.core.workbook import read, read_absences
from samklang.demo.jobcentres import ringkobing_skjern, vejen, vejen_impossible

EXAMPLES = Path(__file__).parents[2] / "examples"
MAKE_EXAMPLES = runpy.run_path(str(EXAMPLES / "make_examples.py"))["make_examples"]
WORKBOOKS = {
    "vejen.xlsx": vejen,
    "ringkobing-skjern.xlsx": ringkobing_skjern,
    "vejen-impossible.xlsx": vejen_impossible,
}
TEXTS = ("vejen-sick.csv", "personnel-export.csv")


def eligible_for_everything(problem: Problem) -> set[str]:
    return {person.id for person in problem.people if person.to_train and not person.done_modules}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_each_example_workbook_reads_back_as_the_jobcentre_it_was_made_from_without_a_remark(name):
    reading = read(EXAMPLES / name)
    assert [str(issue.what) for issue in reading.issues] == []
    assert from_document(reading.document) == WORKBOOKS[name]()


def test_making_the_examples_again_writes_the_same_bytes(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        MAKE_EXAMPLES(folder)
    for name in (*WORKBOOKS, *TEXTS):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_files_in_the_repository_are_the_ones_the_script_writes(name, tmp_path):
    MAKE_EXAMPLES(tmp_path)
    assert (EXAMPLES / name).read_bytes() == (tmp_path / name).read_bytes()


def test_the_news_of_absences_is_five_absences_and_one_resignation_among_those_to_be_trained():
    problem = vejen()
    people = [(person.id, person.name) for person in problem.people]
    changes, issues = read_absences(EXAMPLES / "vejen-sick.csv", people=people)
    assert not [issue for issue in issues if issue.is_error]
    ((leaver, last_day),) = changes.resigned
    away = [absence["person"] for absence in changes.absences]
    assert (len(away), last_day) == (5, date(2027, 9, 30))
    assert len({leaver, *away}) == 6
    assert {leaver, *away} <= eligible_for_everything(problem)


def test_the_personnel_export_feeds_the_workbook_with_the_same_people_hours_and_teams():
    reading = read(EXAMPLES / "vejen.xlsx", staff_csv=EXAMPLES / "personnel-export.csv")
    assert not [issue for issue in reading.issues if issue.is_error]
    fed, problem = from_document(reading.document), vejen()
    for person, was in zip(fed.people, problem.people, strict=True):
        assert (person.id, person.name, person.team, person.role) == (was.id, was.name, was.team, was.role)
        assert person.patterns[-1].half_days == was.patterns[-1].half_days
        assert person.employed_from is not None


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_files_are_in_windows_1252_with_semicolons_and_danish_letters(name):
    content = (EXAMPLES / name).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    lines = content.decode("cp1252").split("\r\n")
    assert len({line.count(";") for line in lines if line}) == 1
    assert ";" in lines[0]
