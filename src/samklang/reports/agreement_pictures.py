"""The pictures of agreement, as SVG in the page's own letters. Each stands beside a table that says the same."""

from collections.abc import Iterator, Sequence
from html import escape
from math import sqrt

from samklang.calibration.findings import Verdict
from samklang.calibration.pictures import Dot, dots
from samklang.core.agreement import Change
from samklang.core.words import render
from samklang.reports.agreement_told import REASONS, level_name
from samklang.reports.agreement_view import AgreementView, CaseView, PartView

MOST_CASES = 10
"""Cases shown on the page, those that divide most; the spreadsheet has all."""
_WIDTH, _LABELS, _ROW, _HEAD = 560, 250, 40, 34
_LONGEST = 27
_INK, _BLUE, _SOFT, _LINE = "#16292d", "#0b5563", "#475a5e", "#d8dcd4"


def figures(view: AgreementView, language: str, *, whole: str) -> str:
    """Each indicator's alpha as a dot on its interval, with the earlier one below it where there is one.

    whole: what the one part is called where it has no name.
    """
    rows = [
        Dot(
            label=part.name or whole,
            estimate=part.agreement.estimate,
            low=part.agreement.low,
            high=part.agreement.high,
            verdict=part.verdict if part.verdict is not Verdict.TOO_FEW else None,
            before=_before(part.change),
            said="" if part.agreement.reason is None else render(REASONS[part.agreement.reason], language),
        )
        for part in view.parts
    ]
    return dots(rows, view.threshold, language)


def _before(change: Change | None) -> tuple[float, float, float] | None:
    if change is None:
        return None
    found = change.before
    if found.estimate is None or found.low is None or found.high is None:
        return None
    return found.estimate, found.low, found.high


def dividing(part: PartView) -> list[CaseView]:
    """The cases on which raters lie furthest apart, most first; equals in the order of the file."""
    apart = [case for case in part.cases if case.apart]
    return sorted(apart, key=lambda case: -(case.apart or 0))[:MOST_CASES]


def spreads(view: AgreementView, part: PartView, cases: Sequence[CaseView], language: str) -> str | None:
    """A line for each case with a circle on each level, the larger the more gave it; a square is the key.

    returns: None where there are no cases, or more levels than there is room for.
    """
    if not cases or part.pairs is None or len(part.levels) < 2:
        return None
    step = (_WIDTH - _LABELS - 20) / len(part.levels)
    height = _HEAD + _ROW * len(cases) + 4
    x_of = {level: _LABELS + step * (place + 0.5) for place, level in enumerate(part.levels)}
    drawn = [*_grid(view, x_of, height, language)]
    for place, case in enumerate(cases):
        drawn.extend(_case(case, part, x_of, _HEAD + _ROW * place + _ROW // 2, biggest=min(step, _ROW) / 2 - 2))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-size="17" fill="{_INK}" aria-hidden="true" focusable="false">{"".join(drawn)}</svg>'
    )


def _grid(view: AgreementView, x_of: dict[float, float], height: int, language: str) -> Iterator[str]:
    for level, x in x_of.items():
        name = level_name(view, level, language)
        short = name if len(name) <= 7 else name[:6] + "…"
        yield f'<line x1="{x:.1f}" y1="{_HEAD - 6}" x2="{x:.1f}" y2="{height}" stroke="{_LINE}"/>'
        yield f'<text x="{x:.1f}" y="20" font-size="15" fill="{_SOFT}" text-anchor="middle">{escape(short)}</text>'


def _case(case: CaseView, part: PartView, x_of: dict[float, float], y: int, *, biggest: float) -> Iterator[str]:
    name = case.case if part.name or not case.item else f"{case.case}, {case.item}"
    label = name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"
    yield f'<text x="4" y="{y + 6}">{escape(label)}</text>'
    if case.key in x_of:
        side = biggest * 2 + 2
        yield (
            f'<rect x="{x_of[case.key] - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" '
            f'height="{side:.1f}" fill="none" stroke="{_INK}" stroke-width="2"/>'
        )
    for level, count in zip(part.levels, case.counts, strict=True):
        if count:
            radius = max(3.0, biggest * sqrt(count / case.rated))
            yield f'<circle cx="{x_of[level]:.1f}" cy="{y}" r="{radius:.1f}" fill="{_BLUE}"/>'
