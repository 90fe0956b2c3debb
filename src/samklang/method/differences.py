"""What differs between two editions, row by row, with the words that differ marked inside each text.

It looks at documents only. A row is the same in both when it has the same key.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple

from samklang.core.words import Sentence, say
from samklang.method.documents import EditionDocument, LineText
from samklang.method.drafting import row_of
from samklang.method.enums import Scale
from samklang.method.parts import PARTS, TEXTS, Part, level_label

_WORDS = re.compile(r"\s*(?:\w+|[^\w\s])\s*")
"""A word or a sign, with the space behind it, which does not count when words are compared."""
_TOO_UNLIKE = 0.3
"""Share of the words that two texts have in common; below it marks would stand everywhere and say nothing."""

_LONG = 250
"""Words; in a longer text words that stand everywhere are not looked for, which would take too long."""


class State(StrEnum):
    """What became of a row."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"


class Piece(NamedTuple):
    """Some words, and whether they stand on this side only."""

    text: str
    marked: bool


@dataclass(frozen=True)
class TextDifference:
    """One text that differs. language: "da", "en", or "" for what has no language of its own."""

    label: Sentence
    language: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class RowDifference:
    """One row that differs."""

    key: str
    name: LineText
    state: State
    texts: tuple[TextDifference, ...]


@dataclass(frozen=True)
class PartDifference:
    """The rows of one part that differ, how many do not, and whether those in both stand in another order."""

    part: Part | None
    rows: tuple[RowDifference, ...]
    unchanged: int
    reordered: bool

    @property
    def title(self) -> Sentence:
        """Its heading."""
        return self.part.title if self.part else say("The framework itself")


class Text(NamedTuple):
    """One text of a row, by which it can be compared."""

    label: Sentence
    language: str
    said: str


Write = Callable[[LineText], str]
"""Chooses the language of what is pointed to: a phase's name, a competence's."""


def differences(before: EditionDocument, after: EditionDocument, write: Write) -> list[PartDifference]:
    """The parts in which something differs; none where the editions say the same."""
    parts = [_frame(before, after), *(_part(part, before, after, write) for part in PARTS.values())]
    return [part for part in parts if part.rows or part.reordered]


def _frame(before: EditionDocument, after: EditionDocument) -> PartDifference:
    texts = _compared(dict(_pairs(before, ("name", "description"))), dict(_pairs(after, ("name", "description"))))
    rows = (RowDifference("", after.name, State.CHANGED, texts),) if texts else ()
    return PartDifference(None, rows, 0, reordered=False)


def _part(part: Part, before: EditionDocument, after: EditionDocument, write: Write) -> PartDifference:
    was = {row.key: row for row in getattr(before, part.key)}
    now = {row.key: row for row in getattr(after, part.key)}
    rows = []
    for key in [*now, *(key for key in was if key not in now)]:
        found = _row(part, key, (was.get(key), before), (now.get(key), after), write)
        if found is not None:
            rows.append(found)
    both = [key for key in now if key in was]
    changed = sum(row.state == State.CHANGED for row in rows)
    return PartDifference(part, tuple(rows), len(both) - changed, [key for key in was if key in now] != both)


def _row(
    part: Part, key: str, was: tuple[Any, EditionDocument], now: tuple[Any, EditionDocument], write: Write
) -> RowDifference | None:
    texts = _compared(*(dict(_texts(part, row, document, write)) if row else {} for row, document in (was, now)))
    if not texts and was[0] is not None and now[0] is not None:
        return None
    state = State.NEW if was[0] is None else State.REMOVED if now[0] is None else State.CHANGED
    return RowDifference(key, getattr(now[0] or was[0], part.asked), state, texts)


def _texts(part: Part, row: Any, document: EditionDocument, write: Write) -> Iterator[tuple[str, Text]]:
    """Everything a row says, by a key that is the same in both editions."""
    yield from _pairs(row, part.texts)
    if part.key == "indicators":
        competence, phase = row_of(document, "competences", row.competence), row_of(document, "phases", row.phase or "")
        for name, found in (("competence", competence), ("phase", phase)):
            yield name, Text(TEXTS[name], "", write(found.name) if found else "")
        yield "scale", Text(TEXTS["scale"], "", str(Scale(row.scale).label))
        for anchor in row.anchors:
            label = level_label(row.scale, anchor.level)
            for language in ("da", "en"):
                yield f"{anchor.level:02}-{language}", Text(label, language, getattr(anchor, language))
    if part.key == "profiles":
        for indicator in document.indicators:
            label = say("Demand: {indicator}", indicator=write(indicator.name))
            yield f"demand-{indicator.key}", Text(label, "", str(row.demands.get(indicator.key, "")))
    if hasattr(row, "esco"):
        yield "esco", Text(TEXTS["esco"], "", row.esco)


def _pairs(row: Any, names: Iterable[str]) -> Iterator[tuple[str, Text]]:
    for name in names:
        for language in ("da", "en"):
            yield f"{name}-{language}", Text(TEXTS[name], language, getattr(getattr(row, name), language))


def _compared(was: Mapping[str, Text], now: Mapping[str, Text]) -> tuple[TextDifference, ...]:
    found = []
    for key in [*now, *(key for key in was if key not in now)]:
        one = now.get(key) or was[key]
        before, after = (side[key].said if key in side else "" for side in (was, now))
        if before != after:
            found.append(TextDifference(one.label, one.language, *marked(before, after)))
    return tuple(found)


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, with the words marked that stand on one side only."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    plain = [one.strip() for one in old], [one.strip() for one in new]
    matcher = SequenceMatcher(None, *plain, autojunk=len(new) > _LONG)
    if matcher.ratio() < _TOO_UNLIKE:
        return _joined([Piece(before, marked=True)]), _joined([Piece(after, marked=True)])
    left, right = [], []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        left.append(Piece("".join(old[old_from:old_to]), tag != "equal"))
        right.append(Piece("".join(new[new_from:new_to]), tag != "equal"))
    return _joined(left), _joined(right)


def _joined(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """What holds words; the space behind marked ones stands by itself, so that no mark hangs over it."""
    found = []
    for piece in pieces:
        words = piece.text.rstrip()
        if piece.marked and words != piece.text:
            found += [Piece(words, marked=True), Piece(piece.text[len(words) :], marked=False)]
        else:
            found.append(piece)
    return tuple(piece for piece in found if piece.text)
