"""The example of a whole country, made small: the same for the same seed, and its truth is found."""

import hashlib
import json

import duckdb
import numpy as np
import pytest
from examples.national.find_effect import find, quarterly, weekly
from examples.national.make_register import EFFECT, WEEKS, generator, make_register, municipalities, spells_of

from samklang.core.effects.answers import Verdict

PEOPLE = 5_000


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    folder = tmp_path_factory.mktemp("national")
    make_register(folder, people=PEOPLE, seed=2)
    return folder


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_makes_the_same_register_and_another_seed_another(register, tmp_path):
    assert len(digests(register)) == 2 * 94 + 1
    make_register(tmp_path / "again", people=PEOPLE, seed=2)
    assert digests(tmp_path / "again") == digests(register)
    make_register(tmp_path / "other", people=PEOPLE, seed=3)
    assert not set(digests(tmp_path / "other").values()) & set(digests(register).values())


def test_a_register_made_anew_in_the_same_folder_leaves_nothing_of_the_old_one(register, tmp_path):
    make_register(tmp_path, people=1_000, seed=3)
    make_register(tmp_path, people=PEOPLE, seed=2)
    assert digests(tmp_path) == digests(register)


def test_people_are_as_many_as_asked_and_no_persons_spells_overlap(register):
    spells, people = (str(register / name / "*.parquet") for name in ("spells", "people"))
    truth = json.loads((register / "truth.json").read_text())
    base = duckdb.connect()
    asked = "SELECT count(*), count(DISTINCT person), min(person), max(person) FROM read_parquet(?)"
    assert base.execute(asked, [people]).fetchone() == (PEOPLE, PEOPLE, 0, PEOPLE - 1)
    between = (
        "SELECT count(*), min(coalesce(stop, 520) - start), min(start - before), min(start), max(start) FROM "
        "(SELECT *, lag(coalesce(stop, 520)) OVER (PARTITION BY person ORDER BY start) AS before FROM read_parquet(?))"
    )
    many, shortest, gap, first, last = base.execute(between, [spells]).fetchone()
    assert many == truth["spells"]
    # A spell lasts one week or more, and at least one week lies between two of the same person.
    assert (shortest, gap, first) == (0, 2, 1)
    assert last <= WEEKS


def test_the_share_on_benefit_is_the_one_that_was_wanted_in_every_week():
    one = next(one for one in municipalities(PEOPLE, 2) if one.cohort is not None)
    share = one.shares["ill"]
    assert share[one.cohort - 1] - share[one.cohort - 2] == pytest.approx(EFFECT, abs=0.005)
    people = 40_000
    _, start, stop = spells_of(share, people, generator(2, "test"))
    steps = np.bincount(start, minlength=WEEKS + 2) - np.bincount(stop + 1, minlength=WEEKS + 2)
    seen = np.cumsum(steps)[1 : WEEKS + 1] / people
    # Six standard errors of a share: 520 weeks, each of them.
    assert np.abs(seen - share).max() < 6 * np.sqrt(0.25 * 0.75 / people)


def test_the_truth_lies_within_the_interval_that_is_found(register, duck):
    found, truth = find(register, duck)
    primary = found.answer.primary
    assert (found.draw_was_kept, found.answer.may_say_caused) == (True, True)
    for one in (primary, found.compared):
        assert one.low < truth["effect"] < one.high
    assert found.answer.verdict is Verdict.IMPROVED
    assert primary.clusters == 94


def test_quarters_hold_what_their_weeks_held(register, duck):
    weeks = weekly(register, duck, weeks=WEEKS).cells
    quarters = quarterly(weeks)
    assert (quarters.n.sum(), quarters.total.sum()) == (PEOPLE * WEEKS, weeks.total.sum())
    assert sorted(set(quarters.period.tolist())) == list(range(1, 41))
    assert sorted(set(quarters.cohort.tolist())) == [17, 19, 21, 23, 25, 27, np.inf]


def test_too_few_people_to_be_everywhere_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match="Make at least 376 people"):
        make_register(tmp_path / "none", people=100)
    assert not (tmp_path / "none").exists()
