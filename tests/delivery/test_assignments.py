"""What is asked before and after a session comes once, by itself, and nobody else reads what is answered."""

from datetime import timedelta

import pytest
from tests.factories.delivery import NOW, person_called, session_of
from tests.factories.learning import asked_after, asked_before, day_of, the_learning_course

from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.assignments import assign_due, choose_peer, do_task, undo_task, write_tries
from samklang.delivery.enums import AssignmentKind, MailState, Mark, SessionState
from samklang.delivery.models import Assignment, Mail, Participation, Session
from samklang.delivery.queries.learning import asked_as_peer, competences_of, own_assignments, waiting_assignments
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db


def kinds_of(person, module: str = "start") -> list[str]:
    return sorted(Assignment.objects.filter(person=person, session__module=module).values_list("kind", flat=True))


def test_a_week_before_everybody_expected_gets_one_task_and_one_question():
    course = the_learning_course()
    session = asked_before(course)
    anne = person_called(course, "anne")
    assert kinds_of(anne) == ["before", "question"]
    assert set(Assignment.objects.values_list("due", flat=True)) == {day_of(session)}
    found = {one.kind: one.competence for one in Assignment.objects.filter(person=anne)}
    assert found == {"before": "involving", "question": "digital"}
    assert not Assignment.objects.filter(person=person_called(course, "camilla")).exists()


def test_nothing_is_asked_eight_days_before():
    course = the_learning_course()
    asked_before(course, days=8)
    assert Assignment.objects.count() == 0


def test_the_night_that_comes_twice_asks_once_and_writes_one_letter():
    course = the_learning_course()
    asked_before(course)
    asked_before(course, days=6)
    anne = person_called(course, "anne")
    assert kinds_of(anne) == ["before", "question"]
    letter = Mail.objects.get(person=anne, letter="task-before")
    assert (letter.state, len(letter.facts["items"]), letter.facts["until"]) == (
        MailState.GATHERED, 2, day_of(session_of(course, 1)).isoformat(),
    )  # fmt: skip


def test_a_preview_of_the_night_asks_nothing():
    course = the_learning_course()
    session = session_of(course, 1)
    assert (
        assign_due(now=session.begins - timedelta(days=7), today=day_of(session) - timedelta(days=7), dry_run=True) == 4
    )
    assert (Assignment.objects.count(), Mail.objects.filter(letter="task-before").count()) == (0, 0)


def test_the_day_after_there_is_something_to_try_to_think_of_and_to_do_with_ones_peer():
    course = the_learning_course()
    session = asked_after(course)
    anne = person_called(course, "anne")
    assert kinds_of(anne) == ["attempt", "peer", "reflection"]
    due = Assignment.objects.filter(session=session).values_list("due", flat=True)
    assert set(due) == {day_of(session) + timedelta(days=10)}
    assert len(Assignment.objects.get(person=anne, kind="attempt").texts) == 3
    letters = Mail.objects.filter(person=anne, state="gathered").values_list("letter", flat=True)
    assert sorted(letters) == ["peer-nudge", "task-before", "try-this"]


def test_whoever_was_absent_is_asked_nothing_afterwards():
    course = the_learning_course()
    Participation.objects.filter(session=session_of(course, 1), person=person_called(course, "bo")).update(
        mark=Mark.ABSENT
    )
    asked_after(course)
    assert kinds_of(person_called(course, "bo")) == []


def test_what_has_been_asked_is_not_asked_again_at_a_make_up_session():
    course = the_learning_course()
    session = asked_before(course)
    again = Session.objects.create(
        course=course, kind="makeup", cohort=0, slot="start+1", module="start", title="Opsamling",
        begins=session.begins + timedelta(days=3), ends=session.ends + timedelta(days=3), capacity=4,
    )  # fmt: skip
    Participation.objects.create(session=again, person=person_called(course, "anne"))
    asked_before(course, days=3)
    assert kinds_of(person_called(course, "anne")) == ["before", "question"]


def test_what_is_wanted_follows_a_session_that_is_moved():
    course = the_learning_course()
    session = asked_before(course)
    later = session.begins + timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(begins=later, ends=session.ends + timedelta(days=1))
    asked_before(course, days=5)
    assert set(Assignment.objects.filter(session=session).values_list("due", flat=True)) == {later.date()}


def test_whoever_is_no_longer_expected_is_asked_nothing():
    course = the_learning_course()
    session = asked_before(course)
    Participation.objects.filter(session=session, person=person_called(course, "bo")).delete()
    asked_before(course, days=6)
    assert kinds_of(person_called(course, "bo")) == []
    assert kinds_of(person_called(course, "anne")) == ["before", "question"]


def test_of_a_cancelled_session_nothing_waits():
    course = the_learning_course()
    session = asked_before(course)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    assert not waiting_assignments(person_called(course, "anne"), NOW).exists()


def test_a_course_that_teaches_nothing_of_samklangs_asks_nothing():
    course = the_learning_course()
    course.framework = ""
    course.save()
    asked_before(course)
    assert Assignment.objects.count() == 0


def test_where_nothing_is_chosen_the_modules_take_the_competences_in_turn():
    course = the_learning_course()
    for one in course.modules:
        one["competences"] = []
    assert [list(competences_of(course, one["id"])) for one in course.modules] == [["involving"], ["labour-market"]]


def test_the_peer_in_the_register_is_asked_for_and_can_be_changed_to_another_in_the_course():
    course = the_learning_course()
    anne, bo, dorte = (person_called(course, one) for one in ("anne", "bo", "dorte"))
    Employee.objects.filter(person=anne).update(peer=Employee.objects.get(person=bo))
    asked_after(course)
    task = Assignment.objects.get(person=anne, kind=AssignmentKind.PEER)
    assert task.peer == bo
    assert [one.person for one in asked_as_peer(bo)] == [anne]
    choose_peer(by=anne, assignment=task, peer=dorte, among=[dorte.pk])
    assert [one.person for one in asked_as_peer(dorte)] == [anne]
    with pytest.raises(NotAllowed, match="Choose one of the colleagues on the list"):
        choose_peer(by=anne, assignment=task, peer=person_called(course, "camilla"), among=[bo.pk])


def test_nobody_does_what_is_asked_of_somebody_else():
    course = the_learning_course()
    session = asked_before(course)
    anne, bo = person_called(course, "anne"), person_called(course, "bo")
    task = Assignment.objects.get(person=anne, kind="before")
    with pytest.raises(NotAllowed, match="asked of somebody else"):
        do_task(by=bo, assignment=task, now=session.begins)
    task.refresh_from_db()
    assert task.done_at is None
    assert not own_assignments(bo).filter(pk=task.pk).exists()


def test_done_is_done_and_can_be_taken_back_with_what_was_written():
    course = the_learning_course()
    session = asked_before(course)
    anne = person_called(course, "anne")
    task = do_task(
        by=anne, assignment=Assignment.objects.get(person=anne, kind="before"), now=session.begins, text="X "
    )
    assert (task.answer, waiting_assignments(anne, NOW).count()) == ({"text": "X"}, 1)
    undo_task(by=anne, assignment=task)
    assert waiting_assignments(anne, NOW).count() == 2
    assert Assignment.objects.get(pk=task.pk).answer == {"text": "X"}


def test_trying_and_thinking_are_kept_together_and_done_together():
    course = the_learning_course()
    session = asked_after(course)
    anne = person_called(course, "anne")
    attempt = Assignment.objects.get(person=anne, kind="attempt")
    given = {"by": anne, "attempt": attempt, "choice": 1, "tries": [2, 1], "answers": ["Hun smilede", "", ""]}
    write_tries(**given, done=False, now=session.ends)
    assert attempt.pk in waiting_assignments(anne, NOW).values_list("pk", flat=True)
    write_tries(**given, done=True, now=session.ends)
    attempt.refresh_from_db()
    thought = Assignment.objects.get(person=anne, kind="reflection")
    assert (attempt.answer, thought.answer) == (
        {"choice": 1, "tries": [1, 2]}, {"answers": ["Hun smilede", "", ""]},
    )  # fmt: skip
    assert attempt.done_at == thought.done_at == session.ends
    assert [one.kind for one in waiting_assignments(anne, NOW).filter(session=session)] == ["peer"]


def test_what_was_to_be_done_before_a_session_waits_no_more_when_it_has_begun():
    course = the_learning_course()
    session = asked_before(course)
    anne = person_called(course, "anne")
    assert waiting_assignments(anne, session.begins).filter(session=session).count() == 2
    assert waiting_assignments(anne, session.ends).filter(session=session).count() == 0
    asked_after(course)
    assert waiting_assignments(anne, session.ends).filter(session=session).count() == 2
    assert waiting_assignments(anne, session.ends + timedelta(days=60)).count() == 0
