"""The options of `samklang agree`."""

from pathlib import Path

import click

from samklang.cli.arguments import seed_option
from samklang.cli.command import Example, argument, json_option, option
from samklang.cli.kinds import ShareOfOne, WholeNumber
from samklang.core.agreement import Metric
from samklang.core.words import Sentence, say
from samklang.core.workbook.ratings_layout import Form

EXAMPLES: tuple[Example, ...] = (
    (
        "samklang agree examples/ratings-autumn.csv --level ordinal --by indicator",
        say("Each indicator, on levels that have an order."),
    ),
    (
        "samklang agree examples/ratings-autumn.csv --before examples/ratings-spring.csv --out agreement",
        say("Has it changed since spring? With a page, a spreadsheet and all figures."),
    ),
    (
        "samklang agree examples/ratings-krippendorff.csv --level nominal --json",
        say("Krippendorff's own table, a column for each rater."),
    ),
    ("samklang agree ratings.xlsx --key Facit --scale 1-5", say("Beside the agreed level of each case.")),
)


def options(language: str) -> list[click.Parameter]:
    """All of them, in the order of the help page."""
    return [
        argument(
            language,
            "ratings",
            shown_as=say("RATINGS"),
            does=say("The ratings: a CSV file or a workbook (.xlsx)."),
            type=click.Path(path_type=Path),
        ),
        option(
            language,
            "--level",
            does=say(
                "What the levels are: names (nominal), steps in order (ordinal), numbers with equal steps (interval), "
                "or counts from 0 (ratio)."
            ),
            type=click.Choice([metric.value for metric in Metric]),
            default=Metric.ORDINAL.value,
            show_default=True,
        ),
        option(
            language,
            "--by",
            does=say("A figure for each indicator, or one for all together. Each, where the file has indicators."),
            type=click.Choice(["indicator", "overall"]),
        ),
        *_columns(language),
        option(
            language,
            "--scale",
            shown_as=say("LEVELS"),
            does=say("The levels that can be given: 1-5, or each with commas between. Any other is told."),
        ),
        *_comparisons(language),
        *_ways(language),
        json_option(language),
    ]


def _columns(language: str) -> list[click.Parameter]:
    def named(name: str, does: Sentence) -> click.Option:
        return option(language, name, shown_as=say("HEADING"), does=does)

    return [
        named("--rater", say("The column with who rated, where the heading does not tell.")),
        named("--case", say("The column with what was rated, where the heading does not tell.")),
        named("--item", say("The column with the indicator, where the heading does not tell.")),
        named("--value", say("The column with the level, where the heading does not tell.")),
        option(
            language,
            "--wide",
            does=say("Each row is a case with a column for each rater, or a rater with a column for each case."),
            type=click.Choice([Form.CASES.value, Form.RATERS.value]),
        ),
    ]


def _comparisons(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--before",
            shown_as=say("EARLIER"),
            does=say("Earlier ratings, to see what has changed on the cases that both have."),
            type=click.Path(path_type=Path),
        ),
        option(
            language,
            "--smallest-relevant",
            shown_as=say("NUMBER"),
            does=say("The smallest change in alpha that matters, stated before the answer is read."),
            type=ShareOfOne(),
            default=0.1,
            show_default=True,
        ),
        option(
            language,
            "--key",
            shown_as=say("NAME"),
            does=say("The column with the agreed level of each case, or the rater whose levels are the key."),
        ),
        option(
            language,
            "--raters",
            is_flag=True,
            does=say("Each rater's own figures too, by name and in the order of the file. Without it nobody is named."),
        ),
    ]


def _ways(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--bootstrap",
            shown_as=say("NUMBER"),
            does=say(
                "Draw raters and cases anew so many times for the intervals, where the raters are a sample. Otherwise "
                "each case is left out in turn."
            ),
            type=WholeNumber(100, 100_000),
        ),
        seed_option(language),
        option(
            language,
            "--out",
            "-o",
            shown_as=say("FOLDER"),
            does=say("The folder for agreement.html, agreement.xlsx and agreement.json; your own files in it stay."),
            type=click.Path(path_type=Path),
        ),
    ]
