"""`samklang effect`: the answer first, its tables, the page and the document, and a plan frozen beforehand."""

import json
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from tests.cli.evidence_tables import COLUMNS, a_file_of_offices, a_table, offices
from tests.pages import faults_of

from samklang.cli.tree import tree

ASKED = (*COLUMNS, "--repeated", "--smallest", "2%")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return a_file_of_offices(tmp_path / "data.csv")


def told(answer) -> dict:
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_the_answer_stands_first_and_then_what_could_have_been_seen(here, data):
    answer = here("effect", data, *ASKED)
    words = " ".join(answer.stdout.split())
    assert (answer.returncode, words.startswith("Training was followed by an improvement of ")) == (0, True)
    assert "Whether training is the reason, this cannot show." in words
    assert "Smallest effect that matters, stated beforehand: 2 percentage points." in words
    assert "Smallest effect that could have been seen four times of five: " in words
    assert all(part in words for part in ("By time since training", "By who was trained when", "Before training"))
    assert "2,880 rows of 12 units in 6 periods were read." in words


def test_the_true_effect_lies_within_the_interval_and_the_band_is_wider(here, data):
    found = told(here("effect", data, *ASKED, "--json"))
    primary = found["answer"]["primary"]
    assert primary["low"] < 0.4 < primary["high"]
    assert (found["verdict"], found["answer"]["may_say_caused"], found["plan_was_frozen"]) == ("improved", False, False)
    at_once = next(one for one in found["since"] if one["at"] == 0)
    assert at_once["estimate"]["low"] < at_once["alone"]["low"] < at_once["alone"]["high"] < at_once["estimate"]["high"]
    assert [one["at"] for one in found["since"] if one["is_base"]] == [-1]


def test_parquet_and_several_files_give_the_same_figures_as_one_csv(here, data, tmp_path):
    rows = pyarrow.csv.read_csv(data)
    pyarrow.parquet.write_table(rows[:1000], tmp_path / "one.parquet")
    pyarrow.parquet.write_table(rows[1000:], tmp_path / "two.parquet")
    once = told(here("effect", data, *ASKED, "--json"))
    again = told(here("effect", "one.parquet", "two.parquet", *ASKED, "--json"))
    assert again["source"] == "one.parquet, two.parquet"
    assert [again[key] for key in ("answer", "since", "group_times")] == [
        once[key] for key in ("answer", "since", "group_times")
    ]


def test_the_page_and_the_document_are_written_together(here, data, tmp_path):
    answer = here("effect", data, *ASKED, "--out", "effect")
    assert answer.returncode == 0, answer.stderr
    assert sorted(path.name for path in (tmp_path / "effect").iterdir()) == ["effect.html", "effect.json"]
    document = json.loads((tmp_path / "effect" / "effect.json").read_text())
    page = (tmp_path / "effect" / "effect.html").read_text()
    assert document["schema"] == "samklang-effect/1"
    assert document["in_short"] in page.replace("\N{NO-BREAK SPACE}", " ")
    assert page.count("<svg") == 1
    assert 'lang="en"' in page
    assert "is missing]" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert [one for one in faults_of(page, "en") if "style" not in one] == []
    again = here("effect", data, *ASKED, "--out", "effect")
    assert again.returncode == 0, again.stderr


def test_nothing_of_ones_own_is_written_over(here, data, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "effect.json").write_text("{}")
    answer = here("effect", data, *ASKED, "--out", "mine")
    assert (answer.returncode, (tmp_path / "mine" / "effect.json").read_text()) == (2, "{}")
    assert "is in the way and is not of an earlier answer" in " ".join(answer.stderr.split())


def test_a_plan_is_frozen_before_data_are_read_and_answered_later(here, data, tmp_path):
    frozen = here("effect", *ASKED, "--freeze", "plan.json")
    assert "No data were read." in " ".join(frozen.stdout.split())
    found = told(here("effect", data, "--plan", "plan.json", "--repeated", "--json"))
    assert (found["plan_was_frozen"], found["plan_hash"]) == (
        True,
        json.loads((tmp_path / "plan.json").read_text())["hash"],
    )
    assert found["notes_on_data"][0].startswith("The plan was frozen on ")
    assert here("effect", *ASKED, "--freeze", "plan.json").returncode == 2


def test_a_plan_that_was_changed_after_it_was_frozen_is_refused(here, data, tmp_path):
    here("effect", *ASKED, "--freeze", "plan.json")
    text = (tmp_path / "plan.json").read_text()
    (tmp_path / "plan.json").write_text(text.replace("0.02", "0.01"))
    answer = here("effect", data, "--plan", "plan.json", "--repeated", "--out", "effect")
    assert (answer.returncode, (tmp_path / "effect").exists()) == (2, False)
    assert "has been changed since it was frozen" in " ".join(answer.stderr.split())


def test_what_the_frozen_plan_decides_is_not_said_again(here, data):
    here("effect", *ASKED, "--freeze", "plan.json")
    answer = here("effect", data, "--plan", "plan.json", "--smallest", "1%")
    assert (answer.returncode, answer.stderr.split()[-1]) == (2, "--smallest.")


def test_a_drawn_order_that_was_kept_may_speak_of_what_training_did(here, data, tmp_path):
    order = {row[0]: row[1] for row in offices()}
    a_table(tmp_path / "order.csv", order.items(), ("office", "first"))
    found = told(here("effect", data, *ASKED, "--design", "drawn", "--order", "order.csv", "--json"))
    assert (found["draw_was_kept"], found["answer"]["may_say_caused"]) == (True, True)
    assert found["in_short"].startswith("Training made “in_work” better by ")
    a_table(tmp_path / "other.csv", {**order, "K01": 5}.items(), ("office", "first"))
    otherwise = told(here("effect", data, *ASKED, "--design", "drawn", "--order", "other.csv", "--json"))
    assert (otherwise["draw_was_kept"], otherwise["answer"]["may_say_caused"]) == (False, False)


def test_other_outcomes_are_labelled_by_whether_they_were_stated(here, tmp_path):
    rows = [(*row, row[3] * 2, 1 - row[3]) for row in offices()]
    a_table(tmp_path / "two.csv", rows, ("office", "trained", "quarter", "in_work", "twice", "without"))
    answer = here("effect", "two.csv", *ASKED, "--secondary", "twice", "--explore", "without")
    lines = {line.split()[0]: " ".join(line.split()) for line in answer.stdout.splitlines() if line.strip()}
    assert lines["twice"].endswith("stated beforehand")
    assert lines["without"].startswith("without -0.")


def test_the_danish_page_is_danish(here, data, tmp_path):
    answer = CliRunner().invoke(tree("da"), ["effect", str(data), *ASKED, "--out", "dansk"])
    assert answer.exit_code == 0, answer.stderr
    page = (tmp_path / "dansk" / "effect.html").read_text()
    assert ('lang="da"' in page, "Training" in page, "procentpoint" in page) == (True, False, True)
