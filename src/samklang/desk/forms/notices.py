"""Writing a notice of measuring."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import Purpose
from samklang.access.models import Notice, Place
from samklang.core.words import render, say
from samklang.desk.forms.fields import FreeText, PlaceField, offer
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.widgets import DateInput

FIELDS = ("purpose", "why", "data", "handling", "works_council_day", "first_day")
_IN_FORM = {"data": "what_data"}
"""A form calls something else its data."""


def initial_of(notice: Notice) -> dict[str, Any]:
    """What a draft says so far, by the form's names."""
    return {_IN_FORM.get(name, name): getattr(notice, name) for name in FIELDS}


def _days_of_notice() -> str:
    said = say("Staff are told at least {days} days before.", days=settings.NOTICE_DAYS)
    return render(said, current_language())


class NoticeForm(forms.Form):
    """What staff are told. All but the purpose may wait until it is announced."""

    jobcentre = PlaceField(
        label=_("Jobcentre"),
        queryset=Place.objects.none(),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the jobcentre whose staff it is about.")},
    )
    purpose = forms.ChoiceField(
        label=_("What is measured"),
        choices=Purpose.choices,
        error_messages={"required": _("Choose what the notice is about.")},
    )
    why = FreeText(
        most=1000, required=False, label=_("Why"), help_text=_("The operational reason, as staff will read it.")
    )
    what_data = FreeText(
        most=1000, required=False, label=_("Which data"), help_text=_("What is collected, from whom and how.")
    )
    handling = FreeText(
        most=1000,
        required=False,
        label=_("How the data are handled"),
        help_text=_("Who sees them, what they are used for and never used for, and when they are deleted."),
    )
    works_council_day = DayField(label=_("Discussed in the works council on"), required=False, widget=DateInput)
    first_day = DayField(label=_("Begins on"), required=False, widget=DateInput, help_text=lazy(_days_of_notice, str)())

    def __init__(self, *args: Any, jobcentres: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "jobcentre", jobcentres)

    def values(self) -> dict[str, Any]:
        """What was typed, by the notice's own names."""
        return {name: self.cleaned_data[_IN_FORM.get(name, name)] for name in FIELDS}


class ChangeNoticeForm(NoticeForm):
    """A draft keeps its jobcentre."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, jobcentres=Place.objects.none(), **kwargs)
        del self.fields["jobcentre"]
