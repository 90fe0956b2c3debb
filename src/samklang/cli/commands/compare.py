"""`samklang compare`: several variants planned, checked and put side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli.arguments import search_options, workbook_argument
from samklang.cli.command import Command, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused
from samklang.cli.intake import problem_in
from samklang.cli.kinds import Numbers
from samklang.cli.screen import Screen
from samklang.cli.solving import Stopped, Watched
from samklang.cli.waiting import Waiting
from samklang.core.planner.compare import (
    Column,
    Comparison,
    Figures,
    Row,
    Variant,
    compare,
    headings,
    how_sure,
    marked,
    remarks,
    shown,
    variants_of,
)
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve import Progress
from samklang.core.words import Sentence, say

TIME_LIMIT_S = 30
SIDE_BY_SIDE = 5
"""Variants in one table; more go in a table below."""


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "compare",
        run,
        does=say(
            "Plan several variants of the same workbook and put them side by side: cost, people without a seat, moved "
            "conversations, last session, and how tight it gets at the counters. The best in each row is marked."
        ),
        params=[
            workbook_argument(language),
            option(
                language,
                "--cohorts",
                shown_as=say("NUMBERS"),
                does=say("The numbers of cohorts to compare, such as 2,3,4,5."),
                type=Numbers(1, 200),
                default="2,3,4,5",
                show_default=True,
            ),
            *search_options(language, time_limit_s=TIME_LIMIT_S),
            json_option(language),
        ],
        examples=(
            ("samklang compare examples/vejen.xlsx --cohorts 2,3,4,5", say("Two to five cohorts.")),
            ("samklang compare vejen.xlsx --cohorts 4,6 --time-limit 120", say("Two minutes for each variant.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


@click.pass_context
def run(
    context: click.Context, *, workbook: Path, cohorts: tuple[int, ...], time_limit: int, threads: int, seed: int
) -> Exit:
    """Read, plan each, compare, show."""
    screen = screen_of(context)
    problem = problem_in(workbook, screen)
    variants = variants_of(problem, cohorts)
    found = _compared(screen, problem, variants, time_limit_s=time_limit, threads=threads, seed=seed)
    if screen.as_json:
        screen.result_as_json([_as_json(screen, row) for row in found.rows])
    else:
        _show(screen, found)
    return Exit.DONE if any(row.figures for row in found.rows) else Exit.REFUSED


def _compared(
    screen: Screen, problem: Problem, variants: Sequence[Variant], *, time_limit_s: int, threads: int, seed: int
) -> Comparison:
    def work(watched: Watched[Sentence, Comparison]) -> Comparison:
        def tell(variant: Variant, _: Progress) -> None:
            watched.tell(say("Planning {variant} …", variant=variant.name))

        return compare(
            problem,
            variants,
            time_limit_s=time_limit_s,
            threads=threads,
            seed=seed,
            on_progress=tell,
            should_stop=watched.should_stop,
        )

    with Waiting(screen, say("Planning the variants …")) as sign:
        try:
            return Watched(work).run(sign)
        except Stopped:
            raise Refused(say("Stopped before a variant was done."), code=Exit.ABORTED) from None


def _show(screen: Screen, found: Comparison) -> None:
    planned = [(place, row) for place, row in enumerate(found.rows) if row.figures]
    for start in range(0, len(planned), SIDE_BY_SIDE):
        screen.result(_table(screen, planned[start : start + SIDE_BY_SIDE], found))
    for sentence in _remarks(found):
        screen.result(sentence)


def _table(screen: Screen, rows: Sequence[tuple[int, Row]], found: Comparison) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("")
    for _, row in rows:
        table.add_column(screen.words(row.variant.name), justify="right")
    for column, heading in headings(found).items():
        cells = [
            _cell(screen, column, row.figures, best=place in marked(found, column))
            for place, row in rows
            if row.figures
        ]
        table.add_row(Text(screen.words(heading)), *cells)
    sure = [Text(f"{screen.words(how_sure(row.figures))}  ") for _, row in rows if row.figures]
    table.add_row(Text(screen.words(say("How sure"))), *sure)
    return table


def _cell(screen: Screen, column: Column, figures: Figures, *, best: bool) -> Text:
    text = screen.value(shown(column, figures))
    return Text(f"{text} *", style="bold green") if best else Text(f"{text}  ")


def _remarks(found: Comparison) -> Iterator[Sentence]:
    if any(row.figures for row in found.rows):
        yield say("* the best in its row. Every plan here has passed the check.")
    yield from remarks(found)


def _as_json(screen: Screen, row: Row) -> dict[str, Any]:
    return {
        "variant": screen.words(row.variant.name),
        "cohorts": row.variant.cohorts,
        "proved": row.proved,
        "reason": None if row.reason is None else screen.words(row.reason),
        "dominated_by": row.dominated_by,
        "figures": None if row.figures is None else asdict(row.figures),
    }
