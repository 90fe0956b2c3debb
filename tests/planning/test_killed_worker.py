"""A real worker process, killed in the middle of a plan: nothing half written, and the run is begun once more."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
BEGIN = """
from datetime import date
from django.utils import timezone
from samklang.access.commands import add_place
from samklang.access.enums import PlaceKind
from samklang.core.planner.problem import document
from samklang.demo.jobcentres import vejen
from samklang.planning.commands import add_programme, read_workbook, start_run
municipality = add_place(by=None, kind=PlaceKind.MUNICIPALITY, name="Kommunen")
jobcentre = add_place(by=None, kind=PlaceKind.JOBCENTRE, name="Jobcentret", parent=municipality)
problem, now = vejen(seed=1), timezone.now()
programme = add_programme(by=None, jobcentre=jobcentre, title="Forløb", programme="conversations",
                          first_day=problem.first_day, last_day=problem.last_day, now=now)
read_workbook(by=None, programme=programme, document=document(problem), file_name="vejen.xlsx", now=now)
print(start_run(by=None, programme=programme, time_limit_s=600, threads=1, seed=1, now=now).pk)
"""
NOTICE = """
from datetime import timedelta
from django.utils import timezone
from samklang.planning.commands import notice_silent_runs
notice_silent_runs(now=timezone.now() + timedelta(minutes=1))
"""


class Site:
    """An installation of its own, with processes of its own."""

    def __init__(self, data: Path) -> None:
        settings = {
            "SAMKLANG_DATA": str(data),
            "SAMKLANG_SECRET_KEY": "only for tests",
            "DJANGO_SETTINGS_MODULE": "samklang.config.settings",
        }
        self.environment = {**os.environ, **settings, "DATABASE_URL": ""}
        self.database = data / "samklang.sqlite3"
        self.run("-m", "django", "migrate", "-v", "0")

    def run(self, *arguments: str) -> str:
        """Run Python to its end."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def does(self, code: str) -> str:
        """Run some lines with Django set up."""
        return self.run("-c", f"import django\ndjango.setup()\n{code}")

    def worker(self) -> subprocess.Popen[bytes]:
        """A worker of the planner's queue."""
        line = [sys.executable, "-m", "django", "db_worker", "--queue-name", "planner", "--interval", "0.2"]
        return subprocess.Popen([*line, "--no-reload"], env=self.environment, stderr=subprocess.DEVNULL)

    def looks(self) -> dict[str, object]:
        """The run and the plans kept, as they stand in the database."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as rows:
            state, attempt, best = rows.execute("SELECT state, attempt, best IS NOT NULL FROM planning_run").fetchone()
            approved = [bool(one) for (one,) in rows.execute("SELECT approved FROM planning_variant")]
        return {"state": state, "attempt": attempt, "best": bool(best), "approved": approved}

    def waits_for(self, **wanted: object) -> dict[str, object]:
        """The run's state once it is as wanted, within three minutes."""
        until = time.monotonic() + 180
        while True:
            seen = self.looks()
            if all(seen[name] == value for name, value in wanted.items()):
                return seen
            assert time.monotonic() < until, seen
            time.sleep(0.2)


def test_a_worker_killed_in_the_middle_leaves_nothing_half_written_and_the_run_is_begun_once_more(tmp_path):
    site = Site(tmp_path)
    site.does(BEGIN)
    for attempt in (1, 2):
        worker = site.worker()
        try:
            site.waits_for(state="running", attempt=attempt, best=True)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        seen = site.waits_for(state="running")
        assert (seen["approved"], seen["attempt"]) == ([], attempt)
        site.does(NOTICE)
        if attempt == 1:
            assert site.waits_for(state="waiting")["approved"] == []
    assert site.waits_for(state="interrupted") == {
        "state": "interrupted",
        "attempt": 2,
        "best": False,
        "approved": [True],
    }
