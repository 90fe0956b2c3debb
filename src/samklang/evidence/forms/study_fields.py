"""Numbers as Danes write them, for the forms of studies."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds.numbers import decimal
from samklang.web.language import current_language

_LARGEST = 10**9


class NumberField(forms.CharField):
    """A number with a comma or a point. above: it must be larger than this; most: and no larger than this.

    in_hundredths: it is written in per cent or percentage points and kept as a share.
    """

    default_error_messages = {
        "required": _("Write a number, for example 2,5."),
        "range": _("Write a number above %(above)s and at most %(most)s."),
    }

    def __init__(
        self, *, above: float = 0, most: float = _LARGEST, in_hundredths: bool = False, **options: Any
    ) -> None:
        self.above, self.most, self.in_hundredths = above, most, in_hundredths
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"max_length": 20, "widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        """The number; None where nothing was written. Raises ValidationError."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            number = float(decimal(text.rstrip("% "))[0])
        except Misread as misread:
            language = current_language()
            raise ValidationError(f"{render(misread.what, language)} {render(misread.instead, language)}") from None
        if not self.above < number <= self.most:
            given = {"above": self.prepare_number(self.above), "most": self.prepare_number(self.most)}
            raise ValidationError(self.error_messages["range"], code="range", params=given)
        return number / 100 if self.in_hundredths else number

    def validate(self, value: Any) -> None:
        """A number that is asked for is there."""
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The text's own rules do not fit a number."""

    def prepare_value(self, value: Any) -> Any:
        """The number as it is written; what was typed stays."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value
        return self.prepare_number(value * 100 if self.in_hundredths else value)

    def prepare_number(self, number: float) -> str:
        """With a comma in Danish, and no more digits than it has."""
        text = f"{round(number, 6):.6f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if current_language() == "da" else text


class CountField(forms.IntegerField):
    """A whole number between two."""

    def __init__(self, least: int, most: int, **options: Any) -> None:
        wrong = _("Write a whole number from %(least)s to %(most)s.") % {"least": least, "most": most}
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong)
        super().__init__(**{"min_value": least, "max_value": most, "error_messages": messages, **options})
