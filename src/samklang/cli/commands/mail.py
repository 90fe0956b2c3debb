"""`samklang mail`: reads what mail servers wrote back about mail that did not arrive, and mail that companies sent."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from samklang.cli import clock
from samklang.cli.command import Command, argument, json_option, screen_of
from samklang.cli.exits import Exit, to_mend
from samklang.cli.screen import Screen
from samklang.cli.site import require_migrated, site
from samklang.core.words import say, say_n

BOUNCES = "bounces"
TAKE_IN = "take-in"
STDIN = "-"


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "mail",
        run,
        does=say(
            "Read mail that a mail server hands over: with bounces, the reports about mail that did not arrive, so "
            "that it is marked in the outbox and what else waits for those addresses is held; with take-in, mail that "
            "companies sent to the entrance. Reading a mail twice changes nothing, so a whole mailbox can be read "
            "every night."
        ),
        params=[
            argument(
                language,
                "deed",
                shown_as=say("bounces|take-in"),
                does=say("bounces reads reports of mail that came back; take-in reads mail from companies."),
                type=click.Choice((BOUNCES, TAKE_IN)),
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
            ("samklang mail take-in -", say("Take in one mail from a company that a mail server hands over.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, deed: str, files: Sequence[Path]) -> Exit:
    """Read them all, then mark or take in."""
    return _take_in(screen_of(context), files) if deed == TAKE_IN else _bounces(screen_of(context), files)


def _take_in(screen: Screen, files: Sequence[Path]) -> Exit:
    with site():
        require_migrated()
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.companies.commands.mail_in import TakenIn, take_in_mail  # noqa: PLC0415 - see the line above

        took = Counter(take_in_mail(content, clock.now()) for content in _mails(files))
    lost = took[TakenIn.NO_ENTRANCE]
    if screen.as_json:
        screen.result_as_json({one.name.lower(): took[one] for one in TakenIn})
        return Exit.REFUSED if lost else Exit.DONE
    begun = took[TakenIn.NEW] + took[TakenIn.REPLY]
    screen.result(say_n("{count} mail was taken in.", "{count} mails were taken in.", begun))
    if took[TakenIn.LEFT_OUT]:
        left = took[TakenIn.LEFT_OUT]
        screen.note(say_n("{count} mail was sent by a machine.", "{count} mails were sent by machines.", left))
    if took[TakenIn.KNOWN]:
        screen.note(say_n("{count} mail was known.", "{count} mails were known.", took[TakenIn.KNOWN]))
    if took[TakenIn.BOUNCE]:
        came_back = took[TakenIn.BOUNCE]
        screen.note(say_n("{count} mail of ours came back.", "{count} mails of ours came back.", came_back))
    if lost:
        screen.note(
            say_n(
                "{count} mail is for no entrance that is set up.",
                "{count} mails are for no entrance that is set up.",
                lost,
            )
        )  # fmt: skip
    return Exit.REFUSED if lost else Exit.DONE


def _bounces(screen: Screen, files: Sequence[Path]) -> Exit:
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
