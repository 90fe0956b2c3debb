"""A text as the eye reads it: one character for each letter, digit, dash and space, and nothing that cannot be seen."""

import html
import re
import unicodedata
from itertools import accumulate
from typing import NamedTuple

from samklang.core.traces.trace import Kind, Trace

HIDDEN = "\ufffc"
"""Stands where a trace was found: neither letter, digit, space nor punctuation."""
_BLANK_LETTERS = "\u115f\u1160\u3164\uffa0\u2800"
_MARKS_KEPT = 4
_LONGEST_SEEN = 4
"""One sign can stand for a whole sentence in Arabic, which is no name."""
_WRITTEN = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|\r\n|(?<=[^\W\d_])[-\u00ad\u2010]\r?\n(?=[a-zæøå])"
)
"""A letter as web pages write it, the end of a line, and a word that is cut at the end of one."""


class Folded(NamedTuple):
    """The text as read, and where in the written text each of its characters starts and ends."""

    text: str
    starts: list[int]
    ends: list[int]

    def trace(self, kind: Kind, start: int, end: int) -> Trace:
        """What stands from start up to end, counted in the written text. Needs start < end."""
        return Trace(kind, self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Compose accents, make digits and wide letters plain, and leave out what has no width.

    source: Unicode normalisation form KC (Unicode Standard Annex 15), one letter with its accents at a time.
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        seen = _seen(text[start:end])
        letters.append(seen)
        starts += [start] * len(seen)
        ends += [end] * len(seen)
    return Folded("".join(letters), starts, ends)


def without(folded: Folded, found: list[Trace]) -> Folded:
    """The same with what was found hidden, so that nothing is found twice."""
    edges = [0] * (len(folded.ends) + 1)
    at = 0
    for trace in found:
        while folded.starts[at] < trace.start:
            at += 1
        edges[at] += 1
        while at < len(folded.ends) and folded.ends[at] <= trace.end:
            at += 1
        edges[at] -= 1
    hidden = accumulate(edges)
    seen = "".join(HIDDEN if inside else letter for letter, inside in zip(folded.text, hidden, strict=False))
    return Folded(seen, folded.starts, folded.ends)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Where each character starts and ends with the accents that follow it."""
    if not text:
        return []
    inside = {
        at
        for found in _WRITTEN.finditer(text)
        if _meant(found[0]) != found[0]
        for at in range(found.start() + 1, found.end())
    }
    firsts = [
        at for at, letter in enumerate(text)
        if not at or (at not in inside and (letter.isascii() or unicodedata.category(letter)[0] != "M"))
    ]  # fmt: skip
    return list(zip(firsts, [*firsts[1:], len(text)], strict=True))


def _meant(cluster: str) -> str:
    """What is meant by several signs that stand for one letter, or for none."""
    if cluster[0] == "&":
        return html.unescape(cluster)
    if cluster.endswith("\n") and len(cluster) > 1:
        return "\n" if cluster == "\r\n" else ""
    return cluster


def _seen(cluster: str) -> str:
    """A letter with its accents as one plain character, or several, or none."""
    if len(cluster) > 1:
        cluster = _meant(cluster) or "\u200b"
    if cluster.isascii():
        return cluster if cluster.isprintable() or cluster in "\n\t" else "\n" if cluster in "\r\v\f" else ""
    composed = unicodedata.normalize("NFKC", cluster[: 1 + _MARKS_KEPT])
    if len(composed) > _LONGEST_SEEN:
        composed = cluster[0]
    return "".join(_plain(letter) for letter in composed)


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Pd" or letter == "\u2212":
        return "-"
    if letter in "\u0085\u2028\u2029":
        return "\n"
    return "" if category[0] in "CM" or letter in _BLANK_LETTERS else letter
