"""For input made to keep a program busy: a test that would go on and on is stopped, however slow the machine."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_CPU_SECONDS = 60.0
"""The process's own work. What is read in one pass takes less than a second of it; what is not takes minutes."""


@contextmanager
def patience() -> Iterator[None]:
    """Raise AssertionError within, once it has worked that long."""

    def stop(*_: Any) -> None:
        raise AssertionError("It goes on and on")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
