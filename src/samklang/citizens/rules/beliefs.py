"""When one writes down what one believes, and what came of it: a refusal with a sentence, or None."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.citizens.enums import Outcome
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import say, say_n

if TYPE_CHECKING:
    from samklang.citizens.models import Belief

HORIZONS = (6, 12)
"""Months ahead."""
STEPS = tuple(range(0, 101, 10))
"""Per cent that can be said."""
_HALF = 6


def due_on(day: date, months: int) -> date:
    """The same date so many months later; the month's last where it has no such date."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def half_year(day: date) -> tuple[date, date]:
    """The first and the last day of the half of the calendar year that the day lies in."""
    return (date(day.year, 1, 1), date(day.year, 6, 30)) if day.month <= _HALF else (
        date(day.year, 7, 1), date(day.year, 12, 31)
    )  # fmt: skip


def write_belief(percent: int, months: int, earlier: Belief | None) -> Refusal | None:
    """One for each case and horizon in half a year: it is frozen, and a second would make the first undone.

    earlier: what one has written of the same in this half-year.
    """
    if months not in HORIZONS or percent not in STEPS:
        return Refusal(say("Choose one of the answers shown."))
    if earlier is not None:
        return Refusal(
            say_n(
                "You wrote down on {day} what you believe of this case {count} month ahead. In half a year you can"
                " write again, and then you have both.",
                "You wrote down on {day} what you believe of this case {count} months ahead. In half a year you can"
                " write again, and then you have both.",
                months,
                day=earlier.day,
            )
        )
    return None


def delete_belief(belief: Belief, today: date) -> Refusal | None:
    """A slip, until the day is over. Afterwards it stands, or one would keep only what came true."""
    if belief.written_at.astimezone(COPENHAGEN).date() == today:
        return None
    return Refusal(say("A belief can be deleted only on the day it was written. It is deleted by itself in time."))


def write_outcome(belief: Belief, outcome: str, today: date) -> Refusal | None:
    """When its time has come, and until the end of the day on which it was written."""
    if belief.due_on > today:
        return Refusal(
            say(
                "The time is out on {day}. Write then what came of it, also if it has happened already: else what went"
                " well is counted before what did not.",
                day=belief.due_on,
            )
        )
    if outcome not in (Outcome.YES, Outcome.NO, Outcome.UNKNOWN):
        return Refusal(say("Choose one of the answers shown."))
    if belief.outcome_at is not None and belief.outcome_at.astimezone(COPENHAGEN).date() != today:
        return Refusal(say("What came of it was written earlier, and stands."))
    return None
