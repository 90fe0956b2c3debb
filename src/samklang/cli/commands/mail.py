"""`samklang mail bounces`: reads what mail servers wrote back about mail that did not arrive."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.command import Command, argument, json_option, screen_of
from samklang.cli.exits import Exit, to_mend
from samklang.cli.site import require_migrated, site
from samklang.core.words import say, say_n

BOUNCES = "bounces"
STDIN = "-"


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "mail",
        run,
        does=say(
            "Read the reports of mail servers about mail that did not arrive, mark that mail in the outbox, and hold "
            "what else waits for those addresses. Reading a report twice changes nothing, so a whole mailbox can be "
            "read every night."
        ),
        params=[
            argument(
                language,
                "deed",
                shown_as=say("bounces"),
                does=say("bounces reads reports of mail that came back."),
                type=click.Choice((BOUNCES,)),
            ),
            argument(
                language,
                "files",
                shown_as=say("FILE…"),
                does=say("A Maildir, an mbox file, a file with one mail, or - for a mail on standard input."),
                type=click.Path(path_type=Path, allow_dash=True),
                nargs=-1,
                required=True,
            ),
            json_option(language),
        ],
        examples=(
            ("samklang mail bounces /var/mail/samklang", say("Read a mailbox.")),
            ("samklang mail bounces -", say("Read one mail that a mail server hands over.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, deed: str, files: Sequence[Path]) -> Exit:
    """Read them all, then mark."""
    del deed  # there is one
    screen = screen_of(context)
    with site():
        require_migrated()
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.delivery.bounce_reports import read  # noqa: PLC0415 - see the line above
        from samklang.delivery.commands.bounces import Noted, note_bounces  # noqa: PLC0415 - see the line above

        found = [report for content in _mails(files) if (report := read(content)) is not None]
        noted = note_bounces(found, clock.now())
    if screen.as_json:
        screen.result_as_json({one.name.lower(): noted[one] for one in Noted})
        return Exit.DONE
    marked = noted[Noted.MARKED]
    screen.result(say_n("{count} mail came back.", "{count} mails came back.", marked))
    if noted[Noted.KNOWN]:
        screen.note(say_n("{count} report was known.", "{count} reports were known.", noted[Noted.KNOWN]))
    if noted[Noted.NOT_OURS]:
        screen.note(
            say_n("{count} report is not about mail of ours.", "{count} reports are not about mail of ours.",
                  noted[Noted.NOT_OURS])
        )  # fmt: skip
    return Exit.DONE


def _mails(files: Sequence[Path]) -> Iterator[Any]:
    from samklang.delivery.bounce_reports import messages_in, messages_of  # noqa: PLC0415 - only once the site is there

    for path in files:
        if str(path) == STDIN:
            yield from messages_of(sys.stdin.buffer.read())
            continue
        try:
            yield from messages_in(path)
        except OSError as fault:
            raise to_mend(say("{path} cannot be read: {why}.", path=str(path), why=str(fault.strerror))) from fault
