"""What stands on the preparation of a company meeting: read from content/sheet.toml and content/offers.toml. Pure."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from samklang.companies.enums import Need, Sector
from samklang.delivery.bilingual import Text, text_from

_CONTENT = Path(__file__).parent / "content"


class FieldKind(StrEnum):
    """What is written in a field: running text, a list with one thing on each line, or which offers are chosen."""

    TEXT = "text"
    LINES = "lines"
    OFFERS = "offers"


class Field(NamedTuple):
    """One field of the sheet."""

    key: str
    kind: FieldKind
    label: Text
    help: Text


class Section(NamedTuple):
    """Fields that are thought through together. concepts: keys of the company-meeting framework's concepts."""

    key: str
    title: Text
    help: Text
    concepts: Sequence[str]
    fields: Sequence[Field]


class Suggestion(NamedTuple):
    """A line that can be taken into a field. need, sector: where it fits; empty: everywhere."""

    field: str
    need: str
    sector: str
    draft: bool
    """Whether a new sheet begins with it."""
    text: Text


class Rule(NamedTuple):
    """A rule that applies to an offer, with the days it holds, where it stands, and whether it has been checked."""

    key: str
    text: Text
    first_day: date
    last_day: date | None
    source: str
    confirmed: bool

    def holds(self, day: date) -> bool:
        """Whether it is in force on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


class Offer(NamedTuple):
    """Something a company can be offered, in the order in which it is offered."""

    key: str
    title: Text
    what: Text
    put_it: Text
    rules: Sequence[Rule]


@cache
def sections() -> tuple[Section, ...]:
    """The sheet, in order."""
    return tuple(
        Section(
            one["key"], text_from(one["title"]), text_from(one["help"]), tuple(one["concepts"]),
            tuple(
                Field(field["key"], FieldKind(field["kind"]), text_from(field["label"]), text_from(field["help"]))
                for field in one["fields"]
            ),
        )
        for one in _read("sheet.toml")["sections"]
    )  # fmt: skip


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its key, in order."""
    return {field.key: field for section in sections() for field in section.fields}


@cache
def _suggestions() -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(
            one["field"], one.get("need", ""), one.get("sector", ""), bool(one.get("draft", False)), text_from(one)
        )
        for one in _read("sheet.toml")["suggestions"]
    )


def suggestions(field: str, needs: Sequence[Need], sector: Sector) -> tuple[Suggestion, ...]:
    """What can be taken into a field: first what fits the needs, then the sector, then what fits everywhere."""
    fit = [
        one
        for one in _suggestions()
        if one.field == field
        and (not one.need or one.need in needs)
        and (not one.sector or one.sector == sector)
        and not one.draft
    ]
    return tuple(sorted(fit, key=lambda one: (not one.need, not one.sector)))


def draft(field: str) -> tuple[Text, ...]:
    """What a new sheet begins with."""
    return tuple(one.text for one in _suggestions() if one.field == field and one.draft)


@cache
def _offers() -> tuple[Offer, ...]:
    return tuple(
        Offer(
            one["key"], text_from(one["title"]), text_from(one["what"]), text_from(one["put_it"]),
            tuple(_rule(rule) for rule in one["rules"]),
        )
        for one in _read("offers.toml")["offers"]
    )  # fmt: skip


def offers(day: date) -> tuple[Offer, ...]:
    """What can be offered, ordinary hours first, each with the rules in force on the day."""
    return tuple(one._replace(rules=tuple(rule for rule in one.rules if rule.holds(day))) for one in _offers())


def _rule(rule: Mapping[str, Any]) -> Rule:
    return Rule(
        rule["key"], text_from(rule), rule["first_day"], rule.get("last_day"), rule["source"],
        rule["status"] == "in-force",
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    with (_CONTENT / name).open("rb") as file:
        return tomllib.load(file)
