"""Cover: how many are at work on each half-day, how many are needed, and how many more could be away.

Pure arithmetic over some weeks, Monday to Friday. The half-days of the weeks are the bits of a whole number, Monday
morning of the first week lowest, so that a person's presence over a quarter is one number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from samklang.core.calendar import HALVES, WEEKDAYS, HalfDay
from samklang.people.queries.dated import Dated

IN_A_DAY = len(HALVES)
IN_A_WEEK = len(WEEKDAYS) * IN_A_DAY


@dataclass(frozen=True)
class Stretch:
    """Time in which one person works in one way. half_days: ten marks 0 or 1, Monday morning first."""

    person: int
    first_day: date
    last_day: date | None = None
    half_days: str = "1" * IN_A_WEEK
    team: int = 0
    role: str = ""
    site: str = ""
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Away:
    """Days on which one person is not at work."""

    person: int
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True)
class Need:
    """The fewest of a group to be at work on the half-days marked. Whatever of the group is empty matches everybody."""

    name: str
    minimum: int
    first_day: date
    last_day: date | None = None
    half_days: str = "1" * IN_A_WEEK
    team: int | None = None
    role: str = ""
    site: str = ""
    skill: str = ""
    number: int = 0

    def counts(self, one: Stretch) -> bool:
        """Whether the person is one of the group while they work so."""
        return (
            (self.team is None or one.team == self.team)
            and (not self.role or one.role == self.role)
            and (not self.site or one.site == self.site)
            and (not self.skill or self.skill in one.skills)
        )


@dataclass(frozen=True)
class Cell:
    """One half-day. needed and slack: None where nothing is needed; closed: why nobody is expected."""

    when: HalfDay
    at_work: int = 0
    needed: int | None = None
    closed: str = ""

    @property
    def slack(self) -> int | None:
        """How many more could be away; below 0 that many are missing."""
        return None if self.needed is None or self.closed else self.at_work - self.needed

    @property
    def signed(self) -> str:
        """The slack with its sign."""
        return "" if self.slack is None else f"{self.slack:+d}".replace("-", "\N{MINUS SIGN}").replace("+0", "0")

    @property
    def step(self) -> int | None:
        """How much it presses: 0 four or more to spare, 1 two or three, 2 one, 3 just enough, 4 too few."""
        if self.slack is None:
            return None
        return 4 if self.slack < 0 else (3, 2, 1, 1)[self.slack] if self.slack < 4 else 0


@dataclass(frozen=True)
class Week:
    """One week of a group."""

    monday: date
    cells: Sequence[Cell]

    @property
    def number(self) -> int:
        """The week's number in the year."""
        return self.monday.isocalendar().week


@dataclass(frozen=True)
class Span:
    """The weeks asked about."""

    monday: date
    weeks: int
    closed: Mapping[date, str] = field(default_factory=dict)

    @property
    def last_day(self) -> date:
        """The last Friday."""
        return self.monday + timedelta(days=7 * self.weeks - 3)

    @property
    def half_days(self) -> int:
        """How many half-days there are."""
        return self.weeks * IN_A_WEEK

    def place(self, day: date) -> int:
        """How many half-days of the weeks come before the day; none before them, all after them."""
        weeks, weekday = divmod((day - self.monday).days, 7)
        place = weeks * IN_A_WEEK + min(weekday, len(WEEKDAYS)) * IN_A_DAY
        return max(0, min(place, self.half_days))

    def bits(self, dated: Dated) -> int:
        """The half-days on which it holds."""
        first = self.place(dated.first_day)
        end = self.half_days if dated.last_day is None else self.place(dated.last_day + timedelta(days=1))
        return ((1 << max(0, end - first)) - 1) << first

    def weekly(self, half_days: str) -> int:
        """The half-days marked, in every week."""
        one_week = sum(1 << place for place, mark in enumerate(half_days) if mark == "1")
        return sum(one_week << (week * IN_A_WEEK) for week in range(self.weeks))

    def days(self) -> list[date]:
        """Every Monday to Friday."""
        return [self.monday + timedelta(days=7 * week + day) for week in range(self.weeks) for day in range(5)]


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def presence(span: Span, stretches: Iterable[Stretch], away: Iterable[Away]) -> list[tuple[Stretch, int]]:
    """Each stretch with the half-days on which the person is at work in it."""
    gone: dict[int, int] = {}
    for one in away:
        gone[one.person] = gone.get(one.person, 0) | span.bits(one)
    weekly: dict[str, int] = {}
    found = []
    for stretch in stretches:
        if stretch.half_days not in weekly:
            weekly[stretch.half_days] = span.weekly(stretch.half_days)
        there = weekly[stretch.half_days] & span.bits(stretch) & ~gone.get(stretch.person, 0)
        found.append((stretch, there))
    return found


def counts(bits: Iterable[int], length: int) -> list[int]:
    """How many of the numbers have each of the first bits: column n holds the n-th binary digit of every count."""
    columns: list[int] = []
    for one in bits:
        carry, place = one, 0
        while carry:
            if place == len(columns):
                columns.append(0)
            columns[place], carry = columns[place] ^ carry, columns[place] & carry
            place += 1
    return [sum((column >> bit & 1) << place for place, column in enumerate(columns)) for bit in range(length)]


def cover(span: Span, needs: Sequence[Need], there: Iterable[tuple[Stretch, int]]) -> list[Week]:
    """The weeks of one group.

    needs: all of one name, in any order. Where several apply to a half-day the one that began last counts; where none
           does, the group of the last one is counted, and nothing is needed.
    there: as `presence` gives it.
    """
    ordered = sorted(needs, key=lambda need: (need.first_day, need.number))
    present = list(there)
    at_work = [counts((bits for one, bits in present if need.counts(one)), span.half_days) for need in ordered]
    applies: list[int | None] = [None] * span.half_days
    for number, need in enumerate(ordered):
        bits = span.weekly(need.half_days) & span.bits(need)
        applies = [number if bits >> place & 1 else before for place, before in enumerate(applies)]
    cells = []
    for place, when in enumerate(_half_days(span)):
        which = applies[place]
        closed = span.closed.get(when.date, "")
        here = 0 if closed else at_work[-1 if which is None else which][place]
        cells.append(Cell(when, here, None if which is None else ordered[which].minimum, closed))
    return [
        Week(span.monday + timedelta(days=7 * week), cells[week * IN_A_WEEK : (week + 1) * IN_A_WEEK])
        for week in range(span.weeks)
    ]


def _half_days(span: Span) -> list[HalfDay]:
    return [HalfDay(day, half) for day in span.days() for half in HALVES]
