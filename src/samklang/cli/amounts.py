"""Amounts above nought on the command line: 0.02, 0,02 or 2%."""

from math import isfinite
from typing import Any

import click

from samklang.cli.kinds import Kind
from samklang.core.words import say


class Amount(Kind):
    """A number above nought, or a share in per cent."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = str(value).strip().replace(",", ".")
        percent = text.endswith("%")
        try:
            number = float(text.rstrip("% ")) / (100 if percent else 1)
        except ValueError:
            return self.refuse(say("“{found}” is not a number. Write 0.02 or 2%.", found=str(value)), param, ctx)
        if not (isfinite(number) and number > 0):
            return self.refuse(say("Write a number above 0."), param, ctx)
        return number
