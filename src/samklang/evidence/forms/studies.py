"""A study step by step: its question, what is counted, what matters, who is trained when, what is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Place
from samklang.core.metric import Metric
from samklang.core.words import render, say
from samklang.evidence.enums import Chosen, Kind, Steps, StudyState, Unit, UnitKind
from samklang.evidence.forms.study_fields import CountField, NumberField
from samklang.evidence.models import Study
from samklang.evidence.queries.catalogue import catalogue
from samklang.evidence.rules.studies import FEWEST_WAVES, FIRST_WAVE, MOST_PERIODS, MOST_WAVES, rollout_fits
from samklang.evidence.study_periods import begins
from samklang.planning.models import Programme
from samklang.web.days import DayField
from samklang.web.language import current_language
from samklang.web.word_fields import WordsField

UNITS = [
    (one.value, one.label) for one in (Unit.PERCENTAGE_POINTS, Unit.POINTS, Unit.DAYS, Unit.KRONER)
]  # fmt: skip
"""In which an answer can be told in words."""
_LISTED = {"required": _("Choose from the list."), "invalid_choice": _("Choose from the list.")}
_BETTER, _WORSE = "more", "less"


class StudyFilter(forms.Form):
    """What the list is narrowed by; whatever else is sent narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=forms.TextInput({"type": "search"}))
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *StudyState.choices])

    def asked(self) -> tuple[str, str]:
        """Words and state."""
        self.is_valid()
        return str(self.cleaned_data.get("q", "")).strip(), str(self.cleaned_data.get("state", ""))


class StepForm(forms.Form):
    """One step; `values` are fields of the study."""

    def __init__(self, data: Any, *, study: Study, **options: Any) -> None:
        self.study = study
        super().__init__(data, initial=self.initial_of(study), **options)

    def initial_of(self, study: Study) -> dict[str, Any]:
        """What has been said already."""
        return {name: getattr(study, name, None) for name in self.base_fields}

    def values(self) -> Mapping[str, Any]:
        """What was said; the form is in order."""
        return dict(self.cleaned_data)


class QuestionForm(StepForm):
    """What one wants to know, and of which programme."""

    title = WordsField(
        label=_("Name of the study"), max_length=120, help_text=_("As it stands in lists. Name nobody."),
        error_messages={"required": _("Give the study a name.")},
    )  # fmt: skip
    question = WordsField(
        label=_("What do you want to know?"), rows=3, max_length=400,
        help_text=_("One question, as such: do more citizens get work when their counsellor has been on the course?"),
        error_messages={"required": _("Write the question.")},
    )  # fmt: skip
    programme = forms.TypedChoiceField(
        label=_("Programme"), required=False, coerce=int, empty_value=None, error_messages=_LISTED,
        help_text=_("Its planner can be handed the order of training, and its attendance tells who was trained when."),
    )  # fmt: skip

    def __init__(self, data: Any, *, study: Study, programmes: Sequence[Programme], **options: Any) -> None:
        super().__init__(data, study=study, **options)
        self.programmes = {one.pk: one for one in programmes}
        choices = [("", _("None")), *((pk, one.title) for pk, one in self.programmes.items())]
        self.fields["programme"].choices = choices  # type: ignore[attr-defined]  # it is a choice
        self.initial["programme"] = study.programme_id

    def values(self) -> Mapping[str, Any]:
        """With the programme itself."""
        given = self.cleaned_data
        return {
            "title": " ".join(given["title"].split()), "question": given["question"].strip(),
            "programme": self.programmes.get(given["programme"]),
        }  # fmt: skip


class NewStudyForm(QuestionForm):
    """The first step, with the jobcentre where there are several."""

    jobcentre = forms.TypedChoiceField(label=_("Jobcentre"), coerce=int, error_messages=_LISTED)
    field_order = ["jobcentre", "title", "question", "programme"]

    def __init__(self, data: Any, *, jobcentres: Sequence[Place], programmes: Sequence[Programme]) -> None:
        super().__init__(data, study=Study(), programmes=programmes)
        self.jobcentres = {one.pk: one for one in jobcentres}
        self.fields["jobcentre"].choices = [(pk, one.name) for pk, one in self.jobcentres.items()]  # type: ignore[attr-defined]  # it is a choice
        if len(self.jobcentres) == 1:
            self.fields["jobcentre"].widget = forms.HiddenInput()
            self.fields["jobcentre"].initial = next(iter(self.jobcentres))
            self.initial["jobcentre"] = next(iter(self.jobcentres))

    def clean(self) -> dict[str, Any]:
        """The programme is one of the jobcentre's."""
        given = super().clean() or {}
        programme = self.programmes.get(given.get("programme") or 0)
        if programme is not None and programme.jobcentre_id != given.get("jobcentre"):
            self.add_error("programme", _("Choose a programme of the jobcentre."))
        return given


class OutcomeForm(StepForm):
    """The one thing that is counted."""

    metric = forms.ChoiceField(
        label=_("From the catalogue of figures"), required=False, error_messages=_LISTED,
        help_text=_("Choose one to have its words below, or describe your own."),
    )  # fmt: skip
    outcome = WordsField(
        label=_("What is counted"), required=False, max_length=120,
        help_text=_("As people will read it, such as: in work after 26 weeks."),
    )  # fmt: skip
    definition = WordsField(
        label=_("How it is counted"), rows=4, required=False, max_length=1000,
        help_text=_("What counts, of whom, and which system it is fetched from: so that others would get the same."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("The outcome of one case is"), choices=Kind.choices, widget=forms.RadioSelect, error_messages=_LISTED
    )
    unit = forms.ChoiceField(
        label=_("An effect is told in"), choices=UNITS, error_messages=_LISTED,
        help_text=_("For yes or no it is percentage points."),
    )  # fmt: skip
    better = forms.ChoiceField(
        label=_("What is better?"), choices=[(_BETTER, _("More of it")), (_WORSE, _("Less of it"))],
        widget=forms.RadioSelect, error_messages=_LISTED,
    )  # fmt: skip
    fieldsets: Sequence[tuple[Any, Sequence[str]]] = [
        (_("What is counted"), ["metric", "outcome", "definition"]),
        (_("How it is told"), ["kind", "unit", "better"]),
    ]

    def __init__(self, data: Any, *, study: Study) -> None:
        super().__init__(data, study=study)
        language = current_language()
        figures = [(one.key, render(one.label, language)) for one in catalogue() if one.area != "evidence"]
        self.fields["metric"].choices = [("", _("Our own words")), *figures]  # type: ignore[attr-defined]  # it is a choice
        self.initial["better"] = _BETTER if study.higher_is_better else _WORSE

    def clean(self) -> dict[str, Any]:
        """Words are there, and the unit fits what is counted."""
        given = super().clean() or {}
        metric = next((one for one in catalogue() if one.key and one.key == given.get("metric")), None)
        if metric is not None:
            language = current_language()
            given["outcome"] = given.get("outcome") or render(metric.label, language)[:120]
            given["definition"] = given.get("definition") or _definition(metric, language)
        elif not given.get("outcome"):
            self.add_error("outcome", _("Write what is counted, or choose a figure above."))
        if not given.get("definition") and metric is None:
            self.add_error("definition", _("Write how it is counted: what counts, of whom, and where it is fetched."))
        if given.get("kind") == Kind.SHARE:
            given["unit"] = Unit.PERCENTAGE_POINTS.value
        elif given.get("kind") == Kind.MEAN and given.get("unit") == Unit.PERCENTAGE_POINTS:
            self.add_error("unit", _("A mean is told in points, days or kroner. Choose one of these."))
        return given

    def values(self) -> Mapping[str, Any]:
        """Fields of the study."""
        given = dict(self.cleaned_data)
        given["higher_is_better"] = given.pop("better") == _BETTER
        return given


def _definition(metric: Metric, language: str) -> str:
    """The figure's own words: numerator, denominator, source."""
    parts = [say("Numerator: {words}", words=metric.numerator)]
    if metric.denominator is not None:
        parts.append(say("Denominator: {words}", words=metric.denominator))
    parts.append(say("Source: {words}", words=metric.source))
    return "\n".join(render(one, language) for one in parts)[:1000]


class RelevanceForm(StepForm):
    """The smallest effect that matters, and why."""

    smallest_relevant = NumberField(label=_("The smallest effect that matters"))
    smallest_why = WordsField(
        label=_("Why does so much matter?"), required=False, rows=2, max_length=300,
        help_text=_("Such as: it would pay for the course within two years."),
    )  # fmt: skip

    def __init__(self, data: Any, *, study: Study) -> None:
        super().__init__(data, study=study)
        share = study.kind == Kind.SHARE
        field = NumberField(
            label=_("The smallest effect that matters, in %(unit)s") % {"unit": str(study.get_unit_display()).lower()},
            in_hundredths=share, most=100 if share else 10**9,
            help_text=_(
                "Whatever is smaller would change nothing you do. Decide it now: once figures are seen, it is too late."
            ),
        )  # fmt: skip
        self.fields["smallest_relevant"] = field


class RolloutForm(StepForm):
    """Whom training reaches, in which order, and in which periods."""

    unit_kind = forms.ChoiceField(
        label=_("Training reaches"), choices=UnitKind.choices, widget=forms.RadioSelect, error_messages=_LISTED,
        help_text=_("Teams where a whole team is trained together; otherwise members of staff: they are more units."),
    )  # fmt: skip
    chosen = forms.ChoiceField(
        label=_("Who is trained first is decided"), choices=Chosen.choices, widget=forms.RadioSelect,
        error_messages=_LISTED,
        help_text=_("By lot is best: the order is needed anyway, and it can be worth two or three times the data."),
    )  # fmt: skip
    steps = forms.ChoiceField(
        label=_("A period is"), choices=Steps.choices, widget=forms.RadioSelect, error_messages=_LISTED
    )
    first_day = DayField(label=_("First period"), help_text=_("Any day in it."))
    periods = CountField(3, MOST_PERIODS, label=_("How many periods"), help_text=_("Those before training included."))
    first_wave = CountField(
        FIRST_WAVE, MOST_PERIODS, label=_("Number of the period in which the first are trained"),
        help_text=_("What comes before is compared with. Four or more periods before are good."),
    )  # fmt: skip
    waves = CountField(FEWEST_WAVES, MOST_WAVES, label=_("How many waves of training"))
    apart = CountField(
        1, MOST_PERIODS, label=_("Periods from one wave to the next"),
        help_text=_("The last wave can wait until the study is over."),
    )  # fmt: skip
    fieldsets: Sequence[tuple[Any, Sequence[str]]] = [
        (_("Whom and how"), ["unit_kind", "chosen"]),
        (_("When"), ["steps", "first_day", "periods", "first_wave", "waves", "apart"]),
    ]

    def clean(self) -> dict[str, Any]:
        """Waves and periods go together; the first day is a period's first."""
        given = super().clean() or {}
        if given.get("first_day") and given.get("steps"):
            given["first_day"] = begins(given["first_day"], given["steps"])
        numbers = [given.get(name) for name in ("periods", "first_wave", "waves", "apart")]
        if all(isinstance(one, int) for one in numbers) and (wrong := rollout_fits(*numbers)):  # type: ignore[arg-type]  # they are whole numbers
            self.add_error(None, render(wrong, current_language()))
        return given


class ExpectedForm(StepForm):
    """What is expected without training: it decides what can be seen, and nothing else."""

    cases = CountField(
        1, 1_000_000, label=_("Cases for each unit in each period"),
        help_text=_("About how many citizens or companies each team or member of staff has there."),
    )  # fmt: skip
    level = NumberField(
        label=_("Share without training, in per cent"), in_hundredths=True, most=99.9,
        help_text=_("Where it lies today is a good guess."),
    )  # fmt: skip
    deviation = NumberField(
        label=_("How far cases differ (standard deviation)"),
        help_text=_("In the outcome's unit. A spreadsheet gives it for last year's cases."),
    )  # fmt: skip
    between = NumberField(
        label=_("How far units differ (standard deviation)"), required=False,
        help_text=_(
            "In the outcome's unit; for a share in percentage points. Leave it blank if nobody knows: something usual "
            "is reckoned with."
        ),
    )  # fmt: skip

    def __init__(self, data: Any, *, study: Study) -> None:
        super().__init__(data, study=study)
        share = study.kind == Kind.SHARE
        del self.fields["deviation" if share else "level"]
        field = self.fields["between"]
        if isinstance(field, NumberField):
            field.in_hundredths, field.most = share, 50 if share else 10**9
        self.initial["between"] = study.between or None

    def values(self) -> Mapping[str, Any]:
        """Fields of the study; what is not asked of this kind of outcome is none."""
        given = {"level": None, "deviation": None, **self.cleaned_data}
        return {**given, "between": given["between"] or 0.0}


STEPS: Mapping[str, type[StepForm]] = {
    "question": QuestionForm, "outcome": OutcomeForm, "relevance": RelevanceForm, "rollout": RolloutForm,
    "expected": ExpectedForm,
}  # fmt: skip
"""In the order they are asked."""
