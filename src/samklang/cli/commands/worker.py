"""`samklang worker`: does the work in the background, and what is to be done at night."""

import signal
from typing import Any

import click

from samklang.cli.command import Command, option, screen_of
from samklang.cli.exits import Exit
from samklang.cli.kinds import WholeNumber
from samklang.cli.site import require_migrated, running_on_it, site
from samklang.core.words import say

PATIENCE_S = 60


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "worker",
        run,
        does=say(
            "Do the work that the site leaves for later: search for plans, read large imports, send mail. At night it "
            "removes what has had its time. Asked to end, it finishes the task at hand first."
        ),
        params=[
            option(
                language,
                "--processes",
                shown_as=say("NUMBER"),
                does=say("How many tasks are done side by side."),
                type=WholeNumber(1, 64),
                default=1,
                show_default=True,
            ),
            option(
                language,
                "--patience",
                shown_as=say("SECONDS"),
                does=say(
                    "How long a task may go on after the worker is asked to end; then it is marked as broken off."
                ),
                type=WholeNumber(0, 3600),
                default=PATIENCE_S,
                show_default=True,
            ),
            click.Option(["--parent"], type=int, hidden=True),
        ],
        examples=(
            ("samklang worker", say("One task at a time.")),
            ("samklang worker --processes 4", say("Four tasks side by side.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, processes: int, patience: int, parent: int | None) -> None:
    """Until asked to end, or until the process that started it is gone."""
    screen = screen_of(context)
    with site():
        require_migrated()
        # It asks the database, so it can only be loaded once the site has started.
        from samklang.cli.crew import Crew  # noqa: PLC0415 - see the line above

        crew = Crew(size=processes, queues=("default", "planner"), patience_s=patience)

        def end(*_: Any) -> None:
            crew.ending.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, end)
        screen.note(say("The worker waits for tasks. Ctrl-C ends it."))
        with running_on_it():
            crew.run(parent)
    screen.note(say("The worker has ended."))
