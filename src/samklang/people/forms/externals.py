"""Trainers and observers from outside."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.people import rules
from samklang.people.enums import ExternalKind
from samklang.people.forms.employees import EMAIL_TAKEN, email_field, email_is_taken, name_field
from samklang.web.days import DayField
from samklang.web.form_pages import refuse


class ExternalForm(forms.Form):
    """Somebody from outside: who, from where, for how long."""

    name = name_field()
    organisation = forms.CharField(label=_("Comes from"), max_length=120, required=False)
    email = email_field(required=True)
    kind = forms.ChoiceField(
        label=_("Comes to"), choices=ExternalKind.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they come to do.")},
    )  # fmt: skip
    jobcentre: Any = forms.ModelChoiceField(
        label=_("Jobcentre"), queryset=None, error_messages={"required": _("Choose a jobcentre.")}
    )
    first_day = DayField(label=_("First day with access"))
    last_day = DayField(
        label=_("Last day with access"),
        required=False,
        help_text=_("Give one whenever you know it. Access ends with it."),
    )

    def __init__(self, data: Any, *, jobcentres: QuerySet[Place], **initial: Any) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["jobcentre"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = jobcentres
            field.empty_label = None

    def clean_email(self) -> str:
        """An address nobody has."""
        email = str(self.cleaned_data["email"])
        if email_is_taken(email):
            raise forms.ValidationError(EMAIL_TAKEN)
        return email

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        given = super().clean() or {}
        if given.get("first_day") and (refusal := rules.days_in_order(given["first_day"], given.get("last_day"))):
            refuse(self, "last_day", refusal.reason)
        return given


class ExternalEndingForm(forms.Form):
    """The last day with access."""

    last_day = DayField(label=_("Last day with access"))
