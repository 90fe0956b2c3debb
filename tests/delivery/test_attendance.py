"""Attendance is taken on the day, from several phones, in any order; later it is corrected with a reason."""

from datetime import timedelta

import pytest
from tests.factories.delivery import person_called, session_of, the_course
from tests.factories.people import the_lead_of

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.delivery.commands.attendance import (
    Said,
    add_somebody,
    set_mark,
    set_rest_present,
    undo_rest_present,
    write_note,
)
from samklang.delivery.commands.corrections import Corrected, correct, object_to, settle_note
from samklang.delivery.enums import Mark, MarkedHow, SessionState
from samklang.delivery.models import AttendanceCorrection, AttendanceNote, Participation, Session
from samklang.delivery.queries.attendance import counts
from samklang.ledger.models import Entry
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def a_session() -> tuple[Session, Person]:
    session = session_of(the_course(), 1)
    assert session.trainer is not None
    return session, session.trainer


def row_of(session: Session, number: str) -> Participation:
    found = Participation.objects.select_related("session__course__programme__jobcentre", "person")
    return found.get(session=session, person=person_called(session.course, number))


def says(session: Session, number: str, mark: Mark, at, minutes: int | None = None) -> Said:
    return Said(person_called(session.course, number).pk, mark, minutes, at)


def test_the_trainer_marks_one_after_the_other_and_then_all_the_rest():
    session, tove = a_session()
    now = session.begins + 5 * MINUTE
    row = set_mark(by=tove, session=session, said=says(session, "anne", Mark.LATE, now), now=now)
    assert (row.mark, row.how, row.marked_by, row.marked_at) == (Mark.LATE, MarkedHow.TRAINER, tove, now)
    assert Session.objects.get(pk=session.pk).taken_at is None
    assert set_rest_present(by=tove, session=session, now=now + MINUTE) == 1
    assert counts(session) == {"expected": 0, "present": 1, "late": 1, "partial": 0, "absent": 0}
    assert Session.objects.get(pk=session.pk).taken_at == now + MINUTE
    assert Entry.objects.filter(deed="attendance-taken").count() == 2


def test_what_was_marked_with_all_the_rest_can_be_taken_back_but_not_what_was_said_since():
    session, tove = a_session()
    now = session.begins
    set_rest_present(by=tove, session=session, now=now)
    later = now + MINUTE
    set_mark(by=tove, session=session, said=says(session, "bo", Mark.ABSENT, later), now=later)
    assert undo_rest_present(by=tove, session=session, at=now, now=later) == 1
    assert (row_of(session, "anne").mark, row_of(session, "bo").mark) == (Mark.EXPECTED, Mark.ABSENT)


def test_a_part_of_the_time_says_how_many_minutes():
    session, tove = a_session()
    now = session.begins
    for minutes in (None, 210, 0):
        with pytest.raises(NotAllowed, match="from 1 to 209"):
            set_mark(by=tove, session=session, said=says(session, "anne", Mark.PARTIAL, now, minutes), now=now)
    row = set_mark(by=tove, session=session, said=says(session, "anne", Mark.PARTIAL, now, 90), now=now)
    assert (row.mark, row.minutes) == (Mark.PARTIAL, 90)


def test_of_two_trainers_the_one_who_said_it_last_is_right_whichever_arrives_last():
    session, tove = a_session()
    lead = the_lead_of(session.course.programme.jobcentre)
    now = session.begins + 30 * MINUTE
    set_mark(by=lead, session=session, said=says(session, "anne", Mark.PRESENT, session.begins + 20 * MINUTE), now=now)
    old = says(session, "anne", Mark.ABSENT, session.begins + 10 * MINUTE)
    row = set_mark(by=tove, session=session, said=old, now=now + MINUTE)
    assert (row.mark, row.marked_by) == (Mark.PRESENT, lead)
    assert Entry.objects.filter(deed="attendance-taken").count() == 1


def test_the_same_mark_can_arrive_twice():
    session, tove = a_session()
    said = says(session, "anne", Mark.LATE, session.begins)
    for wait in (0, 1):
        set_mark(by=tove, session=session, said=said, now=session.begins + wait * MINUTE)
    assert row_of(session, "anne").marked_at == session.begins
    assert Entry.objects.filter(deed="attendance-taken").count() == 1


@pytest.mark.parametrize("number", ["camilla", "dorte"])
def test_nobody_is_marked_who_is_not_expected(number):
    session, tove = a_session()
    with pytest.raises(NotAllowed, match="not expected at the session"):
        set_mark(by=tove, session=session, said=says(session, number, Mark.PRESENT, session.begins), now=session.begins)
    assert not Participation.objects.filter(session=session).exclude(mark=Mark.EXPECTED).exists()


def test_nobody_is_marked_at_a_session_that_is_cancelled():
    session, tove = a_session()
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    with pytest.raises(NotAllowed, match="cancelled"):
        set_mark(by=tove, session=session, said=says(session, "anne", Mark.PRESENT, session.begins), now=session.begins)
    assert row_of(session, "anne").mark == Mark.EXPECTED


@pytest.mark.parametrize(
    ("wait", "sentence"), [(timedelta(minutes=-61), "an hour before"), (timedelta(days=15), "14 days")]
)
def test_the_trainer_takes_attendance_from_an_hour_before_until_14_days_after(wait, sentence):
    session, tove = a_session()
    now = session.ends + wait if wait.days > 0 else session.begins + wait
    with pytest.raises(NotAllowed, match=sentence):
        set_mark(by=tove, session=session, said=says(session, "anne", Mark.PRESENT, now), now=now)
    lead = the_lead_of(session.course.programme.jobcentre)
    if wait.days > 0:
        assert (
            set_mark(by=lead, session=session, said=says(session, "anne", Mark.PRESENT, now), now=now).mark == "present"
        )


def test_whoever_does_not_lead_the_session_takes_no_attendance():
    session, _ = a_session()
    with pytest.raises(NotAllowed, match="do not run courses"):
        set_rest_present(by=person_called(session.course, "anne"), session=session, now=session.begins)


def test_the_day_after_a_mark_is_changed_only_with_a_reason_and_the_person_can_read_it():
    session, tove = a_session()
    set_rest_present(by=tove, session=session, now=session.begins)
    next_day = session.begins + timedelta(days=1)
    with pytest.raises(NotAllowed, match="say why"):
        set_mark(by=tove, session=session, said=says(session, "anne", Mark.ABSENT, next_day), now=next_day)
    row = row_of(session, "anne")
    object_to(by=row.person, row=row, text="Jeg gik kl. 10.", now=next_day)
    right = Corrected(Mark.PARTIAL, 90, "Anne gik kl. 10")
    correct(by=tove, row=row, right=right, now=next_day)
    said = AttendanceCorrection.objects.get()
    assert (said.before, said.after, said.after_minutes, said.by) == (Mark.PRESENT, Mark.PARTIAL, 90, tove)
    assert (row_of(session, "anne").mark, row_of(session, "anne").minutes) == (Mark.PARTIAL, 90)
    assert AttendanceNote.objects.get().settled_by == tove
    with pytest.raises(NotAllowed, match="already says"):
        correct(by=tove, row=row, right=right, now=next_day)


def test_a_mark_that_was_never_set_can_be_set_late_without_a_reason():
    session, tove = a_session()
    next_week = session.begins + timedelta(days=7)
    row = set_mark(by=tove, session=session, said=says(session, "anne", Mark.PRESENT, next_week), now=next_week)
    assert row.mark == Mark.PRESENT


def test_only_the_person_says_that_their_mark_is_wrong_and_only_once_there_is_one():
    session, tove = a_session()
    row = row_of(session, "anne")
    with pytest.raises(NotAllowed, match="not been taken yet"):
        object_to(by=row.person, row=row, text="Jeg var der.", now=session.begins)
    set_rest_present(by=tove, session=session, now=session.begins)
    with pytest.raises(NotAllowed, match="Only the person"):
        object_to(by=person_called(session.course, "bo"), row=row_of(session, "anne"), text="Nej.", now=session.begins)
    for text in ("Jeg kom for sent.", "Jeg kom 20 minutter for sent."):
        object_to(by=row.person, row=row_of(session, "anne"), text=text, now=session.begins)
    note = AttendanceNote.objects.get()
    assert note.text == "Jeg kom 20 minutter for sent."
    with pytest.raises(NotAllowed, match="do not run courses"):
        settle_note(by=tove, note=note, now=session.ends)


def test_whoever_came_without_being_expected_is_added_by_the_lead_and_told_of_by_the_trainer():
    session, tove = a_session()
    lead = the_lead_of(session.course.programme.jobcentre)
    camilla = Employee.objects.get(person=person_called(session.course, "camilla"))
    with pytest.raises(NotAllowed, match="do not run courses"):
        add_somebody(by=tove, session=session, employee=camilla, now=session.begins)
    write_note(by=tove, session=session, text="Camilla var her.", now=session.begins)
    row = add_somebody(by=lead, session=session, employee=camilla, now=session.begins)
    assert (row.mark, AttendanceNote.objects.get().person) == (Mark.PRESENT, tove)
    assert not camilla.person.seats.filter(cohort=1).exists()
