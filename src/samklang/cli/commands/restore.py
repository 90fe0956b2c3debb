"""`samklang restore`: an installation as a backup has it."""

from pathlib import Path

import click

from samklang.cli.command import Command, argument, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused
from samklang.cli.screen import Screen
from samklang.cli.site import site
from samklang.core.words import say


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "restore",
        run,
        does=say(
            "Put an installation back as a backup has it: database, uploaded files and secret key. Every checksum is "
            "looked at first; then all of it is replaced, or nothing. Stop the site and the worker before. Everybody "
            "signs in again afterwards."
        ),
        params=[
            argument(
                language,
                "file",
                shown_as=say("FILE.tar.gz"),
                does=say("A backup that samklang backup has written."),
                type=click.Path(path_type=Path, exists=True, dir_okay=False),
            ),
            option(
                language,
                "--replace",
                does=say("Replace what is here, also where it is not empty. What is here is lost."),
                is_flag=True,
            ),
            json_option(language),
        ],
        examples=(
            ("samklang restore vejen.tar.gz", say("Into a new installation.")),
            ("samklang restore vejen.tar.gz --replace", say("In place of what is here.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, file: Path, replace: bool) -> Exit:
    """Restore, and say what is to be done next."""
    screen = screen_of(context)
    with site():
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.config import backup  # noqa: PLC0415 - see the line above

        if not replace and not backup.is_empty():
            raise Refused(
                say("There are data here already. Take a backup of them, then try again with {option}.",
                    option="--replace")
            )  # fmt: skip
        try:
            restored = backup.restore(file)
        except backup.BackupWrong as wrong:
            raise Refused(wrong.sentence, say("Nothing was changed.")) from wrong
    manifest = restored.manifest
    if screen.as_json:
        faults = [screen.words(fault) for fault in restored.ledger_faults]
        screen.result_as_json({"made_at": manifest.made_at, "rows": sum(manifest.rows.values()), "faults": faults})
    else:
        screen.result(
            say("Restored as it was at {moment}: {rows} rows.", moment=manifest.made_at,
                rows=sum(manifest.rows.values()))
        )  # fmt: skip
    if restored.migrations_pending:
        screen.note(say("The backup is of an earlier version. Next: {command}", command="samklang migrate"))
    if restored.other_key:
        screen.problem(
            say(
                "SAMKLANG_SECRET_KEY is not the one of the backup. Set that one, or second factors must be set up anew."
            )
        )
    return _about_ledger(screen, restored.ledger_faults, pending=restored.migrations_pending)


def _about_ledger(screen: Screen, faults: tuple[object, ...], *, pending: bool) -> Exit:
    if faults:
        screen.problem(say("The ledger in the backup is not whole. See {command}", command="samklang ledger verify"))
        return Exit.REFUSED
    if not pending and not screen.as_json:
        screen.result(say("The ledger is whole."))
    return Exit.DONE
