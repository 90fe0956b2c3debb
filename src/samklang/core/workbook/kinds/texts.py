"""Words: free text, names and numbers that identify, and lists of words in one cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from samklang.core.words import say
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.labels import Label, folded, tidy

LONGEST = 200
NOTHING = Label("ingen", "none")
EVERYTHING = Label("alle", "all")
_NOTHING_WORDS = {"ingen", "intet", "none", "nobody", "nothing"}
_EVERYTHING_WORDS = {"alle", "alt", "samtlige", "all", "everything"}
_ITEM = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[,;\n]|$)|([^,;\n]*)(?:[,;\n]|$)')
_ADDRESS = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_NEEDS_QUOTES = re.compile(r'[,;\n"]|^$')


@dataclass(frozen=True)
class Text(Kind):
    """Any words, at most so many characters. A name may not begin with “=”, which in a spreadsheet begins a formula."""

    is_name: bool = False
    longest: int = LONGEST

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("tekst", "text")

    def read(self, raw: Raw) -> Read:
        """The words, without spaces at the ends; 1042.0 is "1042". Raises Misread."""
        text = words(raw)
        if len(text) > self.longest:
            raise Misread(
                say(
                    "The text has {count} characters; there is room for {longest}.",
                    count=len(text),
                    longest=self.longest,
                ),
                say("Shorten it."),
            )
        if self.is_name and text.startswith("="):
            raise Misread(
                say("“{found}” begins with “=”, which begins a formula, not a name.", found=shown(raw)),
                say("Write the name or number itself."),
            )
        return Read(text)

    def write(self, value: Any, _language: str) -> str:
        """The words as they are."""
        return str(value)


@dataclass(frozen=True)
class Email(Kind):
    """An e-mail address, read in small letters."""

    longest: int = 254

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("e-mailadresse", "e-mail address")

    def read(self, raw: Raw) -> Read:
        """The address in small letters. Raises Misread."""
        text = Text(longest=self.longest).read(raw).value.lower()
        if not _ADDRESS.fullmatch(text) or ".." in text:
            raise Misread(
                say("“{found}” is not an e-mail address.", found=shown(raw)),
                say("Write one address, for example anna@kommunen.dk, or leave the cell blank."),
            )
        return Read(text)

    def write(self, value: Any, _language: str) -> str:
        """The address."""
        return str(value)


@dataclass(frozen=True)
class Anything(Kind):
    """A cell that something else decides the meaning of: the value of a rule."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("det, rækken beder om", "what the row asks for")

    def read(self, raw: Raw) -> Read:
        """The cell as it is."""
        return Read(raw)

    def write(self, value: Any, _language: str) -> Any:
        """The value as it is."""
        return value


@dataclass(frozen=True)
class Items(Kind):
    """Several words in one cell with commas or semicolons between; one that holds a comma stands in "quotes".

    Read as a list of words; "ingen" is the empty list and "alle" is `ALL`, where the column allows it.
    """

    knows_all: bool = False

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        if self.knows_all:
            return Label(
                "et eller flere, med komma imellem; eller “alle”", "one or more, with commas between; or “all”"
            )
        return Label("et eller flere ord, med komma imellem", "one or more words, with commas between")

    def read(self, raw: Raw) -> Read:
        """The words as a list, each once, in the order they stand. Raises Misread for too long ones."""
        text = words(raw)
        if folded(text) in _NOTHING_WORDS:
            return Read([])
        if self.knows_all and folded(text) in _EVERYTHING_WORDS:
            return Read(ALL)
        return Read([Text(is_name=True).read(item).value for item in split(str(raw) if isinstance(raw, str) else text)])

    def write(self, value: Any, language: str) -> str:
        """The words with commas between, or "alle", or "ingen"."""
        if value == ALL:
            return EVERYTHING.in_(language)
        return joined(value) if value else NOTHING.in_(language)


ALL = ("*",)
"""Stands for every module, or every heading: what "alle" means in a list."""


def words(raw: Raw) -> str:
    """A cell's content as words: whole numbers without decimals, dates with the day first."""
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    if isinstance(raw, float) and not raw.is_integer():
        return repr(raw).replace(".", ",")
    if isinstance(raw, int | float):
        return str(int(raw))
    if isinstance(raw, date | time | timedelta):
        return shown(raw)
    return tidy(raw)


def split(text: str) -> list[str]:
    """The words of a list in one cell, each once; blank ones left out."""
    found = (match[1].replace('""', '"') if match[1] is not None else match[2] for match in _ITEM.finditer(text))
    return list(dict.fromkeys(item for item in map(tidy, found) if item))


def joined(items: Sequence[str]) -> str:
    """The inverse of `split`."""
    return ", ".join('"{}"'.format(item.replace('"', '""')) if _NEEDS_QUOTES.search(item) else item for item in items)
