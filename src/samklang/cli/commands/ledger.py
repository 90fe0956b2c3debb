"""`samklang ledger`: whether the record of who did what is whole, and what to note down elsewhere."""

import re
from typing import Any

import click

from samklang.cli.command import Command, argument, json_option, language_of, option, screen_of
from samklang.cli.exits import Exit
from samklang.cli.site import require_migrated, site
from samklang.core.words import render, say, say_n

VERIFY, HEAD = "verify", "head"
_MOST_SHOWN = 50


class Mark(click.ParamType[Any]):
    """NUMBER:HASH, as `samklang ledger head` prints it."""

    name = "mark"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number and the hash."""
        found = re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", str(value).strip().lower())
        if found is None:
            why = say("“{found}” is not a number, a colon and a hash, as {command} prints them.",
                      found=str(value)[:100], command="samklang ledger head")  # fmt: skip
            self.fail(render(why, language_of(ctx)), param, ctx)
        return int(found[1]), found[2]


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "ledger",
        run,
        does=say(
            "Go through the ledger and say whether any entry was changed, taken out or put in. Keep its head "
            "somewhere else, on paper or in another system, and ask for it later with --expect: that also finds an end "
            "that was cut off."
        ),
        params=[
            argument(
                language,
                "deed",
                shown_as=say("verify|head"),
                does=say("verify goes through it; head prints the number and hash of the last entry."),
                type=click.Choice((VERIFY, HEAD)),
            ),
            option(
                language,
                "--expect",
                shown_as=say("NUMBER:HASH"),
                does=say("An entry noted down earlier, which must still be there as it was."),
                type=Mark(),
            ),
            json_option(language),
        ],
        examples=(
            ("samklang ledger verify", say("Is it whole?")),
            ("samklang ledger head", say("What to note down elsewhere.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, deed: str, expect: tuple[int, str] | None) -> Exit:
    """Go through it, or print its end."""
    screen = screen_of(context)
    with site():
        require_migrated()
        # It asks the database, so it can only be loaded once the site has started.
        from samklang.ledger import queries  # noqa: PLC0415 - see the line above

        if deed == HEAD:
            number, head = queries.head()
            if screen.as_json:
                screen.result_as_json({"number": number, "hash": head})
            else:
                screen.result(f"{number}:{head}")
            return Exit.DONE
        found = queries.verify(expect)
    if screen.as_json:
        faults = [screen.words(fault) for fault in found.faults]
        screen.result_as_json({"whole": found.whole, "number": found.count, "hash": found.head, "faults": faults})
    elif found.whole:
        screen.result(
            say("The ledger is whole: {count} entries, the last is {head}.", count=found.count, head=found.head)
        )
    else:
        screen.result(say_n("The ledger is not whole: {count} fault.", "The ledger is not whole: {count} faults.",
                            len(found.faults)))  # fmt: skip
        screen.result_as_list(found.faults[:_MOST_SHOWN])
        screen.problem(say("Keep the database as it is, take a backup, and tell those who answer for data protection."))
    return Exit.DONE if found.whole else Exit.REFUSED
