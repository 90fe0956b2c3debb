"""`samklang migrate`: the database as this version wants it."""

import click

from samklang.cli.command import Command, screen_of
from samklang.cli.exits import Exit, Refused
from samklang.cli.site import site
from samklang.core.words import say, say_n


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "migrate",
        run,
        does=say(
            "Make the tables of the database, or bring them to this version. Where they are up to date, nothing is "
            "done. Before a new version, take a backup first."
        ),
        params=[],
        examples=(("samklang migrate", say("The first time, and after each new version.")),),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context) -> None:
    """Take the steps, say how many, and what comes next where nobody can sign in yet."""
    screen = screen_of(context)
    with site():
        # Both ask the database, so they can only be loaded once the site has started.
        from samklang.access.models import Person  # noqa: PLC0415 - see the line above
        from samklang.config import database  # noqa: PLC0415 - see the line above

        if newer := database.unknown():
            raise Refused(
                say(
                    "A newer version of Samklang has changed this database ({step}). Install that version again, or "
                    "restore the backup from before it.",
                    step=newer[0],
                )
            )
        steps = database.migrate()
        if steps:
            screen.result(
                say_n(
                    "{count} change was made to the database.", "{count} changes were made to the database.", len(steps)
                )
            )
        else:
            screen.result(say("The database is up to date."))
        if not Person.objects.exists():
            screen.note(say("Nobody can sign in yet. Next: {command}", command="samklang setup --help"))
