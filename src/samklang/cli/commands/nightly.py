"""`samklang nightly`: what is done every night, done now."""

from datetime import datetime

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli import clock
from samklang.cli.command import Command, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused
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
            option(
                language, "--clock-is-right", is_flag=True,
                does=say("Also where the clock seems to have jumped: it has not, the computer was off."),
            ),
            option(
                language, "--delete-held", is_flag=True,
                does=say("Also what is so much at once that it was held back. Look at --preview first."),
            ),
            json_option(language),
        ],
        examples=(
            ("samklang nightly --preview", say("See what tonight will remove.")),
            ("samklang nightly", say("Remove it now.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


@click.pass_context
def run(context: click.Context, preview: bool, clock_is_right: bool, delete_held: bool) -> Exit:
    """Do the chores or count what they would do, and show each."""
    screen = screen_of(context)
    now: datetime = clock.now()
    with site():
        require_migrated()
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.config import night_watch, nights  # noqa: PLC0415 - see the line above

        last = nights.last_done()
        if not (preview or clock_is_right) and last is not None and night_watch.has_jumped(last, now):
            raise Refused(night_watch.what(last, now), night_watch.WHAT_TO_DO)
        done: tuple[tuple[Sentence, int | None], ...] = (
            nights.preview(now) if preview else nights.run(now, delete_held=delete_held)
        )
        held = [] if preview else nights.held_back()
        wrong = [*map(night_watch.too_many, held), *([night_watch.HELD] if held else [])]
    _show(screen, done, preview=preview)
    for sentence in wrong:
        screen.problem(sentence)
    return Exit.REFUSED if wrong or any(count is None for _, count in done) else Exit.DONE


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
