"""The course of a figure over periods as SVG, with how sure each point is. It stands beside a table. Pure."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

_WIDTH, _LEFT, _RIGHT, _TOP, _HEIGHT = 640, 52, 16, 28, 200
_INK, _LINE, _SOFT, _GRID = "#1a1a1a", "#0a5c82", "#545454", "#dcdcdc"
_MOST_LABELS, _MOST_VALUES = 6, 9
_LONGEST = 14


class Point(NamedTuple):
    """One period: its name, the value and the ends of its interval; nothing is drawn where there is no value.

    said: the value in words, or why there is none.
    """

    label: str
    said: str
    value: float | None = None
    low: float = 0
    high: float = 0


class Axis(NamedTuple):
    """What stands at the left: the lowest and highest value, and the values that have a line with their words."""

    lowest: float
    highest: float
    marks: Sequence[tuple[float, str]]


def course(points: Sequence[Point], axis: Axis) -> str:
    """A dot for each period with a line from the low to the high end of its interval; neighbours are joined."""
    height = _TOP + _HEIGHT + 44
    parts = [*_grid(axis), *_joined(points, axis), *_dots(points, axis)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-size="15" fill="{_INK}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _y(value: float, axis: Axis) -> float:
    within = min(axis.highest, max(axis.lowest, value))
    return _TOP + _HEIGHT * (axis.highest - within) / (axis.highest - axis.lowest)


def _x(place: int, count: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (place + 0.5) / count


def _grid(axis: Axis) -> Iterator[str]:
    for value, words in axis.marks:
        y = _y(value, axis)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_WIDTH - _RIGHT}" y2="{y:.1f}" stroke="{_GRID}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{_SOFT}">{escape(words)}</text>'


def _joined(points: Sequence[Point], axis: Axis) -> Iterator[str]:
    for place, (one, other) in enumerate(pairwise(points)):
        if one.value is not None and other.value is not None:
            yield (
                f'<line x1="{_x(place, len(points)):.1f}" y1="{_y(one.value, axis):.1f}" '
                f'x2="{_x(place + 1, len(points)):.1f}" y2="{_y(other.value, axis):.1f}" stroke="{_LINE}" '
                'stroke-width="1.5" stroke-dasharray="5 4"/>'
            )


def _dots(points: Sequence[Point], axis: Axis) -> Iterator[str]:
    every = -(-len(points) // _MOST_LABELS) or 1
    for place, one in enumerate(points):
        x = _x(place, len(points))
        # Counted from the end, so that the newest always has its name.
        if (len(points) - 1 - place) % every == 0:
            yield f'<text x="{x:.1f}" y="{_TOP + _HEIGHT + 26}" text-anchor="middle">{_short(one.label)}</text>'
        if one.value is None:
            bottom = _TOP + _HEIGHT - 8
            yield f'<text x="{x:.1f}" y="{bottom}" text-anchor="middle" fill="{_SOFT}">–</text>'
            continue
        low, high, y = _y(one.low, axis), _y(one.high, axis), _y(one.value, axis)
        yield f'<line x1="{x:.1f}" y1="{low:.1f}" x2="{x:.1f}" y2="{high:.1f}" stroke="{_LINE}" stroke-width="3"/>'
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{_LINE}"/>'
        if len(points) <= _MOST_VALUES:
            yield (
                f'<text x="{x + 9:.1f}" y="{y - 9:.1f}" stroke="#fff" stroke-width="4" paint-order="stroke">'
                f"{escape(one.said)}</text>"
            )


def _short(label: str) -> str:
    return escape(label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…")
