"""Opening the records of a place for a time."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.access.rules.elevation import LEAST_LETTERS, MOST_HOURS
from samklang.desk.forms.fields import FreeText, PlaceField, offer


class ElevationForm(forms.Form):
    """Where, why, and for how long."""

    place = PlaceField(
        label=_("Place"),
        queryset=Place.objects.none(),
        empty_label=_("Choose"),
        help_text=_("You see the records of this place and everything below it. Choose the smallest that will do."),
        error_messages={"required": _("Choose the place whose records you need.")},
    )
    reason = FreeText(
        most=500,
        rows=3,
        min_length=LEAST_LETTERS,
        label=_("Why do you need to see them?"),
        help_text=_("A sentence without names. The head and the works council read it, and it is never deleted."),
        error_messages={
            "required": _("Write why, in a sentence."),
            "min_length": _("Write a whole sentence, so that others understand why."),
        },
    )
    hours = forms.TypedChoiceField(
        label=_("For how many hours?"), coerce=int, choices=[(hours, str(hours)) for hours in range(1, MOST_HOURS + 1)]
    )

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "place", places)
