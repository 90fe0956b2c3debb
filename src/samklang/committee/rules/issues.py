"""Who sees and makes the page, and what must hold before it is changed or issued: a refusal, or None."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.committee.models import Issue

LONGEST_DAYS = 366 * 2
"""A page looks back two years at most: older figures are compared by older pages."""


def see_pages(by: Person, place: Place | None = None) -> Refusal | None:
    """Whoever sees reports at the place, or anywhere."""
    if by.standing.may(Right.SEE_REPORTS, place.pk) if place else by.standing.may(Right.SEE_REPORTS):
        return None
    return Refusal(say("The committee page is for those who read reports. Ask the head of service."))


def run_pages(by: Person, place: Place | None = None) -> Refusal | None:
    """Whoever makes and issues it at the place, or anywhere."""
    if by.standing.may(Right.RUN_REPORTS, place.pk) if place else by.standing.may(Right.RUN_REPORTS):
        return None
    return Refusal(say("The committee page is made by the head of service and the programme lead."))


def make_issue(by: Person, place: Place, first_day: date, last_day: date, today: date) -> Refusal | None:
    """A page of days that are over or end today."""
    if refusal := run_pages(by, place):
        return refusal
    return reckon_days(first_day, last_day, today)


def reckon_days(first_day: date, last_day: date, today: date) -> Refusal | None:
    """Whether the page can be about these days."""
    if last_day > today:
        return Refusal(say("The page tells of what has been. Choose a last day no later than today."))
    if last_day < first_day:
        return Refusal(say("The last day lies before the first. Change one of them."))
    if last_day - first_day > timedelta(days=LONGEST_DAYS):
        return Refusal(say("A page looks back two years at most. Choose a later first day."))
    return None


def change_issue(by: Person, issue: Issue) -> Refusal | None:
    """A draft that is not put away."""
    if refusal := run_pages(by, issue.jobcentre):
        return refusal
    if issue.is_issued:
        return Refusal(say(
            "The page is issued, and nothing in it is changed any more. Make a correction: a new page that says which "
            "it takes the place of."
        ))  # fmt: skip
    if issue.put_away_at is not None:
        return Refusal(say("The draft is put away. Take it back first."))
    return None


def is_up_to_date(issue: Issue, newest: int) -> Refusal | None:
    """Found beside every page that readers have. Else one could take one from the other and find out about a person.

    newest: the number of the newest page that was issued there; 0 where none was.
    """
    if issue.document.get("newest") == newest:
        return None
    return Refusal(say(
        "Another page has been issued since these figures were found. Find the figures anew first."
    ))  # fmt: skip


def put_away(by: Person, issue: Issue) -> Refusal | None:
    """A draft; what has been issued stays."""
    if issue.is_issued:
        return Refusal(say("The page is issued and stays. Make a correction if something in it is wrong."))
    return change_issue(by, issue)


def restore_issue(by: Person, issue: Issue) -> Refusal | None:
    """A draft that was put away."""
    if refusal := run_pages(by, issue.jobcentre):
        return refusal
    return None if issue.put_away_at is not None else Refusal(say("The draft is not put away."))


def correct_issue(by: Person, issue: Issue, is_replaced: bool) -> Refusal | None:
    """The newest word on its days: what has been replaced is not replaced again."""
    if refusal := run_pages(by, issue.jobcentre):
        return refusal
    if not issue.is_issued:
        return Refusal(say("It is a draft. Change it instead."))
    if is_replaced:
        return Refusal(say("Another page has taken its place already. Correct that one."))
    return None
