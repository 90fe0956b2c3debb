"""The search in the handbook: words of either language, by their beginnings, best page first.

The index is made once for each process and lies in memory. A word counts most in a title, then in a heading, then in
the text. æ, ø and å are found as ae, oe and aa, and as a, o and a, since not every keyboard has them.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from math import log2
from typing import overload

from samklang.handbook.book import Book, Page
from samklang.handbook.markdown import Section, sections_of

WORD = re.compile(r"[^\W_]+")
MOST_WORDS, MOST_HITS = 8, 100
"""As many words of a question are looked for, and as many pages are given."""
_IN_TITLE, _IN_HEADING, _IN_TEXT = 20.0, 6.0, 1.0
_BEGINS = 0.6
"""What a word that only begins as the one asked for counts, beside the word itself."""
_OTHER_LANGUAGE = 0.5
"""What it counts that a word stands only in the page's other language."""
_SHORTEST_STEM, _MOST_ENDING = 4, 3
"""A word that is found nowhere loses so much of its ending at most, and keeps at least so much."""
_AROUND = 110
"""Letters shown before and after the first word found."""
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss"})
_BARE = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ö": "o", "ä": "a", "ß": "s"})


@dataclass(frozen=True)
class Part:
    """A stretch of what is shown of a page; marked: it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Hit:
    """One page found.

    page: in the reader's language, where it has it. heading, anchor: where in it, empty at the top.
    parts: words around what was found. language: the one these words are in.
    """

    page: Page
    heading: str
    anchor: str
    parts: tuple[Part, ...]
    language: str


def folded(word: str) -> str:
    """A word as it is compared: small letters, æ as ae, no accents."""
    return _bare_of_accents(word.lower().translate(_SPELT))


@lru_cache(maxsize=20_000)
def spellings(word: str) -> frozenset[str]:
    """The ways in which a word may be asked for."""
    return frozenset({folded(word), _bare_of_accents(word.lower().translate(_BARE))})


def _bare_of_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


@dataclass(frozen=True, eq=False)
class Index:
    """For each spelling the pages with it and how much it counts there. spelt: all spellings in order."""

    weights: Mapping[str, Mapping[str, float]]
    spelt: Sequence[str]

    def pages_with(self, word: str) -> dict[str, float]:
        """The pages with a word that begins so, by name, with the most it counts in each."""
        found: dict[str, float] = {}
        for spelling in self._beginning(word):
            share = 1.0 if spelling == word else _BEGINS
            for name, weight in self.weights[spelling].items():
                found[name] = max(found.get(name, 0.0), weight * share)
        return found

    def stem(self, word: str) -> str:
        """The word, or as much of its beginning as is found anywhere."""
        shortest = max(_SHORTEST_STEM, len(word) - _MOST_ENDING)
        tried = (word[:length] for length in range(len(word), shortest - 1, -1))
        return next((one for one in tried if any(self._beginning(one))), word)

    def _beginning(self, word: str) -> Iterator[str]:
        """The spellings that begin so; one letter alone is only itself."""
        start = bisect_left(self.spelt, word)
        if len(word) == 1:
            return iter(self.spelt[start : start + 1]) if word in self.weights else iter(())
        return takewhile(lambda one: one.startswith(word), (self.spelt[at] for at in range(start, len(self.spelt))))


@cache
def index_of(book: Book) -> Index:
    """The index of all pages of both languages."""
    weights: dict[str, dict[str, float]] = {}
    for page in book.pages.values():
        for spelling, weight in _weights(book, page).items():
            weights.setdefault(spelling, {})[page.name] = weight
    return Index(weights, sorted(weights))


def _weights(book: Book, page: Page) -> dict[str, float]:
    """How much each spelling counts on the page: seen often, it counts a little more."""
    found: dict[str, float] = {}
    times: dict[str, int] = {}
    for spelling in _spellings_in(page.title):
        found[spelling] = found.get(spelling, 0.0) + _IN_TITLE
    for section in sections_of(book, page):
        for spelling in set(_spellings_in(section.heading)):
            found[spelling] = max(found.get(spelling, 0.0), _IN_HEADING)
        for spelling in _spellings_in(section.text):
            times[spelling] = times.get(spelling, 0) + 1
    for spelling, count in times.items():
        found[spelling] = found.get(spelling, 0.0) + _IN_TEXT * min(4.0, 1 + log2(count) / 2)
    return found


def _spellings_in(text: str) -> Iterator[str]:
    for word in WORD.findall(text):
        yield from spellings(word)


def words_of(text: str) -> list[str]:
    """The words asked for, as they are compared, each once."""
    return list(dict.fromkeys(folded(word) for word in WORD.findall(text)))[:MOST_WORDS]


@dataclass(frozen=True, eq=False)
class Hits(Sequence[Hit]):
    """The pages found, best first. What is shown of one is looked up when it is asked for: most are never seen.

    found: the page in the reader's language, and the one of the two that holds the words.
    """

    book: Book
    words: tuple[str, ...]
    found: tuple[tuple[Page, Page], ...]

    def __len__(self) -> int:
        return len(self.found)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> list[Hit]: ...
    def __getitem__(self, at: int | slice) -> Hit | list[Hit]:
        if isinstance(at, slice):
            return [_hit(self.book, *one, self.words) for one in self.found[at]]
        return _hit(self.book, *self.found[at], self.words)


def search(book: Book, text: str, language: str) -> Hits:
    """The pages that hold every word, best first, each once and in the reader's language. text: as it was typed."""
    index = index_of(book)
    words = tuple(index.stem(word) for word in words_of(text))
    best: dict[str, tuple[float, Page]] = {}
    for name, score in _scores(index, words).items():
        found = book.pages[name]
        shown = book.in_language(name, language) or found
        counts = score if found is shown else score * _OTHER_LANGUAGE
        if counts > best.get(shown.name, (0.0, shown))[0]:
            best[shown.name] = (counts, found)
    order = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))[:MOST_HITS]
    return Hits(book, words, tuple((book.pages[shown], found) for shown, (_, found) in order))


def _scores(index: Index, words: Sequence[str]) -> dict[str, float]:
    """What all words together count on each page that has them all."""
    each = [index.pages_with(word) for word in words]
    if not each:
        return {}
    common = set(each[0]).intersection(*each[1:])
    return {name: sum(found[name] for found in each) for name in common}


def _hit(book: Book, shown: Page, found: Page, words: Sequence[str]) -> Hit:
    """The page with the section that holds most of the words."""
    section = max(sections_of(book, found), key=lambda one: _fit(one, words))
    anchor = section.anchor if shown is found else ""
    return Hit(shown, section.heading if anchor else "", anchor, _around(section, words), found.language)


def _fit(section: Section, words: Sequence[str]) -> tuple[int, int]:
    """How many of the words a section holds in its text, and in its heading."""
    inside, above = _spelt_in(section.text), _spelt_in(section.heading)
    return (
        sum(any(one.startswith(word) for one in inside) for word in words),
        sum(any(one.startswith(word) for one in above) for word in words),
    )


@cache
def _spelt_in(text: str) -> frozenset[str]:
    return frozenset(_spellings_in(text))


def _around(section: Section, words: Sequence[str]) -> tuple[Part, ...]:
    """The words before and after the first one found, with all that was looked for marked."""
    text = section.text
    found = [one.span() for one in WORD.finditer(text) if _matches(one[0], words)]
    first = found[0][0] if found else 0
    start = text.rfind(" ", 0, first - _AROUND) + 1 if first > _AROUND else 0
    end = text.find(" ", first + _AROUND)
    end = len(text) if end < 0 else end
    parts = [Part("… " if start else "", False)]
    at = start
    for begins, ends in found:
        if start <= begins and ends <= end:
            parts += [Part(text[at:begins], False), Part(text[begins:ends], True)]
            at = ends
    parts.append(Part(text[at:end] + (" …" if end < len(text) else ""), False))
    return tuple(part for part in parts if part.text)


def _matches(word: str, wanted: Sequence[str]) -> bool:
    spelt = spellings(word)
    return any(one == want if len(want) == 1 else one.startswith(want) for one in spelt for want in wanted)
