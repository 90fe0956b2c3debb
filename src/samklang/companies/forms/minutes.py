"""What was said and agreed, what happens next, and to whom at the company it is sent."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.companies.commands.minutes import Minutes, Step
from samklang.companies.forms.fields import ColleagueField, SomeOfThem
from samklang.companies.models import CompanyContact
from samklang.web.widgets import DateInput
from samklang.web.word_fields import WordsField

STEP, NONE = "step", "none"


class MinutesForm(forms.Form):
    """Minutes with a next step, or an explicit none. has_steps: whether one is agreed already; sent: to the company."""

    text = WordsField(
        label=_("What you talked about"), rows=8, max_length=10_000,
        help_text=_("A few lines are enough. About the work, not about anybody's illness or life."),
        error_messages={"required": _("Write in a few lines what you talked about.")},
    )  # fmt: skip
    agreements = WordsField(
        label=_("Agreements"), rows=3, required=False, max_length=3000,
        help_text=_("One on each line. Each stands on the company's timeline."),
    )  # fmt: skip
    next = forms.ChoiceField(
        label=_("What happens now?"), widget=forms.RadioSelect,
        choices=[(STEP, _("A next step")), (NONE, _("Nothing more"))],
        error_messages={"required": _("Choose a next step, or nothing more and the reason why.")},
    )  # fmt: skip
    what = WordsField(label=_("The next step"), required=False, max_length=300)
    owner = ColleagueField(label=_("Who does it"), required=False)
    due = forms.DateField(label=_("By when"), widget=DateInput, required=False,
                          error_messages={"invalid": _("Write a date, such as 31-12-2026.")})  # fmt: skip
    no_step_because = WordsField(label=_("Why nothing more"), required=False, max_length=300)
    send = forms.BooleanField(label=_("Send it to the company; I see the mail first"), required=False)

    def __init__(self, *args: Any, colleagues: QuerySet[Person], has_steps: bool, sent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        if isinstance(owner, forms.ModelChoiceField):
            owner.queryset = colleagues
        if sent:
            del self.fields["send"]
        if has_steps:
            next_ = self.fields["next"]
            next_.required = False
            if isinstance(next_, forms.ChoiceField):
                next_.choices = [(STEP, _("One more step"))]
            del self.fields["no_step_because"]

    def clean(self) -> dict[str, Any]:
        """A step has what, who and when; none has a reason."""
        given = super().clean() or {}
        if given.get("next") == STEP:
            for name, fault in (
                ("what", _("Write what is to be done.")), ("owner", _("Choose who.")), ("due", _("Choose a day.")),
            ):  # fmt: skip
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, fault)
        if given.get("next") == NONE and not given.get("no_step_because") and "no_step_because" not in self.errors:
            self.add_error("no_step_because", _("Write why, so that colleagues know it was meant."))
        return given

    def minutes(self) -> Minutes:
        """What a command takes."""
        given = self.cleaned_data
        step = Step(given["what"], given["owner"], given["due"]) if given.get("next") == STEP else None
        because = given.get("no_step_because", "") if given.get("next") == NONE else ""
        text = given["text"].replace("\r\n", "\n")
        return Minutes(text, given["agreements"].splitlines(), step, because)


class _ReceiversField(SomeOfThem):
    """Each with the address that is written to."""

    def label_from_instance(self, obj: Any) -> str:
        """The name and the address."""
        return f"{obj.name}, {obj.email}"


class SendingForm(forms.Form):
    """To whom, and what."""

    to = _ReceiversField(
        CompanyContact.objects.none(), label=_("To"),
        error_messages={
            "required": _("Choose somebody to send it to."),
            "invalid_choice": _("Choose some of the people on the list."),
        },
    )  # fmt: skip
    text = WordsField(
        label=_("What you talked about"), rows=8, max_length=10_000,
        help_text=_("Take out what is only for us. Agreements and next steps are put in below it."),
        error_messages={"required": _("Write in a few lines what you talked about.")},
    )  # fmt: skip

    def __init__(self, *args: Any, receivers: QuerySet[CompanyContact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        if isinstance(to, forms.ModelMultipleChoiceField):
            to.queryset = receivers
