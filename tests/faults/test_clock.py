"""A clock that jumps: processes whose clock is set by libfaketime, which every program here can be started under."""

import glob
import json
import time
import urllib.parse
import urllib.request

import pytest
from tests.architecture.sources import ROOT
from tests.factories.people import PASSWORD
from tests.faults.browsers import signed_in
from tests.faults.installations import SQLITE, Installation, kill, until
from tests.faults.writers import Writer, nothing_is_lost, the_ledger_is_whole

pytestmark = [pytest.mark.faults, pytest.mark.slow, pytest.mark.parametrize("engine", [SQLITE], indirect=True)]
PLACES = ("/", f"{ROOT}/out/faults/clock/")
OLD = """
from samklang.config.start import start
start()
from datetime import date
from django.core.cache import cache
from django.utils import timezone
from samklang.config import nights
from tests.factories.people import an_employee
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
day = timezone.localdate()
add_leave(by=None, employee=an_employee(), kind=LeaveKind.SICK, first_day=day, last_day=day)
cache.set(nights._DONE, timezone.now(), timeout=None)
"""


def clock(installation: Installation, shift: str) -> dict[str, str]:
    """What a process is started with whose clock is so much ahead or behind: "+400d", "-1h"."""
    found = [one for place in PLACES for one in glob.glob(f"{place}usr/lib/*/faketime/libfaketimeMT.so.1")]  # noqa: PTH207
    assert found, "libfaketime is needed: make faults fetches it, or apt install faketime"
    link = installation.folder / "faketime.so"  # the linker takes a space in a path for the end of it
    if not link.exists():
        link.symlink_to(found[0])
    return {"LD_PRELOAD": str(link), "FAKETIME": shift, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def test_a_clock_that_jumps_a_year_ahead_deletes_nothing_until_somebody_says_it_is_right(installation: Installation):
    installation.python(OLD)
    before = installation.counts()
    later = clock(installation, "+400d")
    worker = installation.process("worker", **later)
    try:
        until(lambda: bool(installation.rows("SELECT 1 FROM web_cache WHERE cache_key LIKE '%worker-last-sign'")))
        time.sleep(5)
    finally:
        kill(worker)
    refused = installation.run("nightly", **later)
    said = " ".join(refused.stderr.split())
    assert (refused.returncode, "Nothing is deleted before somebody has said that the clock is right." in said) == (
        1,
        True,
    ), said
    assert installation.counts() == before
    found = json.loads(installation.run("doctor", "--json", **later).stdout)["findings"]
    assert {one["check"]: one["level"] for one in found}["nightly"] == "fault"
    assert installation.rows("SELECT kind FROM people_leave") == [("sick",)]
    assert installation.run("nightly", "--clock-is-right", **later).returncode == 0
    assert installation.rows("SELECT kind FROM people_leave") == [("other",)]
    assert installation.run("nightly").returncode == 0, "the clock is right again, and holds nobody up"
    the_ledger_is_whole(installation)


def lands(browser: urllib.request.OpenerDirector, installation: Installation) -> str:
    """Where one ends who asks for the start page."""
    answer = browser.open(f"http://127.0.0.1:{installation.port}/")
    assert answer.status == 200
    return urllib.parse.urlsplit(answer.url).path


def test_a_clock_an_hour_behind_or_a_month_ahead_ends_sessions_at_most_and_breaks_no_chain(installation: Installation):
    writer = Writer(installation)
    with installation.site():
        browser = signed_in(installation, installation.lead, PASSWORD)
        assert (lands(browser, installation), writer.write()) == ("/", 201)
    with installation.site(**clock(installation, "-1h")):
        assert (lands(browser, installation), writer.write()) == ("/", 201)
    with installation.site(**clock(installation, "+31d")):
        assert lands(browser, installation) == "/account/login/"
        assert writer.write() == 401, "the token was given for thirty days"
    with installation.site():
        assert writer.write() == 201
    nothing_is_lost(installation, writer)
