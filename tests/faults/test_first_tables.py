"""The database of the first version is brought to today's tables with everything still in it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.faults import first_version
from tests.faults.installations import SQLITE, Installation, a_database
from tests.faults.writers import the_ledger_is_whole

pytestmark = [pytest.mark.faults, pytest.mark.slow]


@pytest.fixture
def first(engine: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation of the first version."""
    with ExitStack() as open_ones:
        made = Installation(tmp_path, "" if engine == SQLITE else open_ones.enter_context(a_database()))
        first_version.put_into(made)
        yield made


def test_everything_is_still_there_on_todays_tables_and_a_second_time_changes_nothing(first: Installation):
    refused = first.run("serve", "--port", first.port)
    assert (refused.returncode, "Run samklang migrate first." in refused.stderr) == (1, True), refused.stderr
    answer = first.run("migrate")
    assert answer.returncode == 0, answer.stderr
    assert first_version.what_is_missing(first) == {}
    counts = first.counts()
    same = {one["table"]: len(one["rows"]) for one in first_version.rows() if one["table"] in counts}
    grown = {table for table, count in same.items() if counts[table] != count}
    assert grown <= first_version.GROWING
    the_ledger_is_whole(first)
    assert first.run("migrate").returncode == 0
    assert first.counts() == counts


def test_what_is_written_after_the_upgrade_gets_numbers_of_its_own(first: Installation):
    assert first.run("migrate").returncode == 0
    first.begin()
    before = first.counts()
    with first.site():
        assert first.hire("new1@kommunen.example")[0] == 201
    assert first.counts()["access_person"] == before["access_person"] + 1
    the_ledger_is_whole(first)
