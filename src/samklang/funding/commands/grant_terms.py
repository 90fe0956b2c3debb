"""The terms of a grant are brought in line with the letter of award, and marked as looked up."""

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.grants.document import to_document
from samklang.core.grants.terms import TERM_WORDS, Heading, Terms
from samklang.funding.commands.grants import locked_grant
from samklang.funding.models import Grant
from samklang.funding.queries.grants import terms_of
from samklang.funding.rules import applications as rules
from samklang.ledger.commands import record


@transaction.atomic
def change_grant_terms(*, by: Person | None, grant: Grant, terms: Terms) -> Grant:
    """The grant's own terms; those of its scheme and its application stay. Raises NotAllowed.

    The ledger says which terms changed, which were looked up, and which are to be looked up again.
    """
    grant = locked_grant(grant)
    require(rules.change_grant(by, grant))
    before = terms_of(grant)
    details = {
        "fields": ["terms"],
        "terms": [name for name in TERM_WORDS if _said(before, name) != _said(terms, name)],
        "looked_up": sorted(before.unknown - terms.unknown),
        "to_look_up": sorted(terms.unknown - before.unknown),
    }
    if any(details[name] for name in ("terms", "looked_up", "to_look_up")):
        grant.terms = to_document(terms)
        grant.save(update_fields=["terms"])
        record("grant-changed", by=by, subject=grant, place=grant.application.jobcentre, details=details)
    return grant


def _said(terms: Terms, name: str) -> object:
    """One term; a heading that is not named is one that is to be looked up."""
    return [terms.standing(one) for one in Heading] if name == "headings" else getattr(terms, name)
