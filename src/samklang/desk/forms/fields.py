"""Fields that several forms have: a place, and text that must hold no civil registration number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import PlaceKind
from samklang.access.models import Place
from samklang.core.workbook.personal import holds_civil_registration_number


class PlaceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none at run time
    """One of the places; a team is shown with its jobcentre."""

    def label_from_instance(self, obj: Any) -> str:
        """«Jobcenter Vejen – Team Øst»."""
        return place_label(obj)


def offer(form: forms.BaseForm, name: str, places: QuerySet[Place]) -> None:
    """Let the form's field choose among the places; the only one is chosen beforehand."""
    field = form.fields[name]
    if isinstance(field, PlaceField):
        field.queryset = places
    if field.required and len(places) == 1:
        field.initial = places[0]


def choose_from(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Let the form's field choose among these."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)


def place_label(place: Place) -> str:
    """The place with the jobcentre it belongs to."""
    return f"{place.parent.name} – {place.name}" if place.parent and place.kind == PlaceKind.TEAM else place.name


class FreeText(forms.CharField):
    """Some sentences. A civil registration number in them is refused: it must never come into Samklang."""

    def __init__(self, *, most: int, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The text. Raises ValidationError."""
        text = super().clean(value)
        if holds_civil_registration_number(text):
            raise ValidationError(
                _("There is something that looks like a civil registration number. Take it out: Samklang holds none.")
            )
        return text
