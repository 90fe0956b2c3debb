"""How many must be left, and when it is closed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.people import rules
from samklang.people.forms.fields import SuggestInput, WeekField
from samklang.people.models import ClosedDay, CoverNeed
from samklang.people.queries.choices import skills_in_use, words_in_use
from samklang.web.days import DayField
from samklang.web.form_pages import refuse

GROUP = ("team", "role", "skill", "site")
"""What a cover group is picked by; at least one of them."""
EVERY_TEAM = _("Every team of the jobcentre")


class CoverNeedForm(forms.Form):
    """The fewest of a group to be at work."""

    fieldsets = [
        (_("Who counts"), ["team", "role", "skill", "site"]),
        (_("How many, and when"), ["minimum", "half_days", "first_day", "last_day"]),
    ]
    name = forms.CharField(
        label=_("Name"), max_length=120,
        help_text=_("Such as: The phone. Needs of one name take over from each other."),
        error_messages={"required": _("Write what the need is called.")},
    )  # fmt: skip
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    role = forms.CharField(label=_("Only of the role"), max_length=80, required=False)
    skill = forms.CharField(label=_("Only those who cover"), max_length=80, required=False)
    site = forms.CharField(label=_("Only at the place of work"), max_length=80, required=False)
    minimum = forms.IntegerField(
        label=_("At least at work"), min_value=0, max_value=500,
        error_messages={
            "required": _("Write how many."),
            "invalid": _("Write a whole number."),
            "min_value": _("Write 0 or more."),
            "max_value": _("Write at most 500."),
        },
    )  # fmt: skip
    half_days = WeekField(label=_("On these half-days"))
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("Until"), required=False, help_text=_("Empty: until further notice."))

    def __init__(
        self, data: Any, *, jobcentre: Place, teams: list[Place], may_wide: bool, need: CoverNeed | None = None,
        team: Place | None = None, day: date | None = None,
    ) -> None:  # fmt: skip
        known = {name: getattr(need, name) for name in NEED_FIELDS} if need else {"first_day": day}
        chosen = need.team if need else team
        super().__init__(data, initial={**known, "team": chosen.pk if chosen else None})
        choices = [(one.pk, one.name) for one in teams]
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", EVERY_TEAM), *choices] if may_wide else choices
        field.required = not may_wide
        self._teams = {one.pk: one for one in teams}
        self.fields["role"].widget = SuggestInput(words_in_use({jobcentre.pk}, "role"))
        self.fields["site"].widget = SuggestInput(words_in_use({jobcentre.pk}, "site"))
        self.fields["skill"].widget = SuggestInput(skills_in_use({jobcentre.pk}))

    def clean(self) -> dict[str, Any]:
        """A group is named, and the days are in order."""
        given = super().clean() or {}
        given["team"] = self._teams.get(given.get("team") or 0)
        if not any(given.get(name) for name in GROUP) and "team" not in self.errors:
            self.add_error("team", _("Say who counts: a team, a role, what they cover or a place of work."))
        if given.get("first_day") and (refusal := rules.days_in_order(given["first_day"], given.get("last_day"))):
            refuse(self, "last_day", refusal.reason)
        return given


NEED_FIELDS = ("name", *GROUP, "minimum", "half_days", "first_day", "last_day")


class ClosedDayForm(forms.Form):
    """A day without a counter to man."""

    day = DayField(label=_("Date"))
    reason = forms.CharField(label=_("Why"), max_length=120, required=False)

    def __init__(self, data: Any, *, jobcentre: Place) -> None:
        super().__init__(data)
        self.jobcentre = jobcentre

    def clean_day(self) -> date:
        """A working day that is not closed already."""
        day: date = self.cleaned_data["day"]
        if day.weekday() > 4:
            raise forms.ValidationError(_("That is a Saturday or a Sunday, which is closed anyway."))
        if ClosedDay.objects.filter(jobcentre=self.jobcentre, day=day).exists():
            raise forms.ValidationError(_("That day is closed already."))
        return day
