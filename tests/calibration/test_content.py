"""Samklang's own cases: whole, keyed by the framework's own indicators, in parallel forms, and as many as promised.

Each file is read as the site reads it. What a case must say of how well the work goes is judged by people.
"""

import re
import tomllib

import pytest

from samklang.calibration.content import FOLDER, shipped_cases, shipped_indicators
from samklang.calibration.documents import CaseDocument, KeyText
from samklang.calibration.enums import CaseKind, Form, Speaker
from samklang.method.enums import Scale

CORE = {
    "conversation": {
        "shared-agenda", "questioning", "listening", "realistic-belief", "concrete-jobs", "data-together", "own-words",
        "written-agreement", "count-open-questions", "count-agreements",
    },
    "company-meeting": {
        "frame-agreed", "listens", "next-step", "business-questions", "need-questions", "benefit-tied", "objections",
        "interests", "count-need-questions", "count-agreements",
    },
    "triage": {"exemption", "contact-form", "urgency"},
}  # fmt: skip
"""What every case of the framework is keyed by."""
DOMAINS = ("conversation", "company-meeting")
FEWEST_CASES = {"conversation": 20, "company-meeting": 20, "triage": 10}
MOST_WORDS, MOST_WORDS_OF_A_REASON, MOST_APART = 260, 25, 1
QUESTIONS = ("count-open-questions", "count-need-questions")
ASKS = re.compile(r"\?|\b[Ff]ortæl\b")
"""A question, or an invitation that is counted as one."""

EVERY = [(framework, one) for framework in CORE for one in shipped_cases(framework)]
by_case = pytest.mark.parametrize(("framework", "case"), EVERY, ids=[one.key for _framework, one in EVERY])
by_framework = pytest.mark.parametrize("framework", CORE)


def keys_of(case: CaseDocument) -> dict[str, KeyText]:
    return {one.indicator: one for one in case.keys}


def scales(framework: str) -> dict[str, Scale]:
    return {key: asked.scale for key, asked in shipped_indicators()[framework].items()}


@by_framework
def test_there_are_as_many_cases_as_promised(framework):
    assert len(shipped_cases(framework)) >= FEWEST_CASES[framework]


def test_every_file_is_read_under_the_name_of_its_case():
    for path in FOLDER.glob("*/*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["key"] == path.stem
    assert {path.parent.name for path in FOLDER.glob("*/*.toml")} == set(CORE)


@by_case
def test_a_case_is_keyed_by_every_core_indicator(framework, case):
    assert CORE[framework] - set(keys_of(case)) == set()


@by_case
def test_every_text_stands_in_both_languages(framework, case):
    assert case.title.da
    assert case.title.en
    assert case.setting.da
    assert case.setting.en
    assert bool(case.text.da) == bool(case.text.en) == (case.kind != CaseKind.DIALOGUE)
    assert [one for one in (*case.lines, *(key.reason for key in case.keys)) if not (one.da and one.en)] == []


@by_case
def test_a_case_can_be_read_in_two_minutes(framework, case):
    told = " ".join([case.text.da, *(one.da for one in case.lines)])
    assert len(told.split()) <= MOST_WORDS
    for key in case.keys:
        assert len(key.reason.da.split()) <= MOST_WORDS_OF_A_REASON, key.indicator


@by_case
def test_what_is_only_seen_stands_in_brackets_and_what_is_said_does_not(framework, case):
    for one in case.lines:
        in_brackets = one.da.startswith("(") and one.da.endswith(")")
        assert in_brackets == (one.by == Speaker.NOTE), one.da


@by_case
def test_counted_questions_stand_in_lines_in_which_the_member_of_staff_asks(framework, case):
    for name in QUESTIONS:
        key = keys_of(case).get(name)
        if key is not None and key.level:
            named = [case.lines[number - 1] for number in key.lines]
            assert {one.by for one in named} == {Speaker.STAFF}
            assert sum(len(ASKS.findall(one.da)) for one in named) >= key.level
            assert [one.da for one in named if not ASKS.search(one.da)] == []


@by_case
def test_counted_agreements_name_the_lines_they_stand_in(framework, case):
    key = keys_of(case).get("count-agreements")
    if key is not None and key.level:
        assert key.lines


@by_case
def test_twins_name_each_other_and_are_as_hard_of_the_same_kind_and_of_the_two_forms(framework, case):
    there = {one.key: one for one in shipped_cases(framework)}
    if case.form == Form.ANCHOR:
        assert case.twin == ""
        return
    twin = there[case.twin]
    assert (twin.twin, twin.difficulty, twin.kind) == (case.key, case.difficulty, case.kind)
    assert {case.form, twin.form} == {Form.A, Form.B}


@by_framework
def test_there_are_anchors_and_cases_of_every_difficulty_in_both_forms(framework):
    cases = shipped_cases(framework)
    assert sum(one.form == Form.ANCHOR for one in cases) >= 3
    for form in (Form.A, Form.B):
        assert {int(one.difficulty) for one in cases if one.form == form} == {1, 2, 3}


@pytest.mark.parametrize("framework", DOMAINS)
def test_the_two_forms_are_about_as_hard_on_each_core_indicator(framework):
    cases = shipped_cases(framework)
    for name in CORE[framework]:
        means = []
        for form in (Form.A, Form.B):
            levels = [keys_of(one)[name].level for one in cases if one.form == form]
            means.append(sum(levels) / len(levels))
        assert abs(means[0] - means[1]) <= MOST_APART, (name, means)


@by_framework
def test_every_level_of_every_core_indicator_is_used(framework):
    cases, scale = shipped_cases(framework), scales(framework)
    for name in CORE[framework]:
        used = {keys_of(one)[name].level for one in cases}
        if scale[name] == Scale.LEVEL:
            assert used == {1, 2, 3, 4, 5}, name
        elif scale[name] == Scale.CHOICE:
            assert used == set(shipped_indicators()[framework][name].answers), name
        else:
            assert len(used) >= 3, name
