"""At night a draft is made where one is due, and what was issued is written to those who have it sent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from samklang.access.models import Person
from samklang.committee.commands.issues import make_issue
from samklang.committee.enums import IssueState
from samklang.committee.models import Issue, Schedule
from samklang.committee.queries.issues import open_drafts, replacement_of
from samklang.committee.queries.schedules import day_after, day_before, makers_of, who_is_written_to
from samklang.delivery.commands.mail import Letter, write
from samklang.delivery.queries.letters import language_of
from samklang.ledger.commands import record

_log = logging.getLogger("samklang.nightly")
DRAFT, PAGE = "committee-draft", "committee-page"


class NotAllDone(Exception):
    """Some pages could not be made or sent; each is in the log, and the others are done."""


def make_due_drafts(*, today: date, now: datetime, dry_run: bool = False) -> int:
    """Drafts of the schedules whose day has come, with a letter to those who make the page. How many.

    raises: NotAllDone once all were tried, where one failed.
    """
    due = Schedule.objects.filter(next_day__lte=today, paused_at=None).order_by("pk").values_list("pk", flat=True)
    return len(due) if dry_run else _each(due, lambda pk: _make(pk, today, now), "The committee page of schedule %s")


def _each(numbers: Iterable[int], deed: Callable[[int], int], what: str) -> int:
    """Do it for each. One that fails is logged, and the others are done all the same; what: with a place for which."""
    done, failed = 0, []
    for pk in list(numbers):
        try:
            done += deed(pk)
        except Exception:  # noqa: BLE001 - one page that fails must not keep the others from being made and sent
            _log.exception(what + " failed", pk)
            failed.append(pk)
    if failed:
        raise NotAllDone(f"{len(failed)} failed: {failed}")
    return done


@transaction.atomic
def _make(pk: int, today: date, now: datetime) -> int:
    """One draft; none where one is waiting already, which is then told again of."""
    Schedule.objects.select_for_update().get(pk=pk)
    schedule = Schedule.objects.select_related("jobcentre").get(pk=pk)
    if schedule.next_day > today or schedule.paused_at is not None:
        return 0
    due, made = schedule.next_day, 0
    while (later := day_after(due, schedule.every)) <= today:  # nights that were missed make no draft of their own
        due = later
    draft = open_drafts(schedule.jobcentre).filter(replaces=None).first()
    if draft is None:
        first_day, last_day = day_before(due, schedule.every), due - timedelta(days=1)
        draft, made = make_issue(
            by=None, jobcentre=schedule.jobcentre, first_day=first_day, last_day=last_day, today=today, now=now
        ), 1  # fmt: skip
    schedule.next_day = later
    schedule.save(update_fields=["next_day"])
    write(None, _letters(DRAFT, draft, makers_of(schedule.jobcentre)), now)
    return made


def send_issued(*, now: datetime, dry_run: bool = False) -> int:
    """Pages issued since last night, written to those on the list who may still read them. How many pages.

    raises: NotAllDone once all were tried, where one failed.
    """
    paused = Schedule.objects.filter(paused_at__isnull=False).values("jobcentre")
    found = Issue.objects.filter(
        state=IssueState.ISSUED, sent_at=None, jobcentre__in=Schedule.objects.values("jobcentre")
    )
    due = list(found.exclude(jobcentre__in=paused).order_by("pk").values_list("pk", flat=True))
    return len(due) if dry_run else _each(due, lambda pk: _send(pk, now), "Sending the committee page %s")


@transaction.atomic
def _send(pk: int, now: datetime) -> int:
    Issue.objects.select_for_update().get(pk=pk)
    issue = Issue.objects.select_related("jobcentre", "replaces").get(pk=pk)
    schedule = Schedule.objects.select_related("jobcentre").get(jobcentre=issue.jobcentre)
    if issue.sent_at is not None:
        return 0
    # What another page has taken the place of meanwhile is not sent: the other one says what was wrong.
    people = who_is_written_to(schedule) if replacement_of(issue) is None else []
    mails = write(None, _letters(PAGE, issue, people), now)
    issue.sent_at = now
    issue.save(update_fields=["sent_at"])
    if mails:
        record("committee-page-sent", by=None, subject=issue, place=issue.jobcentre, details={"mails": len(mails)})
    return 1


def _letters(key: str, issue: Issue, people: Iterable[Person]) -> list[Letter]:
    facts: dict[str, Any] = {
        "place": issue.jobcentre.name, "until": issue.last_day.isoformat(), "path": issue.get_absolute_url(),
        "jobcentre": issue.jobcentre_id, "number": issue.number or "",
        "replaces": issue.replaces.number if issue.replaces else "", "why": issue.replaces_why,
        "stop": settings.PUBLIC_ADDRESS + reverse("committee:leaving", args=[issue.jobcentre_id]),
    }  # fmt: skip
    return [Letter(key, one, {**facts, "pdf": _pdf_of(issue, one)}) for one in people]


def _pdf_of(issue: Issue, person: Person) -> str:
    """The whole address of the page on paper, in the person's language."""
    return settings.PUBLIC_ADDRESS + reverse("committee:issue-document", args=[issue.pk, language_of(person)])
