"""When the database cannot be asked just now, as opposed to being asked something wrong."""

import sqlite3
from enum import StrEnum

from django.db import InterfaceError, OperationalError


class Outage(StrEnum):
    """Why the database cannot be asked."""

    LOCKED = "locked"
    UNREACHABLE = "unreachable"
    FULL = "full"


_SQLITE = {
    "SQLITE_BUSY": Outage.LOCKED,
    "SQLITE_LOCKED": Outage.LOCKED,
    "SQLITE_PROTOCOL": Outage.LOCKED,
    "SQLITE_FULL": Outage.FULL,
    "SQLITE_CANTOPEN": Outage.UNREACHABLE,
    "SQLITE_IOERR": Outage.UNREACHABLE,
    "SQLITE_READONLY": Outage.UNREACHABLE,
}
_POSTGRESQL = {
    "53": Outage.FULL,  # out of disk, memory or connections
    "55": Outage.LOCKED,  # a lock could not be had
    "40": Outage.LOCKED,  # a deadlock, or two who changed the same
    "08": Outage.UNREACHABLE,
    "57": Outage.UNREACHABLE,  # an administrator or a crash ended it
}


def outage_of(error: BaseException | None) -> Outage | None:
    """Which outage the error tells of; None where it is an error of another kind."""
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        name = getattr(cause, "sqlite_errorname", "")
        return next((outage for start, outage in _SQLITE.items() if name.startswith(start)), None)
    state = str(getattr(cause, "sqlstate", None) or "08")
    return _POSTGRESQL.get(state[:2])
