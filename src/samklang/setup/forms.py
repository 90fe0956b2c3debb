"""What setting up asks: names, teams, and what a ready programme needs to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.core.words import render, say
from samklang.setup import ready
from samklang.web.days import DayField
from samklang.web.language import current_language

TEAM_ROWS = 6
_NAME_TAKEN = _("There is one of that name already. Choose another name.")


class PlacesForm(forms.Form):
    """What the municipality and its jobcentres are called, and one more jobcentre."""

    def __init__(self, data: Any, *, places: Sequence[Place], may_add: bool) -> None:
        super().__init__(data)
        self.places = list(places)
        for place in self.places:
            whole = place.kind == PlaceKind.MUNICIPALITY
            self.fields[f"place_{place.pk}"] = forms.CharField(
                label=_("Name of the municipality") if whole else _("Name of the jobcentre"),
                max_length=120,
                initial=place.name,
                error_messages={"required": _("Write the name.")},
                help_text="" if whole else _("The word you use yourselves: Jobcenter, Job og Borger, Arbejdsmarked."),
            )
        if may_add:
            self.fields["new_jobcentre"] = forms.CharField(
                label=_("One more jobcentre"), max_length=120, required=False, help_text=_("Leave it empty if not.")
            )

    def named(self) -> list[tuple[Place, str]]:
        """Each place with its name."""
        return [(place, self.cleaned_data[f"place_{place.pk}"]) for place in self.places]

    def clean(self) -> dict[str, Any]:
        """No two jobcentres of one name."""
        given = super().clean() or {}
        known: set[str] = set()
        for name, value in list(given.items()):
            fold = str(value or "").strip().casefold()
            if fold and fold in known:
                self.add_error(name, _NAME_TAKEN)
            known.add(fold)
        return given


class TeamsForm(forms.Form):
    """Several teams with how many must be at work."""

    def __init__(self, data: Any, *, jobcentres: Sequence[Place]) -> None:
        super().__init__(data)
        self.jobcentres = {place.pk: place for place in jobcentres}
        if len(self.jobcentres) > 1:
            self.fields["jobcentre"] = forms.TypedChoiceField(
                label=_("Jobcentre"), coerce=int, choices=[(place.pk, place.name) for place in jobcentres]
            )
        language = current_language()
        for row in range(TEAM_ROWS):
            self.fields[f"name_{row}"] = forms.CharField(
                label=render(say("Team {number}", number=row + 1), language), max_length=120, required=False
            )
            self.fields[f"least_{row}"] = forms.IntegerField(
                label=render(say("At least at work in team {number}", number=row + 1), language),
                min_value=0, max_value=999, required=False,
            )  # fmt: skip

    @property
    def jobcentre(self) -> Place:
        """Where the teams are to be."""
        chosen = self.cleaned_data.get("jobcentre")
        return self.jobcentres[chosen] if chosen else next(iter(self.jobcentres.values()))

    def teams(self) -> list[tuple[str, int | None]]:
        """The rows that are filled in."""
        rows = (
            (self.cleaned_data.get(f"name_{row}"), self.cleaned_data.get(f"least_{row}")) for row in range(TEAM_ROWS)
        )
        return [(name, least) for name, least in rows if name]

    def clean(self) -> dict[str, Any]:
        """At least one, and each once."""
        given = super().clean() or {}
        if self.errors:
            return given
        taken = {name.casefold() for name in self.jobcentre.children.values_list("name", flat=True)}
        for row in range(TEAM_ROWS):
            name = str(given.get(f"name_{row}") or "").strip()
            if not name and given.get(f"least_{row}") is not None:
                self.add_error(f"name_{row}", _("Write the team's name, or leave the number out."))
            elif name and name.casefold() in taken:
                self.add_error(f"name_{row}", _NAME_TAKEN)
            taken.add(name.casefold())
        if not self.errors and not self.teams():
            self.add_error("name_0", _("Write the name of at least one team."))
        return given


class ReadyProgrammeForm(forms.Form):
    """Which programme, when, where and by whom; the rest is ready."""

    kind = forms.ChoiceField(
        label=_("Which programme"),
        choices=(
            ("conversations", _("Job-oriented conversations, with citizens")),
            ("companies", _("Meetings with companies")),
        ),
        widget=forms.RadioSelect,
        initial="conversations",
        help_text=_("Four modules with time to practise between them. You can change everything afterwards."),
    )
    first_day = DayField(label=_("First day"), help_text=_("The first day a session may be held."))
    last_day = DayField(label=_("Last day"), help_text=_("The last day a session may be held."))
    trainer = forms.CharField(
        label=_("Trainer"), max_length=200, error_messages={"required": _("Write who trains, or what they are called.")}
    )
    room = forms.CharField(label=_("Room"), max_length=200, error_messages={"required": _("Write where it is held.")})
    seats = forms.IntegerField(
        label=_("Seats in the room"), min_value=2, max_value=500, initial=ready.LARGEST,
        help_text=_("At most this many are in a group, and never more than 16."),
    )  # fmt: skip

    def __init__(self, data: Any, *, jobcentres: Sequence[Place], today: date, trainer: str, room: str) -> None:
        first, last = ready.suggested_days(today)
        super().__init__(data, initial={"first_day": first, "last_day": last, "trainer": trainer, "room": room})
        self.jobcentres = {place.pk: place for place in jobcentres}
        if len(self.jobcentres) > 1:
            self.fields["jobcentre"] = forms.TypedChoiceField(
                label=_("Jobcentre"), coerce=int, choices=[(place.pk, place.name) for place in jobcentres]
            )

    def told(self) -> dict[str, Any]:
        """What the command is to know."""
        chosen = self.cleaned_data.pop("jobcentre", None)
        return {**self.cleaned_data, "jobcentre": self.jobcentres[chosen or next(iter(self.jobcentres))]}

    def clean(self) -> dict[str, Any]:
        """The days in their order."""
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first. Choose a later one."))
        return given
