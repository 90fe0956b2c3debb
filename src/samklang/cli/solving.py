"""Long work on a terminal: it runs beside the screen, and Ctrl-C asks it to end with what it has."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from samklang.core.planner import watched
from samklang.core.planner.watched import BEAT, PATIENCE, Stopped, Watcher

__all__ = ["BEAT", "PATIENCE", "Stopped", "Watched", "Watcher"]

Result = TypeVar("Result")
Report = TypeVar("Report")


class Watched(watched.Watched[Report, Result]):
    """Work that Ctrl-C asks to stop the first time, and aborts with KeyboardInterrupt the second; also where it cannot
    end early with a result."""

    def _interrupted(self, _: int, __: FrameType | None) -> None:
        if self.should_stop() or not self.stops:
            raise KeyboardInterrupt
        self.ask_to_stop()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(number, self._interrupted) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)
