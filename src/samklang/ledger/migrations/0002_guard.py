"""The database itself refuses to change, delete or empty the ledger, whoever asks."""

from typing import Any

from django.db import migrations

_SENTENCE = "The ledger is append-only: write a new entry instead."
_SQLITE = [
    f"CREATE TRIGGER ledger_entry_no_{deed} BEFORE {deed} ON ledger_entry BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
    for deed in ("update", "delete")
]
_POSTGRESQL = [
    f"CREATE FUNCTION ledger_entry_guard() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}'; END $$",
    "CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry "
    "FOR EACH ROW EXECUTE FUNCTION ledger_entry_guard()",
    "CREATE TRIGGER ledger_entry_no_emptying BEFORE TRUNCATE ON ledger_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_guard()",
]
_UNDO = {
    "sqlite": ["DROP TRIGGER ledger_entry_no_update", "DROP TRIGGER ledger_entry_no_delete"],
    "postgresql": ["DROP FUNCTION ledger_entry_guard() CASCADE"],
}


def guard(_: Any, schema_editor: Any) -> None:
    """Put the triggers in."""
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unguard(_: Any, schema_editor: Any) -> None:
    """Take them out."""
    for statement in _UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Rows of the ledger are only ever added."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
