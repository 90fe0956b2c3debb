"""A round of pairs: its frame, who is in it, a pair chosen by hand, and what one would like to work on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person, Place
from samklang.core.calendar import Half, HalfDay
from samklang.method.models import Edition, Framework, Indicator
from samklang.practice.commands.pairing import Frame
from samklang.practice.rules.pairing import MOST_BESIDE, MOST_MINUTES, MOST_WISHES
from samklang.web.language import current_language
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField

_DAY = {"required": _("Choose a day."), "invalid": _("Write a date, such as 31-12-2026.")}
_LISTED = _("Choose from the list.")


_NUMBER_FAULTS = ("required", "invalid", "min_value", "max_value")
_FEW: dict[str, Any] = {
    "min_value": 0, "max_value": MOST_BESIDE,
    "error_messages": dict.fromkeys(_NUMBER_FAULTS, _("Write a whole number from 0 to 20.")),
}  # fmt: skip
_MINUTES: dict[str, Any] = {
    "min_value": 0, "max_value": MOST_MINUTES,
    "error_messages": dict.fromkeys(_NUMBER_FAULTS, _("Write a whole number from 0 to 240.")),
}  # fmt: skip


class FrameForm(forms.Form):
    """Name, days and the longest way of a round."""

    title = WordsField(
        label=_("Name of the round"), max_length=120, help_text=_("Such as the season and the year."),
        error_messages={"required": _("Give the round a name.")},
    )  # fmt: skip
    first_day = forms.DateField(label=_("First day"), widget=DateInput, error_messages=_DAY)
    last_day = forms.DateField(
        label=_("Last day"), widget=DateInput, error_messages=_DAY,
        help_text=_("Three to six weeks give room for everybody. Thirteen at most."),
    )  # fmt: skip
    most_minutes = forms.IntegerField(
        label=_("Longest way in minutes"), initial=60, **_MINUTES,
        help_text=_("One way. Between two places of work half an hour is reckoned with, since the way is not known."),
    )  # fmt: skip

    def frame(self) -> Frame:
        """What was written; the form is in order."""
        given = self.cleaned_data
        return Frame(
            " ".join(given["title"].split()), given["first_day"], given["last_day"], given["most_minutes"],
            given.get("min_licences", 1),
        )  # fmt: skip


class NewPairingForm(FrameForm):
    """The frame of a new round, what is looked at, and who is in it from the start."""

    framework = forms.TypedChoiceField(
        label=_("What is looked at"), coerce=int,
        error_messages={"required": _("Choose what is looked at."), "invalid_choice": _LISTED},
    )  # fmt: skip
    teams = forms.TypedMultipleChoiceField(
        label=_("Teams"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to take everybody at the jobcentre. You can put in and take out people afterwards."),
        error_messages={"invalid_choice": _LISTED, "invalid_list": _LISTED},
    )  # fmt: skip
    most_beside = forms.IntegerField(
        label=_("Beside how many does each sit at most?"), initial=2, **_FEW,
        help_text=_("You can change it for each person afterwards."),
    )  # fmt: skip
    field_order = ["title", "framework", "first_day", "last_day", "teams", "most_beside", "most_minutes"]

    def __init__(
        self, *args: Any, frameworks: Sequence[tuple[Framework, Edition]], teams: Sequence[Place], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.frameworks, self.places = {one.pk: one for one, _edition in frameworks}, {one.pk: one for one in teams}
        several = len({one.jobcentre_id for one in self.frameworks.values()}) > 1
        language = current_language()
        _choose(self, "framework", [
            (one.pk, f"{edition.worded('name', language)}, {one.jobcentre.name}" if several
             else edition.worded("name", language))
            for one, edition in frameworks
        ])  # fmt: skip
        _choose(self, "teams", [
            (one.pk, f"{one.name}, {one.parent.name}" if several and one.parent else one.name) for one in teams
        ])  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The teams are those of the jobcentre whose method is looked at."""
        given = super().clean() or {}
        framework = self.frameworks.get(given.get("framework", 0))
        if framework and any(one.parent_id != framework.jobcentre_id for one in self.chosen_teams()):
            self.add_error("teams", _("Choose teams of the jobcentre whose method is looked at."))
        return given

    def chosen(self) -> Framework:
        """What is looked at."""
        return self.frameworks[self.cleaned_data["framework"]]

    def chosen_teams(self) -> list[Place]:
        """The teams chosen; none means everybody."""
        return [self.places[pk] for pk in self.cleaned_data.get("teams", ()) if pk in self.places]


class PairingForm(FrameForm):
    """The frame of a round, with how many licences a partner must hold."""

    min_licences = forms.IntegerField(
        label=_("Licences that a partner must hold"), **_FEW,
        help_text=_(
            "A licence shows that somebody sees the same as others do. With 0 everybody can sit beside; what they say "
            "is then worth what a colleague's word is worth, and is still welcome."
        ),
    )  # fmt: skip


class MemberForm(forms.Form):
    """The part that one person has in a round."""

    is_focus = forms.BooleanField(label=_("A colleague is to sit beside this person"), required=False)
    most_beside = forms.IntegerField(
        label=_("Beside how many do they sit at most?"), **_FEW,
        help_text=_("0: beside nobody in this round."),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """Nothing to write: yes, or the way back."""


class SearchForm(forms.Form):
    """Part of a name."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)

    def asked(self) -> str:
        """What is looked for; empty where it makes no sense."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip()


class AddMembersForm(forms.Form):
    """Who is put in."""

    people = forms.TypedMultipleChoiceField(
        label=_("People"), coerce=int, widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose at least one person."), "invalid_choice": _LISTED, "invalid_list": _LISTED,
        },
    )  # fmt: skip
    most_beside = forms.IntegerField(label=_("Beside how many does each sit at most?"), initial=1, **_FEW)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = {one.pk: one for one in people}
        _choose(self, "people", [(one.pk, one.name) for one in people])

    def chosen(self) -> list[Person]:
        """Those chosen."""
        return [self.found[pk] for pk in self.cleaned_data["people"]]


class PairForm(forms.Form):
    """One partner and a half-day, of those that are possible."""

    partner = forms.IntegerField()
    when = forms.RegexField(r"^\d{4}-\d{2}-\d{2}-(am|pm)$")

    def half_day(self) -> HalfDay | None:
        """When; None where there is no such day."""
        return half_day_in(self.cleaned_data["when"])


def half_day_in(text: str) -> HalfDay | None:
    """A half-day as it stands in an address or a form; None where it is none."""
    day, _dash, half = text.rpartition("-")
    try:
        return HalfDay(date.fromisoformat(day), Half(half))
    except ValueError:
        return None


class WishForm(forms.Form):
    """What one would like to work on."""

    focus = forms.MultipleChoiceField(
        label=_("What would you like to work on?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Three at most, or none. Nobody else sees it."), error_messages={"invalid_choice": _LISTED},
    )  # fmt: skip

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        _choose(self, "focus", [(one.key, one.worded("name", language)) for one in indicators])

    def clean_focus(self) -> list[str]:
        """Not too much at once."""
        found: list[str] = self.cleaned_data["focus"]
        if len(found) > MOST_WISHES:
            raise forms.ValidationError(_("Choose three at most."))
        return found


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
