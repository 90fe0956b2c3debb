"""The promise of an enquiry: when it is due, how that is counted, and what is left of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from samklang.companies.enums import WAITING, EnquiryState
from samklang.companies.models import Enquiry, Entrance
from samklang.core import working_time
from samklang.core.words import Moment, Sentence, say
from samklang.core.working_time import Closed, Promise, Span, Week
from samklang.people.models import ClosedDay

SOON = 2 * 60
"""An enquiry is about to be late when no more working minutes than this are left."""


class Pressure(StrEnum):
    """How an enquiry stands to its promise."""

    LATE = "late"
    SOON = "soon"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True)
class Clock:
    """The working time of an entrance."""

    week: Week
    closed: Closed

    def due(self, received_at: datetime, hours: Decimal, pauses: Sequence[Span] = ()) -> Promise:
        """When an answer is due, with its arithmetic."""
        return working_time.due(received_at, hours, self.week, self.closed, pauses)

    def elapsed(self, begins: datetime, ends: datetime, pauses: Sequence[Span] = ()) -> int:
        """Working minutes between two moments."""
        return working_time.elapsed(begins, ends, self.week, self.closed, pauses)

    def soon(self, now: datetime) -> datetime:
        """What is due before this moment is about to be late."""
        found = self.due(now, Decimal(SOON) / 60).due_at
        return found or now


def clock_of(entrance: Entrance) -> Clock:
    """The opening times and closed days of the entrance, as they are set now."""
    own = dict(ClosedDay.objects.filter(jobcentre=entrance.jobcentre_id).values_list("day", "reason"))
    closed = Closed(
        entrance.closed_constitution_day, entrance.closed_24_december, entrance.closed_31_december, own
    )  # fmt: skip
    return Clock(working_time.week_of(entrance.week), closed)


def pauses_of(enquiry: Enquiry) -> list[Span]:
    """From and to of each pause, in order."""
    return [(one.begins, one.ends) for one in enquiry.pauses.all()]


def promise_of(enquiry: Enquiry, clock: Clock) -> Promise:
    """The promise that runs, or the last one that ran: from when they wrote, or wrote again."""
    return clock.due(enquiry.again_at or enquiry.received_at, enquiry.promise_hours, pauses_of(enquiry))


def due_of(enquiry: Enquiry) -> datetime:
    """Until when the company has an answer, as it was last reckoned."""
    return enquiry.again_due_at or enquiry.due_at


@dataclass(frozen=True)
class Standing:
    """Where an enquiry stands, in words: the badge that a list shows."""

    pressure: Pressure
    words: Sentence
    badge: str


def standing_of(enquiry: Enquiry, clock: Clock, now: datetime, *, paused: bool) -> Standing:
    """How it stands to its promise at the moment. paused: whether a pause lasts."""
    if enquiry.state not in WAITING:
        return Standing(Pressure.OVER, *_over(enquiry))
    if paused:
        return Standing(Pressure.PAUSED, say("Paused"), "plain")
    due_at = due_of(enquiry)
    if now > due_at:
        return Standing(Pressure.LATE, say("Late since {moment}", moment=Moment(due_at)), "error")
    left = clock.elapsed(now, due_at)
    words = say("{hours} h {minutes} min left", hours=left // 60, minutes=left % 60)
    soon = left <= SOON
    return Standing(Pressure.SOON if soon else Pressure.RUNNING, words, "warning" if soon else "info")


def _over(enquiry: Enquiry) -> tuple[Sentence, str]:
    if enquiry.state == EnquiryState.JUNK:
        return say("Not an enquiry"), "plain"
    if enquiry.answered_at is None:
        return say("Closed without an answer"), "plain"
    if enquiry.answered_at <= enquiry.due_at:
        return say("Answered in time"), "success"
    return say("Answered late"), "plain"
