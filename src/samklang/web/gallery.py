"""Examples for the page that shows every component, so that it can be looked at and tested. Only while DEBUG."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString

from samklang.core.words import say
from samklang.web.widgets import DateInput, FileInput, TimeInput

_TEAMS = (("east", "Team Øst"), ("west", "Team Vest"), ("companies", "Virksomhedsservice"))
_STAFF = (("Anne Ågård", "Team Øst", 37), ("Bo Østergaard", "Team Vest", 32), ("Conni Æbelø", "Team Øst", 28))
_PICTURE = SafeString(
    '<svg viewBox="0 0 300 90" width="300" height="90" xmlns="http://www.w3.org/2000/svg">'
    '<rect x="10" y="30" width="60" height="50" fill="#7fb0dc"/><rect x="110" y="10" width="60" height="70" '
    'fill="#2468a8"/><rect x="210" y="45" width="60" height="35" fill="#0d2a4a"/></svg>'
)


class EveryField(forms.Form):
    """One of each kind of field."""

    fieldsets = [("Arbejdstid", ["first_day", "starts", "weekly_hours"])]
    name = forms.CharField(label="Navn", help_text="Som det står på lønsedlen.")
    email = forms.EmailField(label="E-mail", required=False)
    team = forms.ChoiceField(label="Team", choices=_TEAMS)
    role = forms.ChoiceField(label="Rolle", choices=_TEAMS, widget=forms.RadioSelect, help_text="Vælg én.")
    days = forms.MultipleChoiceField(
        label="Hjælper også", choices=_TEAMS, widget=forms.CheckboxSelectMultiple, required=False
    )
    first_day = forms.DateField(label="Første dag", widget=DateInput)
    starts = forms.TimeField(label="Møder kl.", widget=TimeInput, required=False)
    weekly_hours = forms.DecimalField(label="Timer om ugen", max_value=37, help_text="Højst 37.")
    note = forms.CharField(label="Bemærkning", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    list_of_staff = forms.FileField(
        label="Personaleliste", widget=FileInput(accept=".xlsx,.csv", most_megabytes=20), required=False
    )
    leads = forms.BooleanField(label="Leder et team", required=False, help_text="Ser teamets bemanding.")


class Narrow(forms.Form):
    """What a list can be narrowed by."""

    name = forms.CharField(label="Navn", required=False, widget=forms.TextInput(attrs={"type": "search"}))
    team = forms.ChoiceField(label="Team", required=False, choices=(("", "Alle"), *_TEAMS))


def staff(page: int) -> Page[Any]:
    """A page of a long list."""
    return Paginator([*_STAFF] * 100, 25).get_page(page)


def examples() -> dict[str, Any]:
    """What the page shows in its components."""
    return {
        "caption": "Ansatte",
        "refused": say("Only the programme lead can change the plan."),
        "links": [
            {"label": "Uge 36", "url": "#uge-36", "current": True, "count": 12},
            {"label": "Uge 37", "url": "#uge-37", "count": 0},
            {"label": "Uge 38", "url": "#uge-38"},
        ],
        "steps": [
            {"label": "Fil", "url": "#fil", "state": "done"},
            {"label": "Kolonner", "state": "current"},
            {"label": "Gennemse", "state": "coming"},
        ],
        "cover": [("Team Øst", [0, 1, 2, 3, 4, None]), ("Team Vest", [4, 3, 2, 1, 0, 2])],
        "cover_words": [say("very low"), say("low"), say("as it should be"), say("good"), say("very good")],
        "entries": [
            {"when": date(2026, 9, 1), "title": "Ansat", "text": "Team Øst, 37 timer.", "kind": "success"},
            {"when": date(2026, 10, 12), "title": "Barsel", "badge": "Fravær", "kind": "warning", "url": "#barsel"},
            {"when": date(2027, 2, 1), "title": "Tilbage"},
        ],
        "files": [{"label": "Kursusplan", "url": "#plan", "kind": "XLSX", "size": 48_200, "note": "Åbnes i regneark."}],
        "figure": {
            "title": "Bemanding pr. uge",
            "picture": _PICTURE,
            "alternative": "Tre søjler: uge 36 er 4, uge 37 er 6, uge 38 er 3.",
            "headings": ["Uge", "Til stede"],
            "rows": [("36", 4), ("37", 6), ("38", 3)],
            "csv_url": "#csv",
            "source": "Personalelisten 1. september 2026",
        },
    }
