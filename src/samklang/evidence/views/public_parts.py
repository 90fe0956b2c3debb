"""How public figures are said and drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from samklang.core.words import Value, say, written
from samklang.evidence.enums import How, Provider
from samklang.evidence.metrics import PUBLIC
from samklang.evidence.models import PublicTable, PublicValue
from samklang.evidence.public.periods import Period, short, words
from samklang.evidence.public.pictures import Course, courses, marks_for
from samklang.evidence.queries.public_figures import Shown
from samklang.web.charts import Figure

HIDDEN = say("not shown by the source")
MISSING = say("no figure")
SOURCES = {
    Provider.JOBINDSATS: say("Jobindsats, the Danish Agency for Labour Market and Recruitment"),
    Provider.STATBANK: say("Statistics Denmark, StatBank (CC BY 4.0)"),
}


def value_said(value: PublicValue | None) -> Value:
    """The figure as published, or why there is none; never 0 for one that is not shown."""
    if value is None:
        return MISSING
    if value.value is None:
        return HIDDEN if value.suppressed else MISSING
    return number(value.value)


def number(value: float) -> Decimal:
    """As it was published: without what binary numbers add."""
    return Decimal(repr(value).removesuffix(".0"))


def unit_of(table: PublicTable, language: str) -> str:
    """What it is counted in."""
    return table.worded("unit", language)


def source_of(shown: Shown) -> Value:
    """Who publishes it, under which number, and when it was read."""
    table = shown.table
    name: Value = SOURCES[Provider(table.provider)]
    if shown.load is not None and shown.load.how == How.SAMPLE:
        return say("Constructed by Samklang in the form of {source}; the figures are not real", source=name)
    known = say("{source}, table {code}", source=name, code=table.code) if table.code else name
    if shown.load is None:
        return known
    return say("{source}. Read on {day}", source=known, day=shown.load.loaded_at.date())


def headings(shown: Shown) -> list[Value]:
    """Of the table: the period, then each area."""
    return [say("Period"), *shown.areas]


def rows(shown: Shown, language: str) -> Iterator[list[Value]]:
    """One for each period, newest first."""
    for period in reversed(shown.periods):
        yield [words(period, language), *(value_said(its.get(period)) for its in shown.areas.values())]


def file_rows(shown: Shown, language: str) -> Iterator[list[Value]]:
    """One for each figure: what, where, when, how much; days as computers write them."""
    table = shown.table
    title, unit = table.worded("title", language), unit_of(table, language)
    read = "" if shown.load is None else shown.load.loaded_at.date().isoformat()
    for area, values in shown.areas.items():
        for period in sorted(values):
            found = values[period]
            plain = "" if found.value is None else number(found.value)
            note = HIDDEN if found.value is None and found.suppressed else ""
            yield [title, area, words(period, language), period.first_day.isoformat(), period.last_day.isoformat(),
                   plain, unit, note, source_of(shown), read]  # fmt: skip


FILE_HEADINGS: Sequence[Value] = (
    say("Key figure"), say("Where"), say("Period"), say("From"), say("To"), say("Value"), say("Unit"), say("Note"),
    say("Published by"), say("Read on"),
)  # fmt: skip


def figure_of(shown: Shown, language: str, csv_url: str) -> Figure:
    """The courses of the areas beside each other."""
    table, periods = shown.table, shown.periods
    drawn = [Course(name, [_plain(values.get(one)) for one in periods]) for name, values in shown.areas.items()]
    return Figure(
        say("{figure} ({unit})", figure=table.worded("title", language), unit=unit_of(table, language)),
        _drawn(drawn, periods, unit_of(table, language), language),
        say("A line for each area through {count} periods, from {first} to {last}. Your own is the thick one.",
            count=len(periods), first=words(periods[0], language), last=words(periods[-1], language)),
        headings(shown), list(rows(shown, language)), csv_url, source_of(shown), metric=PUBLIC,
    )  # fmt: skip


def _plain(value: PublicValue | None) -> float | None:
    return None if value is None else value.value


def _drawn(drawn: Sequence[Course], periods: Sequence[Period], unit: str, language: str) -> SafeString:
    own, *others = drawn
    said = [written(number(one), language) for one in marks_for(own, others)]
    labels = [short(one, language) for one in periods]
    return mark_safe(courses(labels, own, others, unit, said))  # noqa: S308 - drawn here of numbers and escaped labels
