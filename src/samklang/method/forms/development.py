"""What is typed in a development plan."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.method.commands.development import GoalText
from samklang.method.enums import GoalState
from samklang.method.forms.talk_words import TalkWords
from samklang.method.models import DevelopmentPlan, Goal
from samklang.method.queries.development import Proposal
from samklang.web.days import DayField

WAYS = (
    _("Try it in my next conversations or meetings, and write down what happened"),
    _("Spar with a colleague who sits in"),
    _("Sit in with a colleague who does it well"),
    _("Practise with a case or a role-play"),
    _("A course or a module"),
    _("Guidance from who leads me"),
)
"""How something can be learned, in words that are written into the plan as they stand; own words can be written too."""
OWN_WORDS = "own"
FEW = 3
"""So many goals are ticked beforehand: those where most is lacking. Nobody learns everything in a year."""


class NewPlanForm(forms.Form):
    """The day of the talk, and which of the proposed goals to begin with."""

    talk_day = DayField(label=_("Day of the talk"))
    goals = forms.MultipleChoiceField(
        label=_("Goals to begin with"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Where something is lacking, as others see it. A few are enough; the words can be changed."),
        error_messages={"invalid_choice": _("The gaps have changed since you opened the page. Choose again.")},
    )  # fmt: skip

    def __init__(self, data: Any, *, proposals: Sequence[Proposal]) -> None:
        widest = sorted(proposals, key=lambda one: -(one.line.gap or 0))[:FEW]
        super().__init__(data, initial={"goals": [one.key for one in widest]})
        self.proposals = proposals
        goals = self.fields["goals"]
        if isinstance(goals, forms.MultipleChoiceField):
            goals.choices = [(one.key, one.what) for one in proposals]
        if not proposals:
            del self.fields["goals"]

    def texts(self) -> list[GoalText]:
        """The goals chosen, in the order of the framework."""
        chosen = self.cleaned_data.get("goals", [])
        return [
            GoalText(one.what, framework_key=one.framework_key, indicator_key=one.line.indicator.key)
            for one in self.proposals
            if one.key in chosen
        ]


class PlanForm(forms.Form):
    """The day, and what the two will remember."""

    talk_day = DayField(label=_("Day of the talk"))
    remarks = TalkWords(
        label=_("Remarks"), most=1000, rows=5, required=False,
        help_text=_("What you will remember from the talk. Nothing about health, and no names of citizens."),
    )  # fmt: skip

    def __init__(self, data: Any, *, plan: DevelopmentPlan) -> None:
        super().__init__(data, initial={"talk_day": plan.talk_day, "remarks": plan.remarks})


class GoalForm(forms.Form):
    """What to learn, how, and by when."""

    what = TalkWords(
        label=_("What do you want to be able to do?"), most=300, rows=3,
        error_messages={"required": _("Write what is to be learned.")},
    )  # fmt: skip
    way = forms.ChoiceField(label=_("How?"), required=False, widget=forms.RadioSelect)
    own_way = TalkWords(label=_("In your own words"), most=300, rows=1, required=False)
    by_day = DayField(label=_("By when?"), required=False)

    def __init__(self, data: Any, *, goal: Goal | None = None) -> None:
        ways = [str(one) for one in WAYS]
        how = goal.how if goal else ""
        way_now = how if how in ways else OWN_WORDS if how else ""
        initial: dict[str, Any] = {"way": way_now, "own_way": "" if how in ways else how}
        if goal is not None:
            initial |= {"what": goal.what, "by_day": goal.by_day}
        super().__init__(data, initial=initial)
        way = self.fields["way"]
        if isinstance(way, forms.ChoiceField):
            way.choices = [("", _("Not decided yet")), *((one, one) for one in ways), (OWN_WORDS, _("In another way"))]

    def clean(self) -> dict[str, Any]:
        """Own words where they are asked for."""
        given = super().clean() or {}
        if given.get("way") == OWN_WORDS and not given.get("own_way", "").strip():
            self.add_error("own_way", _("Write how, or choose one of the ways above."))
        return given

    def text(self) -> GoalText:
        """The goal; the form is in order."""
        given = self.cleaned_data
        own = given["way"] == OWN_WORDS or (not given["way"] and given["own_way"])
        return GoalText(given["what"], given["own_way"] if own else given["way"], given["by_day"])


class StateForm(forms.Form):
    """How far a goal has come."""

    state = forms.ChoiceField(
        choices=GoalState.choices, error_messages={"invalid_choice": _("Choose one of the states shown.")}
    )
