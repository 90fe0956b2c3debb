"""What one believes of a case, and what came of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from samklang.access.case_reference import MOST, fault_of
from samklang.citizens import content
from samklang.citizens.enums import Outcome
from samklang.citizens.rules.beliefs import STEPS
from samklang.core.words import written
from samklang.web.language import current_language


class CaseField(forms.CharField):
    """The number of a case as the case system has it. Only a scrambled mark of it is kept."""

    def __init__(self, **options: Any) -> None:
        given: dict[str, Any] = {
            "label": _("Number of the case"), "max_length": MOST,
            "help_text": _("As it stands in the case system. Samklang keeps only a scrambled mark of it, which tells"
                           " nobody who it is about."),
            "widget": forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        }  # fmt: skip
        super().__init__(**{**given, **options})

    def clean(self, value: Any) -> str:
        """Without spaces around it. Raises ValidationError where it is no number of a case."""
        reference = str(super().clean(value))
        fault = fault_of(reference)
        if fault is not None:
            raise ValidationError(written(fault, current_language()), code="no_case")
        return reference

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown again: nothing that may name somebody."""
        shown = super().bound_data(data, initial)
        return shown if isinstance(shown, str) and fault_of(shown.strip()) is None else ""


class BeliefForm(forms.Form):
    """One case and one number, in words."""

    reference = CaseField()
    percent = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the answers shown.")),
    )  # fmt: skip

    def __init__(self, *args: Any, months: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language, words = current_language(), content.belief_words()
        period = words.periods[months].worded(language)
        self.fields["percent"].label = words.question.worded(language).replace("{period}", period)
        said = {one.key: one.words.worded(language) for one in words.answers}
        self.fields["percent"].choices = [  # type: ignore[attr-defined]  # it is a choice
            (step, f"{step} % – {said[str(step)]}" if str(step) in said else f"{step} %") for step in STEPS
        ]


class FindBeliefForm(forms.Form):
    """The case again: the log does not know it."""

    reference = CaseField()


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), widget=forms.RadioSelect,
        choices=[
            (Outcome.YES, _("Came into work or education, some hours a week included")),
            (Outcome.NO, _("Did not come into work or education")),
            (Outcome.UNKNOWN, _("Cannot be known any more")),
        ],
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of the answers shown.")),
    )  # fmt: skip
