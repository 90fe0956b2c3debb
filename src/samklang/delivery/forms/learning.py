"""What is typed about tasks, tries, peers and evaluations."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.core.words import say, written
from samklang.delivery.learning_content import Evaluation
from samklang.delivery.models import Assignment
from samklang.web.language import current_language

_LONGEST = 1000
TRIES = 3


class TaskForm(forms.Form):
    """What one wants to bring along, in one's own words."""

    text = forms.CharField(
        label=_("Your own notes"), required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only you can read them. Do not write the names of citizens."),
    )  # fmt: skip


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself takes no arguments here
    """One of some people, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class PeerForm(forms.Form):
    """With whom."""

    peer = PersonField(
        Person.objects.none(), label=_("Your peer"), required=False, empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("Choose one of the colleagues on the list.")},
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["peer"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = colleagues


class TriesForm(forms.Form):
    """What was tried, how often, and three short answers: a minute, on a phone."""

    choice = forms.TypedChoiceField(
        label=_("What I try"), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip
    tries = forms.TypedMultipleChoiceField(
        label=_("Tried"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("1", _("The first time")), ("2", _("The second time")), ("3", _("The third time"))],
    )  # fmt: skip

    def __init__(self, *args: Any, attempt: Assignment, thought: Assignment | None, **kwargs: Any) -> None:
        kept = attempt.answer
        answers = list(thought.answer.get("answers", [])) if thought else []
        initial = {"choice": kept.get("choice"), "tries": kept.get("tries", [])}
        initial |= {f"answer_{place}": text for place, text in enumerate(answers)}
        super().__init__(*args, **{**kwargs, "initial": initial})
        language = current_language()
        field = self.fields["choice"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [(place, one.worded(language)) for place, one in enumerate(attempt.worded())]
        self.questions = len(thought.texts) if thought else 0
        for place, text in enumerate(thought.worded() if thought else ()):
            self.fields[f"answer_{place}"] = forms.CharField(
                label=text.worded(language), required=False, max_length=300,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def answers(self) -> list[str]:
        """What was answered, in order."""
        return [self.cleaned_data.get(f"answer_{place}", "") for place in range(self.questions)]


_AGREE = [("1", _("1 – disagree")), ("2", "2"), ("3", "3"), ("4", "4"), ("5", _("5 – agree"))]


class EvaluationForm(forms.Form):
    """Statements answered from 1 to 5, and open questions; each may be left out."""

    def __init__(self, *args: Any, questions: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        self.questions = questions
        for one in questions.statements:
            self.fields[f"score_{one.key}"] = forms.TypedChoiceField(
                label=one.text.worded(language), choices=_AGREE, coerce=int, required=False, empty_value=None,
                widget=forms.RadioSelect, error_messages={"invalid_choice": _("Choose from 1 to 5.")},
            )  # fmt: skip
        for one in questions.open:
            self.fields[f"words_{one.key}"] = forms.CharField(
                label=one.text.worded(language), required=False, max_length=_LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}), help_text=written(say("Name nobody."), language),
            )  # fmt: skip

    def scores(self) -> Mapping[str, int]:
        """What was chosen, by the statement's key."""
        given = {one.key: self.cleaned_data.get(f"score_{one.key}") for one in self.questions.statements}
        return {key: value for key, value in given.items() if value is not None}

    def words(self) -> Mapping[str, str]:
        """What was written, by the question's key."""
        return {one.key: self.cleaned_data.get(f"words_{one.key}", "") for one in self.questions.open}


class QuestionForm(forms.Form):
    """One question of a knowledge check."""

    def __init__(self, *args: Any, options: Sequence[str], several: bool, chosen: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(place), text) for place, text in enumerate(options)]
        label = _("Choose all that fit") if several else _("Choose one")
        # It is asked for, but one can go on without: what is sent may be nothing.
        required = not self.is_bound
        if several:
            self.fields["chosen"] = forms.TypedMultipleChoiceField(
                label=label, coerce=int, choices=choices, required=required, initial=list(chosen),
                widget=forms.CheckboxSelectMultiple,
            )  # fmt: skip
        else:
            self.fields["chosen"] = forms.TypedChoiceField(
                label=label, coerce=int, choices=choices, required=required, empty_value=None,
                initial=chosen[0] if chosen else None, widget=forms.RadioSelect,
            )  # fmt: skip

    def chosen(self) -> list[int]:
        """The places of what was chosen."""
        given = self.cleaned_data["chosen"]
        if isinstance(given, list):
            return given
        return [] if given is None else [given]
