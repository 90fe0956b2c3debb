"""What the leave calendar can be asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.people.forms.fields import LongSelect, named_teams

VIEWS = (("month", _("Month, by day")), ("quarter", _("Three months, by week")))


class LeaveCalendarForm(forms.Form):
    """Which team, and how long."""

    team = forms.ChoiceField(label=_("Team"), required=False, widget=LongSelect)
    view = forms.ChoiceField(label=_("Show"), choices=VIEWS, required=False)

    def __init__(self, data: Any, *, teams: list[Place]) -> None:
        super().__init__(data)
        self.teams = {str(team.pk): team for team in teams}
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = named_teams(teams)

    def chosen(self) -> tuple[Place, bool]:
        """The team, the first one where none is chosen, and whether it is by week. There is at least one team."""
        team = self.teams.get(str(self.data.get("team", "")), next(iter(self.teams.values())))
        return team, self.data.get("view") == "quarter"
