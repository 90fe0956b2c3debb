"""The data: database, its tables, the order of letters, clock, ledger, worker, nightly work, backups, uploads."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samklang.config import database as tables
from samklang.config import heartbeat, night_watch
from samklang.config import nights as nightly
from samklang.config.checks.finding import Finding, fault, ok, warning
from samklang.config.sqlite.base import DANISH
from samklang.core.words import say, say_n
from samklang.desk.queries.backups import LASTS as BACKUP_LASTS
from samklang.desk.queries.backups import last_backup
from samklang.ledger import queries
from samklang.ledger.models import Entry

_MOST_DRIFT_S = 5
_NIGHT_LASTS = timedelta(days=2)
_WAITING_LONG = timedelta(minutes=10)


def database() -> Iterator[Finding]:
    """Whether it answers, and how it is set up."""
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT current_setting('server_version'), current_setting('server_encoding')")
                version, encoding = cursor.fetchone()
            else:
                cursor.execute("SELECT sqlite_version()")
                version, encoding = cursor.fetchone()[0], "UTF8"
    except (DatabaseError, InterfaceError):
        yield fault(
            "database",
            say("The database does not answer."),
            say("Check that it runs, that DATABASE_URL is right, and that this computer may reach it."),
        )
        return
    if encoding != "UTF8":
        yield fault("database", say("The database's letters are {encoding}.", encoding=encoding),
                    say("Make it anew with the encoding UTF8."))  # fmt: skip
        return
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    yield ok("database", say("{name} {version} answers.", name=name, version=version.split()[0]))


def migrations() -> Iterator[Finding]:
    """Whether the tables are this version's."""
    if strange := tables.unknown():
        yield fault("migrations", say("A newer version has changed the database ({step}).", step=strange[0]),
                    say("Install that version again, or restore the backup from before it."))  # fmt: skip
    elif tables.pending():
        yield fault(
            "migrations",
            say("The database is not ready for this version."),
            say("Run samklang backup, then samklang migrate."),
        )
    else:
        yield ok("migrations", say("The tables are this version's."))


def alphabet() -> Iterator[Finding]:
    """On PostgreSQL the Danish order of letters, on SQLite the mode in which readers do not wait."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_collation WHERE collname = %s", [DANISH])
            if cursor.fetchone()[0]:
                yield ok("alphabet", say("The database knows the Danish order of letters."))
            else:
                yield fault("alphabet", say("The database does not know the Danish order of letters."),
                            say("Use a PostgreSQL that is built with ICU, as Debian's and Ubuntu's are."))  # fmt: skip
            return
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0])
    if mode == "wal":
        yield ok("wal", say("Readers of the database do not wait for writers."))
    else:
        yield fault("wal", say("Readers of the database wait for writers (its mode is {mode}).", mode=mode),
                    say("Put the data folder on a disk of this computer; network drives cannot do it."))  # fmt: skip


def cache_table() -> Iterator[Finding]:
    """Whether there is room for what is remembered for a while, such as how often a sign-in failed."""
    try:
        cache.get("doctor")
    except (DatabaseError, InterfaceError):
        yield fault(
            "cache", say("The table for what is remembered for a while is missing."), say("Run samklang migrate.")
        )
    else:
        yield ok("cache", say("The table for what is remembered for a while is there."))


def clock() -> Iterator[Finding]:
    """Against the database's clock, and against the newest entry of the ledger."""
    last = Entry.objects.order_by("-number").values_list("at", flat=True).first()
    if last is not None and last > timezone.now() + timedelta(seconds=_MOST_DRIFT_S):
        yield fault("clock", say("The ledger's newest entry is of the future: the clock has been set back."),
                    say("Set the computer's clock, best by NTP."))  # fmt: skip
        return
    if connection.vendor != "postgresql":
        yield ok("clock", say("The clock says {time}.", time=f"{timezone.localtime():%Y-%m-%d %H:%M:%S}"))
        return
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs: datetime = cursor.fetchone()[0]
    apart = abs((theirs - before).total_seconds())
    if apart > _MOST_DRIFT_S:
        yield fault(
            "clock",
            say("This computer's clock and the database's are {seconds} s apart.", seconds=round(apart)),
            say("Set both, best by NTP."),
        )
    else:
        yield ok("clock", say("The clocks of this computer and the database agree."))


def ledger() -> Iterator[Finding]:
    """Whether it is whole."""
    found = queries.verify()
    if found.whole:
        yield ok("ledger", say("The ledger is whole: {count} entries.", count=found.count))
    else:
        yield fault("ledger", say("The ledger is not whole."), say("See samklang ledger verify."))


def worker() -> Iterator[Finding]:
    """Whether somebody does the work in the background."""
    seen = heartbeat.last_sign()
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - _WAITING_LONG).count()
    failed = DBTaskResult.objects.failed().filter(finished_at__gt=timezone.now() - timedelta(days=1)).count()
    if not heartbeat.is_alive():
        what = (
            say("The worker is silent since {time}.", time=f"{timezone.localtime(seen):%Y-%m-%d %H:%M}")
            if seen
            else say("No worker has ever run.")
        )
        yield fault("worker", what, say("Start samklang worker, or samklang serve with --with-worker."))
    elif waiting:
        what = say_n(
            "{count} task has waited for more than ten minutes.",
            "{count} tasks have waited for more than ten minutes.",
            waiting,
        )
        yield warning("worker", what, say("Start the worker with more --processes."))
    elif failed:
        what = say_n("{count} task failed during the last day.", "{count} tasks failed during the last day.", failed)
        yield warning("worker", what, say("See the worker's log."))
    else:
        yield ok("worker", say("The worker is there, and nothing has waited long."))


def nights() -> Iterator[Finding]:
    """Whether what has had its time is removed."""
    last = nightly.last_done()
    if last is not None and night_watch.has_jumped(last, timezone.now()):
        yield fault("nightly", night_watch.what(last, timezone.now()), night_watch.WHAT_TO_DO)
    elif held := nightly.held_back():
        for kind in held:
            yield warning("nightly", night_watch.too_many(kind), night_watch.HELD)
    elif last is not None and timezone.now() - last > _NIGHT_LASTS:
        yield warning("nightly", say("The nightly work was last done on {day}.", day=last.date()),
                      say("Let the worker run at night, or run samklang nightly."))  # fmt: skip
    else:
        yield ok("nightly", say("The nightly work is done.") if last else say("No night has passed yet."))


def backups() -> Iterator[Finding]:
    """Whether there is a recent one."""
    last = last_backup()
    if last is None:
        yield warning("backup", say("No backup has been made."), say("Run samklang backup every night."))
    elif timezone.now() - last[0] > BACKUP_LASTS:
        what = say("The last backup is of {day}.", day=last[0].date())
        yield warning("backup", what, say("Run samklang backup every night."))
    else:
        yield ok("backup", say("The last backup is of {day}: {path}", day=last[0].date(), path=last[1]))
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        yield warning("backup", say("pg_dump is not found, so no backup can be made."),
                      say("Install the PostgreSQL client of the server's version."))  # fmt: skip


def uploads() -> Iterator[Finding]:
    """Whether the largest file that may be sent has room on its way in."""
    most = settings.UPLOAD_MOST_BYTES
    free = shutil.disk_usage(Path(tempfile.gettempdir())).free
    if free < 20 * most:
        yield warning(
            "uploads",
            say("Little room is left for files on their way in."),
            say("Make room in {path}, or set TMPDIR to another folder.", path=tempfile.gettempdir()),
        )
    else:
        yield ok(
            "uploads",
            say("Files of up to {megabytes} MB are taken; let the web server before the site take a little more.",
                megabytes=most // 1_000_000),
        )  # fmt: skip
