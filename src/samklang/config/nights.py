"""What the house does by itself: at night what has had its time is removed and who is late is reminded, by day what
broke off is marked.

Each chore is named here, in the order they are done, so that one can read what happens without anybody asking for it.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from samklang.access import clock
from samklang.access.commands import retention
from samklang.calibration.commands import remind_due
from samklang.citizens.commands.feedback import forget_links as forget_feedback_links
from samklang.citizens.commands.recordings import expire_recordings
from samklang.committee.commands.nights import make_due_drafts, send_issued
from samklang.companies.commands.hand_over_nights import hand_over_for_leavers, move_received, return_companies
from samklang.companies.commands.promise import reckon_again
from samklang.companies.commands.pulse import ask_companies, forget_links, forget_who_was_asked
from samklang.companies.commands.routing import cover_for_absent, return_to_owners
from samklang.companies.models import Entrance
from samklang.config import night_watch
from samklang.core.words import Sentence, say
from samklang.delivery.commands.assignments import assign_due
from samklang.delivery.commands.catch_up import catch_up, give_up_for_leavers
from samklang.delivery.commands.digests import gather
from samklang.delivery.commands.evaluations import ask_for_evaluations
from samklang.delivery.commands.expiry import remind_expiring
from samklang.delivery.commands.knowledge import tell_of_checks
from samklang.delivery.commands.offers import lapse_offers
from samklang.delivery.commands.reminders import remind
from samklang.delivery.commands.seat_requests import lapse_swaps
from samklang.delivery.commands.statements import tell_store
from samklang.delivery.commands.touches import follow_cohorts
from samklang.evidence.commands.ladder import read_quarters
from samklang.evidence.commands.public_loads import fetch_due
from samklang.ledger import queries as ledger
from samklang.planning.commands import notice_silent_runs

_log = logging.getLogger("samklang.nightly")
_HOURS = range(2, 5)
_DONE, _BUSY, _FAILED = "nightly-done", "nightly-busy", "nightly-failed"
_HELD = "nightly-held"
_BETWEEN, _AT_LATEST = timedelta(hours=6), timedelta(hours=30)
_LONGEST_S = 3600

Chore = Callable[..., Iterator[tuple[Sentence, int | None]]]
"""One thing done at night: what it is, and how many rows it took, or would take; None where it failed."""


def _retention(now: datetime, *, dry_run: bool, delete_held: bool = False) -> Iterator[tuple[Sentence, int | None]]:
    """What has had its time by the rules of each municipality, sessions and results of background work included."""
    del now  # in the demo it is another day
    held = []
    for outcome in retention.run(today=clock.today(), dry_run=dry_run, delete_held=delete_held):
        what = outcome.rule.kind.title
        if outcome.municipality is not None:
            what = say("{kind}, {place}", kind=what, place=outcome.municipality.name)
        if outcome.held:
            held.append(what)
            what = say("{kind}: held back, {count} rows at once", kind=what, count=outcome.held)
        yield what, outcome.count
    if not dry_run:
        cache.set(_HELD, held, timeout=None)


def _cache(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """The cache keeps what has expired until it is asked for; its table has no model."""
    table = str(settings.CACHES["default"].get("LOCATION", ""))
    what = say("Remembered figures that have expired")
    if table not in connection.introspection.table_names():
        yield what, 0
        return
    name, until = connection.ops.quote_name(table), connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        if dry_run:
            cursor.execute(f"SELECT COUNT(*) FROM {name} WHERE expires < %s", [until])  # noqa: S608 - a name of our own
            yield what, int(cursor.fetchone()[0])
        else:
            cursor.execute(f"DELETE FROM {name} WHERE expires < %s", [until])  # noqa: S608 - a name of our own
            yield what, cursor.rowcount


def _reminders(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """Whoever has not said that they are done with a round is reminded two days before its last day."""
    yield say("Raters reminded of a round that ends"), remind_due(now=now, today=clock.today(), dry_run=dry_run)


def _learning(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """What is asked before and after the sessions around the day, what people thought of it, and who follows up."""
    del now  # in the demo it is another day
    now, today = clock.now(), clock.today()
    yield say("Tasks before and after sessions"), assign_due(now=now, today=today, dry_run=dry_run)
    yield say("People asked to evaluate"), ask_for_evaluations(now=now, today=today, dry_run=dry_run)
    yield say("People told of the knowledge check"), tell_of_checks(now=now, today=today, dry_run=dry_run)
    yield say("Follow-ups with other people than before"), follow_cohorts(now=now, dry_run=dry_run)


def _comings_and_goings(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """Who is new gets a plan to catch up in courses under way; who leaves gives the seat up."""
    yield say("Seats of people who leave, given up"), give_up_for_leavers(now=now, dry_run=dry_run)
    yield say("Newcomers given a plan to catch up"), catch_up(now=now, today=clock.today(), dry_run=dry_run)


def _certificates(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """Whoever's certificate expires soon is told, once 90 and once 30 days before."""
    del now  # in the demo it is another day
    yield (
        say("People told that their certificate expires"),
        remind_expiring(now=clock.now(), today=clock.today(), dry_run=dry_run),
    )


def _companies(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """Companies of whoever has left or gone on leave get another owner; of whoever is back they return. How was it?"""
    del now  # in the demo it is another day
    now, today = clock.now(), clock.today()
    yield say("Hand-overs from people who are gone"), hand_over_for_leavers(now=now, today=today, dry_run=dry_run)
    yield say("Companies received, moved on their day"), move_received(now=now, dry_run=dry_run)
    yield say("Companies returned after a leave"), return_companies(now=now, dry_run=dry_run)
    yield say("Promises reckoned again"), sum(reckon_again(one) for one in Entrance.objects.all()) if not dry_run else 0
    yield say("Companies asked how it went"), ask_companies(now=now, today=today, dry_run=dry_run)
    yield say("Links of the pulse forgotten"), forget_links(now=now, dry_run=dry_run)
    yield (
        say("Companies asked, forgotten when the time to answer is over"),
        forget_who_was_asked(today=today, dry_run=dry_run),
    )


def _citizens(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """Links by which citizens could answer, once nobody can answer by them any more."""
    del now  # in the demo it is another day
    yield say("Links to the two questions forgotten"), forget_feedback_links(today=clock.today(), dry_run=dry_run)


def _evidence(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """What each rung was in a quarter is kept once the quarter is over; public figures are fetched."""
    del now  # in the demo it is another day
    yield (
        say("Figures of the ladder kept"),
        read_quarters(today=clock.today(), now=clock.now(), dry_run=dry_run),
    )
    yield say("Public tables fetched"), fetch_due(now=clock.now(), dry_run=dry_run)


def _committee(now: datetime, *, dry_run: bool) -> Iterator[tuple[Sentence, int | None]]:
    """What was issued is sent; then a draft is made where the schedule wants one."""
    del now  # in the demo it is another day
    yield say("Committee pages sent"), send_issued(now=clock.now(), dry_run=dry_run)
    yield (
        say("Drafts of the committee page made"),
        make_due_drafts(today=clock.today(), now=clock.now(), dry_run=dry_run),
    )


CHORES: tuple[Chore, ...] = (
    _retention,
    _cache,
    _reminders,
    _comings_and_goings,
    _learning,
    _certificates,
    _companies,
    _citizens,
    _evidence,
    _committee,
)
"""What is done every night, in this order."""


def _session_reminders(now: datetime) -> int:
    """The working day before a session, whoever is to be there is reminded."""
    del now  # in the demo it is another day
    return remind(clock.now())


def _digests(now: datetime) -> int:
    """What can wait goes out in one mail a day."""
    del now  # in the demo it is another day
    return gather(clock.now())


def _enquiries(now: datetime) -> int:
    """What companies wait for goes to a stand-in while its owner is away, and back when they return."""
    del now  # in the demo it is another day
    return return_to_owners(clock.now()) + cover_for_absent(clock.now())


def _store_of_learning(now: datetime) -> int:
    """What happened in courses is told to the store of learning, where there is one."""
    return tell_store(now)


def _recordings(now: datetime) -> int:
    """What was recorded with consent is deleted when its last day is over."""
    del now  # in the demo it is another day
    return expire_recordings(today=clock.today())


SWEEPS: tuple[Callable[..., object], ...] = (
    notice_silent_runs,
    lapse_offers,
    lapse_swaps,
    _session_reminders,
    _digests,
    _enquiries,
    _store_of_learning,
    _recordings,
)
"""What is done every half minute, with `now`: mark what broke off, or begin it again."""
SWEEPS_BY_ANY_CLOCK: tuple[Callable[..., object], ...] = (notice_silent_runs, _store_of_learning)
"""Those that do no harm when the clock is wrong."""


def preview(now: datetime) -> tuple[tuple[Sentence, int | None], ...]:
    """How many rows each chore would take, without taking any."""
    return tuple(one for chore in CHORES for one in chore(now, dry_run=True))


def run(now: datetime, *, delete_held: bool = False) -> tuple[tuple[Sentence, int | None], ...]:
    """Do every chore; one that fails is logged and leaves the others be. None stands for one that failed.

    delete_held: also delete where it is more at once than a night may take.
    """
    done: list[tuple[Sentence, int | None]] = []
    failed: list[str] = []
    for chore in CHORES:
        try:
            done += chore(now, dry_run=False, **({"delete_held": delete_held} if chore is _retention else {}))
        except Exception:  # noqa: BLE001 - it is logged, and the others are done
            _log.exception("A nightly chore failed: %s", chore.__name__)
            done.append((say("A chore that failed"), None))
            failed.append(chore.__name__)
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        # What was erased lies in the log of writes until that is written over; afterwards nothing of it is left.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    cache.set(_DONE, now, timeout=None)
    cache.set(_FAILED, failed, timeout=None)
    # What collects the log keeps this where whoever cuts off the end of the ledger does not reach.
    _log.info("The ledger's head, for samklang ledger verify --expect: %s:%s", *ledger.head())
    _log.info("Nightly work done: %s", _as_text({str(what): count for what, count in done if count != 0}))
    return tuple(done)


def _as_text(counts: Mapping[str, int | None]) -> str:
    said = (f"{what} {'failed' if count is None else count}" for what, count in counts.items())
    return ", ".join(said) or "nothing was due"


def last_done() -> datetime | None:
    """When the chores were last done; on a new installation, when it began. None where no worker has run yet."""
    last = cache.get(_DONE)
    return last if isinstance(last, datetime) else None


def last_failed() -> list[str]:
    """The names of the chores that failed when they were last done."""
    return [str(one) for one in cache.get(_FAILED) or []]


def held_back() -> list[Sentence]:
    """The kinds of which more was due at once than a night may take."""
    return list(cache.get(_HELD) or [])


def run_if_due(now: datetime) -> bool:
    """At night, once; by day only where a whole night was missed. Whether it was done."""
    last = last_done()
    if last is None:  # a new installation, from the first night on; or one that was restored
        cache.set(_DONE, night_watch.began(now), timeout=None)
        return False
    if night_watch.has_jumped(last, now):
        return False
    at_night = timezone.localtime(now).hour in _HOURS
    lately = now - last < (_BETWEEN if at_night else _AT_LATEST) and not night_watch.was_set_back(last, now)
    if lately or not cache.add(_BUSY, True, timeout=_LONGEST_S):
        return False
    try:
        run(now)
    finally:
        cache.delete(_BUSY)
    return True


def sweep(now: datetime) -> None:
    """Mark what broke off. One sweep that fails is logged and leaves the others be.

    Where the clock seems to have jumped, nothing is deleted, nobody is written to and nobody loses an offer.
    """
    for one in SWEEPS_BY_ANY_CLOCK if night_watch.has_jumped(last_done(), now) else SWEEPS:
        try:
            one(now=now)
        except Exception:  # noqa: BLE001 - it is logged, and the others are done
            _log.exception("A sweep failed")
