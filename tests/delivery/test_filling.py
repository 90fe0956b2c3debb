"""A published plan becomes sessions, seats and calendar entries; a new plan changes no more than it must."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.factories.delivery import NOW, person_called, session_of, the_course
from tests.factories.programmes import a_variant
from tests.factories.small_plan import SEATS, SESSIONS, the_plan

from samklang.delivery.commands.invitations import reconcile
from samklang.delivery.enums import MailState, Mark, Method, SeatState, SessionState
from samklang.delivery.models import Course, Invitation, Mail, Participation, Seat, Session
from samklang.planning import documents
from samklang.planning.commands.publication import publish, withdraw
from samklang.planning.queries import holding, latest_version

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def published_anew(course: Course, sessions=SESSIONS, seats=None) -> None:
    problem = documents.problem_of(latest_version(course.programme).document)
    publish(by=None, variant=a_variant(course.programme, the_plan(problem, sessions, seats)), now=LATER)


def all_are_sent() -> None:
    Mail.objects.update(state=MailState.SENT)


def test_everybody_with_a_seat_is_expected_at_their_cohorts_sessions():
    course = the_course()
    assert course.sessions.count() == 4
    assert {(one.person.name, one.cohort) for one in course.seats.all()} == {
        ("Anne Holm", 1), ("Bo Kjær", 1), ("Camilla Ravn", 2), ("Dorte Øst", 2),
    }  # fmt: skip
    assert Participation.objects.filter(mark=Mark.EXPECTED).count() == 8


def test_times_are_those_of_danish_clocks():
    session = session_of(the_course(), 1)
    assert session.begins.isoformat() == "2026-09-07T06:30:00+00:00"
    assert session.trainer.name == "Tove"


def test_everybody_is_invited_once_to_each_session_and_the_trainer_to_each_they_teach():
    course = the_course()
    assert Invitation.objects.filter(course=course, teaches=False).count() == 8
    assert Invitation.objects.filter(course=course, teaches=True).count() == 4
    assert Mail.objects.filter(method=Method.REQUEST, letter="invitation").count() == 12
    assert len(set(Invitation.objects.values_list("uid", flat=True))) == 12


def test_publishing_the_same_plan_again_tells_nobody_anything():
    course = the_course()
    published_anew(course)
    assert Mail.objects.count() == 12
    assert Session.objects.count() == 4


def test_a_moved_room_keeps_the_entry_and_raises_its_number():
    course = the_course()
    all_are_sent()
    published_anew(course, [replace(SESSIONS[0], room="loftet"), *SESSIONS[1:]])
    told = Mail.objects.filter(letter="changed")
    assert sorted(one.person.name for one in told) == ["Anne Holm", "Bo Kjær", "Tove"]
    assert {one.sequence for one in told} == {1}
    entry = Invitation.objects.get(person=person_called(course, "anne"), slot="start")
    assert (entry.sequence, entry.told["room"]) == (1, "Loftet")


def test_whoever_changes_cohort_keeps_their_entries_which_move():
    course = the_course()
    all_are_sent()
    before = dict(Invitation.objects.filter(person=person_called(course, "bo")).values_list("slot", "uid"))
    published_anew(course, seats={**SEATS, "bo": 2})
    after = dict(Invitation.objects.filter(person=person_called(course, "bo")).values_list("slot", "uid"))
    assert after == before
    assert Mail.objects.filter(person=person_called(course, "bo"), letter="changed").count() == 2
    assert Participation.objects.filter(person=person_called(course, "bo")).count() == 2


def test_whoever_loses_the_seat_has_the_entries_taken_back():
    course = the_course()
    all_are_sent()
    published_anew(course, seats={key: value for key, value in SEATS.items() if key != "bo"})
    assert Seat.objects.get(person=person_called(course, "bo")).state == SeatState.MOVED_OUT
    cancelled = Mail.objects.filter(person=person_called(course, "bo"), method=Method.CANCEL)
    assert [one.sequence for one in cancelled] == [1, 1]


def test_what_nobody_was_told_of_is_not_cancelled_by_mail():
    course = the_course()
    published_anew(course, seats={key: value for key, value in SEATS.items() if key != "bo"})
    mails = Mail.objects.filter(person=person_called(course, "bo"))
    assert {one.state for one in mails} == {MailState.DROPPED}


def test_withdrawing_cancels_what_is_to_come_and_seats_nobody():
    course = the_course()
    all_are_sent()
    withdraw(by=None, publication=holding(course.programme), now=LATER)
    assert set(Session.objects.values_list("state", flat=True)) == {SessionState.CANCELLED}
    assert Mail.objects.filter(method=Method.CANCEL).count() == 12
    assert not Seat.objects.filter(state=SeatState.HELD).exists()


def test_undoing_a_withdrawal_puts_the_same_entries_back():
    course = the_course()
    all_are_sent()
    variant = holding(course.programme).variant
    withdraw(by=None, publication=holding(course.programme), now=LATER)
    all_are_sent()
    publish(by=None, variant=variant, now=LATER + timedelta(hours=1))
    assert Invitation.objects.filter(active=True, sequence=2).count() == 12
    assert Invitation.objects.count() == 12


def test_who_was_there_stays_when_a_new_plan_is_published():
    course = the_course()
    session = session_of(course, 1)
    Participation.objects.filter(session=session).update(mark=Mark.PRESENT)
    Session.objects.filter(pk=session.pk).update(taken_at=NOW)
    published_anew(course, [SESSIONS[0], replace(SESSIONS[1], room="loftet"), *SESSIONS[2:]])
    assert Participation.objects.filter(session=session, mark=Mark.PRESENT).count() == 2


def test_whoever_has_no_address_is_in_the_course_and_gets_no_mail():
    course = the_course(trainer=False)
    assert not Mail.objects.filter(person__name="Tove").exists()
    assert session_of(course, 1).trainer is None
    assert session_of(course, 1).trainer_name == "Tove"


def test_whoever_is_marked_at_the_door_keeps_the_entry():
    course = the_course()
    all_are_sent()
    Participation.objects.filter(session=session_of(course, 1)).update(mark=Mark.PRESENT)
    assert reconcile(course, session_of(course, 1).begins - timedelta(minutes=10)) == []
