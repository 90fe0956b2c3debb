"""`samklang replan`: a plan changed as little as possible after absences, resignations and cancellations."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from samklang.cli import outputs
from samklang.cli.approval import approved_plan_in
from samklang.cli.arguments import out_option, plan_argument, search_options, today_option, workbook_argument
from samklang.cli.choosing import room_named, trainer_named
from samklang.cli.command import Command, Example, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.folder import PLAN, folder_for
from samklang.cli.intake import changes_in, problem_in
from samklang.cli.kinds import day_from
from samklang.cli.progress import watching
from samklang.cli.publishing import News, publish
from samklang.cli.screen import Screen, shown
from samklang.cli.solving import Watched
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Period, Problem
from samklang.core.planner.replan import Replanned
from samklang.core.planner.replan import replan as replanned
from samklang.core.planner.solve import Impossible, Progress
from samklang.core.words import Sentence, say, say_n

TIME_LIMIT_S = 60
_BETWEEN = re.compile(r"\s*(?:\.\.|/(?=\d{4}))\s*")


EXAMPLES: tuple[Example, ...] = (
    (
        "samklang replan examples/vejen.xlsx plan/plan.json --absences examples/vejen-sick.csv --out plan2",
        say("After the absences in the file."),
    ),
    (
        'samklang replan vejen.xlsx plan/plan.json --cancel-room "R2:2026-09-14..2026-09-18" --out plan2',
        say("When a room is lost for a week."),
    ),
)


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "replan",
        run,
        does=say(
            "Change a plan as little as possible after absences, resignations, a trainer or a room that is cancelled. "
            "What has been held stays; it says who is moved and why, and whether fewer would have been possible."
        ),
        params=[
            workbook_argument(language),
            plan_argument(language),
            option(
                language,
                "--absences",
                shown_as=say("FILE"),
                does=say("Absences and resignations since the plan was made: a CSV file or a spreadsheet."),
                type=click.Path(path_type=Path),
            ),
            *_cancel_options(language),
            today_option(language),
            out_option(language),
            *search_options(language, time_limit_s=TIME_LIMIT_S),
            json_option(language),
        ],
        examples=EXAMPLES,
        exits=tuple(Exit),
    )


def _cancel_options(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--cancel-trainer",
            shown_as=say("TRAINER[:FROM..TO]"),
            does=say("A trainer who cannot come, for good or from one date to another. May be repeated."),
            multiple=True,
        ),
        option(
            language,
            "--cancel-room",
            shown_as=say("ROOM[:FROM..TO]"),
            does=say("A room that cannot be used, for good or from one date to another. May be repeated."),
            multiple=True,
        ),
    ]


@click.pass_context
def run(
    context: click.Context,
    *,
    workbook: Path,
    plan_json: Path,
    absences: Path | None,
    cancel_trainer: tuple[str, ...],
    cancel_room: tuple[str, ...],
    today: date,
    out: Path,
    time_limit: int,
    threads: int,
    seed: int,
) -> None:
    """Read, change, check, write, show."""
    screen = screen_of(context)
    if absences is None and not cancel_trainer and not cancel_room:
        raise to_mend(say("Say what has changed: --absences, --cancel-trainer or --cancel-room."))
    inputs = [path for path in (workbook, plan_json, absences) if path is not None]
    with folder_for(out, names=outputs.names(screen.language), inputs=inputs) as folder:
        problem = problem_in(workbook, screen)
        plan = approved_plan_in(plan_json, problem)
        changed = problem if absences is None else changes_in(absences, problem, screen)
        cancelled = (
            *((trainer_named(problem, name).id, when) for name, when in map(_cancelled, cancel_trainer)),
            *((room_named(problem, name).id, when) for name, when in map(_cancelled, cancel_room)),
        )
        made = _replanned(screen, changed, plan, cancelled, today, time_limit_s=time_limit, threads=threads, seed=seed)
        later = say(
            "Later changes start from “{problem}” and “{plan}” in that folder.", problem=outputs.PROBLEM, plan=PLAN
        )
        news = News(changes_shown(screen, made), (later,), changes_as_json(screen, made))
        publish(screen, made.problem, made.plan, folder, news=news)


def _cancelled(text: str) -> tuple[str, Period]:
    """A name and the dates it is lost: "R2", "R2:2026-09-14", "R2:14.9.2026..18.9.2026"."""
    name, colon, dates = text.rpartition(":") if ":" in text else (text, "", "")
    if not colon:
        return text, Period()
    ends = _BETWEEN.split(dates.strip())
    try:
        days = [day_from(end) for end in ends]
    except ValueError:
        days = []
    if not 1 <= len(days) <= 2 or days[-1] < days[0]:
        raise to_mend(say("“{found}” has no dates. Write such as R2:2026-09-14..2026-09-18.", found=text))
    return name, replace(Period(), first_day=days[0], last_day=days[-1])


def _replanned(
    screen: Screen,
    problem: Problem,
    plan: Plan,
    cancelled: Sequence[tuple[str, Period]],
    today: date,
    *,
    time_limit_s: int,
    threads: int,
    seed: int,
) -> Replanned:
    def work(watched: Watched[Progress, Replanned]) -> Replanned:
        return replanned(
            problem,
            plan,
            today=today,
            cancelled=tuple(cancelled),
            time_limit_s=time_limit_s,
            threads=threads,
            seed=seed,
            on_progress=watched.tell,
        )

    with watching(screen, problem.first_day, time_limit_s) as display:
        try:
            return Watched(work, stops=False).run(display)
        except Impossible as impossible:
            raise Refused(
                impossible.reason,
                say("Free a trainer or a room, allow temps, or let somebody wait: then try again."),
            ) from None


def changes_shown(screen: Screen, made: Replanned) -> list[RenderableType]:
    """Who is moved and why, which sessions are changed, and whether fewer would have been possible."""
    names = {person.id: person.name for person in made.problem.people}
    count = len({move.person for move in made.moved})
    parts: list[RenderableType] = [Text(screen.words(_how_many(count, made.fewest)), style="bold")]
    if made.moved:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
        for heading in (say("Who"), say("What changes"), say("Why")):
            table.add_column(screen.words(heading), overflow="fold")
        alike: dict[tuple[str, str], list[str]] = {}
        for move in made.moved:
            told = screen.words(move.what), screen.words(move.why)
            alike.setdefault(told, []).append(shown(names.get(move.person, move.person)))
        for (what, why), who in alike.items():
            table.add_row(Text("\n".join(who)), Text(what), Text(why))
        parts.append(table)
    parts.extend(Text(screen.words(sentence)) for sentence in made.sessions)
    return [*parts, Text()]


def _how_many(count: int, fewest: int | None) -> Sentence:
    moved = say_n("{count} person gets other dates", "{count} people get other dates", count)
    if not count:
        return say("Nobody gets other dates.")
    if fewest is None:
        return say("{moved}.", moved=moved)
    if fewest >= count:
        return say("{moved}; it is proved that it cannot be fewer.", moved=moved)
    return say("{moved}; it is proved that it takes at least {fewest}.", moved=moved, fewest=fewest)


def changes_as_json(screen: Screen, made: Replanned) -> dict[str, Any]:
    """The same for a program to read."""
    return {
        "moved": [
            {"person": move.person, "what": screen.words(move.what), "why": screen.words(move.why)}
            for move in made.moved
        ],
        "sessions": [screen.words(sentence) for sentence in made.sessions],
        "fewest": made.fewest,
    }
