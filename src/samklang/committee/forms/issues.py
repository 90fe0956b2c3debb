"""The days of a page, its words, why it is corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.committee.models import Issue
from samklang.committee.rules.issues import reckon_days
from samklang.web.days import DayField
from samklang.web.form_pages import refuse
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

_LISTED = {"required": _("Choose from the list."), "invalid_choice": _("Choose from the list.")}


class DaysForm(forms.Form):
    """From when to when."""

    first_day = DayField(label=_("From"), help_text=_("Costs and answers are counted from this day."))
    last_day = DayField(
        label=_("To"),
        help_text=_(
            "Who is trained is told as of this day. Answers come in whole quarters: those that end in these days."
        ),
    )

    def __init__(self, data: Any, *, today: date, first_day: date, last_day: date) -> None:
        super().__init__(data, initial={"first_day": first_day, "last_day": last_day})
        self.today = today

    def clean(self) -> dict[str, Any]:
        """The two go together."""
        given = super().clean() or {}
        first_day, last_day = given.get("first_day"), given.get("last_day")
        if first_day is not None and last_day is not None:
            refusal = reckon_days(first_day, last_day, self.today)
            if refusal is not None:
                refuse(self, "last_day", refusal.reason)
        return given


class NewIssueForm(DaysForm):
    """With the jobcentre where there are several."""

    jobcentre = forms.TypedChoiceField(label=_("Jobcentre"), coerce=int, error_messages=_LISTED)
    field_order = ["jobcentre", "first_day", "last_day"]

    def __init__(self, data: Any, *, jobcentres: Sequence[Place], **options: Any) -> None:
        super().__init__(data, **options)
        self.jobcentres = {one.pk: one for one in jobcentres}
        self.fields["jobcentre"].choices = [(pk, one.name) for pk, one in self.jobcentres.items()]  # type: ignore[attr-defined]  # it is a choice
        if len(self.jobcentres) == 1:
            self.fields["jobcentre"].widget = forms.HiddenInput()
            self.initial["jobcentre"] = next(iter(self.jobcentres))


class IssueWordsForm(forms.Form):
    """What stands above the figures, and what is asked for."""

    introduction_da = WordsField(
        label=_("Introduction in Danish"), rows=3, required=False, max_length=1500,
        help_text=_("Two or three sentences: what the committee decided last time, and what is new. Name nobody."),
    )  # fmt: skip
    introduction_en = WordsField(
        label=_("Introduction in English"), rows=3, required=False, max_length=1500,
        help_text=_("Where it is empty, the English page shows the Danish one."),
    )  # fmt: skip
    asks = forms.MultipleChoiceField(
        label=_("What the figures give reason to ask for"), required=False, widget=forms.CheckboxSelectMultiple,
        error_messages=_LISTED, help_text=_("Only what you choose stands on the page."),
    )  # fmt: skip
    asks_da = WordsField(
        label=_("What we ask for, in Danish"), rows=4, required=False, max_length=2000,
        help_text=_("In your own words: the decision you would like, and by when."),
    )  # fmt: skip
    asks_en = WordsField(label=_("What we ask for, in English"), rows=4, required=False, max_length=2000)

    def __init__(self, data: Any, *, issue: Issue) -> None:
        super().__init__(data, initial={name: getattr(issue, name) for name in self.base_fields})
        language = current_language()
        offers = [(one["key"], one["text"][language]) for one in issue.document.get("offers", ())]
        self.fields["asks"].choices = offers  # type: ignore[attr-defined]  # it is a choice
        if not offers:
            del self.fields["asks"]

    def values(self) -> Mapping[str, Any]:
        """What was said, without spaces around it; the form is in order."""
        return {key: one.strip() if isinstance(one, str) else list(one) for key, one in self.cleaned_data.items()}


class CorrectionForm(forms.Form):
    """Why another page takes the place of one."""

    reason = WordsField(
        label=_("What was wrong?"), max_length=300, rows=2,
        help_text=_("It stands on both pages, so that whoever has read the first one knows."),
        error_messages={"required": _("Write what was wrong.")},
    )  # fmt: skip
