"""A page is made as a draft, found anew, worded, put away and taken back, issued once, and corrected by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.committee.enums import IssueState
from samklang.committee.models import Issue
from samklang.committee.queries.issues import newest_number, replacement_of, seal_of
from samklang.committee.queries.page import document_of
from samklang.committee.rules import issues as rules
from samklang.committee.window import Window
from samklang.ledger.commands import record

WORDS = ("introduction_da", "introduction_en", "asks", "asks_da", "asks_en")
"""What whoever makes the page writes and chooses."""


@transaction.atomic
def make_issue(
    *, by: Person | None, jobcentre: Place, first_day: date, last_day: date, today: date, now: datetime
) -> Issue:  # fmt: skip
    """A draft with what is found. by: None where the schedule makes it. Raises NotAllowed."""
    if by is not None:
        require(rules.make_issue(by, jobcentre, first_day, last_day, today))
    else:
        require(rules.reckon_days(first_day, last_day, today))
    made = Issue(jobcentre=jobcentre, first_day=first_day, last_day=last_day, made_by=by, made_at=now)
    made.document = document_of(made, Window(first_day, last_day, today))
    made.save()
    record("committee-page-made", by=by, subject=made, place=jobcentre)
    return made


@transaction.atomic
def correct_issue(*, by: Person, issue: Issue, reason: str, today: date, now: datetime) -> Issue:
    """A draft of the same days that is to take the place of an issue, with its words. Raises NotAllowed."""
    issue = locked_issue(issue)
    require(rules.correct_issue(by, issue, replacement_of(issue) is not None))
    made = Issue(
        jobcentre=issue.jobcentre, first_day=issue.first_day, last_day=issue.last_day, replaces=issue,
        replaces_why=reason, made_by=by, made_at=now, **{name: getattr(issue, name) for name in WORDS},
    )  # fmt: skip
    made.document = document_of(made, Window(made.first_day, made.last_day, today))
    made.asks = _asks_there(made, made.asks)
    made.save()
    record("committee-page-made", by=by, subject=made, place=issue.jobcentre, details={"replaces": issue.number})
    return made


@transaction.atomic
def renew_issue(*, by: Person, issue: Issue, first_day: date, last_day: date, today: date) -> Issue:
    """Find everything anew, for the same days or others. Raises NotAllowed."""
    issue = locked_issue(issue)
    require(rules.change_issue(by, issue))
    require(rules.reckon_days(first_day, last_day, today))
    issue.first_day, issue.last_day = first_day, last_day
    issue.document = document_of(issue, Window(first_day, last_day, today))
    issue.asks = _asks_there(issue, issue.asks)
    issue.save(update_fields=["first_day", "last_day", "document", "asks"])
    record("committee-page-renewed", by=by, subject=issue, place=issue.jobcentre)
    return issue


@transaction.atomic
def word_issue(*, by: Person, issue: Issue, values: Mapping[str, Any]) -> Issue:
    """Introduction and what is asked for. Raises NotAllowed. values: fields of `WORDS`."""
    issue = locked_issue(issue)
    require(rules.change_issue(by, issue))
    changed = [name for name in WORDS if name in values and getattr(issue, name) != values[name]]
    for name in changed:
        setattr(issue, name, values[name])
    issue.asks = _asks_there(issue, issue.asks)
    if changed:
        issue.save(update_fields=list(WORDS))
        record("committee-page-worded", by=by, subject=issue, place=issue.jobcentre, details={"fields": changed})
    return issue


@transaction.atomic
def put_away_issue(*, by: Person, issue: Issue, now: datetime) -> Issue:
    """Out of the way, until it is taken back. Raises NotAllowed."""
    issue = locked_issue(issue)
    require(rules.put_away(by, issue))
    issue.put_away_at = now
    issue.save(update_fields=["put_away_at"])
    record("committee-page-put-away", by=by, subject=issue, place=issue.jobcentre)
    return issue


@transaction.atomic
def restore_issue(*, by: Person, issue: Issue) -> Issue:
    """Take a draft back. Raises NotAllowed."""
    issue = locked_issue(issue)
    require(rules.restore_issue(by, issue))
    issue.put_away_at = None
    issue.save(update_fields=["put_away_at"])
    record("committee-page-taken-back", by=by, subject=issue, place=issue.jobcentre)
    return issue


@transaction.atomic
def issue_page(*, by: Person, issue: Issue, now: datetime) -> Issue:
    """Freeze it: it gets the next number of the jobcentre and the hash of all that a reader sees. Raises NotAllowed."""
    Place.objects.select_for_update().get(pk=issue.jobcentre_id)  # one number at a time
    issue = locked_issue(issue)
    require(rules.change_issue(by, issue))
    if issue.replaces is not None:
        require(rules.correct_issue(by, issue.replaces, replacement_of(issue.replaces) is not None))
    newest = newest_number(issue.jobcentre)
    require(rules.is_up_to_date(issue, newest))
    issue.number, issue.state = newest + 1, IssueState.ISSUED
    issue.issued_by, issue.issued_at = by, now.replace(microsecond=0)
    issue.sha256 = seal_of(issue)
    issue.save()
    details = {"number": issue.number, "sha256": issue.sha256}
    record("committee-page-issued", by=by, subject=issue, place=issue.jobcentre, details=details)
    return issue


def locked_issue(issue: Issue) -> Issue:
    """The row as it is, which nobody else changes until the transaction is over."""
    Issue.objects.select_for_update().get(pk=issue.pk)
    found: Issue = Issue.objects.select_related("jobcentre", "replaces__jobcentre").get(pk=issue.pk)
    return found


def _asks_there(issue: Issue, asks: list[str]) -> list[str]:
    """Those that the findings still give reason for, in their order."""
    return [one["key"] for one in issue.document["offers"] if one["key"] in asks]
