"""Licences given and taken back, and what they ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.calibration.enums import LicenceEnd
from samklang.web.widgets import DateInput


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why: it stands in the log.")},
    )  # fmt: skip


class GrantForm(ReasonForm):
    """Why licences are given."""

    field_order = ["reason"]


class RevocationForm(ReasonForm):
    """Why a licence is taken back."""

    because = forms.ChoiceField(
        label=_("It ends because"), widget=forms.RadioSelect,
        choices=[
            (LicenceEnd.DRIFT.value, _("A later round shows that the rater has moved away from the key")),
            (LicenceEnd.REVOKED.value, _("Another reason")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )  # fmt: skip
    field_order = ["because", "reason"]


class TermsForm(forms.Form):
    """What a licence asks for, from a day on."""

    first_day = forms.DateField(
        label=_("From"), widget=DateInput, error_messages={"required": _("Choose the first day.")}
    )
    min_cases = forms.IntegerField(
        label=_("Fewest cases"), min_value=5, max_value=200, help_text=_("Cases with an agreed level that were rated."),
        error_messages={"required": _("Write a whole number from 5 to 200.")},
    )  # fmt: skip
    min_agreement = forms.DecimalField(
        label=_("Least agreement with the key"), min_value=0, max_value=1, decimal_places=2, localize=True,
        help_text=_("From 0 to 1: 0 is somebody who always says the same level, 1 is the key itself."),
        error_messages={"required": _("Write a number from 0 to 1.")},
    )  # fmt: skip
    max_bias = forms.DecimalField(
        label=_("Most levels above or below the key on average"), min_value=0, max_value=4, decimal_places=2,
        localize=True, error_messages={"required": _("Write a number from 0 to 4.")},
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Months a licence lasts"), min_value=1, max_value=60,
        error_messages={"required": _("Write a whole number from 1 to 60.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why these"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: colleagues read it beside the figures.")},
    )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What was typed, as a command takes it."""
        given = dict(self.cleaned_data)
        return given | {name: float(given[name]) for name in ("min_agreement", "max_bias")}
