"""What a link to a citizen is made of, and what is looked for among them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.citizens.enums import Reading
from samklang.citizens.forms.fields import CaseReferenceField
from samklang.citizens.queries.preparation import Language
from samklang.citizens.rules.preparation import DAYS_AHEAD
from samklang.web.days import DayField


class PreparationForm(forms.Form):
    """The case's number, the day, and how much and in which language the citizen reads."""

    reference = CaseReferenceField()
    day = DayField(label=_("Day of the conversation"))
    level = forms.ChoiceField(
        label=_("How much to read"), choices=Reading.choices, initial=Reading.PLAIN, widget=forms.RadioSelect,
        help_text=_("The citizen can change it on the page."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), initial="da", help_text=_("The citizen can change it on the page.")
    )

    def __init__(self, data: Any, *, languages: Sequence[Language], today: date) -> None:
        super().__init__(data)
        self.today, self.languages = today, {one.tag: one for one in languages}
        self.fields["language"].choices = [(one.tag, one.name) for one in languages]  # type: ignore[attr-defined]  # it is a choice

    def clean_day(self) -> date:
        """From today and not too far ahead. Raises ValidationError."""
        day: date = self.cleaned_data["day"]
        if not self.today <= day <= self.today + timedelta(days=DAYS_AHEAD):
            raise ValidationError(_("Choose a day from today and up to half a year ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        """A level that is there in the language. Raises ValidationError."""
        given = dict(super().clean() or {})
        found = self.languages.get(given.get("language", ""))
        if found is not None and given.get("level") and given["level"] not in found.sheets:
            raise ValidationError({"level": _("The language is not there at this level yet. Choose another level.")})
        return given


class CaseForm(forms.Form):
    """Which case the links are looked for by."""

    reference = CaseReferenceField(help_text=_("To see only the links that you made for one case."))
