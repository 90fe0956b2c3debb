"""“I am about to contact them”: told to others, holding nobody back, and over by itself."""

from datetime import datetime, timedelta

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.models import Claim, Company, Entrance
from samklang.companies.queries.companies import entrance_of
from samklang.companies.rules import claims as rules
from samklang.ledger.commands import record


@transaction.atomic
def take_claim(by: Person, company: Company, about: str, now: datetime) -> Claim:
    """Say that one is about to contact the company; said again, it holds anew. Others may say so too.

    The company's row is the lock, so that one person has one claim at a time however often they press.
    Raises NotAllowed.
    """
    company = Company.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=company.pk)
    require(rules.take_claim(by, company))
    until = now + timedelta(hours=_hours(company))
    Claim.objects.filter(company=company, person=by, until__lte=now).delete()
    claim = Claim.objects.filter(company=company, person=by, released_at=None).first()
    if claim is None:
        claim = Claim(company=company, person=by, at=now)
    claim.about, claim.until = " ".join(about.split())[:200] or claim.about, until
    claim.save()
    record("claim-taken", by=by, subject=claim, about=by, place=company.municipality)
    return claim


@transaction.atomic
def extend_claim(by: Person, claim: Claim, now: datetime) -> Claim:
    """As long once more, from now on. Raises NotAllowed."""
    claim = _locked(claim)
    require(rules.change_claim(by, claim, now))
    claim.until = now + timedelta(hours=_hours(claim.company))
    claim.save(update_fields=["until"])
    record("claim-extended", by=by, subject=claim, about=claim.person, place=claim.company.municipality)
    return claim


@transaction.atomic
def release_claim(by: Person, claim: Claim, now: datetime) -> Claim:
    """One is not about to contact them any more. Raises NotAllowed."""
    claim = _locked(claim)
    require(rules.change_claim(by, claim, now))
    claim.released_at = now
    claim.save(update_fields=["released_at"])
    record("claim-released", by=by, subject=claim, about=claim.person, place=claim.company.municipality)
    return claim


@transaction.atomic
def forget_claims(now: datetime) -> int:
    """Delete those that have run out or were released; the night does it."""
    over = Claim.objects.filter(until__lte=now) | Claim.objects.filter(released_at__lte=now)
    return over.delete()[0]


def _locked(claim: Claim) -> Claim:
    found = Claim.objects.select_for_update(of=("self",)).select_related("company__municipality", "person")
    return found.get(pk=claim.pk)


def _hours(company: Company) -> int:
    """As the entrance says; as any entrance does where there is none yet."""
    entrance = entrance_of(company.municipality_id)
    hours: int = entrance.claim_hours if entrance else Entrance._meta.get_field("claim_hours").default
    return hours
