"""Pages as seen by somebody: what has been issued, and drafts for whoever makes them."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from django.db.models import F, Max, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Place
from samklang.access.queries import jobcentres_for
from samklang.committee.enums import IssueState
from samklang.committee.models import Issue

if TYPE_CHECKING:
    from samklang.access.models import Person


def issues_for(person: Person) -> QuerySet[Issue]:
    """What was issued where the person sees reports, and drafts where they make them; drafts first, then the newest."""
    issued = Q(state=IssueState.ISSUED, jobcentre__in=person.standing.places(Right.SEE_REPORTS))
    drafts = Q(state=IssueState.DRAFT, jobcentre__in=person.standing.places(Right.RUN_REPORTS))
    found = Issue.objects.filter(issued | drafts).select_related("jobcentre", "replaces", "made_by", "issued_by")
    return found.order_by(F("issued_at").desc(nulls_first=True), "-pk")


def listed_for(person: Person) -> QuerySet[Issue]:
    """Those of the list: without the figures, and without drafts that were put away."""
    return issues_for(person).filter(put_away_at=None).defer("document")


def jobcentres_to_report(person: Person) -> list[Place]:
    """Where the person makes pages."""
    return list(jobcentres_for(person, Right.RUN_REPORTS))


def issued_at(jobcentre: Place) -> QuerySet[Issue]:
    """All that has been issued, the newest first."""
    found = Issue.objects.filter(jobcentre=jobcentre, state=IssueState.ISSUED)
    return found.order_by("-number")


def newest_number(jobcentre: Place) -> int:
    """The number of the newest page that was issued; 0 where none was."""
    found: int | None = issued_at(jobcentre).aggregate(most=Max("number"))["most"]
    return found or 0


def in_force(jobcentre: Place) -> QuerySet[Issue]:
    """What has been issued and not been replaced by another, the newest first."""
    replaced = Issue.objects.filter(state=IssueState.ISSUED, replaces__isnull=False).values("replaces")
    return issued_at(jobcentre).exclude(pk__in=replaced)


def replacement_of(issue: Issue) -> Issue | None:
    """The issue that took its place."""
    found = Issue.objects.filter(replaces=issue, state=IssueState.ISSUED).order_by("pk")
    return found.select_related("jobcentre").first()


def earlier_than(issue: Issue) -> Issue | None:
    """The one it is compared with: the newest in force whose days end before its own do."""
    found = in_force(issue.jobcentre).filter(last_day__lt=issue.last_day)
    if issue.replaces_id is not None:
        found = found.exclude(pk=issue.replaces_id)
    return found.order_by("-last_day", "-number").first()


def open_drafts(jobcentre: Place) -> QuerySet[Issue]:
    """Drafts under way."""
    return Issue.objects.filter(jobcentre=jobcentre, state=IssueState.DRAFT, put_away_at=None).order_by("-pk")


def seal_of(issue: Issue) -> str:
    """The hash of all that a reader sees."""
    said: dict[str, Any] = {
        "number": issue.number, "place": issue.jobcentre_id, "first_day": issue.first_day.isoformat(),
        "last_day": issue.last_day.isoformat(), "document": issue.document,
        "introduction": [issue.introduction_da, issue.introduction_en], "asks": list(issue.asks),
        "asks_for": [issue.asks_da, issue.asks_en], "replaces": issue.replaces_id, "why": issue.replaces_why,
        "issued": issue.issued_at.astimezone(UTC).isoformat(timespec="seconds") if issue.issued_at else None,
    }  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_as_issued(issue: Issue) -> bool:
    """Whether nothing in it was changed past the house since it was issued."""
    return not issue.is_issued or seal_of(issue) == issue.sha256
