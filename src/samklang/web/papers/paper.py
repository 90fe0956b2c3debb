"""What a paper is made of, whatever it is shown as: parts with a heading, and in them texts, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samklang.core.words import Sentence, render

Words = Sentence | str
"""A sentence, which gets its language last; or what somebody has written, which has one."""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    says: Words
    kind = "text"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: Sequence[Words]
    kind = "bullets"


@dataclass(frozen=True)
class Table:
    """A table. rows: as many in each as there are headings; the first of a row is what the row is about."""

    caption: Words
    headings: Sequence[Words]
    rows: Sequence[Sequence[Words]]
    kind = "table"


Block = Text | Bullets | Table
_NO_DOCUMENT_HOLDS = dict.fromkeys(one for one in range(32) if chr(one) not in "\t\n\r")


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it. level: 2 for a part of the paper, 3 for a part of a part."""

    heading: Words
    blocks: Sequence[Block]
    level: int = 2


@dataclass(frozen=True)
class Paper:
    """The whole paper. made: when, by which version, about what; said under the title."""

    slug: str
    title: Sentence
    lead: Sentence
    made: Sequence[Words]
    parts: Sequence[Part]


def in_language(words: Words, language: str) -> str:
    """Words in the language of the paper, without the signs that no document may hold."""
    said = render(words, language) if isinstance(words, Sentence) else words
    return said.translate(_NO_DOCUMENT_HOLDS)


def as_document(paper: Paper, language: str) -> dict[str, Any]:
    """The paper as texts, for whatever sets it: all of it in the language."""

    def said(words: Words) -> str:
        return in_language(words, language)

    def block(one: Block) -> dict[str, Any]:
        match one:
            case Text():
                return {"kind": one.kind, "text": said(one.says)}
            case Bullets():
                return {"kind": one.kind, "items": [said(item) for item in one.items]}
            case Table():
                rows = [[said(cell) for cell in row] for row in one.rows]
                return {
                    "kind": one.kind, "caption": said(one.caption), "headings": [said(name) for name in one.headings],
                    "rows": rows,
                }  # fmt: skip

    return {
        "language": language,
        "title": said(paper.title),
        "lead": said(paper.lead),
        "made": [said(one) for one in paper.made],
        "parts": [
            {"heading": said(part.heading), "level": part.level, "blocks": [block(one) for one in part.blocks]}
            for part in paper.parts
        ],
    }
