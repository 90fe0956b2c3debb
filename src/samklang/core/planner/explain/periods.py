"""Periods and weekly hours in words."""

from collections.abc import Iterable, Sequence

from samklang.core.calendar import HALVES, WEEKDAYS, Half, HalfDay, Weekday
from samklang.core.planner.problem import Pattern, Period
from samklang.core.words import Sentence, Value, say


def period_told(period: Period) -> Sentence:
    """When a period is: "on 3 May", "from 3 May every Thursday in the morning", "all the time"."""
    dates = _dates(period)
    if not period.weekdays and period.half is None:
        return dates or say("all the time")
    when = _times(period.weekdays, period.half)
    return when if dates is None else say("{dates} {times}", dates=dates, times=when)


def _dates(period: Period) -> Sentence | None:
    first, last = period.first_day, period.last_day
    if first is None and last is None:
        return None
    if first is None:
        return say("until {last}", last=last or "")
    if last is None:
        return say("from {first} on", first=first)
    return say("on {day}", day=first) if first == last else say("from {first} to {last}", first=first, last=last)


def _times(weekdays: Sequence[Weekday], half: Half | None) -> Sentence:
    if not weekdays:
        return say("every {half}", half=half or "")
    if half is None:
        return say("every {weekday}", weekday=tuple(weekdays))
    return say("every {weekday} {half}", weekday=tuple(weekdays), half=half)


def not_at_work(pattern: Pattern) -> tuple[Value, ...]:
    """The weekdays and half-days that a pattern leaves out: Wednesday, Friday afternoon."""
    return half_days_told(one for one in _all_half_days() if one not in pattern.half_days)


def half_days_told(names: Iterable[str]) -> tuple[Value, ...]:
    """Weekly half-days ("fri-pm") in words, whole days as one."""
    chosen = set(names)
    told: list[Value] = []
    for weekday in WEEKDAYS:
        here = [half for half in HALVES if f"{weekday}-{half}" in chosen]
        if len(here) == len(HALVES):
            told.append(weekday)
        elif here:
            told.append(say("{weekday} {half}", weekday=weekday, half=here[0]))
    return tuple(told)


def _all_half_days() -> list[str]:
    return [f"{weekday}-{half}" for weekday in WEEKDAYS for half in HALVES]


def times_told(half_days: Iterable[HalfDay]) -> list[Value]:
    """Half-days in order; a date of which both halves are there stands as one."""
    chosen = set(half_days)
    times: list[Value] = []
    for one in sorted(chosen):
        if all(HalfDay(one.date, half) in chosen for half in HALVES):
            if one.half == HALVES[0]:
                times.append(one.date)
        else:
            times.append(one)
    return times
