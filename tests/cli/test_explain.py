"""`samklang explain`: which rules collide, and why a plan is as it is."""

import json

import pytest

QUICK = ("--time-limit", "10", "--threads", "1")


def test_rules_that_can_be_met_together_are_told_so(here, problem_json):
    answer = here("explain", problem_json, *QUICK)
    assert (answer.returncode, "The rules can all be met together." in answer.stdout) == (0, True)


def test_rules_that_collide_are_named_with_ways_out(here, problem_json):
    problem = json.loads(problem_json.read_text())
    problem["everyone_must_be_trained"] = True
    problem["trainers"][0]["max_days"] = 1
    problem_json.write_text(json.dumps(problem))
    answer = here("explain", problem_json, *QUICK)
    assert (answer.returncode, "Karen Holst" in answer.stdout, "Ways out" in answer.stdout) == (1, True, True)
    told = json.loads(here("explain", problem_json, "--json", *QUICK).stdout)
    assert (told["possible"], bool(told["rules"])) == (False, True)


def test_a_person_a_session_and_a_wish_are_explained_together(here, small):
    asked = ("--person", "1001", "--session", "2:1", "--wish", "cost")
    told = json.loads(here("explain", "p.json", "--plan", "plan.json", *asked, "--json", *QUICK).stdout)
    assert [one["about"] for one in told] == [
        "Anne-Marie Østergaard (1001)",
        "Cohort 2, Åbning og fælles mål",
        "Cost",
    ]
    assert all(one["why"] for one in told)


def test_a_plan_alone_is_explained_wish_by_wish(here, small):
    answer = here("explain", "p.json", "--plan", "plan.json", *QUICK)
    assert (answer.returncode, "Cost" in answer.stdout, "Unwanted half-days" in answer.stdout) == (0, True, True)


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--person", "1001"], 2, "Give the plan too: --plan"),
        (["--plan", "plan.json", "--person", "Mette Sørensen"], 2, "Several are called “Mette Sørensen”."),
        (["--plan", "plan.json", "--person", "Anne-Marie Ostergaard"], 2, "Did you mean Anne-Marie Østergaard (1001)?"),
        (["--plan", "plan.json", "--session", "2"], 2, "“2” is not a session."),
        (["--plan", "plan.json", "--session", "7:1"], 1, "The plan has no cohort 7"),
        (["--plan", "plan.json", "--session", "2:9"], 2, "“9” is not among the modules."),
        (["--plan", "plan.json", "--wish", "gold"], 2, "'gold' is not one of"),
    ],
)
def test_a_question_that_has_no_answer_is_refused_with_what_to_ask(here, small, arguments, code, sentence):
    answer = here("explain", "p.json", *arguments)
    assert (answer.returncode, answer.stdout, sentence in " ".join(answer.stderr.split())) == (code, "", True)
