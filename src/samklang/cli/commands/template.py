"""`samklang template`: an empty workbook with explanations and examples."""

from datetime import date
from pathlib import Path

import click

from samklang.cli import clock
from samklang.cli.command import Command, Example, argument, language_of, option, screen_of
from samklang.cli.exits import to_mend
from samklang.cli.folder import hidden_folder
from samklang.cli.kinds import Day
from samklang.core.words import say
from samklang.core.workbook import template

PROGRAMMES = ("conversations", "companies")


EXAMPLES: tuple[Example, ...] = (
    ("samklang template plan.xlsx", say("For conversations with citizens.")),
    (
        "samklang template --programme companies --first-day 2027-02-01 plan.xlsx",
        say("For the meeting with companies, from 1 February 2027."),
    ),
)


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "template",
        run,
        does=say(
            "Write an empty spreadsheet with every sheet explained, to be filled in and given to samklang plan. "
            "The headings are in the language chosen with --lang; samklang plan understands both."
        ),
        params=[
            argument(
                language,
                "path",
                shown_as=say("FILE.xlsx"),
                does=say("The spreadsheet to write. One that is there already is left alone."),
                type=click.Path(path_type=Path),
            ),
            option(
                language,
                "--programme",
                does=say("Conversations with citizens, or the meeting with companies."),
                type=click.Choice(PROGRAMMES, case_sensitive=False),
                default=PROGRAMMES[0],
                show_default=True,
            ),
            option(
                language,
                "--first-day",
                shown_as=say("DATE"),
                does=say(
                    "The programme's first day; the example dates and the closing days follow it. Today, if left out."
                ),
                type=Day(),
            ),
        ],
        examples=EXAMPLES,
    )


@click.pass_context
def run(context: click.Context, path: Path, programme: str, first_day: date | None) -> None:
    """Write the workbook beside its place, then move it there."""
    screen = screen_of(context)
    if path.suffix.lower() != ".xlsx":
        raise to_mend(say("The name must end in .xlsx, such as {name}.", name=f"{path.stem or 'plan'}.xlsx"))
    if path.exists():
        raise to_mend(say("“{path}” is there already. Choose another name, or move it first.", path=str(path)))
    if not path.parent.is_dir():
        raise to_mend(say("There is no folder “{path}”. Make it first, or choose another.", path=str(path.parent)))
    with hidden_folder(path.parent) as staging:
        written = staging / path.name
        template(written, programme=programme, language=language_of(context), first_day=first_day or clock.today())
        written.replace(path)
    screen.result(say("Written: {path}. Fill it in, then: samklang plan {path} --out plan", path=str(path)))
