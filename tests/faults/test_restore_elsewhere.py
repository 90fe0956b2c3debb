"""Last night's backup on a new machine, and a restore that is killed half-way."""

import random
import subprocess
import time
from contextlib import ExitStack

import pytest
from tests.faults.installations import Installation, a_database, kill
from tests.faults.writers import the_ledger_is_whole

pytestmark = [pytest.mark.faults, pytest.mark.slow]
SEED, TIMES = 4, 6


def backed_up(installation: Installation) -> str:
    """The path of a backup, with a file that somebody has sent in."""
    kept = installation.folder / "data" / "files" / "imports"
    kept.mkdir(parents=True)
    (kept / "staff.csv").write_text("Ærø;1\n", encoding="utf-8")
    path = installation.folder / "night.tar.gz"
    answer = installation.run("backup", path)
    assert answer.returncode == 0, answer.stderr
    return str(path)


def test_a_new_machine_has_every_row_every_file_the_key_and_the_same_head_of_the_ledger(installation, tmp_path):
    backup = backed_up(installation)
    with ExitStack() as open_ones:
        new = Installation(tmp_path / "new", open_ones.enter_context(a_database()) if installation.url else "")
        new.folder.mkdir()
        answer = new.run("restore", backup)
        assert answer.returncode == 0, answer.stderr
        assert new.counts() == installation.counts()
        head = "SELECT number, hash FROM ledger_entry ORDER BY number DESC LIMIT 1"
        assert new.rows(head) == installation.rows(head)
        the_ledger_is_whole(new)
        for name in ("secret-key", "files/imports/staff.csv"):
            theirs, ours = (one.folder / "data" / name for one in (installation, new))
            assert ours.read_bytes() == theirs.read_bytes()


def test_a_truncated_or_foreign_archive_is_refused_in_a_sentence_and_changes_nothing(installation, tmp_path):
    whole = open(backed_up(installation), "rb").read()  # noqa: SIM115, PTH123 - read to the end at once
    before = installation.counts()
    for content in (whole[: len(whole) * 2 // 3], b"PK\x03\x04 something else"):
        broken = tmp_path / "broken.tar.gz"
        broken.write_bytes(content)
        refused = installation.run("restore", broken, "--replace")
        said = " ".join(refused.stderr.split())
        assert (refused.returncode, "is not a whole backup" in said, "Nothing was changed." in said) == (1, True, True)
        assert installation.counts() == before


def test_after_a_killed_restore_the_site_says_so_or_all_is_as_before_or_all_is_restored(installation):
    backup, chance = backed_up(installation), random.Random(SEED)
    data = installation.folder / "data"
    mark, kept = data / "run" / "restore-broken-off", data / "files" / "imports" / "staff.csv"
    broken_off = 0
    for _ in range(TIMES):
        kept.write_text("later", encoding="utf-8")
        restoring = installation.process("restore", backup, "--replace")
        wait_for_a_moment(restoring, data, chance)
        kill(restoring)
        if mark.exists():
            broken_off += 1
            refused = installation.run("serve", "--port", installation.port)
            assert (refused.returncode, "broken off half-way" in refused.stderr) == (1, True), refused.stderr
        else:
            assert kept.read_text(encoding="utf-8") in {"later", "Ærø;1\n"}
        again = installation.run("restore", backup, "--replace")
        assert again.returncode == 0, again.stderr
        assert kept.read_text(encoding="utf-8") == "Ærø;1\n"
        assert [path.name for path in data.iterdir() if path.name.startswith(".restore-")] == []
        the_ledger_is_whole(installation)
    print(f"killed {TIMES} times, of them {broken_off} half-way and told")  # noqa: T201 - what was measured


def wait_for_a_moment(restoring: "subprocess.Popen[bytes]", data, chance: random.Random) -> None:
    """Until the restore has unpacked something, and a little longer."""
    while restoring.poll() is None and not any(data.glob(".restore-*/manifest.json")):
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.25))
