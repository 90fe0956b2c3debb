"""Fields of the programme's forms: periods a line each, half-days of the week. Read as in the workbook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.planner.problem import HALF_DAY_NAMES
from samklang.core.words import say
from samklang.core.workbook.issues import Misread
from samklang.planning.periods import period_line, read_period
from samklang.web.kind_fields import in_words
from samklang.web.language import current_language

HALF_DAYS = tuple(
    zip(
        HALF_DAY_NAMES,
        (
            _("Monday morning"), _("Monday afternoon"), _("Tuesday morning"), _("Tuesday afternoon"),
            _("Wednesday morning"), _("Wednesday afternoon"), _("Thursday morning"), _("Thursday afternoon"),
            _("Friday morning"), _("Friday afternoon"),
        ),
        strict=True,
    )
)  # fmt: skip
WEEKDAYS = (
    ("mon", _("Monday")),
    ("tue", _("Tuesday")),
    ("wed", _("Wednesday")),
    ("thu", _("Thursday")),
    ("fri", _("Friday")),
)
HALVES = (("am", _("Morning")), ("pm", _("Afternoon")))


class LinesField(forms.CharField):
    """Something on each line."""

    def __init__(self, *, rows: int = 3, **given: Any) -> None:
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows}), "required": False, **given})

    def one(self, line: str) -> Any:
        """What a line means. Raises Misread."""
        return read_period(line)

    def line(self, value: Any) -> str:
        """The line that means it."""
        return period_line(value, current_language())

    def to_python(self, value: Any) -> Any:
        """What every line means; all that is wrong is told."""
        found, wrong = [], []
        for line in filter(str.strip, str(value or "").splitlines()):
            try:
                found.append(self.one(line.strip()))
            except Misread as misread:
                wrong.append(in_words(misread))
        if wrong:
            raise ValidationError(wrong)
        return found

    def prepare_value(self, value: Any) -> Any:
        """The lines."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return "\n".join(self.line(one) for one in value)
        return value


class PeriodsField(LinesField):
    """One period a line."""


class MinimaField(LinesField):
    """A period and, after a colon, how many are then to be left."""

    def one(self, line: str) -> Any:
        """The period with its count. Raises Misread."""
        from_, _colon, count = line.rpartition(":")
        if not from_ or not count.strip().isdigit():
            raise Misread(
                say("“{found}” does not say how many.", found=line),
                say("Write the period, a colon and the number, such as 12-09-2026 to 16-09-2026: 2."),
            )
        return {"period": read_period(from_), "count": int(count)}

    def line(self, value: Any) -> str:
        """«12-09-2026 til 16-09-2026: 2»."""
        return f"{super().line(value['period'])}: {value['count']}"
