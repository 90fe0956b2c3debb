"""Months, quarters and years that figures are shown by, in Danish time. Pure."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from babel.dates import format_date

from samklang.core.calendar import COPENHAGEN
from samklang.core.words import render, say
from samklang.method.enums import Span

MOST = 24
"""So many are shown beside each other."""
_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.YEAR: 12}
_BABEL = {"da": "da_DK", "en": "en_GB"}


class Period(NamedTuple):
    """One of them, whole."""

    span: Span
    first_day: date

    @property
    def last_day(self) -> date:
        """Its last day."""
        return following(self).first_day - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        """Its first moment."""
        return datetime(self.first_day.year, self.first_day.month, 1, tzinfo=COPENHAGEN)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return following(self).begins

    @property
    def key(self) -> str:
        """Such as "2026-09", "2026Q3" or "2026"."""
        first = self.first_day
        if self.span is Span.MONTH:
            return f"{first.year}-{first.month:02}"
        return f"{first.year}Q{(first.month + 2) // 3}" if self.span is Span.QUARTER else str(first.year)

    def words(self, language: str) -> str:
        """As it is said: »september 2026«, »3. kvartal 2026«, »2026«."""
        first = self.first_day
        if self.span is Span.MONTH:
            return format_date(first, "LLLL y", locale=_BABEL[language])
        if self.span is Span.QUARTER:
            sentence = say("Quarter {number} of {year}", number=(first.month + 2) // 3, year=str(first.year))
            return render(sentence, language)
        return str(first.year)

    def short(self, language: str) -> str:
        """The same where there is little room: »sep. 2026«, »3. kv. 2026«, »2026«."""
        first = self.first_day
        if self.span is Span.MONTH:
            return format_date(first, "LLL y", locale=_BABEL[language])
        if self.span is Span.QUARTER:
            return render(say("Q{number} {year}", number=(first.month + 2) // 3, year=str(first.year)), language)
        return str(first.year)


def around(day: date, span: Span) -> Period:
    """The one that the day lies in."""
    months = _MONTHS[span]
    return Period(span, date(day.year, (day.month - 1) // months * months + 1, 1))


def following(period: Period) -> Period:
    """The next one."""
    return _moved(period, 1)


def before(period: Period, count: int) -> Period:
    """The one so many earlier."""
    return _moved(period, -count)


def between(span: Span, first_day: date, last_day: date) -> Iterator[Period]:
    """All that have a day from the first to the last; none where the last is earlier."""
    period = around(first_day, span)
    while period.first_day <= last_day:
        yield period
        period = following(period)


def quarter(key: str) -> Period:
    """The quarter of a key such as "2026Q4". Raises ValueError where it is none."""
    year, _, number = key.partition("Q")
    return Period(Span.QUARTER, date(int(year), int(number) * 3 - 2, 1))


def _moved(period: Period, count: int) -> Period:
    years, month = divmod(period.first_day.month - 1 + count * _MONTHS[period.span], 12)
    return Period(period.span, date(period.first_day.year + years, month + 1, 1))
