"""An application step by step, and what is entered when it is sent and answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.funding.commands.documents import TAKEN
from samklang.funding.enums import ApplicationState
from samklang.funding.forms.schemes import LISTED
from samklang.funding.given import Award, CriterionGiven
from samklang.funding.models import Application, Criterion, Scheme
from samklang.planning.models import Programme
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField
from samklang.web.widgets import FileInput
from samklang.web.word_fields import WordsField

FILES = ",".join(f".{ending}" for ending in TAKEN)
"""What a file can be, as a browser asks for it."""


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Let a field be chosen from these; a single one is chosen already, and not asked about."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # it is a choice
    if len(choices) == 1 and form.fields[name].required:
        form.fields[name].widget = forms.HiddenInput()
        form.initial[name] = choices[0][0]


class ApplicationFilter(forms.Form):
    """What the list is narrowed by; whatever else is sent narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *ApplicationState.choices])

    def asked(self) -> tuple[str, str]:
        """Words and state."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip(), str(self.cleaned_data.get("state", ""))


class NewApplicationForm(forms.Form):
    """What it is for and where it goes."""

    scheme = forms.TypedChoiceField(label=_("Scheme"), coerce=int, error_messages=LISTED)
    programme = forms.TypedChoiceField(
        label=_("Programme"), required=False, coerce=int, empty_value=None, error_messages=LISTED,
        help_text=_("Its plan and method fill in what they can: staff, activities, time plan and budget."),
    )  # fmt: skip
    title = WordsField(
        label=_("Title of the project"), max_length=160, error_messages={"required": _("Give the project a title.")}
    )

    def __init__(self, data: Any, *, schemes: Sequence[Scheme], programmes: Sequence[Programme], chosen: str) -> None:
        super().__init__(data, initial={"scheme": chosen})
        self.schemes = {one.pk: one for one in schemes}
        self.programmes = {one.pk: one for one in programmes}
        offer(self, "scheme", [(pk, f"{one.name}, {one.jobcentre.name}") for pk, one in self.schemes.items()])
        offer(self, "programme", [("", _("None")), *((pk, one.title) for pk, one in self.programmes.items())])

    def clean(self) -> dict[str, Any]:
        """The programme is one of the same jobcentre's."""
        given = super().clean() or {}
        scheme, programme = self.schemes.get(given.get("scheme") or 0), self.programmes.get(given.get("programme") or 0)
        if scheme and programme and programme.jobcentre_id != scheme.jobcentre_id:
            self.add_error("programme", _("Choose a programme of the jobcentre."))
        return given


class StepForm(forms.Form):
    """One step; its fields are those of the application."""

    def __init__(self, data: Any, *, application: Application, **choices: Any) -> None:
        self.application = application
        super().__init__(data, initial={name: getattr(application, name) for name in self.base_fields})
        self.choose(**choices)

    def choose(self, **choices: Any) -> None:
        """Fill in what can be chosen."""

    def values(self) -> Mapping[str, Any]:
        """What was said; the form is in order."""
        return dict(self.cleaned_data)


class PurposeForm(StepForm):
    """What for and for whom."""

    title = WordsField(label=_("Title of the project"), max_length=160)
    purpose = WordsField(label=_("Purpose"), max_length=4000, rows=6, required=False)
    theme = WordsField(
        label=_("Theme"),
        max_length=200,
        required=False,
        help_text=_("One of the funder's themes, where there are any."),
    )
    target_group = WordsField(label=_("Who is to be trained"), max_length=2000, rows=3, required=False)
    staff = forms.IntegerField(
        label=_("How many are to be trained"), min_value=1, max_value=100_000, required=False,
        help_text=_("This is what you promise. Being behind it is an alarm later."),
    )  # fmt: skip


class WorkForm(StepForm):
    """What is done, how and when."""

    method = WordsField(label=_("Method and core elements"), max_length=6000, rows=6, required=False)
    activities = WordsField(label=_("Activities"), max_length=6000, rows=6, required=False)
    time_plan = WordsField(label=_("Time plan"), max_length=4000, rows=4, required=False)
    begins = DayField(label=_("The project begins"), required=False)
    ends = DayField(label=_("The project ends"), required=False)

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        given = super().clean() or {}
        if given.get("begins") and given.get("ends") and given["ends"] < given["begins"]:
            self.add_error("ends", _("The project ends before it begins."))
        return given


class TheoryForm(StepForm):
    """What leads to what, and how one will know."""

    theory = WordsField(
        label=_("Theory of change"), max_length=6000, rows=8, required=False,
        help_text=_("From the activity over what is learnt and used to what citizens and companies notice."),
    )  # fmt: skip
    evaluation = WordsField(label=_("How project and results are evaluated"), max_length=4000, rows=6, required=False)


class PartiesForm(StepForm):
    """Who is answerable, and where it is filed."""

    round = forms.TypedChoiceField(
        label=_("Round"), required=False, coerce=int, empty_value=None, error_messages=LISTED
    )
    grantee = WordsField(
        label=_("Answerable for the grant"), max_length=160, required=False,
        help_text=_("In a joint project: the one who sends the application."),
    )  # fmt: skip
    contact = forms.TypedChoiceField(
        label=_("Contact"), required=False, coerce=int, empty_value=None, error_messages=LISTED
    )
    signatory = forms.TypedChoiceField(
        label=_("Signs"), required=False, coerce=int, empty_value=None, error_messages=LISTED
    )
    partners = WordsField(label=_("Partners"), max_length=2000, rows=3, required=False)
    portal_number = WordsField(label=_("Number in the funder's portal"), max_length=60, required=False)
    case_reference = WordsField(label=_("Case number in our own filing"), max_length=60, required=False)

    def choose(self, **choices: Any) -> None:
        """The rounds of the scheme; and those who run grants, or stand there already."""
        self.rounds = {one.pk: one for one in self.application.scheme.rounds.all()}
        people: Sequence[Person] = choices["people"]
        there = [one for one in (self.application.contact, self.application.signatory) if one is not None]
        self.people = {one.pk: one for one in (*people, *there)}
        offer(self, "round", [("", _("Not decided")), *((pk, one.name) for pk, one in self.rounds.items())])
        for name in ("contact", "signatory"):
            offer(self, name, [("", _("Not decided")), *((pk, one.name) for pk, one in self.people.items())])
        for name in ("round", "contact", "signatory"):
            self.initial[name] = getattr(self.application, f"{name}_id")

    def values(self) -> Mapping[str, Any]:
        """With round and people themselves."""
        given = self.cleaned_data
        people = {name: self.people.get(given[name]) for name in ("contact", "signatory")}
        return {**given, **people, "round": self.rounds.get(given["round"])}


STEPS: Mapping[str, type[StepForm]] = {
    "purpose": PurposeForm, "work": WorkForm, "theory": TheoryForm, "parties": PartiesForm,
}  # fmt: skip
"""The steps that are one form, by their name in the address."""


class NumberWanted(forms.DecimalField):
    """A number with a comma or a point, and at most two decimals."""

    def __init__(self, **options: Any) -> None:
        wrong = _("Write a number, for example 2,5.")
        messages = dict.fromkeys(("invalid", "max_digits", "max_decimal_places", "max_whole_digits", "required"), wrong)
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            max_digits=14, decimal_places=2, error_messages=messages, localize=True, widget=widget, **options
        )


class CriterionForm(forms.Form):
    """How one will know whether it worked."""

    indicator = WordsField(label=_("Indicator"), max_length=300, help_text=_("What is counted, in plain words."))
    metric = forms.ChoiceField(
        label=_("From the catalogue of figures"), required=False, error_messages=LISTED,
        help_text=_("Choose the figure that Samklang counts, where there is one."),
    )  # fmt: skip
    unit = WordsField(label=_("Unit"), max_length=60, required=False)
    baseline = NumberWanted(label=_("Where it stands now"), required=False)
    target = NumberWanted(label=_("Where it is to be"))
    method = WordsField(label=_("How it is measured"), max_length=500, rows=2, required=False)
    due_on = DayField(label=_("By"))

    def __init__(self, data: Any, *, metrics: Sequence[tuple[str, str]], criterion: Criterion | None = None) -> None:
        initial = {name: getattr(criterion, name) for name in self.base_fields} if criterion else {}
        super().__init__(data, initial=initial)
        offer(self, "metric", [("", _("None of them")), *metrics])

    def given(self) -> CriterionGiven:
        """What was written."""
        return CriterionGiven(**self.cleaned_data)


class SendingForm(forms.Form):
    """What is known when it has been sent in the funder's portal."""

    portal_number = WordsField(label=_("Number in the funder's portal"), max_length=60, required=False)


class AwardForm(forms.Form):
    """What the letter of award says."""

    case_number = WordsField(label=_("The funder's case number"), max_length=60)
    awarded_ore = KronerField(label=_("Granted (kr.)"))
    awarded_on = DayField(label=_("Date of the letter"))
    begins = DayField(label=_("The grant runs from"))
    ends = DayField(label=_("The grant runs until"))
    promised_staff = forms.IntegerField(
        label=_("How many are to be trained"), min_value=0, max_value=100_000, required=False
    )
    answer = WordsField(label=_("What else the letter says"), max_length=500, rows=3, required=False)
    letter = forms.FileField(
        label=_("The letter of award"), widget=FileInput(accept=FILES, most_megabytes=10), required=False
    )

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        given = super().clean() or {}
        if given.get("begins") and given.get("ends") and given["ends"] < given["begins"]:
            self.add_error("ends", _("The grant ends before it begins."))
        return given

    def award(self) -> Award:
        """What was written."""
        given = self.cleaned_data
        return Award(**{name: given[name] for name in Award.__dataclass_fields__})


class RefusalForm(forms.Form):
    """The funder said no."""

    day = DayField(label=_("Date of the letter"))
    answer = WordsField(label=_("What the letter says"), max_length=500, rows=3, required=False)


class AttachmentForm(forms.Form):
    """A file and what it is."""

    what = WordsField(label=_("What it is"), max_length=120)
    file = forms.FileField(label=_("File"), widget=FileInput(accept=FILES, most_megabytes=10))
