"""Looking back on one's own meeting, and taking it away again. The ledger says that it was done, not what was said."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.companies.commands.meetings import locked
from samklang.companies.models import Meeting, SelfReview
from samklang.companies.queries.self_reviews import edition_of, own_review, refusal_to_review, reviewed_by
from samklang.companies.queries.sheets import FRAMEWORK
from samklang.companies.rules import self_reviews as rules
from samklang.ledger.commands import record


@transaction.atomic
def write_self_review(
    *, by: Person, meeting: Meeting, levels: Mapping[str, int], next_time: str, today: date, now: datetime
) -> SelfReview:
    """Write it, or write it anew by the indicators of today. Raises NotAllowed.

    levels: 1 to 5 by the key of the indicator; left out where one could not say.
    """
    meeting = locked(meeting)
    require(rules.review(by, meeting, refusal_to_review(by, today)))
    edition = edition_of(by, today)
    indicators = reviewed_by(edition) if edition else []
    require(rules.levels_fit(levels, [one.key for one in indicators]))
    found, _ = SelfReview.objects.update_or_create(
        meeting=meeting,
        defaults={
            "person": by, "framework": FRAMEWORK, "edition": edition.number if edition else 0, "levels": dict(levels),
            "next_time": next_time.strip()[:500], "at": now,
        },
    )  # fmt: skip
    record("meeting-looked-back-on", by=by, about=by)
    return found


@transaction.atomic
def remove_self_review(*, by: Person, meeting: Meeting) -> None:
    """As if it had not been written. What is one's own, one may always take away."""
    found = own_review(by, meeting)
    if found is not None:
        found.delete()
        record("looking-back-removed", by=by, about=by)
