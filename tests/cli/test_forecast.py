"""`samklang forecast`: who is trained and still here."""

import json

import pytest


def test_the_forecast_shows_every_third_month_and_says_what_it_means(here, small):
    answer = here("forecast", "p.json", "--plan", "plan.json", "--months", "7", "--today", "2026-08-01")
    first_words = [line.split()[0] for line in answer.stdout.splitlines() if line.split()]
    assert answer.returncode == 0
    assert [word for word in first_words if word.isdigit()][1:] == ["0", "3", "6", "7"]
    assert "turnover of 20 %" in answer.stdout


def test_the_same_forecast_as_json_has_every_month_and_every_assumption(here, small):
    arguments = (
        "forecast",
        "p.json",
        "--plan",
        "plan.json",
        "--turnover",
        "10%",
        "--goal",
        "0,8",
        "--today",
        "2026-08-01",
    )
    told = json.loads(here(*arguments, "--assume", "leave_share=0,05", "--json").stdout)
    assert len(told["points"]) == 25
    assert (told["assumptions"]["turnover"], told["assumptions"]["leave_share"]) == (0.1, 0.05)
    assert told["refill"]["goal"] == 0.8


def test_without_a_plan_it_says_that_only_the_trained_count(here, small):
    answer = here("forecast", "p.json", "--today", "2026-08-01")
    assert (answer.returncode, "No plan is given" in answer.stderr) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--assume", "moon=2"], "“moon=2” is not an assumption."),
        (["--assume", "leave_share=2"], "leave_share cannot be 2."),
        (["--turnover", "1"], "turnover cannot be 1.0."),
        (["--turnover", "2"], "Write a share from 0 % to 100 %"),
        (["--months", "0"], "Write a number from 1 to 120."),
        (["--goal", "0"], "A goal of nothing holds itself."),
        (["--plan", "nowhere.json"], "There is no file “nowhere.json”."),
    ],
)
def test_an_assumption_that_makes_no_sense_is_refused(here, small, arguments, sentence):
    answer = here("forecast", "p.json", *arguments)
    assert (answer.returncode, answer.stdout, sentence in answer.stderr) == (2, "", True), answer.stderr
