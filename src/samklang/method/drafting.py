"""A draft's document changed, one row at a time: what is added, changed, moved, taken away, and put back.

Nothing here knows the database. A row is known by its part ("indicators") and its key.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass, replace
from hashlib import sha256
from typing import Any

from samklang.method.documents import EditionDocument

PARTS = ("phases", "competences", "indicators", "concepts", "profiles")
_FRAME = ("name", "description")


def stamp_of(text: Any) -> str:
    """What tells a text from any other: a row, an edition; "" for nothing."""
    if text is None:
        return ""
    plain = asdict(text) if is_dataclass(text) and not isinstance(text, type) else text
    return sha256(json.dumps(plain, sort_keys=True, default=str).encode()).hexdigest()[:20]


def frame_of(document: EditionDocument) -> tuple[Any, ...]:
    """The edition's own texts: its name and what it is for."""
    return tuple(asdict(getattr(document, name)) for name in _FRAME)


def row_of(document: EditionDocument, part: str, key: str) -> Any:
    """The row with the key; None where there is none."""
    return next((row for row in getattr(document, part) if row.key == key), None)


def _with_rows(document: EditionDocument, part: str, rows: Iterable[Any]) -> EditionDocument:
    given: Any = {part: tuple(rows)}
    return replace(document, **given)


def with_row(document: EditionDocument, part: str, row: Any) -> EditionDocument:
    """The document with the row in the place of the one with its key, or last where there is none."""
    rows = list(getattr(document, part))
    places = [place for place, one in enumerate(rows) if one.key == row.key]
    if places:
        rows[places[0]] = row
    else:
        rows.append(row)
    return _with_rows(document, part, rows)


def without_row(document: EditionDocument, part: str, key: str) -> EditionDocument:
    """The document without the row, and without what points to it: an indicator's phase, a profile's demands."""
    document = _with_rows(document, part, (row for row in getattr(document, part) if row.key != key))
    if part == "phases":
        kept = (replace(one, phase=None) if one.phase == key else one for one in document.indicators)
        return replace(document, indicators=tuple(kept))
    if part == "indicators":
        profiles = (
            replace(one, demands={name: level for name, level in one.demands.items() if name != key})
            for one in document.profiles
        )
        return replace(document, profiles=tuple(profiles))
    return document


def moved(document: EditionDocument, part: str, key: str, *, up: bool) -> EditionDocument:
    """The row one place up or down; the document as it was where it stands at the end already."""
    rows = list(getattr(document, part))
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    if place is None:
        return document
    other = min(max(place + (-1 if up else 1), 0), len(rows) - 1)
    rows[place], rows[other] = rows[other], rows[place]
    return _with_rows(document, part, rows)


def undone(now: EditionDocument, before: EditionDocument, after: EditionDocument) -> EditionDocument | None:
    """What stands now, with what differed between before and after as it was before.

    What others have changed since stays. None where somebody has changed the very same since.
    """
    found = now
    for name in _FRAME:
        if getattr(before, name) != getattr(after, name):
            if getattr(now, name) != getattr(after, name):
                return None
            given: Any = {name: getattr(before, name)}
            found = replace(found, **given)
    for part in PARTS:
        rows = _rows_undone(getattr(now, part), getattr(before, part), getattr(after, part))
        if rows is None:
            return None
        found = _with_rows(found, part, rows)
    return found if _holds(found) else None


def _rows_undone(now: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> tuple[Any, ...] | None:
    was, left, stands = ({row.key: row for row in rows} for rows in (before, after, now))
    touched = [key for key in {**was, **left} if was.get(key) != left.get(key)]
    if any(stands.get(key) != left.get(key) for key in touched):
        return None
    rows = [was[row.key] if row.key in touched else row for row in now if row.key not in touched or row.key in was]
    for place, row in enumerate(before):
        if row.key in touched and row.key not in left:
            rows.insert(_place_after(rows, before[:place]), row)
    order = [row.key for row in before]
    if touched or order == [row.key for row in after]:
        return tuple(rows)
    if [row.key for row in now] != [row.key for row in after]:
        return None
    return tuple(sorted(rows, key=lambda row: order.index(row.key)))


def _place_after(rows: Sequence[Any], earlier: Sequence[Any]) -> int:
    """Behind the last of those that stood before it; first where none of them is left."""
    keys = {row.key for row in earlier}
    return max((place + 1 for place, row in enumerate(rows) if row.key in keys), default=0)


def _holds(document: EditionDocument) -> bool:
    """Whether everything that is pointed to is there, so that it can be written."""
    phases, competences, indicators = (
        {row.key for row in getattr(document, part)} for part in ("phases", "competences", "indicators")
    )
    return all(
        row.competence in competences and (row.phase is None or row.phase in phases) for row in document.indicators
    ) and all(key in indicators for row in document.profiles for key in row.demands)
