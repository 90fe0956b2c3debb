"""Options that `samklang effect` and `samklang cells` share: columns of a long table, and what sums it."""

from pathlib import Path

import click

from samklang.cli.command import argument, option
from samklang.core.words import Sentence, say

ENGINE = "SAMKLANG_ENGINE"


def data_argument(language: str, does: Sentence) -> click.Argument:
    """DATA…: Parquet or CSV files."""
    return argument(language, "data", shown_as=say("DATA…"), does=does, type=click.Path(path_type=Path), nargs=-1,
                    required=False)  # fmt: skip


def heading(language: str, name: str, does: Sentence, *, many: bool = False) -> click.Option:
    """An option that names a column, or several when it is given several times."""
    return option(language, name, shown_as=say("COLUMN"), does=does, multiple=many)


def column_options(language: str) -> list[click.Parameter]:
    """The columns of a long table: one row for each unit and period."""
    return [
        heading(language, "--unit", say("The column of whom training reaches: an office, a team, a made-up number.")),
        heading(language, "--cohort", say("The column of the first period with training; empty where it never comes.")),
        heading(language, "--period", say("The column of periods: whole numbers, or dates that lie evenly.")),
        heading(language, "--outcome", say("The column of the one primary outcome: numbers, or 1 and 0.")),
        heading(language, "--cluster", say("The column of what varies together, such as the office; else the unit.")),
        heading(language, "--strata", say("A column of categories to compare within; may be given again."), many=True),
        heading(language, "--weight", say("The column of weights, where rows do not count alike.")),
        option(language, "--repeated", is_flag=True,
               does=say("Units have many rows in a period, as an office has citizens.")),
    ]  # fmt: skip


def engine_options(language: str) -> list[click.Parameter]:
    """--engine and --memory."""
    return [
        option(
            language,
            "--engine",
            shown_as=say("ADDRESS"),
            does=say(
                "What sums the rows: duckdb in this process, or sc://host:15002 for an engine that speaks Spark "
                "Connect. Also {variable}.",
                variable=ENGINE,
            ),
            envvar=ENGINE,
        ),
        option(
            language,
            "--memory",
            shown_as=say("MB"),
            does=say("How many MB of memory DuckDB may hold; what is more is put on disk."),
            type=click.IntRange(50, 10_000_000),
        ),
    ]


def out_option(language: str, page: str, document: str) -> click.Option:
    """--out: the folder for the page and the document."""
    return option(
        language,
        "--out",
        "-o",
        shown_as=say("FOLDER"),
        does=say(
            "The folder for {page} and {document}; your own files in it stay.",
            page=page,
            document=document,
        ),
        type=click.Path(path_type=Path),
    )
