"""A disk that is full: the site says so, nothing is half-written, and it goes on by itself when there is room."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.faults.conftest import another
from tests.faults.installations import SQLITE, Installation, until
from tests.faults.small_disks import a_small_disk, fill, may_mount
from tests.faults.writers import Writer, nothing_is_lost

pytestmark = [pytest.mark.faults, pytest.mark.slow]
WAYS = ("limit", "disk") if may_mount() else ("limit",)
FULL = ("The disk is full", "Disken er fuld")


@contextmanager
def full(way: str, folder: Path, begun: Installation) -> Iterator[tuple[Installation, Callable[[], None]]]:
    """An installation whose database cannot grow, and what makes room for it."""
    if way == "limit":
        made = another(begun, folder)
        # The database reaches it soon; the first files of a start are smaller.
        limit = ("prlimit", f"--fsize={made.database.stat().st_size + 100_000}:unlimited")
        with made.site(before=limit) as served:
            yield made, lambda: lift(served.pid)
        return
    with a_small_disk(folder / "disk", 120) as disk:
        made = another(begun, disk)
        made.logs = folder  # as with the log of the system: a server that cannot say a word ends
        with made.site():
            ballast = fill(disk, leave=200_000)
            yield made, ballast.unlink


def lift(process: int) -> None:
    """Take the limit off a process and what it started."""
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=True)
    for one in (str(process), *children.stdout.split()):
        subprocess.run(["prlimit", "--pid", one, "--fsize=unlimited"], check=True)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
@pytest.mark.parametrize("way", WAYS)
def test_the_site_says_that_the_disk_is_full_and_goes_on_when_there_is_room(way, begun, tmp_path):
    with full(way, tmp_path, begun) as (made, make_room):
        writer = Writer(made)
        until(lambda: writer.write() == 503)
        status, headers, said = writer.last
        is_said = any(one in said for one in FULL)
        assert (status, headers.get("retry-after"), is_said) == (503, "300", True), (headers, said)
        make_room()
        until(lambda: writer.write() == 201)
        assert writer.answers == {201, 503}, "somebody answers all the time"
        nothing_is_lost(made, writer)


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_a_backup_on_a_full_disk_leaves_no_half_one_and_says_so(begun, tmp_path):
    made = another(begun, tmp_path)
    (tmp_path / "backups").mkdir()
    with ExitStack() as disks:
        before: tuple[str, ...] = ("prlimit", "--fsize=300000")
        if may_mount():
            disks.enter_context(a_small_disk(tmp_path / "backups", 1))
            before = ()
        answer = made.run("backup", tmp_path / "backups", "--keep", "3", before=before)
        said = " ".join(answer.stderr.split())
        assert (answer.returncode, "disk" in said, "full" in said) == (1, True, True), said
        assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("engine", [SQLITE], indirect=True)
def test_what_a_killed_backup_left_is_removed_by_a_later_one(begun, tmp_path):
    made = another(begun, tmp_path)
    left = tmp_path / "backups" / ".samklang-half"
    left.mkdir(parents=True)
    (left / "database").write_text("names and addresses")
    os.utime(left, (0, 0))
    assert made.run("backup", tmp_path / "backups").returncode == 0
    assert [path.suffix for path in (tmp_path / "backups").iterdir()] == [".gz"]
