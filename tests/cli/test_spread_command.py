"""`samklang spread`: the figures, the pictures in which nobody can be found, and no member of staff in any output."""

import json
from pathlib import Path
from random import Random

import pytest
from tests.cli.evidence_tables import a_table
from tests.pages import faults_of

HEADS = ("staff", "group", "in_work")
ASKED = ("--staff", "staff", "--outcome", "in_work", "--smallest", "10%")


def cases(staff=30, each=40, *, apart=0.15, seed=1):
    chance = Random(seed)
    levels = [min(0.9, max(0.1, chance.gauss(0.4, apart))) for _ in range(staff)]
    return [
        (f"QX{7000 + person}", "ab"[case % 2], int(chance.random() < levels[person]))
        for person in range(staff)
        for case in range(each)
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return a_table(tmp_path / "data.csv", cases(), HEADS)


def told(answer) -> dict:
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_the_answer_stands_first_with_luck_beside_it(here, data):
    words = " ".join(here("spread", data, *ASKED, "--strata", "group").stdout.split())
    assert words.startswith("Whom one meets means ")
    assert "luck alone would still give" in words
    assert "1,200 cases of 30 members of staff" in words


def test_no_member_of_staff_is_in_any_output(here, data, tmp_path):
    a_table(tmp_path / "earlier.csv", cases(seed=2), HEADS)
    shown = here("spread", data, *ASKED, "--before", "earlier.csv", "--out", "out")
    as_json = here("spread", data, *ASKED, "--before", "earlier.csv", "--json")
    page, document = ((tmp_path / "out" / name).read_text() for name in ("spread.html", "spread.json"))
    everything = "".join([shown.stdout, shown.stderr, as_json.stdout, as_json.stderr, page, document])
    assert (shown.returncode, as_json.returncode, "QX7" in everything) == (0, 0, False)
    assert page.count("<svg") == 2
    assert [one for one in faults_of(page, "en") if "style" not in one] == []
    found = json.loads(document)
    assert min(point["staff"] for point in found["caterpillar"]["points"]) >= 3
    assert "is missing]" not in page


def test_sums_give_the_figures_of_the_rows_they_are_sums_of(here, data, tmp_path):
    totals: dict[tuple[str, str], list[int]] = {}
    for staff, group, value in cases():
        one = totals.setdefault((staff, group), [0, 0])
        one[0], one[1] = one[0] + 1, one[1] + value
    a_table(tmp_path / "sums.csv", [(*key, *sums) for key, sums in totals.items()], ("staff", "group", "n", "yes"))
    rows = told(here("spread", data, *ASKED, "--strata", "group", "--json"))
    sums = told(here("spread", "sums.csv", "--staff", "staff", "--strata", "group", "--count", "n", "--sum", "yes",
                     "--smallest", "10%", "--json"))  # fmt: skip
    assert [sums[key] for key in ("between", "swap", "tails", "told")] == [
        rows[key] for key in ("between", "swap", "tails", "told")
    ]


def test_it_is_told_whether_staff_have_come_closer(here, data, tmp_path):
    a_table(tmp_path / "earlier.csv", cases(apart=0.25, seed=3), HEADS)
    found = told(here("spread", data, *ASKED, "--before", "earlier.csv", "--json"))
    assert found["before"] == "earlier.csv"
    assert found["change"]["difference"]["estimate"] < 0
    assert found["change_told"].endswith("percentage points).")


def test_too_few_are_an_answer_with_its_reason_and_no_picture(here, tmp_path):
    a_table(tmp_path / "few.csv", cases(staff=4), HEADS)
    answer = here("spread", "few.csv", *ASKED, "--out", "out")
    assert answer.returncode == 0, answer.stderr
    assert "It cannot be told how much it means here whom one meets" in " ".join(answer.stdout.split())
    assert "<svg" not in (tmp_path / "out" / "spread.html").read_text()


@pytest.mark.parametrize(
    ("rows", "asked", "said"),
    [
        ([("Anne Jensen", "a", 1), ("Bo Nielsen", "a", 0)], ASKED, "seems to hold names or civil registration numbers"),
        ([("K1", "a", "many")], ASKED, "The column “in_work” must hold numbers"),
        ([*[("K1", "a", 0.5)] * 30, ("K2", "a", "inf")], ASKED, "A number in “in_work” is infinite or not a number."),
        ([("K1", "a", 1)], (*ASKED, "--strata", "none"), "There is no column “none”."),
        ([("K1", "a", 1)], (*ASKED, "--count", "group"), "not both."),
        ([("K1", "a", 1)], ("--staff", "staff", "--smallest", "1"), "Say which column holds the outcome"),
        ([], ASKED, "The table has no rows."),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence_and_nothing_is_written(here, tmp_path, rows, asked, said):
    a_table(tmp_path / "data.csv", rows, HEADS)
    answer = here("spread", "data.csv", *asked, "--out", "out")
    assert (answer.returncode, (tmp_path / "out").exists(), "Traceback" in answer.stderr) == (2, False, False)
    assert said in " ".join(answer.stderr.split())
