"""A real worker, killed in the middle of 500 mails and started again: each person gets exactly one."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from tests.config.conftest import environment, run_in
from tests.factories.mail_server import Postbox, a_mail_server

pytestmark = pytest.mark.slow
MAILS = 500
BEGIN = f"""
import django
django.setup()
from django.utils import timezone
from samklang.access.commands import add_place
from samklang.access.enums import PlaceKind
from samklang.access.models import Person
from samklang.delivery.commands.mail import Letter, write
municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name="Kommunen")
people = [Person(municipality=municipality, name=f"Nr. {{n}}", email=f"nr{{n}}@vejen.example") for n in range({MAILS})]
people = Person.objects.bulk_create(people)
write(None, [Letter("certificate", one, {{"programme": "Samtalen"}}, urgent=True) for one in people], timezone.now())
"""


class Site:
    """An installation of its own with its own mail server."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.environment = environment(folder, SAMKLANG_EMAIL_URL=f"smtp://127.0.0.1:{port}", DATABASE_URL="")

    def worker(self) -> subprocess.Popen[bytes]:
        """`samklang worker`, as it is run."""
        line = [sys.executable, "-m", "samklang.cli", "worker"]
        return subprocess.Popen(
            line, env=self.environment, cwd=self.folder, start_new_session=True, stderr=subprocess.DEVNULL
        )

    def does(self, sql: str) -> list[tuple[object, ...]]:
        """One statement on the database."""
        with closing(sqlite3.connect(self.folder / "data" / "samklang.sqlite3", timeout=10)) as rows, rows:
            return rows.execute(sql).fetchall()

    def states(self) -> Counter[str]:
        """How many mails are in each state."""
        return Counter(dict(self.does("SELECT state, COUNT(*) FROM delivery_mail GROUP BY state")))

    def five_minutes_pass(self) -> None:
        """For what the dead worker had in hand."""
        self.does("UPDATE delivery_mail SET claimed_at = datetime(claimed_at, '-6 minutes') WHERE state != 'sent'")


@pytest.fixture(scope="module")
def full_outbox(tmp_path_factory) -> Path:
    """A data folder with 500 mails that wait."""
    folder = tmp_path_factory.mktemp("outbox")
    done = run_in(folder, "migrate", DATABASE_URL="")
    assert done.returncode == 0, done.stderr
    subprocess.run([sys.executable, "-c", BEGIN], env=environment(folder, DATABASE_URL=""), check=True)
    return folder / "data"


@pytest.fixture
def folder(full_outbox, tmp_path) -> Path:
    """A copy of it."""
    shutil.copytree(full_outbox, tmp_path / "data")
    return tmp_path


def killed(worker: subprocess.Popen[bytes]) -> None:
    """With everything it has started, and no chance to say goodbye."""
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def test_a_worker_killed_twice_in_the_middle_of_500_mails_sends_each_person_exactly_one(folder):
    with a_mail_server() as (port, postbox):
        postbox.slow_s = 0.002
        site = Site(folder, port)
        for until in (120, 320):
            worker = site.worker()
            try:
                assert postbox.waits_for(until), site.states()
            finally:
                killed(worker)
            site.five_minutes_pass()
        assert site.states()["sent"] < MAILS
        worker = site.worker()
        try:
            assert all_sent(site), site.states()
        finally:
            worker.terminate()
            worker.wait(60)
        everybody_has_one(postbox)


def everybody_has_one(postbox: Postbox) -> None:
    """By the mail's name; what came twice under one name is what was in hand when a worker died, one for each."""
    names = Counter(mail["Message-ID"] for mail in postbox.mails)
    people = {to for to, _ in postbox.came}
    assert (len(names), len(people)) == (MAILS, MAILS)
    assert sum(names.values()) - MAILS <= 2
    assert {to for to, _ in postbox.came} == {f"nr{number}@vejen.example" for number in range(MAILS)}


def all_sent(site: Site) -> bool:
    """Whether everything is sent within two minutes."""
    until = time.monotonic() + 120
    while site.states()["sent"] < MAILS:
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def test_a_worker_asked_to_end_finishes_the_mail_in_hand_and_begins_no_other(folder):
    with a_mail_server() as (port, postbox):
        postbox.slow_s = 0.05
        site = Site(folder, port)
        worker = site.worker()
        assert postbox.waits_for(20)
        worker.terminate()
        assert worker.wait(60) == 0
        states = site.states()
        assert (states["sending"], states["handed"]) == (0, 0)
        assert states["sent"] == len(postbox.came) < MAILS
        assert states["waiting"] == MAILS - len(postbox.came)
