"""The folder that a command's files are put in: all of them or none, and nothing of the user's own is ever touched.

The files are written in a hidden folder beside their place and moved when all are there. Where a folder of an earlier
run is replaced, each file is either the old or the new one, and a failure on the way puts the old ones back.
"""

import errno
import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from samklang.cli.exits import FULL, Refused, to_mend
from samklang.core.words import Sentence, say, word

PLAN = "plan.json"
CALENDARS = "calendar"
_MARK = b"Samklang"


@dataclass(frozen=True)
class Kind:
    """What kind of files a folder holds."""

    mark: str
    """Moved last, and the mark of a folder whose files are ours to replace."""
    schema: str
    """What the schema named in the mark begins with."""
    over: str
    """Said where the files would be written over one that the command reads: {path}."""
    in_the_way: str
    """Said where a file of another kind has the name of one of ours: {path}."""


PLANS = Kind(
    PLAN,
    "samklang-plan/",
    word("The plan's files would be written over “{path}”. Choose another folder with --out."),
    word("“{path}” is in the way and is not of an earlier plan. Move it, or choose another folder."),
)


@dataclass
class Folder:
    """Where the files shall be (`target`) and where they are written until then (`staging`)."""

    wanted: Path
    """As the user named it."""
    target: Path
    staging: Path
    kind: Kind = PLANS
    others: int = 0
    """What lies in the folder beside our files, which is left alone; known when the files have been moved."""

    def keep(self) -> None:
        """Move the files into place. Raises OSError; then everything is as it was."""
        files = (path.relative_to(self.staging) for path in self.staging.rglob("*") if path.is_file())
        staged = sorted(files, key=lambda name: (name.name == self.kind.mark, name))
        with _undisturbed():
            if not self.target.exists():
                self.staging.rename(self.target)
                return
            stale = [name for name in self._own_calendars() if name not in staged] if self.kind is PLANS else []
            ours = {self.staging.parent.name, *(name.parts[0] for name in staged)}
            self.others = sum(path.name not in ours for path in self.target.iterdir())
            self._exchange(staged, stale)

    def _exchange(self, staged: Sequence[Path], stale: Sequence[Path]) -> None:
        before = self.staging.parent / "before"
        existing = [name for name in (*staged, *stale) if (self.target / name).exists()]
        for name in existing:
            _copy(self.target / name, before / name)
        try:
            for name in staged:
                (self.target / name).parent.mkdir(exist_ok=True)
                (self.staging / name).replace(self.target / name)
            for name in stale:
                (self.target / name).unlink()
        except BaseException:
            for name in staged:
                if name in existing:
                    (before / name).replace(self.target / name)
                else:
                    (self.target / name).unlink(missing_ok=True)
            for name in stale:
                (before / name).replace(self.target / name)
            raise

    def _own_calendars(self) -> list[Path]:
        calendars = sorted((self.target / CALENDARS).glob("*.ics"))
        return [path.relative_to(self.target) for path in calendars if _MARK in _start_of(path)]


@contextmanager
def folder_for(wanted: Path, *, names: Sequence[str], inputs: Sequence[Path], kind: Kind = PLANS) -> Iterator[Folder]:
    """A folder that can be written, tried before the work starts; removed again unless `keep` was called.

    names:  the files that will be written, apart from the calendars.
    inputs: the files the command reads, which must not be written over.
    raises: Refused where a file is in the way, OSError where the folder cannot be made or written.
    """
    target = Path(os.path.realpath(wanted))
    _refuse_what_would_be_lost(target, names, inputs, kind)
    made = _missing_parents(target)
    place = target if target.is_dir() else target.parent
    try:
        with _writing_in(made[0].parent if made else place):
            for parent in made:
                parent.mkdir(exist_ok=True)
        with hidden_folder(place) as staging:
            yield Folder(wanted, target, staging, kind)
    finally:
        for parent in reversed(made):
            with suppress(OSError):
                parent.rmdir()


@contextmanager
def hidden_folder(place: Path) -> Iterator[Path]:
    """A folder within a hidden one in a place, both removed again. Raises Refused where nothing can be written."""
    with _writing_in(place):
        hidden = Path(tempfile.mkdtemp(prefix=".samklang-", dir=place))
    try:
        # The hidden folder itself is for its owner only; what is made in it gets the ordinary rights.
        staging = hidden / "files"
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


@contextmanager
def _writing_in(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise
        raise to_mend(_closed(place, error)) from error


def _closed(place: Path, error: OSError) -> Sentence:
    path = str(place)
    if error.errno == errno.EROFS:
        return say("“{path}” can be read but not written. Choose another folder.", path=path)
    if error.errno in (errno.EACCES, errno.EPERM):
        return say("You may not write in “{path}”. Choose another folder, or ask for access.", path=path)
    return say("Nothing can be written in “{path}”. Choose another folder.", path=path)


def _refuse_what_would_be_lost(target: Path, names: Sequence[str], inputs: Sequence[Path], kind: Kind) -> None:
    if target.exists() and not target.is_dir():
        raise to_mend(say("A file lies where the folder “{path}” should be. Choose another folder.", path=str(target)))
    for path in inputs:
        if Path(os.path.realpath(path)) in {target / name for name in names}:
            raise to_mend(Sentence(kind.over, {"path": str(path)}))
    if not _is_ours(target, kind):
        for name in names:
            if (target / name).exists():
                raise _not_ours(target / name, kind)
    for name in names:
        if (target / name).is_dir():
            raise _not_ours(target / name, kind)


def _not_ours(path: Path, kind: Kind) -> Refused:
    return to_mend(Sentence(kind.in_the_way, {"path": str(path)}))


def _is_ours(target: Path, kind: Kind) -> bool:
    try:
        document = json.loads((target / kind.mark).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(document, dict) and str(document.get("schema", "")).startswith(kind.schema)


def _missing_parents(target: Path) -> list[Path]:
    missing = [parent for parent in target.parents if not parent.exists()]
    return list(reversed(missing))


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)


def _start_of(path: Path) -> bytes:
    with suppress(OSError), path.open("rb") as file:
        return file.read(400)
    return b""


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no Ctrl-C in while files change places; it takes milliseconds."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
