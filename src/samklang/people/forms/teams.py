"""Teams: a name, a last day."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.web.days import DayField

NAME_TAKEN = _("There is a team of that name already. Choose another name.")


class TeamForm(forms.Form):
    """What a team is called; for a new one also whose it is, where there is a choice."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages={"required": _("Write the name.")})
    jobcentre: Any = forms.ModelChoiceField(
        label=_("Jobcentre"), queryset=None, error_messages={"required": _("Choose a jobcentre.")}
    )

    def __init__(self, data: Any, *, jobcentres: QuerySet[Place] | None = None, team: Place | None = None) -> None:
        super().__init__(data, initial={"name": team.name if team else ""})
        self.team, self._only = team, None
        field = self.fields["jobcentre"]
        found = list(jobcentres) if jobcentres is not None else []
        if team is not None or len(found) == 1:
            del self.fields["jobcentre"]
            self._only = team.parent if team else found[0]
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = jobcentres

    def clean(self) -> dict[str, Any]:
        """A name that no other team of the jobcentre has."""
        given = super().clean() or {}
        given["jobcentre"] = self._only or given.get("jobcentre")
        same = Place.objects.filter(parent=given["jobcentre"], name__iexact=given.get("name", ""))
        if given["jobcentre"] and same.exclude(pk=self.team.pk if self.team else 0).exists():
            self.add_error("name", NAME_TAKEN)
        return given


class TeamClosingForm(forms.Form):
    """When a team is no more."""

    last_day = DayField(label=_("The team's last day"))
