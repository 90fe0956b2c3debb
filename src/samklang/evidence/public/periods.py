"""The periods of public figures, however they are written: 2025M07, 2025K3, 2024Q04, 2025QMAT02, »3. kvt. 2025«. Pure.

Jobindsats writes 2025M07, 2025Q03 and 2025QMAT03; StatBank writes 2025M07, 2025K3, 2025H1, 2025U32 and 2025; files from
both have Danish words too. QMAT and MMAT are read as the year that ends with that quarter or month (a moving annual
total); that reading comes from how the figures are used in public code, not from a manual.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from babel.dates import format_date

from samklang.core.words import render, say
from samklang.core.workbook.labels import tidy

_CODE = re.compile(r"(\d{4})-?(QMAT|MMAT|M|Q|K|H|U|W|Y)(\d{1,2})", re.IGNORECASE)
_PLAIN_MONTH = re.compile(r"(\d{4})-(\d{2})")
_PLAIN_DAY = re.compile(r"(\d{4})-(\d{2})-01(?:[ T]00:00(?::00)?)?")
_YEAR = re.compile(r"\d{4}")
_NAMED_MONTH = re.compile(r"([a-zæøå]{3,9})\.?[ -](\d{4})")
_NAMED_QUARTER = re.compile(r"(?:(\d)\.? ?(?:kvartal|kvt|kv|quarter)|q(\d))\.?,? (\d{4})")
_NAMED_HALF = re.compile(r"(\d)\.? ?(?:halvår|half)\.?,? (\d{4})")
_RANGE = re.compile(r"(\d{4}m\d{2}|.+\d{4}) ?[-–] ?(\d{4}m\d{2}|.+\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTHS_EN = {"may": 5, "oct": 10}
_LONG = {
    name: number
    for number, names in enumerate(
        (("januar", "january"), ("februar", "february"), ("marts", "march"), ("april",), ("maj", "may"),
         ("juni", "june"), ("juli", "july"), ("august",), ("september", "sept"), ("oktober", "october"),
         ("november",), ("december",)), start=1)
    for name in names
}  # fmt: skip
_EARLIEST, _LATEST = 1900, 2200
_PART_OF_YEAR = {3: "Q", 6: "H", 12: ""}
_CODES = {"M": (12, 1, 1), "MMAT": (12, 1, 12), "Q": (4, 3, 3), "K": (4, 3, 3), "QMAT": (4, 3, 12), "H": (2, 6, 6),
          "Y": (1, 12, 12)}  # fmt: skip
"""For each letter: how many there are in a year, how many months each is counted on by, and how many it covers."""
_WEEKS = 53
_BABEL = {"da": "da_DK", "en": "en_GB"}


class Period(NamedTuple):
    """Whole days, both included."""

    first_day: date
    last_day: date

    @property
    def key(self) -> str:
        """As Samklang keeps it: "2025M07", "2025Q3", "2025H1", "2025", "2025W32", "2024M04-2025M03"."""
        first, last = self
        match _months(self), first.month % 12:
            case 1, _:
                return _month_key(first)
            case (3 | 6 | 12) as months, number if (number - 1) % months == 0:
                return f"{first.year}{_PART_OF_YEAR[months]}{number // months + 1 if months < 12 else ''}"
            case months, _ if months:
                return f"{_month_key(first)}-{_month_key(last)}"
        if first + timedelta(days=6) == last and first.weekday() == 0:
            year_, week, _ = first.isocalendar()
            return f"{year_}W{week:02}"
        return f"{first.isoformat()}/{last.isoformat()}"

    @property
    def length(self) -> tuple[int, int]:
        """How long it is, as months and days; a whole month is one month however many days it has."""
        months = _months(self)
        return (months, 0) if months else (0, (self.last_day - self.first_day).days + 1)


def period(written: object) -> Period | None:
    """The period that a heading or a cell names; None where it names none.

    written: a text, a year as a number, or the first day of a month as a spreadsheet keeps it.
    """
    match written:
        case datetime() | date():
            return month(written.year, written.month) if written.day == 1 else None
        case bool():
            return None
        case int() | float():
            return year(int(written)) if written == int(written) else None
        case str():
            return _from_text(tidy(written).casefold())
    return None


def _from_text(text: str) -> Period | None:
    for pattern, made in _READERS:
        if (found := pattern.fullmatch(text)) is not None:
            return made(found)
    return None


def month(year_: int, number: int) -> Period | None:
    """A calendar month; None where there is no such month."""
    return _span(year_, number, 1)


def year(year_: int) -> Period | None:
    """A calendar year; None where it is out of all reason."""
    return _span(year_, 1, 12)


def _span(year_: int, first_month: int, months: int) -> Period | None:
    """So many months from the first day of one; first_month may lie in another year, counted on."""
    count = year_ * 12 + first_month - 1
    if not (count >= _EARLIEST * 12 and count + months <= _LATEST * 12):
        return None
    end = count + months
    return Period(
        date(count // 12, count % 12 + 1, 1), date(end // 12, end % 12 + 1, 1) - timedelta(days=1)
    )  # fmt: skip


def _coded(found: re.Match[str]) -> Period | None:
    year_, kind, number = int(found[1]), found[2].upper(), int(found[3])
    if kind in ("U", "W"):
        return _week(year_, number) if 1 <= number <= _WEEKS else None
    most, step, months = _CODES[kind]
    return _span(year_, number * step - months + 1, months) if 1 <= number <= most else None


def _week(year_: int, number: int) -> Period | None:
    try:
        monday = date.fromisocalendar(year_, number, 1)
    except ValueError:
        return None
    return Period(monday, monday + timedelta(days=6))


def _month_named(found: re.Match[str]) -> Period | None:
    name = found[1]
    number = _LONG.get(name) or _MONTHS_EN.get(name) or (_MONTHS.index(name) + 1 if name in _MONTHS else 0)
    return month(int(found[2]), number) if number else None


def _quarter_named(found: re.Match[str]) -> Period | None:
    number = int(found[1] or found[2])
    return _span(int(found[3]), number * 3 - 2, 3) if 1 <= number <= 4 else None


def _half_named(found: re.Match[str]) -> Period | None:
    number = int(found[1])
    return _span(int(found[2]), number * 6 - 5, 6) if 1 <= number <= 2 else None


def _from_to(found: re.Match[str]) -> Period | None:
    first, last = _from_text(found[1].strip()), _from_text(found[2].strip())
    if first is None or last is None or first.first_day > last.first_day:
        return None
    return Period(first.first_day, last.last_day)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (_YEAR, lambda found: year(int(found[0]))),
    (_CODE, _coded),
    (_PLAIN_DAY, lambda found: _span(int(found[1]), int(found[2]), 1) if 1 <= int(found[2]) <= 12 else None),
    (_PLAIN_MONTH, lambda found: _span(int(found[1]), int(found[2]), 1) if 1 <= int(found[2]) <= 12 else None),
    (_NAMED_QUARTER, _quarter_named),
    (_NAMED_HALF, _half_named),
    (_NAMED_MONTH, _month_named),
    (_RANGE, _from_to),
)


def _month_key(day: date) -> str:
    return f"{day.year}M{day.month:02}"


def _months(one: Period) -> int:
    """How many whole calendar months it is; 0 where it is something else."""
    first, last = one
    if first.day != 1 or (last + timedelta(days=1)).day != 1:
        return 0
    return (last.year - first.year) * 12 + last.month - first.month + 1


def words(one: Period, language: str) -> str:
    """As it is said: »juli 2025«, »3. kvartal 2025«, »2025«, »april 2024 – marts 2025«. language: "da" or "en"."""
    return _worded(one, language, "LLLL y")


def short(one: Period, language: str) -> str:
    """The same where there is little room: »jul. 2025«, »3. kv. 2025«, »år til mar. 2025«."""
    if _months(one) == 12 and one.first_day.month != 1:
        return render(
            say("year to {month}", month=format_date(one.last_day, "LLL y", locale=_BABEL[language])), language
        )
    return _worded(one, language, "LLL y")


def _worded(one: Period, language: str, pattern: str) -> str:
    first, last = one
    locale, months = _BABEL[language], _months(one)
    if months == 1:
        return format_date(first, pattern, locale=locale)
    if months == 3 and first.month % 3 == 1:
        number, its_year = (first.month + 2) // 3, str(first.year)
        long_one = say("Quarter {number} of {year}", number=number, year=its_year)
        return render(long_one if pattern.startswith("LLLL") else say("Q{number} {year}", number=number, year=its_year),
                      language)  # fmt: skip
    if months == 12 and first.month == 1:
        return str(first.year)
    if months:
        return f"{format_date(first, pattern, locale=locale)} – {format_date(last, pattern, locale=locale)}"
    return render(say("{first} – {last}", first=first, last=last), language)
