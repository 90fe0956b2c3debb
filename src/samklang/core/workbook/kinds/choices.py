"""One of a few: yes or no, a cross in a box, and words from a short list."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.kinds.texts import ALL, Items, words
from samklang.core.workbook.labels import Label, folded

_YES = {"ja", "j", "yes", "y", "x", "1", "true", "sand", "sandt"}
_NO = {"nej", "n", "no", "0", "false", "falsk"}
_MARKS = {"✓", "✔", "✗", "☑", "☒", "●", "+", "√"}
_BLANKS = {"-", "–", "—", "☐", "○", "/"}


@dataclass(frozen=True)
class YesNo(Kind):
    """Yes or no, read as True or False."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("ja eller nej", "yes or no")

    def read(self, raw: Raw) -> Read:
        """True or False. Raises Misread."""
        text = folded(words(raw))
        if text in _YES or words(raw) in _MARKS:
            return Read(True)
        if text in _NO:
            return Read(False)
        raise Misread(say("“{found}” is neither yes nor no.", found=shown(raw)), say("Write yes or no."))

    def write(self, value: Any, language: str) -> str:
        """Ja or nej."""
        return self.options(language)[0 if value else 1]

    def options(self, language: str) -> tuple[str, ...]:
        """Ja, nej."""
        return ("ja", "nej") if language == "da" else ("yes", "no")


@dataclass(frozen=True)
class Mark(Kind):
    """A cross in a box, read as True; a dash, a zero or no is False."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("x eller tom", "x or blank")

    def read(self, raw: Raw) -> Read:
        """True or False. Raises Misread."""
        text = words(raw)
        if folded(text) in _YES or text in _MARKS:
            return Read(True)
        if folded(text) in _NO or text in _BLANKS:
            return Read(False)
        raise Misread(
            say("“{found}” is not a mark.", found=shown(raw)),
            say("Write x where the person works, and leave the cell blank where not."),
        )

    def write(self, value: Any, _language: str) -> str:
        """x, or nothing."""
        return "x" if value else ""

    def options(self, _language: str) -> tuple[str, ...]:
        """x."""
        return ("x",)


@dataclass(frozen=True)
class Choice(Kind):
    """One word of a list. `labels` gives for each value how it is written; `also` other words that mean it."""

    labels: Mapping[Any, Label]
    also: Mapping[str, Any]

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label(", ".join(self.options("da")), ", ".join(self.options("en")))

    def read(self, raw: Raw) -> Read:
        """The value the word stands for. Raises Misread that lists the words."""
        text = folded(words(raw))
        if text in self._by_word:
            return Read(self._by_word[text])
        danish, english = self.options("da"), self.options("en")
        raise Misread(
            say("“{found}” is not one of the words known here.", found=shown(raw)),
            say("Write one of: {words}.", words=", ".join(danish))
            if danish == english
            else say(
                "Write one of: {words} (in English: {english}).", words=", ".join(danish), english=", ".join(english)
            ),
        )

    @cached_property
    def _by_word(self) -> dict[str, Any]:
        words = [(word, value) for value, label in self.labels.items() for word in (label.da, label.en)]
        return {folded(word): value for word, value in (*self.also.items(), *words)}

    def write(self, value: Any, language: str) -> str:
        """The word for the value."""
        return self.labels[value].in_(language)

    def options(self, language: str) -> tuple[str, ...]:
        """Every word, in the order they were given."""
        return tuple(label.in_(language) for label in self.labels.values())


@dataclass(frozen=True)
class Choices(Kind):
    """Several words of a list in one cell, with commas between; "alle" is every one of them, "ingen" is none."""

    labels: Mapping[str, Label]

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        danish, english = (
            ", ".join(label.in_(language) for label in self.labels.values()) for language in ("da", "en")
        )
        return Label(f"en eller flere af: {danish}; eller “alle”", f"one or more of: {english}; or “all”")

    def read(self, raw: Raw) -> Read:
        """The values as a list, each once, in the order they stand. Raises Misread that lists the words."""
        items = Items(knows_all=True).read(raw).value
        if items == ALL:
            return Read(list(self.labels))
        one = Choice(self.labels, {value: value for value in self.labels})
        return Read(list(dict.fromkeys(one.read(item).value for item in items)))

    def write(self, value: Any, language: str) -> str:
        """The words with commas between."""
        whole = list(value) == list(self.labels)
        return Items().write(ALL if whole else [self.labels[one].in_(language) for one in value], language)
