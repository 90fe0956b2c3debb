"""What is asked of the list of cases and of the role-play cards, and the line that is said."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.practice.queries.ground import Asked

LONGEST_TEXT = 80
_ALL = ("", _("All"))
DIFFICULTIES = [("1", _("Easy to begin with")), ("2", _("In between")), ("3", _("Demanding"))]


class CaseFilter(forms.Form):
    """Which cases to show. What cannot be read is left out, so that an old link still answers."""

    q = forms.CharField(
        label=_("Search"), required=False,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "maxlength": LONGEST_TEXT}),
    )  # fmt: skip
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, choices=[_ALL, *DIFFICULTIES])
    tried = forms.ChoiceField(
        label=_("Tried"), required=False, choices=[_ALL, ("no", _("Not tried yet")), ("yes", _("Tried to the end"))]
    )

    def asked(self) -> Asked:
        """What is asked for."""
        self.is_valid()
        given = self.cleaned_data
        difficulty = given.get("difficulty", "")
        text = "".join(letter for letter in given.get("q", "") if letter != "\0")[:LONGEST_TEXT]
        return Asked(text, int(difficulty) if difficulty else None, given.get("tried", ""))


class CardFilter(forms.Form):
    """Which role-play cards to show."""

    people = forms.ChoiceField(
        label=_("How many are you?"), required=False, choices=[_ALL, ("2", _("Two")), ("3", _("Three"))]
    )
    indicator = forms.ChoiceField(label=_("What it practises"), required=False)

    def __init__(self, data: Any, *, indicators: Iterable[tuple[str, Any]]) -> None:
        super().__init__(data)
        cast(forms.ChoiceField, self.fields["indicator"]).choices = [_ALL, *indicators]

    def asked(self) -> tuple[int | None, str]:
        """The number of people and the indicator; None and empty where not asked."""
        self.is_valid()
        people = self.cleaned_data.get("people", "")
        return int(people) if people else None, self.cleaned_data.get("indicator", "")


class LineForm(forms.Form):
    """The line that is said, in the turn that was shown."""

    turn = forms.CharField(max_length=60)
    line = forms.CharField(max_length=60)
