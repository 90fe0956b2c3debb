"""Beliefs against outcomes as SVG: a square with its slanting line. It stands beside a table. Pure."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

_SIDE, _LEFT, _TOP, _RIGHT, _BELOW = 320, 72, 34, 24, 62
_INK, _LINE, _SOFT, _GRID = "#1a1a1a", "#0a5c82", "#545454", "#dcdcdc"
_SMALLEST, _LARGEST, _GROWS = 5, 12, 1.2


class Dot(NamedTuple):
    """One band: the mean belief, the share for whom it happened, its interval, all 0 to 1, and how many it is of."""

    belief: float
    share: float
    low: float
    high: float
    n: int


def against(dots: Sequence[Dot], across: str, up: str) -> str:
    """Across what was believed, up what came of it. A dot grows with how many it is counted on."""
    width, height = _LEFT + _SIDE + _RIGHT, _TOP + _SIDE + _BELOW
    parts = [*_grid(), *_drawn(dots), *_named(across, up)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-size="14" fill="{_INK}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )


def _x(value: float) -> float:
    return _LEFT + _SIDE * value


def _y(value: float) -> float:
    return _TOP + _SIDE * (1 - value)


def _grid() -> Iterator[str]:
    for mark in (0, 0.25, 0.5, 0.75, 1):
        x, y = _x(mark), _y(mark)
        yield f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{_LEFT + _SIDE}" y2="{y:.1f}" stroke="{_GRID}"/>'
        yield f'<line x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{_TOP + _SIDE}" stroke="{_GRID}"/>'
        yield f'<text x="{_LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{_SOFT}">{mark * 100:.0f} %</text>'
        yield f'<text x="{x:.1f}" y="{_TOP + _SIDE + 22}" text-anchor="middle" fill="{_SOFT}">{mark * 100:.0f} %</text>'
    yield (
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_SOFT}" stroke-width="2" '
        'stroke-dasharray="6 5"/>'
    )


def _drawn(dots: Sequence[Dot]) -> Iterator[str]:
    for one in dots:
        x, y = _x(one.belief), _y(one.share)
        radius = min(_LARGEST, _SMALLEST + _GROWS * one.n**0.5)
        yield (
            f'<line x1="{x:.1f}" y1="{_y(one.low):.1f}" x2="{x:.1f}" y2="{_y(one.high):.1f}" stroke="{_LINE}" '
            'stroke-width="3"/>'
        )
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_LINE}" stroke="#fff"/>'


def _named(across: str, up: str) -> Iterator[str]:
    yield f'<text x="{_LEFT}" y="{_TOP - 14}">{escape(up)}</text>'
    yield f'<text x="{_LEFT + _SIDE}" y="{_TOP + _SIDE + 48}" text-anchor="end">{escape(across)}</text>'
