"""What letters to companies say, and how their fields are filled. Pure.

As with letters to staff, a field that is empty takes its line with it. A heading above nothing but such lines goes too.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from samklang.core.calendar import COPENHAGEN
from samklang.core.words import LANGUAGES, Moment, Sentence, say, written
from samklang.delivery.itip import times
from samklang.delivery.letters import FIELD, Kind, Text, kinds_in

AT_ONCE = frozenset({"receipt", "answer", "reply-expected"})
"""What somebody waits for: sent in the quiet hours too."""
AUTOMATIC = frozenset({"receipt", "pulse"})
"""What no person wrote: it says so, and no machine answers it."""
PULSE = "pulse"
_SECRET = re.compile(r"\S+/entrance/pulse/\S+")
_LINES = frozenset({"text"})
"""Fields whose lines stay as they were typed."""


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of letter by its key, in the order of the file."""
    return kinds_in(Path(__file__).parent / "content" / "letters.toml")


def language_of(wanted: str) -> str:
    """The language that a company is written to in: Danish where it wants Danish, else English."""
    return "da" if wanted == "da" else "en"


def written_out(key: str, facts: Mapping[str, Any], language: str) -> Text:
    """The letter with its fields filled in.

    facts:  texts, days, moments, Sentences, lists of those; begins and ends (ISO text) become {when}.
    raises: KeyError where there is no letter of that key.
    """
    text, values = kinds()[key].texts[language], _values(facts, language)
    # What is wanted and is not there is left out of the subject together with the colon before it.
    subject = FIELD.sub(lambda found: " ".join(values.get(found[1], "").split()), text.subject)
    return Text(" ".join(subject.split()).rstrip(": "), _body(text.body, values))


def with_reference(subject: str, reference: str) -> str:
    """The subject, on one line, with the enquiry's reference in brackets before it, once."""
    subject = " ".join(subject.split())
    if not reference or f"[{reference}]" in subject:
        return subject[:_LONGEST]
    return f"[{reference}] {subject}".strip()[:_LONGEST]


_LONGEST = 300


def _body(body: str, values: Mapping[str, str]) -> str:
    kept = [part for paragraph in re.split(r"\n{2,}", body) if (part := _paragraph(paragraph, values))]
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(kept)).strip()


def _paragraph(paragraph: str, values: Mapping[str, str]) -> str:
    """Without the lines that lack a field; nothing where only the heading of a list is left."""
    lines = paragraph.splitlines()
    kept = [line for line in lines if all(values.get(name) for name in FIELD.findall(line))]
    if len(kept) < len(lines) and len(kept) == 1 and kept[0].endswith(":"):
        return ""
    return "\n".join(FIELD.sub(lambda found: values[found[1]], line) for line in kept)


def _values(facts: Mapping[str, Any], language: str) -> dict[str, str]:
    found = {key: _worded(key, value, language) for key, value in facts.items()}
    span = times(facts) if "begins" in facts else None
    if span is not None:
        found["when"] = written(Moment(*span), language)
    return found


def _worded(key: str, value: Any, language: str) -> str:
    match value:
        case Mapping():
            return str(value.get(language) or value.get(LANGUAGES[0], ""))
        case list() | tuple():
            return "\n".join(f"– {_worded('', one, language)}" for one in value)
        case datetime():
            return written(Moment(value.astimezone(COPENHAGEN)), language)
        case Sentence() | date():
            return written(value, language)
        case None | False:
            return ""
    return _typed(key, str(value), language)


def _typed(key: str, text: str, language: str) -> str:
    if key in _LINES:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
    return _day_or_moment(" ".join(text.split()), language)


def _day_or_moment(text: str, language: str) -> str:
    """A day or a moment in ISO's text is written out; what else stands there stays."""
    if not re.match(r"\d{4}-\d{2}-\d{2}(T\d|$)", text):
        return text
    try:
        if len(text) == len("2026-09-07"):
            return written(date.fromisoformat(text), language)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return written(Moment(moment.astimezone(COPENHAGEN)), language) if moment.tzinfo else text


def without_secret(text: str) -> str:
    """A letter without the link that only whoever it was sent to may have."""
    return _SECRET.sub("…", text)


TITLES: Mapping[str, Sentence] = {
    "receipt": say("Receipt to the company"),
    "answer": say("Answer to the company"),
    "reply-expected": say("Question to the company"),
    "minutes": say("Minutes to the company"),
    "new-contact": say("New contact for the company"),
    "returned-contact": say("The company's contact is back"),
    "pulse": say("Question to the company about how it went"),
}
"""What each kind of letter is called on a page."""


def title(key: str) -> Sentence | str:
    """What a kind of letter is called on a page."""
    return TITLES.get(key, key)
