"""Taking the database out and putting it back, on SQLite and on PostgreSQL."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ConnectionHandler, OperationalError

from samklang.config import database
from samklang.config.backup.archive import BackupWrong, Manifest
from samklang.core.words import Sentence, say

_LIBPQ = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}
_CAREFULLY = ("SET LOCAL client_min_messages = warning;", "SET LOCAL lock_timeout = '10s';")
_LOCK_NOT_HAD = "55P03"
"""PostgreSQL's number for a lock that could not be had in time, whatever language it speaks."""


def sqlite_path() -> Path:
    """Where the SQLite database lies."""
    return Path(str(connection.settings_dict["NAME"]))


def dump(to: Path) -> tuple[str, str, dict[str, int]]:
    """The database in a file, as it is at one moment. Returns its version, its schema and the rows of each table."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(to)])
        to.chmod(0o600)
        with _opened(to) as copy:
            return sqlite3.sqlite_version, "", _rows(copy)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_schema(), current_setting('server_version_num')")
        snapshot, schema, server = cursor.fetchone()
        rows = _rows(connection)
        _pg(
            "pg_dump", int(server) // 10000, "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", f"--schema={schema}", f"--file={to}",
        )  # fmt: skip
    return server, schema, rows


def _rows(opened: Any) -> dict[str, int]:
    found = {}
    with opened.cursor() as cursor:
        for table in sorted(opened.introspection.table_names(cursor)):
            cursor.execute(f"SELECT COUNT(*) FROM {opened.ops.quote_name(table)}")  # noqa: S608 - a name of our own
            found[table] = int(cursor.fetchone()[0])
    return found


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """An SQLite file as Django opens ours, with the Danish order of letters."""
    opened = ConnectionHandler({"default": {**settings.DATABASES["default"], "NAME": str(path)}})["default"]
    try:
        yield opened
    finally:
        opened.close()


def check_copy(path: Path, manifest: Manifest) -> None:
    """Raises BackupWrong where the SQLite file is not sound or not what the manifest says."""
    try:
        with _opened(path) as copy, copy.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            sound = cursor.fetchone()[0] == "ok" and _rows(copy) == manifest.rows
    except OperationalError:
        sound = False
    if not sound:
        raise BackupWrong(say("The database in the backup is not sound. Take an earlier one."))


def require_alone(path: Path) -> None:
    """Fold the SQLite database into its one file. Raises BackupWrong where another program has it open."""
    if not path.exists():
        return
    opened = sqlite3.connect(path, timeout=2, isolation_level=None)
    try:
        # Only a program that is alone with the database may leave the mode that several share.
        opened.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise BackupWrong(running()) from error
    except sqlite3.DatabaseError:
        return  # no database at all: what is restored replaces it
    finally:
        opened.close()


def running() -> Sentence:
    """That others use the data, and what to do."""
    return say("Samklang is running on this database. Stop the site and the worker first, then try again.")


def load(dumped: Path, manifest: Manifest) -> None:
    """Replace PostgreSQL's tables by the dump's, in one transaction. Raises BackupWrong; then nothing changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_setting('server_version_num')")
        schema, server = cursor.fetchone()
        clearing = _clearing(cursor, schema)
    if schema != manifest.schema:
        raise BackupWrong(
            say(
                "The backup's tables stand in the schema “{theirs}”, this database uses “{ours}”. Use the same.",
                theirs=manifest.schema,
                ours=schema,
            )
        )
    database.let_go()
    script = dumped.with_name("database.sql")
    major = int(server) // 10000
    _pg("pg_restore", major, "--no-owner", "--no-privileges", f"--schema={schema}", f"--file={script}", str(dumped))
    whole = dumped.with_name("whole.sql")
    with whole.open("wb") as to:
        to.write(("\n".join(["BEGIN;", *_CAREFULLY, *clearing]) + "\n").encode())
        with script.open("rb") as source:
            shutil.copyfileobj(source, to)
        to.write(("\n".join([*_checks(manifest), "COMMIT;"]) + "\n").encode())
    _pg("psql", major, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=verbose", f"--file={whole}")


def _clearing(cursor: Any, schema: str) -> list[str]:
    """What takes away every table and function of ours."""
    cursor.execute(
        "SELECT format('DROP TABLE IF EXISTS %%I.%%I CASCADE;', n.nspname, c.relname) FROM pg_class c "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind IN ('r', 'p') "
        "UNION ALL SELECT format('DROP FUNCTION IF EXISTS %%s CASCADE;', p.oid::regprocedure) FROM pg_proc p "
        "JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = %s AND NOT EXISTS "
        "(SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')",
        [schema, schema],
    )
    return [row[0] for row in cursor.fetchall()]


def _checks(manifest: Manifest) -> list[str]:
    """What fails, and so undoes everything, where a table has not got its rows."""
    found = []
    for table, rows in manifest.rows.items():
        name = f"{connection.ops.quote_name(manifest.schema)}.{connection.ops.quote_name(table)}"
        found.append(
            f"DO $$ BEGIN IF (SELECT count(*) FROM {name}) <> {int(rows)} "  # noqa: S608 - names of our own tables
            f"THEN RAISE EXCEPTION 'rows are missing'; END IF; END $$;"
        )
    return found


def _pg(program: str, major: int, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs against our database. Raises BackupWrong."""
    about = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(about["HOST"] or ""),
        "PGPORT": str(about["PORT"] or ""),
        "PGUSER": str(about["USER"] or ""),
        "PGPASSWORD": str(about["PASSWORD"] or ""),
        "PGDATABASE": str(about["NAME"]),
        **{name: str(about["OPTIONS"][option]) for option, name in _LIBPQ.items() if option in about["OPTIONS"]},
    }
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, with arguments of ours
        [_program(program, major), *arguments],
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        if _LOCK_NOT_HAD in done.stderr:
            raise BackupWrong(running())
        first = (done.stderr.strip().splitlines() or [""])[0][-300:]
        raise BackupWrong(say("{program} could not do its part: {words}", program=program, words=first))


def _program(name: str, major: int) -> str:
    """The program of the server's version or a newer one. Raises BackupWrong where there is none."""
    places = [shutil.which(name), f"/usr/lib/postgresql/{major}/bin/{name}", f"/usr/pgsql-{major}/bin/{name}"]
    for place in filter(None, places):
        if Path(place).exists() and _major_of(place) >= major:
            return place
    raise BackupWrong(
        say(
            "{program} of PostgreSQL {version} or newer is needed and not found. On Debian and Ubuntu: "
            "apt install postgresql-client-{version}",
            program=name,
            version=str(major),
        )
    )


def _major_of(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603 - see above
    numbers = [word.split(".")[0] for word in said.split() if word[0].isdigit()]
    return int(numbers[0]) if numbers and numbers[0].isdigit() else 0
