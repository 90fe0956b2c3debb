"""The name of a plan, and steps taken on it by hand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.calendar import Half
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.problem import Problem
from samklang.planning.adjusting import Step, person_step, session_step
from samklang.planning.forms.fields import HALVES
from samklang.planning.forms.parts import offer
from samklang.web.days import DayField


class NameForm(forms.Form):
    """What a plan is called among the others."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False, help_text=_("Such as: four cohorts."))
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For those who choose between the plans. No names of people."),
    )  # fmt: skip


class MovePersonForm(forms.Form):
    """Somebody goes to another cohort."""

    person = forms.ChoiceField(label=_("Who"))
    to_cohort = forms.ChoiceField(label=_("To"))

    def __init__(self, data: Any = None, *, problem: Problem, plan: Plan, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        teams = {team.id: team.name for team in problem.teams}
        known = {seat.person: seat.cohort for seat in plan.seats} | {one.person: 0 for one in plan.untrained}
        people = [
            (one.id, f"{one.name}, {teams[one.team]} · {_seat(known[one.id])}")
            for one in problem.people
            if one.id in known
        ]
        offer(self, "person", [("", _("Choose")), *people])
        cohorts = [(str(number), _("Cohort %(number)s") % {"number": number}) for number in plan.cohort_numbers()]
        offer(self, "to_cohort", [*cohorts, ("0", _("No seat"))])

    def step(self) -> Step:
        """The step typed."""
        return person_step(self.cleaned_data["person"], int(self.cleaned_data["to_cohort"]) or None)


def _seat(cohort: int) -> Any:
    return _("cohort %(number)s") % {"number": cohort} if cohort else _("no seat")


class MoveSessionForm(forms.Form):
    """A session at another time, with another trainer or in another room."""

    date = DayField(label=_("Date"))
    half = forms.ChoiceField(label=_("Begins in the"), choices=HALVES)
    trainer = forms.ChoiceField(label=_("Trainer"))
    room = forms.ChoiceField(label=_("Room"))

    def __init__(self, data: Any = None, *, problem: Problem, session: Session) -> None:
        now = {"date": session.date, "half": session.half.value, "trainer": session.trainer, "room": session.room}
        super().__init__(data, initial=now)
        self.session = session
        offer(self, "trainer", [(one.id, one.name) for one in problem.trainers])
        offer(self, "room", [(one.id, one.name) for one in problem.rooms])

    def step(self) -> Step:
        """The step typed."""
        typed = self.cleaned_data
        return session_step(
            self.session.cohort, self.session.module, day=typed["date"], half=Half(typed["half"]),
            trainer=typed["trainer"], room=typed["room"],
        )  # fmt: skip
