"""Sites of a company: a new one, put right, closed."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.companies import locked_company, renew_found_by
from samklang.companies.models import Company, Site
from samklang.companies.rules import companies as rules
from samklang.companies.rules import sites as site_rules
from samklang.ledger.commands import record


@dataclass(frozen=True)
class SiteFacts:
    """What is typed of a place where a company works."""

    p_number: str = ""
    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    employees: int | None = None
    ceased_on: date | None = None


@transaction.atomic
def add_site(*, by: Person | None, company: Company, facts: SiteFacts) -> Site:
    """Another place. Raises NotAllowed."""
    company = locked_company(company)
    require(rules.change_company(by, company))
    require(site_rules.use_p_number(facts.p_number, _other_with(company, None, facts.p_number)))
    site = Site.objects.create(company=company, **vars(facts))
    renew_found_by([company])
    record("company-site-added", by=by, subject=site, place=company.municipality)
    return site


@transaction.atomic
def change_site(*, by: Person | None, site: Site, facts: SiteFacts) -> Site:
    """What is known of it, put right; closed where it has ceased. Raises NotAllowed."""
    company = locked_company(site.company)
    site = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    require(rules.change_company(by, company))
    require(site_rules.use_p_number(facts.p_number, _other_with(company, site, facts.p_number)))
    changed = [name for name, value in vars(facts).items() if getattr(site, name) != value]
    for name in changed:
        setattr(site, name, getattr(facts, name))
    if changed:
        site.save(update_fields=changed)
        renew_found_by([company])
        record("company-site-changed", by=by, subject=site, place=company.municipality, details={"fields": changed})
    return site


def _other_with(company: Company, site: Site | None, p_number: str) -> Site | None:
    """Another site of the company with the number."""
    if not p_number:
        return None
    same = Site.objects.filter(company=company, p_number=p_number)
    return (same.exclude(pk=site.pk) if site is not None else same).first()
