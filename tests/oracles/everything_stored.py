"""Looks through every column of every table for words that must not be there, without asking any model."""

import json
from collections.abc import Iterator

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection


def everything_stored() -> Iterator[tuple[str, str]]:
    """Every value of every column of every table, as text; sessions and files opened."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", _as_text(value)
    for session in Session.objects.all():
        yield "session", json.dumps(SessionStore().decode(session.session_data), ensure_ascii=False)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        try:
            return value + json.dumps(json.loads(value), ensure_ascii=False)
        except ValueError:
            return value
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    return json.dumps(value, ensure_ascii=False, default=str)


def places_that_name(*words: str) -> set[str]:
    return {place for place, text in everything_stored() if any(word in text for word in words)}
