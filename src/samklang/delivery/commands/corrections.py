"""A mark is put right afterwards: by whoever leads the session, with a reason; or after a note from the person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.attendance import Said, locked, note_taken, put
from samklang.delivery.enums import Mark, MarkedHow
from samklang.delivery.models import AttendanceCorrection, AttendanceNote, Participation
from samklang.delivery.rules import attendance as rules
from samklang.delivery.rules.course import run_course
from samklang.ledger.commands import record


@dataclass(frozen=True)
class Corrected:
    """What a mark should say, and why it is changed."""

    mark: Mark
    minutes: int | None
    reason: str


@transaction.atomic
def correct(*, by: Person | None, row: Participation, right: Corrected, now: datetime) -> AttendanceCorrection:
    """Change a mark and keep what it was; what the person said about it is settled by that. Raises NotAllowed."""
    row = _locked(row)
    require(rules.correct(by, row, right.mark, right.minutes, now))
    minutes = right.minutes if right.mark == Mark.PARTIAL else None
    correction = AttendanceCorrection.objects.create(
        participation=row, before=row.mark, before_minutes=row.minutes, after=right.mark, after_minutes=minutes,
        reason=right.reason, by=by, at=now,
    )  # fmt: skip
    put(row, Said(row.person_id, right.mark, minutes, now), MarkedHow.TRAINER, by)
    note_taken(row.session, now)
    row.notes.filter(settled_at=None).update(settled_at=now, settled_by=by)
    place = row.session.course.programme.jobcentre
    record("attendance-corrected", by=by, subject=row, about=row.person, place=place)
    return correction


@transaction.atomic
def object_to(*, by: Person, row: Participation, text: str, now: datetime) -> AttendanceNote:
    """Tell whoever runs the course that one's own mark is wrong, in place of an earlier note. Raises NotAllowed."""
    row = _locked(row)
    require(rules.object_to(by, row))
    note = row.notes.filter(settled_at=None).first() or AttendanceNote(participation=row, session=row.session)
    note.person, note.text, note.written_at = by, text, now
    note.save()
    record("attendance-objected-to", by=by, subject=row, about=by, place=row.session.course.programme.jobcentre)
    return note


@transaction.atomic
def settle_note(*, by: Person, note: AttendanceNote, now: datetime) -> AttendanceNote:
    """Whoever runs the course has dealt with a note. Raises NotAllowed."""
    note = AttendanceNote.objects.select_for_update(of=("self",)).select_related(
        "session__course__programme__jobcentre"
    ).get(pk=note.pk)  # fmt: skip
    require(run_course(by, note.session.course))
    if note.settled_at is None:
        note.settled_at, note.settled_by = now, by
        note.save(update_fields=["settled_at", "settled_by"])
        record("attendance-note-settled", by=by, subject=note, place=note.session.course.programme.jobcentre)
    return note


def _locked(row: Participation) -> Participation:
    session = locked(row.session)
    found = Participation.objects.select_related("person").get(pk=row.pk)
    found.session = session
    return found
