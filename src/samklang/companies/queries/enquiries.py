"""Enquiries as seen by somebody: the queue with its tabs, what one search finds, and what stands on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.companies.enums import WAITING, Channel, EnquiryState
from samklang.companies.models import CompanyMail, Enquiry, Pause, ReceivedMail
from samklang.companies.queries.companies import is_away


class Tab(StrEnum):
    """The views of the queue."""

    MINE = "mine"
    UNOWNED = "unowned"
    SOON = "soon"
    LATE = "late"
    WAITING = "waiting"
    PAUSED = "paused"
    ANSWERED = "answered"
    ALL = "all"


SORTS: Mapping[str, tuple[Any, ...]] = {
    "due": (F("runs_out_at").asc(), "pk"),
    "-due": (F("runs_out_at").desc(), "-pk"),
    "received": ("received_at", "pk"),
    "-received": ("-received_at", "-pk"),
    "company": (danish("from_company"), "pk"),
    "-company": (danish("from_company").desc(), "-pk"),
}


def enquiries_for(person: Person) -> QuerySet[Enquiry]:
    """The enquiries to the person's municipality, newest first; with when the promise runs out and whether it rests."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return Enquiry.objects.none()
    found = Enquiry.objects.filter(entrance__municipality=person.municipality_id)
    return found.select_related("entrance__municipality", "entrance__jobcentre", "company", "owner", "team").annotate(
        runs_out_at=Coalesce("again_due_at", "due_at"),
        is_paused=Exists(Pause.objects.filter(enquiry=OuterRef("pk"), ends=None)),
    )


def _tabs(person: Person, now: datetime, soon: datetime) -> dict[Tab, Q]:
    waits = Q(state__in=WAITING)
    runs = waits & Q(is_paused=False)
    return {
        Tab.MINE: waits & Q(owner=person),
        Tab.UNOWNED: Q(state=EnquiryState.NEW),
        Tab.SOON: runs & Q(runs_out_at__gte=now, runs_out_at__lte=soon),
        Tab.LATE: runs & Q(runs_out_at__lt=now),
        Tab.WAITING: waits,
        Tab.PAUSED: waits & Q(is_paused=True),
        Tab.ANSWERED: Q(state=EnquiryState.ANSWERED),
        Tab.ALL: Q(),
    }


@dataclass(frozen=True)
class Asked:
    """What is looked for in the queue."""

    tab: Tab = Tab.MINE
    text: str = ""
    need: str = ""
    sort: str = ""


def queue(person: Person, asked: Asked, now: datetime, soon: datetime) -> QuerySet[Enquiry]:
    """The enquiries of a tab; those that run out first come first, settled ones newest first."""
    found = _narrowed(enquiries_for(person), asked).filter(_tabs(person, now, soon)[asked.tab])
    settled = asked.tab in (Tab.ANSWERED, Tab.ALL)
    return found.order_by(*SORTS.get(asked.sort, SORTS["-received" if settled else "due"]))


def counts(person: Person, asked: Asked, now: datetime, soon: datetime) -> dict[Tab, int]:
    """How many stand under each tab with the same search, in one query."""
    found = _narrowed(enquiries_for(person), asked).order_by()
    tabs = _tabs(person, now, soon)
    counted = found.aggregate(**{f"n_{tab}": Count("pk", filter=condition) for tab, condition in tabs.items()})
    return {tab: counted[f"n_{tab}"] for tab in tabs}


def _narrowed(found: QuerySet[Enquiry], asked: Asked) -> QuerySet[Enquiry]:
    if asked.need:
        found = found.filter(need=asked.need)
    fields = ("subject", "from_company", "from_name", "from_email", "reference", "company__name", "text")
    words = asked.text.split()
    each = (reduce(lambda one, other: one | other, (Q(**{f"{name}__icontains": word}) for name in fields))
            for word in words)  # fmt: skip
    return found.filter(reduce(and_, each)) if words else found


def email_of(enquiry: Enquiry) -> str:
    """Where the company is written to; empty where nobody knows."""
    return enquiry.from_email or (enquiry.contact.email if enquiry.contact else "")


@dataclass(frozen=True)
class Letter:
    """One mail of an enquiry, from them or from us; what it quotes stands by itself."""

    at: datetime
    from_us: bool
    who: str
    subject: str
    text: str
    quoted: str = ""
    state: str = ""
    """How far a mail of ours has come."""


def thread_of(enquiry: Enquiry) -> list[Letter]:
    """Mail from them and to them, oldest first; without the one that the enquiry was made of, which it holds itself."""
    theirs = list(ReceivedMail.objects.filter(enquiry=enquiry, left_out="").order_by("at", "pk"))
    if enquiry.channel == Channel.MAIL and theirs:
        theirs = theirs[1:]
    letters = [
        Letter(one.at, False, one.from_name or one.from_email, one.subject, one.words.new, one.words.quoted)
        for one in theirs
    ]  # fmt: skip
    for one in CompanyMail.objects.filter(enquiry=enquiry).select_related("by").order_by("pk"):
        who = one.by.name if one.by else enquiry.entrance.name
        letters.append(Letter(one.written_at, True, who, one.subject, one.text, state=one.get_state_display()))
    return sorted(letters, key=lambda one: (one.at, one.from_us))


def is_owner_away(enquiry: Enquiry, day: date) -> bool:
    """Whether whoever has it is away on the day."""
    return enquiry.owner is not None and is_away(enquiry.owner, day)
