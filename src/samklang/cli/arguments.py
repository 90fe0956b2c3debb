"""The arguments and options that several subcommands share."""

import os
from pathlib import Path

import click

from samklang.cli import clock
from samklang.cli.command import argument, option
from samklang.cli.kinds import Day, WholeNumber
from samklang.core.words import Sentence, render, say

DAY_S = 24 * 60 * 60
MOST_THREADS = 8
"""Cores used unless the user asks for more; each takes memory of its own."""


def workbook_argument(language: str) -> click.Argument:
    """WORKBOOK: the spreadsheet, or a problem document."""
    return argument(
        language,
        "workbook",
        shown_as=say("WORKBOOK"),
        does=say("The spreadsheet of the programme, or a problem.json written earlier."),
        type=click.Path(path_type=Path),
    )


def plan_argument(language: str) -> click.Argument:
    """PLAN_JSON: a plan written earlier."""
    return argument(
        language,
        "plan_json",
        shown_as=say("PLAN_JSON"),
        does=say("The plan.json that samklang plan has written."),
        type=click.Path(path_type=Path),
    )


def plan_option(language: str, does: Sentence) -> click.Option:
    """--plan: a plan written earlier, where a command can do without."""
    return option(language, "--plan", shown_as=say("PLAN_JSON"), does=does, type=click.Path(path_type=Path))


def today_option(language: str) -> click.Option:
    """--today: the day to reckon from."""
    return option(
        language,
        "--today",
        shown_as=say("DATE"),
        does=say("The day to reckon from, if it is not today."),
        type=Day(),
        default=clock.today,
    )


def seed_option(language: str) -> click.Option:
    """--seed: where chance starts."""
    return option(
        language,
        "--seed",
        shown_as=say("NUMBER"),
        does=say("The number that chance starts from; the same number gives the same answer."),
        type=WholeNumber(0, 2**31 - 1),
        default=0,
        show_default=True,
    )


def out_option(language: str) -> click.Option:
    """--out: the folder for the plan's files."""
    return option(
        language,
        "--out",
        "-o",
        shown_as=say("FOLDER"),
        does=say(
            "The folder for the plan's files; it is made if it is not there. Your own files in it are left alone."
        ),
        type=click.Path(path_type=Path),
        required=True,
    )


def search_options(language: str, *, time_limit_s: int) -> list[click.Parameter]:
    """--time-limit, --threads and --seed: how hard to search."""
    return [
        option(
            language,
            "--time-limit",
            shown_as=say("SECONDS"),
            does=say("Stop after so many seconds with the best plan found."),
            type=WholeNumber(1, DAY_S),
            default=time_limit_s,
            show_default=True,
        ),
        option(
            language,
            "--threads",
            shown_as=say("NUMBER"),
            does=say("How many processor cores to use."),
            type=WholeNumber(1, 64),
            default=min(MOST_THREADS, os.cpu_count() or 1),
            show_default=render(say("those there are, at most {most}", most=MOST_THREADS), language),
        ),
        seed_option(language),
    ]
