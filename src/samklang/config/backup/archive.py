"""The file of a backup: a compressed tar whose last part, the manifest, holds the checksums of the others."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from samklang.core.words import Sentence, say

FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret-key"
FILES = "files"
_CHUNK = 1 << 20


class BackupWrong(Exception):
    """A backup that cannot be made or restored, with the sentence that says why."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


@dataclass
class Manifest:
    """What is in the backup, and how it can be told that it is all there."""

    version: str
    made_at: str
    engine: str
    """sqlite or postgresql."""
    server: str
    """The version of the database."""
    schema: str
    """Where the tables stand; empty on SQLite."""
    key: str
    """A fingerprint of the secret key, which sessions and second factors depend on."""
    migrations: list[str]
    rows: dict[str, int]
    """How many rows each table has."""
    ledger: tuple[int, str]
    """Number and hash of the last entry."""
    parts: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every part by its name."""

    @property
    def database(self) -> str:
        """The name of the part that holds the database."""
        return {"sqlite": "database.sqlite3", "postgresql": "database.dump"}[self.engine]


class Writing:
    """A backup on its way into its file."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.parts: dict[str, str] = {}

    def add(self, name: str, file: IO[bytes], size: int) -> None:
        """One part; its checksum is of exactly what was written."""
        watched = _Watched(file, size)
        about = tarfile.TarInfo(name)
        about.size, about.mode = size, 0o600
        self._tar.addfile(about, watched)
        self.parts[name] = watched.said.hexdigest()

    def finish(self, manifest: Manifest) -> None:
        """The manifest, last."""
        manifest.parts = self.parts
        text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False).encode()
        about = tarfile.TarInfo(MANIFEST)
        about.size, about.mode = len(text), 0o600
        self._tar.addfile(about, io.BytesIO(text))


class _Watched:
    """A file that is read to its announced size, hashing on the way; one that shrank meanwhile is filled up."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.left, self.said = file, size, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        found = self.file.read(wanted).ljust(wanted, b"\0")
        self.left -= len(found)
        self.said.update(found)
        return found


@contextmanager
def writing(to: Path) -> Iterator[Writing]:
    """A new file at a path, for its owner only; whatever stops it leaves none."""
    try:
        with open(to, "xb", opener=_for_its_owner_only) as raw:
            with tarfile.open(fileobj=raw, mode="w:gz") as tar:
                yield Writing(tar)
            raw.flush()
            os.fsync(raw.fileno())
    except BaseException:
        to.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """What was given a name in the folder has it after a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _for_its_owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def unpack(backup: Path, into: Path) -> Manifest:
    """All of the backup in a folder, checked against the manifest. Raises BackupWrong where anything is amiss."""
    found: dict[str, str] = {}
    try:
        with tarfile.open(backup, "r:gz") as tar:
            for member in tar:
                found[_safe(member)] = _copy(tar, member, into)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise BackupWrong(
            say("“{path}” is not a whole backup of Samklang. Take an earlier one.", path=str(backup))
        ) from error
    manifest = _read_manifest(backup, into)
    found.pop(MANIFEST)
    if found != manifest.parts:
        amiss = sorted(name for name in {*found, *manifest.parts} if found.get(name) != manifest.parts.get(name))
        raise BackupWrong(
            say(
                "The backup is damaged: “{part}” is not as it was when it was made. Take an earlier one.", part=amiss[0]
            )
        )
    return manifest


def _safe(member: tarfile.TarInfo) -> str:
    """The member's name. Raises TarError where it is no plain file of ours."""
    parts = PurePosixPath(member.name).parts
    ours = len(parts) == 1 or (parts and parts[0] == FILES)
    if not member.isfile() or not ours or ".." in parts or member.name.startswith("/"):
        raise tarfile.TarError(member.name)
    return member.name


def _copy(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> str:
    path = into / member.name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    source = tar.extractfile(member)
    if source is None:
        raise tarfile.TarError(member.name)
    said = hashlib.sha256()
    with source, open(path, "xb", opener=_for_its_owner_only) as target:
        while chunk := source.read(_CHUNK):
            said.update(chunk)
            target.write(chunk)
    return said.hexdigest()


def _read_manifest(backup: Path, into: Path) -> Manifest:
    try:
        said: dict[str, Any] = json.loads((into / MANIFEST).read_bytes())
        if said.pop("format") != FORMAT:
            raise BackupWrong(say("The backup was made by a newer version of Samklang. Install that version first."))
        number, head = said.pop("ledger")
        return Manifest(**said, ledger=(int(number), str(head)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BackupWrong(
            say("“{path}” is not a whole backup of Samklang. Take an earlier one.", path=str(backup))
        ) from error
