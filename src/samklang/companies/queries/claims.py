"""Who is about to contact which company. A claim is over when it has run out, and when its owner has been in touch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from samklang.access.models import Person
from samklang.companies.enums import TALKS
from samklang.companies.models import Claim, Company, Entry
from samklang.companies.queries.companies import companies_for


@dataclass(frozen=True)
class OwnClaim:
    """One's own claim, and the colleagues who are about to contact the same company."""

    claim: Claim
    others: tuple[Claim, ...]


def running(now: datetime) -> QuerySet[Claim]:
    """Those that hold now, the first first."""
    since = Entry.objects.filter(
        company=OuterRef("company"), by=OuterRef("person"), kind__in=TALKS, at__gte=OuterRef("at")
    )
    found = Claim.objects.filter(~Exists(since), released_at=None, until__gt=now)
    return found.select_related("person", "company__municipality").order_by("at", "pk")


def kept_claims_for(person: Person) -> QuerySet[Claim]:
    """The claims on the companies that the person sees, those that are over too until the night deletes them."""
    found = Claim.objects.filter(company__in=companies_for(person).order_by().values("pk"))
    return found.select_related("person", "company__municipality").order_by("at", "pk")


def claims_on(company: Company, now: datetime) -> QuerySet[Claim]:
    """Everybody who is about to contact the company."""
    return running(now).filter(company=company)


def own_claims(person: Person, now: datetime) -> list[OwnClaim]:
    """Whom the person is about to contact, what runs out first first; two queries, however many they are."""
    seen = companies_for(person).order_by().values("pk")
    own = list(running(now).filter(person=person, company__in=seen).order_by("until", "pk"))
    others = _by_company(running(now).filter(company__in=[one.company_id for one in own]).exclude(person=person))
    return [OwnClaim(one, tuple(others.get(one.company_id, ()))) for one in own]


def _by_company(claims: Iterable[Claim]) -> dict[int, list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.company_id, []).append(claim)
    return found
