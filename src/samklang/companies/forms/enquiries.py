"""What is typed about an enquiry: the queue's search, an answer, a pause, a reason, whose it is, a phone note."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.enums import Channel, Need
from samklang.companies.forms.fields import ColleagueField, CompanyField, PhoneField
from samklang.companies.queries.enquiries import SORTS, Asked, Tab
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField

_HOW = {
    Channel.MAIL: _("By e-mail, sent now"),
    Channel.PHONE: _("By telephone"),
    Channel.MEETING: _("At a meeting"),
    Channel.VISIT: _("On a visit"),
}


class QueueFilter(forms.Form):
    """What is looked for."""

    q = forms.CharField(label=_("Company, subject or reference"), required=False, max_length=100)
    need = forms.ChoiceField(label=_("Need"), required=False, choices=[("", _("Any need")), *Need.choices])
    tab = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        """What is asked for; what makes no sense is left out."""
        self.is_valid()
        given, tab, sort = self.cleaned_data, str(self.data.get("tab", "")), str(self.data.get("sort", ""))
        return Asked(
            Tab(tab) if tab in list(Tab) else Tab.MINE, given.get("q", "").replace("\0", ""), given.get("need", ""),
            sort if sort in SORTS else "",
        )  # fmt: skip


class AnswerForm(forms.Form):
    """What the company is answered, and how; with a next step where one is agreed."""

    how = forms.ChoiceField(
        label=_("How do you answer?"), widget=forms.RadioSelect, error_messages={"required": _("Choose how.")}
    )
    text = WordsField(
        label=_("Your answer, or what was said"), rows=7, max_length=10_000,
        help_text=_(
            "By e-mail it is sent as it stands, with a greeting above and your name below. No names of citizens."
        ),
        error_messages={"required": _("Write the answer, or what was said.")},
    )  # fmt: skip
    step = WordsField(
        label=_("Next step"), required=False, max_length=300, help_text=_("What you have promised to do for them.")
    )
    step_due = forms.DateField(label=_("By when?"), required=False, widget=DateInput)

    def __init__(self, *args: Any, has_email: bool, has_company: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(key, label) for key, label in _HOW.items() if has_email or key != Channel.MAIL]
        self.fields["how"].choices = choices  # type: ignore[attr-defined]
        self.fields["how"].initial = choices[0][0]
        if not has_company:
            del self.fields["step"], self.fields["step_due"]

    def clean(self) -> dict[str, Any]:
        """A step has a day."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        _both(self, given)
        return given


def _both(form: forms.Form, given: dict[str, Any]) -> None:
    if given.get("step") and not given.get("step_due") and "step_due" not in form.errors:
        form.add_error("step_due", _("Choose by when."))
    if given.get("step_due") and not given.get("step") and "step" not in form.errors:
        form.add_error("step", _("Write what is to be done."))


class PauseForm(forms.Form):
    """What we wait for, and what the company is asked."""

    reason = WordsField(
        label=_("What do we wait for?"), max_length=200, help_text=_("Stands beside the promise."),
        error_messages={"required": _("Write what we wait for.")},
    )  # fmt: skip
    question = WordsField(
        label=_("Question to the company"),
        required=False,
        rows=4,
        max_length=5_000,
        help_text=_(
            "Sent by e-mail now. Their reply ends the pause. Leave it empty where they have been asked already."
        ),
    )

    def __init__(self, *args: Any, has_email: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not has_email:
            del self.fields["question"]


class ClosingForm(forms.Form):
    """Why nothing more is to be done."""

    reason = WordsField(label=_("Why is it closed?"), required=False, max_length=200)

    def __init__(self, *args: Any, needs_reason: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reason"].required = needs_reason
        if needs_reason:
            self.fields["reason"].help_text = _("The company has had no answer.")
            self.fields["reason"].error_messages["required"] = _("Write why it is closed without an answer.")


class GivingForm(forms.Form):
    """Who has it from now on."""

    to = ColleagueField(label=_("Who takes over?"))

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """Which company it is from."""

    company = CompanyField(label=_("Company"))

    def __init__(self, *args: Any, person: Person, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["company"].looks(person)  # type: ignore[attr-defined]


class PhoneNoteForm(forms.Form):
    """A call, written down in a minute."""

    company = CompanyField(
        label=_("Company"), required=False, help_text=_("Write a few letters, the CVR number or the phone number."),
    )  # fmt: skip
    name = WordsField(label=_("Who called?"), max_length=120, error_messages={"required": _("Write who called.")})
    phone = PhoneField(label=_("Their telephone"), required=False)
    need = forms.ChoiceField(label=_("What is it about?"), choices=Need.choices, initial=Need.OTHER)
    text = WordsField(
        label=_("What do they want?"), rows=4, max_length=5_000, help_text=_("No names of citizens."),
        error_messages={"required": _("Write what they want.")},
    )  # fmt: skip
    answered = forms.BooleanField(label=_("They have been answered already"), required=False)
    step = WordsField(label=_("Next step"), required=False, max_length=300)
    step_due = forms.DateField(label=_("By when?"), required=False, widget=DateInput)
    unknown = forms.BooleanField(
        label=_("The company is not among those we know"), required=False,
        help_text=_("What is written under Company is kept as its name."),
    )  # fmt: skip
    field_order = ("company", "unknown", "name", "phone", "need", "text", "answered", "step", "step_due")

    def __init__(self, *args: Any, person: Person, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today
        self.fields["company"].looks(person)  # type: ignore[attr-defined]
        self.fields["company"].widget.attrs["autofocus"] = True

    def full_clean(self) -> None:
        """Where the company is said to be unknown, what was typed is its name, and is not looked for."""
        self.typed_company = str(self.data.get("company_text", "")).replace("\0", "").strip()[:200]
        shown = self.data
        if self.is_bound and shown.get("unknown"):
            self.data = {**{name: shown.get(name, "") for name in shown}, "company": "", "company_text": ""}
        super().full_clean()
        self.data = shown

    def clean(self) -> dict[str, Any]:
        """It is from somebody, and a step has a day and a company."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        _both(self, given)
        if given.get("unknown") and not self.typed_company:
            self.add_error("company", ValidationError(_("Write the company's name.")))
        if not given.get("unknown") and "company" not in self.errors and given.get("company") is None:
            self.add_error("company", ValidationError(_("Write the company's name or CVR number.")))
        if given.get("step") and given.get("company") is None and "company" not in self.errors:
            self.add_error("step", _("A next step needs a company that we know. Write it in the text instead."))
        return given
