"""The plan on one screen: what was planned, how good it is, who is left out and why, and where the files lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from samklang.core.planner.progress import NAMES
from samklang.core.words import Sentence, say, say_n
from samklang.reports.plan_view import CohortView, PersonView, PlanView

LINES = 24
"""A screen's height where it is not known to be higher."""
ROWS = 40
"""The most cohorts, and the most people, ever shown one by one."""


@dataclass(frozen=True)
class _Layout:
    """How much of everything is shown, and how airily."""

    one_sentence_a_line: bool
    empty_lines: bool
    levels: int
    rows: int


def show(screen: Screen, plan: Plan, view: PlanView, folder: Folder, *, stopped: bool) -> None:
    """Print the summary, with as much of it as one screen holds."""
    for layout in _layouts():
        parts = _parts(screen, plan, view, folder, stopped=stopped, layout=layout)
        if _height(screen, Group(*parts)) <= _lines(screen):
            break
    screen.result(Group(*parts))


def _layouts() -> Iterator[_Layout]:
    """From the most generous to the tightest."""
    everything = len(NAMES)
    for one_sentence_a_line, empty_lines, levels, fewest in (
        (True, True, everything, 4),
        (False, True, everything, 3),
        (False, False, everything, 2),
        (False, False, 4, 1),
    ):
        for rows in range(ROWS, fewest - 1, -1):
            yield _Layout(one_sentence_a_line, empty_lines, levels, rows)


def _parts(
    screen: Screen, plan: Plan, view: PlanView, folder: Folder, *, stopped: bool, layout: _Layout
) -> list[RenderableType]:
    sentences = [screen.words(one) for one in view.summary]
    if stopped:
        sentences.append(screen.words(say("The search was stopped early; the best plan so far was kept.")))
    between: list[RenderableType] = [Text()] if layout.empty_lines else []
    return [
        Text(safe(view.title), style="bold"),
        Text("\n".join(sentences) if layout.one_sentence_a_line else " ".join(sentences)),
        *between,
        *_cohorts(screen, view.cohorts, layout.rows),
        *between,
        levels_table(screen, plan.levels[: layout.levels], view.first_day),
        *_untrained(screen, view.untrained, layout.rows),
        _files(screen, view, folder),
    ]


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
            "… and {count} more, with the reason in {file}",
            "… and {count} more, with the reasons in {file}",
            len(people) - len(shown),
            file=outputs.WORKBOOK,
        )
        lines.append(Text(f"  {screen.words(more)}", style="dim"))
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
    return Text(" ".join(map(screen.words, lines)), style="green")
