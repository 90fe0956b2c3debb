"""How a course is run."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.words import Value, say, written
from samklang.delivery.frameworks import competence_names, framework_names
from samklang.delivery.models import Course
from samklang.web.language import current_language

TIMES = ("morning_begins", "morning_ends", "afternoon_begins", "afternoon_ends")
PLAIN = (
    "framework", *TIMES, "contact", "needs_approval", "offer_hours", "quiet_from", "quiet_to", "pass_mark",
    "evaluate_each", "later_weeks",
)  # fmt: skip
"""The settings that are one field each."""


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": _("Write a time, such as 08:30."), "invalid": _("Write a time, such as 08:30.")},
    )  # fmt: skip


def _number(label: Any, least: int, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages={"required": _("Write a whole number.")}, **options
    )


class SettingsForm(forms.Form):
    """Everything that can be chosen about how one course is run."""

    framework = forms.ChoiceField(
        label=_("What it teaches"), required=False,
        help_text=_("Tasks, questions and follow-ups belong to it. Change it, and choose anew what modules train."),
    )  # fmt: skip
    morning_begins, morning_ends = _time(_("Mornings begin")), _time(_("Mornings end"))
    afternoon_begins, afternoon_ends = _time(_("Afternoons begin")), _time(_("Afternoons end"))
    contact = forms.CharField(
        label=_("Whom to ask"), required=False, max_length=200,
        help_text=_("Stands in letters: a name with a telephone number or an address."),
    )  # fmt: skip
    needs_approval = forms.BooleanField(
        label=_("A manager approves each seat that is not in the plan from the start"), required=False
    )
    offer_hours = _number(_("Hours an offer of a seat stands"), 1, 336, help_text=_("By the clock, working days only."))
    quiet_from, quiet_to = _time(_("No mail from")), _time(_("No mail until"))
    pass_mark = _number(_("Per cent right to pass the knowledge check"), 1, 100)
    evaluate_each = forms.BooleanField(label=_("Ask after each session, and not only after the last"), required=False)
    later_weeks = _number(
        _("Weeks until everybody is asked what they use"), 4, 52, help_text=_("Two to four months are usual.")
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        initial: dict[str, Any] = {name: getattr(course, name) for name in PLAIN}
        self.course, self.modules = course, list(course.modules)
        initial |= {f"module_{place}": one["competences"] for place, one in enumerate(self.modules)}
        super().__init__(*args, **{**kwargs, "initial": initial})
        language = current_language()
        known = [(key, one.worded(language)) for key, one in framework_names().items()]
        field = self.fields["framework"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("None of Samklang's frameworks")), *known]
        choices = [(key, one.worded(language)) for key, one in competence_names(course.framework).items()]
        for place, module in enumerate(self.modules if choices else ()):
            self.fields[f"module_{place}"] = forms.MultipleChoiceField(
                label=module["name"], required=False, choices=choices, widget=forms.CheckboxSelectMultiple
            )
        trains = [f"module_{place}" for place in range(len(self.modules))] if choices else []
        self.fieldsets = [
            (_("The course"), ["framework"]),
            *([(_("What each module trains; where nothing is chosen, they take the competences in turn"), trains)]
              if trains else []),
            (_("Times of day"), list(TIMES)),
            (_("Seats and mail"), ["contact", "needs_approval", "offer_hours", "quiet_from", "quiet_to"]),
            (_("Knowledge and evaluation"), ["pass_mark", "evaluate_each", "later_weeks"]),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The day goes forward."""
        given = super().clean() or {}
        times = [given.get(name) for name in TIMES]
        known = [one for one in times if one is not None]
        if len(known) == len(TIMES) and not (known[0] < known[1] <= known[2] < known[3]):
            fault: Value = say("Let the morning end before the afternoon begins, and each begin before it ends.")
            self.add_error("morning_begins", written(fault, current_language()))
        return given

    def settings(self) -> dict[str, Any]:
        """What a command takes: the plain settings, and modules with what they train."""
        given = {name: self.cleaned_data[name] for name in PLAIN}
        kept = given["framework"] == self.course.framework
        modules = [
            {**one, "competences": self.cleaned_data.get(f"module_{place}", []) if kept else []}
            for place, one in enumerate(self.modules)
        ]
        return {**given, "modules": modules}
