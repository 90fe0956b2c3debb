"""Searching the ledger."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.desk.forms.fields import PlaceField, choose_from, offer
from samklang.ledger.enums import Kind
from samklang.web.days import DayField
from samklang.web.widgets import DateInput


class LedgerFilter(forms.Form):
    """What the ledger is narrowed by."""

    q = forms.CharField(
        label=_("Person: who did it, or whom it was about"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    deed = forms.ChoiceField(label=_("What was done"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *Kind.choices])
    place = PlaceField(label=_("Place"), required=False, queryset=Place.objects.none(), empty_label=_("All"))
    first_day = DayField(label=_("From"), required=False, widget=DateInput)
    last_day = DayField(label=_("To"), required=False, widget=DateInput)

    def __init__(self, *args: Any, places: QuerySet[Place], deeds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
        choose_from(self, "deed", [("", _("All")), *deeds])
