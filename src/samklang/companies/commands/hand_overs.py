"""Hand-overs prepared, changed, sent and withdrawn. All of it, or none."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.hand_over_moves import release_loose
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.models import Company, HandOver, HandOverItem
from samklang.companies.queries.hand_over_notes import notes_for
from samklang.companies.queries.hand_overs import companies_met, loose_enquiries
from samklang.companies.queries.portfolio import companies_with_something, handed_on, held_at
from samklang.companies.queries.proposals import (
    first_day_of,
    known_for,
    leave_of,
    not_at_work,
    proposals,
    receivers,
)
from samklang.companies.rules import hand_overs as rules
from samklang.ledger.commands import record

_KNOWS_US = timedelta(days=365)
"""A company that nobody has been in touch with for this long is not written to about somebody new."""


def day_after(day: date) -> date:
    """The day after a last day is the first without."""
    return day + timedelta(days=1)


def day_before(day: date) -> date:
    """The last day before a first one."""
    return day - timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """Why, from when, and for a leave until when."""

    reason: HandOverReason
    first_day: date
    back_on: date | None = None


@transaction.atomic
def begin_hand_over(*, by: Person | None, giver: Person, terms: Terms, now: datetime, language: str = "da") -> HandOver:
    """Prepare one, with everything that is open and a proposal for each company; the one being prepared if there is.

    language: of the notes that are filled in. Raises NotAllowed.
    """
    giver = Person.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=giver.pk)
    require(rules.hand_over(by, giver))
    begun = HandOver.objects.filter(giver=giver, state=HandOverState.DRAFT).first()
    if begun is not None:
        return begun
    _require_terms(giver, terms)
    hand_over = HandOver.objects.create(
        giver=giver, municipality=giver.municipality, reason=terms.reason, first_day=terms.first_day,
        back_on=terms.back_on if terms.reason == HandOverReason.LEAVE else None, made_by=by, made_at=now,
    )  # fmt: skip
    _take_in(hand_over, now, language)
    record("hand-over-begun", by=by, subject=hand_over, about=giver, place=giver.municipality)
    return hand_over


def _require_terms(giver: Person, terms: Terms) -> None:
    leave = leave_of(giver, terms.first_day)
    knows_end = leave is not None and leave.last_day is None
    require(rules.set_terms(terms.reason, terms.first_day, terms.back_on, knows_end=knows_end))


def _take_in(hand_over: HandOver, now: datetime, language: str) -> int:
    """What has come since is added with a proposal, what is no longer the giver's goes out. How many were added."""
    giver, day = hand_over.giver, first_day_of(hand_over, timezone.localdate(now))
    on_the_way = set(handed_on(giver).values_list("company", flat=True))
    companies = [one for one in companies_with_something(giver, now) if one.pk not in on_the_way]
    there = {one.pk for one in companies}
    hand_over.items.exclude(company__in=there).delete()
    held = set(hand_over.items.values_list("company", flat=True))
    new = [one for one in companies if one.pk not in held]
    if not new:
        return 0
    chosen = proposals(known_for(giver, new, day, now))
    notes = notes_for(giver, [one.pk for one in new], now, language)
    told = _to_be_told(giver, new, now)
    HandOverItem.objects.bulk_create(
        HandOverItem(hand_over=hand_over, company=one, receiver_id=chosen.get(one.pk), note=notes[one.pk],
                     tell_company=one.pk in told)
        for one in new
    )  # fmt: skip
    return len(new)


def _to_be_told(giver: Person, companies: Collection[Company], now: datetime) -> set[int]:
    """Companies that know us: something is open, or somebody was in touch with them within a year."""
    owned = {one.pk for one in companies if one.owner_id == giver.pk and one.ceased_on is None}
    held = held_at(giver, owned, now)
    open_there = {company for company, own in held.items() if any(own.parts[1:])}
    return open_there | companies_met(owned, now - _KNOWS_US)


@transaction.atomic
def change_terms(*, by: Person, hand_over: HandOver, terms: Terms, now: datetime) -> HandOver:
    """Another reason or other days; whoever is not at work then is proposed no more. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.change(by, hand_over))
    _require_terms(hand_over.giver, terms)
    hand_over.reason, hand_over.first_day = terms.reason, terms.first_day
    hand_over.back_on = terms.back_on if terms.reason == HandOverReason.LEAVE else None
    hand_over.save(update_fields=["reason", "first_day", "back_on"])
    away = [one.pk for one in not_at_work(hand_over, timezone.localdate(now))]
    propose_for(hand_over, hand_over.items.filter(pk__in=away), now)
    _record("hand-over-changed", by, hand_over)
    return hand_over


@transaction.atomic
def propose_anew(*, by: Person, hand_over: HandOver, now: datetime) -> HandOver:
    """What has come since is taken in, and every company is given to whom is proposed now. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.change(by, hand_over))
    _take_in(hand_over, now, by.language)
    propose_for(hand_over, hand_over.items.all(), now)
    _record("hand-over-changed", by, hand_over)
    return hand_over


def propose_for(hand_over: HandOver, items: Iterable[HandOverItem], now: datetime) -> None:
    """Give the companies to whoever is proposed now; to nobody where there is nobody."""
    wanted = {one.company_id: one for one in items}
    if not wanted:
        return
    companies = list(Company.objects.filter(pk__in=wanted).select_related("owner").order_by("pk"))
    day = first_day_of(hand_over, timezone.localdate(now))
    chosen = proposals(known_for(hand_over.giver, companies, day, now))
    for company, item in wanted.items():
        item.receiver_id = chosen.get(company)
    HandOverItem.objects.bulk_update(wanted.values(), ["receiver"])


@transaction.atomic
def choose_owners(*, by: Person, hand_over: HandOver, items: Collection[int], receiver: Person, now: datetime) -> int:
    """The same new owner for some companies of a draft. How many. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.change(by, hand_over))
    require(rules.new_owner(hand_over, receiver.pk, away=not is_there(hand_over, receiver, now)))
    changed = hand_over.items.filter(pk__in=items).update(receiver=receiver)
    if changed:
        _record("hand-over-changed", by, hand_over)
    return changed


def is_there(hand_over: HandOver, receiver: Person, now: datetime) -> bool:
    """Whether the person may take over on the hand-over's first day."""
    day = first_day_of(hand_over, timezone.localdate(now))
    return receivers(hand_over.giver, day).filter(pk=receiver.pk).exists()


@transaction.atomic
def write_notes(*, by: Person, hand_over: HandOver, notes: Mapping[int, tuple[str, bool]]) -> None:
    """Note, and whether the company is told, by the number of the item. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.change(by, hand_over))
    items = list(hand_over.items.filter(pk__in=notes))
    for item in items:
        item.note, item.tell_company = notes[item.pk]
    HandOverItem.objects.bulk_update(items, ["note", "tell_company"], batch_size=200)
    _record("hand-over-changed", by, hand_over)


@transaction.atomic
def send_hand_over(*, by: Person | None, hand_over: HandOver, now: datetime) -> HandOver:
    """It waits for receipt from now on; what came since it was prepared goes along. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.change(by, hand_over))
    language = by.language if by is not None else "da"
    _take_in(hand_over, now, language)
    items = hand_over.items.count()
    require(rules.send(
        by, hand_over, items=items, loose=loose_enquiries(hand_over.giver).count(),
        nobody=hand_over.items.filter(receiver=None).count(),
        away=len(not_at_work(hand_over, timezone.localdate(now))),
    ))  # fmt: skip
    hand_over.state, hand_over.sent_at = HandOverState.SENT if items else HandOverState.DONE, now
    hand_over.save(update_fields=["state", "sent_at"])
    _record("hand-over-sent", by, hand_over, companies=items)
    release_loose(hand_over, now)
    return hand_over


@transaction.atomic
def withdraw_hand_over(*, by: Person, hand_over: HandOver) -> HandOver | None:
    """What has not gone to its receiver stays with the giver; a draft is thrown away. Raises NotAllowed."""
    hand_over = locked(hand_over)
    require(rules.withdraw(by, hand_over))
    waiting = hand_over.items.filter(moved_at=None)
    _record("hand-over-withdrawn", by, hand_over, companies=waiting.count())
    if hand_over.state == HandOverState.DRAFT:
        hand_over.delete()
        return None
    waiting.filter(state=ItemState.RECEIVED).update(state=ItemState.WAITING, settled_at=None)
    hand_over.state = HandOverState.WITHDRAWN
    hand_over.save(update_fields=["state"])
    return hand_over


def locked(hand_over: HandOver) -> HandOver:
    """The hand-over as it stands now; nobody else changes it before this transaction is over."""
    found = HandOver.objects.select_for_update(of=("self",)).select_related("giver__municipality", "municipality")
    return found.get(pk=hand_over.pk)


def _record(deed: str, by: Person | None, hand_over: HandOver, **details: int) -> None:
    record(deed, by=by, subject=hand_over, about=hand_over.giver, place=hand_over.municipality, details=details)
