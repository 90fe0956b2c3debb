"""Who takes attendance when, and what a mark must say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Moment, say
from samklang.delivery.enums import Mark, SessionState
from samklang.delivery.rules.course import lead_session, run_course

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.delivery.models import Participation, Session

OPENS_BEFORE = timedelta(hours=1)
TRAINER_HAS = timedelta(days=14)
"""So long after the session the trainer takes attendance and corrects it; then only whoever runs the course."""
ON_TIME = timedelta(minutes=15)
"""Whoever checks in so long after the beginning is present, later they are late."""


def opens_at(session: Session) -> datetime:
    """When attendance can be taken, and when participants can check in."""
    return session.begins - OPENS_BEFORE


def take_attendance(by: Person | None, session: Session, now: datetime) -> Refusal | None:
    """Whoever leads the session, from an hour before; after 14 days only whoever runs the course."""
    if refusal := lead_session(by, session) or is_held(session):
        return refusal
    if now < opens_at(session):
        when = Moment(opens_at(session))
        return Refusal(say("Attendance can be taken from {when}, an hour before the session begins.", when=when))
    if now > session.ends + TRAINER_HAS and run_course(by, session.course):
        return Refusal(
            say("It is more than 14 days since the session. Ask whoever runs the course to correct attendance.")
        )
    return None


def is_held(session: Session) -> Refusal | None:
    """Nobody was at a session that is cancelled."""
    if session.state == SessionState.CANCELLED:
        return Refusal(say("The session is cancelled, so nobody can be marked. Look for its new date in the course."))
    return None


def is_enrolled(row: Participation | None) -> Refusal | None:
    """Only who is expected at the session, or was added to it."""
    if row is None:
        return Refusal(
            say(
                "This person is not expected at the session, so they cannot be marked. "
                "Use “Somebody came who is not on the list”."
            )
        )
    return None


def mark_fits(session: Session, mark: Mark, minutes: int | None) -> Refusal | None:
    """A part of the time says how many minutes; no more than the session lasts."""
    if mark != Mark.PARTIAL:
        return None
    length = length_of(session)
    if minutes is None or not 1 <= minutes < length:
        return Refusal(say("Write how many minutes they were there: from 1 to {most}.", most=length - 1))
    return None


def length_of(session: Session) -> int:
    """How long the session lasts, in minutes."""
    return int((session.ends - session.begins).total_seconds()) // 60


def without_reason(session: Session, row: Participation, at: datetime) -> Refusal | None:
    """On the day itself a mark is simply set again. Afterwards a change says why."""
    if row.mark != Mark.EXPECTED and is_over(session, at):
        return Refusal(say("The day of the session is over. Correct the mark on the session's page, and say why."))
    return None


def is_over(session: Session, at: datetime) -> bool:
    """Whether the session's day is over, by the clock in Denmark."""
    return at.astimezone(COPENHAGEN).date() > session.ends.astimezone(COPENHAGEN).date()


def correct(by: Person | None, row: Participation, mark: Mark, minutes: int | None, now: datetime) -> Refusal | None:
    """Whoever takes attendance of it, to something else than it is."""
    if refusal := take_attendance(by, row.session, now) or mark_fits(row.session, mark, minutes):
        return refusal
    if (row.mark, row.minutes) == (mark, minutes if mark == Mark.PARTIAL else None):
        return Refusal(say("That is what the mark already says. Choose what it should say instead."))
    return None


def add_somebody(by: Person | None, session: Session, now: datetime) -> Refusal | None:
    """Whoever runs the course; a trainer writes a note instead."""
    return take_attendance(by, session, now) or run_course(by, session.course)


def object_to(by: Person, row: Participation) -> Refusal | None:
    """The person themselves, once there is a mark."""
    if row.person_id != by.pk:
        return Refusal(say("Only the person can say that their mark is wrong."))
    if row.mark == Mark.EXPECTED:
        return Refusal(say("Attendance has not been taken yet, so there is no mark to correct."))
    return None
