"""`samklang serve`: the site, for browsers."""

import hashlib
import importlib
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from samklang.cli.command import Command, option, screen_of
from samklang.cli.exits import Exit, Refused, to_mend
from samklang.cli.kinds import WholeNumber
from samklang.cli.screen import Screen
from samklang.cli.site import require_migrated, running_on_it, site
from samklang.core.words import say

MOST_WORKERS = 4
_METRICS = "PROMETHEUS_MULTIPROC_DIR"
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of one's own is made in it, which nobody else can have made
_GRACE_S = 20
_TRIED_PORTS = 50


def command(language: str) -> Command:
    """The subcommand in a language."""
    return Command(
        language,
        "serve",
        run,
        does=say(
            "Start the site. Its own files are gathered first where they have changed. Ctrl-C ends it when the answers "
            "under way are given. To the internet it is put behind a web server that speaks HTTPS."
        ),
        params=[
            option(
                language, "--host", shown_as=say("ADDRESS"), default="127.0.0.1", show_default=True,
                does=say("The address it listens on; 0.0.0.0 for every network of the machine."),
            ),
            option(
                language, "--port", shown_as=say("NUMBER"), does=say("The port it listens on."),
                type=WholeNumber(1, 65535), default=8000, show_default=True,
            ),
            option(
                language, "--workers", shown_as=say("NUMBER"), does=say("How many processes answer side by side."),
                type=WholeNumber(1, 64), default=min(MOST_WORKERS, os.cpu_count() or 1), show_default=True,
            ),
            option(
                language, "--with-worker", is_flag=True,
                does=say("Do the work in the background as well, so that samklang worker need not run beside."),
            ),
        ],
        examples=(
            ("samklang serve", say("On this machine, at http://localhost:8000.")),
            (
                "samklang serve --workers 8 --with-worker",
                say("Everything in one command, for up to some hundred staff."),
            ),
        ),
        exits=(Exit.DONE, Exit.REFUSED, Exit.TO_MEND),
    )  # fmt: skip


@click.pass_context
def run(context: click.Context, host: str, port: int, workers: int, with_worker: bool) -> Exit:
    """Until asked to end."""
    return serve_site(screen_of(context), host=host, port=port, workers=workers, with_worker=with_worker)


def serve_site(
    screen: Screen, *, host: str, port: int, workers: int, with_worker: bool, or_next_port: bool = False
) -> Exit:
    """Until asked to end. or_next_port: where another program has the port, take the next that is free."""
    port = _free_port(host, port, tries=_TRIED_PORTS if or_next_port else 1)
    with site(address=f"http://localhost:{port}"):
        require_migrated()
        with running_on_it():
            return _ready_and_served(screen, host, port, workers=workers, with_worker=with_worker)


def _ready_and_served(screen: Screen, host: str, port: int, *, workers: int, with_worker: bool) -> Exit:
    _make_ready(screen)
    if not screen.quiet:
        shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::"} else host  # noqa: S104 - only compared
        screen.note(say("Samklang answers at {address} – Ctrl-C ends it.", address=f"http://{shown}:{port}/"))
    try:
        with _worker_beside() if with_worker else _nothing():
            return _serve(host, port, workers)
    finally:
        shutil.rmtree(os.environ[_METRICS], ignore_errors=True)


def _free_port(host: str, port: int, *, tries: int) -> int:
    for candidate in range(port, min(port + tries, 65536)):
        try:
            family = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0][0]
            with socket.socket(family) as trial:
                trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                trial.bind((host, candidate))
                return candidate
        except socket.gaierror:
            raise to_mend(say("“{host}” is no address of this machine. Leave --host out.", host=host)) from None
        except PermissionError:
            raise to_mend(
                say("Ports below 1024 are for the system. Choose another than {port} with --port.", port=str(port))
            ) from None
        except OSError as error:
            if candidate + 1 == min(port + tries, 65536):
                raise _taken(host, port, error) from None
    raise to_mend(say("No port is free from {port} on. Choose another with --port.", port=str(port)))


def _taken(host: str, port: int, error: OSError) -> Refused:
    return to_mend(
        say(
            "Samklang cannot listen on {host} port {port} ({why}). Is it running already? Otherwise choose another "
            "port with --port.",
            host=host,
            port=str(port),
            why=error.strerror or str(error),
        )
    )


def _make_ready(screen: Screen) -> None:
    # They read the settings, so they can only be loaded once the site has started.
    from django.conf import settings  # noqa: PLC0415 - see the line above
    from django.urls import get_resolver  # noqa: PLC0415 - see the line above

    from samklang.config import assets, database  # noqa: PLC0415 - see the line above

    if not assets.are_built():
        raise Refused(say("The styles of the pages are not built. Run {command} first.", command="make assets"))
    if assets.gather():
        screen.note(say("The files for the browser are gathered in “{path}”.", path=str(settings.STATIC_ROOT)))
    os.environ[_METRICS] = str(place_for_figures(Path(settings.DATA).resolve()))
    # Loaded once and here, so that each process answers its first request as quickly as its second.
    importlib.import_module("samklang.config.wsgi")
    _ = get_resolver().url_patterns
    database.let_go()  # the processes that answer are copies of this one, and a connection cannot be shared


def place_for_figures(data: Path, memory: Path = _MEMORY) -> Path:
    """An empty folder in memory, or in the data folder where none can be made in memory.

    The processes count in files that they have mapped: one that finds no room on a full disk for what it has counted is
    ended by the system in the middle of an answer, and soon all of them are.
    """
    folder = memory / f"samklang-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(mode=0o700)
    except OSError:  # there is none, or what lies there is somebody else's
        folder = data / "run" / "figures"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def _serve(host: str, port: int, workers: int) -> Exit:
    # It takes a moment to load, which the other commands need not wait for.
    from django.conf import settings  # noqa: PLC0415 - see the line above
    from granian.constants import Interfaces  # noqa: PLC0415 - see the line above
    from granian.log import LogLevels  # noqa: PLC0415 - see the line above
    from granian.server import Server  # noqa: PLC0415 - see the line above

    from samklang.config import env  # noqa: PLC0415 - see the line above

    server: Any = Server(
        "samklang.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=env.number("THREADS", 8),
        respawn_failed_workers=True,
        workers_kill_timeout=_GRACE_S,
        log_level=LogLevels.error,
        log_dictconfig=settings.LOGGING,
    )
    try:
        server.serve()
    except SystemExit as ended:
        return Exit.REFUSED if ended.code else Exit.DONE
    return Exit.DONE


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _worker_beside() -> Iterator[None]:
    """A worker as a child: started again when it dies, and ended before we do."""
    ending = threading.Event()
    command = [sys.executable, "-m", "samklang.cli", "worker", "--quiet", "--parent", str(os.getpid())]
    children: list[subprocess.Popen[bytes]] = []

    def tend() -> None:
        while not ending.is_set():
            # A session of its own, so that Ctrl-C reaches it through us and only once.
            child = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own program
            children.append(child)
            child.wait()
            ending.wait(5)

    tending = threading.Thread(target=tend)
    tending.start()
    try:
        yield
    finally:
        ending.set()
        for child in children:
            child.terminate()
        tending.join()
