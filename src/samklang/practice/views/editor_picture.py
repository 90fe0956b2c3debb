"""The map of a case as the page shows it: boxes with words, arrows with what they show, and the same in a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.urls import reverse

from samklang.core.words import Sentence, say
from samklang.method.documents import Fault
from samklang.practice.editor_map import PORT, Arrow, Box, Picture, drawn, worst_of
from samklang.practice.enums import BranchingState, EndingKind, Shown
from samklang.practice.models import BranchingCase
from samklang.practice.script import Line, Script, Text
from samklang.web.language import current_language

MARKS = {
    "unreached": say("No way leads here"), "dead-end": say("No ending can be reached"), "loop": say("Goes in a ring"),
}  # fmt: skip
_LETTERS, _ROWS, _LINE = 27, 2, 18
_ICONS = {EndingKind.GOOD: "check", EndingKind.MIDDLE: "more-horiz", EndingKind.POOR: "close"}


@dataclass(frozen=True)
class Shape:
    """A box with its words. kind: "turn", or the kind of the ending. texts, marks: each with how far down it stands."""

    box: Box
    kind: str
    icon: str
    head: str
    texts: Sequence[tuple[int, str]]
    marks: Sequence[tuple[int, Sentence]]
    url: str
    whole: str


@dataclass(frozen=True)
class LineRow:
    """A line in the table. to: what it leads to, in words; url: where that is."""

    number: int
    says: str
    shown: str
    label: Any
    to: str
    url: str


@dataclass(frozen=True)
class TurnRow:
    """A turn in the table."""

    shape: Shape
    key: str
    lines: Sequence[LineRow]
    is_first: bool


@dataclass(frozen=True)
class Map:
    """The map with its table. endings: those too."""

    picture: Picture
    shapes: Sequence[Shape]
    turns: Sequence[TurnRow]
    endings: Sequence[tuple[Shape, Any]]

    tips = (*map(str, Shown), "none")
    """What an arrow can show, each with a tip of its own colour."""

    @property
    def arrows(self) -> Sequence[Arrow]:
        """What is drawn between the boxes."""
        return self.picture.arrows


def words_in(text: Text) -> str:
    """The text in the language of the page; in the other where it is missing there."""
    return text.worded(current_language()) or text.en


def picture_of(case: BranchingCase, script: Script, phases: Mapping[str, str]) -> Map:
    """The map of the case. A box leads to where it is changed; of what is not being written, to where it is tried."""
    picture = drawn(script)
    shapes = {one.key: _shape(case, script, one, phases) for one in picture.boxes}
    turns = [
        TurnRow(
            shapes[turn.key], turn.key, [_row(number, line, shapes) for number, line in enumerate(turn.lines, 1)],
            turn.key == script.start,
        )
        for turn in script.turns
    ]  # fmt: skip
    endings = [(shapes[one.key], EndingKind(one.kind).label) for one in script.endings]
    return Map(picture, list(shapes.values()), turns, endings)


def _shape(case: BranchingCase, script: Script, box: Box, phases: Mapping[str, str]) -> Shape:
    ending = script.ending(box.key) if box.is_ending else None
    turn = None if box.is_ending else script.turn(box.key)
    if ending is not None:
        kind, text, head = str(ending.kind), words_in(ending.text), str(EndingKind(ending.kind).label)
    else:
        kind, text = "turn", words_in(turn.says) if turn else ""
        phase = phases.get(turn.phase, turn.phase) if turn else ""
        head = f"{box.number}. {phase}" if phase else f"{box.number}. {box.key}"
    rows = wrap(text, _LETTERS, max_lines=_ROWS, placeholder=" …") or ["–"]
    first = 46
    return Shape(
        box, kind, _ICONS[ending.kind] if ending else "forum", _cut(head),
        [(box.y + first + at * _LINE, row) for at, row in enumerate(rows)],
        [(box.y + first + _ROWS * _LINE + 2 + at * PORT, MARKS[one]) for at, one in enumerate(box.marks)],
        url_of(case, box.key, is_ending=box.is_ending), text or box.key,
    )  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= _LETTERS - 3 else f"{text[: _LETTERS - 4]}…"


def _row(number: int, line: Line, shapes: Mapping[str, Shape]) -> LineRow:
    worst = worst_of(line)
    to = shapes.get(line.to)
    name = "" if to is None else to.head if to.box.is_ending else f"{to.box.number}. {to.box.key}"
    return LineRow(number, words_in(line.says), worst, Shown(worst).label if worst else "", name, to.url if to else "")


def url_of(case: BranchingCase, key: str, *, is_ending: bool) -> str:
    """Where a turn or an ending is changed; where the case is not being written, where a turn is tried."""
    if case.state != BranchingState.DRAFT:
        return "" if is_ending else f"{reverse('practice:case-trying', args=[case.pk])}?from={key}"
    if is_ending:
        return reverse("practice:case-endings", args=[case.pk])
    return reverse("practice:case-turn", args=[case.pk, key])


def faults_to_mend(case: BranchingCase, script: Script, faults: Sequence[Fault]) -> list[tuple[Sentence, str]]:
    """Each fault with where it is put right; no address where the case is not being written."""
    if case.state != BranchingState.DRAFT:
        return [(one.what, "") for one in faults]
    return [(one.what, _mended_at(case, script, one)) for one in faults]


def _mended_at(case: BranchingCase, script: Script, fault: Fault) -> str:
    part, *more = [*fault.path, ""]
    if part == "endings":
        return reverse("practice:case-endings", args=[case.pk])
    if part in {"title", "scene", "other"}:
        return reverse("practice:case-facts", args=[case.pk])
    key = str(fault.what.values.get("turn", ""))
    if more and isinstance(more[0], int):
        key = script.turns[more[0]].key
    elif "key" in fault.what.values:
        asked = fault.what.values["key"]
        key = next((one.key for one in script.turns for line in one.lines
                    if any(said.indicator == asked for said in line.feedback)), "")  # fmt: skip
    if script.turn(key) is not None:
        return reverse("practice:case-turn", args=[case.pk, key])
    if script.ending(key) is not None:
        return reverse("practice:case-endings", args=[case.pk])
    return f"{reverse('practice:case-draft', args=[case.pk])}#turns"
