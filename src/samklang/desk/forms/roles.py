"""Finding, giving and ending roles."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import Role
from samklang.access.models import Person, Place
from samklang.access.queries.grant import COMING, ENDED, EVER, IN_FORCE
from samklang.desk.forms.fields import PlaceField, choose_from, offer
from samklang.web.days import DayField
from samklang.web.widgets import DateInput

_STATES = ((IN_FORCE, _("Hold today")), (COMING, _("Begin later")), (ENDED, _("Have ended")), (EVER, _("All")))


class RoleFilter(forms.Form):
    """What the list of roles is narrowed by."""

    q = forms.CharField(label=_("Name or e-mail"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    role = forms.ChoiceField(label=_("Access role"), required=False, choices=[("", _("All")), *Role.choices])
    place = PlaceField(label=_("Place"), required=False, queryset=Place.objects.none(), empty_label=_("All"))
    state = forms.ChoiceField(label=_("When"), required=False, choices=_STATES, initial=IN_FORCE)

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)


class PersonSearch(forms.Form):
    """Whom to give a role."""

    q = forms.CharField(
        label=_("Name or e-mail"), required=False, widget=forms.TextInput(attrs={"type": "search", "autofocus": True})
    )


class RoleForm(forms.Form):
    """A role, where, and for which days."""

    role = forms.ChoiceField(
        label=_("Access role"),
        error_messages={
            "required": _("Choose a role from the list."),
            "invalid_choice": _("Choose a role from the list."),
        },
    )
    place = PlaceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        empty_label=_("Choose"),
        help_text=_("The role holds here and at everything below."),
        error_messages={"required": _("Choose the place where the role holds.")},
    )
    first_day = DayField(
        label=_("From"), widget=DateInput, error_messages={"required": _("Choose the first day of the role.")}
    )
    last_day = DayField(
        label=_("To"),
        widget=DateInput,
        required=False,
        help_text=_("The last day. Leave it empty until further notice."),
    )

    def __init__(self, *args: Any, places: QuerySet[Place], roles: Iterable[Role], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
        choose_from(self, "role", [("", _("Choose")), *((role.value, role.label) for role in roles)])
        self.fields["first_day"].initial = today

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first. Choose a later day, or leave it empty."))
        return cleaned


class NewcomerForm(RoleForm):
    """Somebody who is not employed here, with their role."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, help_text=_("The invitation is sent here, and it is what they sign in with.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("da", "Dansk"), ("en", "English")], initial="da")
    field_order = ["name", "email", "language", "role", "place", "first_day", "last_day"]

    def clean_email(self) -> str:
        """An address that nobody has yet."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                _("Somebody with this address is known already. Search for them, and give them the role.")
            )
        return email


class EndRoleForm(forms.Form):
    """When a role ends."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[(NOW, _("Now, at once")), (LATER, _("At the end of the day below"))],
        widget=forms.RadioSelect,
        initial=NOW,
        error_messages={"required": _("Choose when the role ends.")},
    )
    last_day = DayField(label=_("The last day"), widget=DateInput, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day that has not gone, where a day is what was chosen."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("when") == self.NOW:
            cleaned["last_day"] = self.today - timedelta(days=1)
        elif not self.errors and (not cleaned.get("last_day") or cleaned["last_day"] < self.today):
            self.add_error("last_day", _("Choose today or a later day."))
        return cleaned
