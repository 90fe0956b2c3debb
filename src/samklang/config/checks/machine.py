"""The machine: Python, time zone, texts, data folder, disk, files for the browser."""

import os
import platform
import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection

from samklang.config import assets
from samklang.config.checks.finding import Finding, fault, ok, warning
from samklang.core.words import render, say
from samklang.handbook.folder import docs_folder

_MB = 1_000_000
_LITTLE, _TOO_LITTLE = 2_000 * _MB, 300 * _MB
_OTHERS = stat.S_IRWXO


def python() -> Iterator[Finding]:
    """The version that runs."""
    yield ok("python", say("Python {version}.", version=platform.python_version()))


def time_zone() -> Iterator[Finding]:
    """Whether the computer knows Danish summer time."""
    try:
        offset = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo(settings.TIME_ZONE)).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    if offset is not None and offset.total_seconds() == 7200:
        yield ok("time-zone", say("Danish time with summer time is known."))
    else:
        yield fault(
            "time-zone",
            say("The computer does not know Danish time."),
            say("Install the system's package tzdata."),
        )


def translations() -> Iterator[Finding]:
    """Whether the Danish texts are built."""
    try:
        built = render(say("done"), "da") != "done"
    except OSError:
        built = False
    if built:
        yield ok("translations", say("The Danish texts are there."))
    else:
        yield fault(
            "translations", say("The Danish texts are not built."), say("Run make assets in Samklang's folder.")
        )


def folder() -> Iterator[Finding]:
    """Whether we and only we can use the data folder."""
    data = Path(settings.DATA)
    try:
        with tempfile.NamedTemporaryFile(dir=data):
            pass
    except OSError as error:
        yield fault(
            "data-folder",
            say(
                "Nothing can be written in the data folder “{path}” ({why}).", path=str(data), why=error.strerror or ""
            ),
            say("Make it the property of the user that Samklang runs as."),
        )
        return
    strangers = [
        path for path in (data, *data.iterdir()) if hasattr(os, "getuid") and path.stat().st_uid != os.getuid()
    ]
    if strangers:
        yield fault(
            "data-folder",
            say("“{path}” belongs to another user than the one you are now.", path=str(strangers[0])),
            say("Run samklang as the user of the site, and give the folder to that user."),
        )
    elif data.stat().st_mode & _OTHERS:
        yield warning(
            "data-folder",
            say("Other users of this computer can look into the data folder “{path}”.", path=str(data)),
            say("chmod o-rwx {path}", path=str(data)),
        )
    else:
        yield ok("data-folder", say("The data folder “{path}” is ours alone.", path=str(data)))


def disk() -> Iterator[Finding]:
    """Room for a while."""
    places = {Path(settings.DATA)}
    if connection.vendor == "sqlite":
        places.add(Path(str(settings.DATABASES["default"]["NAME"])).parent)
    free = min(shutil.disk_usage(place).free for place in places)
    what = say("{megabytes} MB are free on the disk.", megabytes=free // _MB)
    do = say("Make room: old backups elsewhere, or a larger disk.")
    if free < _TOO_LITTLE:
        yield fault("disk", what, do)
    elif free < _LITTLE:
        yield warning("disk", what, do)
    else:
        yield ok("disk", what)


def browser_files() -> Iterator[Finding]:
    """What the browser is given."""
    if not assets.are_built():
        yield fault(
            "browser-files", say("The styles of the pages are not built."), say("Run make assets in Samklang's folder.")
        )
    elif assets.are_gathered():
        yield ok("browser-files", say("The files for the browser are of this version."))
    else:
        yield warning(
            "browser-files",
            say("The files for the browser are of another version."),
            say("Start the site again: samklang serve gathers them."),
        )


def handbook() -> Iterator[Finding]:
    """The pages that the handbook is made of."""
    found = docs_folder()
    if found:
        yield ok("handbook", say("The handbook is read from “{path}”.", path=str(found)))
    else:
        yield warning(
            "handbook",
            say("The pages of the handbook are not there."),
            say("Put the folder docs beside the program, or say in SAMKLANG_DOCS where it is."),
        )
