"""The days that can be asked about and written: a year mistyped, or one that stands for ever, is told and not kept."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.core.workbook.kinds.dates import FIRST_YEAR, LAST_YEAR
from samklang.web.widgets import DateInput


def is_in_reach(day: date) -> bool:
    """Whether the day lies in the years that spreadsheets are read for too; the days around it can be reckoned with."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


class DayField(forms.DateField):
    """A date from the browser's calendar, in a year that can be meant."""

    widget = DateInput
    default_error_messages = {
        "required": _("Choose a date."),
        "invalid": _("Choose a date in the calendar, or write it as year-month-day: 2026-09-01."),
        "out_of_reach": _(
            "Look at the year: it lies between %(first)s and %(last)s. Leave an end that nobody knows empty."
        ),
    }

    def to_python(self, value: Any) -> date | None:
        """The day. Raises ValidationError for another year."""
        day: date | None = super().to_python(value)
        if day is not None and not is_in_reach(day):
            years = {"first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
            raise ValidationError(self.error_messages["out_of_reach"], code="out_of_reach", params=years)
        return day
