"""Who may say that they are about to contact a company, and take it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import Claim, Company


def take_claim(by: Person, company: Company) -> Refusal | None:
    """Whoever writes about the company, whatever others have said."""
    return write_about_company(by, company.municipality_id)


def change_claim(by: Person, claim: Claim, now: datetime) -> Refusal | None:
    """Their own, while it runs."""
    if by.pk != claim.person_id:
        return Refusal(say("Only whoever said so takes it back."))
    if claim.released_at is not None or claim.until <= now:
        return Refusal(say("It has run out already."))
    return None
