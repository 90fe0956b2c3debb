"""A scheme: taken in, written, and its rounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.calendar import COPENHAGEN
from samklang.funding.enums import SchemeKind
from samklang.funding.given import RoundGiven
from samklang.funding.models import Scheme, SchemeRound
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.widgets import TimeInput
from samklang.web.word_fields import WordsField

LISTED = {"required": _("Choose from the list."), "invalid_choice": _("Choose from the list.")}


def choose_jobcentre(form: forms.Form, jobcentres: Sequence[Any]) -> dict[int, Any]:
    """Let the form's jobcentre be one of these, by number; a single one is not asked about."""
    found = {one.pk: one for one in jobcentres}
    form.fields["jobcentre"].choices = [(pk, one.name) for pk, one in found.items()]  # type: ignore[attr-defined]  # it is a choice
    if len(found) == 1:
        form.fields["jobcentre"].widget = forms.HiddenInput()
        form.initial["jobcentre"] = next(iter(found))
    return found


class TakeInForm(forms.Form):
    """One of the schemes that come with Samklang, from a day."""

    jobcentre = forms.TypedChoiceField(label=_("Jobcentre"), coerce=int, error_messages=LISTED)
    key = forms.ChoiceField(label=_("Scheme"), widget=forms.RadioSelect, error_messages=LISTED)
    first_day = DayField(label=_("The terms hold from"))

    def __init__(self, data: Any, *, jobcentres: Sequence[Any], shipped: Mapping[str, Mapping[str, Any]]) -> None:
        super().__init__(data)
        self.jobcentres = choose_jobcentre(self, jobcentres)
        language = current_language()
        self.fields["key"].choices = [(key, one["name"][language]) for key, one in shipped.items()]  # type: ignore[attr-defined]  # it is a choice


class SchemeForm(forms.Form):
    """What a scheme is called and whose it is."""

    name = WordsField(label=_("Name"), max_length=160)
    funder = WordsField(label=_("Funder"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=SchemeKind.choices, error_messages=LISTED)
    account = WordsField(label=_("Account of the finance act"), max_length=60, required=False)
    region = WordsField(label=_("Region"), max_length=80, required=False)
    first_day = DayField(label=_("The terms hold from"))
    last_day = DayField(label=_("The terms hold until"), required=False)
    applicants = WordsField(label=_("Who can apply"), max_length=300, required=False, rows=2)
    target_groups = WordsField(label=_("For whom"), max_length=300, required=False, rows=2)
    source_url = forms.URLField(
        label=_("Where the terms stand"), max_length=500, required=False, assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, such as https://star.dk/puljer/.")},
    )  # fmt: skip
    checked_on = DayField(
        label=_("Last held against the funder's text"), required=False,
        help_text=_("Leave it empty until somebody has read the funder's own text."),
    )  # fmt: skip

    def __init__(self, data: Any, *, scheme: Scheme | None = None) -> None:
        initial = {name: getattr(scheme, name) for name in self.base_fields} if scheme else None
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        given = super().clean() or {}
        if given.get("last_day") and given.get("first_day") and given["last_day"] < given["first_day"]:
            self.add_error("last_day", _("The last day comes before the first."))
        return given


class OwnSchemeForm(SchemeForm):
    """A scheme that comes from nowhere: at which jobcentre, too."""

    jobcentre = forms.TypedChoiceField(label=_("Jobcentre"), coerce=int, error_messages=LISTED)
    field_order = ("jobcentre",)

    def __init__(self, data: Any, *, jobcentres: Sequence[Any]) -> None:
        super().__init__(data)
        self.jobcentres = choose_jobcentre(self, jobcentres)


class RoundForm(forms.Form):
    """One round, by the clock in Denmark."""

    name = WordsField(label=_("Name of the round"), max_length=120)
    opens_on = DayField(label=_("Opens"), required=False)
    opens = forms.TimeField(label=_("… at"), required=False, widget=TimeInput)
    closes_on = DayField(label=_("Closes"), required=False, help_text=_("Empty: it stands open."))
    closes = forms.TimeField(
        label=_("… before"), required=False, widget=TimeInput,
        help_text=_("“Before 12:00” means that 11:59 is in time, and 12:00 is not."),
    )  # fmt: skip
    decision_on = DayField(label=_("The answer is expected"), required=False)
    note = WordsField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data: Any, *, round_: SchemeRound | None = None) -> None:
        super().__init__(data, initial=_shown(round_) if round_ else None)

    def clean(self) -> dict[str, Any]:
        """A clock belongs to a day, and the round closes after it opens."""
        given = super().clean() or {}
        for day, clock in (("opens_on", "opens"), ("closes_on", "closes")):
            if given.get(clock) and not given.get(day):
                self.add_error(day, _("Choose the day too."))
        if given.get("closes_on") and not given.get("closes"):
            self.add_error("closes", _("Write the time too: a minute late is too late."))
        opens, closes = self._moment("opens"), self._moment("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("The round closes before it opens."))
        return given

    def given(self) -> RoundGiven:
        """What was written."""
        said = self.cleaned_data
        return RoundGiven(
            said["name"], self._moment("opens"), self._moment("closes"), said["decision_on"], said["note"]
        )

    def _moment(self, name: str) -> datetime | None:
        day, clock = self.cleaned_data.get(f"{name}_on"), self.cleaned_data.get(name)
        if day is None:
            return None
        return datetime.combine(day, clock or datetime.min.time(), COPENHAGEN)


def _shown(round_: SchemeRound) -> dict[str, Any]:
    shown: dict[str, Any] = {"name": round_.name, "decision_on": round_.decision_on, "note": round_.note}
    for name, moment in (("opens", round_.opens_at), ("closes", round_.closes_at)):
        if moment is not None:
            local = moment.astimezone(COPENHAGEN)
            shown |= {f"{name}_on": local.date(), name: local.time()}
    return shown
