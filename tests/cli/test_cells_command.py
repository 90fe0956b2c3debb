"""`samklang cells`: a key, the sums of each municipality, and all together as if the rows lay in one place."""

import json
import stat

import pytest
from tests.cli.evidence_tables import COLUMNS, a_file_of_offices, a_table, offices

HEADS = ("office", "trained", "quarter", "in_work")
ASKED = (*COLUMNS, "--repeated")


@pytest.fixture
def two(here, tmp_path):
    """Two municipalities with a key each and their sums."""
    for place, name in enumerate(("nord", "syd")):
        a_file_of_offices(tmp_path / f"{name}.csv", name=name[0].upper(), seed=place + 1, cases=60, effect=0.2)
        assert here("cells", "key", f"{name}.pem").returncode == 0
        answer = here("cells", "export", f"{name}.csv", *ASKED, "--municipality", name, "--key", f"{name}.pem",
                      "--out", f"{name}.cells")  # fmt: skip
        assert answer.returncode == 0, answer.stderr
    return tmp_path


def merged(here, *more):
    return here("cells", "merge", "nord.cells", "syd.cells", "--trust", "nord.pub", "--trust", "syd.pub",
                "--key", "nord.pem", "--out", "merged", *more)  # fmt: skip


def said(answer):
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)
    return " ".join(answer.stderr.split())


def test_the_key_is_its_owners_alone_and_is_never_replaced(here, tmp_path):
    answer = here("cells", "key", "key.pem")
    assert answer.returncode == 0, answer.stderr
    assert stat.S_IMODE((tmp_path / "key.pem").stat().st_mode) == 0o600
    public = (tmp_path / "key.pub").read_text().strip()
    assert (len(public), public in answer.stdout.replace("\n", ""), "PRIVATE" in answer.stdout) == (64, True, False)
    before = (tmp_path / "key.pem").read_bytes()
    assert "already" in said(here("cells", "key", "key.pem"))
    assert (tmp_path / "key.pem").read_bytes() == before


def test_the_sums_of_two_together_answer_as_all_rows_in_one_place_do(here, two):
    assert merged(here).returncode == 0
    rows = [*offices(name="N", seed=1, cases=60, effect=0.2), *offices(name="S", seed=2, cases=60, effect=0.2)]
    a_table(two / "all.csv", rows, HEADS)
    parts = json.loads(here("effect", "--cells", "merged", "--smallest", "2%", "--json").stdout)
    whole = json.loads(here("effect", "all.csv", *ASKED, "--smallest", "2%", "--json").stdout)
    for name in ("estimate", "low", "high", "detectable"):
        assert abs(parts["answer"]["primary"][name] - whole["answer"]["primary"][name]) < 1e-12
    assert (parts["in_short"], parts["answer"]["suppressed"]) == (whole["in_short"], 0)
    assert "nord + syd" in parts["notes_on_data"][0]


def test_small_groups_stay_at_home_and_it_is_told_how_many(here, tmp_path):
    rows = [*offices(cases=60, effect=0.2), *[("TINY", 3, period, 1) for period in range(1, 7) for _ in range(3)]]
    a_table(tmp_path / "data.csv", rows, HEADS)
    here("cells", "key", "key.pem")
    answer = here(
        "cells", "export", "data.csv", *ASKED, "--municipality", "By", "--key", "key.pem", "--out", "out.cells"
    )
    assert answer.returncode == 0, answer.stderr
    text = (tmp_path / "out.cells").read_text()
    left_out = json.loads(text.partition("\n")[2])["suppressed"]
    assert ("TINY" in text, left_out > 6) == (False, True)
    assert f"{left_out} were left out, since they count fewer than 5 people" in " ".join(answer.stdout.split())


def test_sums_of_somebody_unknown_or_changed_are_refused_and_nothing_is_written(here, two):
    unknown = here("cells", "merge", "nord.cells", "syd.cells", "--trust", "nord.pub", "--key", "nord.pem",
                   "--out", "merged")  # fmt: skip
    assert "syd.cells is signed with a key that is not known here" in said(unknown)
    text = (two / "syd.cells").read_text()
    (two / "syd.cells").write_text(text.replace('"municipality":"syd"', '"municipality":"øst"'))
    assert "syd.cells is not as it was signed" in said(merged(here))
    assert not (two / "merged").exists()


def test_the_same_groups_in_two_files_are_not_counted_twice(here, two):
    answer = here("cells", "merge", "nord.cells", "nord.cells", "--trust", "nord.pub", "--key", "nord.pem",
                  "--out", "merged")  # fmt: skip
    assert "12 clusters are in more than one part" in said(answer)


def test_sums_made_for_a_plan_answer_that_plan_and_no_other(here, two):
    here("effect", *ASKED, "--smallest", "2%", "--freeze", "plan.json")
    here("effect", *ASKED, "--smallest", "3%", "--freeze", "other.json")
    export = here("cells", "export", "nord.csv", "--plan", "plan.json", "--repeated", "--municipality", "nord",
                  "--key", "nord.pem", "--out", "planned.cells")  # fmt: skip
    assert export.returncode == 0, export.stderr
    assert here("effect", "--cells", "planned.cells", "--plan", "plan.json").returncode == 0
    answer = here("effect", "--cells", "planned.cells", "--plan", "other.json")
    assert "The sums are made for another plan." in said(answer)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("export", "nord.csv", *ASKED, "--municipality", "nord", "--out", "x"), "Give the key to sign with"),
        (("export", "nord.csv", *ASKED, "--key", "nord.pem", "--out", "x"), "Say who gives the sums"),
        (("export", "nord.csv", "--municipality", "n", "--key", "nord.pem", "--out", "x"), "Say --unit"),
        (("export", "nord.csv", *ASKED, "--municipality", "n", "--key", "nord.csv", "--out", "x"), "nord.csv"),
        (("merge", "nord.cells", "--key", "nord.pem", "--out", "x"), "Say whose sums are taken in"),
        (("merge", "nord.cells", "--trust", "nobody", "--key", "nord.pem", "--out", "x"), "is no public key"),
        (
            ("merge", "nord.csv", "--trust", "nord.pub", "--key", "nord.pem", "--out", "x"),
            "nord.csv is not a cell file",
        ),
        (("merge", "nord.cells", "--trust", "nord.pub", "--key", "nord.pem"), "Say which file to write"),
        (("key", "a.pem", "b.pem"), "Name one file for the key"),
    ],
)
def test_what_is_missing_is_told_in_a_sentence_and_nothing_is_written(here, two, asked, why):
    assert why in said(here("cells", *asked))
    assert not (two / "x").exists()
