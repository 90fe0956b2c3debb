"""Long work is watched and stopped: the first Ctrl-C keeps what there is, the second aborts."""

import os
import signal
import threading
import time

import pytest

from samklang.cli.solving import Stopped, Watched
from samklang.core.planner import watched


class _Watcher:
    """Presses Ctrl-C at the first beat, and then once more if told to."""

    def __init__(self, presses=0):
        self.presses, self.reports, self.stopping = presses, [], []

    def heard(self, report):
        self.reports.append(report)

    def beat(self, _, *, stopping):
        self.stopping.append(stopping)
        if self.presses:
            self.presses -= 1
            os.kill(os.getpid(), signal.SIGINT)


def test_work_that_ends_gives_its_result_and_every_report():
    watcher = _Watcher()

    def work(watched):
        for number in range(3):
            watched.tell(number)
        return "plan"

    assert (Watched(work).run(watcher), watcher.reports) == ("plan", [0, 1, 2])


def test_the_first_ctrl_c_asks_the_work_to_end_with_what_it_has():
    watcher = _Watcher(presses=1)

    def work(watched):
        while not watched.should_stop():
            time.sleep(0.01)
        return "best so far"

    assert Watched(work).run(watcher) == "best so far"


def test_the_second_ctrl_c_aborts():
    watcher, release = _Watcher(presses=2), threading.Event()
    with pytest.raises(KeyboardInterrupt):
        Watched(lambda _: release.wait(30)).run(watcher)
    release.set()


def test_work_that_cannot_end_early_is_aborted_by_the_first_ctrl_c():
    watcher, release = _Watcher(presses=1), threading.Event()
    with pytest.raises(KeyboardInterrupt):
        Watched(lambda _: release.wait(30), stops=False).run(watcher)
    release.set()


def test_work_that_does_not_listen_is_left_after_a_while(monkeypatch):
    monkeypatch.setattr(watched, "PATIENCE", 0.2)
    watcher, release = _Watcher(presses=1), threading.Event()
    with pytest.raises(Stopped):
        Watched(lambda _: release.wait(30)).run(watcher)
    release.set()
    assert watcher.stopping[-1]


def test_what_the_work_raises_is_raised_where_it_is_waited_for():
    with pytest.raises(ZeroDivisionError):
        Watched(lambda _: 1 / 0).run(_Watcher())


def test_ctrl_c_means_afterwards_what_it_meant_before():
    before = signal.getsignal(signal.SIGINT)
    Watched(lambda _: None).run(_Watcher())
    assert signal.getsignal(signal.SIGINT) is before
