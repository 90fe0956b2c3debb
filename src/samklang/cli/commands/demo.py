"""`samklang demo`: the two constructed jobcentres on a site of their own, to look around in."""

import json
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich import box
from rich.table import Table
from rich.text import Text

from samklang import __version__
from samklang.cli.command import Command, option, screen_of
from samklang.cli.exits import Exit, to_mend
from samklang.cli.screen import Screen
from samklang.cli.site import faults_in_words
from samklang.core.words import say
from samklang.demo.jobcentres import SEED
from samklang.demo.stages import STAGES, Stage

if TYPE_CHECKING:
    from samklang.demo.site import SignIn

MARK = "demo.json"
"""The file by which a demo's folder is known; no other folder is ever cleared."""


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "demo",
        run,
        does=say(
            "Make the two constructed jobcentres on a site of their own, say whom to sign in as, and start the site. "
            "No real people; nothing of your own installation is touched. A demo that is there already is kept as it "
            "was left, unless --fresh is given or the stage or the seed is another."
        ),
        params=_options(language),
        examples=(
            ("samklang demo", say("Both jobcentres before the first course, and the site running.")),
            ("samklang demo --stage running --no-serve", say("Only make the data, in the middle of Vejen's autumn.")),
        ),
    )


def _options(language: str) -> list[click.Parameter]:
    return [
        option(
            language,
            "--stage",
            does=say("The day to meet them on: planned, running, closing or proven."),
            type=click.Choice(tuple(STAGES), case_sensitive=False),
            default=next(iter(STAGES)),
            show_default=True,
        ),
        option(
            language, "--seed", does=say("Another number gives other people."), type=int, default=SEED,
            show_default=True,
        ),
        option(
            language, "--data", shown_as=say("FOLDER"), does=say("Where the demo keeps its files."),
            type=click.Path(path_type=Path, file_okay=False), default=Path("out/demo"), show_default=True,
        ),
        option(language, "--fresh", does=say("Make it again from the beginning."), is_flag=True),
        option(
            language, "--serve/--no-serve", does=say("Whether to start the site when the demo is made."),
            default=True, show_default=True,
        ),
        option(
            language, "--port", does=say("The port of the site; the next free one is taken where it is in use."),
            type=click.IntRange(1, 65535), default=8000, show_default=True,
        ),
    ]  # fmt: skip


@click.pass_context
def run(
    context: click.Context, *, stage: str, seed: int, data: Path, fresh: bool, serve: bool, port: int
) -> Exit | None:
    """Make the demo where it is not there, show the sign-ins, serve."""
    screen = screen_of(context)
    chosen = STAGES[stage]
    made = {"stage": stage, "seed": seed, "version": __version__}
    _clear(data, fresh, made)
    _settle(data, chosen, port)
    sign_ins = _made(screen, data, chosen, seed, made)
    _show(screen, chosen, sign_ins)
    if not serve:
        return Exit.DONE
    from samklang.cli.commands.serve import serve_site  # noqa: PLC0415 - loads the site's settings, set just above

    return serve_site(screen, host="127.0.0.1", port=port, workers=1, with_worker=True, or_next_port=True)


def _clear(data: Path, fresh: bool, made: dict[str, object]) -> None:
    """Leave the demo that is wanted, or an empty folder. A folder that is not a demo's is refused."""
    if not data.exists() or not any(data.iterdir()):
        return
    mark = data / MARK
    if not mark.is_file():
        raise to_mend(
            say("“{path}” holds other files. Choose an empty folder for the demo, with --data.", path=str(data))
        )
    kept = json.loads(mark.read_text(encoding="utf-8"))
    if fresh or {name: kept.get(name) for name in made} != made:
        shutil.rmtree(data)


def _settle(data: Path, stage: Stage, port: int) -> None:
    """The settings of the demo, for this process and those it starts. DATABASE_URL is for the real installation."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("SAMKLANG_ADDRESS", f"http://localhost:{port}")
    os.environ.update(
        SAMKLANG_DATA=str(data.resolve()),
        SAMKLANG_DEMO="1",
        SAMKLANG_DEMO_TODAY=stage.today.isoformat(),
        SAMKLANG_SECOND_FACTOR="optional",
    )


def _made(screen: Screen, data: Path, stage: Stage, seed: int, made: dict[str, object]) -> "tuple[SignIn, ...]":
    # The settings are read from the environment when Django starts, so it starts only now.
    from django.conf import settings  # noqa: PLC0415 - after the settings, see above
    from django.core.management import call_command  # noqa: PLC0415 - after the settings, see above

    from samklang.access.enums import Role  # noqa: PLC0415 - after the settings, see above
    from samklang.config.start import start  # noqa: PLC0415 - after the settings, see above

    with faults_in_words():
        start()
    from samklang.demo.site import SignIn, build  # noqa: PLC0415 - needs the apps that have just started

    mark = data / MARK
    if mark.is_file():
        kept = json.loads(mark.read_text(encoding="utf-8"))["sign_ins"]
        return tuple(SignIn(**{**one, "role": Role(one["role"])}) for one in kept)
    began = time.monotonic()
    data.mkdir(parents=True, exist_ok=True)
    mark.write_text(json.dumps({}), encoding="utf-8")  # a demo that was broken off is made again, not refused
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    sending = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nobody real is to hear of what is made up
    sign_ins = build(stage, seed, screen.note)
    settings.EMAIL_BACKEND = sending
    kept = [vars(one) for one in sign_ins]
    mark.write_text(json.dumps({**made, "sign_ins": kept}, indent=1, ensure_ascii=False), encoding="utf-8")
    screen.note(say("Made in {seconds} seconds.", seconds=round(time.monotonic() - began)))
    return sign_ins


def _show(screen: Screen, stage: Stage, sign_ins: "tuple[SignIn, ...]") -> None:
    from samklang.access.enums import Role  # noqa: PLC0415 - needs the apps, which have started by now
    from samklang.demo.site import PASSWORD  # noqa: PLC0415 - needs the apps, which have started by now

    towns = list(dict.fromkeys(one.place for one in sign_ins))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in (screen.words(say("Sign in as")), *towns):
        table.add_column(heading, overflow="fold")
    for role in Role:
        addresses = {one.place: one.email for one in sign_ins if one.role == role}
        table.add_row(Text(screen.value(str(role.label))), *(Text(addresses.get(town, "–")) for town in towns))
    screen.result(table)
    screen.result(say("Everybody's password: {password}", password=PASSWORD))
    screen.result(say("In the demo it is {day}. {what}", day=stage.today, what=stage.says))
    screen.result(say("The data are constructed: no real people, companies or grants."))
