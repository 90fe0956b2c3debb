"""The plan on one screen: what was planned, how good it is, who is left out and why, and where the files lie."""

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from samklang.cli import outputs
from samklang.cli.folder import CALENDARS, PLAN, Folder
from samklang.cli.levels import levels_table
from samklang.cli.screen import Screen
from samklang.cli.screen import shown as safe
from samklang.core.planner.plan import Plan
from samklang.core.words import Sentence, say, say_n
from samklang.reports.plan_view import CohortView, PersonView, PlanView

LINES = 24
"""A screen's height where it is not known to be higher."""
FEWEST_COHORTS, FEWEST_UNTRAINED = 2, 2


def show(screen: Screen, plan: Plan, view: PlanView, folder: Folder, *, stopped: bool) -> None:
    """Print the summary, shortened where it would not fit on one screen."""
    top: list[RenderableType] = [Text(view.title, style="bold"), *(Text(screen.words(one)) for one in view.summary)]
    if stopped:
        top.append(
            Text(screen.words(say("The search was stopped early; the best plan so far was kept.")), style="yellow")
        )
    levels = levels_table(screen, plan.levels, view.first_day)
    files = _files(screen, view, folder)
    fixed = sum(_height(screen, part) for part in (*top, levels, files)) + 3
    left = max(0, _lines(screen) - fixed)
    untrained = _untrained(screen, view.untrained, max(FEWEST_UNTRAINED, left // 2))
    left = max(0, left - sum(_height(screen, part) for part in untrained))
    cohorts = _cohorts(screen, view.cohorts, max(FEWEST_COHORTS, left))
    screen.result(Group(*top, Text(), *cohorts, Text(), levels, *untrained, Text(), files))


def _lines(screen: Screen) -> int:
    # The prompt takes the last line of a terminal.
    return max(LINES, screen.out.height) - 1 if screen.out.is_terminal else LINES - 1


def _height(screen: Screen, part: RenderableType) -> int:
    return len(screen.out.render_lines(part, pad=False))


def _cohorts(screen: Screen, cohorts: Sequence[CohortView], most: int) -> list[RenderableType]:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    shown = cohorts if len(cohorts) <= most else cohorts[: most - 1]
    for cohort in shown:
        table.add_row(
            Text(screen.words(say("Cohort {number}", number=cohort.number)), style="bold"),
            Text(screen.words(say_n("{count} person", "{count} people", len(cohort.members)))),
            Text(", ".join(_short(session.date, screen.language) for session in cohort.sessions)),
        )
    parts: list[RenderableType] = [table] if shown else []
    if len(shown) < len(cohorts):
        more = say_n("… and {count} cohort more", "… and {count} cohorts more", len(cohorts) - len(shown))
        parts.append(Text(screen.words(more), style="dim"))
    return parts


def _short(day: date, language: str) -> str:
    return format_date(day, "EEE d. MMM" if language == "da" else "EEE d MMM", locale=language)


def _untrained(screen: Screen, people: Sequence[PersonView], most: int) -> list[RenderableType]:
    shown = people if len(people) <= most else people[: most - 1]
    lines: list[RenderableType] = [Text(screen.words(say("Without a seat:")), style="bold")] if people else []
    for person in shown:
        reason = (person.reason or {}).get(screen.language, "")
        told = reason if reason.startswith(person.who.name) else f"{person.who.name}, {person.who.team}: {reason}"
        line = Text(f"  {safe(told)}".rstrip(": "))
        line.no_wrap, line.overflow = True, "ellipsis"
        lines.append(line)
    if len(shown) < len(people):
        more = say_n(
            "  … and {count} more, with the reason in {file}",
            "  … and {count} more, with the reasons in {file}",
            len(people) - len(shown),
            file=outputs.WORKBOOK,
        )
        lines.append(Text(screen.words(more), style="dim"))
    return lines


def _files(screen: Screen, view: PlanView, folder: Folder) -> RenderableType:
    calendars = say_n(
        "{folder}/ with {count} calendar", "{folder}/ with {count} calendars", len(view.seated) + 1, folder=CALENDARS
    )
    lines: list[Sentence] = [
        say(
            "Checked and written to {path}: {page} to read and print, {workbook}, {calendars}, {plan}.",
            path=str(folder.wanted),
            page=outputs.PAGE,
            workbook=outputs.WORKBOOK,
            calendars=calendars,
            plan=PLAN,
        )
    ]
    if folder.others:
        lines.append(
            say_n(
                "{count} other thing in the folder was left alone.",
                "{count} other things in the folder were left alone.",
                folder.others,
            )
        )
    return Group(*(Text(screen.words(line), style="green") for line in lines))
