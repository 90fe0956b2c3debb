"""What options take: whole numbers, shares, dates, and lists of them, each refused with a sentence."""

import re
from datetime import date
from typing import Any

import click

from samklang.cli.command import language_of
from samklang.core.words import Sentence, Share, render, say

_DANISH_DATE = re.compile(r"(\d{1,2})[.\-/ ](\d{1,2})[.\-/ ](\d{4})")


class Kind(click.ParamType[Any]):
    """A parameter type whose refusals are sentences in the language of the run."""

    def refuse(self, why: Sentence, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        self.fail(render(why, language_of(ctx)), param, ctx)


class WholeNumber(Kind):
    """A whole number within two limits, both included."""

    name = "number"

    def __init__(self, minimum: int, maximum: int) -> None:
        self.minimum, self.maximum = minimum, maximum

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            number = int(str(value).strip())
        except ValueError:
            return self.refuse(say("“{found}” is not a whole number.", found=str(value)), param, ctx)
        if not self.minimum <= number <= self.maximum:
            why = say("Write a number from {lowest} to {highest}.", lowest=self.minimum, highest=self.maximum)
            return self.refuse(why, param, ctx)
        return number


class ShareOfOne(Kind):
    """A share from 0 to 1, written 0.2, 0,2 or 20%."""

    name = "share"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = str(value).strip().replace(",", ".")
        percent = text.endswith("%")
        try:
            share = float(text.rstrip("% ")) / (100 if percent else 1)
        except ValueError:
            return self.refuse(say("“{found}” is not a share. Write 0.2 or 20%.", found=str(value)), param, ctx)
        if not 0 <= share <= 1:
            why = say("Write a share from {lowest} to {highest}: 0.2 or 20%.", lowest=Share(0), highest=Share(1))
            return self.refuse(why, param, ctx)
        return share


class Numbers(Kind):
    """Several whole numbers with commas between, each within the limits; in order and each once."""

    name = "numbers"

    def __init__(self, minimum: int, maximum: int) -> None:
        self.one = WholeNumber(minimum, maximum)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        parts = [part for part in re.split(r"[,; ]+", str(value)) if part]
        if not parts:
            return self.refuse(say("Write numbers with commas between, such as 2,3,4."), param, ctx)
        return tuple(sorted({self.one.convert(part, param, ctx) for part in parts}))


class Day(Kind):
    """A date, written 2026-09-12 or 12.9.2026."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, date):
            return value
        try:
            return day_from(str(value))
        except ValueError:
            why = say("“{found}” is not a date. Write it as 2026-09-12 or 12.9.2026.", found=str(value))
            return self.refuse(why, param, ctx)


def day_from(text: str) -> date:
    """The date that a text names: 2026-09-12, 12.9.2026, 12-09-2026. Raises ValueError for any other text."""
    danish = _DANISH_DATE.fullmatch(text.strip())
    if danish:
        day, month, year = map(int, danish.groups())
        return date(year, month, day)
    return date.fromisoformat(text.strip())
