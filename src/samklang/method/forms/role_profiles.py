"""Which profile goes with each role of the register."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.words import render, say_n
from samklang.method.models import Profile
from samklang.method.queries.role_profiles import RoleAt
from samklang.web.language import current_language


class RoleProfilesForm(forms.Form):
    """One choice for each role. Where nobody has chosen yet, the profile that the role's name suggests stands there."""

    def __init__(self, data: Any, *, roles: Sequence[RoleAt], profiles: Sequence[Profile]) -> None:
        super().__init__(data)
        self.roles = list(roles)
        language = current_language()
        choices = [("", _("None"))] + [(one.key, one.worded("name", language)) for one in profiles]
        keys = {one.key for one in profiles}
        for place, one in enumerate(self.roles):
            now = one.guess if one.chosen is None else one.chosen
            people = render(say_n("{count} person", "{count} people", one.people), language)
            self.fields[f"role{place}"] = forms.ChoiceField(
                label=f"{one.role} ({people})", required=False, choices=choices, initial=now if now in keys else "",
                help_text=_("Suggested by the name, and not saved yet.") if one.chosen is None and one.guess else "",
                error_messages={"invalid_choice": _("Choose one of the profiles shown.")},
            )  # fmt: skip

    def chosen(self) -> dict[str, str]:
        """The key of each role's profile; the form is in order."""
        return {one.role: self.cleaned_data[f"role{place}"] for place, one in enumerate(self.roles)}
