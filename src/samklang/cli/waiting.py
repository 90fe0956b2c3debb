"""A sign that work goes on, for answers that come all at once."""

from types import TracebackType

from rich.live import Live
from rich.text import Text

from samklang.cli.screen import Screen
from samklang.core.words import Sentence, say


class Waiting:
    """What is being done and for how long: in place on a terminal, one line elsewhere, nothing with --quiet."""

    def __init__(self, screen: Screen, what: Sentence) -> None:
        self.screen, self.what = screen, what
        self._seconds = 0.0
        self._stopping = False
        self._live: Live | None = None
        if screen.err.is_terminal and not screen.quiet:
            self._live = Live(console=screen.err, get_renderable=self._picture, refresh_per_second=4, transient=True)

    def __enter__(self) -> "Waiting":
        if self._live is not None:
            self._live.__enter__()
        else:
            self.screen.note(self.what)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live is not None:
            self._live.__exit__(kind, error, trace)

    def heard(self, report: Sentence) -> None:
        """Something else is being done now."""
        if report != self.what:
            self.what = report
            if self._live is None:
                self.screen.note(report)

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Move the clock."""
        self._seconds, self._stopping = seconds, stopping

    def _picture(self) -> Text:
        clock = self.screen.words(say("{seconds} s", seconds=round(self._seconds)))
        return Text.assemble(self.screen.words(self.what), "  ", (clock, "dim"))
