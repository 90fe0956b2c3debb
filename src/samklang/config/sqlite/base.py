"""Django's SQLite engine with the collation that PostgreSQL has from ICU, so that both sort names the Danish way."""

import sqlite3
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

from samklang.core.alphabet import place_of

DANISH = "da-DK-x-icu"


class DatabaseWrapper(base.DatabaseWrapper):
    """Every connection knows the Danish order."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """A connection with the collation put in."""
        _only_for_me(str(conn_params["database"]))
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.create_collation(DANISH, _compared)
        return connection


def _only_for_me(database: str) -> None:
    """A new database can be read by its owner alone, whatever the folder's own modes are."""
    if database != ":memory:" and not database.startswith("file:"):
        with suppress(OSError):  # SQLite itself says what is wrong with the place
            Path(database).touch(mode=0o600, exist_ok=True)


_place_of = lru_cache(maxsize=20_000)(place_of)
"""A list that is sorted compares each name a dozen times; working out its place is what takes the time."""


def _compared(one: str, other: str) -> int:
    first, second = _place_of(one), _place_of(other)
    return (first > second) - (first < second)
