"""The contact guard: everything a colleague should know before they contact a company. It tells, and never stops."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.words import said
from samklang.companies.enums import TALKS, WAITING, Channel, EntryKind, GuardReason, MeetingState
from samklang.companies.models import Claim, Company, CompanyContact, Enquiry, Entrance, Entry, Meeting
from samklang.companies.queries.claims import claims_on
from samklang.companies.queries.companies import entrance_of, is_away, team_of
from samklang.companies.queries.routing import staff_of, until_when
from samklang.companies.queries.steps import open_steps_of
from samklang.companies.routing import stand_in
from samklang.companies.told import words_of
from samklang.core.words import Moment, Sentence, Value, say

MOST = 5
"""How many of each kind are told one by one."""


@dataclass(frozen=True)
class Told:
    """One thing to know. colleague: who can tell more; None where that is nobody of ours."""

    reason: GuardReason
    sentence: Sentence
    colleague: Person | None = None


@dataclass(frozen=True)
class Guard:
    """What somebody is told who is about to contact a company."""

    told: tuple[Told, ...]
    owner: Sentence
    own_claim: Claim | None
    days: int
    """For how long after a contact it is told of."""
    colleagues: tuple[Person, ...]
    """Whom one can ask: the owner first, and everybody who was named; the one who asks left out."""

    @property
    def warns(self) -> bool:
        """Whether there is anything to look at first."""
        return bool(self.told)

    @property
    def reasons(self) -> list[str]:
        """The keys of what is told, each once."""
        return list(dict.fromkeys(one.reason.value for one in self.told))


def guard(company: Company, person: Person, now: datetime) -> Guard:
    """What the person should know on the way to contacting the company; their own doings are left out."""
    entrance = entrance_of(company.municipality_id)
    days = entrance.guard_days if entrance else int(Entrance._meta.get_field("guard_days").default)
    claims = list(claims_on(company, now))
    enquiries = _enquiries(company, person)
    told = (
        *_of_the_company(company, now),
        *_claims(claims, person, now),
        *_waiting(enquiries),
        *_meetings(company, person, now),
        *_talks(company, person, now, days, enquiries),
        *_steps(company, person),
    )
    named = [one.colleague for one in told if one.colleague is not None]
    asked = dict.fromkeys(one for one in (company.owner, *named) if one is not None and one.pk != person.pk)
    own = next((one for one in claims if one.person_id == person.pk), None)
    return Guard(told, _owner(company, person, entrance, now), own, days, tuple(asked))


def contacts_to_call(company: Company, today: date) -> list[CompanyContact]:
    """Whom one talks to there, those who have left left out; by name."""
    found = CompanyContact.objects.filter(Q(left_on=None) | Q(left_on__gt=today), company=company)
    return list(found.order_by(danish("name"), "pk"))


def who(person: Person | None, team: Place | None) -> Sentence | str:
    """A colleague with their team."""
    if person is None:
        return say("A former colleague")
    return say("{name} ({team})", name=person.name, team=team.name) if team is not None else person.name


def _of_the_company(company: Company, now: datetime) -> Iterator[Told]:
    if company.ceased_on is not None and company.ceased_on <= timezone.localdate(now):
        yield Told(GuardReason.CLOSED, say("The company ceased on {day}.", day=company.ceased_on))
    if company.protected:
        yield Told(
            GuardReason.PROTECTED,
            say("The register says that the company does not want to be contacted for advertising. Contact it about "
                "its own errand, or about somebody who works there."),
        )  # fmt: skip


def _claims(claims: Sequence[Claim], person: Person, now: datetime) -> Iterator[Told]:
    for claim in claims:
        if claim.person_id == person.pk:
            continue
        by, when = who(claim.person, team_of(claim.person, timezone.localdate(now))), Moment(claim.at)
        if claim.about:
            sentence = say("{who} is about to contact them, and said so {when}: {about}", who=by, when=when,
                           about=claim.about)  # fmt: skip
        else:
            sentence = say("{who} is about to contact them, and said so {when}.", who=by, when=when)
        yield Told(GuardReason.CLAIM, sentence, claim.person)


def _enquiries(company: Company, person: Person) -> list[Enquiry]:
    found = Enquiry.objects.filter(company=company, state__in=WAITING).exclude(owner=person)
    return list(found.select_related("owner", "team").order_by("due_at", "pk")[:MOST])


def _waiting(enquiries: Sequence[Enquiry]) -> Iterator[Told]:
    for one in enquiries:
        wrote: dict[str, Value] = {"when": Moment(one.received_at), "subject": one.subject, "due": Moment(one.due_at)}
        if one.owner is None:
            sentence = say("They wrote {when}, and nobody has it yet; they are promised an answer by {due}: {subject}",
                           **wrote)  # fmt: skip
        else:
            sentence = say("They wrote {when}, and {who} is to answer by {due}: {subject}",
                           who=who(one.owner, one.team), **wrote)  # fmt: skip
        yield Told(GuardReason.ENQUIRY, sentence, one.owner)


def _meetings(company: Company, person: Person, now: datetime) -> Iterator[Told]:
    found = Meeting.objects.filter(company=company, state=MeetingState.PLANNED, ends__gt=now).exclude(holder=person)
    for one in found.select_related("holder", "team").order_by("begins", "pk")[:MOST]:
        sentence = say("{who} meets them {when}: {title}", who=who(one.holder, one.team),
                       when=Moment(one.begins, one.ends), title=one.title)  # fmt: skip
        yield Told(GuardReason.MEETING, sentence, one.holder)


def _talks(
    company: Company, person: Person, now: datetime, days: int, waiting: Sequence[Enquiry]
) -> Iterator[Told]:  # fmt: skip
    """By anybody else; what the company itself wrote only where it is not the person's own, nor told of already."""
    found = Entry.objects.filter(company=company, kind__in=TALKS, at__gt=now - timedelta(days=days), at__lte=now)
    found = found.exclude(by=person).exclude(enquiry__in=[one.pk for one in waiting])
    found = found.exclude(Q(by=None) & Q(enquiry__owner=person))
    for one in found.select_related("by", "team", "contact").order_by("-at", "-pk")[:MOST]:
        yield Told(GuardReason.TALKED, _talk(one), one.by)


def _talk(one: Entry) -> Sentence:
    when: Value = Moment(one.at)
    if one.channel:
        when = say("{when} ({channel})", when=when, channel=said(Channel(one.channel)))
    what = words_of(one.what, one.told)
    by, whom = who(one.by, one.team), one.contact.name if one.contact else say("them")
    if one.kind == EntryKind.ENQUIRY and one.by is None:
        return say("They wrote to us {when}: {what}", when=when, what=what)
    if one.kind == EntryKind.MEETING:
        return say("{who} met {whom} {when}: {what}", who=by, whom=whom, when=when, what=what)
    return say("{who} was in touch with {whom} {when}: {what}", who=by, whom=whom, when=when, what=what)


def _steps(company: Company, person: Person) -> Iterator[Told]:
    for one in open_steps_of(company).exclude(owner=person)[:MOST]:
        sentence = say("{who} is to do this by {day}: {what}", who=who(one.owner, one.team), day=one.due, what=one.what)
        yield Told(GuardReason.STEP, sentence, one.owner)


def _owner(company: Company, person: Person, entrance: Entrance | None, now: datetime) -> Sentence:
    owner, today = company.owner, timezone.localdate(now)
    if owner is None:
        return say("Nobody has the contact with the company yet.")
    if owner.pk == person.pk:
        return say("You have the contact with the company.")
    named = who(owner, team_of(owner, today))
    if not is_away(owner, today):
        return say("{who} has the contact with the company.", who=named)
    staff = staff_of(company.municipality, today, [owner.pk])
    away, fallback = staff.of(owner.pk), entrance.fallback_team_id if entrance else None
    found = stand_in(away, staff.colleagues, fallback).person if away is not None else None
    instead = Person.objects.filter(pk=found).first() if found is not None else None
    until = until_when(owner, today)
    if instead is None:
        return say("{who} has the contact with the company, but {until}.", who=named, until=until)
    return say("{who} has the contact with the company, but {until}. Until then: {instead}.", who=named, until=until,
               instead=who(instead, team_of(instead, today)))  # fmt: skip
