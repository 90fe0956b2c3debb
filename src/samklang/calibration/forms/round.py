"""What is chosen for a round: cases, indicators, raters, last day, and the round it is compared with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from samklang.access.models import Person
from samklang.calibration import rules
from samklang.calibration.enums import CaseKind, Form, RoundKind
from samklang.calibration.forms.choices import Choice, ChoiceGroup, GroupedChoiceField, boxes_of
from samklang.calibration.models import Case, Rater, Round, RoundCase, RoundIndicator
from samklang.calibration.queries.raters import Group, people_of, people_to_ask
from samklang.calibration.queries.rounds import cases_to_rate, earlier_rounds, form_to_use, keyed_in
from samklang.calibration.round_contents import Contents
from samklang.core.words import Sentence, render, say, say_n
from samklang.method.models import Edition, Indicator
from samklang.method.queries.editions import indicators_of
from samklang.web.days import DayField
from samklang.web.language import current_language

_SMALLEST = (0.05, 0.1, 0.15, 0.2)
_TIME_TO_RATE = timedelta(days=14)


def _said(sentence: Sentence) -> str:
    return render(sentence, current_language())


@dataclass
class Offer:
    """What a round of an edition can be made of on a day, and what is ticked beforehand."""

    edition: Edition
    today: date
    round_: Round | None = None
    cases: list[Case] = field(init=False)
    indicators: list[Indicator] = field(init=False)
    keyed: Mapping[str, frozenset[int]] = field(init=False)
    groups: list[Group] = field(init=False)
    earlier: list[Round] = field(init=False)

    def __post_init__(self) -> None:
        """Look everything up once."""
        framework = self.edition.framework
        self.cases = list(cases_to_rate(framework))
        self.indicators = list(indicators_of(self.edition))
        self.keyed = keyed_in(self.cases)
        self.groups = people_to_ask(framework.jobcentre, self.today)
        self.earlier = list(earlier_rounds(framework, besides=self.round_.pk if self.round_ else None))
        self.form, self.last_form = form_to_use(framework)

    def initial(self) -> dict[str, Any]:
        """What is filled in beforehand: as the round has it, else what most would choose."""
        return self._of_round(self.round_) if self.round_ else self._of_new()

    def _of_new(self) -> dict[str, Any]:
        chosen = [one.pk for one in self.cases if one.form in (Form.ANCHOR, self.form)] or [
            one.pk for one in self.cases
        ]
        is_triage = any(one.kind == CaseKind.TRIAGE for one in self.cases)
        name = self.edition.worded("name", current_language())
        return {
            "title": _said(say("{name}, round {number}", name=name, number=len(self.earlier) + 1))[:120],
            "kind": RoundKind.TRIAGE if is_triage else RoundKind.CALIBRATION,
            "last_day": self.today + _TIME_TO_RATE,
            "cases": chosen,
            "indicators": [one.pk for one in self.core_of(frozenset(chosen))],
            "teams": [], "people": [],
            "earlier": self.earlier[0].pk if self.earlier else "",
            "smallest_relevant": _as_text(0.1),
        }  # fmt: skip

    def _of_round(self, round_: Round) -> dict[str, Any]:
        keys = set(RoundIndicator.objects.filter(round=round_).values_list("indicator__key", flat=True))
        return {
            "title": round_.title, "kind": round_.kind, "last_day": round_.last_day,
            "cases": list(RoundCase.objects.filter(round=round_).values_list("case", flat=True)),
            "indicators": [one.pk for one in self.indicators if one.key in keys],
            "people": list(Rater.objects.filter(round=round_).values_list("person", flat=True)), "teams": [],
            "earlier": round_.earlier_id or "", "smallest_relevant": _as_text(round_.smallest_relevant),
        }  # fmt: skip

    def core_of(self, chosen: frozenset[int]) -> list[Indicator]:
        """The indicators with an agreed level in every case chosen; else those with one in any; else all."""
        in_all = [one for one in self.indicators if chosen and chosen <= self.keyed.get(one.key, frozenset())]
        return in_all or [one for one in self.indicators if one.key in self.keyed] or self.indicators


def _as_text(smallest: float) -> str:
    return f"{smallest:.2f}"


class RoundForm(forms.Form):
    """Everything of a round on one page. Each choice is filled in as most would have it."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        error_messages={"required": _("Give the round a name that raters know it by.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of round"), choices=RoundKind.choices, widget=forms.RadioSelect,
        help_text=_("Triage: whom may we exempt from conversations for a time, and do we judge alike?"),
    )  # fmt: skip
    last_day = DayField(label=_("Last day to rate"), help_text=_("It can be moved while the round is open."))
    cases = GroupedChoiceField(label=_("Cases"), error_messages={"required": _("Tick at least one case.")})
    indicators = GroupedChoiceField(
        label=_("Indicators"), error_messages={"required": _("Tick at least one indicator.")}
    )
    teams = GroupedChoiceField(
        label=_("Whole teams"), required=False, help_text=_("Everybody who is employed in the team today.")
    )
    people = GroupedChoiceField(label=_("Single raters"), required=False)
    earlier = forms.ChoiceField(
        label=_("Compare with"), required=False,
        help_text=_("An earlier round on the same or on parallel cases: the result says whether you agree more."),
    )  # fmt: skip
    smallest_relevant = forms.ChoiceField(
        label=_("Smallest change that matters"),
        help_text=_(
            "Agreement runs from 0 (chance) to 1 (all the same). Said beforehand, so that the result is not read as "
            "one wishes."
        ),
    )
    fieldsets = [
        (_("The round"), ["title", "kind", "last_day"]),
        (_("Who rates"), ["teams", "people"]),
        (_("What is rated"), ["cases", "indicators"]),
        (_("What it is compared with"), ["earlier", "smallest_relevant"]),
    ]

    def __init__(self, data: Any, *, offer: Offer) -> None:
        super().__init__(data, initial=offer.initial())
        self.offer = offer
        self._offer_cases()
        self._offer_people()
        initial = self.initial
        _choices(self, "earlier", [("", _said(say("Nothing"))), *((one.pk, one.title) for one in offer.earlier)])
        values = sorted({*_SMALLEST, float(initial["smallest_relevant"])})
        _choices(self, "smallest_relevant", [(_as_text(one), number_format(one, 2)) for one in values])

    def _offer_cases(self) -> None:
        cases, indicators = boxes_of(self, "cases"), boxes_of(self, "indicators")
        cases.offer(_case_groups(self.offer.cases))
        cases.help_text = _said(_about_forms(self.offer))
        indicators.offer(_indicator_groups(self.offer))
        indicators.help_text = _said(
            say("Each takes a rater about ten seconds a case. Those with an agreed level in every case are ticked.")
        )

    def _offer_people(self) -> None:
        teams, people = boxes_of(self, "teams"), boxes_of(self, "people")
        named = [
            Choice(one.team.pk, one.team.name, _said(say_n("{count} person", "{count} people", len(one.people))))
            for one in self.offer.groups
            if one.team
        ]
        teams.offer([ChoiceGroup("", named)])
        people.offer(people_groups(self.offer.groups))

    def clean_last_day(self) -> date:
        """A day to come."""
        day: date = self.cleaned_data["last_day"]
        refusal = rules.day_to_come(day, self.offer.today)
        if refusal is not None:
            raise forms.ValidationError(_said(refusal.reason))
        return day

    def contents(self) -> Contents:
        """What was chosen, in the order in which it was offered."""
        given = self.cleaned_data
        asked = set(given["people"])
        asked |= {one.pk for group in self.offer.groups if group.team and group.team.pk in given["teams"]
                  for one in group.people}  # fmt: skip
        known = people_of(self.offer.groups)
        earlier = {str(one.pk): one for one in self.offer.earlier}
        return Contents(
            title=given["title"], kind=RoundKind(given["kind"]), last_day=given["last_day"],
            cases=[one for one in self.offer.cases if one.pk in given["cases"]],
            indicators=[one for one in self.offer.indicators if one.pk in given["indicators"]],
            people=[person for pk, person in known.items() if pk in asked],
            earlier=earlier.get(given["earlier"]), smallest_relevant=float(given["smallest_relevant"]),
        )  # fmt: skip


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def _about_forms(offer: Offer) -> Sentence:
    if not offer.last_form:
        return say("Cases of form A and form B are alike. Use one now and the other next time: people remember cases.")
    return say(
        "The last round used form {last}, so form {form} is ticked: people remember cases.",
        last=offer.last_form,
        form=offer.form,
    )


def _case_groups(cases: Sequence[Case]) -> Iterator[ChoiceGroup]:
    language = current_language()
    labels = {
        Form.ANCHOR: say("Anchor cases, for every round"), Form.A: say("Form A"), Form.B: say("Form B"),
        Form.NONE: say("Other cases"),
    }  # fmt: skip
    for form, label in labels.items():
        found = [
            Choice(one.pk, one.worded("title", language), str(one.get_difficulty_display()))
            for one in cases
            if one.form == form
        ]
        if found:
            yield ChoiceGroup(_said(label), found)


def _indicator_groups(offer: Offer) -> Iterator[ChoiceGroup]:
    language = current_language()
    core = {one.pk for one in offer.core_of(frozenset(offer.initial()["cases"]))}
    many = len(offer.cases)

    def choice(one: Indicator) -> Choice:
        keyed = len(offer.keyed.get(one.key, ()))
        hint = say("agreed level in {count} of {all} cases", count=keyed, all=many)
        return Choice(one.pk, one.worded("name", language), _said(hint) if 0 < keyed < many else "")

    first = [choice(one) for one in offer.indicators if one.pk in core]
    others = [choice(one) for one in offer.indicators if one.pk not in core and one.key in offer.keyed]
    without = [choice(one) for one in offer.indicators if one.pk not in core and one.key not in offer.keyed]
    if first:
        yield ChoiceGroup(_said(say("The core")), first)
    if others:
        yield ChoiceGroup(_said(say("Others with an agreed level in some cases")), others, folded=True)
    if without:
        yield ChoiceGroup(_said(say("Without an agreed level in the cases")), without, folded=True)


def people_groups(groups: Sequence[Group]) -> Iterator[ChoiceGroup]:
    """People to tick, by team; who cannot sign in is marked."""
    for group in groups:
        label = group.team.name if group.team else _said(say("From outside"))
        yield ChoiceGroup(label, [_person(one) for one in group.people], folded=True)


def _person(one: Person) -> Choice:
    return Choice(one.pk, one.name, "" if one.email else _said(say("no e-mail address, so cannot sign in")))


class RatersForm(forms.Form):
    """More raters for a round that is open."""

    people = GroupedChoiceField(
        label=_("Raters to add"), error_messages={"required": _("Tick at least one person.")},
        help_text=_("They are asked by mail at once."),
    )  # fmt: skip

    def __init__(self, data: Any, *, groups: Sequence[Group]) -> None:
        super().__init__(data)
        self.groups = groups
        boxes_of(self, "people").offer(people_groups(groups))

    def chosen(self) -> list[Person]:
        """Those ticked."""
        return [person for pk, person in people_of(self.groups).items() if pk in self.cleaned_data["people"]]


class LastDayForm(forms.Form):
    """Another last day."""

    last_day = DayField(label=_("Last day to rate"))


class ReopeningForm(forms.Form):
    """Why a round is opened again, and until when."""

    reason = forms.CharField(
        label=_("Why?"), max_length=500, widget=forms.Textarea,
        error_messages={"required": _("Write why the round is opened again: it stands in the log.")},
    )  # fmt: skip
    last_day = DayField(label=_("Last day to rate"))


class RoundFilter(forms.Form):
    """Search in the list of rounds."""

    q = forms.CharField(label=_("Title"), required=False, max_length=80, widget=forms.TextInput({"type": "search"}))
