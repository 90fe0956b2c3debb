"""`samklang forecast`: who is trained and still here, month by month."""

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli.approval import approved_plan_in
from samklang.cli.arguments import plan_option, seed_option, today_option, workbook_argument
from samklang.cli.command import Command, Example, json_option, option, screen_of
from samklang.cli.exits import to_mend
from samklang.cli.intake import problem_in
from samklang.cli.kinds import ShareOfOne, WholeNumber
from samklang.cli.screen import Screen
from samklang.core.planner.forecast import Assumptions, Estimate, Forecast, forecast_plan, told
from samklang.core.words import Sentence, Share, say

STEP_MONTHS = 3
"""Months between the rows of the table; --json has every month."""


EXAMPLES: tuple[Example, ...] = (
    (
        "samklang forecast vejen.xlsx --turnover 0.2 --months 24",
        say("Two years ahead, a fifth leaving a year."),
    ),
    (
        "samklang forecast vejen.xlsx --plan plan/plan.json --goal 0.9",
        say("With the plan, and the refill for 90 %."),
    ),
    ("samklang forecast vejen.xlsx --assume follow_ups=3 --json", say("With coaching; all figures as JSON.")),
)


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "forecast",
        run,
        does=say(
            "Forecast how many are trained and still here in the months to come, under turnover, long leave and skill "
            "that fades, and how many must be trained each half-year to hold a goal."
        ),
        params=[
            workbook_argument(language),
            plan_option(language, say("The plan whose courses count. Without it, only those already trained do.")),
            *_assumption_options(language),
            option(
                language,
                "--months",
                shown_as=say("NUMBER"),
                does=say("How far to look."),
                type=WholeNumber(1, 120),
                default=24,
                show_default=True,
            ),
            option(
                language,
                "--goal",
                shown_as=say("SHARE"),
                does=say(
                    "The share of the posts whose holder is to be trained, such as 0.9; finds the refill it takes."
                ),
                type=ShareOfOne(),
            ),
            today_option(language),
            seed_option(language),
            json_option(language),
        ],
        examples=EXAMPLES,
    )


def _assumption_options(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--turnover",
            shown_as=say("SHARE"),
            does=say("The share of the staff who leave in a year."),
            type=ShareOfOne(),
            default=Assumptions().turnover,
            show_default=True,
        ),
        option(
            language,
            "--assume",
            shown_as=say("NAME=VALUE"),
            does=say(
                "Another assumption, as often as you like: {names}.",
                names=", ".join(field.name for field in fields(Assumptions) if field.name != "turnover"),
            ),
            multiple=True,
        ),
    ]


@click.pass_context
def run(
    context: click.Context,
    *,
    workbook: Path,
    plan: Path | None,
    turnover: float,
    assume: tuple[str, ...],
    months: int,
    goal: float | None,
    today: date,
    seed: int,
) -> None:
    """Read, forecast, show."""
    screen = screen_of(context)
    assumptions = _assumptions(turnover, assume)
    if goal == 0:
        raise to_mend(say("A goal of nothing holds itself. Write a share above {none}.", none=Share(0)))
    problem = problem_in(workbook, screen)
    given = None if plan is None else approved_plan_in(plan, problem)
    if given is None:
        screen.note(say("No plan is given, so only those who are trained already count. Add one with --plan."))
    seen = forecast_plan(problem, given, assumptions, today=today, months=months, seed=seed, goal=goal)
    if screen.as_json:
        screen.result_as_json({"today": today, **asdict(seen)})
    else:
        _show(screen, seen, today)


def _assumptions(turnover: float, assume: tuple[str, ...]) -> Assumptions:
    usual = Assumptions()
    given: dict[str, Any] = {
        "turnover": turnover,
        "turnover_low": min(usual.turnover_low, turnover),
        "turnover_high": max(usual.turnover_high, turnover),
    }
    names = {field.name for field in fields(Assumptions)}
    for one in assume:
        name, equals, value = one.partition("=")
        if not equals or name.strip() not in names:
            raise to_mend(
                say(
                    "“{found}” is not an assumption. Write one of these, =, and a value: {names}.",
                    found=one,
                    names=", ".join(sorted(names)),
                )
            )
        given[name.strip()] = value.strip().replace(",", ".")
    try:
        return Assumptions(**given)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        raise to_mend(
            say(
                "{name} cannot be {found}. See which values make sense in the reference on forecasts.",
                name=str(first["loc"][0]),
                found=str(first["input"]),
            )
        ) from None


def _show(screen: Screen, seen: Forecast, today: date) -> None:
    screen.result(
        Text(screen.words(say("Trained and still here, month by month from {today}", today=today)), style="bold")
    )
    screen.result(
        say(
            "{staff} on the staff: {now} are trained today and {planned} will be by the plan. "
            "{turnover} of the staff leave in a year.",
            staff=seen.staff,
            now=seen.trained_now,
            planned=seen.to_be_trained,
            turnover=Share(seen.assumptions.turnover),
        )
    )
    screen.result(_table(screen, seen))
    for sentence in told(seen):
        screen.result(sentence)
    screen.result(say("Every assumption can be set with --assume; --json shows them all."))


def _table(screen: Screen, seen: Forecast) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in (
        say("Month"),
        say("Trained"),
        say("9 of 10 times"),
        say("Of posts"),
        say("At work"),
        say("Skill kept"),
    ):
        table.add_column(screen.words(heading), justify="right")
    last = len(seen.points) - 1
    for point in seen.points:
        if point.month % STEP_MONTHS and point.month != last:
            continue
        table.add_row(
            str(point.month),
            screen.value(round(point.trained.mean, 1)),
            screen.words(_span(point.trained)),
            "–" if point.share is None else screen.value(Share(point.share)),
            screen.value(round(point.at_work.mean, 1)),
            "–" if point.skill_kept is None else screen.value(Share(point.skill_kept.mean)),
        )
    return table


def _span(estimate: Estimate) -> Sentence:
    return say("{low} to {high}", low=round(estimate.low), high=round(estimate.high))
