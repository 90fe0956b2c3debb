"""`samklang nightly`: what is done every night, done now."""

from datetime import datetime

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli import clock
from samklang.cli.command import Command, json_option, option, screen_of
from samklang.cli.exits import Exit
from samklang.cli.screen import Screen
from samklang.cli.site import require_migrated, site
from samklang.core.words import Sentence, say


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "nightly",
        run,
        does=say(
            "Remove what has had its time: data past the days the municipality keeps them, sessions that have ended, "
            "old results. samklang worker does it by itself every night; this does it now."
        ),
        params=[
            option(language, "--preview", does=say("Only show what would be removed."), is_flag=True),
            json_option(language),
        ],
        examples=(
            ("samklang nightly --preview", say("See what tonight will remove.")),
            ("samklang nightly", say("Remove it now.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, preview: bool) -> Exit:
    """Do the chores or count what they would do, and show each."""
    screen = screen_of(context)
    now: datetime = clock.now()
    with site():
        require_migrated()
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.config import nights  # noqa: PLC0415 - see the line above

        done: tuple[tuple[Sentence, int | None], ...] = nights.preview(now) if preview else nights.run(now)
    _show(screen, done, preview=preview)
    return Exit.REFUSED if any(count is None for _, count in done) else Exit.DONE


def _show(screen: Screen, done: tuple[tuple[Sentence, int | None], ...], *, preview: bool) -> None:
    if screen.as_json:
        screen.result_as_json(
            {"preview": preview, "chores": [{"what": screen.words(what), "rows": count} for what, count in done]}
        )
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column(screen.words(say("What")), overflow="fold")
    table.add_column(screen.words(say("Would be removed") if preview else say("Removed")), justify="right")
    for what, count in done:
        table.add_row(
            Text(screen.words(what)), screen.words(say("failed, see the log")) if count is None else str(count)
        )
    screen.result(table)
