"""Changes of a branching case that is being written, each of them a new document. Pure."""

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from samklang.practice.enums import EndingKind
from samklang.practice.script import Ending, Line, Script, Text, Turn, to_document

FACTS, ENDINGS, WHOLE = "facts", "endings", "whole"
"""Parts of a case that are saved together; a turn is a part by its key, see `turn_part`."""


class Keyed(Protocol):
    """Anything that has a key."""

    @property
    def key(self) -> str:
        """The same for the same thing."""


Row = TypeVar("Row", bound=Keyed)


def turn_part(key: str) -> str:
    """The name of the part that a turn is."""
    return f"turn:{key}"


def stamp_of(script: Script, part: str) -> str:
    """Changes when the part does, and only then; so one sees whether somebody else has saved it meanwhile."""
    text = json.dumps(_part(script, part), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _part(script: Script, part: str) -> Any:
    document = to_document(script)
    if part == WHOLE:
        return document
    if part == ENDINGS:
        return document["endings"]
    if part == FACTS:
        return {name: value for name, value in document.items() if name not in {"turns", "endings", "start"}}
    return next((one for one in document["turns"] if turn_part(one["key"]) == part), None)


def free_key(wanted: str, taken: Collection[str]) -> str:
    """The key, or the next like it that is not taken."""
    number, found = 2, wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def keys_in(script: Script) -> set[str]:
    """The keys of its turns and endings: where a line can lead."""
    return {one.key for one in script.turns} | {one.key for one in script.endings}


def _next_key(stem: str, rows: Iterable[Keyed], taken: Collection[str] = ()) -> str:
    used = {*taken, *(one.key for one in rows)}
    number = 1
    while f"{stem}-{number}" in used:
        number += 1
    return f"{stem}-{number}"


def moved(rows: Sequence[Row], key: str, by: int) -> tuple[Row, ...]:
    """The rows with one of them so many places further down; as they are where it is at the edge or not there."""
    at = next((place for place, one in enumerate(rows) if one.key == key), None)
    if at is None or not 0 <= at + by < len(rows):
        return tuple(rows)
    changed = list(rows)
    changed.insert(at + by, changed.pop(at))
    return tuple(changed)


def without(rows: Sequence[Row], key: str) -> tuple[Row, ...]:
    """The rows but for one."""
    return tuple(one for one in rows if one.key != key)


def begun(key: str, title: str, **texts: Any) -> Script:
    """A new case: a first turn to fill, a good ending and one that is less good."""
    first = Turn("turn-1", lines=(Line("line-1"), Line("line-2")))
    endings = (Ending("good", EndingKind.GOOD), Ending("poor", EndingKind.POOR))
    return Script(key=key, title=Text(da=title), start="turn-1", turns=(first,), endings=endings, **texts)


def with_new_turn(script: Script) -> tuple[Script, str]:
    """With an empty turn last, and its key. It is the first of the conversation where there was none."""
    key = _next_key("turn", script.turns, keys_in(script))
    turns = (*script.turns, Turn(key, lines=(Line("line-1"), Line("line-2"))))
    return replace(script, turns=turns, start=script.start if script.turn(script.start) else key), key


def with_new_line(turn: Turn) -> Turn:
    """With an empty line last."""
    return replace(turn, lines=(*turn.lines, Line(_next_key("line", turn.lines))))


def with_new_ending(script: Script) -> Script:
    """With an empty ending last."""
    key = _next_key("ending", script.endings, keys_in(script))
    return replace(script, endings=(*script.endings, Ending(key, EndingKind.MIDDLE)))


def with_turn(script: Script, key: str, turn: Turn) -> Script:
    """With the turn as it is now; where its own key is another, the lines that led to it lead there still."""
    turns = tuple(turn if one.key == key else one for one in script.turns)
    changed = replace(script, turns=turns)
    return changed if turn.key == key else _leading(changed, {key: turn.key})


def with_endings(script: Script, before: Sequence[str], endings: Sequence[Ending]) -> Script:
    """With the endings as they are now. before: the key that each of them had."""
    new = {old: one.key for old, one in zip(before, endings, strict=True) if old != one.key}
    return _leading(replace(script, endings=tuple(endings)), new)


def _leading(script: Script, new: dict[str, str]) -> Script:
    """Every line that leads to one of the keys leads to the new one; to "" where that leads nowhere any more."""
    turns = tuple(
        replace(turn, lines=tuple(replace(one, to=new.get(one.to, one.to)) for one in turn.lines))
        for turn in script.turns
    )
    return replace(script, turns=turns, start=new.get(script.start, script.start))


def without_turn(script: Script, key: str) -> Script:
    """Without the turn; lines that led to it lead nowhere, which the list of faults tells."""
    return _leading(replace(script, turns=without(script.turns, key)), {key: ""})


def without_ending(script: Script, key: str) -> Script:
    """Without the ending; lines that led to it lead nowhere."""
    return _leading(replace(script, endings=without(script.endings, key)), {key: ""})
