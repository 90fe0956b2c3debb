"""Companies: a new one, what is known of it, who owns the contact with it, and what it is found by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, Sector, Tongue
from samklang.companies.found_by import found_by_of
from samklang.companies.industries import sector_of
from samklang.companies.models import Company, Entry
from samklang.companies.queries.companies import consultants
from samklang.companies.rules import companies as rules
from samklang.companies.rules.company import write_about_company
from samklang.ledger.commands import record

__all__ = ["CompanyFacts", "add_company", "change_about", "change_company", "change_owner", "found_by_of",
           "locked_company", "renew_found_by", "write_note"]  # fmt: skip
_AT_A_TIME = 500


@dataclass(frozen=True)
class CompanyFacts:
    """What is typed of a company. sector: UNKNOWN where the industry code is to tell."""

    name: str
    cvr: str = ""
    industry_code: str = ""
    industry: str = ""
    sector: Sector = Sector.UNKNOWN
    employees: int | None = None
    street: str = ""
    postcode: str = ""
    town: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    language: Tongue = Tongue.DANISH
    protected: bool = False
    ceased_on: date | None = None


@transaction.atomic
def add_company(*, by: Person | None, municipality: Place, facts: CompanyFacts, now: datetime) -> Company:
    """A company that nobody knew. Raises NotAllowed."""
    require(write_about_company(by, municipality.pk))
    company = Company(municipality=municipality, created_at=now)
    require(rules.use_cvr(facts.cvr, _other_with(company, facts.cvr)))
    _put(company, facts)
    company.found_by = found_by_of(company, (), ())
    company.save()
    tell(company, EntryKind.REGISTER, "company-added", by=by, at=now, told={"name": company.name})
    record("company-added", by=by, subject=company, place=municipality)
    return company


@transaction.atomic
def change_company(*, by: Person | None, company: Company, facts: CompanyFacts) -> Company:
    """What is known of it, put right. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    require(rules.use_cvr(facts.cvr, _other_with(company, facts.cvr)))
    before = {name: getattr(company, name) for name in _NAMES}
    _put(company, facts)
    changed = [name for name in _NAMES if getattr(company, name) != before[name]]
    if changed:
        company.save(update_fields=[*changed, "employees_most"])
        renew_found_by([company])
        record("company-changed", by=by, subject=company, place=company.municipality, details={"fields": changed})
    return company


@transaction.atomic
def change_about(*, by: Person | None, company: Company, about: str) -> Company:
    """What it does and what it is like, in a consultant's words. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    if company.about != about.strip():
        company.about = about.strip()
        company.save(update_fields=["about"])
        record("company-changed", by=by, subject=company, place=company.municipality, details={"fields": ["about"]})
    return company


@transaction.atomic
def change_owner(*, by: Person | None, company: Company, to: Person | None, now: datetime) -> Company:
    """Somebody else, or nobody, has the contact from now on. Raises NotAllowed."""
    company, today = locked_company(company), timezone.localdate(now)
    can_own = to is None or consultants(company.municipality, today).filter(pk=to.pk).exists()
    can_own = can_own or (by is not None and to is not None and by.pk == to.pk)
    require(rules.change_owner(by, company, to, can_own=can_own))
    before = company.owner
    if before == to:
        return company
    company.owner, company.owned_since = to, today if to is not None else None
    company.save(update_fields=["owner", "owned_since"])
    if to is not None:
        tell(company, EntryKind.OWNER, "owner-is", by=by, at=now, told={"name": to.name})
    elif before is not None:
        tell(company, EntryKind.OWNER, "owner-was", by=by, at=now, told={"name": before.name})
    record("company-owner-changed", by=by, subject=company, about=to or before, place=company.municipality)
    return company


@transaction.atomic
def write_note(*, by: Person | None, company: Company, what: str, text: str, now: datetime) -> Entry:
    """Something that colleagues should know. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    entry = tell(company, EntryKind.NOTE, " ".join(what.split()), by=by, at=now, text=text.strip())
    record("company-noted", by=by, subject=company, place=company.municipality)
    return entry


def renew_found_by(companies: Iterable[Company]) -> int:
    """Put right what the companies are found by, after any change of them, their sites or their contacts.

    Part of whatever changed them. returns: for how many it was not right.
    """
    rows = list(companies)
    prefetch_related_objects(rows, "sites", "contacts")
    changed = []
    for company in rows:
        found_by = found_by_of(company, company.sites.all(), company.contacts.all())
        if found_by != company.found_by:
            company.found_by = found_by
            changed.append(company)
    Company.objects.bulk_update(changed, ["found_by"], batch_size=_AT_A_TIME)
    return len(changed)


_NAMES = tuple(CompanyFacts.__dataclass_fields__)


def _put(company: Company, facts: CompanyFacts) -> None:
    if facts.employees != company.employees:
        company.employees_most = None
    for name, value in vars(facts).items():
        setattr(company, name, value)
    if facts.sector == Sector.UNKNOWN:
        company.sector = sector_of(facts.industry_code)


def _other_with(company: Company, cvr: str) -> Company | None:
    """Another company of the municipality with the number."""
    if not cvr:
        return None
    same = Company.objects.filter(municipality=company.municipality_id, cvr=cvr, merged_into=None)
    return same.exclude(pk=company.pk).first()


def locked_company(company: Company) -> Company:
    """The company as it is now; nobody else changes it until the transaction is over."""
    found = Company.objects.select_for_update(of=("self",)).select_related("municipality", "owner")
    return found.get(pk=company.pk)
