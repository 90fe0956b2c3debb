"""SQLite refuses to put another entry in the place of one that stands: what REPLACE takes away fires no trigger."""

from typing import Any

from django.db import migrations

_GUARD = (
    "CREATE TRIGGER ledger_entry_no_replacing BEFORE INSERT ON ledger_entry "
    "WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE number = NEW.number) "
    "OR EXISTS (SELECT 1 FROM ledger_entry WHERE hash = NEW.hash) "
    "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: write a new entry instead.'); END"
)


def guard(_: Any, schema_editor: Any) -> None:
    """Put the trigger in. PostgreSQL has no REPLACE; its own way of writing over a row counts as a change."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_GUARD, params=None)


def unguard(_: Any, schema_editor: Any) -> None:
    """Take it out."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER ledger_entry_no_replacing", params=None)


class Migration(migrations.Migration):
    """An entry that stands is never replaced."""

    dependencies = [("ledger", "0002_guard")]
    operations = [migrations.RunPython(guard, unguard)]
