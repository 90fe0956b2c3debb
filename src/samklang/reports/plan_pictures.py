"""The pictures of a plan, as SVG made here, in the page's own colours.

Each stands beside a table or list that says the same, and carries its alternative text.
"""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from importlib.resources import files

from samklang.core.words import Money, render, say, written
from samklang.reports import dates
from samklang.reports.plan_view import CohortView, MonthView, PlanView

COLOURS = 8
"""Cohorts and sources beyond these take the colours again; name or number stands there always."""

_WIDTH, _LEFT, _RIGHT = 960, 92, 16
_ROW, _TOP = 34, 30
_CHART_HEIGHT, _CHART_TOP, _BAR = 200, 26, 44


@dataclass(frozen=True)
class Picture:
    """An SVG image with what it shows in words; width and height in pixels."""

    svg: str
    alternative: str
    width: int
    height: int

    @property
    def address(self) -> str:
        """The whole image as an address, so that a page needs no second file."""
        return "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode("ascii")


def timeline(view: PlanView, language: str) -> Picture | None:
    """One line for each cohort with its sessions as numbered dots, month by month; None without sessions."""
    if not view.months:
        return None
    scale = _Scale(view.months)
    bottom = _TOP + _ROW * len(view.cohorts)
    parts = [
        *_shaded(view.months, scale, bottom),
        *_month_lines(view.months, scale, bottom, language),
        *(part for row, cohort in enumerate(view.cohorts) for part in _cohort_line(cohort, row, scale, language)),
    ]
    text = say(
        "Timeline: each cohort's sessions from {first} to {last}. The same dates are listed under Cohorts.",
        first=view.sessions[0].date,
        last=view.sessions[-1].date,
    )
    return _picture(_WIDTH, bottom + 6, render(text, language), parts)


class _Scale:
    """Where a date lies from left to right."""

    def __init__(self, months: tuple[MonthView, ...]) -> None:
        self.first_day = months[0].first_day
        self.last_day = (months[-1].first_day + timedelta(days=31)).replace(day=1)
        self.day_width = (_WIDTH - _LEFT - _RIGHT) / (self.last_day - self.first_day).days

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first_day).days * self.day_width


def _shaded(months: tuple[MonthView, ...], scale: _Scale, bottom: int) -> Iterator[str]:
    for month in months:
        for _, week in month.weeks:
            for day in week:
                if day and (day.closed is not None or day.avoided):
                    kind = "t-closed" if day.closed is not None else "t-avoided"
                    yield (
                        f'<rect class="{kind}" x="{scale.x(day.date):.1f}" y="{_TOP - 6}" '
                        f'width="{scale.day_width:.1f}" height="{bottom - _TOP + 6}"/>'
                    )


def _month_lines(months: tuple[MonthView, ...], scale: _Scale, bottom: int, language: str) -> Iterator[str]:
    for month in months:
        x = scale.x(month.first_day)
        yield f'<line class="t-month" x1="{x:.1f}" y1="6" x2="{x:.1f}" y2="{bottom}"/>'
        name = dates.month_name(month.first_day, language)
        yield f'<text class="t-label" x="{x + 6:.1f}" y="16">{escape(name)}</text>'


def _cohort_line(cohort: CohortView, row: int, scale: _Scale, language: str) -> Iterator[str]:
    y = _TOP + _ROW * row + _ROW // 2
    colour = cohort_colour(cohort.number)
    name = render(say("Cohort {number}", number=cohort.number), language)
    first, last = scale.x(cohort.first_day), scale.x(cohort.last_day)
    yield f'<text class="t-cohort" x="0" y="{y + 5}">{escape(name)}</text>'
    yield f'<line class="t-line {colour}" x1="{first:.1f}" y1="{y}" x2="{last:.1f}" y2="{y}"/>'
    for session in cohort.sessions:
        x = scale.x(session.date) + scale.day_width / 2
        yield f'<circle class="t-dot {colour}" cx="{x:.1f}" cy="{y}" r="11"/>'
        yield f'<text class="t-number" x="{x:.1f}" y="{y + 4.5}" text-anchor="middle">{session.module.number}</text>'


def months(view: PlanView, language: str) -> Picture | None:
    """What each month costs, as columns with one colour for each source of money; None where nothing is paid."""
    rows = view.money.by_month
    highest = max((row.total_ore for row in rows), default=0)
    if not highest:
        return None
    step = min(120, (_WIDTH - 20) // len(rows))
    base = _CHART_TOP + _CHART_HEIGHT
    parts = [f'<line class="m-base" x1="0" y1="{base}" x2="{step * len(rows)}" y2="{base}"/>']
    for place, row in enumerate(rows):
        middle, y = place * step + step / 2, float(base)
        for source, amount in enumerate(row.amounts_ore):
            height = amount / highest * _CHART_HEIGHT
            y -= height
            if height:
                parts.append(
                    f'<rect class="source s{source_colour(source, len(row.amounts_ore))}" x="{middle - _BAR / 2:.1f}" '
                    f'y="{y:.1f}" width="{_BAR}" height="{height:.1f}"/>'
                )
        label = escape(dates.short_month(row.month, language))
        parts.append(f'<text class="m-label" x="{middle:.1f}" y="{base + 20}" text-anchor="middle">{label}</text>')
        if row.total_ore:
            total = escape(written(Money(round(row.total_ore, -2)), language))
            parts.append(f'<text class="m-total" x="{middle:.1f}" y="{y - 7:.1f}" text-anchor="middle">{total}</text>')
    text = say("Columns: what each month costs, by who pays. The same numbers stand in the table of months.")
    return _picture(step * len(rows), base + 28, render(text, language), parts)


def cohort_colour(number: int) -> str:
    """The class that colours a cohort; its number always stands beside the colour."""
    return f"c{(number - 1) % COLOURS + 1}"


def source_colour(place: int, of: int) -> int:
    """The number of a source's colour; own money, the last, has the same one however many grants there are."""
    return 0 if place == of - 1 else place % (COLOURS - 1) + 1


def _picture(width: float, height: float, alternative: str, parts: list[str]) -> Picture:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    style = f"<style>{stylesheet('paper.css')}{stylesheet('colours.css')}{stylesheet('picture.css')}</style>"
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{style}{"".join(parts)}</svg>'
    return Picture(svg, alternative, round(width), round(height))


def stylesheet(name: str) -> str:
    """The text of a style sheet that pages and pictures carry within themselves; some are shared with the site."""
    place = files("samklang.reports")
    shared = place / "static" / "reports" / name
    found = shared if shared.is_file() else place / "templates" / "reports" / name
    return found.read_text(encoding="utf-8")
