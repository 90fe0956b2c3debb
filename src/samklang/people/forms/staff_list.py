"""What the list of staff can be asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.people.enums import StaffStatus
from samklang.people.forms.fields import LongSelect, named_teams
from samklang.people.queries.staff_list import SORTS, Narrowing

LONGEST_TEXT = 80
NOT_THERE = {"invalid_choice": _("That is no longer in the list. Choose another.")}


class StaffFilter(forms.Form):
    """Search, and what to narrow the list by. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        widget=forms.TextInput(
            {
                "type": "search",
                "autocomplete": "off",
                "maxlength": LONGEST_TEXT,
                "placeholder": _("Name, number, e-mail, role"),
            }
        ),
    )
    jobcentre = forms.ChoiceField(label=_("Jobcentre"), required=False, error_messages=NOT_THERE)
    team = forms.ChoiceField(label=_("Team"), required=False, widget=LongSelect, error_messages=NOT_THERE)
    role = forms.ChoiceField(label=_("Role"), required=False, widget=LongSelect, error_messages=NOT_THERE)

    def __init__(self, data: Any, *, teams: list[Place], roles: list[str]) -> None:
        super().__init__(data)
        jobcentres = {team.parent_id: str(team.parent) for team in teams}
        everywhere = ("", _("All"))
        self._choices("jobcentre", [everywhere, *jobcentres.items()])
        self._choices("team", [everywhere, *named_teams(teams)])
        self._choices("role", [everywhere, *((role, role) for role in roles)])
        if len(jobcentres) < 2:
            del self.fields["jobcentre"]

    def _choices(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def asked(self) -> Narrowing:
        """What is asked for."""
        self.full_clean()
        known = getattr(self, "cleaned_data", {})
        status, sort = str(self.data.get("status", "")), str(self.data.get("sort", ""))
        return Narrowing(
            text=str(known.get("q", ""))[:LONGEST_TEXT].replace("\0", ""),
            jobcentre=int(known["jobcentre"]) if known.get("jobcentre") else None,
            team=int(known["team"]) if known.get("team") else None,
            role=str(known.get("role", "")),
            status=StaffStatus(status) if status in StaffStatus.values else StaffStatus.EMPLOYED,
            sort=sort if sort.removeprefix("-") in SORTS else "name",
        )
