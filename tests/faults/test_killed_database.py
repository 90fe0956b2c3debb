"""The database itself killed under a site that writes; and what of SQLite's log of writes reaches the disk."""

import random
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.faults.clusters import PROGRAMS, a_cluster
from tests.faults.conftest import another
from tests.faults.installations import ENGINES, POSTGRESQL, SQLITE, Installation, a_database, opened_file, until
from tests.faults.writers import Writer, nothing_is_lost

from samklang.ledger.models import START

pytestmark = [pytest.mark.faults, pytest.mark.slow]
SEED, TIMES, CUTS = 11, 6, 60
OWN = [POSTGRESQL] if POSTGRESQL in ENGINES and PROGRAMS else []


@pytest.mark.parametrize("engine", OWN, indirect=True)
def test_a_database_killed_under_the_site_loses_nothing_and_the_site_goes_on_by_itself(begun, tmp_path):
    chance = random.Random(SEED)
    with a_cluster() as cluster, a_database(cluster.url) as url:
        made = another(begun, tmp_path, url)
        writer = Writer(made)
        with made.site(), writer.at_work():
            for _ in range(TIMES):
                before = len(writer.confirmed)
                until(lambda: len(writer.confirmed) > before)  # noqa: B023 - asked within the round
                time.sleep(chance.uniform(0.05, 1))
                cluster.kill()
                time.sleep(chance.uniform(0, 1))
                cluster.begin()
            before = len(writer.confirmed)
            until(lambda: len(writer.confirmed) > before)
        assert writer.answers <= {201, 409, 503}, "it says that the database is away, and never that the fault is ours"
        nothing_is_lost(made, writer)
        print(f"killed {TIMES} times, confirmed {len(writer.confirmed)}, lost 0")  # noqa: T201 - what was measured


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_wherever_a_power_cut_ends_the_log_of_writes_the_database_is_one_that_was(installation: Installation, tmp_path):
    """The disk has the log up to some byte: what is found is the state after some commit, its chain unbroken."""
    chance, writer = random.Random(SEED), Writer(installation)
    with installation.site(), closing(opened_file(installation.database)) as held:
        # From here on all that is written stays in the log, as long as that is short and somebody has it open.
        until(lambda: held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0)
        copy_of(installation.database, tmp_path / "base")
        for _ in range(12):
            writer.write()
        copy_of(installation.database.with_name("samklang.sqlite3-wal"), tmp_path / "log")
    base, log = (tmp_path / "base").read_bytes(), (tmp_path / "log").read_bytes()
    numbers = set()
    for _ in range(CUTS):
        cut = tmp_path / "cut.sqlite3"
        cut.write_bytes(base)
        (tmp_path / "cut.sqlite3-wal").write_bytes(log[: chance.randrange(len(log))])
        numbers.add(last_of_an_unbroken_chain(cut))
        for left in tmp_path.glob("cut*"):
            left.unlink()
    assert len(numbers) > 3, "the cuts fell in different transactions"


def copy_of(file: Path, to: Path) -> None:
    """By a program of its own: where we close a file that SQLite has open here as well, its locks are gone."""
    subprocess.run(["cp", str(file), str(to)], check=True)


def last_of_an_unbroken_chain(database: Path) -> int:
    """The number of the last entry of a ledger in which each follows from the one before."""
    with closing(opened_file(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        found = opened.execute("SELECT number, previous_hash, hash FROM ledger_entry ORDER BY number").fetchall()
    assert [row[0] for row in found] == list(range(1, len(found) + 1))
    assert [row[1] for row in found] == [START, *(row[2] for row in found[:-1])]
    return len(found)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_each_commit_waits_for_the_disk(installation: Installation):
    asked = "from samklang.config.start import start; start()\nfrom django.db import connection\n"
    asked += "c = connection.cursor(); c.execute('PRAGMA synchronous'); print(c.fetchone()[0])"
    assert installation.python(asked).strip() == "2"
