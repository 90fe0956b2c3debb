"""The options of `samklang effect`."""

from pathlib import Path

import click

from samklang.cli.amounts import Amount
from samklang.cli.arguments import seed_option
from samklang.cli.command import Example, json_option, option
from samklang.cli.evidence_options import column_options, data_argument, engine_options, heading, out_option
from samklang.core.effects.plan import Base, Controls, Design, Summary
from samklang.core.effects.told import Unit
from samklang.core.words import say

DESIGNS = {"staggered": Design.STAGGERED, "drawn": Design.DRAWN}
CONTROLS = {"not-yet": Controls.NOT_YET, "never": Controls.NEVER}
BASES = {"universal": Base.UNIVERSAL, "varying": Base.VARYING}
SUMMARIES = {
    "cohort": Summary.COHORT,
    "time-since": Summary.TIME_SINCE,
    "simple": Summary.SIMPLE,
    "calendar": Summary.CALENDAR,
}
UNITS = {
    "share": Unit.PERCENTAGE_POINTS,
    "points": Unit.POINTS,
    "days": Unit.DAYS,
    "kroner": Unit.KRONER,
}
EXAMPLES: tuple[Example, ...] = (
    (
        "samklang effect data.parquet --unit office --cohort trained --period quarter --outcome in_work --repeated "
        "--smallest 2%",
        say("Offices trained at different times, a row for each citizen."),
    ),
    (
        "samklang effect --unit office --cohort trained --period quarter --outcome in_work --repeated --smallest 2% "
        "--freeze study.json",
        say("State the plan before the data are read."),
    ),
    (
        "samklang effect data.parquet --plan study.json --out effect",
        say("Answer the frozen plan, with a page and all figures."),
    ),
    (
        "samklang effect --cells merged --outcome in_work --smallest 2%",
        say("From sums that several municipalities have put together."),
    ),
)


def options(language: str) -> list[click.Parameter]:
    """All of them, in the order of the help page."""
    return [
        data_argument(language, say("The data: Parquet or CSV files, one row for each unit and period.")),
        *column_options(language),
        *_plan(language),
        *_ways(language),
        *_beforehand(language),
        *engine_options(language),
        option(
            language,
            "--cells",
            shown_as=say("CELL_FILE"),
            does=say("Sums written by samklang cells, in place of data; may be given again."),
            type=click.Path(path_type=Path),
            multiple=True,
        ),
        option(
            language,
            "--trust",
            shown_as=say("KEY"),
            does=say("A public key, or the file with it, whose sums are taken in; may be given again."),
            multiple=True,
        ),
        out_option(language, "effect.html", "effect.json"),
        json_option(language),
    ]


def _plan(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--smallest",
            shown_as=say("AMOUNT"),
            does=say("The smallest effect that matters, stated before the answer is read: 0.5, or of a share 2%."),
            type=Amount(),
        ),
        option(
            language,
            "--design",
            does=say("How it was decided who was trained first: otherwise (staggered), or by lot (drawn)."),
            type=click.Choice(list(DESIGNS)),
            default="staggered",
            show_default=True,
        ),
        option(
            language,
            "--order",
            shown_as=say("CSV_FILE"),
            does=say("The order as drawn: two columns, unit and first period, to see whether it was kept."),
            type=click.Path(path_type=Path),
        ),
        option(
            language,
            "--lower-is-better",
            is_flag=True,
            does=say("Less of the outcome is better, such as days without work."),
        ),
        heading(language, "--secondary", say("A further outcome stated beforehand; may be given again."), many=True),
        heading(
            language, "--explore", say("An outcome only looked at, and labelled so; may be given again."), many=True
        ),
        option(language, "--question", shown_as=say("TEXT"), does=say("The question in words.")),
        seed_option(language),
    ]


def _ways(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--controls",
            does=say("Whom the trained are compared with: those not trained yet, or those never trained."),
            type=click.Choice(list(CONTROLS)),
            default="not-yet",
            show_default=True,
        ),
        option(
            language,
            "--base",
            does=say(
                "What periods before training are compared with: the last one before it, or each with the one before."
            ),
            type=click.Choice(list(BASES)),
            default="universal",
            show_default=True,
        ),
        option(
            language,
            "--anticipation",
            shown_as=say("NUMBER"),
            does=say("Periods before training in which it may already work."),
            type=click.IntRange(0, 1000),
            default=0,
            show_default=True,
        ),
        option(
            language,
            "--summary",
            does=say("How effects become one figure: by cohort, by time since training, all alike, by period."),
            type=click.Choice(list(SUMMARIES)),
            default="cohort",
            show_default=True,
        ),
    ]


def _beforehand(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--counted-in",
            does=say("What the outcome is counted in. Yes and no are told by themselves; other numbers are points."),
            type=click.Choice(list(UNITS)),
        ),
        option(
            language,
            "--freeze",
            shown_as=say("PLAN_JSON"),
            does=say("Write the plan with its hash before data are read, and stop."),
            type=click.Path(path_type=Path),
        ),
        option(
            language,
            "--plan",
            shown_as=say("PLAN_JSON"),
            does=say("Answer a frozen plan; it says which columns are read, and is refused if it was changed."),
            type=click.Path(path_type=Path),
        ),
    ]
