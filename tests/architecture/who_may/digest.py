"""Whether anything has changed: every row of every table, but for those that any visit may touch."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import connection, transaction

LEFT_OUT = {"django_session", "ledger_entry", "usersessions_usersession", "web_cache", "django_migrations"}
"""Who is signed in, what the ledger says of readings, what is remembered for a while."""


@cache
def _tables() -> tuple[str, ...]:
    models = apps.get_models(include_auto_created=True)
    return tuple(sorted({model._meta.db_table for model in models if model._meta.managed} - LEFT_OUT))


def digests() -> dict[str, str]:
    """A digest of the rows of each table, by its name."""
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608 - our own names
            found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def what_differs(before: dict[str, str]) -> list[str]:
    """The tables whose rows are not what they were."""
    now = digests()
    return sorted(table for table in before if before[table] != now[table])


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever happens within has not happened afterwards."""
    held = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(held)
