"""The planner at work: a display that lives on a terminal, and plain lines everywhere else."""

from datetime import date
from types import TracebackType
from typing import Protocol

from rich.console import Group
from rich.live import Live
from rich.text import Text

from samklang.cli.levels import levels_table
from samklang.cli.screen import Screen
from samklang.core.planner.plan import Level, Plan
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import news
from samklang.core.planner.solve import Progress
from samklang.core.words import say

LINES_KEPT = 5
"""News that stay on the terminal below the table."""


class Watching(Protocol):
    """Shows how the planner gets on, from the block's start to its end."""

    best: Plan | None

    def __enter__(self) -> "Watching": ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def heard(self, report: Progress) -> None:
        """The planner told how it goes."""

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Time has passed."""


def watching(screen: Screen, first_day: date, time_limit_s: float) -> Watching:
    """The display that fits: live on a terminal, lines elsewhere, nothing with --quiet."""
    if screen.quiet:
        return Silence()
    if screen.err.is_terminal and not screen.err.is_dumb_terminal:
        return LiveDisplay(screen, first_day, time_limit_s)
    return Lines(screen, first_day)


class Silence:
    """Remembers the best plan and shows nothing."""

    def __init__(self) -> None:
        self.best: Plan | None = None

    def __enter__(self) -> "Silence":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def heard(self, report: Progress) -> None:
        """Keep the best plan so far."""
        self.best = report.plan or self.best

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Nothing to show."""


class Lines(Silence):
    """One line for each thing that happens."""

    def __init__(self, screen: Screen, first_day: date) -> None:
        super().__init__()
        self.screen, self.first_day = screen, first_day
        self._levels: tuple[Level, ...] = ()
        self._stopping = False

    def heard(self, report: Progress) -> None:
        """A line for each thing that is new."""
        super().heard(report)
        for one in news(self._levels, report, self.first_day):
            self.screen.note(f"{report.seconds:5.0f} s  {self.screen.words(one)}")
        self._levels = report.levels or self._levels

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Say once that the stop was heard."""
        super().beat(seconds, stopping=stopping)
        if stopping and not self._stopping:
            self.screen.note(STOPPING)
        self._stopping = stopping


class LiveDisplay(Silence):
    """A table that changes in place, with the latest news below it."""

    def __init__(self, screen: Screen, first_day: date, time_limit_s: float) -> None:
        super().__init__()
        self.screen, self.first_day, self.time_limit_s = screen, first_day, time_limit_s
        self._seconds = 0.0
        self._stopping = False
        self._levels: tuple[Level, ...] = ()
        self._now: Wish | None = None
        self._news: list[tuple[int, str]] = []
        self._live = Live(console=screen.err, get_renderable=self._picture, refresh_per_second=8, transient=True)

    def __enter__(self) -> "LiveDisplay":
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, trace)

    def heard(self, report: Progress) -> None:
        """Show the new figures, and the news if it differs from the last."""
        super().heard(report)
        for one in news(self._levels, report, self.first_day):
            self._news = [*self._news, (round(report.seconds), self.screen.words(one))][-LINES_KEPT:]
        self._levels, self._now = report.levels or self._levels, report.wish

    def beat(self, seconds: float, *, stopping: bool) -> None:
        """Move the clock."""
        self._seconds, self._stopping = seconds, stopping

    def _picture(self) -> Group:
        words = self.screen.words
        clock = say("{seconds} s of at most {limit} s", seconds=round(self._seconds), limit=round(self.time_limit_s))
        hint = STOPPING if self._stopping else say("Ctrl-C stops and keeps the best plan so far")
        head = Text.assemble((words(say("Planning")), "bold"), "  ", words(clock), "  ", (words(hint), "dim"))
        if not self._levels:
            return Group(head, Text(words(say("Looking for a first plan …")), style="dim"))
        news = [Text(f"{seconds:5} s  {note}", style="dim") for seconds, note in self._news]
        return Group(head, levels_table(self.screen, self._levels, self.first_day, now=self._now), *news)


STOPPING = say("Stopping, and keeping the best plan so far. Ctrl-C once more aborts.")
