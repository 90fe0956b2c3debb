"""Checking in with the code in the room: in time, in the right room, and not by guessing."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from tests.factories.delivery import person_called, session_of, the_course

from samklang.access.refusals import NotAllowed
from samklang.delivery import code as codes
from samklang.delivery.commands.attendance import Said, set_mark
from samklang.delivery.commands.check_in import check_in
from samklang.delivery.enums import Mark, MarkedHow, SessionState
from samklang.delivery.models import Participation, Session
from samklang.delivery.queries.check_in import secret_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> None:
    cache.clear()


def code_at(session: Session, moment) -> str:
    return codes.code_of(secret_of(session), codes.step_of(moment))


def a_wrong_code(session: Session, moment) -> str:
    known = {codes.code_of(secret_of(session), codes.step_of(moment) - back) for back in range(30)}
    return next(f"{number:06}" for number in range(100) if f"{number:06}" not in known)


@pytest.mark.parametrize(
    ("after", "mark"), [(-30, Mark.PRESENT), (0, Mark.PRESENT), (15, Mark.PRESENT), (16, Mark.LATE)]
)
def test_whoever_checks_in_is_present_for_a_quarter_of_an_hour_and_then_late(after, mark):
    session = session_of(the_course(), 1)
    anne, now = person_called(session.course, "anne"), session.begins + after * MINUTE
    row = check_in(by=anne, code=code_at(session, now), seen_at=now, now=now)
    assert (row.mark, row.how, row.marked_by) == (mark, MarkedHow.CODE, anne)


def test_the_code_changes_every_half_minute_and_is_taken_for_half_a_minute_more():
    session = session_of(the_course(), 1)
    now = session.begins
    secret = secret_of(session)
    shown = code_at(session, now)
    assert codes.is_shown(secret, shown, now + timedelta(seconds=59))
    assert not codes.is_shown(secret, shown, now + timedelta(seconds=60))
    assert codes.was_shown(secret, shown, now + timedelta(seconds=60))


def test_a_code_that_was_passed_on_comes_too_late():
    session = session_of(the_course(), 1)
    now = session.begins
    old = code_at(session, now - 3 * MINUTE)
    with pytest.raises(NotAllowed, match="has changed since"):
        check_in(by=person_called(session.course, "anne"), code=old, seen_at=now, now=now)
    assert not Participation.objects.exclude(mark=Mark.EXPECTED).exists()


def test_the_code_of_another_room_opens_nothing():
    session = session_of(the_course(), 1)
    other = session_of(session.course, 2)
    Session.objects.filter(pk=other.pk).update(begins=session.begins, ends=session.ends)
    now = session.begins
    with pytest.raises(NotAllowed, match="of another session"):
        check_in(by=person_called(session.course, "anne"), code=code_at(other, now), seen_at=now, now=now)


def test_whoever_is_not_expected_is_told_so():
    session = session_of(the_course(), 1)
    now, dorte = session.begins, person_called(session.course, "dorte")
    with pytest.raises(NotAllowed, match="not expected at the session that the code belongs to"):
        check_in(by=dorte, code=code_at(session, now), seen_at=now, now=now)
    with pytest.raises(NotAllowed, match="not expected at any session today"):
        check_in(by=dorte, code=a_wrong_code(session, now), seen_at=now, now=now)


@pytest.mark.parametrize(("minutes", "sentence"), [(-90, "too early"), (300, "is over")])
def test_it_is_too_early_and_then_too_late(minutes, sentence):
    session = session_of(the_course(), 1)
    now = session.begins + minutes * MINUTE
    with pytest.raises(NotAllowed, match=sentence):
        check_in(by=person_called(session.course, "anne"), code=code_at(session, now), seen_at=now, now=now)


def test_guessing_has_an_end_also_for_the_right_code():
    session = session_of(the_course(), 1)
    now, anne = session.begins, person_called(session.course, "anne")
    for _ in range(5):
        with pytest.raises(NotAllowed, match="No session has that code"):
            check_in(by=anne, code=a_wrong_code(session, now), seen_at=now, now=now)
    with pytest.raises(NotAllowed, match="many codes"):
        check_in(by=anne, code=code_at(session, now), seen_at=now, now=now)
    bo = person_called(session.course, "bo")
    assert check_in(by=bo, code=code_at(session, now), seen_at=now, now=now).mark == Mark.PRESENT


def test_the_trainers_word_stands_and_checking_in_twice_changes_nothing():
    session = session_of(the_course(), 1)
    now, anne = session.begins + 20 * MINUTE, person_called(session.course, "anne")
    said = Said(anne.pk, Mark.PARTIAL, 100, now)
    set_mark(by=session.trainer, session=session, said=said, now=now)
    row = check_in(by=anne, code=code_at(session, now), seen_at=now, now=now)
    assert (row.mark, row.minutes, row.how) == (Mark.PARTIAL, 100, MarkedHow.TRAINER)


def test_whoever_was_marked_absent_and_then_comes_checks_in():
    session = session_of(the_course(), 1)
    now, anne = session.begins + 20 * MINUTE, person_called(session.course, "anne")
    set_mark(by=session.trainer, session=session, said=Said(anne.pk, Mark.ABSENT, None, now), now=now)
    assert check_in(by=anne, code=code_at(session, now), seen_at=now, now=now + MINUTE).mark == Mark.LATE


def test_a_cancelled_session_has_no_code_that_opens_it():
    session = session_of(the_course(), 1)
    Session.objects.filter(pk=session.pk).update(state=SessionState.CANCELLED)
    now = session.begins
    with pytest.raises(NotAllowed, match="not expected at any session today"):
        check_in(by=person_called(session.course, "anne"), code=code_at(session, now), seen_at=now, now=now)
