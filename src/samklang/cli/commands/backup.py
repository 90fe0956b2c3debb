"""`samklang backup`: the whole installation in one file."""

from pathlib import Path

import click

from samklang.cli import clock
from samklang.cli.command import Command, argument, json_option, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.kinds import WholeNumber
from samklang.cli.site import require_migrated, site
from samklang.core.words import say, say_n


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "backup",
        run,
        does=say(
            "Write the whole installation in one file: database, uploaded files, secret key, and a manifest with "
            "checksums. The site may run meanwhile. The file holds personal data; only its owner can read it."
        ),
        params=[
            argument(
                language,
                "file",
                shown_as=say("FILE.tar.gz"),
                does=say("A new file, or a folder, in which it is named after the time."),
                type=click.Path(path_type=Path),
            ),
            option(
                language,
                "--keep",
                shown_as=say("NUMBER"),
                does=say("Afterwards keep only so many backups in the folder, the newest."),
                type=WholeNumber(1, 10_000),
            ),
            json_option(language),
        ],
        examples=(
            ("samklang backup vejen.tar.gz", say("One file.")),
            ("samklang backup backups --keep 14", say("One more in the folder, and only the newest fourteen stay.")),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )


@click.pass_context
def run(context: click.Context, file: Path, keep: int | None) -> None:
    """Write the file, then remove the old ones."""
    screen = screen_of(context)
    now = clock.now()
    with site():
        require_migrated()
        # They ask the database, so they can only be loaded once the site has started.
        from samklang.config import backup  # noqa: PLC0415 - see the line above
        from samklang.config.backup.making import name_for  # noqa: PLC0415 - see the line above

        to = _place(file, name_for(now), keep)
        try:
            manifest = backup.make(to, now)
        except backup.BackupWrong as wrong:
            raise Refused(wrong.sentence) from wrong
        removed = backup.rotate(file, keep) if keep else []
    rows = sum(manifest.rows.values())
    if screen.as_json:
        screen.result_as_json({"path": str(to), "bytes": to.stat().st_size, "rows": rows, "ledger": manifest.ledger})
        return
    screen.result(
        say(
            "Written: {path} ({megabytes} MB, {rows} rows, {files} files).",
            path=str(to),
            megabytes=round(to.stat().st_size / 1_000_000, 1),
            rows=rows,
            files=sum(name.startswith("files/") for name in manifest.parts),
        )
    )
    if manifest.ledger[0]:
        screen.result(say("The ledger's head: {head}", head=f"{manifest.ledger[0]}:{manifest.ledger[1]}"))
    if removed:
        screen.note(say_n("{count} old backup was removed.", "{count} old backups were removed.", len(removed)))


def _place(file: Path, name: str, keep: int | None) -> Path:
    if file.is_dir():
        return file / name
    if keep:
        raise to_mend(say("--keep needs a folder, and “{path}” is none. Make the folder first.", path=str(file)))
    if file.exists():
        raise to_mend(say("“{path}” is there already. Choose another name.", path=str(file)))
    return file
