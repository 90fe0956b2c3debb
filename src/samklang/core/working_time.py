"""How long a company waits in Danish working time: when an answer is due, and the arithmetic day by day.

Opening times are what the clock on the wall in Denmark shows; what is counted are the minutes that pass between them,
so that a night with a change of the clock is an hour shorter or longer. Everything is counted in whole minutes: the
seconds of a moment are left out, which is never to the disadvantage of whoever waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache

from samklang.core.calendar import COPENHAGEN, public_holidays
from samklang.core.words import Sentence, say

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of a week, as settings name them; their place is the number Python gives the weekday."""
MINUTES_OF_A_DAY = 24 * 60
_MOST_DAYS = 20 * 366
_MINUTE = timedelta(minutes=1)
_SKIPPED = time(2)
"""Where the hour begins that the clock in Denmark skips in March."""

Week = Mapping[int, tuple[int, int]]
"""Opening and closing by weekday (0 is Monday), in minutes of the clock past midnight, 0 to 1440; others are closed."""
Span = tuple[datetime, datetime | None]
"""A pause: from and to; no end while it lasts."""


class Why(StrEnum):
    """Why nothing was counted."""

    NOT_OPEN = "not-open"
    HOLIDAY = "holiday"
    CONSTITUTION_DAY = "constitution-day"
    CHRISTMAS_EVE = "24-december"
    NEW_YEARS_EVE = "31-december"
    OWN = "own"
    PAUSED = "paused"
    AFTER_CLOSING = "after-closing"


@dataclass(frozen=True)
class Closed:
    """The dates without opening hours. Weekends are in the week; public holidays are closed always."""

    constitution_day: bool = True
    christmas_eve: bool = True
    new_years_eve: bool = True
    own: Mapping[date, str] = field(default_factory=dict)
    """Other closed dates, and what is said of them."""

    def why(self, day: date) -> Why | None:
        """Why the date is closed; None where it is not."""
        if day in _holidays(day.year):
            return Why.HOLIDAY
        chosen = {
            (6, 5): (self.constitution_day, Why.CONSTITUTION_DAY), (12, 24): (self.christmas_eve, Why.CHRISTMAS_EVE),
            (12, 31): (self.new_years_eve, Why.NEW_YEARS_EVE),
        }.get((day.month, day.day))  # fmt: skip
        if chosen is not None and chosen[0]:
            return chosen[1]
        return Why.OWN if day in self.own else None


@dataclass(frozen=True)
class Step:
    """One stretch of one day. `why` is None where its minutes were counted, else says why they were not."""

    day: date
    begins: datetime | None
    ends: datetime | None
    minutes: int
    why: Why | None = None
    note: str = ""
    """What the jobcentre says of a closed day of its own."""


@dataclass(frozen=True)
class Promise:
    """When an answer is due: None while the promise is paused. The minutes of the steps add up to what is used."""

    received_at: datetime
    minutes: int
    due_at: datetime | None
    steps: tuple[Step, ...]

    @property
    def counted(self) -> int:
        """The working minutes of the steps: all that were promised, or those until it was paused."""
        return sum(one.minutes for one in self.steps)


def week_of(settings: Mapping[str, Sequence[str]]) -> Week:
    """Opening times as settings write them, {"mon": ["08:00", "15:30"]}; "24:00" is midnight at the end of the day.

    raises: ValueError where a day is unknown, a time is none, or it closes before it opens.
    """
    week = {}
    for day, (opens, closes) in settings.items():
        span = (minutes_in(opens), minutes_in(closes))
        if span[0] >= span[1]:
            raise ValueError(f"{day} closes before it opens")
        week[DAYS.index(day)] = span
    return week


def minutes_in(clock: str) -> int:
    """Minutes past midnight of "08:30". raises: ValueError where it is no time from 00:00 to 24:00."""
    hours, _, minutes = clock.partition(":")
    found = int(hours) * 60 + int(minutes)
    if not (0 <= int(minutes) < 60 and 0 <= found <= MINUTES_OF_A_DAY):
        raise ValueError(f"{clock} is no time of the day")
    return found


def due(received_at: datetime, hours: Decimal, week: Week, closed: Closed, pauses: Sequence[Span] = ()) -> Promise:
    """When the hours will have passed, counted from the moment or the next opening.

    received_at: with its time zone. hours: working hours, more than 0. pauses: in any order; one may have no end.
    returns:     due_at in Danish time; exactly at closing where the last minute is the last of the day.
    raises:      ValueError where the week has no hours, or so few that it would take twenty years.
    """
    wanted = round(hours * 60)
    left = wanted
    steps: list[Step] = []
    for step in _stretches(_whole(received_at), week, closed, pauses):
        if step.why is None and step.minutes >= left:
            assert step.begins is not None  # noqa: S101 - what is counted has a beginning
            ends = step.begins + left * _MINUTE
            steps.append(Step(step.day, step.begins, ends, left))
            return Promise(received_at, wanted, ends.astimezone(COPENHAGEN), _in_danish_time(steps))
        left -= step.minutes
        steps.append(step)
    if any(ends is None for _, ends in pauses):
        return Promise(received_at, wanted, None, _in_danish_time(steps))
    raise ValueError("The entrance is hardly ever open.")


def elapsed(begins: datetime, ends: datetime, week: Week, closed: Closed, pauses: Sequence[Span] = ()) -> int:
    """Working minutes from one moment to another; 0 where the second is not later."""
    begins, ends, found = _whole(begins), _whole(ends), 0
    if ends <= begins:
        return 0
    for step in _stretches(begins, week, closed, pauses):
        if step.begins is None or step.ends is None:
            if step.day > ends.astimezone(COPENHAGEN).date():
                break
            continue
        if step.begins >= ends:
            break
        if step.why is None:
            found += _between(step.begins, min(step.ends, ends))
    return found


def remaining(now: datetime, promise: Promise, week: Week, closed: Closed, pauses: Sequence[Span] = ()) -> int:
    """Working minutes that are left of a promise; below 0 by how many it is late."""
    return promise.minutes - elapsed(promise.received_at, now, week, closed, pauses)


def words_of(step: Step, language: str) -> Sentence:
    """Why nothing was counted, as a sentence; how many minutes were, where some were. language: "da" or "en"."""
    if step.why is None:
        return say("{hours} h {minutes} min", hours=step.minutes // 60, minutes=step.minutes % 60)
    if step.why is Why.HOLIDAY:
        return say("Closed: {name}", name=_holidays(step.day.year, language)[step.day])
    if step.why is Why.OWN and step.note:
        return say("Closed: {name}", name=step.note)
    return _WORDS[step.why]


_WORDS: Mapping[Why, Sentence] = {
    Why.NOT_OPEN: say("Not open on this day of the week"),
    Why.CONSTITUTION_DAY: say("Closed: Constitution Day"),
    Why.CHRISTMAS_EVE: say("Closed: 24 December"),
    Why.NEW_YEARS_EVE: say("Closed: 31 December"),
    Why.OWN: say("Closed: a day of the jobcentre's own"),
    Why.PAUSED: say("Paused"),
    Why.AFTER_CLOSING: say("Received after closing"),
}


@cache
def _holidays(year: int, language: str = "da") -> dict[date, str]:
    return public_holidays(date(year, 1, 1), date(year, 12, 31), language=language, weekends=True)


def _stretches(begins: datetime, week: Week, closed: Closed, pauses: Sequence[Span]) -> Iterator[Step]:
    """Every stretch from the moment on, in order, until a pause without an end has begun."""
    if not week:
        return
    stops = _merged(pauses)
    day = begins.astimezone(COPENHAGEN).date()
    for _ in range(_MOST_DAYS):
        if stops and stops[-1][1] is None and stops[-1][0] < _at(day, 0):
            return
        yield from _of_day(day, begins, week, closed, stops)
        day += timedelta(days=1)


def _of_day(day: date, begins: datetime, week: Week, closed: Closed, stops: Sequence[Span]) -> Iterator[Step]:
    why = closed.why(day) or (None if day.weekday() in week else Why.NOT_OPEN)
    if why is not None:
        yield Step(day, None, None, 0, why, closed.own.get(day, "") if why is Why.OWN else "")
        return
    opens, closes = (_at(day, clock) for clock in week[day.weekday()])
    if closes <= begins:
        yield Step(day, None, None, 0, Why.AFTER_CLOSING)
        return
    at = max(opens, begins)
    for first, last in stops:
        last = last or closes  # noqa: PLW2901 - a pause without an end takes the rest of every day
        if last <= at or first >= closes:
            continue
        if first > at:
            yield Step(day, at, first, _between(at, first))
            at = first
        ends = min(max(last, at), closes)
        yield Step(day, at, ends, 0, Why.PAUSED)
        at = ends
    if at < closes:
        yield Step(day, at, closes, _between(at, closes))


def _merged(pauses: Sequence[Span]) -> list[Span]:
    """In order and apart from each other; nothing follows one without an end."""
    found: list[Span] = []
    for first, last in sorted(pauses, key=lambda one: one[0]):
        begins, ends = _whole(first), _whole(last) if last is not None else None
        if ends is not None and ends <= begins:
            continue
        if found and (found[-1][1] is None or found[-1][1] >= begins):
            before = found.pop()
            begins, ends = before[0], None if before[1] is None or ends is None else max(before[1], ends)
        found.append((begins, ends))
    return found


def _whole(moment: datetime) -> datetime:
    """The minute it lies in. In UTC, like all that is counted with: two times of one zone are compared by the clock."""
    return moment.astimezone(UTC).replace(second=0, microsecond=0)


def _at(day: date, minutes: int) -> datetime:
    """The first moment at which the clock shows so much or more."""
    if minutes == MINUTES_OF_A_DAY:
        return _at(day + timedelta(days=1), 0)
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), COPENHAGEN)
    if wall.astimezone(UTC).astimezone(COPENHAGEN).replace(tzinfo=None) != wall.replace(tzinfo=None):
        wall = datetime.combine(day, _SKIPPED, COPENHAGEN)
    return wall.astimezone(UTC)


def _between(begins: datetime, ends: datetime) -> int:
    return (ends - begins) // _MINUTE


def _in_danish_time(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(
        replace(
            one,
            begins=one.begins.astimezone(COPENHAGEN) if one.begins else None,
            ends=one.ends.astimezone(COPENHAGEN) if one.ends else None,
        )
        for one in steps
    )
