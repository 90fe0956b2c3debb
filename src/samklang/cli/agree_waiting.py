"""A sign that work goes on, which comes only when one has waited."""

from types import TracebackType

from samklang.cli.screen import Screen
from samklang.cli.waiting import Waiting
from samklang.core.words import Sentence

PATIENCE_S = 2.0


class LateSign:
    """Shows nothing for two seconds, then as `Waiting`."""

    def __init__(self, screen: Screen, what: Sentence) -> None:
        self._screen, self._what = screen, what
        self._sign: Waiting | None = None

    def __enter__(self) -> "LateSign":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._sign is not None:
            self._sign.__exit__(kind, error, trace)

    def heard(self, report: Sentence) -> None:
        """Something else is being done now."""
        self._what = report
        if self._sign is not None:
            self._sign.heard(report)

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Time has passed."""
        if self._sign is None and seconds >= PATIENCE_S:
            self._sign = Waiting(self._screen, self._what).__enter__()
        if self._sign is not None:
            self._sign.beat(seconds, stopping=stopping)
