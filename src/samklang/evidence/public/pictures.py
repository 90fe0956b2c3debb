"""Courses of one figure in several areas as SVG: the municipality's own strong, the others behind it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from samklang.evidence.pictures.frame import (
    HEIGHT,
    INK,
    LINE,
    SOFT,
    TOP,
    Scale,
    drawing,
    grid,
    round_marks,
    x_of,
    y_of,
)

_OTHERS = ("#8a4b08", "#4d6b1f", "#7a3b86", "#545454", "#00695c", "#a3123a")
_DASHES = ("6 3", "2 3", "8 3 2 3", "10 4", "4 4", "1 3")
_PLAIN = 0.74
"""How much of the width the lines take; the names stand in the rest."""
_APART, _LONGEST = 17, 20
_MOST_MARKS, _FEW_MARKS, _SHORT = 5, 4, 11
"""So many periods are named; fewer where their names are longer than so many letters."""


class Course(NamedTuple):
    """One area: its name and its value in each period, None where there is none."""

    name: str
    values: Sequence[float | None]


class _Look(NamedTuple):
    colour: str
    width: str
    dash: str = ""


def courses(labels: Sequence[str], own: Course, others: Sequence[Course], unit: str, words: Sequence[str]) -> str:
    """A line for each area, with its name at its end; gaps where there is no figure.

    labels: of the periods, oldest first. words: the values on the axis as they are said, from `marks_for`.
    """
    up = Scale(*_ends(own, others), list(zip(marks_for(own, others), words, strict=True)))
    last = max(len(labels) - 1, 1)
    most = _MOST_MARKS if max(map(len, labels), default=0) <= _SHORT else _FEW_MARKS
    every = -(-len(labels) // most) or 1
    named = [(place, one) for place, one in enumerate(labels) if (len(labels) - 1 - place) % every == 0]
    across = Scale(0, last / _PLAIN, named)
    parts = [*grid(up, across, unit, "")]
    for place, one in enumerate(others):
        look = _Look(_OTHERS[place % len(_OTHERS)], "1.5", _DASHES[place % len(_DASHES)])
        parts += _line(one, up, across, look)
    parts += _line(own, up, across, _Look(LINE, "3"))
    parts += _names(own, others, up, x_of(last, across) + 8)
    return drawing(parts)


def marks_for(own: Course, others: Sequence[Course]) -> list[float]:
    """The round values that get a line, so that the caller can put them into words."""
    return round_marks(*_ends(own, others))


def _ends(own: Course, others: Sequence[Course]) -> tuple[float, float]:
    """The lowest and the highest of the axis: it begins at 0 where that wastes little, and never lies about it."""
    values = [value for one in (own, *others) for value in one.values if value is not None]
    if not values:
        return 0.0, 1.0
    lowest, highest = min(values), max(values)
    if 0 <= lowest <= highest / 2 or lowest == highest:
        lowest = min(0.0, lowest)
    if lowest == highest:
        highest = lowest + 1
    room = (highest - lowest) * 0.06
    return (lowest - room if lowest else lowest), highest + room


def _line(one: Course, up: Scale, across: Scale, look: _Look) -> Iterator[str]:
    """Pieces between the gaps; a dot where a figure stands alone."""
    colour, width, dash = look
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    for piece in _pieces(one.values):
        places = [f"{x_of(place, across):.1f},{y_of(value, up):.1f}" for place, value in piece]
        if len(places) == 1 or not dash:
            for spot in places:
                x, y = spot.split(",")
                yield f'<circle cx="{x}" cy="{y}" r="{2.5 if not dash else 2}" fill="{colour}"/>'
        yield (
            f'<polyline points="{" ".join(places)}" fill="none" stroke="{colour}" stroke-width="{width}"{dashed}/>'
        )  # fmt: skip


def _pieces(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    piece: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            piece.append((place, value))
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


def _names(own: Course, others: Sequence[Course], up: Scale, x: float) -> Iterator[str]:
    """Each at the height of its newest figure, moved apart so that they can be read."""
    found = [(own, LINE, "bold")]
    found += [(one, _OTHERS[place % len(_OTHERS)], "normal") for place, one in enumerate(others)]
    wanted = sorted(
        ((y_of(newest, up), one.name, colour, weight) for one, colour, weight in found
         if (newest := _newest(one.values)) is not None), key=lambda row: (row[0], row[1]),
    )  # fmt: skip
    heights = _apart([row[0] for row in wanted])
    for (_, name, colour, weight), y in zip(wanted, heights, strict=True):
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        fill = INK if weight == "bold" else colour or SOFT
        yield f'<text x="{x:.1f}" y="{y + 5:.1f}" fill="{fill}" font-weight="{weight}">{escape(short)}</text>'


def _newest(values: Sequence[float | None]) -> float | None:
    return next((one for one in reversed(values) if one is not None), None)


def _apart(heights: Sequence[float]) -> list[float]:
    """The same order, at least so far apart, within the picture."""
    found: list[float] = []
    for wanted in heights:
        found.append(max(wanted, found[-1] + _APART) if found else wanted)
    over = (found[-1] - (TOP + HEIGHT)) if found else 0
    if over > 0:
        found[-1] -= over
        for place in range(len(found) - 2, -1, -1):
            found[place] = min(found[place], found[place + 1] - _APART)
    return found
