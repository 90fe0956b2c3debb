"""`samklang check`: approves, or lists what the plan breaks."""

import json
from dataclasses import replace

import pytest
from tests.factories.plans import a_plan, a_problem

from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import document


def _break_the_plan(folder) -> None:
    plan = a_plan()
    sessions = (replace(plan.sessions[0], room="raad", trainer="lund"), *plan.sessions[1:])
    (folder / "plan.json").write_text(json.dumps(plan_document(replace(plan, sessions=sessions))))


def test_a_plan_that_keeps_every_rule_is_approved(here, small):
    answer = here("check", "p.json", "plan.json")
    assert (answer.returncode, answer.stdout) == (
        0,
        "Approved: the plan costs 184,407 kr. and keeps every rule of “p.json”.\n",
    )


def test_what_a_plan_breaks_is_listed_with_names(here, small):
    _break_the_plan(small)
    answer = here("check", "p.json", "plan.json")
    assert (answer.returncode, "Not approved" in answer.stdout, "Bo Lund" in answer.stdout) == (1, True, True)


def test_the_verdict_can_be_had_as_json(here, small):
    approved = json.loads(here("check", "p.json", "plan.json", "--json").stdout)
    _break_the_plan(small)
    refused = json.loads(here("check", "--json", "p.json", "plan.json").stdout)
    assert (approved["approved"], approved["violations"], approved["cost_ore"]) == (True, [], 18_440_700)
    assert (refused["approved"], bool(refused["violations"])) == (False, True)


def test_a_plan_for_another_problem_is_not_approved(here, small):
    problem = document(a_problem())
    (small / "p.json").write_text(json.dumps({**problem, "title": "Another"}))
    answer = here("check", "p.json", "plan.json")
    assert (answer.returncode, "another problem" in answer.stdout) == (1, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "“plan.json” is not a JSON document."),
        ('{"schema": "samklang-problem/1"}', "“plan.json” is not a plan."),
        ('{"schema": "samklang-plan/1", "title": 7}', "must be mended"),
        ('{"schema": "samklang-plan/1", "title": NaN}', "must be mended"),
    ],
)
def test_what_is_no_plan_is_refused_in_words(here, small, content, sentence):
    (small / "plan.json").write_text(content)
    answer = here("check", "p.json", "plan.json")
    assert (answer.returncode, answer.stdout, sentence in answer.stderr) == (2, "", True)
