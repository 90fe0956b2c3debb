"""Making a backup."""

import hashlib
import json
import re
import shutil
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from samklang import __version__
from samklang.config.backup import engines
from samklang.config.backup.archive import FILES, KEY, Manifest, Writing, settle, writing
from samklang.desk.queries.backups import note_path
from samklang.ledger import queries

_UNDER_WAY = ".samklang-"
_LONGEST = timedelta(days=1)
"""No backup is under way for longer; what is older was left by one that was killed."""
_NAME = re.compile(r"samklang-\d{4}-\d{2}-\d{2}T\d{6}\.tar\.gz")


def name_for(now: datetime) -> str:
    """What a backup is called in a folder of backups; names sort by time."""
    return f"samklang-{now:%Y-%m-%dT%H%M%S}.tar.gz"


def make(to: Path, now: datetime) -> Manifest:
    """The whole installation in a new file at the path, for its owner only, while the site runs.

    raises: BackupWrong, OSError; then there is no file.
    """
    _clear_away(to.parent)
    with tempfile.TemporaryDirectory(prefix=_UNDER_WAY, dir=to.parent) as folder:
        partial, dumped = Path(folder) / "backup", Path(folder) / "database"
        ledger = queries.head()
        server, schema, rows = engines.dump(dumped)
        manifest = Manifest(
            version=__version__,
            made_at=now.isoformat(timespec="seconds"),
            engine=connection.vendor,
            server=server,
            schema=schema,
            key=key_fingerprint(),
            migrations=[f"{app}.{name}" for app, name in sorted(MigrationRecorder(connection).applied_migrations())],
            rows=rows,
            ledger=ledger,
        )
        with writing(partial) as archive:
            _add(archive, manifest.database, dumped)
            dumped.unlink()
            _add_kept_files(archive)
            archive.finish(manifest)
        partial.rename(to)
    settle(to.parent)
    _note(to, now)
    return manifest


def _clear_away(folder: Path) -> None:
    """Half backups of ours that were killed: they hold personal data, and nobody else will ever remove them."""
    for path in folder.glob(f"{_UNDER_WAY}*"):
        if path.is_dir() and time.time() - path.stat().st_mtime > _LONGEST.total_seconds():
            shutil.rmtree(path, ignore_errors=True)


def key_fingerprint() -> str:
    """Tells whether two installations have the same secret key, and nothing of the key."""
    return hashlib.sha256(b"samklang backup\0" + settings.SECRET_KEY.encode()).hexdigest()[:16]


def _add_kept_files(archive: Writing) -> None:
    key = Path(settings.DATA) / KEY
    if key.is_file():
        _add(archive, KEY, key)
    kept = Path(settings.DATA) / FILES
    for path in sorted(kept.rglob("*")):
        if path.is_file() and not path.is_symlink():
            _add(archive, f"{FILES}/{path.relative_to(kept).as_posix()}", path)


def _add(archive: Writing, name: str, path: Path) -> None:
    with path.open("rb") as file:
        archive.add(name, file, path.stat().st_size)


def _note(to: Path, now: datetime) -> None:
    """Where `samklang doctor` sees when the last backup was made."""
    note = note_path()
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({"at": now.isoformat(), "path": str(to.resolve())}), encoding="utf-8")


def rotate(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest of the backups in a folder that carry our name. Returns those removed."""
    ours = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name) and path.is_file())
    old = ours[:-keep]
    for path in old:
        path.unlink()
    return old
