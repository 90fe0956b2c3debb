"""All pages of the handbook, read once: which there are, in which language, and what comes before and after each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from samklang.core.words import Sentence
from samklang.handbook import contents
from samklang.handbook.folder import docs_folder


@dataclass(frozen=True)
class Page:
    """One page in one language.

    name: "how/plan", as in its address. file: below docs. twin: the name of the same page in the other language,
    empty where there is none.
    """

    name: str
    language: str
    title: str
    file: str
    twin: str
    text: str = field(repr=False)

    @property
    def part(self) -> str:
        """The first half of its name."""
        return self.name.partition("/")[0]

    @property
    def slug(self) -> str:
        """The second half of its name."""
        return self.name.partition("/")[2]


@dataclass(frozen=True)
class Chapter:
    """Pages that belong together, each in the reader's language where it is written in it."""

    heading: Sentence
    pages: tuple[Page, ...]


@dataclass(frozen=True, eq=False)
class Book:
    """Everything there is to read. english: the names of all pages, one language standing for both, in order."""

    folder: Path
    pages: Mapping[str, Page]
    chapters_in_english: tuple[tuple[Sentence, tuple[str, ...]], ...]

    def in_language(self, name: str, language: str) -> Page | None:
        """The page or its twin, whichever is in the language; the page itself where it has none."""
        page = self.pages.get(name)
        if page is None or page.language == language:
            return page
        return self.pages.get(page.twin, page)

    def chapters(self, language: str) -> list[Chapter]:
        """The table of contents."""
        return [
            Chapter(heading, tuple(page for name in names if (page := self.in_language(name, language))))
            for heading, names in self.chapters_in_english
        ]

    def beside(self, page: Page, language: str) -> tuple[Page | None, Page | None]:
        """The page before and the page after, in the reader's language."""
        order = [one for chapter in self.chapters(language) for one in chapter.pages]
        at = next((number for number, one in enumerate(order) if page.name in (one.name, one.twin)), None)
        if at is None:
            return None, None
        return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)

    def by_file(self) -> Mapping[str, Page]:
        """The pages by the files they are written in."""
        return {page.file: page for page in self.pages.values()}


def book() -> Book | None:
    """The handbook; None where its files are not there."""
    folder = docs_folder()
    return read(folder) if folder else None


@cache
def read(folder: Path) -> Book:
    """The handbook in a folder, read the first time it is asked for."""
    pairs = [*contents.PAIRS, *contents.pairs_in(folder / "how" / "README.md")]
    pages = {page.name: page for english, danish in pairs for page in _pair(folder, english, danish)}
    english = [name for name, _ in pairs if name in pages]
    return Book(folder, pages, tuple(contents.arranged(english)))


def _pair(folder: Path, english: str, danish: str) -> Iterator[Page]:
    """The two pages, or the one there is."""
    there = [
        (name, "en" if name == english else "da") for name in (english, danish) if name and _is_there(folder, name)
    ]
    for name, language in there:
        text = (folder / contents.file_of(name)).read_text(encoding="utf-8")
        twin = next((other for other, _ in there if other != name), "")
        yield Page(name, language, _title(text, name), contents.file_of(name), twin, text)


def _is_there(folder: Path, name: str) -> bool:
    return (folder / contents.file_of(name)).is_file()


def _title(text: str, name: str) -> str:
    """What the first heading says, without the signs of Markdown."""
    first = next((line for line in text.splitlines() if line.startswith("# ")), f"# {name}")
    return first[2:].replace("`", "").replace("*", "").strip()
