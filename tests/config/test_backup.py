"""A backup is whole or it is refused, and a restore gives back everything or changes nothing."""

import fcntl
import gzip
import io
import json
import os
import shutil
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from tests.config.conftest import run_in

SETUP = (
    "setup", "--municipality", "Vejen Kommune", "--jobcentre", "Jobcenter Vejen", "--name", "Else Ravn",
    "--email", "else@vejen.example",
)  # fmt: skip
ON_POSTGRESQL = os.environ.get("SAMKLANG_TEST_DATABASE_URL", "")


@pytest.fixture(scope="session")
def _first_backup(_first_installation: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(_first_installation / "data", folder / "data")
    upload = folder / "data" / "files" / "imports" / "åå.csv"
    upload.parent.mkdir(parents=True)
    upload.write_text("Ærø;1\n", encoding="utf-8")
    for command in (SETUP, ("backup", "b.tar.gz")):
        answer = run_in(folder, *command)
        assert answer.returncode == 0, answer.stderr
    return folder


@pytest.fixture
def filled(_first_backup: Path, tmp_path: Path) -> Path:
    """A folder with an installation that is set up and has a file, and with its backup."""
    shutil.copytree(_first_backup, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def backup(filled: Path) -> Path:
    return filled / "b.tar.gz"


def _people(installation: Path) -> list[str]:
    with closing(sqlite3.connect(installation / "data" / "samklang.sqlite3")) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM access_person ORDER BY id")]


def _state(installation: Path) -> dict[str, bytes]:
    """Every file of the data folder but what comes and goes."""
    data = installation / "data"
    kept = (path for path in data.rglob("*") if path.is_file() and path.suffix not in {".sqlite3-wal", ".sqlite3-shm"})
    return {str(path.relative_to(data)): path.read_bytes() for path in kept if "run" not in path.parts}


def _with(backup: Path, name: str, change) -> Path:
    """The backup with one part changed, its manifest left as it was."""
    changed = backup.with_name("changed.tar.gz")
    with tarfile.open(backup) as old, tarfile.open(changed, "w:gz") as new:
        for member in old:
            content = old.extractfile(member).read()
            if member.name == name:
                content = change(content)
                member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return changed


def test_a_backup_is_for_its_owner_and_says_what_it_holds(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with tarfile.open(backup) as tar:
        names = tar.getnames()
        manifest = json.loads(tar.extractfile("manifest.json").read())
    assert names == ["database.sqlite3", "secret-key", "files/imports/åå.csv", "manifest.json"]
    assert (manifest["rows"]["access_person"], manifest["ledger"][0], set(manifest["parts"])) == (1, 4, set(names[:3]))


def test_a_backup_comes_back_in_a_new_place(backup, tmp_path):
    new = tmp_path / "new"
    new.mkdir()
    answer = run_in(new, "restore", backup)
    assert (answer.returncode, "The ledger is whole." in answer.stdout) == (0, True), answer.stderr
    assert _people(new) == ["Else Ravn"]
    old = backup.parent / "data"
    for name in ("secret-key", "files/imports/åå.csv"):
        assert (new / "data" / name).read_bytes() == (old / name).read_bytes()
    assert stat.S_IMODE((new / "data" / "samklang.sqlite3").stat().st_mode) == 0o600
    assert run_in(new, "ledger", "verify").returncode == 0


def test_what_is_here_is_replaced_only_when_asked(backup, filled):
    (filled / "data" / "files" / "later.csv").write_text("later")
    before = _state(filled)
    refused = run_in(filled, "restore", backup)
    assert (refused.returncode, "There are data here already." in refused.stderr) == (1, True)
    assert _state(filled) == before
    assert run_in(filled, "restore", backup, "--replace").returncode == 0
    assert not (filled / "data" / "files" / "later.csv").exists()
    assert [path.name for path in (filled / "data").iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("part", "change", "sentence"),
    [
        ("database.sqlite3", lambda old: old[:5000] + b"x" + old[5001:], "“database.sqlite3” is not as it was"),
        ("files/imports/åå.csv", lambda _: b"", "“files/imports/åå.csv” is not as it was"),
        ("manifest.json", lambda old: old.replace(b'"access_person": 1', b'"access_person": 2'), "is not sound"),
        ("manifest.json", lambda old: old.replace(b'"format": 1', b'"format": 9'), "made by a newer version"),
        ("manifest.json", lambda old: old.replace(b"ledger.0001_initial", b"ledger.0999_later"), "ledger.0999_later"),
        ("manifest.json", lambda old: old.replace(b'"sqlite"', b'"postgresql"'), "The backup is of postgresql"),
        ("manifest.json", lambda _: b"{}", "is not a whole backup of Samklang"),
    ],
)
def test_a_backup_that_is_amiss_changes_nothing(backup, filled, part, change, sentence):
    before = _state(filled)
    refused = run_in(filled, "restore", _with(backup, part, change), "--replace")
    said = " ".join(refused.stderr.split())
    assert (refused.returncode, sentence in said, "Nothing was changed." in said) == (1, True, True), said
    assert _state(filled) == before


def test_a_backup_cut_off_or_of_something_else_is_refused(backup, filled):
    before = _state(filled)
    whole = backup.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"hello", gzip.compress(b"hello")):
        backup.write_bytes(content)
        refused = run_in(filled, "restore", backup, "--replace")
        assert (refused.returncode, "is not a whole backup of Samklang" in " ".join(refused.stderr.split())) == (
            1,
            True,
        )
    assert _state(filled) == before


def test_a_backup_cannot_write_outside_its_folder(backup, filled):
    with tarfile.open(backup.with_name("evil.tar.gz"), "w:gz") as tar:
        for name in ("files/../../escaped", "manifest.json"):
            tar.addfile(tarfile.TarInfo(name), io.BytesIO())
    refused = run_in(filled, "restore", "evil.tar.gz", "--replace")
    assert (refused.returncode, (filled / "escaped").exists()) == (1, False)


def test_nothing_is_restored_under_a_site_that_runs(backup, filled):
    before = _state(filled)
    with closing(sqlite3.connect(filled / "data" / "samklang.sqlite3")) as running:
        running.execute("SELECT COUNT(*) FROM access_person").fetchone()
        refused = run_in(filled, "restore", backup, "--replace")
    assert (refused.returncode, "Stop the site and the worker first" in " ".join(refused.stderr.split())) == (1, True)
    assert _state(filled) == before


def test_nothing_is_restored_while_a_site_or_a_worker_is_up_though_idle(backup, filled):
    (filled / "data" / "run").mkdir(exist_ok=True)
    before = _state(filled)
    with (filled / "data" / "run" / "in-use").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_SH)
        refused = run_in(filled, "restore", backup, "--replace")
        assert (refused.returncode, "Stop the site and the worker first" in " ".join(refused.stderr.split())) == (
            1,
            True,
        )
        fcntl.flock(held, fcntl.LOCK_EX)
        for command in ("serve", "worker"):
            refused = run_in(filled, command)
            assert (refused.returncode, "A backup is being restored." in refused.stderr) == (1, True)
    assert _state(filled) == before


def test_a_backup_is_made_while_somebody_writes(filled):
    with closing(sqlite3.connect(filled / "data" / "samklang.sqlite3", isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE access_person SET name = 'Half done'")
        assert run_in(filled, "backup", "meanwhile.tar.gz").returncode == 0
        writer.execute("ROLLBACK")
    assert run_in(filled, "restore", "meanwhile.tar.gz", "--replace").returncode == 0
    assert _people(filled) == ["Else Ravn"]


def test_a_backup_is_never_written_over(backup):
    answer = run_in(backup.parent, "backup", "b.tar.gz")
    assert (answer.returncode, "is there already. Choose another name." in answer.stderr) == (2, True)


def test_only_the_newest_are_kept_and_nothing_else_is_touched(filled):
    folder = filled / "backups"
    folder.mkdir()
    for day in ("01", "02", "03"):
        (folder / f"samklang-2026-09-{day}T020000.tar.gz").write_text("old")
    (folder / "mine.tar.gz").write_text("mine")
    answer = run_in(filled, "backup", "backups", "--keep", "2")
    assert (answer.returncode, "2 old backups were removed." in answer.stderr) == (0, True)
    names = sorted(path.name for path in folder.iterdir())
    assert (len(names), names[0], names[1]) == (3, "mine.tar.gz", "samklang-2026-09-03T020000.tar.gz")


@pytest.fixture
def on_postgresql(tmp_path):
    """Two empty databases on the tests' server, removed afterwards, and a folder."""
    if not ON_POSTGRESQL:
        pytest.skip("Only where the suite runs on PostgreSQL")
    server = ON_POSTGRESQL.rpartition("/")[0]
    names = [f"samklang_backup_{os.getpid()}_{number}" for number in (1, 2)]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as opened:
        for name in names:
            opened.execute(f"DROP DATABASE IF EXISTS {name}")
            opened.execute(f"CREATE DATABASE {name}")
        yield tmp_path, [f"{server}/{name}" for name in names]
        for name in names:
            opened.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_on_postgresql_a_backup_comes_back_in_a_new_database_and_in_its_own(on_postgresql):
    folder, (first, second) = on_postgresql
    for command in (("migrate",), SETUP, ("backup", "b.tar.gz")):
        answer = run_in(folder, *command, DATABASE_URL=first)
        assert answer.returncode == 0, answer.stderr
    other = {"DATABASE_URL": second, "SAMKLANG_DATA": str(folder / "other")}
    assert run_in(folder, "restore", "b.tar.gz", **other).returncode == 0
    with psycopg.connect(second) as opened:
        assert opened.execute("SELECT name FROM access_person").fetchall() == [("Else Ravn",)]
        with pytest.raises(psycopg.errors.RaiseException):
            opened.execute("DELETE FROM ledger_entry")
        opened.rollback()
        opened.execute("UPDATE access_person SET name = 'Changed later'")
    refused = run_in(folder, "restore", "b.tar.gz", **other)
    assert (refused.returncode, "There are data here already." in refused.stderr) == (1, True)
    assert run_in(folder, "restore", "b.tar.gz", "--replace", **other).returncode == 0
    with psycopg.connect(second) as opened:
        assert opened.execute("SELECT name FROM access_person").fetchall() == [("Else Ravn",)]


@pytest.mark.django_db
def test_on_postgresql_what_fails_half_way_changes_nothing(on_postgresql):
    folder, (first, _) = on_postgresql
    for command in (("migrate",), SETUP, ("backup", "b.tar.gz")):
        assert run_in(folder, *command, DATABASE_URL=first).returncode == 0
    (folder / "data" / "files").mkdir()
    (folder / "data" / "files" / "mine.csv").write_text("mine")
    wrong = _with(
        folder / "b.tar.gz", "manifest.json", lambda old: old.replace(b'"access_person": 1', b'"access_person": 2')
    )
    refused = run_in(folder, "restore", wrong, "--replace", DATABASE_URL=first)
    assert (refused.returncode, "rows are missing" in refused.stderr) == (1, True)
    with psycopg.connect(first) as opened:
        assert opened.execute("SELECT name FROM access_person").fetchall() == [("Else Ravn",)]
        opened.execute("SELECT 1 FROM access_person")
        refused = run_in(folder, "restore", "b.tar.gz", "--replace", DATABASE_URL=first)
        assert (refused.returncode, "Stop the site and the worker first" in " ".join(refused.stderr.split())) == (
            1,
            True,
        )
    assert (folder / "data" / "files" / "mine.csv").read_text() == "mine"
