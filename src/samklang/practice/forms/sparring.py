"""When and where two meet, whom one asks, and why a sparring is cancelled."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.calendar import COPENHAGEN, Half
from samklang.method.models import Edition, Framework
from samklang.practice.models import Sparring
from samklang.practice.rules.sparring import times_of
from samklang.web.language import current_language
from samklang.web.widgets import DateInput, TimeInput
from samklang.web.word_fields import NamelessField

OTHER = "other"


class TimeForm(forms.Form):
    """A half-day, or a time of one's own."""

    day = forms.DateField(
        label=_("Day"), widget=DateInput,
        error_messages={"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")},
    )  # fmt: skip
    half = forms.ChoiceField(
        label=_("When"), widget=forms.RadioSelect, initial=Half.MORNING.value,
        choices=[
            (Half.MORNING.value, _("Morning, 9.00–11.30")), (Half.AFTERNOON.value, _("Afternoon, 12.30–15.00")),
            (OTHER, _("Another time")),
        ],
        error_messages={"required": _("Choose morning, afternoon or another time.")},
    )  # fmt: skip
    begins = forms.TimeField(
        label=_("Begins"), widget=TimeInput, required=False, help_text=_("Only for another time."),
        error_messages={"invalid": _("Write a time, such as 08:30.")},
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=15, max_value=480, required=False, initial=90,
        help_text=_("With ten minutes before and a quarter of an hour after."),
    )  # fmt: skip
    where = NamelessField(
        label=_("Where"), required=False, max_length=200, help_text=_("The room. It stands in both calendars.")
    )

    def clean(self) -> dict[str, Any]:
        """Another time must be one that there is."""
        given = super().clean() or {}
        if given.get("half") == OTHER and given.get("day") and "begins" not in self.errors:
            if not given.get("begins"):
                self.add_error("begins", _("Write a time, such as 08:30."))
            elif not _exists(datetime.combine(given["day"], given["begins"], COPENHAGEN)):
                self.add_error("begins", _("The clock is put forward then, so that time is not there. Choose another."))
        return given

    def span(self) -> tuple[datetime, datetime]:
        """When it begins and ends."""
        given = self.cleaned_data
        if given["half"] != OTHER:
            return times_of(given["day"], Half(given["half"]))
        begins = datetime.combine(given["day"], given["begins"], COPENHAGEN).astimezone(UTC)
        return begins, begins + timedelta(minutes=given["minutes"] or 90)


def _exists(begins: datetime) -> bool:
    return begins.astimezone(UTC).astimezone(COPENHAGEN).time() == begins.time()


class AskForm(TimeForm):
    """By what, and when."""

    framework = forms.TypedChoiceField(
        label=_("What is looked at"), coerce=int,
        error_messages={
            "required": _("Choose what is looked at."), "invalid_choice": _("Choose one of those on the list."),
        },
    )  # fmt: skip
    field_order = ["framework"]

    def __init__(self, *args: Any, frameworks: Sequence[tuple[Framework, Edition]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks = {one.pk: one for one, _edition in frameworks}
        field = self.fields["framework"]
        if isinstance(field, forms.ChoiceField):
            language = current_language()
            field.choices = [(one.pk, edition.worded("name", language)) for one, edition in frameworks]

    def chosen(self) -> Framework:
        """The one chosen."""
        return self.frameworks[self.cleaned_data["framework"]]


class PartnerForm(forms.Form):
    """Whom."""

    partner = forms.TypedChoiceField(
        label=_("Whom do you ask?"), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose who."), "invalid_choice": _("Choose one of the people in the list.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        field = self.fields["partner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.pk, one.name) for one in people]
        if people:
            self.initial.setdefault("partner", people[0].pk)

    def chosen(self) -> Person:
        """The one chosen."""
        return self.people[self.cleaned_data["partner"]]


class CancelForm(forms.Form):
    """Why, for the other to read."""

    because = NamelessField(
        label=_("Why"), required=False, max_length=200,
        help_text=_("Only the two of you read it, and it does not stand in the mail."),
    )  # fmt: skip


def initial_of(sparring: Sparring) -> dict[str, Any]:
    """What the form shows of a sparring that is agreed."""
    begins, ends = sparring.begins.astimezone(COPENHAGEN), sparring.ends.astimezone(COPENHAGEN)
    day = begins.date()
    half = next((one.value for one in Half if times_of(day, one) == (begins, ends)), OTHER)
    minutes = round((ends - begins).total_seconds() / 60)
    return {"day": day, "half": half, "begins": begins.time(), "minutes": minutes, "where": sparring.where}
