"""Finding what is left in English on a Danish page."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

from babel.messages.pofile import read_po
from tests.architecture.sources import SRC

SHORTEST = 12
"""Letters; what is shorter may well be a name, or the same in both languages."""
NOT_READ = {"script", "style", "template"}
WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Reader(HTMLParser):
    """The text that is read on a page, but for what says itself that it is English."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._within: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in."""
        given = dict(attrs)
        if tag not in WITHOUT_END:
            other = tag in NOT_READ or (given.get("lang") or "da") != "da"
            self._within.append((tag, other or bool(self._within and self._within[-1][1])))
        self.text.extend(str(given[name]) for name in ("aria-label", "placeholder", "title", "alt") if given.get(name))

    def handle_endtag(self, tag: str) -> None:
        """Come out again."""
        if any(tag == one for one, _ in self._within):
            while self._within.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Read on."""
        if not (self._within and self._within[-1][1]):
            self.text.append(data)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@cache
def english() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is said otherwise in Danish, without what is filled in, by its first words."""
    found: dict[tuple[str, ...], list[str]] = {}
    for piece in _pieces():
        found.setdefault(tuple(_words(piece)[:2]), []).append(piece)
    return {first: tuple(pieces) for first, pieces in found.items()}


def _pieces() -> Iterator[str]:
    with (SRC / "locale" / "da" / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file, locale="da"):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            for id_ in ids:
                longest = max(re.split(r"\{[^}]*\}|%\(\w+\)[sd]", id_), key=len)
                piece = " ".join(longest.split())
                if len(piece) > SHORTEST and len(_words(piece)) > 1 and not any(piece in text for text in texts):
                    yield piece


def english_in(html: str) -> list[str]:
    """The messages of the catalogue that stand in English on the page."""
    reader = _Reader()
    reader.feed(html)
    text = " ".join(" ".join(reader.text).split())
    words = _words(text)
    near = {piece for pair in set(pairwise(words)) for piece in english().get(pair, ())}
    return sorted(piece for piece in near if re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text))
