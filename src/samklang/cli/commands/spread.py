"""`samklang spread`: how much it means whom one meets, with luck taken out and nobody named."""

from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.agree_waiting import LateSign
from samklang.cli.amounts import Amount
from samklang.cli.arguments import seed_option
from samklang.cli.command import Command, Example, argument, json_option, option, screen_of
from samklang.cli.evidence_options import heading, out_option
from samklang.cli.evidence_outputs import Answered, answer
from samklang.cli.exits import Exit, to_mend
from samklang.cli.screen import Screen
from samklang.cli.solving import Watched
from samklang.cli.spread_intake import Columns, columns_of, sums_in
from samklang.core.words import Sentence, say
from samklang.reports.spread_document import document
from samklang.reports.spread_page import paper
from samklang.reports.spread_view import SpreadView, build

EXAMPLES: tuple[Example, ...] = (
    ("samklang spread cases.csv --staff staff --outcome in_work --strata group --smallest 10%",
     say("A row for each case; staff as made-up numbers, and what they cannot choose as strata.")),
    ("samklang spread sums.csv --staff staff --count n --sum total --smallest 10%",
     say("From how many cases each has, and how many of them are yes.")),
    ("samklang spread autumn.csv --before spring.csv --staff staff --outcome score --smallest 0.5 --out spread",
     say("Have they come closer? With a page and all figures.")),
)  # fmt: skip


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "spread",
        run,
        does=say(
            "See how much it means whom one meets: the spread between staff with luck taken out, beside what luck "
            "alone gives. No member of staff is named, and no point of a picture is one person's."
        ),
        params=_options(language),
        examples=EXAMPLES,
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND, Exit.ABORTED),
    )


def _options(language: str) -> list[click.Parameter]:
    return [
        argument(language, "data", shown_as=say("DATA"), does=say("The data: a CSV or Parquet file."),
                 type=click.Path(path_type=Path)),
        option(language, "--staff", shown_as=say("COLUMN"), does=say("The column of staff, as made-up numbers."),
               required=True),
        heading(language, "--outcome", say("The column of the outcome: numbers, or 1 and 0.")),
        heading(language, "--strata", say("A column of what staff cannot choose; may be given again."), many=True),
        option(language, "--count", shown_as=say("COLUMN"), does=say("The column of how many, where rows are sums.")),
        option(language, "--sum", "total", shown_as=say("COLUMN"), does=say("The column of their sum.")),
        option(language, "--squares", shown_as=say("COLUMN"),
               does=say("The column of the sum of their squares; not needed for yes and no.")),
        option(language, "--smallest", shown_as=say("AMOUNT"), type=Amount(), required=True,
               does=say("The smallest difference that matters across the middle eight in ten of staff: 0.5, or 10%.")),
        option(language, "--before", shown_as=say("EARLIER"), type=click.Path(path_type=Path),
               does=say("Earlier data with the same columns, to see whether staff have come closer.")),
        seed_option(language),
        out_option(language, "spread.html", "spread.json"),
        json_option(language),
    ]  # fmt: skip


@click.pass_context
def run(context: click.Context, /, *, data: Path, before: Path | None, out: Path | None, **given: Any) -> None:
    """Read, reckon, show."""
    screen = screen_of(context)
    columns = columns_of(given)

    def reckon() -> Answered:
        view = _reckoned(screen, data, before, columns, given)
        return Answered(paper(view, screen.language), document(view, screen.language))

    inputs = [path for path in (data, before) if path is not None]
    answer(screen, out, "spread", inputs=inputs, reckon=reckon)


def _reckoned(screen: Screen, data: Path, before: Path | None, columns: Columns, given: dict[str, Any]) -> SpreadView:
    def work(watched: Watched[Sentence, SpreadView]) -> SpreadView:
        now, note = sums_in(data, columns)
        earlier, older = (None, None) if before is None else sums_in(before, columns)
        if earlier is not None and earlier.kind is not now.kind:
            raise to_mend(say("One file has scores and the other yes and no. Compare the same outcome."))
        watched.tell(say("Reckoning the spread …"))
        return build(
            now,
            earlier,
            source=data.name,
            before_source="" if before is None else before.name,
            outcome=columns.outcome or columns.total or "",
            strata=tuple(columns.strata),
            smallest=given["smallest"],
            seed=given["seed"],
            made_at=clock.now(),
            notes=tuple(one for one in (note, older) if one is not None),
        )

    with LateSign(screen, say("Summing the rows …")) as sign:
        return Watched(work, stops=False).run(sign)
