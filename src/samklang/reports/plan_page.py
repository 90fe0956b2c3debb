"""The plan as a page to read and to print: plan.html and, beside it, the same page in the other language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from samklang.core.calendar import WEEKDAYS, Half
from samklang.core.words import LANGUAGES, Sentence, say
from samklang.reports import dates, plan_pictures
from samklang.reports.files import replace_file
from samklang.reports.plan_pictures import stylesheet
from samklang.reports.plan_view import CoverCell, GroupCover, PlanView
from samklang.reports.plan_view.summary import in_half

_MUCH_TO_SPARE, _TIGHTEST_SHOWN = 3, 4
_ENGINE = Engine(
    dirs=[str(files("samklang.reports") / "templates")],
    builtins=["samklang.reports.templatetags.words"],
    string_if_invalid="[%s is missing]",
)


def write(view: PlanView, folder: Path, language: str) -> tuple[Path, ...]:
    """Write plan.html in the language, and plan.en.html or plan.da.html in the other one; they link to each other.

    raises: OSError where the folder cannot be written.
    """
    names = {one: "plan.html" if one == language else f"plan.{one}.html" for one in LANGUAGES}
    for one, name in names.items():
        replace_file(folder / name, page(view, one, names).encode())
    return tuple(folder / name for name in names.values())


def page(view: PlanView, language: str, names: dict[str, str]) -> str:
    """The whole page: one file that asks for nothing else.

    names: the file name of the page in each language, for the links between them.
    """
    other = next(one for one in LANGUAGES if one != language)
    style = "".join(map(stylesheet, ("paper.css", "colours.css", "page.css")))
    around = {"other": other, "other_file": names[other], "style": mark_safe(style)}  # noqa: S308 - written here
    return _written("reports/plan.html", {**_context(view, language), **around})


def part(view: PlanView, language: str, templates: Sequence[str]) -> str:
    """Some parts of the page, one after the other, to stand on a page of the site."""
    context = _context(view, language)
    return "".join(_written(f"reports/{name}", context) for name in templates)


def _written(template: str, context: Mapping[str, Any]) -> str:
    text: str = _ENGINE.get_template(template).render(Context(dict(context), use_l10n=False, use_tz=False))
    return text


def _context(view: PlanView, language: str) -> dict[str, Any]:
    return {
        "view": view,
        "language": language,
        "timeline": plan_pictures.timeline(view, language),
        "columns": plan_pictures.months(view, language),
        "weekdays": dates.weekday_names(language),
        "weeks": [(dates.week_of(monday)[1], monday) for monday in view.cover.mondays],
        "groups": [_rows_of(group, view) for group in view.cover.groups],
        "sources": _sources(view),
        "fingerprint": view.fingerprint[:12],
    }


@dataclass(frozen=True)
class Cell:
    """One square of a cover table."""

    cell: CoverCell
    shade: str
    """The class that colours it."""
    tightest: bool


@dataclass(frozen=True)
class GroupRows:
    """One group's squares: a line of weeks, and a block with a line of half-days for each week."""

    group: GroupCover
    weeks: tuple[Cell | None, ...]
    half_days: tuple[tuple[int, tuple[Cell | None, ...]], ...]
    tightest: Sentence


def _rows_of(group: GroupCover, view: PlanView) -> GroupRows:
    weeks = (group.weeks.get(monday) for monday in view.cover.mondays)
    return GroupRows(
        group,
        tuple(None if week is None else Cell(week.cell, _shade(week.cell), week.tightest) for week in weeks),
        tuple((dates.week_of(monday)[1], _half_days(group, monday)) for monday in view.cover.mondays),
        _tightest(group),
    )


def _half_days(group: GroupCover, monday: date) -> tuple[Cell | None, ...]:
    """Ten squares from Monday morning to Friday afternoon; None where it is closed."""
    when = ((monday + timedelta(days=day), half) for day in range(len(WEEKDAYS)) for half in Half)
    cells = (group.cells.get(key) for key in when)
    return tuple(None if cell is None else Cell(cell, _shade(cell), cell in group.tightest) for cell in cells)


def _tightest(group: GroupCover) -> Sentence:
    if not group.tightest:
        return say("nobody is away for a session.")
    shown = tuple(in_half(cell) for cell in group.tightest[:_TIGHTEST_SHOWN])
    if len(group.tightest) <= _TIGHTEST_SHOWN:
        return say("{spare} to spare on {when}.", spare=group.tightest[0].slack, when=shown)
    return say(
        "{spare} to spare in {count} half-days, the first of them on {when}.",
        spare=group.tightest[0].slack,
        count=len(group.tightest),
        when=shown[:1],
    )


def _shade(cell: CoverCell) -> str:
    """Colour only where the training takes somebody: that is what the plan answers for."""
    return f"spare-{min(max(cell.slack, 0), _MUCH_TO_SPARE)}" if cell.away else "calm"


@dataclass(frozen=True)
class Source:
    """One source of money with the number of its colour."""

    name: str | Sentence
    colour: int
    paid_ore: int


def _sources(view: PlanView) -> tuple[Source, ...]:
    names = view.money.sources
    return tuple(
        Source(name, plan_pictures.source_colour(place, len(names)), paid)
        for place, (name, paid) in enumerate(zip(names, view.money.paid_ore, strict=True))
    )
