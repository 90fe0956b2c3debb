"""The first page tells what the courses need of somebody, and nobody else's."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.delivery import person_called, session_of, the_coming_monday, the_course

from samklang.access.clock import today
from samklang.delivery.enums import Mark
from samklang.delivery.models import Participation, Session
from samklang.desk.queries.needs import needs_of

pytestmark = pytest.mark.django_db


def told(person) -> list[str]:
    return [str(one.says) for one in needs_of(person, today())]


def held_yesterday(session: Session) -> None:
    begins = timezone.now() - timedelta(days=1, hours=3)
    Session.objects.filter(pk=session.pk).update(begins=begins, ends=begins + timedelta(hours=3))


def held_tomorrow(session: Session) -> None:
    begins = timezone.localtime().replace(hour=9, minute=0) + timedelta(days=1)
    Session.objects.filter(pk=session.pk).update(begins=begins, ends=begins + timedelta(hours=3))


def test_tomorrows_session_is_told_to_who_goes_and_to_who_teaches():
    course = the_course(monday=the_coming_monday())
    held_tomorrow(session_of(course, 1))
    assert any(one.startswith("“Start” is on") for one in told(person_called(course, "anne")))
    assert any(one.startswith("You teach “Start”") for one in told(session_of(course, 1).trainer))
    assert told(person_called(course, "camilla")) == []


def test_attendance_that_is_not_taken_is_asked_for_until_it_is():
    course = the_course(monday=the_coming_monday())
    session = session_of(course, 1)
    held_yesterday(session)
    assert "Take the attendance at “Start”." in told(session.trainer)
    Participation.objects.filter(session=session).update(mark=Mark.PRESENT)
    assert "Take the attendance at “Start”." not in told(session.trainer)
