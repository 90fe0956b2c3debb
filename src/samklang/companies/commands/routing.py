"""Giving enquiries to people: when they come, when the company writes again, when leave begins and when it ends."""

from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from samklang.access.models import Person
from samklang.companies import routing
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import WAITING, EnquiryState, EntryKind
from samklang.companies.models import Assignment, Enquiry, Entrance, Pause
from samklang.companies.queries.promise import clock_of, promise_of
from samklang.companies.queries.routing import Staff, chosen_for, day_of, staff_of
from samklang.companies.routing import Asked, Chosen, Colleague, Reason
from samklang.ledger.commands import record

_UNPLACED = (Reason.NOBODY, Reason.NOBODY_STANDS_IN)


def locked(enquiry: Enquiry) -> Enquiry:
    """The enquiry as it stands now, until the transaction is over."""
    held = Enquiry.objects.select_for_update(of=("self",))
    return held.select_related("entrance__municipality", "entrance__jobcentre", "company").get(pk=enquiry.pk)


def route(enquiry: Enquiry, now: datetime) -> Chosen:
    """Give it to whom the company's owner, the rules and the leave register point to; or leave it to anybody."""
    company = enquiry.company
    asked = Asked(
        enquiry.sector, enquiry.from_postcode or (company.postcode if company else ""), enquiry.need, enquiry.language
    )
    chosen = chosen_for(enquiry.entrance, asked, company, now)
    _hand(enquiry, chosen, now)
    return chosen


def _hand(enquiry: Enquiry, chosen: Chosen, now: datetime) -> None:
    people = Person.objects.in_bulk([one for one in (chosen.person, chosen.instead_of) if one is not None])
    hand_to(
        enquiry, people.get(chosen.person or 0), chosen.why, team=chosen.team, by=None, now=now,
        instead_of=people.get(chosen.instead_of or 0),
    )  # fmt: skip


def hand_to(
    enquiry: Enquiry, person: Person | None, why: Reason, *, team: int | None, by: Person | None, now: datetime,
    instead_of: Person | None = None,
) -> Assignment:  # fmt: skip
    """Who has it from now on, and why; within the transaction of whatever makes it so."""
    enquiry.owner, enquiry.team_id = person, team
    if enquiry.state in WAITING:
        enquiry.state = EnquiryState.OWNED if person is not None else EnquiryState.NEW
    enquiry.save(update_fields=["owner", "team", "state"])
    return Assignment.objects.create(
        enquiry=enquiry, person=person, instead_of=instead_of, why=why.value, by=by, at=now
    )  # fmt: skip


@transaction.atomic
def route_reply(enquiry: Enquiry, now: datetime) -> Enquiry:
    """The company wrote again: what waited for it goes on, what was settled waits anew, and a stand-in gets it where
    the owner is away. Something that is no enquiry stays that."""
    enquiry = locked(enquiry)
    if enquiry.state == EnquiryState.JUNK:
        return enquiry
    _go_on(enquiry, now)
    if enquiry.company is not None:
        tell(
            enquiry.company, EntryKind.ENQUIRY, "enquiry-again", by=None, at=now, enquiry=enquiry,
            channel=enquiry.channel, contact=enquiry.contact, told={"subject": enquiry.subject},
        )  # fmt: skip
    if enquiry.owner is None:
        route(enquiry, now)
    else:
        _cover(enquiry, _staff(enquiry.entrance, [enquiry], now), now)
    record("enquiry-again", by=None, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


def _go_on(enquiry: Enquiry, now: datetime) -> None:
    paused = Pause.objects.filter(enquiry=enquiry, ends=None).update(ends=now)
    if enquiry.state in (EnquiryState.ANSWERED, EnquiryState.CLOSED):
        enquiry.again_at, enquiry.closed_at, enquiry.closed_because = now, None, ""
        enquiry.state = EnquiryState.OWNED if enquiry.owner_id else EnquiryState.NEW
    elif not paused:
        return
    reckon(enquiry)
    enquiry.save()


def reckon(enquiry: Enquiry) -> None:
    """Until when it is due, by the opening times and pauses as they are; nothing is changed while it is paused."""
    due_at = promise_of(enquiry, clock_of(enquiry.entrance)).due_at
    if due_at is not None and enquiry.again_at is not None:
        enquiry.again_due_at = due_at
    elif due_at is not None:
        enquiry.due_at = due_at


def _staff(entrance: Entrance, enquiries: list[Enquiry], now: datetime) -> Staff:
    wanted = {one.owner_id for one in enquiries} | {getattr(one, "instead_of", None) for one in enquiries}
    return staff_of(entrance.municipality, day_of(now), wanted)


def _waiting(entrance: Entrance) -> QuerySet[Enquiry]:
    """What waits for an answer, with why whoever has it got it, and instead of whom."""
    newest = Assignment.objects.filter(enquiry=OuterRef("pk")).order_by("-at", "-pk")
    return Enquiry.objects.filter(entrance=entrance, state__in=WAITING).annotate(
        why=Subquery(newest.values("why")[:1]), instead_of=Subquery(newest.values("instead_of")[:1])
    ).order_by("received_at", "pk")  # fmt: skip


def cover_for_absent(now: datetime) -> int:
    """What lies with somebody who is away goes to a stand-in, and what nobody could take is tried again.

    returns: how many enquiries were moved. Done twice, the second time moves nothing.
    """
    moved = 0
    for entrance in Entrance.objects.select_related("municipality").order_by("pk"):
        found = list(_waiting(entrance))
        staff = _staff(entrance, found, now)
        for one in found:
            stuck = one.owner_id is None and getattr(one, "why", "") in _UNPLACED
            if stuck or (one.owner_id is not None and staff.is_away(one.owner_id)):
                moved += _moved(one, now)
    return moved


@transaction.atomic
def _moved(enquiry: Enquiry, now: datetime) -> bool:
    enquiry = locked(enquiry)
    if enquiry.state not in WAITING:
        return False
    before = enquiry.owner_id
    if before is None:
        return _tried_again(enquiry, now)
    return _cover(enquiry, _staff(enquiry.entrance, [enquiry], now), now)


def _tried_again(enquiry: Enquiry, now: datetime) -> bool:
    newest = _newest(enquiry)
    if newest is not None and newest.instead_of_id is not None:
        chosen = _stand_in(enquiry, newest.instead_of_id, now)
    else:
        company = enquiry.company
        postcode = enquiry.from_postcode or (company.postcode if company else "")
        asked = Asked(enquiry.sector, postcode, enquiry.need, enquiry.language)
        chosen = chosen_for(enquiry.entrance, asked, company, now)
    if chosen.person is None:
        return False
    _hand(enquiry, chosen, now)
    record("enquiry-routed", by=None, subject=enquiry, place=enquiry.entrance.jobcentre)
    return True


def _stand_in(enquiry: Enquiry, away: int, now: datetime) -> Chosen:
    staff = staff_of(enquiry.entrance.municipality, day_of(now), (away, enquiry.owner_id))
    wanted = staff.of(away) or Colleague(away, enquiry.team_id, away=True)
    return routing.stand_in(wanted, staff.colleagues, enquiry.entrance.fallback_team_id)


def _cover(enquiry: Enquiry, staff: Staff, now: datetime) -> bool:
    """Give it to a stand-in where the owner is away. A stand-in of a stand-in is there for the one who owned it."""
    if not staff.is_away(enquiry.owner_id):
        return False
    newest = _newest(enquiry)
    away = newest.instead_of_id if newest is not None else None
    _hand(enquiry, _stand_in(enquiry, away or enquiry.owner_id or 0, now), now)
    record("enquiry-routed", by=None, subject=enquiry, place=enquiry.entrance.jobcentre)
    return True


def _newest(enquiry: Enquiry) -> Assignment | None:
    return enquiry.assignments.order_by("-at", "-pk").first()


def return_to_owners(now: datetime) -> int:
    """What a stand-in has and has not answered goes back to whoever it was for, when they are at work again.

    returns: how many enquiries were moved. Done twice, the second time moves nothing.
    """
    moved = 0
    for entrance in Entrance.objects.select_related("municipality").order_by("pk"):
        found = [one for one in _waiting(entrance) if getattr(one, "instead_of", None) is not None]
        staff = _staff(entrance, found, now)
        for one in found:
            if not staff.is_away(getattr(one, "instead_of", None)):
                moved += _returned(one, now)
    return moved


@transaction.atomic
def _returned(enquiry: Enquiry, now: datetime) -> bool:
    enquiry = locked(enquiry)
    newest = enquiry.assignments.select_related("instead_of").order_by("-at", "-pk").first()
    if enquiry.state not in WAITING or newest is None or newest.instead_of is None:
        return False
    owner = newest.instead_of
    team = _staff(enquiry.entrance, [], now).of(owner.pk)
    hand_to(enquiry, owner, Reason.RETURNED, team=team.team if team else None, by=None, now=now)
    record("enquiry-routed", by=None, subject=enquiry, about=owner, place=enquiry.entrance.jobcentre)
    return True
