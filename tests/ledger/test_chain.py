"""The ledger is only added to, and tampering shows."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories.people import a_municipality

from samklang.ledger.commands import record
from samklang.ledger.models import START, Entry
from samklang.ledger.origin import coming_from
from samklang.ledger.queries import verify

pytestmark = pytest.mark.django_db


def some_entries() -> list[Entry]:
    return [record(deed, by=None) for deed in ("one", "two", "three")]


def _unguarded(statement: str) -> None:
    """Change the table as somebody would who first takes the guard away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
            cursor.execute("DROP TRIGGER ledger_entry_no_delete")
        cursor.execute(statement)


def test_each_entry_follows_from_the_one_before_it():
    first, second, third = some_entries()
    assert (first.previous_hash, second.previous_hash, third.previous_hash) == (START, first.hash, second.hash)
    assert (verify().whole, verify().count, verify().head) == (True, 3, third.hash)


def test_an_empty_ledger_is_whole():
    assert (verify().whole, verify().count, verify().head) == (True, 0, START)


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET deed = 'nothing'", "DELETE FROM ledger_entry WHERE number = 2"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    some_entries()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 3


@pytest.mark.parametrize(
    "columns",
    ["number, at, kind, 'nothing'", "99, at, kind, 'nothing'"],
    ids=["another entry of the same number", "another entry of the same hash"],
)
def test_the_database_refuses_to_write_over_an_entry(columns):
    some_entries()
    rest = "subject_type, subject_id, reason, origin, details, previous_hash, hash"
    taken = "ON CONFLICT (number) DO UPDATE SET deed = excluded.deed" if connection.vendor == "postgresql" else ""
    insert = "INSERT" if taken else "INSERT OR REPLACE"
    statement = (
        f"{insert} INTO ledger_entry (number, at, kind, deed, {rest}) "  # noqa: S608 - words of this test
        f"SELECT {columns}, {rest} FROM ledger_entry WHERE number = 2 {taken}"
    )
    with pytest.raises(DatabaseError, match=r"append-only|unique"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Entry.objects.count(), Entry.objects.get(number=2).deed) == (3, "two")


def test_a_changed_entry_is_named():
    some_entries()
    _unguarded("UPDATE ledger_entry SET deed = 'nothing' WHERE number = 2")
    assert [str(fault) for fault in verify().faults] == ["Entry 2 was changed after it was written."]


def test_an_entry_taken_out_is_named():
    some_entries()
    _unguarded("DELETE FROM ledger_entry WHERE number = 2")
    assert [str(fault) for fault in verify().faults] == ["Entries 2 to 2 are missing."]


def test_an_end_cut_off_is_found_by_what_was_noted_earlier():
    *_, last = some_entries()
    _unguarded("DELETE FROM ledger_entry WHERE number = 3")
    assert verify().whole
    assert [str(fault) for fault in verify((3, last.hash)).faults] == [
        "The entry noted earlier, number 3, is no longer there as it was."
    ]


def test_an_entry_says_what_where_and_from_which_address():
    place = a_municipality()
    with coming_from("192.0.2.7"):
        entry = record("tried", by=None, subject=place, place=place, reason=" because ", details={"count": 3})
    found = Entry.objects.get(pk=entry.pk)
    assert (found.subject_type, found.subject_id, found.place_id) == ("access.place", str(place.pk), place.pk)
    assert (found.reason, found.origin, found.details) == ("because", "192.0.2.7", {"count": 3})
    assert found.proper_hash() == found.hash
