"""What the catalogue is narrowed by, and whom to ask about a figure."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.words import render
from samklang.evidence.enums import Rung
from samklang.evidence.queries.catalogue import AREAS, NO_RUNG, rungs
from samklang.web.language import current_language


class CatalogueFilter(forms.Form):
    """Words, an area, and a rung of the ladder. Whatever else is sent narrows nothing."""

    q = forms.CharField(label=_("Word"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    area = forms.ChoiceField(label=_("Area"), required=False)
    rung = forms.ChoiceField(label=_("Rung of the ladder"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = current_language()
        areas = [(key, render(name, language)) for key, name in AREAS.items()]
        steps = [(one.value, Rung(one.value).label) for one in rungs()]
        self.fields["area"].choices = [("", _("All")), *areas]  # type: ignore[attr-defined]  # it is a choice
        self.fields["rung"].choices = [("", _("All")), *steps, (NO_RUNG, _("On no rung"))]  # type: ignore[attr-defined]  # it is a choice

    def asked(self) -> tuple[str, str, str]:
        """Words, area and rung; empty where nothing, or nothing there is, is asked for."""
        return (
            str(self.data.get("q", "")).strip()[:200],
            self._among("area", {*AREAS}),
            self._among("rung", {NO_RUNG, *(one.value for one in rungs())}),
        )

    def _among(self, name: str, known: set[str]) -> str:
        wanted = str(self.data.get(name, ""))
        return wanted if wanted in known else ""


class OwnerForm(forms.Form):
    """Whom to ask about a figure."""

    owner = forms.ChoiceField(
        label=_("Who answers for it"),
        help_text=_("Those who lead a team, the programme or the service today can be chosen."),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose somebody from the list.")),
    )

    def __init__(self, data: Any, *, people: Iterable[Person], now: Person | None) -> None:
        super().__init__(data, initial={"owner": str(now.pk)} if now else {})
        self.people = {str(one.pk): one for one in people}
        choices = [(key, one.name) for key, one in self.people.items()]
        self.fields["owner"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]  # it is a choice

    def clean_owner(self) -> Person:
        """The person themselves."""
        return self.people[self.cleaned_data["owner"]]
