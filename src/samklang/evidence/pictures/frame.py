"""What the pictures share: size, colours, a grid of round values, and the way from a value to a place."""

from collections.abc import Iterator, Sequence
from html import escape
from math import floor, log10
from typing import NamedTuple

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BELOW = 640, 260, 68, 18, 30, 52
INK, LINE, SOFT, GRID, BAND = "#1a1a1a", "#0a5c82", "#545454", "#dcdcdc", "#dbe9f1"
_STEPS = (1, 2, 2.5, 5, 10)


class Scale(NamedTuple):
    """The lowest and highest value of an axis, and the values that have a line with their words."""

    lowest: float
    highest: float
    marks: Sequence[tuple[float, str]]


def round_marks(lowest: float, highest: float, most: int = 6) -> list[float]:
    """At most so many values with few digits, within the lowest and the highest.

    raises: ValueError where the highest is not above the lowest.
    """
    if highest <= lowest:
        raise ValueError("The highest value lies above the lowest.")
    rough = (highest - lowest) / max(1, most - 1)
    size = 10.0 ** floor(log10(rough))
    step = next(size * one for one in _STEPS if size * one >= rough * (1 - 1e-9))
    first = -floor(-lowest / step + 1e-9)
    found = []
    while first * step <= highest * (1 + 1e-12) + 1e-12:
        found.append(round(first * step, 12) + 0.0)
        first += 1
    return found


def y_of(value: float, up: Scale) -> float:
    """How far down a value stands; what lies outside stands at the edge."""
    within = min(up.highest, max(up.lowest, value))
    return TOP + HEIGHT * (up.highest - within) / (up.highest - up.lowest)


def x_of(value: float, across: Scale) -> float:
    """How far to the right a value stands."""
    within = min(across.highest, max(across.lowest, value))
    return LEFT + (WIDTH - LEFT - RIGHT) * (within - across.lowest) / ((across.highest - across.lowest) or 1)


def grid(up: Scale, across: Scale, up_name: str, across_name: str) -> Iterator[str]:
    """Lines and words of both axes."""
    for value, words in up.marks:
        y = y_of(value, up)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="{GRID}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end" fill="{SOFT}">{escape(words)}</text>'
    for value, words in across.marks:
        x = x_of(value, across)
        yield f'<text x="{x:.1f}" y="{TOP + HEIGHT + 20}" text-anchor="middle" fill="{SOFT}">{escape(words)}</text>'
    yield f'<text x="{LEFT}" y="{TOP - 14}">{escape(up_name)}</text>'
    yield f'<text x="{WIDTH - RIGHT}" y="{TOP + HEIGHT + 42}" text-anchor="end">{escape(across_name)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, **how: str) -> str:
    """A line. how: attributes of SVG, with _ for -."""
    more = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in how.items())
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {more}/>'


def drawing(parts: Iterator[str] | Sequence[str]) -> str:
    """The whole picture. It is not read aloud: the table beside it is."""
    height = TOP + HEIGHT + BELOW
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-size="15" fill="{INK}" aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
    )
