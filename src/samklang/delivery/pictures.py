"""Pictures of courses under way as SVG, in the page's own letters. Each stands beside a table that says the same."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from samklang.core.words import Share, written

_WIDTH, _LEFT, _RIGHT = 560, 14, 14
_HEAD, _ROW, _LONGEST = 34, 58, 60
_INK, _LINE, _SOFT = "#1a1a1a", "#0a5c82", "#6b6b6b"
_FILLS = ("#0a5c82", "#7fb2c8", "#d9e8ef")
_BAR = 34


class Mean(NamedTuple):
    """One statement; nothing is drawn where there is no mean."""

    label: str
    mean: float | None
    spread: float | None


class Part(NamedTuple):
    """A part of a whole: its name, and its share from 0 to 1."""

    label: str
    share: float


def means(rows: Sequence[Mean], language: str) -> str:
    """Each mean from 1 to 5 as a dot, with a line one standard deviation to each side."""
    bottom = _HEAD + _ROW * len(rows)
    parts = [*_grid(bottom)]
    for place, row in enumerate(rows):
        parts.extend(_row(row, _HEAD + place * _ROW, language))
    return _svg(bottom + 8, "".join(parts))


def _svg(height: int, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-size="17" fill="{_INK}" aria-hidden="true" focusable="false">{inside}</svg>'
    )


def _x(value: float) -> float:
    return _LEFT + (min(5.0, max(1.0, value)) - 1) / 4 * (_WIDTH - _LEFT - _RIGHT - 40)


def _grid(bottom: int) -> Iterator[str]:
    for mark in range(1, 6):
        x = _x(mark)
        yield f'<line x1="{x:.1f}" y1="{_HEAD - 8}" x2="{x:.1f}" y2="{bottom}" stroke="#dcdcdc"/>'
        at = "start" if mark == 1 else "middle"
        yield f'<text x="{x:.1f}" y="{_HEAD - 14}" font-size="15" fill="{_SOFT}" text-anchor="{at}">{mark}</text>'


def _row(row: Mean, y: int, language: str) -> Iterator[str]:
    label = row.label if len(row.label) <= _LONGEST else row.label[: _LONGEST - 1].rstrip() + "…"
    yield (
        f'<text x="{_LEFT}" y="{y + 18}" font-size="16" stroke="#fff" stroke-width="4" paint-order="stroke">'
        f"{escape(label)}</text>"
    )
    if row.mean is None or row.spread is None:
        return
    left, right, line = _x(row.mean - row.spread), _x(row.mean + row.spread), y + 38
    yield f'<line x1="{left:.1f}" y1="{line}" x2="{right:.1f}" y2="{line}" stroke="{_LINE}" stroke-width="3"/>'
    yield f'<circle cx="{_x(row.mean):.1f}" cy="{line}" r="8" fill="{_LINE}"/>'
    said = escape(written(round(row.mean, 1), language))
    yield f'<text x="{_WIDTH - _RIGHT}" y="{line + 5}" font-size="15" text-anchor="end">{said}</text>'


def whole(parts: Sequence[Part], language: str) -> str:
    """The parts of a whole side by side in one bar, with what each is called and its share underneath."""
    room, left, drawn = _WIDTH - _LEFT - _RIGHT, float(_LEFT), []
    for place, (fill, part) in enumerate(zip(_FILLS, parts, strict=False)):
        width = room * part.share
        drawn.append(f'<rect x="{left:.1f}" y="8" width="{width:.1f}" height="{_BAR}" fill="{fill}" stroke="{_INK}"/>')
        x = _LEFT + place * room / len(parts)
        said = escape(f"{part.label}: {written(Share(round(part.share, 2)), language)}")
        drawn.append(f'<rect x="{x:.1f}" y="58" width="18" height="18" fill="{fill}" stroke="{_INK}"/>')
        drawn.append(f'<text x="{x + 26:.1f}" y="73" font-size="17">{said}</text>')
        left += width
    return _svg(86, "".join(drawn))
