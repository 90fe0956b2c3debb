"""Figures by how many cases they rest on, with the band that luck alone gives."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from samklang.evidence.pictures import frame
from samklang.evidence.pictures.frame import Scale


class Edge(NamedTuple):
    """Between what values 95 of a hundred with so many cases lie by luck alone."""

    n: float
    low: float
    high: float


class Dot(NamedTuple):
    """Some staff with about so many cases."""

    n: float
    value: float


def funnel(
    edges: Sequence[Edge], dots: Sequence[Dot], middle: float, up: Scale, across: Scale, *, up_name: str,
    across_name: str,
) -> str:  # fmt: skip
    """The band in the order of the number of cases, and a dot for each group."""
    y = frame.y_of(middle, up)
    level = frame.line(frame.LEFT, y, frame.WIDTH - frame.RIGHT, y, stroke=frame.SOFT, stroke_dasharray="6 5")
    around = frame.grid(up, across, up_name, across_name)
    return frame.drawing([*_band(sorted(edges), up, across), *around, level, *_dots(dots, up, across)])


def _band(edges: Sequence[Edge], up: Scale, across: Scale) -> Iterator[str]:
    there = [f"{frame.x_of(one.n, across):.1f},{frame.y_of(one.high, up):.1f}" for one in edges]
    back = [f"{frame.x_of(one.n, across):.1f},{frame.y_of(one.low, up):.1f}" for one in reversed(edges)]
    if edges:
        yield f'<polygon points="{" ".join(there + back)}" fill="{frame.BAND}"/>'


def _dots(dots: Sequence[Dot], up: Scale, across: Scale) -> Iterator[str]:
    for one in dots:
        x, y = frame.x_of(one.n, across), frame.y_of(one.value, up)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{frame.LINE}" stroke="#fff"/>'
