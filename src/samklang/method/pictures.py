"""The picture of a group's skills as SVG: how many reach, indicator by indicator. It stands beside a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _LEFT, _RIGHT = 560, 14, 14
_ROW, _BAR = 62, 18
_REACH, _LINE, _SOFT = "#0a5c82", "#6b6b6b", "#6b6b6b"
_LONGEST = 52


@dataclass(frozen=True)
class Bar:
    """One indicator. said: the figure in words. reach: None where nothing may be shown, and `said` says so."""

    label: str
    reach: int | None
    judged: int
    said: str


def bars(rows: Sequence[Bar]) -> str:
    """How many reach as the filled part of a bar, the others as its empty part: nothing hangs on colour."""
    height = _ROW * len(rows) + 8
    drawn = "".join(part for place, row in enumerate(rows) for part in _row(row, place * _ROW))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-size="17" fill="#1a1a1a" aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def _row(row: Bar, y: int) -> Iterator[str]:
    label = row.label if len(row.label) <= _LONGEST else row.label[: _LONGEST - 1].rstrip() + "…"
    yield f'<text x="{_LEFT}" y="{y + 22}">{escape(label)}</text>'
    if row.reach is None:
        yield f'<text x="{_LEFT}" y="{y + 46}" font-size="15" fill="{_SOFT}">{escape(row.said)}</text>'
        return
    whole = _WIDTH - _LEFT - _RIGHT - 110
    filled = whole * row.reach / row.judged
    yield f'<rect x="{_LEFT}" y="{y + 31}" width="{filled:.1f}" height="{_BAR}" fill="{_REACH}"/>'
    yield (
        f'<rect x="{_LEFT}" y="{y + 31}" width="{whole:.1f}" height="{_BAR}" fill="none" stroke="{_LINE}" '
        f'stroke-width="1.5"/>'
    )
    yield f'<text x="{_LEFT + whole + 12:.1f}" y="{y + 46}" font-size="15">{escape(row.said)}</text>'
