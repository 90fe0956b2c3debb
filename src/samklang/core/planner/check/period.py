"""Half-days and periods, for one date at a time and for the whole horizon at once as bits of one whole number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samklang.core.words import Sentence, say

HALVES = ("am", "pm")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
WEEKLY = tuple(f"{weekday}-{half}" for weekday in WEEKDAYS for half in HALVES)

HalfDay = tuple[date, str]


def weekly_name(day: date, half: str) -> str:
    """The half-day of the week, such as "mon-am"; Saturdays and Sundays have names that no pattern holds."""
    return f"{(*WEEKDAYS, 'sat', 'sun')[day.weekday()]}-{half}"


def when(day: date, half: str) -> Sentence:
    """A half-day in words."""
    return say("on {day} in the morning", day=day) if half == "am" else say("on {day} in the afternoon", day=day)


@dataclass(frozen=True)
class Period:
    """The dates from first_day to last_day, both included, on the weekdays and the half named; all where none is."""

    first_day: date | None = None
    last_day: date | None = None
    weekdays: tuple[str, ...] = ()
    half: str | None = None

    def covers(self, day: date, half: str) -> bool:
        """Whether the half-day lies in the period."""
        return (
            (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
            and (not self.weekdays or weekly_name(day, half)[:3] in self.weekdays)
            and self.half in {None, half}
        )


class Horizon:
    """The half-days from first_day to last_day as the bits of a whole number: bit 2n is the morning of day n."""

    def __init__(self, first_day: date, last_day: date, closed: Iterable[date]) -> None:
        self.first_day, self.last_day = first_day, last_day
        self.days = (last_day - first_day).days + 1
        self.every = (1 << (2 * self.days)) - 1
        self.weekly = dict.fromkeys(WEEKLY, 0)
        for index in range(self.days):
            for place, half in enumerate(HALVES):
                name = weekly_name(first_day + timedelta(days=index), half)
                if name in self.weekly:
                    self.weekly[name] |= 1 << (2 * index + place)
        self.open = self.in_a_week(WEEKLY)
        for day in closed:
            self.open &= ~self.in_period(Period(day, day))

    def bit(self, day: date, half: str) -> int:
        """The half-day's bit; 0 outside the horizon."""
        if not self.first_day <= day <= self.last_day:
            return 0
        return 1 << (2 * (day - self.first_day).days + HALVES.index(half))

    def in_a_week(self, names: Iterable[str]) -> int:
        """The bits of every half-day of those names, each such as "mon-am"."""
        found = 0
        for name in names:
            found |= self.weekly[name]
        return found

    def in_period(self, period: Period) -> int:
        """The bits of the period's half-days; of Saturdays and Sundays only where it names no weekday and no half."""
        first = max(period.first_day or self.first_day, self.first_day)
        last = min(period.last_day or self.last_day, self.last_day)
        if last < first:
            return 0
        low, high = 2 * (first - self.first_day).days, 2 * (last - self.first_day).days + 2
        found = (1 << high) - (1 << low)
        if period.weekdays or period.half:
            halves = (period.half,) if period.half else HALVES
            found &= self.in_a_week(f"{day}-{half}" for day in period.weekdays or WEEKDAYS for half in halves)
        return found

    def open_half_days(self) -> Iterator[tuple[int, date, str]]:
        """Place, date and half of every half-day on which the counter is open, in order of time."""
        for place in range(2 * self.days):
            if self.open >> place & 1:
                yield place, self.first_day + timedelta(days=place // 2), HALVES[place % 2]
