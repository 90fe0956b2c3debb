"""A time somebody is away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.people import rules
from samklang.people.enums import LeaveKind
from samklang.people.models import Leave
from samklang.web.days import DayField
from samklang.web.form_pages import refuse


class LeaveForm(forms.Form):
    """Why and when. Who may not see the kind does not change it either."""

    kind = forms.ChoiceField(
        label=_("What"), choices=LeaveKind.choices, widget=forms.RadioSelect,
        help_text=_("Seen by the person and their team leader; others see “away”. Write no diagnosis anywhere."),
        error_messages={"required": _("Choose what kind of leave it is.")},
    )  # fmt: skip
    first_day = DayField(label=_("First day away"))
    last_day = DayField(
        label=_("Last day away"), required=False, help_text=_("Empty while nobody knows: until further notice.")
    )

    def __init__(self, data: Any, *, leave: Leave | None = None, shows_kind: bool = True, **initial: Any) -> None:
        known = {"kind": leave.kind, "first_day": leave.first_day, "last_day": leave.last_day} if leave else initial
        super().__init__(data, initial=known)
        if not shows_kind:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        given = super().clean() or {}
        if given.get("first_day") and (refusal := rules.days_in_order(given["first_day"], given.get("last_day"))):
            refuse(self, "last_day", refusal.reason)
        return given
