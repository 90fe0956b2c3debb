"""The note that a company is handed over with, as it is filled in: what is open, and what happened last."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from samklang.access.models import Person
from samklang.companies.models import Entry
from samklang.companies.queries.hand_overs import last_lines
from samklang.companies.queries.portfolio import things_of
from samklang.companies.told import words_of
from samklang.core.calendar import COPENHAGEN
from samklang.core.words import Sentence, render, say, written
from samklang.core.workbook.personal import masked


def notes_for(giver: Person, companies: Iterable[int], now: datetime, language: str) -> dict[int, str]:
    """A note by company, in the language; empty where nothing is open and nothing has happened."""
    wanted = list(companies)
    lines = open_lines(giver, wanted, now)
    last = last_lines(wanted)
    found = {}
    for company in wanted:
        parts = [
            *_under(say("Open:"), lines.get(company, []), language),
            *_under(say("Last:"), [_as_line(entry) for entry in last.get(company, [])], language),
        ]
        found[company] = masked("\n".join(parts))
    return found


def open_lines(giver: Person, companies: Iterable[int], now: datetime) -> dict[int, list[Sentence]]:
    """What the giver has open at each of the companies, a line for each."""
    found: dict[int, list[Sentence]] = {}
    for name, rows in things_of(giver, now).items():
        for row in rows.filter(company__in=companies):
            found.setdefault(row.company_id, []).append(_line(name, row))
    return found


def _line(name: str, row: Any) -> Sentence:
    if name == "steps":
        return say("Next step by {day}: {what}", day=row.due, what=row.what)
    if name == "enquiries":
        return say("Enquiry {reference}, to be answered by {day}: {subject}", reference=row.reference,
                   day=row.due_at.astimezone(COPENHAGEN).date(), subject=row.subject)  # fmt: skip
    if name == "meetings":
        return say("Meeting on {day}: {title}", day=row.begins.astimezone(COPENHAGEN).date(), title=row.title)
    if row.follow_up_on is None:
        return say("Opening: {title}", title=row.title)
    return say("Opening to follow up on {day}: {title}", day=row.follow_up_on, title=row.title)


def _as_line(entry: Entry) -> Sentence:
    what = words_of(entry.what, entry.told)
    return say("{day}: {what}", day=entry.at.astimezone(COPENHAGEN).date(), what=what)


def _under(heading: Sentence, lines: Iterable[Sentence], language: str) -> list[str]:
    said = [f"– {written(line, language)}" for line in lines]
    return [render(heading, language), *said] if said else []
