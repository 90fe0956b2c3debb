"""`samklang plan`: from the workbook to the best plan and its files."""

from pathlib import Path

import click

from samklang.cli import outputs
from samklang.cli.arguments import out_option, search_options, workbook_argument
from samklang.cli.command import Command, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused
from samklang.cli.folder import folder_for
from samklang.cli.intake import problem_in
from samklang.cli.progress import watching
from samklang.cli.publishing import publish
from samklang.cli.screen import Screen
from samklang.cli.solving import Stopped, Watched
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve import Impossible, Progress, solve
from samklang.core.words import say

TIME_LIMIT_S = 60


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "plan",
        run,
        does=say(
            "Make the best course plan from a workbook: everybody a seat, no counter below its minimum, as cheap as "
            "can be, and then your other wishes in order. Ctrl-C stops at any time and keeps the best plan so far."
        ),
        params=[
            workbook_argument(language),
            out_option(language),
            option(
                language,
                "--staff",
                shown_as=say("CSV_FILE"),
                does=say("A staff list from the personnel system, read instead of the workbook's own."),
                type=click.Path(path_type=Path),
            ),
            *search_options(language, time_limit_s=TIME_LIMIT_S),
            json_option(language),
        ],
        examples=(
            ("samklang plan examples/vejen.xlsx --out plan", say("Plan for a minute and write the files to plan/.")),
            (
                "samklang plan vejen.xlsx --out plan --time-limit 300 --seed 7",
                say("Search for five minutes, with another start."),
            ),
            ("samklang plan vejen.xlsx --out plan --staff staff.csv", say("Take the staff from the personnel system.")),
        ),
        exits=tuple(Exit),
    )


@click.pass_context
def run(
    context: click.Context, *, workbook: Path, out: Path, staff: Path | None, time_limit: int, threads: int, seed: int
) -> None:
    """Read, plan, check, write, show."""
    screen = screen_of(context)
    inputs = [path for path in (workbook, staff) if path is not None]
    with folder_for(out, names=outputs.names(screen.language), inputs=inputs) as folder:
        problem = problem_in(workbook, screen, staff)
        plan, stopped = searched(screen, problem, time_limit_s=time_limit, threads=threads, seed=seed)
        publish(screen, problem, plan, folder, stopped=stopped)


def searched(screen: Screen, problem: Problem, *, time_limit_s: int, threads: int, seed: int) -> tuple[Plan, bool]:
    """The best plan found, and whether the search was stopped by hand. Raises Refused where there is none."""

    def work(watched: Watched[Progress, Plan]) -> Plan:
        return solve(
            problem,
            time_limit_s=time_limit_s,
            threads=threads,
            seed=seed,
            on_progress=watched.tell,
            should_stop=watched.should_stop,
        )

    search: Watched[Progress, Plan] = Watched(work)
    with watching(screen, problem.first_day, time_limit_s) as display:
        try:
            return search.run(display), search.should_stop()
        except Impossible as impossible:
            if search.should_stop() and not impossible.proved:
                raise _stopped_too_soon() from None
            raise _refused(impossible) from None
        except Stopped:
            if display.best is None:
                raise _stopped_too_soon() from None
            return display.best, True


def _stopped_too_soon() -> Refused:
    return Refused(say("Stopped before there was a first plan. Nothing was written."), code=Exit.ABORTED)


def _refused(impossible: Impossible) -> Refused:
    if impossible.proved:
        next_step = say(
            "samklang explain with the same workbook names the rules that collide and the cheapest way out."
        )
    else:
        next_step = say("Give it more time with --time-limit, or ask samklang explain whether the rules collide.")
    return Refused(impossible.reason, next_step)
