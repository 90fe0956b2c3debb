"""The lists of the rules: one form for one module, trainer, room, grant, cover group, period to avoid or closed day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samklang.core.planner.problem import Heading
from samklang.core.words import Sentence, say
from samklang.planning.documents import Item, items, new_id
from samklang.planning.forms.fields import (
    HALF_DAYS,
    HALVES,
    WEEKDAYS,
    MinimaField,
    PeriodsField,
)
from samklang.web.days import DayField
from samklang.web.kind_fields import KronerField, PercentField

_PERIODS_HELP = _("One on each line, such as 12-09-2026 to 16-09-2026, or 14-09-2026, morning.")


class PartForm(forms.Form):
    """One item of a list. Its fields are named as in the document."""

    def __init__(self, data: Any = None, *, document: Mapping[str, Any], item: Item | None = None) -> None:
        self.document, self.before = document, item
        super().__init__(data, initial=self.shown(item) if item else None)
        self.choose()

    def choose(self) -> None:
        """Fill in what can be chosen."""

    def shown(self, item: Item) -> dict[str, Any]:
        """The item as the form's fields."""
        return dict(item)

    def item(self, taken: Sequence[str]) -> Item:
        """What was typed, as an item; a new one gets an id that is not taken."""
        typed = {name: _plain(value) for name, value in self.cleaned_data.items()}
        id_ = self.before["id"] if self.before else new_id(typed["name"], taken)
        return {**(self.before or {}), **typed, "id": id_}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def offer(form: forms.Form, name: str, choices: Sequence[Any]) -> None:
    """Let a field be chosen from these."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def _names(document: Mapping[str, Any], part: str) -> list[tuple[str, str]]:
    return [(one["id"], one["name"]) for one in document.get(part, ())]


class ModuleForm(PartForm):
    """One part of the programme, held on one date for each cohort."""

    name = forms.CharField(label=_("Name"), max_length=200)
    length = forms.TypedChoiceField(
        label=_("Length"),
        choices=((2, _("Whole day, from the morning")), (1, _("Half a day"))),
        coerce=int,
        widget=forms.RadioSelect,
        initial=2,
    )
    halves = forms.MultipleChoiceField(
        label=_("Half-days it may be held in"),
        choices=HALVES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=["am", "pm"],
        help_text=_("Only for half a day."),
    )
    gap_min_days = forms.IntegerField(
        label=_("Fewest days after the module before"),
        min_value=1,
        max_value=1000,
        initial=1,
        help_text=_("Calendar days, so that there is time to practise. Not used for the first module."),
    )
    gap_max_days = forms.IntegerField(
        label=_("Most days after the module before"), min_value=1, max_value=1000, initial=60
    )
    cost_per_cohort_ore = KronerField(label=_("Materials for each cohort (kr.)"), required=False)
    cost_per_person_ore = KronerField(label=_("Materials for each person (kr.)"), required=False)

    def clean(self) -> dict[str, Any]:
        """The longest gap is not shorter than the shortest; half a day has a half."""
        found: dict[str, Any] = super().clean() or {}
        least, most = found.get("gap_min_days"), found.get("gap_max_days")
        if least and most and most < least:
            self.add_error("gap_max_days", _("The most days are fewer than the fewest. Write at least as many."))
        if found.get("length") == 1 and not found.get("halves"):
            self.add_error("halves", _("Choose morning, afternoon or both."))
        return _no_money_is_nought(found, "cost_per_cohort_ore", "cost_per_person_ore")


def _no_money_is_nought(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return {**found, **{name: found.get(name) or 0 for name in names}}


class TrainerForm(PartForm):
    """Who teaches what, when and at what price."""

    fieldsets = [
        (_("When the trainer can teach"), ["half_days", "first_day", "last_day", "busy", "max_days"]),
        (_("Price"), ["external", "day_cost_ore", "travel_cost_ore"]),
    ]
    name = forms.CharField(label=_("Name"), max_length=200)
    modules = forms.MultipleChoiceField(label=_("Can teach"), widget=forms.CheckboxSelectMultiple, required=False)
    half_days = forms.MultipleChoiceField(
        label=_("Half-days in an ordinary week"),
        choices=HALF_DAYS,
        widget=forms.CheckboxSelectMultiple,
        initial=[name for name, _label in HALF_DAYS],
        error_messages={"required": _("Choose at least one half-day.")},
    )
    first_day = DayField(label=_("Not before"), required=False)
    last_day = DayField(label=_("Not after"), required=False)
    busy = PeriodsField(label=_("Cannot come"), help_text=_PERIODS_HELP)
    max_days = forms.IntegerField(
        label=_("Most days in all"), min_value=0, max_value=1000, required=False, help_text=_("Empty: no limit.")
    )
    external = forms.BooleanField(label=_("Comes from outside"), required=False, initial=True)
    day_cost_ore = KronerField(
        label=_("Price of a day (kr.)"), required=False, help_text=_("One or two half-days on a date cost one day.")
    )
    travel_cost_ore = KronerField(label=_("Travel for each day (kr.)"), required=False)

    def choose(self) -> None:
        """The modules."""
        offer(self, "modules", _names(self.document, "modules"))

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        found: dict[str, Any] = super().clean() or {}
        _days_in_order(self, found)
        return _no_money_is_nought(found, "day_cost_ore", "travel_cost_ore")


def _days_in_order(form: forms.Form, found: Mapping[str, Any]) -> None:
    first, last = found.get("first_day"), found.get("last_day")
    if first and last and last < first:
        form.add_error("last_day", _("The last day comes before the first. Choose a later one."))


class RoomForm(PartForm):
    """Where sessions can be held."""

    name = forms.CharField(label=_("Name"), max_length=200)
    capacity = forms.IntegerField(label=_("Seats for participants"), min_value=1, max_value=1000)
    site = forms.CharField(label=_("Site"), max_length=200, required=False)
    half_day_cost_ore = KronerField(label=_("Price of half a day (kr.)"), required=False)
    busy = PeriodsField(label=_("Booked by others"), help_text=_PERIODS_HELP)

    def clean(self) -> dict[str, Any]:
        """No price is nought."""
        return _no_money_is_nought(super().clean() or {}, "half_day_cost_ore")


HEADINGS = (
    (Heading.TRAINER.value, _("Trainers")),
    (Heading.TRAVEL.value, _("Travel")),
    (Heading.ROOM.value, _("Rooms")),
    (Heading.MATERIALS.value, _("Materials")),
    (Heading.TEMP.value, _("Temps")),
)


class GrantForm(PartForm):
    """Money from outside."""

    name = forms.CharField(label=_("Name"), max_length=200)
    amount_ore = KronerField(label=_("Amount (kr.)"))
    first_day = DayField(label=_("Pays from"))
    last_day = DayField(label=_("Pays until"))
    share_percent = PercentField(label=_("Most of each cost (%)"), initial=100.0)
    headings = forms.MultipleChoiceField(
        label=_("What it pays for"),
        choices=HEADINGS,
        widget=forms.CheckboxSelectMultiple,
        initial=[name for name, _label in HEADINGS],
    )

    def clean(self) -> dict[str, Any]:
        """Days in their order."""
        found: dict[str, Any] = super().clean() or {}
        _days_in_order(self, found)
        return found


class GroupForm(PartForm):
    """People who stand in for each other, and how many are to be left."""

    fieldsets = [
        (_("Who is meant"), ["team", "role", "skill", "site"]),
        (_("Temps"), ["temp_cap", "temp_cost_ore"]),
    ]
    name = forms.CharField(label=_("Name"), max_length=200)
    minimum = forms.IntegerField(label=_("Fewest to be left"), min_value=0, max_value=1000)
    exceptions = MinimaField(
        label=_("Other numbers in some periods"),
        help_text=_("One on each line: the period, a colon and the number, such as 12-09-2026 to 16-09-2026: 2."),
    )
    team = forms.ChoiceField(label=_("Team"), required=False, help_text=_("Everybody who matches all that is chosen."))
    role = forms.ChoiceField(label=_("Role"), required=False)
    skill = forms.ChoiceField(label=_("Skill"), required=False)
    site = forms.ChoiceField(label=_("Site"), required=False)
    temp_cap = forms.IntegerField(
        label=_("Most temps in one half-day"), min_value=0, max_value=1000, required=False, initial=0
    )
    temp_cost_ore = KronerField(label=_("Price of a temp for half a day (kr.)"), required=False)

    def choose(self) -> None:
        """What the staff have."""
        people = self.document.get("people", ())
        any_ = ("", _("All"))
        offer(self, "team", [any_, *_names(self.document, "teams")])
        for name in ("role", "site"):
            known = sorted({person.get(name, "") for person in people} - {""})
            offer(self, name, [any_, *((one, one) for one in known)])
        skills = sorted({skill for person in people for skill in person.get("skills", ())})
        offer(self, "skill", [any_, *((one, one) for one in skills)])

    def clean(self) -> dict[str, Any]:
        """At least one of team, role, skill and site."""
        found: dict[str, Any] = super().clean() or {}
        chosen = {name: found.get(name) or None for name in ("team", "role", "skill", "site")}
        if not any(chosen.values()):
            self.add_error("team", _("Choose a team, a role, a skill or a site."))
        return {**_no_money_is_nought(found, "temp_cap", "temp_cost_ore"), **chosen}


class AvoidedForm(PartForm):
    """Half-days one would rather keep free of sessions."""

    reason = forms.CharField(label=_("What it is"), max_length=200, help_text=_("Such as: autumn holiday, Fridays."))
    first_day = DayField(label=_("From"), required=False)
    last_day = DayField(label=_("Until"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("Weekdays"), choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("None chosen: all of them."),
    )  # fmt: skip
    half = forms.ChoiceField(label=_("Half of the day"), choices=(("", _("Both")), *HALVES), required=False)
    weight = forms.IntegerField(
        label=_("How much it counts"), min_value=1, max_value=100, initial=1,
        help_text=_("From 1, a little, to 100. Each half-day with a session counts so much."),
    )  # fmt: skip

    def shown(self, item: Item) -> dict[str, Any]:
        """The period's fields beside the others."""
        return {**item, **item.get("period", {})}

    def clean(self) -> dict[str, Any]:
        """Days in their order; something must be chosen."""
        found: dict[str, Any] = super().clean() or {}
        _days_in_order(self, found)
        if not any(found.get(name) for name in ("first_day", "last_day", "weekdays", "half")):
            self.add_error("first_day", _("Choose dates, weekdays or a half of the day."))
        return found

    def item(self, _taken: Sequence[str]) -> Item:
        """Reason, weight and period."""
        typed = {name: _plain(value) for name, value in self.cleaned_data.items()}
        period = {name: typed[name] or None for name in ("first_day", "last_day", "half")}
        return {
            "reason": typed["reason"], "weight": typed["weight"], "period": {**period, "weekdays": typed["weekdays"]},
        }  # fmt: skip


class ClosedDayForm(PartForm):
    """A date without sessions and without a counter to man."""

    day = DayField(label=_("Day"))
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def item(self, _taken: Sequence[str]) -> Item:
        """Day and reason."""
        return {"day": self.cleaned_data["day"].isoformat(), "reason": self.cleaned_data["reason"]}


@dataclass(frozen=True)
class Part:
    """One list of the rules: where it stands, what it is called, and the form for one of its items."""

    key: str
    path: tuple[str, ...]
    title: Sentence
    one: Sentence
    add: Sentence
    form: type[PartForm]
    help: Sentence
    ordered: bool = False

    def items(self, document: Mapping[str, Any]) -> list[Item]:
        """The list as it stands."""
        return items(document, self.path)


PARTS: dict[str, Part] = {
    part.key: part
    for part in (
        Part("modules", ("modules",), say("Modules"), say("Module"), say("Add a module"), ModuleForm,
             say("The parts of the programme, in the order they are taken."), ordered=True),
        Part("trainers", ("trainers",), say("Trainers"), say("Trainer"), say("Add a trainer"), TrainerForm,
             say("Who can teach what, when, and what it costs.")),
        Part("rooms", ("rooms",), say("Rooms"), say("Room"), say("Add a room"), RoomForm,
             say("Where a session can be held, and for how many.")),
        Part("grants", ("funding", "grants"), say("Grants"), say("Grant"), say("Add a grant"), GrantForm,
             say("Money from outside: how much, for what and until when.")),
        Part("cover", ("groups",), say("Minimum cover"), say("Cover group"), say("Add a group"), GroupForm,
             say("How many are to be left at the counter on every half-day.")),
        Part("avoided", ("avoided",), say("Periods to avoid"), say("Period to avoid"), say("Add a period"),
             AvoidedForm, say("Days you would rather keep free; the planner avoids them where it can.")),
        Part("closed-days", ("closed_days",), say("Closed days"), say("Closed day"), say("Add a day"),
             ClosedDayForm, say("Days without sessions and without a counter to man.")),
    )
}  # fmt: skip
"""The lists that can be edited, by the word in their address."""
