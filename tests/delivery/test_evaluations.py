"""Evaluations: asked by themselves, answered without a name, shown from five answers on when the time is out."""

from datetime import timedelta

import pytest
from tests.factories.delivery import person_called, session_of
from tests.factories.learning import asked_to_evaluate, some_answers, the_learning_course
from tests.factories.people import a_colleague_in, a_team, the_lead_of

from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.evaluations import answer_evaluation, ask_for_evaluations
from samklang.delivery.enums import EvaluationMoment, Mark
from samklang.delivery.models import EvaluationAnswer, EvaluationAsked, Mail, Participation
from samklang.delivery.queries.evaluations import results_of
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db


def everybody_asked(session, answered: int, people: int) -> EvaluationAsked:
    team = a_team(session.course.programme.jobcentre)
    for number in range(people):
        EvaluationAsked.objects.create(
            course=session.course, session=session, person=a_colleague_in(team), moment="at-once",
            until=session.begins.date() + timedelta(days=7), answered=number < answered,
        )  # fmt: skip


def the_result(session, days: int = 8):
    lead = the_lead_of(session.course.programme.jobcentre)
    found = list(results_of(session.course, lead, True, session.begins.date() + timedelta(days=days)))
    assert len(found) == 1
    return found[0]


def test_the_day_after_the_last_session_those_who_were_there_are_asked_once():
    course = the_learning_course()
    last = session_of(course, 1, "videre")
    Participation.objects.filter(session=last, person=person_called(course, "bo")).update(mark=Mark.ABSENT)
    asked_to_evaluate(course)
    asked_to_evaluate(course)
    assert [one.person for one in EvaluationAsked.objects.all()] == [person_called(course, "anne")]
    assert Mail.objects.filter(letter="evaluation").count() == 1


def test_after_each_session_where_that_is_chosen():
    course = the_learning_course()
    course.evaluate_each = True
    course.save()
    session = session_of(course, 1)
    now = session.begins + timedelta(hours=20)
    assert ask_for_evaluations(now=now, today=now.date()) == 2


def test_twelve_weeks_later_they_are_asked_what_they_use():
    course = the_learning_course()
    last = session_of(course, 1, "videre")
    day = last.begins.date() + timedelta(weeks=12)
    assert ask_for_evaluations(now=last.begins, today=day - timedelta(days=1), dry_run=True) == 0
    ask_for_evaluations(now=last.begins, today=day)
    assert set(EvaluationAsked.objects.values_list("moment", "session")) == {("later", last.pk)}
    assert Mail.objects.filter(letter="evaluation-later").count() == 2


def test_an_answer_is_kept_without_whoever_gave_it():
    course = the_learning_course()
    asked = asked_to_evaluate(course)
    lines = Entry.objects.count()
    answer_evaluation(
        by=asked.person, asked=asked, scores={"useful": 4, "feedback": 9, "nonsense": 3}, words={"keep": " Øvelserne "},
        today=asked.until,
    )  # fmt: skip
    answer = EvaluationAnswer.objects.get()
    assert (answer.scores, answer.words) == ({"useful": 4}, {"keep": "Øvelserne"})
    assert {one.name for one in EvaluationAnswer._meta.get_fields()} == {
        "id", "course", "session", "moment", "scores", "words",
    }  # fmt: skip
    assert Entry.objects.count() == lines
    asked.refresh_from_db()
    assert asked.answered


def test_nobody_answers_twice_too_late_for_somebody_else_or_nothing():
    course = the_learning_course()
    asked = asked_to_evaluate(course)
    given = {"asked": asked, "scores": {"useful": 4}, "words": {}}
    with pytest.raises(NotAllowed, match="Somebody else was asked"):
        answer_evaluation(by=person_called(course, "dorte"), today=asked.until, **given)
    with pytest.raises(NotAllowed, match="ran out on"):
        answer_evaluation(by=asked.person, today=asked.until + timedelta(days=1), **given)
    with pytest.raises(NotAllowed, match="Answer at least one"):
        answer_evaluation(by=asked.person, today=asked.until, asked=asked, scores={}, words={"keep": " "})
    assert EvaluationAnswer.objects.count() == 0
    answer_evaluation(by=asked.person, today=asked.until, **given)
    with pytest.raises(NotAllowed, match="answered this already"):
        answer_evaluation(by=asked.person, today=asked.until, **given)
    assert EvaluationAnswer.objects.count() == 1


def test_means_with_their_number_and_spread_are_shown_from_five_on():
    session = session_of(the_learning_course(), 1)
    everybody_asked(session, 5, 8)
    some_answers(session, [1, 2, 3, 4, 5])
    found = the_result(session)
    useful = next(one for one in found.statements if one.key == "useful")
    assert (found.moment, found.asked, found.answered) == (EvaluationMoment.AT_ONCE, 8, 5)
    assert (useful.answers, useful.mean, round(useful.spread, 4)) == (5, 3.0, 1.5811)
    assert next(one for one in found.statements if one.key == "feedback").mean is None
    assert sorted(found.words[0][1]) == ["Det med 1", "Det med 2", "Det med 3", "Det med 4", "Det med 5"]


def test_of_four_nothing_is_shown():
    session = session_of(the_learning_course(), 1)
    everybody_asked(session, 4, 8)
    some_answers(session, [1, 2, 3, 4])
    found = the_result(session)
    assert (found.statements, found.words, found.kept_back) == ([], [], 1)


def test_nothing_is_shown_while_there_is_time_to_answer():
    session = session_of(the_learning_course(), 1)
    everybody_asked(session, 5, 8)
    some_answers(session, [1, 2, 3, 4, 5])
    found = the_result(session, days=7)
    assert (found.statements, found.words, found.waiting) == ([], [], 1)


def test_a_small_group_is_no_part_of_the_whole_so_that_it_cannot_be_subtracted():
    course = the_learning_course()
    one, other = session_of(course, 1), session_of(course, 2)
    everybody_asked(one, 5, 5)
    some_answers(one, [4, 4, 4, 4, 4])
    everybody_asked(other, 2, 5)
    some_answers(other, [1, 1])
    found = the_result(one, days=9)
    useful = next(row for row in found.statements if row.key == "useful")
    assert (useful.answers, useful.mean, found.kept_back) == (5, 4.0, 1)


def test_a_trainer_sees_what_was_said_of_their_own_sessions():
    course = the_learning_course()
    session = session_of(course, 1)
    everybody_asked(session, 5, 5)
    some_answers(session, [4, 4, 4, 4, 5])
    day = session.begins.date() + timedelta(days=8)
    assert len(list(results_of(course, session.trainer, False, day))) == 1
    assert list(results_of(course, person_called(course, "anne"), False, day)) == []
