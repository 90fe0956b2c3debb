"""The tables of the first version that had a database, with constructed rows; see data/make_first.py."""

import json
import tarfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from tests.faults.installations import Installation, opened_file

FIRST = Path(__file__).parent / "data" / "first.tar.xz"
GROWING = {"django_migrations", "django_content_type", "auth_permission"}
"""What each version adds its own rows to."""


def _part(name: str) -> str:
    with tarfile.open(FIRST) as tar:
        found = tar.extractfile(name)
        assert found is not None
        return found.read().decode()


def rows() -> list[dict[str, Any]]:
    """Each table with its columns and rows."""
    found: list[dict[str, Any]] = json.loads(_part("rows.json"))
    return found


def put_into(installation: Installation) -> None:
    """An empty installation becomes one of the first version."""
    if installation.url:
        _put_into_postgresql(installation.url)
        return
    installation.database.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(opened_file(installation.database)) as opened, opened:
        opened.executescript(_part("sqlite.sql"))
        for one in rows():
            marks = ", ".join("?" for _ in one["columns"])
            opened.executemany(f'INSERT INTO "{one["table"]}" VALUES ({marks})', one["rows"])  # noqa: S608
        opened.execute("PRAGMA journal_mode=WAL")


def _put_into_postgresql(url: str) -> None:
    with psycopg.connect(url) as opened:
        opened.execute(_part("postgresql.sql"))  # type: ignore[arg-type]
        opened.execute("SET TIME ZONE 'UTC'")
        for one in rows():
            columns, marks = quoted(one["columns"]), ", ".join(["%s"] * len(one["columns"]))
            said = [[None if value is None else str(value) for value in row] for row in one["rows"]]
            opened.cursor().executemany(f'INSERT INTO "{one["table"]}" ({columns}) VALUES ({marks})', said)  # noqa: S608
            if one["rows"] and isinstance(dict(zip(one["columns"], one["rows"][0], strict=True)).get("id"), int):
                opened.execute(
                    f"SELECT setval(pg_get_serial_sequence('{one['table']}', 'id'), MAX(id)) FROM \"{one['table']}\""  # noqa: S608
                )


def quoted(columns: list[str]) -> str:
    """The names of columns, of which one may be a word of SQL."""
    return ", ".join(f'"{one}"' for one in columns)


def what_is_missing(installation: Installation) -> dict[str, int]:
    """How many rows of the first version are no longer there with every value they had, by table."""
    missing = {}
    for one in rows():
        table, columns = one["table"], one["columns"]
        if installation.url:
            there = installation.rows(f'SELECT COUNT(*) FROM "{table}"')[0][0]  # noqa: S608
            lost = len(one["rows"]) - there
        else:
            found = installation.rows(f'SELECT {quoted(columns)} FROM "{table}"')  # noqa: S608
            lost = (Counter(map(str, map(tuple, one["rows"]))) - Counter(map(str, found))).total()
        if lost > 0:
            missing[table] = lost
    return missing
