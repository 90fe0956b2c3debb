"""The day a programme's figures are compared from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.web.widgets import DateInput
from samklang.web.word_fields import NamelessField


class BaselineForm(forms.Form):
    """The day, and why that one."""

    day = forms.DateField(
        label=_("Compare with the day before this one"), widget=DateInput,
        help_text=_("Most often the day the first cohort began. What lies before it is the baseline."),
        error_messages={"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")},
    )  # fmt: skip
    note = NamelessField(
        label=_("Why that day"), required=False, max_length=300, help_text=_("Such as: the first cohort began.")
    )
