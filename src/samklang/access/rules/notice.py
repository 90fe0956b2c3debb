"""Who may announce that staff are measured, and whether measuring is allowed: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.enums import NoticeState, Purpose, Right
from samklang.access.refusals import Refusal
from samklang.access.words import said
from samklang.core.words import Sentence, say

if TYPE_CHECKING:
    from samklang.access.models import Notice, Person, Place


def edit_notice(by: Person, jobcentre: Place) -> Refusal | None:
    """The head of the jobcentre."""
    if by.standing.may(Right.EDIT_NOTICES, jobcentre.pk):
        return None
    return Refusal(say("Notices at {place} are written by the head of service.", place=jobcentre.name))


def change_notice(by: Person, notice: Notice) -> Refusal | None:
    """As long as it is a draft: what staff have been told is not rewritten."""
    if notice.announced_day is not None:
        return Refusal(say("The notice has been announced and stands as it was said. Withdraw it, and write another."))
    return edit_notice(by, notice.jobcentre)


def announce_notice(by: Person, notice: Notice, today: date, notice_days: int) -> Refusal | None:
    """When all is filled in, the works council has discussed it, and the days of notice can be given."""
    refused = change_notice(by, notice)
    if refused is not None:
        return refused
    council_day, first_day = notice.works_council_day, notice.first_day
    missing = tuple(missing_from(notice))
    if missing or council_day is None or first_day is None:
        return Refusal(say("The notice still lacks: {missing}.", missing=missing))
    if council_day > today:
        return Refusal(say("The works council discusses it on {day}. Announce it when that is done.", day=council_day))
    earliest = notice.earliest_day(today, notice_days)
    if first_day < earliest:
        return Refusal(
            say(
                "Staff are told {days} days before. Announced today, it may begin on {day} at the earliest.",
                days=notice_days,
                day=earliest,
            )
        )
    return None


def withdraw_notice(by: Person, notice: Notice, today: date) -> Refusal | None:
    """What has been announced and not been withdrawn."""
    if notice.state_on(today) == NoticeState.WITHDRAWN:
        return Refusal(say("The notice has been withdrawn already."))
    if notice.announced_day is None:
        return Refusal(say("A draft is deleted, not withdrawn: nobody has been told of it."))
    return edit_notice(by, notice.jobcentre)


def missing_from(notice: Notice) -> Iterator[Sentence]:
    """What a notice lacks before it can be announced."""
    if not notice.why.strip():
        yield say("the operational reason")
    if not notice.data.strip():
        yield say("which data are collected")
    if not notice.handling.strip():
        yield say("how the data are handled")
    if notice.works_council_day is None:
        yield say("the date of the works council")
    if notice.first_day is None:
        yield say("the day it is to begin")


def measuring_allowed(notice: Notice | None, purpose: Purpose, on: date) -> Refusal | None:
    """Whether staff may be measured for the purpose on the day; says what is missing and from when it may begin.

    notice: the one that comes nearest, as `queries.notices.nearest` finds it.
    """
    label = said(purpose)
    if notice is None:
        return Refusal(say("“{purpose}” is off: staff have not been given notice of it.", purpose=label))
    match notice.state_on(on):
        case NoticeState.IN_FORCE:
            return None
        case NoticeState.ANNOUNCED:
            return Refusal(
                say(
                    "“{purpose}” may begin on {day}, when the notice has run.",
                    purpose=label,
                    day=notice.first_day or "",
                )
            )
        case NoticeState.WITHDRAWN:
            return Refusal(
                say(
                    "“{purpose}” is off: the notice was withdrawn on {day}.",
                    purpose=label,
                    day=notice.withdrawn_day or "",
                )
            )
    missing = tuple(missing_from(notice))
    if missing:
        return Refusal(say("“{purpose}” is off: the notice still lacks {missing}.", purpose=label, missing=missing))
    return Refusal(say("“{purpose}” is off: the notice has been written and not been announced.", purpose=label))
