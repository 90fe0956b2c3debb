"""When the database or the disk cannot do its part just now, as opposed to being asked something wrong."""

import errno
import sqlite3
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Outage(StrEnum):
    """What is away: the database is held, or does not answer, or there is no room."""

    LOCKED = "locked"
    UNREACHABLE = "unreachable"
    FULL = "full"


_SQLITE = {
    "SQLITE_BUSY": Outage.LOCKED,
    "SQLITE_LOCKED": Outage.LOCKED,
    "SQLITE_PROTOCOL": Outage.LOCKED,
    "SQLITE_FULL": Outage.FULL,
    "SQLITE_IOERR_WRITE": Outage.FULL,  # how SQLite tells of a quota or a limit that is used up
    "SQLITE_IOERR_SHMSIZE": Outage.FULL,  # no room for the small file beside the log of writes
    "SQLITE_CANTOPEN": Outage.UNREACHABLE,
    "SQLITE_IOERR": Outage.UNREACHABLE,
    "SQLITE_READONLY": Outage.UNREACHABLE,
}
_POSTGRESQL = {
    "53100": Outage.FULL,
    "53": Outage.UNREACHABLE,  # out of memory or connections
    "55": Outage.LOCKED,  # a lock could not be had
    "40": Outage.LOCKED,  # a deadlock, or two who changed the same
    "08": Outage.UNREACHABLE,
    "57": Outage.UNREACHABLE,  # an administrator or a crash ended it
}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def outage_of(error: BaseException | None) -> Outage | None:
    """Which outage the error tells of; None where it is an error of another kind."""
    if isinstance(error, OSError):
        return Outage.FULL if error.errno in _NO_ROOM else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return next((outage for start, outage in _SQLITE.items() if name.startswith(start)), None)
    state = str(getattr(cause, "sqlstate", None) or "08")
    return _POSTGRESQL.get(state, _POSTGRESQL.get(state[:2]))


def outage_behind(error: BaseException | None) -> Outage | None:
    """Which outage the error, or one that it came of, tells of; None where it is none."""
    while error is not None:
        if (outage := outage_of(error)) is not None:
            return outage
        error = error.__cause__ or error.__context__
    return None
