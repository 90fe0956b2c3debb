"""A contact with a company, written on its timeline with what is to happen next; and taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.claims import release_claim
from samklang.companies.commands.companies import locked_company
from samklang.companies.commands.steps import add_step
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EntryKind
from samklang.companies.models import Company, CompanyContact, Entry
from samklang.companies.rules import companies as rules
from samklang.ledger.commands import record


@dataclass(frozen=True)
class Promised:
    """What is to be done next."""

    what: str
    due: date
    owner: Person


@dataclass(frozen=True)
class Contacted:
    """How one was in touch, with whom and what about. with_name: where they are not among the contacts."""

    channel: Channel
    what: str
    text: str = ""
    contact: CompanyContact | None = None
    with_name: str = ""


@transaction.atomic
def log_contact(
    *, by: Person, company: Company, contacted: Contacted, following: Promised | str, now: datetime
) -> Entry:
    """On the timeline, with the next step, or with the reason why none follows. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    if isinstance(following, Promised):
        step = add_step(by, company, following.what, following.owner, following.due, now)
    else:
        step = None
        tell(company, EntryKind.STEP, "no-step", by=by, at=now, told={"reason": following.strip()[:300]})
    text = contacted.text.strip()
    entry = tell(
        company, EntryKind.CONTACT, " ".join(contacted.what.split()), by=by, at=now, channel=contacted.channel,
        text=text, contact=contacted.contact, step=step, told=_with(contacted),
    )  # fmt: skip
    for claim in company.claims.filter(person=by, released_at=None, until__gt=now):
        release_claim(by, claim, now)
    record("company-contact-logged", by=by, subject=entry, place=company.municipality)
    return entry


def _with(contacted: Contacted) -> dict[str, str]:
    """Somebody who is not among the contacts is named beside the line."""
    name = " ".join(contacted.with_name.split())
    return {"with": name} if name and contacted.contact is None else {}


@transaction.atomic
def undo_contact_log(*, by: Person, entry: Entry, now: datetime) -> Company:
    """Take back what one has just logged, and the step that went with it. Raises NotAllowed."""
    found = Entry.objects.select_for_update(of=("self",)).select_related("company__municipality", "step")
    entry = found.get(pk=entry.pk)
    company = entry.company
    require(rules.change_company(by, company))
    require(rules.undo_contact_log(by, entry, now))
    company.entries.filter(kind=EntryKind.STEP, what="no-step", by=by, at=entry.at).delete()
    step = entry.step
    entry.delete()
    if step is not None:
        step.delete()
    record("company-contact-log-undone", by=by, subject=company, place=company.municipality)
    return company
