"""Pictures of agreement as SVG, in the page's own letters. Each stands beside a table that says the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import floor

from samklang.calibration.findings import Verdict
from samklang.calibration.wording import figure

_WIDTH, _LEFT, _RIGHT = 560, 14, 14
_HEAD, _ROW, _ROW_WITH_BEFORE = 34, 58, 70
_INK, _LINE, _SOFT = "#1a1a1a", "#0a5c82", "#6b6b6b"
_LONGEST = 54


@dataclass(frozen=True)
class Dot:
    """One figure with its interval. Nothing is drawn where estimate, low or high is None."""

    label: str
    estimate: float | None
    low: float | None
    high: float | None
    verdict: Verdict | None = None
    before: tuple[float, float, float] | None = None
    """Estimate, low and high of the earlier round."""
    said: str = ""
    """In the place of the dot, where there is none."""


def dots(rows: Sequence[Dot], threshold: float | None, language: str) -> str:
    """Each figure as a dot on its interval, one under the other, with the line that is asked for.

    A full dot reaches it, a square does not, a ring cannot tell: nothing hangs on colour.
    """
    height_of = _ROW_WITH_BEFORE if any(row.before for row in rows) else _ROW
    scale = _Scale(rows)
    bottom = _HEAD + height_of * len(rows)
    parts = [*_grid(scale, bottom, threshold, language)]
    for place, row in enumerate(rows):
        parts.extend(_row(row, _HEAD + place * height_of, scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 8}" width="{_WIDTH}" '
        f'height="{bottom + 8}" font-size="17" fill="{_INK}" aria-hidden="true" focusable="false">'
        f"{''.join(parts)}</svg>"
    )


class _Scale:
    """Where a figure lies from left to right: 1 at the right, 0 or the lowest at the left."""

    def __init__(self, rows: Sequence[Dot]) -> None:
        lows = [row.low for row in rows if row.low is not None]
        lows += [row.before[1] for row in rows if row.before is not None]
        self.lowest = max(-1.0, min(0.0, floor(min(lows, default=0.0) * 5) / 5))

    def x(self, value: float) -> float:
        """In the picture's units."""
        inside = min(1.0, max(self.lowest, value))
        return _LEFT + (inside - self.lowest) / (1 - self.lowest) * (_WIDTH - _LEFT - _RIGHT)

    def marks(self) -> list[float]:
        """A mark for each fifth."""
        return [mark / 5 for mark in range(round(self.lowest * 5), 6)]


def _grid(scale: _Scale, bottom: int, threshold: float | None, language: str) -> Iterator[str]:
    for mark in scale.marks():
        x = scale.x(mark)
        yield f'<line x1="{x:.1f}" y1="{_HEAD - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#dcdcdc"/>'
        at = "start" if mark == scale.lowest else "end" if mark == 1 else "middle"
        text = escape(figure(mark, language, 1))
        yield f'<text x="{x:.1f}" y="{_HEAD - 14}" font-size="15" fill="{_SOFT}" text-anchor="{at}">{text}</text>'
    if threshold is not None:
        x = scale.x(threshold)
        yield (
            f'<line x1="{x:.1f}" y1="{_HEAD - 10}" x2="{x:.1f}" y2="{bottom}" stroke="{_INK}" stroke-width="2" '
            f'stroke-dasharray="5 4"/>'
        )


def _row(row: Dot, y: int, scale: _Scale) -> Iterator[str]:
    label = row.label if len(row.label) <= _LONGEST else row.label[: _LONGEST - 1].rstrip() + "…"
    # A white outline keeps the letters clear of the lines behind them.
    yield f'<text x="{_LEFT}" y="{y + 18}" stroke="#fff" stroke-width="4" paint-order="stroke">{escape(label)}</text>'
    line = y + 38
    if row.estimate is None or row.low is None or row.high is None:
        yield (
            f'<text x="{_LEFT}" y="{line + 5}" font-size="15" fill="{_SOFT}" stroke="#fff" stroke-width="4" '
            f'paint-order="stroke">{escape(row.said)}</text>'
        )
    else:
        yield _interval(scale.x(row.low), scale.x(row.high), line, _LINE, 3)
        yield _mark(row.verdict, scale.x(row.estimate), line)
    if row.before is not None:
        estimate, low, high = row.before
        yield _interval(scale.x(low), scale.x(high), line + 15, _SOFT, 1.5)
        yield f'<circle cx="{scale.x(estimate):.1f}" cy="{line + 15}" r="4" fill="{_SOFT}"/>'


def _interval(left: float, right: float, y: int, colour: str, width: float) -> str:
    ends = "".join(f'<line x1="{x:.1f}" y1="{y - 5}" x2="{x:.1f}" y2="{y + 5}"/>' for x in (left, right))
    return (
        f'<g stroke="{colour}" stroke-width="{width:g}"><line x1="{left:.1f}" y1="{y}" x2="{right:.1f}" y2="{y}"/>'
        f"{ends}</g>"
    )


def _mark(verdict: Verdict | None, x: float, y: int) -> str:
    match verdict:
        case Verdict.DIVIDED:
            return f'<rect x="{x - 7:.1f}" y="{y - 7}" width="14" height="14" fill="{_LINE}"/>'
        case Verdict.CANNOT_TELL:
            return f'<circle cx="{x:.1f}" cy="{y}" r="7" fill="#fff" stroke="{_LINE}" stroke-width="3"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="8" fill="{_LINE}"/>'
