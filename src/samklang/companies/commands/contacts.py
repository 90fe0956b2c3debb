"""Contacts at a company: a new one, put right, no longer there, erased."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.companies import locked_company, renew_found_by
from samklang.companies.commands.forgetting import forget
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, Tongue
from samklang.companies.models import Company, CompanyContact, Site
from samklang.companies.rules import companies as rules
from samklang.ledger.commands import record


@dataclass(frozen=True)
class ContactFacts:
    """What is typed of somebody one talks to."""

    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    language: Tongue = Tongue.DANISH
    site: Site | None = None


@transaction.atomic
def add_contact(*, by: Person | None, company: Company, facts: ContactFacts, now: datetime) -> CompanyContact:
    """Somebody to talk to. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    contact = CompanyContact.objects.create(company=company, created_at=now, **vars(facts))
    renew_found_by([company])
    record("company-contact-added", by=by, subject=contact, place=company.municipality)
    return contact


@transaction.atomic
def change_contact(*, by: Person | None, contact: CompanyContact, facts: ContactFacts) -> CompanyContact:
    """What is known of them, put right. Raises NotAllowed."""
    company, contact = _locked(contact)
    require(rules.change_company(by, company))
    values = vars(facts)
    changed = [name for name, value in values.items() if getattr(contact, name) != value]
    for name in changed:
        setattr(contact, name, values[name])
    if changed:
        contact.save(update_fields=changed)
        renew_found_by([company])
        record(
            "company-contact-changed", by=by, subject=contact, place=company.municipality, details={"fields": changed}
        )
    return contact


@transaction.atomic
def mark_contact_left(
    *, by: Person | None, contact: CompanyContact, left_on: date | None, now: datetime
) -> CompanyContact:
    """They are not there any more, from the day; with None they are back. Raises NotAllowed."""
    company, contact = _locked(contact)
    require(rules.change_company(by, company))
    if contact.left_on == left_on:
        return contact
    contact.left_on = left_on
    contact.save(update_fields=["left_on"])
    if left_on is not None:
        told = {"name": contact.name}
        tell(company, EntryKind.NOTE, "contact-left", by=by, at=now, contact=contact, told=told)
    else:
        told = {"name": contact.name}
        tell(company, EntryKind.NOTE, "contact-back", by=by, at=now, contact=contact, told=told)
    record("company-contact-left", by=by, subject=contact, place=company.municipality)
    return contact


@transaction.atomic
def erase_contact(*, by: Person | None, contact: CompanyContact) -> Company:
    """Take them out of everything that is kept about the company; a number stands where their name stood.

    Raises NotAllowed.
    """
    company, contact = _locked(contact)
    require(rules.change_company(by, company))
    number = contact.pk
    changed = forget(contact)
    contact.delete()
    company.refresh_from_db()
    renew_found_by([company])
    details = {"contact": number, "redacted": changed}
    record("company-contact-erased", by=by, subject=company, place=company.municipality, details=details)
    return company


def _locked(contact: CompanyContact) -> tuple[Company, CompanyContact]:
    company = locked_company(contact.company)
    return company, CompanyContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
