"""Somebody who has the database itself changes, removes, exchanges or adds entries of the ledger: it shows, and where.

What a chain alone cannot show, an end cut off or written anew from somewhere on, shows by a head that was noted, which
the log is given every night.
"""

import logging
import re

import pytest
from django.db import connection
from django.utils import timezone

from samklang.config import nights
from samklang.ledger.commands import record
from samklang.ledger.models import START, Entry
from samklang.ledger.queries import head, verify

pytestmark = pytest.mark.django_db
OTHER = {
    "at": "2020-01-01 00:00:00", "kind": "read", "deed": "nothing", "actor_id": 77, "subject_type": "access.place",
    "subject_id": "77", "about_id": 77, "place_id": 77, "reason": "another", "origin": "192.0.2.7",
    "details": '{"count": 77}', "previous_hash": "f" * 64, "hash": "e" * 64,
}  # fmt: skip
"""For each column another thing than stands there."""
CHANGED = "Entry 3 was changed after it was written."


@pytest.fixture
def chain() -> list[Entry]:
    """Five entries, the only ones there are, and nothing that guards them any more."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute("DELETE FROM ledger_entry")  # the world of the other tests may stand here, and is put back
    return [record(deed, by=None, details={"count": 1}) for deed in ("one", "two", "three", "four", "five")]


def _sql(statement: str, *given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def _faults(expected: tuple[int, str] | None = None) -> list[str]:
    return [str(fault) for fault in verify(expected).faults]


def _write_anew(numbers: list[int], previous: str) -> None:
    """As somebody would who knows how hashes are made: every entry fits the one before it again."""
    for number in numbers:
        entry = Entry.objects.get(number=number)
        entry.previous_hash = previous
        previous = entry.proper_hash()
        _sql("UPDATE ledger_entry SET previous_hash = %s, hash = %s WHERE number = %s", entry.previous_hash, previous,
             number)  # fmt: skip


def test_every_column_is_tried():
    assert {field.column for field in Entry._meta.concrete_fields} == {*OTHER, "number"}


@pytest.mark.parametrize("column", OTHER)
def test_whichever_column_is_changed_the_entry_is_named_first(chain, column):
    _sql(f"UPDATE ledger_entry SET {column} = %s WHERE number = 3", OTHER[column])  # noqa: S608 - a name of our own
    assert _faults()[0] == CHANGED


def test_an_entry_changed_together_with_its_hash_no_longer_fits_the_next(chain):
    _sql("UPDATE ledger_entry SET deed = 'nothing' WHERE number = 3")
    _write_anew([3], chain[1].hash)
    assert _faults() == ["Entry 4 does not follow from the one before it."]


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("number = 1", "Entries 1 to 1 are missing."),
        ("number IN (2, 3)", "Entries 2 to 3 are missing."),
        ("number IN (2, 4)", "Entries 2 to 2 are missing."),
    ],
)
def test_the_first_of_those_taken_out_is_named(chain, where, told):
    _sql(f"DELETE FROM ledger_entry WHERE {where}")  # noqa: S608 - words of this test
    assert _faults()[0] == told


def test_entries_taken_out_and_the_others_moved_up_are_named(chain):
    _sql("DELETE FROM ledger_entry WHERE number = 3")
    for number in (4, 5):
        _sql("UPDATE ledger_entry SET number = %s WHERE number = %s", number - 1, number)
    assert _faults()[0] == CHANGED


def test_two_that_have_changed_places_are_named(chain):
    for old, new in ((3, 77), (4, 3), (77, 4)):
        _sql("UPDATE ledger_entry SET number = %s WHERE number = %s", new, old)
    assert _faults()[:2] == [CHANGED, "Entry 4 was changed after it was written."]


def test_an_entry_put_in_at_the_end_that_does_not_follow_is_named(chain):
    columns = "at, kind, deed, subject_type, subject_id, reason, origin, details"
    _sql(
        f"INSERT INTO ledger_entry (number, previous_hash, hash, {columns}) "  # noqa: S608 - words of this test
        f"SELECT 6, %s, %s, {columns} FROM ledger_entry WHERE number = 2", START, "d" * 64,
    )  # fmt: skip
    assert _faults() == ["Entry 6 was changed after it was written."]
    _write_anew([6], chain[3].hash)
    assert _faults() == ["Entry 6 does not follow from the one before it."]


@pytest.mark.parametrize("written_anew", [False, True])
def test_an_end_cut_off_or_written_anew_shows_by_the_head_that_the_log_was_given_at_night(
    chain, written_anew, caplog, monkeypatch
):
    monkeypatch.setattr(nights, "CHORES", ())
    with caplog.at_level(logging.INFO, logger="samklang.nightly"):
        logging.getLogger("samklang").propagate = True
        nights.run(timezone.now())
    number, noted = re.search(r"--expect: (\d+):([0-9a-f]{64})$", caplog.text, re.MULTILINE).groups()
    assert (int(number), noted) == head() == (5, chain[4].hash)
    if written_anew:
        _sql("UPDATE ledger_entry SET deed = 'nothing' WHERE number = 2")
        _write_anew([2, 3, 4, 5], chain[0].hash)
    else:
        _sql("DELETE FROM ledger_entry WHERE number > 3")
    assert verify().whole
    assert _faults((5, noted)) == ["The entry noted earlier, number 5, is no longer there as it was."]
