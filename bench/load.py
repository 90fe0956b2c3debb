"""Very many people at work at once: 94 jobcentres with 150 staff each, on SQLite and on PostgreSQL.

    python bench/load.py [--jobcentres 94] [--users 200] [--minutes 3] [--think 12] [--databases sqlite,postgresql]

The real server (`samklang serve`) and the real worker run in processes of their own. Everybody signs in with address
and password and works in a closed loop: a page, some seconds of thought, the next. Beside it, in the same run, stand
Django's own list, search and form over the same rows on the same server, asked by as many people who think as long.

The people who ask share the machine with the server: what they take is in the tables, and so is the machine's load.
PostgreSQL is the server of SAMKLANG_TEST_DATABASE_URL, in a database of its own that is dropped again.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

import httpx

from load_table import table
from load_users import Asked, Someone, work
from load_watch import Watch

HERE = Path(__file__).parent
SERVER = os.environ.get("SAMKLANG_TEST_DATABASE_URL") or "postgres://root@127.0.0.1:5432/postgres"
OWN_DATABASE = "samklang_load"
DAY = "2027-09-29"
_ANSWERS = {200, 302, 404}
_SIGN_IN_S = 0.25
"""So long after each other they sign in: it is the one thing that is meant to be slow."""


def main() -> None:
    """One database after the other; ends with 1 where anything went wrong."""
    chosen = _chosen()
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="samklang-load-") as folder:
        file = Path(chosen.template) if chosen.template else Path(folder) / "template.json"
        if not file.exists():
            _run(_settings(Path(folder) / "one", ""), "load_house.py", "template", str(file))
        for database in chosen.databases.split(","):
            wrong += _measure(chosen, Path(folder) / database, database, file)
    sys.exit(1 if wrong else 0)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--jobcentres", type=int, default=94)
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=3.0, help="of work, after everybody has signed in")
    parser.add_argument("--peer-minutes", type=float, default=1.0, help="of work at Django's own administration")
    parser.add_argument("--think", type=float, default=12.0, help="seconds between pages, on average")
    parser.add_argument("--databases", default="sqlite,postgresql")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer")
    parser.add_argument("--runs", type=int, default=5, help="how often each page is asked for by itself; 0: not at all")
    parser.add_argument("--port", type=int, default=8397)
    parser.add_argument("--template", help="a file that keeps the rows of one jobcentre from run to run")
    return parser.parse_args()


def _settings(folder: Path, url: str) -> dict[str, str]:
    """The environment of everything that is started: a site in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    named = {
        "SAMKLANG_DATA": str(folder), "DATABASE_URL": url, "SAMKLANG_SECOND_FACTOR": "optional", "SAMKLANG_DEMO": "1",
        "SAMKLANG_DEMO_TODAY": DAY, "SAMKLANG_EMAIL_URL": "dummymail://", "SAMKLANG_BEHIND_PROXY": "1",
        "SAMKLANG_LOG_LEVEL": "error", "DJANGO_SETTINGS_MODULE": "samklang.config.settings",
    }  # fmt: skip
    return {**os.environ, **named}


def _run(settings: dict[str, str], script: str, *given: str) -> str:
    done = subprocess.run(
        [sys.executable, str(HERE / script), *given], env=settings, stdout=subprocess.PIPE, check=True
    )
    return done.stdout.decode()


def _measure(chosen: argparse.Namespace, folder: Path, database: str, file: Path) -> int:
    """Everything on one database. Returns how much went wrong."""
    with _database(database) as url:
        settings = _settings(folder, url)
        began = time.perf_counter()
        users = folder / "users.json"
        said = _run(settings, "load_house.py", "fill", str(file), str(chosen.jobcentres), str(chosen.users))
        users.write_text(said.splitlines()[-1], encoding="utf-8")
        print(f"# {database}: {chosen.jobcentres} jobcentres made in {time.perf_counter() - began:.0f} s", flush=True)
        known = json.loads(users.read_text(encoding="utf-8"))
        with _processes(settings, chosen) as roots:
            watch = Watch(roots)
            asked, keys = asyncio.run(_crowd(chosen, known, watch))
        plain, beside = _beside(settings, chosen, known, keys) if chosen.peer_minutes else ([], watch)
        costs = json.loads(_run(settings, "load_cost.py", str(users), str(chosen.runs))) if chosen.runs else {}
        print(table(asked, watch, costs, chosen), flush=True)
        if plain:
            print("\nThe same people at Django's own administration:", flush=True)
            print(table(plain, beside, {}, chosen), flush=True)
        return sum(1 for one in [*asked, *plain] if one.wrong)


@contextmanager
def _database(database: str) -> Iterator[str]:
    """Its address; empty for SQLite, which has a file in the folder."""
    if database == "sqlite":
        yield ""
        return
    import psycopg  # noqa: PLC0415 - SQLite alone does without it

    def say(command: str) -> None:
        with psycopg.connect(SERVER, autocommit=True) as beside:
            beside.execute(command)

    say(f"DROP DATABASE IF EXISTS {OWN_DATABASE} WITH (FORCE)")
    say(f"CREATE DATABASE {OWN_DATABASE}")
    try:
        yield urlsplit(SERVER)._replace(path=f"/{OWN_DATABASE}").geturl()
    finally:
        say(f"DROP DATABASE IF EXISTS {OWN_DATABASE} WITH (FORCE)")


@contextmanager
def _processes(settings: dict[str, str], chosen: argparse.Namespace) -> Iterator[dict[str, int]]:
    """The server and the worker, by their numbers; ended afterwards."""
    ours = [sys.executable, "-m", "samklang.cli"]
    server = [*ours, "serve", "--quiet", "--workers", str(chosen.workers), "--port", str(chosen.port)]
    started = {
        name: subprocess.Popen(command, env=settings, stderr=subprocess.DEVNULL)
        for name, command in (("server", server), ("worker", [*ours, "worker", "--quiet"]))
    }
    yield from _until_done(started, chosen.port, "/health/live")


@contextmanager
def _peer(settings: dict[str, str], chosen: argparse.Namespace) -> Iterator[dict[str, int]]:
    """Django's own administration on a server of the same kind."""
    granian = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(chosen.workers)]
    command = [
        *granian,
        "--blocking-threads",
        "8",
        "--port",
        str(chosen.port),
        "--no-access-log",
        "load_peer:application",
    ]
    own = {**settings, "DJANGO_SETTINGS_MODULE": "load_peer_settings", "PYTHONPATH": _path(settings)}
    started = {"server": subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)}
    yield from _until_done(started, chosen.port, "/admin/login/")


def _beside(
    settings: dict[str, str], chosen: argparse.Namespace, known: dict[str, Any], keys: list[httpx.Cookies]
) -> tuple[list[Asked], Watch]:
    """The same people there, with what they are signed in with at ours."""
    with _peer(settings, chosen) as roots:
        watch = Watch(roots)
        asked, _ = asyncio.run(_crowd(chosen, known, watch, keys))
    return asked, watch


def _path(settings: dict[str, str]) -> str:
    return os.pathsep.join(one for one in (str(HERE), settings.get("PYTHONPATH", "")) if one)


def _until_done(started: dict[str, "subprocess.Popen[bytes]"], port: int, url: str) -> Iterator[dict[str, int]]:
    try:
        _wait(port, url, started)
        yield {**{name: one.pid for name, one in started.items()}, "crowd": os.getpid()}
    finally:
        for one in started.values():
            one.terminate()
        for one in started.values():
            one.wait(60)


def _wait(port: int, url: str, started: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for _ in range(600):
        for name, one in started.items():
            if one.poll() is not None:
                raise SystemExit(f"The {name} ended with {one.returncode} before it answered.")
        try:
            if httpx.get(f"http://localhost:{port}{url}", timeout=5).status_code in _ANSWERS:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise SystemExit("The site did not answer within five minutes.")


async def _crowd(
    chosen: argparse.Namespace, known: dict[str, Any], watch: Watch, keys: Sequence[httpx.Cookies] = ()
) -> tuple[list[Asked], list[httpx.Cookies]]:
    """Everybody at work until the time is up: all that was asked, and what they are signed in with.

    keys: what they are signed in with already, at the site beside ours.
    """
    asked: list[Asked] = []
    every = _SIGN_IN_S / 5 if keys else _SIGN_IN_S
    minutes = chosen.peer_minutes if keys else chosen.minutes
    ends = time.perf_counter() + every * len(known["people"]) + minutes * 60
    watching = asyncio.create_task(watch.run())
    people = []
    for number, facts in enumerate(known["people"]):
        client = httpx.AsyncClient(base_url=f"http://localhost:{chosen.port}", timeout=60)
        own = {**facts, "think": chosen.think, **({"kind": "peer"} if keys else {})}
        if keys:
            client.cookies = keys[number]
        people.append(Someone(client, own, Random(number), asked.append))
    await asyncio.gather(*(work(one, known["password"], at * every, ends) for at, one in enumerate(people)))
    watching.cancel()
    return asked, [one.client.cookies for one in people]


if __name__ == "__main__":
    main()
