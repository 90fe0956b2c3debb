"""Enquiries: taken in, answered, closed and opened again, linked to a company."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.mail import write_to_company
from samklang.companies.commands.routing import hand_to, locked, route
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EnquiryState, EntryKind, Need, Sector, Tongue
from samklang.companies.models import Company, CompanyContact, CompanyMail, Enquiry, Entrance, Entry, NextStep, Pause
from samklang.companies.queries.companies import team_of
from samklang.companies.queries.enquiries import email_of
from samklang.companies.queries.promise import clock_of
from samklang.companies.queries.routing import day_of
from samklang.companies.queries.senders import known_sender
from samklang.companies.routing import STANDS_IN, Reason
from samklang.companies.rules import enquiries as rules
from samklang.core.words import Moment, say
from samklang.core.workbook.personal import masked
from samklang.core.working_time import Promise
from samklang.ledger.commands import record

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Characters that are not taken for each other on the telephone."""
_WRITTEN = (Channel.WEB, Channel.MAIL)


class Sender(NamedTuple):
    """Who wrote, as they wrote it themselves; empty where they did not say."""

    company: str = ""
    cvr: str = ""
    postcode: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""


@transaction.atomic
def take_in(
    entrance: Entrance, *, channel: Channel | str, subject: str, text: str, sender: Sender,
    need: Need | str = Need.OTHER, language: Tongue | str = Tongue.DANISH, sector: Sector | str = Sector.UNKNOWN,
    company: Company | None = None, contact: CompanyContact | None = None, by: Person | None = None, now: datetime,
    receipt: bool | None = None,
) -> Enquiry:  # fmt: skip
    """An enquiry of a company: given to somebody, with a promise, on the timeline, and with a receipt.

    by:      who wrote it down: they own it. None where the company wrote itself; then rules and turns decide.
    receipt: whether the company gets one; unless it is said, those who wrote themselves do.
    A civil registration number in it is made unreadable before it is kept, and the enquiry says so.
    """
    if company is None:
        company, contact = known_sender(entrance.municipality, sender.email, sender.cvr)
    promise = clock_of(entrance).due(now, entrance.promise_hours)
    enquiry = Enquiry(
        entrance=entrance, reference=_reference(), channel=channel, company=company, contact=contact, need=need,
        sector=_sector(sector, company), language=language, received_at=now, promise_hours=entrance.promise_hours,
        due_at=promise.due_at or now, **_kept(subject, text, sender),
    )  # fmt: skip
    enquiry.masked = (enquiry.subject, enquiry.text) != (_fit("subject", _line(subject)), text.strip())
    enquiry.save()
    if by is None:
        route(enquiry, now)
    else:
        team = team_of(by, day_of(now))
        hand_to(enquiry, by, Reason.WROTE_DOWN, team=team.pk if team else None, by=by, now=now)
    if company is not None:
        _tell(enquiry, "enquiry", by, now, channel=enquiry.channel, text=enquiry.text)
    if channel in _WRITTEN if receipt is None else receipt:
        _send_receipt(enquiry, promise, now)
    record("enquiry-taken-in", by=by, subject=enquiry, place=entrance.jobcentre, details={"channel": str(channel)})
    return enquiry


def _kept(subject: str, text: str, sender: Sender) -> dict[str, str]:
    own = {f"from_{key}": _fit(f"from_{key}", _line(masked(value))) for key, value in sender._asdict().items()}
    return {"subject": _fit("subject", _line(masked(subject))), "text": masked(text).strip(), **own}


def _fit(field: str, text: str) -> str:
    return text[: getattr(Enquiry._meta.get_field(field), "max_length", None)]


def _line(text: str) -> str:
    return " ".join(text.split())


def _reference() -> str:
    while True:
        found = "V-" + "".join(secrets.choice(_LETTERS) for _ in range(6))
        if not Enquiry.objects.filter(reference=found).exists():
            return found


def _sector(sector: str, company: Company | None) -> str:
    return company.sector if sector == Sector.UNKNOWN and company is not None else sector


def _tell(enquiry: Enquiry, key: str, by: Person | None, at: datetime, **more: Any) -> None:
    if enquiry.company is not None:
        kind = EntryKind.ENQUIRY if key == "enquiry" else EntryKind.CONTACT
        told: Mapping[str, str] = {"subject": enquiry.subject, **more.pop("told", {})}
        tell(
            enquiry.company, kind, key, by=by, at=at, enquiry=enquiry, contact=enquiry.contact, told=told, **more
        )  # fmt: skip


def _send_receipt(enquiry: Enquiry, promise: Promise, now: datetime) -> None:
    begins = next(one.begins for one in promise.steps if one.minutes)
    facts = {
        "owner": enquiry.owner.name if enquiry.owner else "",
        "until": say("{moment}", moment=Moment(enquiry.due_at)),
        "promise": say(
            "{hours} working hours, from {moment}", hours=enquiry.promise_hours, moment=Moment(begins or now)
        ),
    }
    mail = write_to_company(
        enquiry.entrance, "receipt", to_name=enquiry.from_name, to_email=email_of(enquiry), facts=facts,
        language=enquiry.language, company=enquiry.company, enquiry=enquiry, now=now,
    )  # fmt: skip
    if mail is not None:
        enquiry.receipt_at = now
        enquiry.save(update_fields=["receipt_at"])


@transaction.atomic
def answer_enquiry(by: Person, enquiry: Enquiry, text: str, now: datetime, how: Channel | str) -> Enquiry:
    """The company is answered, and whoever does it owns the enquiry from now on. Raises NotAllowed.

    how:  by mail the text is sent as it stands; otherwise it is a note of what was said.
    text: may be empty where it was said.
    """
    enquiry = locked(enquiry)
    require(rules.answer_enquiry(by, enquiry, text, how, email_of(enquiry)))
    if how == Channel.MAIL:
        write_to_company(
            enquiry.entrance, "answer", to_name=enquiry.from_name, to_email=email_of(enquiry), facts={}, text=text,
            language=enquiry.language, company=enquiry.company, enquiry=enquiry, by=by, now=now,
        )  # fmt: skip
    Pause.objects.filter(enquiry=enquiry, ends=None).update(ends=now)
    enquiry.state, enquiry.closed_at, enquiry.closed_because = EnquiryState.ANSWERED, None, ""
    enquiry.answered_at = enquiry.answered_at or now
    enquiry.again_at = enquiry.again_due_at = None
    enquiry.save()
    _own(by, enquiry, now)
    _tell(enquiry, "enquiry-answered", by, now, channel=how, text=text.strip())
    record("enquiry-answered", by=by, subject=enquiry, place=enquiry.entrance.jobcentre, details={"how": str(how)})
    return enquiry


def _own(by: Person, enquiry: Enquiry, now: datetime) -> None:
    """Whoever answers owns it; what a stand-in has answered does not go back."""
    newest = enquiry.assignments.order_by("-at", "-pk").first()
    if enquiry.owner_id == by.pk and newest is not None and newest.why not in STANDS_IN:
        return
    team = team_of(by, day_of(now))
    hand_to(enquiry, by, Reason.ANSWERED, team=team.pk if team else enquiry.team_id, by=by, now=now)


@transaction.atomic
def close_enquiry(by: Person, enquiry: Enquiry, reason: str, now: datetime) -> Enquiry:
    """Nothing more is to be done; the reason is needed where the company has had no answer. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.close(by, enquiry, reason))
    return _settle(by, enquiry, EnquiryState.CLOSED, reason, now)


@transaction.atomic
def mark_as_junk(by: Person, enquiry: Enquiry, now: datetime) -> Enquiry:
    """It is no enquiry of a company: advertising, a mistake. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.mark_as_junk(by, enquiry))
    return _settle(by, enquiry, EnquiryState.JUNK, "", now)


def _settle(by: Person, enquiry: Enquiry, state: EnquiryState, reason: str, now: datetime) -> Enquiry:
    Pause.objects.filter(enquiry=enquiry, ends=None).update(ends=now)
    enquiry.state, enquiry.closed_at, enquiry.closed_because = state, now, _fit("closed_because", _line(reason))
    enquiry.save(update_fields=["state", "closed_at", "closed_because"])
    deed = "enquiry-junked" if state == EnquiryState.JUNK else "enquiry-closed"
    record(deed, by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def reopen_enquiry(by: Person, enquiry: Enquiry) -> Enquiry:
    """It is not closed after all, or is an enquiry after all: as it was before. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.reopen(by, enquiry))
    if enquiry.answered_at is not None and enquiry.again_at is None:
        enquiry.state = EnquiryState.ANSWERED
    else:
        enquiry.state = EnquiryState.OWNED if enquiry.owner_id else EnquiryState.NEW
    enquiry.closed_at, enquiry.closed_because = None, ""
    enquiry.save(update_fields=["state", "closed_at", "closed_because"])
    record("enquiry-reopened", by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry


@transaction.atomic
def link_company(by: Person, enquiry: Enquiry, company: Company) -> Enquiry:
    """It is from this company; what was written on another one's timeline of it moves along. Raises NotAllowed."""
    enquiry = locked(enquiry)
    require(rules.link_company(by, enquiry, company))
    enquiry.company, enquiry.contact = company, company.contacts.filter(email__iexact=email_of(enquiry) or "-").first()
    enquiry.sector = _sector(enquiry.sector, company)
    enquiry.save(update_fields=["company", "contact", "sector"])
    entries = Entry.objects.filter(enquiry=enquiry)
    entries.update(company=company, contact=enquiry.contact, site=None)
    CompanyMail.objects.filter(enquiry=enquiry).update(company=company)
    NextStep.objects.filter(enquiry=enquiry).update(company=company)
    if not entries.filter(kind=EntryKind.ENQUIRY).exists():
        _tell(enquiry, "enquiry", None, enquiry.received_at, channel=enquiry.channel, text=enquiry.text)
    if enquiry.answered_at is not None and not entries.filter(kind=EntryKind.CONTACT).exists():
        _tell(enquiry, "enquiry-answered", enquiry.owner, enquiry.answered_at)
    record("enquiry-linked", by=by, subject=enquiry, place=enquiry.entrance.jobcentre)
    return enquiry
