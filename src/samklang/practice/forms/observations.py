"""An observation announced, and a level with what it rests on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.method.forms.judgement import LevelForm
from samklang.method.models import Edition
from samklang.method.rules.assessment import LONGEST_NOTE
from samklang.people.models import Employee
from samklang.practice.enums import Setting
from samklang.practice.queries.observations import Licensed
from samklang.web.language import current_language
from samklang.web.widgets import DateInput
from samklang.web.word_fields import NamelessField

_LISTED = _("Choose from the list.")


class AnnounceForm(forms.Form):
    """Whom, when, what and by which indicators."""

    employee = forms.TypedChoiceField(
        label=_("Whom would you like to observe?"), coerce=int,
        error_messages={"required": _("Choose who."), "invalid_choice": _LISTED},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Day"), widget=DateInput, help_text=_("In two days at the earliest."),
        error_messages={"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")},
    )  # fmt: skip
    setting = forms.ChoiceField(
        label=_("What do you observe?"), choices=Setting.choices, initial=Setting.REAL, widget=forms.RadioSelect,
        help_text=_("A role-play tells what somebody can show; only real work tells what they do."),
        error_messages={"required": _("Choose what you observe."), "invalid_choice": _LISTED},
    )  # fmt: skip
    what = NamelessField(
        label=_("Which conversation or meeting?"), required=False, max_length=200,
        help_text=_("Its kind and time. No names of citizens or companies."),
    )  # fmt: skip
    indicators = forms.MultipleChoiceField(
        label=_("What do you look at?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what you hold a licence for."),
        error_messages={
            "required": _("Choose at least one indicator."), "invalid_choice": _LISTED, "invalid_list": _LISTED,
        },
    )  # fmt: skip

    def __init__(
        self, *args: Any, people: Sequence[Employee], licensed: Sequence[Licensed], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.found = {one.pk: one for one in people}
        self.editions = {one.edition.pk: one.edition for one in licensed}
        language = current_language()
        _choose(self, "employee", [("", _("Choose")), *((one.pk, one.name) for one in people)])
        _choose(self, "indicators", [
            (one.edition.worded("name", language),
             [(f"{one.edition.pk}:{each.key}", each.worded("name", language)) for each in one.indicators])
            for one in licensed
        ])  # fmt: skip

    def clean_indicators(self) -> list[str]:
        """All of one method, since one conversation or meeting is looked at."""
        found: list[str] = self.cleaned_data["indicators"]
        if len({one.partition(":")[0] for one in found}) > 1:
            raise forms.ValidationError(_("Choose indicators of one method only."))
        return found

    def chosen(self) -> tuple[Employee, date, Edition, list[str]]:
        """Whom, when, by which words, and the keys of what is looked at; the form is in order."""
        given = self.cleaned_data
        pairs = [one.partition(":") for one in given["indicators"]]
        return (
            self.found[given["employee"]], given["day"], self.editions[int(pairs[0][0])],
            [key for _edition, _colon, key in pairs],
        )  # fmt: skip


class ObservedLevelForm(LevelForm):
    """A level, and what was seen, without a name."""

    note = NamelessField(  # type: ignore[assignment]
        label=_("What did you see?"), rows=2, required=False, max_length=LONGEST_NOTE,
        help_text=_("What was said or done. No names of citizens or companies."),
    )  # fmt: skip


def _choose(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
