"""What was agreed with a company."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind
from samklang.companies.models import Company, Entry, Meeting
from samklang.companies.rules import agreements as rules
from samklang.ledger.commands import record


@transaction.atomic
def agree(by: Person | None, company: Company, what: str, now: datetime, meeting: Meeting | None = None) -> Entry:
    """Write an agreement on the company's timeline, where all teams see it. Raises NotAllowed."""
    require(rules.agree(by, company.municipality_id, what))
    entry = tell(company, EntryKind.AGREEMENT, " ".join(what.split()), by=by, at=now, meeting=meeting)
    record("agreement-made", by=by, subject=entry, about=by, place=company.municipality)
    return entry
