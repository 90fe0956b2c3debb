"""`samklang power`: what a study would see, beside other designs, and what luck alone gives."""

import json

import pytest
from tests.pages import faults_of

STUDY = ("power", "--clusters", 20, "--waves", 4, "--periods", 12, "--cases", 50, "--level", "30%")


def told(answer) -> dict:
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_the_smallest_effect_stands_first_and_other_designs_below(here):
    words = " ".join(here(*STUDY).stdout.split())
    assert words.startswith("The smallest effect that such a study would see four times of five is ")
    assert all(part in words for part in ("As asked", "Beside other designs", "Twice as many"))


def test_more_of_anything_sees_more_and_a_drawn_order_too(here):
    designs = told(here(*STUDY, "--json"))["designs"]
    seen = [one["order_not_drawn"]["detectable"] for one in designs]
    assert min(seen[1:]) > 0
    assert max(seen[1:]) < seen[0]
    assert all(one["order_drawn"]["detectable"] < one["order_not_drawn"]["detectable"] for one in designs)
    assert (designs[0]["groups"], designs[1]["groups"], designs[2]["periods"]) == (20, 40, 24)


def test_the_groups_that_an_effect_needs_would_see_it(here):
    needed = told(here(*STUDY, "--effect", "4%", "--json"))["groups_needed"]
    assert needed["order_drawn"] < needed["order_not_drawn"]
    enough = told(here("power", "--clusters", needed["order_not_drawn"], *STUDY[3:], "--json"))
    assert enough["designs"][0]["order_not_drawn"]["detectable"] <= 0.04


def test_luck_alone_spreads_three_hundred_alike_as_far_as_is_known(here):
    """Source: 300 staff who are all truly 14 % with 50 citizens each spread 6.1 to 23.0 % between the tenths."""
    words = " ".join(here("power", "--staff", 300, "--cases", 50, "--level", "14%").stdout.split())
    assert "luck alone puts the lowest tenth at 6.1 % and the highest at 23 %." in words


@pytest.mark.parametrize("asked", [STUDY, ("power", "--staff", 30)])
def test_the_page_and_the_document_are_written_together(here, tmp_path, asked):
    assert here(*asked, "--out", "power").returncode == 0
    page = (tmp_path / "power" / "power.html").read_text()
    document = json.loads((tmp_path / "power" / "power.json").read_text())
    assert (document["schema"], document["in_short"] in page.replace("\N{NO-BREAK SPACE}", " ")) == (
        "samklang-power/1",
        True,
    )
    assert [one for one in faults_of(page, "en") if "style" not in one] == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("power",), "Give --clusters for a study, or --staff for the spread between staff."),
        (("power", "--clusters", 4, "--waves", 12, "--periods", 20), "fewer groups to train than waves"),
        (("power", "--clusters", 9, "--waves", 5, "--periods", 4), "more waves than periods after the first"),
        ((*STUDY, "--sd", "3"), "not both."),
        (("power", "--staff", 30, "--level", "100%"), "more than nothing and less than all"),
        (("power", "--clusters", 9, "--effect", "none"), "“none” is not a number. Write 0.02 or 2%."),
    ],
)
def test_what_does_not_go_together_is_told_in_a_sentence(here, asked, said):
    answer = here(*asked)
    assert (answer.returncode, "Traceback" in answer.stderr) == (2, False)
    assert said in " ".join(answer.stderr.split())
