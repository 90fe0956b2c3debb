"""Asking for a correction, answering it, erasing, and setting how long data are kept."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.desk.forms.fields import FreeText
from samklang.web.days import DayField
from samklang.web.widgets import DateInput


class CorrectionForm(forms.Form):
    """What is wrong, and what it should say."""

    what_is_wrong = FreeText(
        most=2000,
        label=_("What is wrong?"),
        help_text=_("Copy what stands there, or say on which page it is."),
        error_messages={"required": _("Write what is wrong.")},
    )
    what_is_right = FreeText(
        most=2000,
        label=_("What should it say?"),
        error_messages={"required": _("Write what it should say, or that it should be deleted.")},
    )


class AnswerForm(forms.Form):
    """Yes or no, and why."""

    YES, NO = "yes", "no"
    decision = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(YES, _("Accept: it has been put right")), (NO, _("Refuse: it stays as it is"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you accept or refuse.")},
    )
    answer = FreeText(
        most=2000,
        label=_("What you answer"),
        help_text=_("What was changed; or why not, and that one can complain to the Danish Data Protection Agency."),
        error_messages={"required": _("Write what was changed, or why it stays.")},
    )


class ErasureSearch(forms.Form):
    """Whom to erase."""

    q = forms.CharField(label=_("Name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))


class ErasureForm(forms.Form):
    """The name typed, so that nobody is erased by a slip."""

    typed_name = forms.CharField(
        label=_("Type the person's name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the name as it stands above.")},
    )


class RetentionForm(forms.Form):
    """How long one kind of data is kept, from when, and why."""

    days = forms.IntegerField(
        label=_("Keep for how many days?"),
        min_value=1,
        max_value=36_500,
        error_messages={"required": _("Write a number of days."), "min_value": _("Write at least 1 day.")},
    )
    first_day = DayField(
        label=_("From"), widget=DateInput, error_messages={"required": _("Choose the day from which it holds.")}
    )
    ground = FreeText(
        most=500,
        rows=3,
        label=_("Which law or decision does it stand on?"),
        help_text=_("So that the next reader can check it: a paragraph, a decision with its date, a case number."),
        error_messages={"required": _("Write what it stands on.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_first_day(self) -> date:
        """Today or later: the past has been deleted by the rule that held then."""
        first_day: date = self.cleaned_data["first_day"]
        if first_day < self.today:
            raise forms.ValidationError(_("Choose today or a later day."))
        return first_day
