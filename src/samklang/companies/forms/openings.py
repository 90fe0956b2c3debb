"""Openings: written, ended, followed up; and narrowing their list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.enums import OpeningKind, OpeningState, Result
from samklang.companies.forms.fields import ColleagueField
from samklang.companies.models import Company, Site
from samklang.companies.queries.openings import SORTS, AskedOpenings, Time
from samklang.companies.rules.openings import OpeningFacts, faults
from samklang.core.words import written
from samklang.web.language import current_language
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField


class OpeningFilter(forms.Form):
    """Which openings to show."""

    q = forms.CharField(label=_("Company, opening or case"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All")), *OpeningKind.choices])
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Something is still to come")), *OpeningState.choices, ("all", _("All"))],
    )  # fmt: skip
    time = forms.ChoiceField(
        label=_("Time"), required=False,
        choices=[("", _("All")), (Time.FOLLOW, _("To be followed up")), (Time.LATE, _("Deadline passed"))],
    )  # fmt: skip
    mine = forms.ChoiceField(
        label=_("Whose are they?"), required=False, choices=[("", _("Everybody's")), ("1", _("Mine"))]
    )

    def asked(self) -> AskedOpenings:
        """What is asked for; what makes no sense is left out."""
        self.is_valid()
        given, sort = self.cleaned_data, self.data.get("sort", "")
        return AskedOpenings(
            text=given.get("q", ""), kind=given.get("kind", ""), state=given.get("state", ""),
            time=given.get("time", ""), mine=given.get("mine") == "1",
            sort=sort if sort.removeprefix("-") in SORTS else "deadline",
        )  # fmt: skip


class OpeningForm(forms.Form):
    """What a company has room for. No candidate is named."""

    kind = forms.TypedChoiceField(
        label=_("Kind"), coerce=OpeningKind, choices=OpeningKind.choices, widget=forms.RadioSelect,
        help_text=_("In the order in which it is offered: ordinary hours first, wage subsidy last."),
        error_messages={"required": _("Choose the kind.")},
    )  # fmt: skip
    title = WordsField(
        label=_("What is it?"), max_length=200,
        help_text=_("Such as “Warehouse assistant, evenings”. No names of citizens."),
        error_messages={"required": _("Write what it is, in a few words.")},
    )  # fmt: skip
    text = WordsField(label=_("More about it"), rows=4, required=False, max_length=4000)
    site = forms.ModelChoiceField(Site.objects.none(), label=_("Site"), required=False, empty_label=_("Not decided"))
    places = forms.IntegerField(
        label=_("How many people?"), min_value=1, max_value=999, initial=1,
        error_messages={"required": _("Write how many.")},
    )  # fmt: skip
    weekly_hours = forms.DecimalField(
        label=_("Hours a week"),
        required=False,
        min_value=0,
        max_value=48,
        max_digits=4,
        decimal_places=1,
        localize=True,
    )
    path_to_hours = WordsField(
        label=_("How is it to lead to ordinary paid hours?"), required=False, max_length=300,
        help_text=_("Needed for a placement and for wage subsidy: which hours, from when; or why it cannot."),
    )  # fmt: skip
    deadline = forms.DateField(label=_("The company wants somebody by"), widget=DateInput, required=False)
    first_day = forms.DateField(label=_("First day"), widget=DateInput, required=False)
    last_day = forms.DateField(label=_("Last day"), widget=DateInput, required=False)
    follow_up_on = forms.DateField(
        label=_("Follow up on"), widget=DateInput, required=False,
        help_text=_("From that day it stands among the next steps of whoever has it."),
    )  # fmt: skip
    owner = ColleagueField(label=_("Who follows it up?"))
    case_reference = forms.CharField(
        label=_("Case number"), required=False, max_length=40,
        help_text=_("From the case system, which alone knows who it is. Never a name or a civil registration number."),
    )  # fmt: skip
    vitas = forms.CharField(
        label=_("Address in VITAS"), required=False, max_length=300, widget=forms.URLInput,
        help_text=_("Where the application lies, beginning with https://vitas.bm.dk/."),
    )  # fmt: skip
    fieldsets = [
        (_("What"), ["kind", "title", "text", "site", "places", "weekly_hours"]),
        (_("The path to ordinary paid hours"), ["path_to_hours"]),
        (_("When and who"), ["deadline", "first_day", "last_day", "follow_up_on", "owner"]),
        (_("Elsewhere"), ["case_reference", "vitas"]),
    ]

    def __init__(self, *args: Any, company: Company, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["site"].queryset = company.sites.all()  # type: ignore[attr-defined]

    def clean_case_reference(self) -> str:
        """Without the space around it."""
        return str(self.cleaned_data["case_reference"]).strip()

    def clean(self) -> None:
        """What the kind needs, said at its field."""
        if "kind" not in self.cleaned_data or "title" not in self.cleaned_data:
            return
        for field, sentence in faults(self.facts()):
            if field not in self.errors:
                self.add_error(field, written(sentence, current_language()))

    def facts(self) -> OpeningFacts:
        """What a command takes."""
        given = self.cleaned_data
        return OpeningFacts(
            kind=given["kind"], title=given["title"], text=given.get("text", ""), site=given.get("site"),
            places=given.get("places") or 1, weekly_hours=given.get("weekly_hours"), deadline=given.get("deadline"),
            first_day=given.get("first_day"), last_day=given.get("last_day"), follow_up_on=given.get("follow_up_on"),
            case_reference=given.get("case_reference", ""), vitas=given.get("vitas", ""),
            path_to_hours=given.get("path_to_hours", ""), owner=given.get("owner"),
        )  # fmt: skip


class EndForm(forms.Form):
    """What came of it."""

    result = forms.TypedChoiceField(
        label=_("What came of it?"), coerce=Result, choices=Result.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it.")},
    )  # fmt: skip
    paid_hours = forms.DecimalField(
        label=_("Ordinary hours a week"), required=False, min_value=0, max_value=48, max_digits=4, decimal_places=1,
        localize=True, help_text=_("Only where ordinary paid hours came of it."),
    )  # fmt: skip
    last_day = forms.DateField(label=_("Last day"), widget=DateInput, error_messages={"required": _("Choose a day.")})


class FollowUpForm(forms.Form):
    """What was heard, and when one asks again."""

    what = WordsField(
        label=_("What did you hear?"), max_length=300, help_text=_("In one line. No names of citizens."),
        error_messages={"required": _("Write in one line what you heard.")},
    )  # fmt: skip
    again_on = forms.DateField(label=_("Follow up again on"), widget=DateInput, required=False)


class AgreementForm(forms.Form):
    """One agreement."""

    what = WordsField(
        label=_("What was agreed?"), max_length=300,
        help_text=_("In one line; all teams see it on the timeline. No names of citizens."),
        error_messages={"required": _("Write what was agreed.")},
    )  # fmt: skip
