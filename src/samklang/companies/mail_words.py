"""The words of a mail: out of markup, and what is new in it apart from what it quotes. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import unescape
from itertools import pairwise
from typing import NamedTuple

MOST_CHARACTERS = 100_000
"""No longer mail is kept."""
_LEFT_OUT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object", "iframe"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr",
    "ul",
})  # fmt: skip
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
_UNSEEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide\s*:\s*all")
_QUOTES = frozenset({"gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"})
_REPLIES = frozenset({"divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container"})
_MARK = "_" * 32
"""Stands before what is quoted, where markup tells where that begins; plain mail has such lines too."""


class Words(NamedTuple):
    """What is new in a mail, and what it quotes of the conversation before it."""

    new: str
    quoted: str = ""


class _Reader:
    """Takes the words out of markup. Nothing in it is run, fetched or kept: no addresses, no pictures, no colours."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """Elements that are open, and whether what stands in them is left out."""
        self._names: Counter[str] = Counter()
        self._marked = False

    def begin(self, tag: str, given: Mapping[str, str]) -> None:
        """Begin an element."""
        if tag in _BLOCKS:
            self.pieces.append("\n")
        if self._begins_the_quote(tag, given) and not self._marked:
            self._marked = True
            self.pieces.append(f"\n{_MARK}\n")
        if tag == "li" and not self._hidden:
            self.pieces.append("– ")
        if tag not in _VOID and len(self._open) < 500:
            hidden = tag in _LEFT_OUT or "hidden" in given or bool(_UNSEEN.search(given.get("style", "")))
            self._open.append((tag, self._hidden or hidden))
            self._names[tag] += 1

    @staticmethod
    def _begins_the_quote(tag: str, given: Mapping[str, str]) -> bool:
        classes = set(given.get("class", "").lower().split())
        cited = tag == "blockquote" and given.get("type", "").lower() == "cite"
        return cited or bool(classes & _QUOTES) or given.get("id", "").lower().removeprefix("x_") in _REPLIES

    @property
    def _hidden(self) -> bool:
        return self._open[-1][1] if self._open else False

    def end(self, tag: str) -> None:
        """End an element, and those in it that were never ended."""
        if tag in _BLOCKS:
            self.pieces.append("\n")
        while self._names[tag]:
            name, _ = self._open.pop()
            self._names[name] -= 1
            if name == tag:
                break

    def hear(self, data: str) -> None:
        """Words, where they can be seen."""
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", unescape(data)))


_WITHIN = r"""(?:[^>=]+|=\s*(?:"[^"]*"?|'[^']*'?)?)*+"""
_NO_WORDS = re.compile(
    rf"(?is)<!--.*?(?:-->|\Z)|<(script|style)\b{_WITHIN}>?.*?(?:</\1[^>]*>?|\Z)|<(?:[!?]|/[^a-z])[^>]*>?"
)
_TAG = re.compile(rf"(?is)<(/?)([a-z][^\s/>]*)({_WITHIN})>?")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*|'[^']*|[^\s>]*))?""")
# Python's own reader begins anew at each "<" of what is never closed: a mail of such would keep it busy for hours. Here
# whatever is not closed reaches to the end, as in a browser.


def words_of_html(html: str) -> str:
    """The words that somebody sees who opens the mail. What it quotes follows a mark that `parted` knows."""
    reader, at = _Reader(), 0
    html = _NO_WORDS.sub("", html[: MOST_CHARACTERS * 10])
    for tag in _TAG.finditer(html):
        reader.hear(html[at : tag.start()])
        at, name = tag.end(), tag[2].lower()
        if not tag[1]:
            reader.begin(name, _given(tag[3]))
        if tag[1] or (tag[3].endswith("/") and name not in _VOID):
            reader.end(name)
    reader.hear(html[at:])
    return tidied("".join(reader.pieces))


def _given(within: str) -> dict[str, str]:
    return {one[1].lower(): unescape((one[2] or "").lstrip("\"'")) for one in _ATTRIBUTE.finditer(within)}


def tidied(text: str) -> str:
    """With plain ends of lines, without characters that cannot be seen, at most one empty line in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]", "", text)
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_ATTRIBUTION = re.compile(
    r"(?i)^(?:"
    r"(?:on|den|am|le|el|il|w dniu)\b.{5,200}(?:wrote|skrev|schrieb|a écrit|escribió|napisał\(?a?\)?)\s*.{0,80}:\s*"
    r"|.{3,120}<[^<>\s@]+@[^<>\s@]+>\s+(?:wrote|skrev|schrieb)\s*:\s*"
    r"|-{2,}\s*(?:original message|oprindelig meddelelse|oprindelig besked|ursprüngliche nachricht"
    r"|videresendt(?: meddelelse| besked)?|forwarded message|original meddelelse).{0,40}"
    r"|_{20,}"
    r")$"
)
_FROM = re.compile(r"(?i)^\*?(?:fra|from|von|od)\s*:\*?\s*\S")
_SENT = re.compile(r"(?i)^\*?(?:sendt|sent|gesendet|dato|date|wysłano|datum)\s*:\*?\s*\S")
_FORWARDED = re.compile(r"(?i)^\s*(?:vs|fw|fwd|wg)\s*:")


def parted(text: str, subject: str = "") -> Words:
    """What is new apart from what is quoted. Both together are the whole; where nothing is new, nothing is quoted.

    subject: a mail that is sent on is new altogether.
    """
    if _FORWARDED.match(subject):
        return Words(text.replace(_MARK, "").strip())
    lines = text.split("\n")
    marked = _marked_from(lines)
    cut = next((at for at in range(len(lines)) if _quote_begins(lines, at, marked)), len(lines))
    new, quoted = ("\n".join(part).replace(_MARK, "").strip() for part in (lines[:cut], lines[cut:]))
    if not new or _answers_within(quoted):
        return Words("\n".join(lines).replace(_MARK, "").strip())
    return Words(tidied(new), tidied(quoted))


def _marked_from(lines: Sequence[str]) -> int:
    """The first line from which on there are only lines with a > before them, and empty ones."""
    last = (at for at in reversed(range(len(lines))) if lines[at].strip() and not lines[at].lstrip().startswith(">"))
    return next(last, -1) + 1


def _quote_begins(lines: Sequence[str], at: int, marked: int) -> bool:
    line = lines[at].strip()
    if line == _MARK:
        return True
    two = f"{line} {lines[at + 1].strip()}" if at + 1 < len(lines) else line
    if _ATTRIBUTION.match(line) or (len(line) > 20 and _ATTRIBUTION.match(two)):
        return True
    if _FROM.match(line) and any(_SENT.match(one.strip()) for one in lines[at + 1 : at + 4]):
        return True
    return at >= marked and line.startswith(">")


def _answers_within(quoted: str) -> bool:
    """Whether somebody has written between the lines they quote, so that the whole is the answer."""
    lines = [line for line in quoted.split("\n")[1:] if line.strip()]
    marked = [line.lstrip().startswith(">") for line in lines]
    changes = sum(one != other for one, other in pairwise(marked))
    return changes >= 2
