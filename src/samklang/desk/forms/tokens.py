"""Making a token for another system."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import Scope
from samklang.access.models import Place
from samklang.desk.forms.fields import PlaceField, offer
from samklang.web.days import DayField
from samklang.web.widgets import DateInput

_A_YEAR = timedelta(days=365)


class TokenForm(forms.Form):
    """What it is called, where it holds, what it may be used for, and for which days."""

    name = forms.CharField(
        label=_("Name"),
        max_length=80,
        help_text=_("The system that gets it, such as “Microsoft Entra ID”."),
        error_messages={"required": _("Write which system the token is for.")},
    )
    place = PlaceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        empty_label=_("Choose"),
        help_text=_("The token reaches this place and everything below, and nothing else."),
        error_messages={"required": _("Choose the place the token is to reach.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("May be used to"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose no more than the system needs."),
        error_messages={"required": _("Choose what the token may be used for.")},
    )
    role_prefix = forms.CharField(
        label=_("Groups that give roles begin with"),
        max_length=40,
        required=False,
        help_text=_("Only for the directory, such as “SG-Samklang-”. Left empty, no group gives a role."),
    )
    first_day = DayField(
        label=_("From"), widget=DateInput, error_messages={"required": _("Choose the first day of the token.")}
    )
    last_day = DayField(
        label=_("To"),
        widget=DateInput,
        help_text=_("The last day, within two years."),
        error_messages={"required": _("Choose the last day of the token.")},
    )

    def __init__(self, *args: Any, places: QuerySet[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
        self.fields["first_day"].initial = today
        self.fields["last_day"].initial = today + _A_YEAR

    def clean_scopes(self) -> list[Scope]:
        """As scopes."""
        return [Scope(one) for one in self.cleaned_data["scopes"]]
