"""How the installation is doing, for whoever runs it: what `samklang doctor` sees at once, and what it does not count.

Nothing here names a person, a folder of the computer or a secret. What takes long, such as trying the mail server or
reading the whole ledger, is left to `samklang doctor`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from cryptography import x509
from django.conf import settings
from django.db import connection
from django.utils import timezone

from samklang import __version__
from samklang.access import clock
from samklang.access.models import Token
from samklang.config import database, metrics, nights
from samklang.config.checks import data, machine, outside
from samklang.config.checks.finding import Finding, Level, fault, ok, warning
from samklang.core.words import Moment, Sentence, Value, say, say_n
from samklang.delivery.commands.outboxes import outboxes
from samklang.delivery.enums import MailState
from samklang.desk.queries.backups import LASTS as BACKUP_LASTS
from samklang.desk.queries.backups import last_backup

WORST_FIRST = (Level.FAULT, Level.WARNING, Level.OK)
_MB = 1_000_000
_ENDS_SOON = timedelta(days=30)
_MAIL_WAITS_LONG = timedelta(hours=1)
_CHORES: dict[str, Sentence] = {
    "_retention": say("deleting what has had its time"),
    "_cache": say("tidying remembered figures"),
    "_reminders": say("reminding raters"),
    "_comings_and_goings": say("seats of those who come and go"),
    "_learning": say("tasks, evaluations and follow-ups"),
    "_certificates": say("certificates that expire"),
    "_companies": say("companies of those who are away"),
    "_citizens": say("links for citizens"),
    "_evidence": say("figures of the ladder and public figures"),
    "_committee": say("the page for the political committee"),
}
"""What the chores of the night are called; a test holds that each has a name."""


def version() -> Iterator[Finding]:
    """What runs."""
    yield ok("version", say("Samklang {version} runs.", version=__version__))


def size() -> Iterator[Finding]:
    """Which database, and how large it has become."""
    name = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    megabytes = round(metrics.database_bytes() / _MB)
    yield ok("database-size", say("The data lie in {name} and fill {megabytes} MB.", name=name, megabytes=megabytes))


def migrations() -> Iterator[Finding]:
    """Steps that are still to be taken."""
    waiting = database.pending()
    if database.unknown() or not waiting:
        yield from data.migrations()
        return
    what = say_n("{count} step to this version's tables is missing.", "{count} steps to this version's tables are "
                 "missing.", len(waiting))  # fmt: skip
    yield fault("migrations", what, say("Run samklang backup, then samklang migrate."))


def outbox() -> Iterator[Finding]:
    """Mail that waits to be sent, the oldest, and what could not be sent."""
    now = clock.now()
    waiting, oldest, failed = 0, None, 0
    for box in outboxes():
        due = box.model._default_manager.filter(state=MailState.WAITING, not_before__lte=now)
        waiting += due.count()
        first = due.order_by("written_at", "pk").values_list("written_at", flat=True).first()
        oldest = min(filter(None, (oldest, first)), default=None)
        failed += box.model._default_manager.filter(state=MailState.FAILED).count()
    if oldest is not None and now - oldest > _MAIL_WAITS_LONG:
        what = say_n("{count} mail waits, since {since}.", "{count} mails wait, the oldest since {since}.", waiting,
                     since=Moment(oldest))  # fmt: skip
        yield warning(
            "outbox", what, say("See that the worker runs, and that samklang doctor reaches the mail server.")
        )
    else:
        yield ok("outbox", say_n("{count} mail waits.", "{count} mails wait.", waiting))
    if failed:
        what = say_n("{count} mail could not be sent.", "{count} mails could not be sent.", failed)
        yield warning("outbox", what, say("Whoever runs the course sees which, under outgoing mail, and tries again."))


def mail_server() -> Iterator[Finding]:
    """Whether there is one. It is not tried here."""
    if "smtp" in settings.EMAIL_BACKEND:
        yield ok("mail", say("A mail server is set. samklang doctor tries whether it lets us in."))
    else:
        yield warning(
            "mail",
            say("Mail goes nowhere but to the log, so invitations do not arrive."),
            say("Set SAMKLANG_EMAIL_URL, such as smtp+tls://user:password@mail.example.dk:587."),
        )


def night() -> Iterator[Finding]:
    """When the nightly work was last done, and what of it failed."""
    yield from data.nights()
    last, failed = nights.last_done(), nights.last_failed()
    if last is not None:
        yield ok("nightly", say("The last nightly work: {time}.", time=Moment(last)))
    if failed:
        names = tuple(_CHORES.get(name, name) for name in failed)
        what = say("What failed in the last nightly work: {names}.", names=names)
        yield fault("nightly", what, say("See the worker's log for why, and run samklang nightly when it is mended."))


def backup() -> Iterator[Finding]:
    """How old the last one is; where it lies is for the computer's own people."""
    last = last_backup()
    if last is None:
        yield warning("backup", say("No backup has been made."), say("Run samklang backup every night."))
        return
    hours = max(0, int((timezone.now() - last[0]).total_seconds() // 3600))
    what = say_n("The last backup is {count} hour old: {time}.", "The last backup is {count} hours old: {time}.", hours,
                 time=Moment(last[0]))  # fmt: skip
    if timezone.now() - last[0] > BACKUP_LASTS:
        yield warning("backup", what, say("Run samklang backup every night."))
    else:
        yield ok("backup", what)


def certificates() -> Iterator[Finding]:
    """What is known here of certificates: that of the municipality's own sign-in. The web server's is not seen."""
    for app in settings.SOCIALACCOUNT_PROVIDERS.get("saml", {}).get("APPS", ()):
        text = str(app["settings"]["advanced"].get("x509cert", ""))
        ends = x509.load_pem_x509_certificate(text.encode()).not_valid_after_utc
        yield _ending(ends, timezone.now())
    what = say("The certificate of the web server before the site is not seen from here. Let it be watched there.")
    yield ok("certificate", what)


def _ending(ends: datetime, now: datetime) -> Finding:
    what = say("The certificate for signing in through the workplace holds until {day}.", day=ends.date())
    do = say("Make a new one, and exchange it with those who run the sign-in.")
    if ends <= now:
        return fault("certificate", what, do)
    return warning("certificate", what, do) if ends - now <= _ENDS_SOON else ok("certificate", what)


def tokens() -> Iterator[Finding]:
    """Keys of other systems: how many hold, and whether some end soon."""
    today = clock.today()
    held = Token.objects.filter(revoked_at=None, first_day__lte=today, last_day__gte=today)
    soon = held.filter(last_day__lte=today + _ENDS_SOON).count()
    if soon:
        what = say_n("{count} token of another system ends within 30 days.", "{count} tokens of other systems end "
                     "within 30 days.", soon)  # fmt: skip
        yield warning("tokens", what, say("Make a new one under Access, and hand it over before the old one ends."))
    else:
        yield ok("tokens", say_n("{count} other system comes in with a token.",
                                 "{count} other systems come in with tokens.", held.count()))  # fmt: skip


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    version, machine.disk, machine.folder, machine.time_zone, machine.translations, machine.browser_files,
    machine.handbook, outside.secret_key, outside.address, outside.switches, outside.accessibility, mail_server,
    data.database,
)  # fmt: skip
LOOKS_AT_DATA: tuple[Callable[[], Iterator[Finding]], ...] = (
    size, migrations, data.alphabet, data.cache_table, data.clock, data.worker, outbox, night, backup, data.uploads,
    certificates, tokens,
)  # fmt: skip


def look() -> list[Finding]:
    """Everything, the worst first. One look that fails is itself a finding, and the others go on."""
    found: list[Finding] = []
    for one in LOOKS:
        found += _tried(one)
    if not any(finding.check == "database" and finding.level == Level.FAULT for finding in found):
        for one in LOOKS_AT_DATA:
            found += _tried(one)
    return sorted(map(_without_folders, found), key=lambda finding: WORST_FIRST.index(finding.level))


def _tried(one: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(one())
    except Exception as error:  # noqa: BLE001 - whatever is ill, the others are looked at
        name = one.__name__.replace("_", "-")
        what = say("“{check}” could not be looked at ({kind}).", check=name, kind=type(error).__name__)
        return [fault(name, what, say("Mend what stands above first."))]


def _without_folders(finding: Finding) -> Finding:
    """The same without the names of folders on the computer: samklang doctor says them to whoever sits there."""
    do = None if finding.do is None else _hidden(finding.do)
    return replace(finding, what=_hidden(finding.what), do=do)


def _hidden(sentence: Sentence) -> Sentence:
    values: dict[str, Value] = {
        name: "…" if isinstance(value, str) and ("\\" in value or value.startswith("/")) else value
        for name, value in sentence.values.items()
    }
    return replace(sentence, values=values)
