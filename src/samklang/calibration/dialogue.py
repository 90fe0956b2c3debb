"""A dialogue as it is typed: one line each, with who says it in front.

K: Hej Dennis, hvad vil du gerne have ud af i dag?
B: Jeg vil gerne høre, om der er noget på lageret i Vejen.
(Jette vender skærmen, så de begge kan se den.)
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from samklang.calibration.documents import MOST_LINES, SpokenLine
from samklang.calibration.enums import Speaker
from samklang.core.words import Sentence, say

LONGEST_LINE = 1000
_WHO = {"k": Speaker.STAFF, "m": Speaker.STAFF, "s": Speaker.STAFF, "b": Speaker.OTHER, "v": Speaker.OTHER,
        "o": Speaker.OTHER}  # fmt: skip
"""Kollega, medarbejder, staff; borger, virksomhed, other."""
_MARKS = {"da": {Speaker.STAFF: "K", Speaker.OTHER: "B"}, "en": {Speaker.STAFF: "S", Speaker.OTHER: "O"}}
_SPOKEN = re.compile(r"^([A-Za-z])\s*:\s*(.*)$")
_MOST_QUOTED = 30


class TypedLine(NamedTuple):
    """One line as it was typed."""

    by: Speaker
    text: str


def read_lines(typed: str, *, may_be_blank: bool = False) -> tuple[list[TypedLine], list[Sentence]]:
    """The lines, and what to put right, each named by its place among the lines that hold something.

    may_be_blank: a line may have a speaker and no words, of a language it is not written in yet.
    """
    rows = [row.strip() for row in typed.splitlines() if row.strip()]
    found: list[TypedLine] = []
    faults: list[Sentence] = []
    for number, row in enumerate(rows, 1):
        one = _line(row)
        fault = _fault(number, row, one, may_be_blank=may_be_blank)
        if fault is not None:
            faults.append(fault)
        elif one is not None:
            found.append(one)
    if len(rows) > MOST_LINES:
        faults.append(say("A dialogue holds at most {most} lines, and this has {count}. Leave some out.",
                          most=MOST_LINES, count=len(rows)))  # fmt: skip
    return found, faults


def _line(row: str) -> TypedLine | None:
    if row.startswith("("):
        return TypedLine(Speaker.NOTE, row if row.endswith(")") else f"{row})")
    spoken = _SPOKEN.match(row)
    by = _WHO.get(spoken[1].lower()) if spoken else None
    return TypedLine(by, spoken[2].strip()) if spoken and by else None


def _fault(number: int, row: str, one: TypedLine | None, *, may_be_blank: bool) -> Sentence | None:
    if one is None:
        begins = row if len(row) <= _MOST_QUOTED else f"{row[:_MOST_QUOTED]}…"
        return say(
            "Line {number}, “{begins}”, does not say who speaks. Begin it with K: or B:, or put it in brackets.",
            number=number, begins=begins,
        )  # fmt: skip
    if not one.text and not may_be_blank:
        return say("Line {number} has nobody's words. Write what is said, or remove it.", number=number)
    if len(one.text) > LONGEST_LINE:
        return say("Line {number} is longer than {most} characters. Divide it.", number=number, most=LONGEST_LINE)
    return None


def write_lines(lines: Iterable[SpokenLine], language: str) -> str:
    """As `read_lines` reads them; nothing where no line is written in the language."""
    rows = list(lines)
    if not any(getattr(one, language) for one in rows):
        return ""
    return "\n".join(_written(one, language) for one in rows)


def _written(one: SpokenLine, language: str) -> str:
    text = " ".join(str(getattr(one, language)).split())
    if one.by == Speaker.NOTE:
        return text if text.startswith("(") else f"({text})"
    return f"{_MARKS[language][one.by]}: {text}"


def both(danish: Sequence[TypedLine], english: Sequence[TypedLine]) -> Iterator[SpokenLine]:
    """The lines in both languages; `english` is empty, or as long as `danish`."""
    for place, one in enumerate(danish):
        said = english[place].text if english else ""
        yield SpokenLine(by=one.by, da=one.text, en="" if said == "()" else said)


def followed(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Where each line went, both counted from 1, when a dialogue was rewritten; a line that was removed is left out.

    A stretch that was rewritten into as many lines is taken to be the same lines in other words.
    """
    found: dict[int, int] = {}
    for deed, low, high, new_low, new_high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if deed == "equal" or (deed == "replace" and high - low == new_high - new_low):
            found |= {low + step + 1: new_low + step + 1 for step in range(high - low)}
    return found
