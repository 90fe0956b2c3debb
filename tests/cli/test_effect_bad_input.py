"""`samklang effect` with tables that cannot be, and tables that are ordinary and tell nothing."""

import pytest
from tests.cli.evidence_tables import a_table

HEADS = ("unit", "cohort", "period", "y")
ASKED = ("--unit", "unit", "--cohort", "cohort", "--period", "period", "--outcome", "y", "--smallest", "1")
PEOPLE = ("Anne Jensen", "Bo Nielsen", "Hanne Hansen", "Lars Pedersen", "Mette Larsen", "Ole Sørensen")


def rows(units=12, periods=(1, 2, 3, 4), cohort=lambda unit: 3 if unit % 2 else "", value=None):
    value = value or (lambda unit, period: unit + period * 0.5 + (unit * period) % 3)
    return [(f"E{unit}", cohort(unit), period, value(unit, period)) for unit in range(units) for period in periods]


def refused(answer, folder):
    assert (answer.returncode, folder.exists()) == (2, False)
    assert "Traceback" not in answer.stderr
    return " ".join(answer.stderr.split())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ([*rows(), rows()[-1]], "One unit has more than one row for the same period, “unit” E11."),
        ([(*row[:3], "inf") if row[0] == "E3" else row for row in rows()], "is infinite or not a number in 4 rows"),
        ([(*row[:3], "many") for row in rows()], "The column “y” holds text, where numbers are needed."),
        ([(PEOPLE[int(row[0][1:]) % 6] + row[0][1:], *row[1:]) for row in rows()], "seems to hold names or civil"),
        (
            [("010190-1234", *row[1:2], place, row[3]) for place, row in enumerate(rows())],
            "names or civil registration",
        ),
        ([(row[0], row[2] % 2 + 3, *row[2:]) for row in rows()], "12 units are in two cohorts"),
        ([], "The table has no rows."),
    ],
)
def test_a_table_that_cannot_be_is_told_in_a_sentence_and_nothing_is_written(here, tmp_path, table, said):
    a_table(tmp_path / "data.csv", table, HEADS)
    assert said in refused(here("effect", "data.csv", *ASKED, "--out", "out"), tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.csv", None, "There is no file none.csv."),
        ("empty.csv", "", "“empty.csv” is empty."),
        ("text.parquet", "no table", "the files could not be read; nothing was written."),
        ("table.xlsx", "x", "“table.xlsx” is neither Parquet nor CSV."),
        ("other.csv", "a,b\n1,2\n", "There is no column “unit”. The table has: a, b."),
    ],
)
def test_a_file_that_is_no_table_is_told_in_a_sentence(here, tmp_path, name, content, said):
    if content is not None:
        (tmp_path / name).write_text(content)
    assert said in refused(here("effect", name, *ASKED, "--out", "out"), tmp_path / "out")


def test_no_file_and_no_plan_are_told(here, tmp_path):
    assert "Give at least one file of data" in refused(here("effect", *ASKED), tmp_path / "out")
    assert "Say --unit, --cohort" in refused(here("effect", "data.csv"), tmp_path / "out")
    (tmp_path / "p.json").write_text("{}")
    assert "is not a frozen plan" in refused(here("effect", "data.csv", "--plan", "p.json"), tmp_path / "out")


def test_an_engine_that_is_none_is_told_and_may_be_set_in_the_environment(here, tmp_path, monkeypatch):
    a_table(tmp_path / "data.csv", rows(), HEADS)
    said = refused(here("effect", "data.csv", *ASKED, "--engine", "spark", "--out", "out"), tmp_path / "out")
    assert "“spark” is neither." in said
    monkeypatch.setenv("SAMKLANG_ENGINE", "elsewhere")
    assert "“elsewhere” is neither." in refused(here("effect", "data.csv", *ASKED), tmp_path / "out")


@pytest.mark.xdist_group("spark")
def test_an_engine_that_does_not_answer_is_told_and_nothing_is_written(here, tmp_path):
    pytest.importorskip("pyspark")
    a_table(tmp_path / "data.csv", rows(), HEADS)
    answer = here("effect", "data.csv", *ASKED, "--engine", "sc://127.0.0.1:9", "--out", "out")
    assert "Nothing that speaks Spark Connect answers at sc://127.0.0.1:9." in refused(answer, tmp_path / "out")


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (rows(cohort=lambda _: 3), "nobody was left without training to compare with"),
        (rows(cohort=lambda _: ""), "Nobody was trained while the outcome was followed."),
        (rows(cohort=lambda _: 9), "Training that begins after the last period (9) is counted as never."),
        (rows(cohort=lambda _: 1), "There is no period before training to compare with."),
        (rows(units=1, cohort=lambda _: 3), "It cannot be told whether “y” moved with training."),
        (rows(periods=(1, 2, 4), cohort=lambda _: 9), "One period between the first and the last in “period”"),
        (rows()[:-1], "One of 12 units is not there in every period."),
    ],
)
def test_what_cannot_be_told_is_an_answer_with_its_reason(here, tmp_path, table, said):
    a_table(tmp_path / "data.csv", table, HEADS)
    answer = here("effect", "data.csv", *ASKED, "--out", "out")
    assert answer.returncode == 0, answer.stderr
    assert said in " ".join(answer.stdout.split())
    assert (tmp_path / "out" / "effect.html").exists()
