"""Fields of the programme's forms: kroner, periods a line each, half-days of the week. Read as in the workbook."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.planner.problem import HALF_DAY_NAMES
from samklang.core.words import render, say
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Money, Percent
from samklang.core.workbook.kinds.base import Kind
from samklang.planning.periods import period_line, read_period
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


def in_words(misread: Misread) -> ValidationError:
    """What is wrong and what to write instead, in the language of the page."""
    language = current_language()
    return ValidationError(f"{render(misread.what, language)} {render(misread.instead, language)}")


class KindField(forms.CharField):
    """A text that is understood as a cell of the workbook is."""

    kind: Kind

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **given})

    def to_python(self, value: Any) -> Any:
        """The value; None where nothing was written. Raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return self.kind.read(text).value
        except Misread as misread:
            raise in_words(misread) from None


class KronerField(KindField):
    """Kroner as people write them, whole øre in the document."""

    kind = Money()

    def prepare_value(self, value: Any) -> Any:
        """Øre as kroner: «12.500» in Danish, «12500» in English, with two decimals only where they are needed."""
        if not isinstance(value, int) or isinstance(value, bool):
            return value
        kroner, ore = divmod(value, 100)
        grouped = f"{kroner:,}".replace(",", ".") if current_language() == "da" else str(kroner)
        return f"{grouped},{ore:02}" if ore else grouped


class PercentField(KindField):
    """A share from 0 to 100."""

    kind = Percent()

    def prepare_value(self, value: Any) -> Any:
        """«12,5»."""
        return f"{value:g}".replace(".", ",") if isinstance(value, int | float) else value


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
