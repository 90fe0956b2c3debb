"""Installations of their own on both databases, with real processes that can be killed."""

import hashlib
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from tests.architecture.sources import ROOT
from tests.config.conftest import a_free_port, environment
from tests.on_postgres import URL, whats_wrong

from samklang.config.sqlite.base import DANISH, _compared

SQLITE, POSTGRESQL = "sqlite", "postgresql"
ENGINES = (SQLITE,) if whats_wrong() else (SQLITE, POSTGRESQL)
KEPT = ROOT / "out" / "faults"
"""Tables once made are kept here, since making them takes a minute for each database."""
BEGIN = """
from samklang.config.start import start
start()
from tests.factories.api import a_token
from tests.factories.people import a_jobcentre, a_municipality, a_team, somebody_who_is
from samklang.access.enums import Role, Scope
jobcentre = a_jobcentre(a_municipality("Kommunen"))
team = a_team(jobcentre, "Team Job")
print(somebody_who_is(Role.PROGRAMME_LEAD, jobcentre).email)
print(a_token(jobcentre, Scope.SCIM)[1])
"""


class Installation:
    """A data folder and a database; commands, a site and a worker on them."""

    def __init__(self, folder: Path, url: str = "", **settings: str) -> None:
        self.folder, self.url, self.port = folder, url, a_free_port()
        self.logs = folder
        path = os.pathsep.join(filter(None, [os.environ.get("PYTHONPATH"), str(ROOT)]))
        given = {"DATABASE_URL": url, "PYTHONPATH": path, "SAMKLANG_SECOND_FACTOR": "optional", **settings}
        self.environment = environment(folder, **given)
        self.secret = self.lead = ""

    @property
    def database(self) -> Path:
        """Where the SQLite database lies."""
        return self.folder / "data" / "samklang.sqlite3"

    def begin(self) -> None:
        """A jobcentre with a team, its programme lead, and the token of another system."""
        self.lead, self.secret = self.python(BEGIN).split()

    def python(self, code: str, *arguments: str) -> str:
        """What a script on this installation prints."""
        line = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(line, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def line(self, *arguments: object) -> list[str]:
        """A command line of the program."""
        return [sys.executable, "-m", "samklang.cli", *map(str, arguments)]

    def run(self, *arguments: object, before: tuple[str, ...] = (), **more: str) -> subprocess.CompletedProcess[str]:
        """One command until it ends. before: what starts it, such as a limit."""
        return subprocess.run(
            [*before, *self.line(*arguments)], env={**self.environment, **more}, cwd=self.folder,
            capture_output=True, encoding="utf-8", check=False, timeout=600,
        )  # fmt: skip

    def process(self, *arguments: object, before: tuple[str, ...] = (), **more: str) -> subprocess.Popen[bytes]:
        """One command that goes on, in a session of its own, so that it can be killed with all it started."""
        log = (self.logs / f"{arguments[0]}.log").open("ab")
        with log:
            return subprocess.Popen(
                [*before, *self.line(*arguments)], env={**self.environment, **more}, cwd=self.folder,
                start_new_session=True, stdout=log, stderr=log,
            )  # fmt: skip

    @contextmanager
    def site(self, before: tuple[str, ...] = (), **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """The site, once it answers; killed at the end, if it has not been."""
        served = self.process("serve", "--port", self.port, "--workers", 2, before=before, **more)
        try:
            until(lambda: served.poll() is not None or self.ask("GET", "/health/ready")[0] == 200)
            assert served.poll() is None, (self.logs / "serve.log").read_text()
            yield served
        finally:
            kill(served)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and text; 0 where nobody answers."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            asking.request(method, path, body, headers)
            answer = asking.getresponse()
            return answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, {}, ""
        finally:
            asking.close()

    def hire(self, address: str) -> tuple[int, dict[str, str], str]:
        """The directory of the municipality sends somebody new of Team Job."""
        sent = {
            "schemas": [_USER, _STAFF], "userName": address, "displayName": "Anna Hansen", "active": True,
            "name": {"givenName": "Anna", "familyName": "Hansen"}, "externalId": address,
            _STAFF: {"department": "Team Job", "employeeNumber": address.partition("@")[0]},
        }  # fmt: skip
        head = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/scim+json", "Accept": "*/*"}
        return self.ask("POST", "/scim/v2/Users", json.dumps(sent), **head)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What one statement finds, or does."""
        if self.url:
            with psycopg.connect(self.url) as opened:
                found = opened.execute(sql)
                return found.fetchall() if found.description else []
        with closing(opened_file(self.database)) as opened, opened:
            return opened.execute(sql).fetchall()

    def counts(self) -> dict[str, int]:
        """How many rows each table has, but for what is only remembered for a while."""
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        if self.url:
            named = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        passing = {"web_cache", "django_session", "usersessions_usersession", "django_tasks_database_dbtaskresult"}
        tables = sorted({str(row[0]) for row in self.rows(named)} - passing)
        return {table: int(self.rows(f'SELECT COUNT(*) FROM "{table}"')[0][0]) for table in tables}  # noqa: S608


_USER = "urn:ietf:params:scim:schemas:core:2.0:User"
_STAFF = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"


def opened_file(path: Path) -> sqlite3.Connection:
    """An SQLite database, with the order of letters that its indexes are in."""
    opened = sqlite3.connect(path, timeout=30)
    opened.create_collation(DANISH, _compared)
    return opened


def kill(process: "subprocess.Popen[bytes]") -> None:
    """With everything it has started, and no chance to say goodbye."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(true: Callable[[], bool], seconds: float = 300) -> None:
    """Wait; a machine may be slow, so it is long."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def same_tables_as() -> str:
    """A fingerprint of every step there is, by which kept tables are known."""
    steps = sorted((ROOT / "src" / "samklang").glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(step.name.encode() + step.read_bytes() for step in steps)).hexdigest()[:12]


def sqlite_tables() -> Path:
    """An SQLite database with today's tables and nothing in them."""
    kept = KEPT / f"{same_tables_as()}.sqlite3"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        made = Installation(KEPT / f"making-{os.getpid()}")
        made.folder.mkdir()
        answer = made.run("migrate")
        assert answer.returncode == 0, answer.stderr
        made.database.rename(kept)
        shutil.rmtree(made.folder)
    return kept


def server(database: str) -> str:
    """The address of a database on the server of the tests."""
    parts = urlsplit(URL)
    return f"{parts.scheme}://{parts.netloc}/{database}"


@contextmanager
def a_database(at: str = "") -> Iterator[str]:
    """The address of an empty PostgreSQL database, which is dropped afterwards. at: another server's address."""
    name = f"samklang_faults_{os.getpid()}_{time.monotonic_ns()}"
    base = at or server("postgres")
    with psycopg.connect(base, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield f"{base.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(base, autocommit=True) as opened:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)")


def make_tables(url: str, folder: Path) -> None:
    """Today's tables in an empty PostgreSQL database."""
    kept = KEPT / f"{same_tables_as()}.dump"
    if not kept.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        answer = Installation(folder, url).run("migrate")
        assert answer.returncode == 0, answer.stderr
        subprocess.run(["pg_dump", "-Fc", "--no-owner", f"--file={kept}", f"--dbname={url}"], check=True)
        return
    subprocess.run(["pg_restore", "--no-owner", f"--dbname={url}", str(kept)], check=True)
