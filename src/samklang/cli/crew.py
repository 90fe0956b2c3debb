"""The processes behind `samklang worker`: started, started again when one dies, and ended without losing a task."""

import logging
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import DatabaseError, InterfaceError, close_old_connections
from django.utils import timezone

from samklang.config import heartbeat, nights
from samklang.config.doorman import Doorman
from samklang.config.postman import Postman

_log = logging.getLogger("samklang.worker")
_LOOK_EVERY_S = 0.5
_SWEEP_EVERY_S = 30
_LAST_WORDS_S = 5
_MAIL_IN_HAND_S = 30
"""No mail is in hand for longer, unless the mail server does not answer."""
_BETWEEN_S = 0.5
"""Two signals that come at once are taken for one."""
_TOO_SOON_S = 5
"""A process that dies sooner after its start is not started again at once, so that a fault does not spin."""


class Crew:
    """Some processes that take tasks from the queues."""

    def __init__(self, *, size: int, queues: Sequence[str], patience_s: float) -> None:
        self.size = size
        self.queues = tuple(queues)
        self.patience_s = patience_s
        self.ending = threading.Event()
        self._members: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._next_sign = self._next_sweep = 0.0
        self._postman = Postman()
        self._doorman = Doorman()

    def run(self, parent: int | None = None) -> None:
        """Until `ending` is set, or until the parent is gone."""
        self._postman.begin()
        self._doorman.begin()
        try:
            while not self.ending.wait(_LOOK_EVERY_S):
                if parent is not None and os.getppid() != parent:
                    break
                self._tend()
        finally:
            self._stop()

    def _tend(self) -> None:
        close_old_connections()
        with _database_may_fail():
            self._bury()
            self._fill_up()
            self._give_sign()
            if time.monotonic() >= self._next_sweep:
                self._next_sweep = time.monotonic() + _SWEEP_EVERY_S
                heartbeat.mark_lost()
                nights.sweep(now=timezone.now())
                nights.run_if_due(now=timezone.now())

    def _give_sign(self) -> None:
        if time.monotonic() >= self._next_sign:
            self._next_sign = time.monotonic() + heartbeat.EVERY_S
            heartbeat.give_sign(list(self._members))

    def _fill_up(self) -> None:
        if any(time.monotonic() - began < _TOO_SOON_S for name, began in self._started.items() if self._died(name)):
            return
        while len(self._members) < self.size:
            name = f"{socket.gethostname()[:30]}-{os.getpid()}-{secrets.token_hex(4)}"
            heartbeat.give_sign([name])
            command = [sys.executable, "-m", "samklang.config.task_worker", name, *self.queues]
            # A session of its own, so that Ctrl-C reaches it through us and only once.
            self._members[name] = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own module
            self._started[name] = time.monotonic()

    def _died(self, name: str) -> bool:
        return name not in self._members

    def _bury(self) -> None:
        dead = [name for name, process in self._members.items() if process.poll() is not None]
        for name in dead:
            code = self._members.pop(name).returncode
            _log.error("A worker process ended by itself, with code %s; another takes its place", code)
        if dead:
            heartbeat.mark_lost(dead=dead)
        for name, began in list(self._started.items()):
            if self._died(name) and time.monotonic() - began >= _TOO_SOON_S:
                del self._started[name]

    def _stop(self) -> None:
        """Let each finish its task; after the patience tell it again, which marks the task; then end it."""
        self._postman.end(min(self.patience_s, _MAIL_IN_HAND_S))
        self._doorman.end(min(self.patience_s, _MAIL_IN_HAND_S))
        members = dict(self._members)
        for wait_s in (max(self.patience_s, _BETWEEN_S), _LAST_WORDS_S):
            for process in members.values():
                if process.poll() is None:
                    process.terminate()
            self._wait(members.values(), wait_s)
        for process in members.values():
            if process.poll() is None:
                process.kill()
                process.wait()
        with _database_may_fail():
            heartbeat.mark_lost(dead=list(members))

    def _wait(self, processes: "Collection[subprocess.Popen[bytes]]", seconds: float) -> None:
        until = time.monotonic() + seconds
        while any(one.poll() is None for one in processes) and time.monotonic() < until:
            time.sleep(0.05)
            with _database_may_fail():
                self._give_sign()


@contextmanager
def _database_may_fail() -> Iterator[None]:
    """The database may be away for a while; the worker stays and tries again."""
    try:
        yield
    except (DatabaseError, InterfaceError):
        _log.warning("The database does not answer; trying again", exc_info=True)
