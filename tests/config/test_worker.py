"""The worker does what was left for later, ends without losing it, and marks what broke off."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT
from tests.config.conftest import environment

pytestmark = pytest.mark.slow


def _environment(installation: Path) -> dict[str, str]:
    return {**environment(installation), "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}


def enqueue(installation: Path, path: Path, after_s: float) -> None:
    code = (
        "from samklang.config.start import start; start()\n"
        "from tests.config.tasks import write\n"
        f"write.enqueue({str(path)!r}, {after_s})"
    )
    subprocess.run([sys.executable, "-c", code], env=_environment(installation), check=True)


def the_task(installation: Path) -> tuple[str, str]:
    with closing(sqlite3.connect(installation / "data" / "samklang.sqlite3")) as opened:
        found = opened.execute("SELECT status, exception_class_path FROM django_tasks_database_dbtaskresult").fetchone()
    return found or ("", "")


@contextmanager
def a_worker(installation: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "samklang.cli", "worker", *options],
        env=_environment(installation),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield worker
    finally:
        if worker.poll() is None:
            worker.terminate()
        worker.communicate(timeout=90)


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def _says(path: Path, word: str) -> Callable[[], bool]:
    return lambda: path.exists() and path.read_text(encoding="utf-8") == word


def _children(parent: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def test_asked_to_end_the_worker_finishes_the_task_at_hand(installation, tmp_path):
    enqueue(installation, tmp_path / "said", 3)
    with a_worker(installation) as worker:
        until(_says(tmp_path / "said", "began"))
        worker.terminate()
        assert worker.wait(timeout=60) == 0
    assert (tmp_path / "said").read_text(encoding="utf-8") == "ended"
    assert the_task(installation) == ("SUCCESSFUL", "")


def test_a_task_that_outlasts_the_patience_is_marked(installation, tmp_path):
    enqueue(installation, tmp_path / "said", 120)
    with a_worker(installation, "--patience", "0") as worker:
        until(_says(tmp_path / "said", "began"))
        worker.send_signal(signal.SIGINT)
        assert worker.wait(timeout=60) == 0
    assert the_task(installation) == ("FAILED", "builtins.SystemExit")


def test_a_task_whose_worker_is_killed_is_marked_and_another_worker_takes_its_place(installation, tmp_path):
    enqueue(installation, tmp_path / "said", 120)
    with a_worker(installation) as worker:
        until(_says(tmp_path / "said", "began"))
        (child,) = _children(worker.pid)
        os.kill(child, signal.SIGKILL)
        until(lambda: the_task(installation)[0] == "FAILED")
        assert the_task(installation)[1] == "samklang.config.heartbeat.WorkerLost"
        enqueue(installation, tmp_path / "again", 0)
        until(_says(tmp_path / "again", "ended"))


def test_when_the_worker_itself_is_killed_its_processes_end_too(installation, tmp_path):
    with a_worker(installation) as worker:
        enqueue(installation, tmp_path / "said", 0)
        until(_says(tmp_path / "said", "ended"))
        (child,) = _children(worker.pid)
        worker.kill()
        until(lambda: not Path(f"/proc/{child}").exists() or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2])


def test_without_the_tables_the_worker_says_what_to_do(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-m", "samklang.cli", "worker"],
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, "Run samklang migrate first." in answer.stderr) == (1, True)
