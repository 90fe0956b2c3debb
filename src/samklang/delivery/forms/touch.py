"""When and where a follow-up is to be."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.calendar import COPENHAGEN
from samklang.delivery.commands.touches import When
from samklang.delivery.forms.learning import PersonField
from samklang.web.widgets import DateInput


class TouchForm(forms.Form):
    """Day, time, trainer and room."""

    day = forms.DateField(label=_("Day"), widget=DateInput, error_messages={"required": _("Choose a day.")})
    begins = forms.TimeField(
        label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write a time, such as 08:30."), "invalid": _("Write a time, such as 08:30.")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=15, max_value=480, error_messages={"required": _("Write how many minutes.")}
    )
    trainer = PersonField(
        Person.objects.none(), label=_("Trainer"), required=False, empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("Choose one of the trainers on the list.")},
    )  # fmt: skip
    room = forms.CharField(label=_("Room"), required=False, max_length=200)
    site = forms.CharField(label=_("Place"), required=False, max_length=200)

    def __init__(self, *args: Any, trainers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["trainer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = trainers

    def when(self) -> When:
        """What a command takes."""
        given = self.cleaned_data
        begins = datetime.combine(given["day"], given["begins"], COPENHAGEN)
        ends = begins + timedelta(minutes=given["minutes"])
        return When(begins, ends, given["trainer"], given["room"].strip(), given["site"].strip())
