"""Many marks at once, from paper or from a file: all of them or none."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.commands.attendance import Said, locked, note_taken, put
from samklang.delivery.enums import Mark, MarkedHow
from samklang.delivery.keyed import Keyed
from samklang.delivery.models import AttendanceCorrection, Participation, Session
from samklang.delivery.rules import attendance as rules
from samklang.ledger.commands import record

_DEEDS = {MarkedHow.PAPER: "attendance-keyed-in", MarkedHow.FILE: "attendance-read-from-file"}


@transaction.atomic
def set_marks(
    *, by: Person | None, session: Session, marks: Mapping[int, Keyed], how: MarkedHow, reason: str, now: datetime
) -> int:
    """Set the marks, by the number of the person. How many became another than they were.

    reason: why, kept with each mark that had been set and is changed once the session's day is over.
    raises: NotAllowed.
    """
    session = locked(session)
    require(rules.take_attendance(by, session, now))
    rows = {one.person_id: one for one in Participation.objects.filter(session=session)}
    changed = 0
    for person, (mark, minutes) in marks.items():
        row = rows.get(person)
        require(rules.is_enrolled(row) or rules.mark_fits(session, mark, minutes))
        if row is None or (row.mark, row.minutes) == (mark, minutes):
            continue
        if row.mark != Mark.EXPECTED and rules.is_over(session, now):
            AttendanceCorrection.objects.create(
                participation=row, before=row.mark, before_minutes=row.minutes, after=mark, after_minutes=minutes,
                reason=reason, by=by, at=now,
            )  # fmt: skip
        put(row, Said(person, mark, minutes, now), how, by)
        changed += 1
    note_taken(session, now)
    if changed:
        place = session.course.programme.jobcentre
        record(_DEEDS[how], by=by, subject=session, place=place, details={"rows": changed})
    return changed
