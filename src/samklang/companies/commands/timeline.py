"""Writing on a company's timeline."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from samklang.access.models import Person
from samklang.companies.enums import EntryKind
from samklang.companies.models import Company, Entry
from samklang.companies.queries.companies import team_of


def tell(company: Company, kind: EntryKind, what: str, *, by: Person | None, at: datetime, **more: Any) -> Entry:
    """Add one line, in the transaction of whatever it tells.

    what: in one line, as somebody typed it; or a key of `companies.told`, with told={…}, where Samklang writes it.
    more: channel, text, contact, site, enquiry, meeting, opening, step, told, and team where it is not that of `by`.
    """
    if "team" not in more:
        more["team"] = team_of(by, timezone.localdate(at))
    return Entry.objects.create(company=company, kind=kind, what=what[:300], by=by, at=at, **more)
