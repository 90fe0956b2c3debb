"""How the sections of a preparation, its offers and their rules are put before the reader."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samklang.companies import sheet
from samklang.companies.forms.sheets import SheetForm
from samklang.companies.queries.sheets import Known, suggested
from samklang.companies.sheet import Section
from samklang.companies.told import words_of
from samklang.companies.written import mark_of
from samklang.method.queries.search import Entry
from samklang.web.language import current_language


def section_context(
    section: Section, form: SheetForm, known: Known, concepts: Mapping[str, Entry]
) -> dict[str, Any]:  # fmt: skip
    """One section as its template shows it."""
    language = current_language()
    return {
        "key": section.key, "title": section.title.worded(language), "help": section.help.worded(language),
        "concepts": [concepts[key] for key in section.concepts if key in concepts],
        "rows": [_row(one.key, one.kind, form, known, language) for one in section.fields],
    }  # fmt: skip


def _row(key: str, kind: str, form: SheetForm, known: Known, language: str) -> dict[str, Any]:
    shown = str(form[key].value() or "") if kind != "offers" else ""
    theirs = form.theirs.get(key)
    return {
        "key": key, "field": form[key], "kind": kind, "was": form.was(key), "theirs": theirs,
        "seen": mark_of(theirs) if theirs else "", "suggestions": suggested(key, known, shown, language),
    }  # fmt: skip


def known_context(known: Known) -> dict[str, Any]:
    """What stands beside the preparation: what the timeline tells, in words."""
    return {
        "is_new": known.is_new, "steps": known.steps, "enquiries": known.enquiries, "openings": known.openings,
        "talks": [(one, words_of(one.what, one.told)) for one in known.talks],
        "agreements": [words_of(one.what, one.told) for one in known.agreements],
    }  # fmt: skip


def worded_offers(day: date) -> list[dict[str, Any]]:
    """What can be offered, with the rules that hold on the day, in the reader's language."""
    language = current_language()
    return [
        {
            "key": one.key, "title": one.title.worded(language), "what": one.what.worded(language),
            "put_it": one.put_it.worded(language),
            "rules": [
                {
                    "text": rule.text.worded(language), "first_day": rule.first_day, "source": rule.source,
                    "confirmed": rule.confirmed,
                }
                for rule in one.rules
            ],
        }
        for one in sheet.offers(day)
    ]  # fmt: skip


def read_sheet(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was written, section by section; what is empty is left out."""
    language = current_language()
    found = []
    for section in sheet.sections():
        rows = [
            {"label": one.label.worded(language), "text": texts[one.key], "kind": one.kind.value,
             "lines": texts[one.key].splitlines()}
            for one in section.fields if texts.get(one.key)
        ]  # fmt: skip
        if rows:
            found.append({"key": section.key, "title": section.title.worded(language), "rows": rows})
    return found
