"""Attendance is taken: one mark at a time, from however many phones, in whatever order they arrive."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.enums import Mark, MarkedHow
from samklang.delivery.models import AttendanceNote, Participation, Session
from samklang.delivery.rules import attendance as rules
from samklang.ledger.commands import record
from samklang.people.models import Employee

_FIELDS = ["mark", "minutes", "how", "marked_by", "marked_at"]


@dataclass(frozen=True)
class Said:
    """What somebody says of one person. at: when they said it, which may be long before it arrives."""

    person: int
    mark: Mark
    minutes: int | None
    at: datetime


@transaction.atomic
def set_mark(
    *, by: Person | None, session: Session, said: Said, now: datetime, how: MarkedHow = MarkedHow.TRAINER
) -> Participation:
    """Set one person's mark. What was said later stays, so the same mark can arrive twice, and an old one too late.

    raises: NotAllowed.
    """
    session = locked(session)
    require(rules.take_attendance(by, session, now))
    row = _row(session, said.person)
    require(rules.is_enrolled(row) or rules.mark_fits(session, said.mark, said.minutes))
    assert row is not None  # noqa: S101 - the rule has refused otherwise
    if row.marked_at is not None and said.at < row.marked_at:
        return row
    minutes = said.minutes if said.mark == Mark.PARTIAL else None
    is_new = (row.mark, row.minutes) != (said.mark, minutes)
    if is_new:
        require(rules.without_reason(session, row, said.at))
    put(row, Said(said.person, said.mark, minutes, said.at), how, by)
    note_taken(session, now)
    if is_new:
        place = session.course.programme.jobcentre
        record("attendance-taken", by=by, subject=row, about=row.person, place=place, details={"how": how.value})
    return row


@transaction.atomic
def set_rest_present(*, by: Person | None, session: Session, now: datetime) -> int:
    """Whoever has no mark yet was there. How many that were. Raises NotAllowed."""
    session = locked(session)
    require(rules.take_attendance(by, session, now))
    rest = Participation.objects.filter(session=session, mark=Mark.EXPECTED)
    count = rest.update(mark=Mark.PRESENT, minutes=None, how=MarkedHow.TRAINER, marked_by=by, marked_at=now)
    note_taken(session, now)
    if count:
        place = session.course.programme.jobcentre
        record("attendance-taken", by=by, subject=session, place=place, details={"rows": count})
    return count


@transaction.atomic
def undo_rest_present(*, by: Person, session: Session, at: datetime, now: datetime) -> int:
    """Take back what was marked with all the rest at that moment, where nothing was said since. Raises NotAllowed."""
    session = locked(session)
    require(rules.take_attendance(by, session, now))
    same = Participation.objects.filter(session=session, mark=Mark.PRESENT, marked_by=by, marked_at=at)
    count = same.update(mark=Mark.EXPECTED, how="", marked_by=None, marked_at=None)
    if count:
        place = session.course.programme.jobcentre
        record("attendance-undone", by=by, subject=session, place=place, details={"rows": count})
    return count


@transaction.atomic
def add_somebody(*, by: Person, session: Session, employee: Employee, now: datetime) -> Participation:
    """Put somebody on the list who came without being expected, as present. Raises NotAllowed."""
    session = locked(session)
    require(rules.add_somebody(by, session, now))
    row, _ = Participation.objects.get_or_create(session=session, person=employee.person)
    if row.mark == Mark.EXPECTED:
        put(row, Said(employee.person_id, Mark.PRESENT, None, now), MarkedHow.TRAINER, by)
    place = session.course.programme.jobcentre
    record("attendance-added", by=by, subject=row, about=employee.person, place=place)
    return row


@transaction.atomic
def write_note(*, by: Person, session: Session, text: str, now: datetime) -> AttendanceNote:
    """Tell whoever runs the course about somebody who is not on the list. Raises NotAllowed."""
    session = locked(session)
    require(rules.take_attendance(by, session, now))
    note = AttendanceNote.objects.create(session=session, person=by, text=text, written_at=now)
    record("attendance-note-written", by=by, subject=note, place=session.course.programme.jobcentre)
    return note


def locked(session: Session) -> Session:
    """The session, with nobody else at its marks until the transaction is over."""
    found = Session.objects.select_for_update(of=("self",)).select_related("course__programme__jobcentre", "trainer")
    return found.get(pk=session.pk)


def put(row: Participation, said: Said, how: MarkedHow, by: Person | None) -> None:
    """Write a mark that the rules have let through; “not taken yet” was taken by nobody in any way."""
    row.mark, row.minutes, row.marked_at = said.mark, said.minutes, said.at
    row.how, row.marked_by = ("", None) if said.mark == Mark.EXPECTED else (how, by)
    row.save(update_fields=_FIELDS)


def note_taken(session: Session, now: datetime) -> None:
    """Attendance has been taken once nobody is left without a mark."""
    if session.taken_at is None and not session.participations.filter(mark=Mark.EXPECTED).exists():
        session.taken_at = now
        session.save(update_fields=["taken_at"])


def _row(session: Session, person: int) -> Participation | None:
    found = Participation.objects.filter(session=session, person=person)
    return found.select_related("person").first()
