"""The days a page is about, and the whole quarters that end in them. Pure."""

from datetime import date, timedelta
from typing import NamedTuple

from samklang.method.enums import Span
from samklang.method.periods import Period, around, before, between


class Window(NamedTuple):
    """From the first day to the last, both included. today: the day on which it is looked at."""

    first_day: date
    last_day: date
    today: date

    @property
    def quarters(self) -> list[Period]:
        """The quarters that end in it; where none does, the newest that was over by its end."""
        return self.quarters_over()

    def quarters_over(self, wait: int = 0) -> list[Period]:
        """The quarters that are over in it, the oldest first; where none is, the newest that was over by its end.

        A quarter belongs to the page in whose days it is over, so pages whose days follow each other share the quarters
        out between them. Only whole ones: two pages whose days differ a little never differ by a few answers.
        wait: how many days after its end one can still answer in it.
        """
        longer = timedelta(days=wait)
        found = between(Span.QUARTER, self.first_day - longer, self.last_day)
        inside = [one for one in found if self.first_day <= one.last_day + longer < self.day_after]
        return inside or [before(around(self.day_after - longer, Span.QUARTER), 1)]

    @property
    def day_after(self) -> date:
        """From which the quarters are over; never later than today."""
        return min(self.last_day + timedelta(days=1), self.today)
