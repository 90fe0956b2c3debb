"""Long work that can be watched and stopped: it runs on a thread of its own, and whoever waits can ask it to end."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

Result = TypeVar("Result")
Report = TypeVar("Report")
Heard_contra = TypeVar("Heard_contra", contravariant=True)
BEAT = 0.1
"""Seconds between two looks at the work."""
PATIENCE = 10.0
"""Seconds the work gets to end after it was asked to; then what it last reported must do."""


class Watcher(Protocol[Heard_contra]):
    """Shows how the work goes."""

    def heard(self, report: Heard_contra) -> None:
        """The work told something."""

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Time has passed."""


class Stopped(Exception):
    """The work was asked to stop and did not end in time."""


class Watched(Generic[Report, Result]):
    """One piece of long work. `tell` and `should_stop` are for the work; `stopped` says whether it was cut short."""

    def __init__(self, work: Callable[[Any], Result], *, stops: bool = True) -> None:
        """`work` is given this; `stops`: whether it can end early with a result."""
        self._work, self.stops = work, stops
        self._reports: SimpleQueue[Report] = SimpleQueue()
        self._stop = threading.Event()
        self._ended = threading.Event()
        self._result: Result | None = None
        self._error: BaseException | None = None

    def tell(self, report: Report) -> None:
        """Say how the work goes."""
        self._reports.put(report)

    def should_stop(self) -> bool:
        """Whether the work is to end with what it has."""
        return self._stop.is_set()

    def ask_to_stop(self) -> None:
        """Let the work end with what it has."""
        self._stop.set()

    def run(self, watcher: Watcher[Report]) -> Result:
        """Do the work to its end, showing how it goes.

        raises: what the work raises; Stopped where it did not end in time after it was asked to.
        """
        started, asked_at = time.monotonic(), 0.0
        threading.Thread(target=self._do, daemon=True).start()
        with self._listening():
            while True:
                ended = self._ended.wait(BEAT)
                self._pass_on(watcher)
                if ended:
                    break
                now = time.monotonic()
                watcher.beat(now - started, stopping=self._stop.is_set())
                asked_at = asked_at or (now if self._stop.is_set() else 0.0)
                if asked_at and now - asked_at > PATIENCE:
                    raise Stopped
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]

    def _do(self) -> None:
        try:
            self._result = self._work(self)
        except BaseException as error:  # noqa: BLE001 - raised again where the work is waited for
            self._error = error
        finally:
            self._ended.set()

    def _pass_on(self, watcher: Watcher[Report]) -> None:
        while True:
            try:
                watcher.heard(self._reports.get_nowait())
            except Empty:
                return

    @contextmanager
    def _listening(self) -> Iterator[None]:
        """Hear, while the work goes on, what else may ask it to stop."""
        yield
