"""Putting an installation back as a backup has it: all of it or nothing."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from samklang.config import database, env, in_use
from samklang.config.backup import engines
from samklang.config.backup.archive import FILES, KEY, BackupWrong, Manifest, settle, unpack
from samklang.config.backup.making import key_fingerprint
from samklang.core.words import Sentence, say
from samklang.ledger import queries

_UNDER_WAY = ".restore-"
_SESSIONS = ("django_session", "usersessions_usersession")


@dataclass(frozen=True)
class Restored:
    """What was put back, and what is to be done about it."""

    manifest: Manifest
    migrations_pending: bool
    other_key: bool
    """The installation has another secret key, given in its settings, than the one the backup was made with."""
    ledger_faults: tuple[Sentence, ...]


def is_empty() -> bool:
    """Whether there is nothing here that a restore could destroy: no places, no people, no entries, no files."""
    kept = Path(settings.DATA) / FILES
    if kept.exists() and any(path.is_file() for path in kept.rglob("*")):
        return False
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in ("access_place", "access_person", "ledger_entry"):
            if table in tables:
                cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608 - one of the three above
                if cursor.fetchone():
                    return False
    return True


def restore(backup: Path) -> Restored:
    """Replace database, files and key by the backup's, when every checksum is right.

    raises: BackupWrong, OSError; then everything is as it was.
    """
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    with _alone():
        for left in data.glob(f"{_UNDER_WAY}*"):
            shutil.rmtree(left, ignore_errors=True)  # by one that was killed; nobody else is at work here
        with tempfile.TemporaryDirectory(prefix=_UNDER_WAY, dir=data) as folder:
            staged = Path(folder)
            manifest = unpack(backup, staged)
            _require_ours(manifest)
            put_back = _put_sqlite if connection.vendor == "sqlite" else _put_postgresql
            with in_use.not_whole_until_done(), _exchanged(staged, data):
                put_back(staged, manifest)
    return _looked_at(manifest)


@contextmanager
def _alone() -> Iterator[None]:
    try:
        with in_use.alone():
            yield
    except in_use.InUse:
        raise BackupWrong(engines.running()) from None


def _require_ours(manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BackupWrong(
            say(
                "The backup is of {theirs}, and this installation keeps its data in {ours}. Restore it where "
                "DATABASE_URL names the same kind.",
                theirs=manifest.engine,
                ours=connection.vendor,
            )
        )
    if strange := database.strange(manifest.migrations):
        raise BackupWrong(
            say(
                "The backup was made by another version, {version}, which knows “{step}”. Install that version first.",
                version=manifest.version,
                step=strange[0],
            )
        )


@contextmanager
def _exchanged(staged: Path, data: Path) -> Iterator[None]:
    """Files and key in their places; what fails after puts the old ones back."""
    names = [FILES] if env.text("SECRET_KEY") else [FILES, KEY]
    (staged / FILES).mkdir(exist_ok=True)
    before = staged / "before"
    before.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            if not (staged / name).exists():
                continue
            moved.append(name)
            if (data / name).exists():
                (data / name).rename(before / name)
            (staged / name).rename(data / name)
        yield
    except BaseException:
        for name in moved:
            _take_back(before / name, data / name)
        raise


def _take_back(old: Path, place: Path) -> None:
    if not old.exists():
        return
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    old.rename(place)


def _put_sqlite(staged: Path, manifest: Manifest) -> None:
    """The staged file in the place of ours, in one step of the file system."""
    new, place = staged / manifest.database, engines.sqlite_path()
    engines.check_copy(new, manifest)
    database.let_go()
    engines.require_alone(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.restoring")
    shutil.copyfile(new, beside)
    beside.chmod(0o600)
    with beside.open("rb") as file:
        os.fsync(file.fileno())
    beside.replace(place)
    settle(place.parent)


def _put_postgresql(staged: Path, manifest: Manifest) -> None:
    engines.load(staged / manifest.database, manifest)


def _looked_at(manifest: Manifest) -> Restored:
    pending = bool(database.pending())
    _end_sessions()
    faults = () if pending else queries.verify(manifest.ledger if manifest.ledger[0] else None).faults
    return Restored(
        manifest=manifest,
        migrations_pending=pending,
        other_key=bool(env.text("SECRET_KEY")) and key_fingerprint() != manifest.key,
        ledger_faults=faults,
    )


def _end_sessions() -> None:
    """Whoever was signed in when the backup was made signs in again."""
    tables = connection.introspection.table_names()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in _SESSIONS:
            if table in tables:
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - one of the two above
    if settings.CACHES["default"].get("LOCATION", "") in tables:
        cache.clear()
