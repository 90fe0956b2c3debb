"""A page from its Markdown to HTML: raw HTML stays text, and links lead to pages of the handbook or are none."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from samklang.handbook.book import Book, Page
from samklang.handbook.pictures import pictures_in

_ID = "p-"
"""Before the id of each heading, so that it meets none of the page around it."""
_TO_TWIN = re.compile(r"(?:In English: |På dansk: |\*)?\[(?:[^\]]*)\]\(([a-z0-9-]+)\.md\)\.?\*?[^\S\n]?")
_ELSEWHERE = ("http://", "https://", "mailto:")
_PHONE = 575
"""Pixels up to which a screen gets the picture taken on a phone."""


@dataclass(frozen=True)
class Section:
    """What stands under one heading, as plain text. anchor: of the heading, empty before the first."""

    heading: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Heading:
    """One entry of a page's own contents."""

    text: str
    anchor: str


@cache
def html_of(book: Book, page: Page) -> SafeString:
    """The page without its title, ready to be shown."""
    parser = _parser()
    tokens = _tokens(book, page)
    _Linked(book, page).through(tokens)
    html = str(parser.renderer.render(tokens, parser.options, {}))
    return mark_safe(html)  # noqa: S308 - the renderer has escaped all text, and raw HTML is off


@cache
def sections_of(book: Book, page: Page) -> tuple[Section, ...]:
    """The page as plain text, heading by heading."""
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    tokens = iter(_tokens(book, page))
    for token in tokens:
        if token.type == "heading_open":
            found.append((_plain(next(tokens)), str(token.attrGet("id")), []))
        elif token.type == "inline":
            found[-1][2].append(_plain(token))
        elif token.type in ("fence", "code_block"):
            found[-1][2].append(token.content)
    return tuple(Section(heading, anchor, " ".join(" ".join(text).split())) for heading, anchor, text in found)


def headings_of(book: Book, page: Page) -> list[Heading]:
    """The headings of the second level."""
    tokens = _tokens(book, page)
    return [
        Heading(_plain(tokens[at + 1]), str(token.attrGet("id")))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2"
    ]


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _tokens(book: Book, page: Page) -> list[Token]:
    """The page's parts, without the title and the line that leads to its twin."""
    tokens = _parser().parse(_without_twin(book, page))
    at = next((at for at, token in enumerate(tokens) if token.type == "heading_close" and token.tag == "h1"), -1)
    rest = tokens[at + 1 :]
    seen: dict[str, int] = {}
    for place, token in enumerate(rest):
        if token.type == "heading_open":
            slug = anchor(_plain(rest[place + 1]))
            seen[slug] = seen.get(slug, 0) + 1
            token.attrSet("id", slug if seen[slug] == 1 else f"{slug}-{seen[slug] - 1}")
    return rest


def _without_twin(book: Book, page: Page) -> str:
    """The text without the link to the same page in the other language: the switch at the top of the page does that."""
    twin = book.pages.get(page.twin)
    if twin is None:
        return page.text
    file = posixpath.basename(twin.file).removesuffix(".md")
    return _TO_TWIN.sub(lambda found: "" if found[1] == file else found[0], page.text, count=3)


def anchor(text: str) -> str:
    """The id of a heading, from its words, as other readers of the same files make it."""
    return _ID + re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-")


def _plain(inline: Token) -> str:
    """The words of a line, without what makes them bold or leads elsewhere."""
    said = {"softbreak": " ", "hardbreak": " "}
    return "".join(said.get(one.type, one.content) for one in inline.children or () if one.type != "image")


class _Linked:
    """Gives the links, pictures and tables of one page what they need on the site."""

    def __init__(self, book: Book, page: Page) -> None:
        self.book, self.page = book, page
        self.files = book.by_file()
        self.tables = 0
        self.heading = page.title

    def through(self, tokens: list[Token]) -> None:
        """Change the tokens in place."""
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                self.heading = _plain(tokens[at + 1]) or self.heading
            elif token.type == "table_open":
                self.tables += 1
                token.attrSet("label", f"{self.heading} ({self.tables})")
            elif token.type == "th_open" and not _plain(tokens[at + 1]):
                token.tag = tokens[at + 2].tag = "td"
            elif token.type == "inline" and token.children:
                token.children = list(self._inline(token.children))

    def _inline(self, children: list[Token]) -> Iterator[Token]:
        open_links: list[bool] = []
        for token in children:
            if token.type == "link_open":
                href = self.address(str(token.attrGet("href") or ""))
                open_links.append(bool(href))
                if not href:
                    continue
                token.attrSet("href", href)
            elif token.type == "link_close" and not open_links.pop():
                continue
            elif token.type == "image":
                self._picture(token)
            yield token

    def address(self, href: str) -> str:
        """Where a link of the page leads on the site; empty where there is nothing to go to."""
        if href.startswith(_ELSEWHERE):
            return href
        path, _, at = href.partition("#")
        place = f"#{_ID}{at}" if at else ""
        if not path:
            return place
        file = posixpath.normpath(posixpath.join(posixpath.dirname(self.page.file), path))
        if file in ("how", "how/README.md"):
            return reverse("handbook:handbook")
        found = self.files.get(file)
        if found is None:
            name = posixpath.basename(file)
            is_picture = file == f"pictures/{name}" and name in pictures_in(self.book.folder)
            return picture_url(name) if is_picture else ""
        return reverse("handbook:page", args=[found.part, found.slug]) + place

    def _picture(self, token: Token) -> None:
        """Its address, its size, and the one taken on a phone beside it."""
        name = posixpath.basename(str(token.attrGet("src") or ""))
        found = pictures_in(self.book.folder).get(name)
        token.attrs = {}
        if found is None:
            return
        phone = name.replace("-1280.png", "-390.png")
        token.attrs = {"src": picture_url(name), "width": found.width, "height": found.height}
        if phone != name and phone in pictures_in(self.book.folder):
            token.attrSet("phone", picture_url(phone))


def picture_url(name: str) -> str:
    """The address of a picture there is."""
    return reverse("handbook:picture", args=[name])


def _table(renderer: RendererHTML, tokens: list[Token], at: int, *_: Any) -> str:
    del renderer
    label = escape(tokens[at].attrGet("label") or "")
    return (
        f'<div class="table--responsive-scroll" role="region" tabindex="0" aria-label="{label}">'
        '<table class="table table--lines">\n'
    )


def _table_end(*_: Any) -> str:
    return "</table></div>\n"


def _column(renderer: RendererHTML, tokens: list[Token], at: int, *_: Any) -> str:
    del renderer
    return "<td>" if tokens[at].tag == "td" else '<th scope="col">'


def _column_end(renderer: RendererHTML, tokens: list[Token], at: int, *_: Any) -> str:
    del renderer
    return f"</{tokens[at].tag}>"


def _cell(*_: Any) -> str:
    return "<td>"


def _code(renderer: RendererHTML, tokens: list[Token], at: int, *_: Any) -> str:
    del renderer
    return f'<pre tabindex="0"><code>{escape(tokens[at].content)}</code></pre>\n'


def _image(renderer: RendererHTML, tokens: list[Token], at: int, options: Any, env: Any) -> str:
    """A picture that opens whole in its own size; its words alone where the picture is not there."""
    token = tokens[at]
    words = escape(renderer.renderInlineAsText(token.children or [], options, env))
    source, phone = token.attrGet("src"), token.attrGet("phone")
    if not source:
        return words
    taken = f'<source media="(max-width: {_PHONE}px)" srcset="{escape(phone)}">' if phone else ""
    size = f'width="{token.attrGet("width")}" height="{token.attrGet("height")}"'
    return (
        f'<a class="handbook-picture" href="{escape(source)}"><picture>{taken}'
        f'<img src="{escape(source)}" alt="{words}" {size} loading="lazy"></picture></a>'
    )


_RULES: dict[str, Any] = {
    "table_open": _table,
    "table_close": _table_end,
    "th_open": _column,
    "th_close": _column_end,
    "td_open": _cell,
    "fence": _code,
    "code_block": _code,
    "image": _image,
}
