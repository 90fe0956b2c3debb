"""What a company takes along when it goes to a new owner, and back after a leave."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.companies.commands.mail import write_to_company
from samklang.companies.enums import EnquiryState, EntryKind, HandOverReason, HandOverState
from samklang.companies.models import (
    Assignment,
    Company,
    CompanyContact,
    Enquiry,
    Entrance,
    Entry,
    HandOver,
    HandOverItem,
    Meeting,
    NextStep,
    Opening,
)
from samklang.companies.queries.companies import entrance_of, team_of
from samklang.companies.queries.hand_overs import loose_enquiries
from samklang.companies.queries.portfolio import OWNER, open_things, things_of
from samklang.companies.routing import Reason
from samklang.ledger.commands import record

LETTER = "new-contact"
MODELS: dict[str, Any] = {"steps": NextStep, "enquiries": Enquiry, "openings": Opening, "meetings": Meeting}


@dataclass(frozen=True)
class Passing:
    """Who has had it, who has it from now on, and who sees to that when. until: the last day, of a loan."""

    before: Person
    owner: Person
    by: Person | None
    now: datetime
    until: date | None = None

    @property
    def day(self) -> date:
        """From when on."""
        return timezone.localdate(self.now)

    @cached_property
    def team(self) -> Place | None:
        """The new owner's team."""
        return team_of(self.owner, self.day)


def living(company: Company) -> Company:
    """The company itself, or the one that it was merged into since."""
    while company.merged_into is not None:
        company = company.merged_into
    return company


def move(hand_over: HandOver, items: Sequence[HandOverItem], *, by: Person | None, now: datetime) -> None:
    """The companies and what is open there go from the giver to whoever has received them. All of one hand-over."""
    receivers: dict[int, list[HandOverItem]] = {}
    for item in items:
        if item.receiver_id is not None:
            receivers.setdefault(item.receiver_id, []).append(item)
    for own in receivers.values():
        _move_to(hand_over, own, by, now)
    HandOverItem.objects.bulk_update(items, ["moved_at", "moved"], batch_size=200)
    release_loose(hand_over, now)


def _move_to(hand_over: HandOver, items: Sequence[HandOverItem], by: Person | None, now: datetime) -> None:
    receiver, giver = items[0].receiver, hand_over.giver
    assert receiver is not None  # noqa: S101 - only those with one are grouped by it
    passing = Passing(giver, receiver, by, now, hand_over.back_on - timedelta(days=1) if hand_over.back_on else None)
    companies = {living(item.company).pk: living(item.company) for item in items}
    owned = _give_companies(companies, passing)
    moved = _give_things(things_of(giver, now), companies, receiver, passing.team)
    is_loan = hand_over.reason == HandOverReason.LEAVE
    _assign([pk for _, pk in moved["enquiries"]], receiver, giver if is_loan else None, by, now)
    told = {"giver": giver.name, "receiver": receiver.name}
    _tell_timeline([companies[pk] for pk in owned], "lent" if is_loan else "handed-over", told, passing)
    for item in items:
        company = living(item.company).pk
        item.moved_at = now
        item.moved = {name: [pk for where, pk in rows if where == company] for name, rows in moved.items()}
        item.moved["companies"] = [company] if company in owned else []
    to_tell = {living(item.company).pk for item in items if item.tell_company} & owned
    tell_companies(hand_over.municipality_id, [companies[pk] for pk in sorted(to_tell)], passing)


def _give_companies(companies: Collection[int], passing: Passing) -> set[int]:
    """Those that whoever had them still owns; a company that somebody else has got meanwhile stays theirs."""
    rows = Company.objects.select_for_update().filter(pk__in=companies, owner=passing.before).order_by("pk")
    owned = {one.pk for one in rows}
    Company.objects.filter(pk__in=owned).update(owner=passing.owner, owned_since=passing.day)
    return owned


def _give_things(
    things: dict[str, Any], companies: Collection[int], receiver: Person, team: Place | None
) -> dict[str, list[tuple[int, int]]]:
    """What is open there gets the receiver as its owner. By kind: the company and the number of each."""
    moved = {}
    for name, rows in things.items():
        found = list(rows.filter(company__in=companies).order_by().values_list("company", "pk"))
        MODELS[name].objects.filter(pk__in=[pk for _, pk in found]).update(**{OWNER[name]: receiver, "team": team})
        moved[name] = found
    return moved


def _assign(
    enquiries: Iterable[int], person: Person | None, instead_of: Person | None, by: Person | None, now: datetime
) -> None:
    Assignment.objects.bulk_create(
        Assignment(enquiry_id=pk, person=person, instead_of=instead_of, why=Reason.HANDED_OVER, by=by, at=now)
        for pk in enquiries
    )


def _tell_timeline(companies: Iterable[Company], key: str, told: dict[str, str], passing: Passing) -> None:
    same: dict[str, Any] = {"kind": EntryKind.OWNER, "what": key, "told": told, "by": passing.by, "at": passing.now}
    Entry.objects.bulk_create(Entry(company=one, team=passing.team, **same) for one in companies)


def tell_companies(municipality: int, companies: Sequence[Company], passing: Passing) -> int:
    """Write to each company who its contact is now. How many there was an address for."""
    entrance = entrance_of(municipality) if companies else None
    if entrance is None:
        return 0
    addresses = addresses_of(companies)
    return sum(_write(entrance, one, addresses[one.pk], passing) for one in companies)


def _write(entrance: Entrance, company: Company, address: tuple[str, str, str], passing: Passing) -> bool:
    name, email, language = address
    mail = write_to_company(
        entrance, LETTER, to_name=name, to_email=email, language=language, facts=letter_facts(company, passing),
        company=company, by=passing.by, now=passing.now,
    )  # fmt: skip
    return mail is not None


def letter_facts(company: Company, passing: Passing) -> dict[str, Any]:
    """What stands in the letter about a new contact."""
    return {
        "company": company.name, "before": passing.before.name, "owner": passing.owner.name, "owner_phone": "",
        "owner_email": passing.owner.email or "", "first_day": passing.day, "until": passing.until or "", "text": "",
    }  # fmt: skip


def addresses_of(companies: Sequence[Company]) -> dict[int, tuple[str, str, str]]:
    """Whom to write to at each company: name, address and language; the first contact with one, else the company."""
    found = {one.pk: (one.name, one.email, one.language) for one in companies}
    contacts = CompanyContact.objects.filter(company__in=found, left_on=None).exclude(email="").order_by("-pk")
    for contact in contacts:
        found[contact.company_id] = (contact.name, contact.email, contact.language)
    return found


def release_loose(hand_over: HandOver, now: datetime) -> int:
    """Enquiries of somebody who has left, from senders of no known company, go back to the queue. How many."""
    due = hand_over.first_day <= timezone.localdate(now) and hand_over.state in (HandOverState.SENT, HandOverState.DONE)
    if hand_over.reason != HandOverReason.LEAVING or not due:
        return 0
    found = list(loose_enquiries(hand_over.giver).values_list("pk", flat=True))
    Enquiry.objects.filter(pk__in=found, state=EnquiryState.OWNED).update(state=EnquiryState.NEW)
    Enquiry.objects.filter(pk__in=found).update(owner=None)
    _assign(found, None, None, None, now)
    return len(found)


# -- back after a leave ------------------------------------------------------------------------------------------------


def give_back(hand_over: HandOver, *, by: Person | None, now: datetime) -> int:
    """What was lent and is still with whoever borrowed it goes back to the giver. How many companies."""
    items = hand_over.items.exclude(moved_at=None).select_related("company__merged_into", "company__owner", "receiver")
    by_holder: dict[int, list[HandOverItem]] = {}
    for item in items:
        if (holder := _holder(item)) is not None:
            by_holder.setdefault(holder, []).append(item)
    people = Person.objects.in_bulk(by_holder)
    return sum(
        _give_back_from(hand_over, own, Passing(people[holder], hand_over.giver, by, now))
        for holder, own in by_holder.items()
    )


def _holder(item: HandOverItem) -> int | None:
    """Who has the company now: the receiver, or whoever got it from them; None where somebody else took it over."""
    company, holder, since = living(item.company), item.receiver_id, item.moved_at
    owner, went = company.owner_id, bool(item.moved.get("companies"))
    while holder is not None and went and owner != holder:
        onward = HandOverItem.objects.filter(
            hand_over__giver=holder, company=item.company, moved_at__gte=since, hand_over__returned_at=None
        ).exclude(hand_over__reason=HandOverReason.MOVED).order_by("-moved_at", "-pk").first()  # fmt: skip
        if onward is None or onward.pk == item.pk:
            return None
        holder, since = onward.receiver_id, onward.moved_at
    return holder


def _give_back_from(hand_over: HandOver, items: Sequence[HandOverItem], passing: Passing) -> int:
    giver, holder = passing.owner, passing.before
    lent = {living(one.company).pk: living(one.company) for one in items if one.moved.get("companies")}
    owned = _give_companies(lent, passing)
    came = {living(one.company).pk: one for one in items if living(one.company).pk in owned}
    for name, rows in open_things(passing.now).items():
        own = rows.filter(**{OWNER[name]: holder})
        moved = [pk for one in items for pk in one.moved.get(name, [])]
        found = set(own.filter(pk__in=moved).order_by().values_list("pk", flat=True)) | _since(own, name, came)
        MODELS[name].objects.filter(pk__in=found).update(**{OWNER[name]: giver, "team": passing.team})
        if name == "enquiries":
            _assign(sorted(found), giver, None, passing.by, passing.now)
    told = {"giver": giver.name, "receiver": holder.name}
    _tell_timeline([lent[pk] for pk in sorted(owned)], "came-back", told, passing)
    to_tell = {living(one.company).pk for one in items if one.tell_company} & owned
    tell_companies(hand_over.municipality_id, [lent[pk] for pk in sorted(to_tell)], passing)
    return len(owned)


_MADE = {"steps": "made_at", "enquiries": "received_at", "openings": "created_at", "meetings": "created_at"}


def _since(own: Any, name: str, items: Mapping[int, HandOverItem]) -> set[int]:
    """What came at the companies while they were lent: it goes along."""
    rows = own.filter(company__in=items).order_by().values_list("company", "pk", _MADE[name])
    return {pk for company, pk, made_at in rows if made_at >= items[company].moved_at}


def record_return(hand_over: HandOver, by: Person | None, companies: int) -> None:
    """That a loan has ended."""
    record(
        "hand-over-returned", by=by, subject=hand_over, about=hand_over.giver, place=hand_over.municipality,
        details={"companies": companies},
    )  # fmt: skip
