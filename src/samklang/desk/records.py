"""What is held on a person in words: each table with its rows as texts, to be shown and fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from samklang.access.models import Person
from samklang.access.queries.holdings import Table, holdings_of
from samklang.access.record_words import FIELDS, PARTS, TABLES
from samklang.core.words import Sentence, Value, render, say, written
from samklang.people.models import HALF_DAYS
from samklang.people.queries.profile import week_in_words

_NOTHING = "–"


@dataclass(frozen=True)
class Shown:
    """One table. rows: as many texts in each as there are headings."""

    label: str
    title: str
    why: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def first(self) -> list[tuple[str, str]]:
        """The only row, heading by heading."""
        return list(zip(self.headings, self.rows[0], strict=True))


def records_of(person: Person, language: str) -> list[Shown]:
    """Every table with something about the person, in words."""
    return [_shown(table, language) for table in holdings_of(person)]


def _shown(table: Table, language: str) -> Shown:
    title, why = TABLES.get(table.label, (Sentence(table.label), Sentence("")))
    words = (FIELDS.get(f"{table.label}.{name}") or FIELDS.get(name) or Sentence(name) for name in table.fields)
    headings = tuple(render(one, language) for one in words)
    rows = tuple(tuple(_text(name, row.get(name), language) for name in table.fields) for row in table.rows)
    return Shown(table.label, render(title, language), render(why, language), headings, rows)


def _text(name: str, value: Any, language: str) -> str:
    """A value as the language writes it."""
    if value is None or value in ("", [], {}):
        return _NOTHING
    if name == "half_days" and len(str(value)) == len(HALF_DAYS):
        return render(week_in_words(str(value)), language)
    if isinstance(value, bool):
        return render(say("Yes") if value else say("No"), language)
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M" if language == "da" else "%Y-%m-%d %H:%M")
    return _other(value, language)


def _other(value: Any, language: str) -> str:
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    if isinstance(value, dict):
        # A database may keep a document's parts in an order of its own.
        return "; ".join(_part(name, value[name], language) for name in sorted(value, key=_place))
    if isinstance(value, list):
        return "; ".join(_text("", one, language) for one in value)
    known: Value = value if isinstance(value, date | int | float | Sentence) else str(value)
    return written(known, language)


_PLACES = {name: place for place, name in enumerate(PARTS)}


def _place(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(_PLACES)), name


def _part(name: str, value: Any, language: str) -> str:
    """One thing that a document holds: «Antal cases: 14»."""
    word = render(PARTS[name], language) if name in PARTS else name
    text = _text(name, value, language)
    return f"{word} ({text})" if isinstance(value, dict) else f"{word}: {text}"


def as_document(person: Person) -> dict[str, Any]:
    """The same for machines: the names of the tables and fields, and values that any program reads."""
    tables = {
        table.label: [{name: row.get(name) for name in table.fields} for row in table.rows]
        for table in holdings_of(person)
    }
    return {"made_at": timezone.now(), "person": person.pk, "tables": tables}


def as_sheets(shown: Iterable[Shown]) -> Iterable[tuple[str, tuple[str, ...], Iterable[tuple[str, ...]]]]:
    """A sheet for each table."""
    return ((one.title, one.headings, one.rows) for one in shown)
