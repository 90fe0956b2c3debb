"""The terms of a grant are brought in line with the letter of award, and marked as looked up."""

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.grants.dates import needs_auditor, report_days
from samklang.core.grants.document import to_document
from samklang.core.grants.terms import TERM_WORDS, Heading, ReportKind, Terms
from samklang.core.words import LANGUAGES, render, say
from samklang.funding.commands.grants import locked_grant, write_condition
from samklang.funding.models import Condition, Grant
from samklang.funding.queries.grants import terms_of
from samklang.funding.rules import applications as rules
from samklang.ledger.commands import record

_STATEMENT = say("The final accounts come with an auditor's statement.")


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


@transaction.atomic
def ask_for_auditor(*, by: Person | None, grant: Grant, language: str) -> Condition | None:
    """Where the terms ask for an auditor's statement it is a condition of the grant, with the day of the accounts.

    Once: it is not asked for again where it stands already. language: of the words. Raises NotAllowed.
    """
    terms, known = terms_of(grant), [render(_STATEMENT, one) for one in LANGUAGES]
    if not needs_auditor(terms, grant.awarded_ore) or grant.conditions.filter(text__in=known).exists():
        return None
    days = [one.due_on for one in report_days(terms, grant.begins, grant.ends) if one.kind is ReportKind.ACCOUNTS]
    return write_condition(
        by=by, grant=grant, condition=None, text=render(_STATEMENT, language), due_on=max(days, default=None)
    )


def _said(terms: Terms, name: str) -> object:
    """One term; a heading that is not named is one that is to be looked up."""
    return [terms.standing(one) for one in Heading] if name == "headings" else getattr(terms, name)
