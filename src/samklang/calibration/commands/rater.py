"""Raters who come, leave and are reminded while a round is open."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samklang.access.enums import Purpose
from samklang.access.models import Person
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.calibration import rules
from samklang.calibration.commands.letters import invite, remind
from samklang.calibration.commands.round import draw_numbers, locked
from samklang.calibration.models import Rater, Round, RoundCase
from samklang.calibration.queries.rounds import lacking, open_rounds_ending
from samklang.core.words import say
from samklang.ledger.commands import record

DAYS_BEFORE = 2
"""How long before the last day the house reminds by itself."""
_JUST_NOW = timedelta(days=2)
"""Whoever was asked or reminded so lately is left in peace."""


@transaction.atomic
def add_raters(
    *, by: Person | None, round_: Round, people: Sequence[Person], seed: int, today: date, now: datetime
) -> int:
    """Ask more people while it is open, or those again who were taken out; how many. Raises NotAllowed.

    seed: all numbers are drawn anew, so that a late one does not tell who it is.
    """
    round_ = locked(round_.pk)
    require(
        rules.manage_round(by, round_)
        or rules.notice_in_force(refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, today))
    )
    there = {rater.person_id: rater for rater in Rater.objects.filter(round=round_)}
    new = [person for person in people if person.pk not in there]
    require(rules.raters_in_reach(len(there) + len(new)))
    back = [there[one.pk].pk for one in people if one.pk in there and there[one.pk].left_at is not None]
    Rater.objects.filter(pk__in=back).update(left_at=None)
    highest = max((rater.number for rater in there.values()), default=0)
    rows = [
        Rater(round=round_, person=person, number=highest + place, invited_at=now)
        for place, person in enumerate(new, 1)
    ]
    Rater.objects.bulk_create(rows)
    if new:
        draw_numbers(round_, seed)
    invite(round_, new, RoundCase.objects.filter(round=round_).count())
    details = {"new": len(new), "back": len(back)}
    record("raters-added", by=by, subject=round_, place=round_.jobcentre, details=details)
    return len(new) + len(back)


@transaction.atomic
def take_out_rater(*, by: Person | None, round_: Round, person: Person, now: datetime) -> None:
    """Somebody is not part of it any more; what they have rated so far counts. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.manage_round(by, round_))
    changed = Rater.objects.filter(round=round_, person=person, left_at=None).update(left_at=now)
    if not changed:
        require(Refusal(say("{name} is not part of the round any more.", name=person.name)))
    record("rater-left", by=by, subject=round_, about=person, place=round_.jobcentre)


@transaction.atomic
def take_back_rater(*, by: Person | None, round_: Round, person: Person) -> None:
    """Somebody who was taken out is part of it again. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.manage_round(by, round_))
    Rater.objects.filter(round=round_, person=person).update(left_at=None)
    record("rater-returned", by=by, subject=round_, about=person, place=round_.jobcentre)


@transaction.atomic
def remind_raters(*, by: Person | None, round_: Round, now: datetime) -> int:
    """Remind those who are not done, at most once a day; how many. Raises NotAllowed."""
    round_ = locked(round_.pk)
    require(rules.manage_round(by, round_))
    late = list(lacking(round_))
    if not late:
        require(Refusal(say("Everybody is done. Close the round, then you see what it shows.")))
    day = timezone.localdate(now)
    if any(one.reminded_at is not None and timezone.localdate(one.reminded_at) == day for one in late):
        require(Refusal(say("They have been reminded today. Wait until tomorrow.")))
    return _remind(by, round_, late, now)


def remind_due(*, now: datetime, today: date, dry_run: bool = False) -> int:
    """At night: remind those who are not done two days before the last day; how many."""
    told = 0
    for round_ in open_rounds_ending(today, today + timedelta(days=DAYS_BEFORE)):
        if refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, today) is None:
            told += _remind_lately_untold(round_.pk, now, dry_run=dry_run)
    return told


@transaction.atomic
def _remind_lately_untold(pk: int, now: datetime, *, dry_run: bool) -> int:
    round_ = locked(pk)
    if rules.manage_round(None, round_) is not None:
        return 0
    late = [one for one in lacking(round_) if not _just_written_to(one, now)]
    return len(late) if dry_run or not late else _remind(None, round_, late, now)


def _just_written_to(rater: Rater, now: datetime) -> bool:
    return any(at is not None and now - at < _JUST_NOW for at in (rater.invited_at, rater.reminded_at))


def _remind(by: Person | None, round_: Round, late: Sequence[Rater], now: datetime) -> int:
    Rater.objects.filter(pk__in=[one.pk for one in late]).update(reminded_at=now)
    told = remind(round_, [one.person for one in late if one.person is not None])
    record("raters-reminded", by=by, subject=round_, place=round_.jobcentre, details={"told": told})
    return told
