"""What a citizen reads before a conversation, in one language at one reading level. Pure.

Samklang ships it in Danish and English; a jobcentre can write its own and add languages, down to the words on the page.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from samklang.citizens import content
from samklang.citizens.enums import Reading
from samklang.core.words import Sentence, render, say

SHIPPED: Mapping[str, str] = {"da": "Dansk", "en": "English"}
"""Languages that are always there, by what they are called in themselves."""
LINES = ("name", "title", "intro", "kept", "close")
LISTS = ("about", "think", "bring", "yours")
WORDS: Mapping[str, Sentence] = {
    "about": say("What the conversation is about"),
    "think": say("Think about this"),
    "bring": say("Bring this"),
    "yours": say("What you decide"),
    "topics": say("What would you like to talk about?"),
    "tick": say("Tick as much or as little as you like."),
    "send": say("Send my ticks"),
    "thanks": say("Your ticks are sent. You can change them until we talk."),
    "notes": say("Notes for yourself"),
    "notes_kept": say("What you write here is not sent. It stays with you until you close the page. You can print it."),
    "choose": say("Choose how you want to read"),
}
"""The headings and buttons on the page."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "prs", "ps", "sd", "ug", "ur", "yi"})
_SCRIPTS = {"arab": "rtl", "hebr": "rtl", "syrc": "rtl", "thaa": "rtl", "nkoo": "rtl", "latn": "ltr", "cyrl": "ltr"}


class Sheet(NamedTuple):
    """All that stands on the page. name: what the reading level is called. topics, words: by their keys."""

    name: str
    title: str
    intro: str
    about: Sequence[str]
    think: Sequence[str]
    bring: Sequence[str]
    yours: Sequence[str]
    kept: str
    close: str
    topics: Mapping[str, str]
    words: Mapping[str, str]

    def as_document(self) -> dict[str, Any]:
        """As it is stored, and fetched as a file."""
        lists = {name: list(getattr(self, name)) for name in LISTS}
        return {**self._asdict(), **lists, "topics": dict(self.topics), "words": dict(self.words)}

    def texts(self) -> Iterator[str]:
        """Everything that is read, to measure how hard it is; without headings, buttons and topics."""
        yield from (self.title, self.intro)
        for name in LISTS:
            yield from getattr(self, name)
        yield from (self.kept, self.close)


def sheet_from(document: Mapping[str, Any], otherwise: Sheet) -> Sheet:
    """A sheet as it was stored; what is not in it, such as a topic that came later, is as in the other."""

    def line(name: str) -> str:
        return str(document.get(name) or getattr(otherwise, name))

    def lines(name: str) -> tuple[str, ...]:
        return tuple(map(str, document.get(name) or getattr(otherwise, name)))

    def named(name: str) -> dict[str, str]:
        given = document.get(name)
        own = given if isinstance(given, dict) else {}
        return {key: str(own.get(key) or usual) for key, usual in getattr(otherwise, name).items()}

    return Sheet(
        line("name"), line("title"), line("intro"), lines("about"), lines("think"), lines("bring"), lines("yours"),
        line("kept"), line("close"), named("topics"), named("words"),
    )  # fmt: skip


@cache
def shipped(level: Reading, language: str) -> Sheet:
    """Samklang's own, in "da" or "en"."""
    found = next(one for one in content.levels() if one.key == level)
    lines: dict[str, Any] = {name: getattr(found, name).worded(language) for name in LINES}
    lists: dict[str, Any] = {name: tuple(one.worded(language) for one in getattr(found, name)) for name in LISTS}
    topics = {one.key: (one.easy if level == Reading.EASY else one.name).worded(language) for one in content.topics()}
    words = {key: render(one, language) for key, one in WORDS.items()}
    return Sheet(**lines, **lists, topics=topics, words=words)


def direction_of(language: str) -> str:
    """Which way the language is written, by its tag: "rtl" or "ltr". A script in the tag decides, as in ku-arab."""
    first, *rest = language.casefold().split("-")
    script = next((_SCRIPTS[one] for one in rest if one in _SCRIPTS), "")
    return script or ("rtl" if first in _RIGHT_TO_LEFT else "ltr")
