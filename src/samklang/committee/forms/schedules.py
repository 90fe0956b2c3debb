"""How often the page is made, and who has it sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.committee.enums import Every
from samklang.committee.models import Schedule
from samklang.web.days import DayField

_LISTED = {"required": _("Choose from the list."), "invalid_choice": _("Choose from the list.")}


class ScheduleForm(forms.Form):
    """The schedule as a whole."""

    every = forms.ChoiceField(label=_("A draft is made"), choices=Every.choices, error_messages=_LISTED)
    next_day = DayField(label=_("Next time"), help_text=_("The draft lies ready on the morning of that day."))
    recipients = forms.MultipleChoiceField(
        label=_("Who has the page sent when it is issued?"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=_LISTED,
        help_text=_("Those who may read reports here. Whoever has left or lost the role is not written to."),
    )  # fmt: skip

    def __init__(
        self, data: Any, *, readers: Sequence[Person], schedule: Schedule | None, chosen: Sequence[int], next_day: date
    ) -> None:
        initial = {
            "every": schedule.every if schedule else Every.HALF_YEAR,
            "next_day": schedule.next_day if schedule else next_day, "recipients": [str(one) for one in chosen],
        }  # fmt: skip
        super().__init__(data, initial=initial)
        self.readers = {str(one.pk): one for one in readers}
        self.fields["recipients"].choices = [(pk, one.name) for pk, one in self.readers.items()]  # type: ignore[attr-defined]  # it is a choice

    def people(self) -> list[Person]:
        """Those who were chosen; the form is in order."""
        return [self.readers[one] for one in self.cleaned_data["recipients"]]
