"""How somebody works, from a day on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import teams_for
from samklang.people import rules
from samklang.people.forms.fields import (
    ColleagueField,
    SkillsField,
    SuggestInput,
    TeamField,
    WeekField,
)
from samklang.people.models import Employee, Engagement
from samklang.people.queries.choices import away_from, jobcentres_of, managers, skills_in_use, words_in_use
from samklang.people.queries.teams import open_on
from samklang.web.days import DayField
from samklang.web.form_pages import refuse

TERMS = ("team", "role", "site", "weekly_hours", "half_days", "skills", "manager", "is_temp", "stands_in_for")
"""The fields of the form that are terms of an engagement."""


class TermsForm(forms.Form):
    """The terms from a day on; they hold until further notice, or to a last day."""

    fieldsets = [
        (_("When"), ["first_day", "last_day"]),
        (_("Where and as what"), ["team", "role", "site", "manager"]),
        (_("Working week"), ["weekly_hours", "half_days"]),
        (_("Cover"), ["skills", "conversations_per_half_day", "is_temp", "stands_in_for"]),
    ]
    first_day = DayField(label=_("From"), help_text=_("The first day the terms hold."))
    last_day = DayField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))
    team = TeamField(label=_("Team"), queryset=None)
    role = forms.CharField(label=_("Role"), max_length=80, required=False)
    site = forms.CharField(label=_("Place of work"), max_length=80, required=False)
    manager = ColleagueField(label=_("Team leader or manager"), queryset=None, required=False)
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"), min_value=0, max_value=48, max_digits=4, decimal_places=1, required=False,
        localize=True,
        error_messages={
            "invalid": _("Write the hours as a number: 37 or 32.5."),
            "max_value": _("Write at most 48 hours."),
            "min_value": _("Write 0 or more."),
            "max_decimal_places": _("Write at most one decimal."),
            "max_digits": _("Write at most 48 hours."),
        },
    )  # fmt: skip
    half_days = WeekField(label=_("At work in an ordinary week"))
    skills = SkillsField(
        label=_("Covers"), required=False, help_text=_("What the cover may ask for, with commas: phone, Arabic.")
    )
    conversations_per_half_day = forms.IntegerField(
        label=_("Conversations in a half-day"), min_value=0, max_value=50, required=False,
        help_text=_("About how many with citizens or companies; the planner moves as few as it can."),
        error_messages={
            "invalid": _("Write a whole number."),
            "max_value": _("Write at most 50."),
            "min_value": _("Write 0 or more."),
        },
    )  # fmt: skip
    is_temp = forms.BooleanField(label=_("Temp"), required=False, help_text=_("Employed while somebody is away."))
    stands_in_for = ColleagueField(
        label=_("Stands in for"), queryset=None, required=False, help_text=_("Those who are away now or later.")
    )

    def __init__(self, data: Any, *, person: Person, day: date, now: Engagement | None = None) -> None:
        super().__init__(data, initial=_initial(now, day))
        self.employee = now.employee if now else None
        teams = teams_for(person, Right.EDIT_STAFF).filter(open_on(day))
        jobcentres = jobcentres_of(teams) | ({now.employee.jobcentre_id} if now else set())
        self._colleagues("manager", managers(jobcentres, day))
        self._colleagues("stands_in_for", away_from(jobcentres, day, besides=now.stands_in_for_id if now else None))
        self._colleagues("team", teams.filter(parent=now.employee.jobcentre_id) if now else teams)
        self.fields["role"].widget = SuggestInput(words_in_use(jobcentres, "role"))
        self.fields["site"].widget = SuggestInput(words_in_use(jobcentres, "site"))
        if known := skills_in_use(jobcentres):
            self.fields["skills"].help_text = _("With commas. In use: %(known)s.") % {"known": ", ".join(known)}

    def _colleagues(self, name: str, found: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = found

    def clean_conversations_per_half_day(self) -> int:
        """None is none."""
        return int(self.cleaned_data["conversations_per_half_day"] or 0)

    def clean(self) -> dict[str, Any]:
        """Days in order, and only a temp stands in."""
        given = super().clean() or {}
        if given.get("first_day") and (refusal := rules.days_in_order(given["first_day"], given.get("last_day"))):
            refuse(self, "last_day", refusal.reason)
        stood_in_for = given.get("stands_in_for")
        if refusal := rules.stand_in(self.employee or Employee(), bool(given.get("is_temp")), stood_in_for):
            refuse(self, "stands_in_for", refusal.reason)
        return given

    def terms(self) -> dict[str, Any]:
        """The terms as they were typed."""
        names = [name for name in (*TERMS, "conversations_per_half_day") if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in names}


def _initial(now: Engagement | None, day: date) -> dict[str, Any]:
    if now is None:
        return {"first_day": day, "weekly_hours": 37}
    kept = {name: getattr(now, name) for name in (*TERMS, "conversations_per_half_day")}
    hours = now.weekly_hours
    kept["weekly_hours"] = int(hours) if hours is not None and hours == int(hours) else hours
    return {**kept, "first_day": day, "last_day": now.last_day if now.is_temp else None}
