"""Next steps: a new one, settled, moved, given on; and narrowing their list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.enums import StepState
from samklang.companies.forms.fields import ColleagueField
from samklang.companies.queries.steps import SORTS, AskedSteps, Due, Whose
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField

_MOST = 300
DUES = {
    Due.LATE: _("Past its day"),
    Due.TODAY: _("Due today"),
    Due.WEEK: _("This week"),
    Due.LATER: _("Later"),
    Due.SETTLED: _("Done or dropped"),
}
"""What each group of the list is called."""


class StepFilter(forms.Form):
    """Which steps to show."""

    q = forms.CharField(label=_("Company, step or colleague"), required=False, max_length=100)
    due = forms.ChoiceField(label=_("When"), required=False, choices=[("", _("All open")), *DUES.items()])

    def __init__(self, *args: Any, all_seen: bool, **kwargs: Any) -> None:
        self.all_seen = all_seen
        super().__init__(*args, **kwargs)

    def asked(self) -> AskedSteps:
        """What is asked for; what makes no sense is left out."""
        self.is_valid()
        given, sort, whose = self.cleaned_data, self.data.get("sort", ""), self.data.get("whose", "")
        known = [one for one in Whose if one != Whose.ALL or self.all_seen]
        return AskedSteps(
            text=given.get("q", ""), due=given.get("due", ""),
            whose=Whose(whose) if whose in known else Whose.MINE,
            sort=sort if sort.removeprefix("-") in SORTS else "due",
        )  # fmt: skip


class StepForm(forms.Form):
    """What is to be done, by whom, and by when."""

    what = WordsField(
        label=_("What is to be done?"), max_length=_MOST, help_text=_("No names of citizens."),
        error_messages={"required": _("Write what is to be done.")},
    )  # fmt: skip
    owner = ColleagueField(label=_("Who does it?"))
    due = forms.DateField(label=_("By when?"), widget=DateInput, error_messages={"required": _("Choose a day.")})

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]


class OutcomeForm(forms.Form):
    """How it went: done or dropped."""

    state = forms.TypedChoiceField(
        label=_("What became of it?"), coerce=StepState, widget=forms.RadioSelect, initial=StepState.DONE,
        choices=[(StepState.DONE, _("It is done")), (StepState.DROPPED, _("It is dropped"))],
        error_messages={"required": _("Say whether it is done or dropped.")},
    )  # fmt: skip
    outcome = WordsField(
        label=_("What came of it?"), required=False, max_length=_MOST,
        help_text=_("One line. Where it is dropped: why. No names of citizens."),
    )  # fmt: skip


class DayForm(forms.Form):
    """Another day, and why."""

    due = forms.DateField(label=_("New day"), widget=DateInput, error_messages={"required": _("Choose a day.")})
    reason = WordsField(
        label=_("Why is it moved?"), max_length=200, error_messages={"required": _("Write why it is moved.")}
    )


class OwnerForm(forms.Form):
    """Who does it from now on."""

    owner = ColleagueField(label=_("Who does it?"))

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]
