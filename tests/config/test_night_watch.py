"""A clock that jumps, and a time that was set wrong, delete nothing before somebody has said that it is right."""

import errno
import sqlite3
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone
from tests.config.conftest import run_in
from tests.factories.people import a_team, an_employee

from samklang.access.commands.retention import run
from samklang.config import night_watch, nights
from samklang.config.outages import Outage, outage_behind, outage_of
from samklang.people.enums import LeaveKind
from samklang.people.models import Leave

DAY = timedelta(days=1)
NOON = datetime(2026, 11, 26, 12, tzinfo=timezone.get_default_timezone())
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("away", "jumped"), [(DAY, False), (night_watch.LONGEST, False), (8 * DAY, True), (-400 * DAY, False)]
)
def test_so_long_without_a_night_is_taken_for_a_jump_of_the_clock(away, jumped):
    assert night_watch.has_jumped(NOON - away, NOON) == jumped


def test_the_demo_which_rests_for_weeks_is_never_asked(settings):
    settings.DEMO_TODAY = TODAY
    assert not night_watch.has_jumped(NOON - 400 * DAY, NOON)


@pytest.mark.django_db
def test_the_night_waits_after_a_jump_and_goes_on_when_the_clock_is_right_again():
    cache.set(nights._DONE, NOON, timeout=None)
    assert not nights.run_if_due(NOON + 365 * DAY)
    assert nights.last_done() == NOON
    assert nights.run_if_due(NOON + 2 * DAY)


@pytest.mark.django_db
def test_a_night_done_by_a_clock_that_was_ahead_holds_nobody_up():
    cache.set(nights._DONE, NOON + 365 * DAY, timeout=None)
    assert nights.run_if_due(NOON)
    assert nights.last_done() == NOON


def much_old_leave(count: int) -> None:
    employee = an_employee(a_team())
    day = TODAY - timedelta(days=3000)
    Leave.objects.bulk_create(
        Leave(employee=employee, kind=LeaveKind.OTHER, first_day=day + n * DAY, last_day=day + n * DAY)
        for n in range(count)
    )


@pytest.mark.django_db
def test_more_than_half_of_many_rows_go_only_when_somebody_has_said_so():
    much_old_leave(200)
    held = {one.rule.kind.what: one.held for one in run(today=TODAY, dry_run=False) if one.held}
    assert (held, Leave.objects.count()) == ({"leave": 200}, 200)
    run(today=TODAY, dry_run=False, delete_held=True)
    assert Leave.objects.count() == 0


@pytest.mark.django_db
def test_a_few_rows_go_by_themselves():
    much_old_leave(199)
    run(today=TODAY, dry_run=False)
    assert Leave.objects.count() == 0


@pytest.mark.django_db
def test_what_was_held_back_is_remembered_for_whoever_looks_after_the_site():
    much_old_leave(200)
    nights.run(NOON)
    assert [str(one) for one in nights.held_back()] != []
    nights.run(NOON, delete_held=True)
    assert nights.held_back() == []


class _Of53100(Exception):
    sqlstate = "53100"


class _Of53300(Exception):
    sqlstate = "53300"


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OSError(errno.ENOSPC, "full"), Outage.FULL),
        (OSError(errno.EDQUOT, "quota"), Outage.FULL),
        (OSError(errno.ENOENT, "not there"), None),
        (_Of53100(), Outage.FULL),
        (_Of53300(), Outage.UNREACHABLE),
    ],
)
def test_a_full_disk_is_told_from_too_many_connections_and_from_errors_of_ours(error, outage):
    if not isinstance(error, OSError):
        outer = OperationalError()
        outer.__cause__ = error
        error = outer
    assert outage_of(error) == outage


@pytest.mark.parametrize("name", ["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"])
def test_no_room_for_any_of_sqlites_files_is_a_full_disk(name):
    inner = sqlite3.OperationalError("disk I/O error")
    inner.sqlite_errorname = name
    outer = OperationalError()
    outer.__cause__ = inner
    assert outage_of(outer) is Outage.FULL


@pytest.mark.slow
def test_after_a_restore_that_was_killed_the_site_says_so_and_does_not_start(installation: Path):
    mark = installation / "data" / "run" / "restore-broken-off"
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    refused = run_in(installation, "worker")
    assert (refused.returncode, "A restore was broken off half-way" in " ".join(refused.stderr.split())) == (1, True)


def test_a_session_that_could_not_be_kept_because_the_disk_is_full_is_told_from_one_that_ended():
    ended = SessionInterrupted()
    assert outage_behind(ended) is None
    ended.__context__ = UpdateError()
    ended.__context__.__context__ = OSError(errno.ENOSPC, "full")
    assert outage_behind(ended) == Outage.FULL
