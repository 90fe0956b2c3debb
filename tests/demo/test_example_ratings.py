"""The constructed ratings in the repository are the ones that the script writes."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("ratings-spring.csv", "ratings-autumn.csv")


@pytest.mark.parametrize("name", NAMES)
def test_making_the_ratings_again_writes_the_same_bytes(name, tmp_path):
    runpy.run_path(str(EXAMPLES / "make_ratings.py"))["make_ratings"](tmp_path)
    assert (EXAMPLES / name).read_bytes() == (tmp_path / name).read_bytes()


def test_both_rounds_have_the_same_raters_cases_indicators_and_key():
    spring, autumn = ((EXAMPLES / name).read_bytes().decode("cp1252").splitlines() for name in NAMES)

    def without_level(line: str) -> list[str]:
        cells = line.split(";")
        return [*cells[:3], cells[4]]

    assert [without_level(line) for line in spring] == [without_level(line) for line in autumn]
