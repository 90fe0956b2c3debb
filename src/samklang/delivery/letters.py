"""What letters say: Samklang's own texts, and how a text's fields are filled. Pure.

A field that is empty takes its line with it, so what may be missing stands on a line of its own.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from samklang.core.words import LANGUAGES, Moment, Sentence, render, say, written
from samklang.delivery.itip import times, where

FIELD = re.compile(r"\{([^{}\n]*)\}")
DIGEST = "digest"
GATHERED = frozenset({"task-before", "try-this", "peer-nudge", "knowledge-check", "evaluation", "evaluation-later"})
"""What can wait for the day's digest unless it is said otherwise."""
_MUST = ("when", "until", "items", "link")
"""A field that carries the message: where Samklang's own text has it in both languages, one's own must have it too."""


@dataclass(frozen=True)
class Text:
    """A letter's wording in one language, with its fields as {name}."""

    subject: str
    body: str


@dataclass(frozen=True)
class Kind:
    """One kind of letter: which fields it knows, and what it says in each language unless the jobcentre has it anew."""

    key: str
    fields: tuple[str, ...]
    texts: Mapping[str, Text]

    @property
    def needed(self) -> tuple[str, ...]:
        """The fields that must stand in its body."""
        return tuple(
            one
            for one in _MUST
            if one in self.fields and all(f"{{{one}}}" in text.body for text in self.texts.values())
        )


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of letter by its key, in the order of the file."""
    return kinds_in(Path(__file__).parent / "content" / "letters.toml")


def kinds_in(file: Path) -> Mapping[str, Kind]:
    """The kinds of letters that stand in a file, in its order."""
    return {
        one["key"]: Kind(
            one["key"], tuple(one["fields"]),
            {language: Text(one["subject"][language], one["body"][language].strip()) for language in LANGUAGES},
        )
        for one in tomllib.loads(file.read_text(encoding="utf-8"))["letters"]
    }  # fmt: skip


def title(key: str) -> Sentence | str:
    """What a kind of letter is called on a page."""
    return TITLES.get(key, key)


def filled(text: Text, values: Mapping[str, str]) -> Text:
    """With the fields filled in. A line with an empty field is left out, and so is the gap that it leaves."""
    lines = [_line(line, values) for line in text.body.strip().splitlines()]
    body = "\n".join(line for line in lines if line is not None)
    subject = FIELD.sub(lambda found: values.get(found[1], ""), text.subject)
    return Text(" ".join(subject.split()), re.sub(r"\n{3,}", "\n\n", body).strip())


def _line(line: str, values: Mapping[str, str]) -> str | None:
    if any(not values.get(name) for name in FIELD.findall(line)):
        return None
    return FIELD.sub(lambda found: values[found[1]], line)


def values(facts: Mapping[str, Any], *, name: str, link: str, language: str) -> dict[str, str]:
    """What stands in the fields, in the reader's language.

    facts: as the letter was written down. begins and ends become {when}, before_begins and before_ends {before}; until
           is a day or a moment in ISO's text; items is a list of texts, each a text or one by language.
    """
    found = {key: _plain(value, language) for key, value in facts.items()}
    span, before = times(facts), times(facts, before=True)
    if span is not None:
        found["when"] = written(Moment(*span), language)
    found["before"] = written(Moment(*before), language) if before is not None and before != span else ""
    found["until"] = _day_or_moment(facts.get("until"), language)
    found["where"] = where(facts)
    return {**found, "name": name, "link": link}


def _plain(value: Any, language: str) -> str:
    if isinstance(value, Mapping):
        return str(value.get(language) or value.get(LANGUAGES[0], ""))
    if isinstance(value, list | tuple):
        return "\n".join(f"– {_plain(one, language)}" for one in value)
    if value is None or value is False or value == 0:
        return ""
    return " ".join(str(value).split())


def _day_or_moment(value: Any, language: str) -> str:
    text = str(value or "")
    try:
        if len(text) == len("2026-09-07"):
            return written(date.fromisoformat(text), language)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return written(Moment(moment), language) if moment.tzinfo else text


def example(language: str) -> dict[str, str]:
    """Facts to show a letter with, which are nobody's."""
    facts = {
        "begins": "2027-02-03T08:30:00+01:00", "ends": "2027-02-03T15:30:00+01:00",
        "before_begins": "2027-02-01T08:30:00+01:00", "before_ends": "2027-02-01T15:30:00+01:00",
        "until": "2027-01-29T12:00:00+01:00", "cohort": 2, "room": "Byrådssalen", "trainer": "Tove Berg",
        "colleague": "Bo Kjær", "day": written(date(2027, 2, 3), language), "number": 3,
        "stop": "https://samklang.example.dk/committee/schedules/1/leaving/",
        "pdf": "https://samklang.example.dk/committee/1/page-da.pdf", "replaces": 2,
    }  # fmt: skip
    said = {
        "programme": say("The job-oriented conversation"), "module": say("The first conversation"),
        "site": say("The town hall"), "contact": say("Karen Lund, phone 12 34 56 78"),
        "reason": say("The trainer is ill."), "company": say("Egtved Machine Works"),
        "focus": say("Do I ask before I offer?"), "said": say("Yes, gladly."), "answer": say("I come at ten to."),
        "place": say("The jobcentre"), "why": say("A voucher was entered twice."),
    }  # fmt: skip
    items = [render(say("The first thing"), language), render(say("The second thing"), language)]
    given = {**facts, **{name: render(one, language) for name, one in said.items()}, "items": items}
    return values(given, name="Anne Holm", link="https://samklang.example.dk/courses/own/", language=language)


def fields_of(text: Text) -> Iterator[str]:
    """The fields that stand in the text, in order."""
    yield from FIELD.findall(text.subject)
    yield from FIELD.findall(text.body)


TITLES: Mapping[str, Sentence] = {
    "invitation": say("Invitation to a session"),
    "changed": say("New time or place"),
    "cancelled": say("Cancelled session"),
    "offer": say("Offer of a seat"),
    "offer-lapsed": say("An offer has lapsed"),
    "seat-approved": say("The manager has said yes"),
    "seat-refused": say("The manager has said no"),
    "swap-asked": say("A colleague would like to swap"),
    "swap-done": say("Seats are swapped"),
    "reminder": say("Reminder of a session"),
    "digest": say("The day's digest"),
    "task-before": say("Task before a session"),
    "try-this": say("Try this after a session"),
    "peer-nudge": say("Reminder to meet the peer"),
    "knowledge-check": say("Knowledge check"),
    "evaluation": say("Evaluation at once"),
    "evaluation-later": say("Evaluation after some months"),
    "makeup": say("Make-up session"),
    "follow-up": say("Invitation to a follow-up"),
    "certificate": say("The certificate is ready"),
    "certificate-expiring": say("The certificate expires soon"),
    "certificate-revoked": say("The certificate is withdrawn"),
    "decision-waiting": say("A seat waits for the manager"),
    "catch-up": say("A newcomer's plan"),
    "observer-asked": say("Asked to come along to a meeting with a company"),
    "observer-answered": say("Answer from a colleague who was asked to come along"),
    "observation-announced": say("An observation is announced"),
    "observation-answered": say("Answer to an observation that was announced"),
    "observation-handed-in": say("An observation is handed in"),
    "observation-withdrawn": say("An observation is withdrawn"),
    "committee-page": say("The committee page is issued"),
    "committee-draft": say("A draft of the committee page waits"),
}
