"""What happens to hand-overs by itself: what was received early goes on the day, a leave ends, somebody has left."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from samklang.access import clock
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.hand_over_moves import move
from samklang.companies.commands.hand_over_receipt import decline, take_back
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, locked, propose_for, send_hand_over
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.models import HandOver, HandOverItem
from samklang.companies.queries.companies import is_away
from samklang.companies.queries.hand_overs import UNDER_WAY, gone, leaders_over, lost
from samklang.companies.queries.portfolio import to_hand_over
from samklang.companies.queries.proposals import leave_of, not_at_work
from samklang.companies.rules import hand_overs as rules
from samklang.ledger.commands import record
from samklang.people.commands.departures import Source, StillHeld
from samklang.people.models import Leave


def move_received(*, now: datetime, dry_run: bool = False) -> int:
    """Companies that were received before the first day go to their receivers on it. How many."""
    due = HandOverItem.objects.filter(
        state=ItemState.RECEIVED, moved_at=None, hand_over__state__in=UNDER_WAY, hand_over__returned_at=None,
        hand_over__first_day__lte=timezone.localdate(now),
    )  # fmt: skip
    count = due.count()
    if dry_run or not count:
        return count
    for pk in sorted(set(due.values_list("hand_over", flat=True))):
        with transaction.atomic():
            hand_over = locked(HandOver(pk=pk))
            rows = due.select_for_update(of=("self",)).filter(hand_over=pk).order_by("pk")
            items = list(rows.select_related("company__merged_into", "receiver"))
            move(hand_over, items, by=None, now=now)
            details = {"companies": len(items)}
            place = hand_over.municipality
            record("hand-over-moved", by=None, subject=hand_over, about=hand_over.giver, place=place, details=details)
    return count


def return_companies(now: datetime, dry_run: bool = False) -> int:
    """Companies lent for a leave go back to whoever is at work again. How many hand-overs that ended."""
    ended = list(_ended(timezone.localdate(now)))
    if not dry_run:
        for hand_over in ended:
            take_back(by=None, hand_over=hand_over, now=now)
    return len(ended)


def _ended(today: date) -> Iterator[HandOver]:
    """Loans whose giver is at work: on the day they are back, or earlier where the leave register says so."""
    lent = HandOver.objects.filter(reason=HandOverReason.LEAVE, returned_at=None, first_day__lte=today)
    leaves = Leave.objects.filter(employee__person=OuterRef("giver"), first_day__lte=today)
    known = leaves.filter(Q(last_day__isnull=True) | Q(last_day__gte=OuterRef("first_day")))
    coming = Leave.objects.filter(employee__person=OuterRef("giver"), first_day__gt=today)
    coming = coming.filter(Q(first_day__lt=OuterRef("back_on")) | Q(last_day__isnull=True))
    moved = HandOverItem.objects.filter(hand_over=OuterRef("pk"), moved_at__isnull=False)
    lent = lent.filter(Q(state__in=UNDER_WAY) | Q(state=HandOverState.WITHDRAWN) & Exists(moved))
    early = Exists(known) & ~Exists(coming)
    for one in lent.annotate(ended=early).select_related("giver", "municipality").order_by("pk"):
        due = one.back_on is not None and one.back_on <= today
        if (due or one.ended or one.back_on is None) and not is_away(one.giver, today):
            yield one


def hand_over_for_leavers(now: datetime, today: date, dry_run: bool = False) -> int:
    """Whoever has left, or is on a leave over 14 days, and still has something at the door: it is handed over.

    What waits for a receiver who is gone is given to another. The leaders see it on their start page. How many givers.
    """
    leavers = gone(None, today, now)
    numbers = {one.pk for one, _ in leavers}
    in_vain = [one for one in lost(today) if one.hand_over.giver_id in numbers]
    waiting_for_nobody = {one.hand_over.giver_id for one in in_vain}
    needed = [one for one in leavers if one[0].pk in waiting_for_nobody or to_hand_over(one[0], now)]
    if not dry_run:
        for person, reason in needed:
            _hand_over(person, reason, [one for one in in_vain if one.hand_over.giver_id == person.pk], today, now)
        for item in [one for one in lost(today) if one.hand_over.giver_id not in numbers]:
            _free(item, now)
    return len(needed)


@transaction.atomic
def _free(item: HandOverItem, now: datetime) -> None:
    """What waits for somebody who has left goes back to whoever made the hand-over, to choose another."""
    hand_over = locked(item.hand_over)
    decline(item, "", now)
    record("hand-over-declined", by=None, subject=item, about=hand_over.giver, place=hand_over.municipality)


@transaction.atomic
def _hand_over(
    giver: Person, reason: HandOverReason, in_vain: Sequence[HandOverItem], today: date, now: datetime
) -> None:
    for pk in sorted({one.hand_over_id for one in in_vain}):
        _give_again(locked(HandOver(pk=pk)), [one for one in in_vain if one.hand_over_id == pk], today, now)
    if not to_hand_over(giver, now):
        return
    leave = leave_of(giver, today) if reason == HandOverReason.LEAVE else None
    back_on = leave.last_day + timedelta(days=1) if leave and leave.last_day else None
    hand_over = begin_hand_over(by=None, giver=giver, terms=Terms(reason, today, back_on), now=now)
    nobody = hand_over.items.filter(receiver=None)
    _give_again(hand_over, [*not_at_work(hand_over, today), *nobody], today, now)
    try:
        send_hand_over(by=None, hand_over=hand_over, now=now)
    except NotAllowed:
        return  # nobody at all is left: the draft stays, and whoever runs the entrance sees it


def _give_again(hand_over: HandOver, items: Sequence[HandOverItem], today: date, now: datetime) -> None:
    """To whoever is proposed now; to the leader where there is nobody."""
    propose_for(hand_over, items, now)
    leader = next(iter(leaders_over(hand_over.giver, today)), None)
    if items and leader is not None:
        hand_over.items.filter(pk__in=[one.pk for one in items], receiver=None).update(receiver=leader)


def prepare_for_leaver(person: Person, last_day: date, now: datetime) -> HandOver | None:
    """A last day is known: what is open is made ready to be handed over the day after. None where nothing is."""
    if not to_hand_over(person, now):
        return None
    terms = Terms(HandOverReason.LEAVING, last_day + timedelta(days=1))
    return begin_hand_over(by=None, giver=person, terms=terms, now=now)


def _still_held(person: Person, by: Person | None) -> StillHeld | None:
    held = to_hand_over(person, clock.now(), with_declined=True)
    if not held:
        return None
    may = by is not None and rules.hand_over(by, person) is None
    return StillHeld(held.parts, f"{reverse('companies:new-hand-over')}?giver={person.pk}" if may else "")


def _prepare(person: Person, last_day: date) -> HandOver | None:
    return prepare_for_leaver(person, last_day, clock.now())


DEPARTURES = Source(_still_held, _prepare)
"""What the staff register asks before somebody leaves."""
