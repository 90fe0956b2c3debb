"""A participant checks in with the code on the screen in the room."""

from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed, require
from samklang.delivery.commands.attendance import Said, locked, note_taken, put
from samklang.delivery.enums import Mark, MarkedHow
from samklang.delivery.models import Participation
from samklang.delivery.queries.check_in import is_shown_anywhere, own_today, shown_of, was_shown_of
from samklang.delivery.rules import attendance
from samklang.delivery.rules import check_in as rules
from samklang.ledger.commands import record

_OPEN_TO_CODES = (Mark.EXPECTED, Mark.ABSENT)
"""Another mark was set by the trainer, or by an earlier check-in, and stays."""


def check_in(*, by: Person, code: str, seen_at: datetime, now: datetime) -> Participation:
    """Mark the person present or late, by when they saw the code. Checking in twice changes nothing.

    seen_at: when the phone read the code; signing in may have taken a while since.
    raises:  NotAllowed, with the sentence that fits; what was wrong is counted.
    """
    key = f"check-in:{by.pk}"
    require(rules.not_too_many(int(cache.get(key, 0))))
    rows = own_today(by, seen_at)
    found = shown_of(rows, code, seen_at)
    if found is None:
        cache.add(key, 0, timeout=60 * rules.WRONG_MINUTES)
        cache.set(key, int(cache.get(key, 0)) + 1, timeout=60 * rules.WRONG_MINUTES)
        raise NotAllowed(
            rules.nothing_fits(
                is_old=was_shown_of(rows, code, seen_at), is_anothers=is_shown_anywhere(code, seen_at),
                expected=bool(rows),
            )
        )  # fmt: skip
    return _arrive(by, found, seen_at, now)


@transaction.atomic
def _arrive(by: Person, row: Participation, seen_at: datetime, now: datetime) -> Participation:
    session = locked(row.session)
    require(attendance.is_held(session) or rules.in_time(session, seen_at))
    row = Participation.objects.get(pk=row.pk)
    row.session = session
    if row.mark in _OPEN_TO_CODES:
        put(row, Said(by.pk, rules.mark_at(session, seen_at), None, now), MarkedHow.CODE, by)
        note_taken(session, now)
        record("attendance-checked-in", by=by, subject=row, about=by, place=session.course.programme.jobcentre)
    return row
