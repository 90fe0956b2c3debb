"""Own hours as co-funding: minutes of attendance times a rate, without naming anybody.

Each session of each person is rounded by itself, half up to the øre, so that the sheet adds up as it is printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samklang.core.grants.findings import Finding, Severity
from samklang.core.grants.shares import half_up
from samklang.core.words import Sentence, say

MINUTES_OF_A_DAY = 24 * 60


@dataclass(frozen=True)
class HourRow:
    """One person's time in one session."""

    person_key: str
    session_key: str
    group: str
    """The staff group whose rate counts."""
    on: date
    minutes: int
    """Minutes that were attended, 0 to 1440."""
    begins_minute: int | None = None
    """Minutes after midnight at which they began; overlaps are seen only where it is known."""


@dataclass(frozen=True)
class Rate:
    """What an hour of a staff group costs, and when: both days are included."""

    group: str
    ore_per_hour: int
    first_day: date
    last_day: date | None = None

    def covers(self, row: HourRow) -> bool:
        """Whether it is the rate of a row."""
        return row.group == self.group and self.first_day <= row.on <= (self.last_day or row.on)


@dataclass(frozen=True)
class GroupHours:
    """What a staff group's hours come to: øre, minutes, and how many people they are."""

    ore: int
    minutes: int
    people: int


@dataclass(frozen=True)
class SetAside:
    """A row that does not count, and why."""

    row: HourRow
    why: Sentence


@dataclass(frozen=True)
class OwnHours:
    """What own hours come to; people are counted, never named."""

    ore: int
    minutes: int
    people: int
    sessions: int
    by_group: Mapping[str, GroupHours]
    by_session: Mapping[str, GroupHours]
    set_aside: tuple[SetAside, ...] = ()


class HoursRefused(ValueError):
    """Rows that cannot all be true, or rates that disagree, with everything found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(one.says) for one in self.findings))


def own_hours(rows: Sequence[HourRow], rates: Sequence[Rate], start: date, end: date) -> OwnHours:
    """What attendance comes to in money within a grant's period.

    rows:    in any order.
    rates:   øre an hour from 0; at most one for a staff group on a day.
    start:   the period's first day; end: its last, included.
    returns: amounts of the rows that count. Rows outside the period, without minutes or without a rate are set aside,
             each with its reason.
    raises:  HoursRefused where a person has two rows for one session, two at one time or more than 24 hours on one day,
             where minutes lie outside a day, or where two rates hold at once.
    """
    wrong = [*_wrong_rows(rows), *_doubles(rows), *_overlaps(rows), *_rates_at_once(rates)]
    if wrong:
        raise HoursRefused(wrong)
    counted: list[tuple[HourRow, int]] = []
    aside: list[SetAside] = []
    for row in rows:
        why = _why_not(row, rates, start, end)
        if why is not None:
            aside.append(SetAside(row, why))
        else:
            rate = next(one for one in rates if one.covers(row))
            counted.append((row, half_up(Fraction(row.minutes * rate.ore_per_hour, 60))))
    whole = _summed(counted)
    return OwnHours(
        whole.ore,
        whole.minutes,
        whole.people,
        len({row.session_key for row, _ in counted}),
        {group: _summed([one for one in counted if one[0].group == group]) for group in _names(counted, "group")},
        {key: _summed([one for one in counted if one[0].session_key == key]) for key in _names(counted, "session_key")},
        tuple(aside),
    )


def _names(counted: Sequence[tuple[HourRow, int]], name: str) -> list[str]:
    return sorted({getattr(row, name) for row, _ in counted})


def _summed(counted: Sequence[tuple[HourRow, int]]) -> GroupHours:
    people = {row.person_key for row, _ in counted}
    return GroupHours(sum(ore for _, ore in counted), sum(row.minutes for row, _ in counted), len(people))


def _why_not(row: HourRow, rates: Sequence[Rate], start: date, end: date) -> Sentence | None:
    if row.on < start:
        return say("The session on {day} lies before the grant's first day, {start}.", day=row.on, start=start)
    if row.on > end:
        return say("The session on {day} lies after the grant's last day, {end}.", day=row.on, end=end)
    if not row.minutes:
        return say("Nobody's time is noted for the session on {day}.", day=row.on)
    if not any(one.covers(row) for one in rates):
        return say("There is no hourly rate for “{group}” on {day}.", group=row.group, day=row.on)
    return None


def _wrong_rows(rows: Sequence[HourRow]) -> Iterator[Finding]:
    by_day: dict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        by_day[row.person_key, row.on] += row.minutes
        if not 0 <= row.minutes <= MINUTES_OF_A_DAY:
            text = say(
                "A session on {day} has {minutes} minutes; a day has 0 to 1440.", day=row.on, minutes=row.minutes
            )
            yield Finding("hours-minutes", Severity.STOP, text, row.session_key)
    for (_, day), minutes in by_day.items():
        if minutes > MINUTES_OF_A_DAY:
            text = say("Somebody has more than 24 hours on {day}.", day=day)
            yield Finding("hours-too-many", Severity.STOP, text, day.isoformat())


def _doubles(rows: Sequence[HourRow]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.person_key, row.session_key) in seen:
            text = say("Somebody stands twice in the session on {day}; their time counts once.", day=row.on)
            yield Finding("hours-double", Severity.STOP, text, row.session_key)
        seen.add((row.person_key, row.session_key))


def _overlaps(rows: Sequence[HourRow]) -> Iterator[Finding]:
    days: dict[tuple[str, date], list[tuple[int, int, str]]] = defaultdict(list)
    for row in rows:
        if row.begins_minute is not None and row.minutes > 0:
            span = (row.begins_minute, row.begins_minute + row.minutes, row.session_key)
            days[row.person_key, row.on].append(span)
    for (_, day), spans in days.items():
        latest, before = -1, ""
        for begins, ends, session in sorted(spans):
            if begins < latest and session != before:
                text = say("Somebody is in two sessions at one time on {day}; only one of them can count.", day=day)
                yield Finding("hours-overlap", Severity.STOP, text, session)
            if ends > latest:
                latest, before = ends, session


def _rates_at_once(rates: Sequence[Rate]) -> Iterator[Finding]:
    for place, one in enumerate(rates):
        if one.ore_per_hour < 0:
            text = say("The hourly rate of “{group}” is below 0.", group=one.group)
            yield Finding("rate-negative", Severity.STOP, text, one.group)
        for other in rates[:place]:
            first = max(one.first_day, other.first_day)
            apart = [rate for rate in (one, other) if rate.last_day is not None and rate.last_day < first]
            if one.group == other.group and not apart:
                text = say("“{group}” has two hourly rates on {day}; end the first one.", group=one.group, day=first)
                yield Finding("rate-double", Severity.STOP, text, one.group)
