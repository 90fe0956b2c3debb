"""Samklang's own texts and questions have the form that the pages stand on."""

from collections import Counter

import pytest

from samklang.delivery import learning_content
from samklang.delivery.bilingual import Text
from samklang.delivery.enums import EvaluationMoment
from samklang.delivery.frameworks import competence_names, framework_names
from samklang.delivery.questions import ONE, SEVERAL, shipped_bank
from samklang.method import content

FRAMEWORKS = ("company-meeting", "conversation")


def alike(text: Text) -> bool:
    """Both are there, and end with the same sign where they end with one."""
    if not (text.da.strip() and text.en.strip()):
        return False
    ends = [one.rstrip("«»“”’)")[-1:] for one in text]
    signs = [one if one in ".?!:…" else "" for one in ends]
    return signs[0] == signs[1]


def test_something_is_written_for_every_competence_of_both_frameworks():
    assert sorted(framework_names()) == list(FRAMEWORKS)
    for document in (one for one in content.shipped() if one.key in FRAMEWORKS):
        keys = {one.key for one in document.competences}
        assert set(learning_content.competences(document.key)) == keys == set(competence_names(document.key))


def test_each_competence_has_a_task_a_question_three_tries_three_thoughts_and_a_peer():
    for one in learning_content.in_use():
        assert (len(one.attempts), len(one.reflections)) == (3, 3)
        texts = [one.before, one.question, one.peer, *one.attempts, *one.reflections]
        assert [text for text in texts if not alike(text)] == []


@pytest.mark.parametrize("moment", list(EvaluationMoment))
def test_an_evaluation_has_six_statements_and_two_questions(moment):
    found = learning_content.evaluation(moment)
    assert (len(found.statements), len(found.open)) == (6, 2)
    keys = [one.key for one in (*found.statements, *found.open)]
    assert len(set(keys)) == len(keys)
    assert [one for one in (*found.statements, *found.open) if not alike(one.text)] == []


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_course_has_three_or_four_follow_ups_further_and_further_apart(framework):
    found = learning_content.touches(framework)
    assert len(found) in (3, 4)
    assert [one.order for one in found] == list(range(1, len(found) + 1))
    assert [one.weeks_after for one in found] == sorted({one.weeks_after for one in found})
    assert [one for one in found if not (alike(one.title) and alike(one.what))] == []


def test_why_the_effort_lies_where_it_does_is_said_in_both_languages():
    assert all(alike(one) for one in learning_content.effort())


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_bank_has_sixty_questions_and_twelve_for_each_competence(framework):
    bank = shipped_bank(framework)
    counts = Counter(one.competence for one in bank)
    assert len(bank) >= 60
    assert set(counts) == set(learning_content.competences(framework))
    assert min(counts.values()) >= 12
    assert len({one.key for one in bank}) == len(bank)
    for competence in counts:
        assert {one.difficulty for one in bank if one.competence == competence} == {1, 2, 3}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_each_question_can_be_answered(framework):
    for one in shipped_bank(framework):
        assert 3 <= len(one.options) <= 6, one.key
        assert one.kind in (ONE, SEVERAL), one.key
        if one.kind == ONE:
            assert len(one.right()) == 1, one.key
        else:
            assert 1 < len(one.right()) < len(one.options), one.key
        texts = [one.text, one.explanation, *(option.text for option in one.options)]
        assert [text for text in texts if not alike(text)] == [], one.key


@pytest.mark.parametrize("document", content.shipped(), ids=lambda one: one.key)
def test_each_question_is_about_an_indicator_of_its_competence(document):
    belongs = {one.key: one.competence for one in document.indicators}
    assert [one.key for one in shipped_bank(document.key) if belongs.get(one.indicator) != one.competence] == []


def test_nothing_is_written_for_a_framework_that_is_not_known():
    assert (learning_content.competences("cooking"), shipped_bank("cooking")) == ((), ())
    assert learning_content.touches("cooking") == ()
    assert learning_content.of_competence("conversation", "cooking") is None
