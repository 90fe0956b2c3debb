"""`samklang doctor`: looks the installation over and says what to do."""

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang.cli.command import Command, json_option, option, screen_of
from samklang.cli.exits import Exit
from samklang.cli.screen import Screen
from samklang.cli.site import site
from samklang.core.words import say, say_n


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "doctor",
        run,
        does=say(
            "Look the installation over: settings, secret key, address, database, mail, clock, disk, worker, ledger, "
            "backups. Says what is well, what to watch, and what to do about the rest."
        ),
        params=[
            option(
                language, "--send-mail-to", "receiver", shown_as=say("E-MAIL"),
                does=say("Send one mail to this address besides; otherwise none is sent."),
            ),
            json_option(language),
        ],
        examples=(
            ("samklang doctor", say("Is everything well?")),
            ("samklang doctor --send-mail-to me@vejen.example", say("Does mail arrive as well?")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


@click.pass_context
def run(context: click.Context, receiver: str | None) -> Exit:
    """Every check, its finding, and 1 where something is at fault."""
    screen = screen_of(context)
    with site():
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.config.checks import Level, look_over, outside  # noqa: PLC0415 - see the line above

        findings = list(look_over())
        if receiver:
            findings.append(outside.send_mail_to(receiver))
    faults = sum(one.level == Level.FAULT for one in findings)
    warnings = sum(one.level == Level.WARNING for one in findings)
    if screen.as_json:
        screen.result_as_json(
            {
                "faults": faults,
                "warnings": warnings,
                "findings": [
                    {
                        "check": one.check,
                        "level": one.level.value,
                        "what": screen.words(one.what),
                        "do": screen.words(one.do) if one.do else "",
                    }
                    for one in findings
                ],
            }
        )
    else:
        _show(screen, [(one.level.value, screen.words(one.what), screen.words(one.do) if one.do else "")
                       for one in findings])  # fmt: skip
        screen.result(say_n("{count} fault", "{count} faults", faults))
        screen.result(say_n("{count} thing to watch", "{count} things to watch", warnings))
    return Exit.REFUSED if faults else Exit.DONE


def _show(screen: Screen, rows: list[tuple[str, str, str]]) -> None:
    words = {"ok": (say("well"), "green"), "warning": (say("watch"), "yellow"), "fault": (say("FAULT"), "bold red")}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("")
    table.add_column(screen.words(say("What was found")), overflow="fold", ratio=3)
    table.add_column(screen.words(say("What to do")), overflow="fold", ratio=2)
    for level, what, do in rows:
        word, colour = words[level]
        table.add_row(Text(screen.words(word), style=colour), Text(what), Text(do))
    screen.result(table)
