"""Who uses the data folder: many may run on it side by side, and a restore wants it alone."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


class InUse(Exception):
    """Others use the folder in a way that goes not together with what was wanted."""


class BrokenOff(Exception):
    """A restore was killed half-way: files and database may be of different days."""


@contextmanager
def side_by_side() -> Iterator[None]:
    """For a site or a worker, as long as it runs. Raises InUse while a backup is being restored; BrokenOff."""
    with _held(fcntl.LOCK_SH):
        if broken_off():
            raise BrokenOff
        yield


def broken_off() -> bool:
    """Whether a restore began and neither ended nor took back what it had done."""
    return _mark().exists()


@contextmanager
def not_whole_until_done() -> Iterator[None]:
    """For the part of a restore that exchanges things: a mark that stays where the process or the computer dies."""
    mark = _mark()
    with mark.open("w") as file:
        os.fsync(file.fileno())
    try:
        yield
    finally:  # it ended, or whatever stopped it has been taken back
        mark.unlink(missing_ok=True)


def _mark() -> Path:
    return Path(settings.DATA) / "run" / "restore-broken-off"


@contextmanager
def alone() -> Iterator[None]:
    """For a restore. Raises InUse while a site or a worker runs on the folder."""
    with _held(fcntl.LOCK_EX):
        yield


@contextmanager
def _held(how: int) -> Iterator[None]:
    """The lock ends with the process, and with those that were divided from it, however they end."""
    path = Path(settings.DATA) / "run" / "in-use"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse from error
        yield
    finally:
        os.close(descriptor)
