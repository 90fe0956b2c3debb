"""The language model as a partner: whether it is on, one's own talks with it, and what it has passed.

Talks begin with the one who practised, and nobody else asks for them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, Prefetch, QuerySet

from samklang.access.enums import Purpose, Right
from samklang.access.models import Person, Place
from samklang.access.queries.notices import jobcentres_around, refusal_to_measure
from samklang.access.queries.place import jobcentres_for
from samklang.access.queries.retention import rule_on
from samklang.access.refusals import Refusal
from samklang.calibration.models import Case, CaseLine, Licence, Machine, Round, RoundCase
from samklang.calibration.queries.licences import in_force
from samklang.calibration.queries.ratings import indicators_to_rate
from samklang.method.enums import HIGHEST_LEVEL, LOWEST_LEVEL, Scale
from samklang.method.models import Framework, Indicator
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.practice.enums import BranchingState
from samklang.practice.models import BranchingCase, PartnerSwitch, Talk
from samklang.practice.partner.endpoint import Endpoint
from samklang.practice.partner.prompts import Asked, Material, prompt_hash
from samklang.practice.partner.rating import Blind, Fits
from samklang.practice.rules import partner as rules

MOST_COUNTED = 1000
"""No count of anything in one case is higher."""
_SPEAKERS = {"staff": "fagperson", "other": "samtalepartner", "note": "det, man ser"}


# -- whether it is on ------------------------------------------------------------------------------------------------


def partner_jobcentres(person: Person) -> QuerySet[Place]:
    """The jobcentres whose language model the person looks after."""
    return jobcentres_for(person, Right.RUN_PRACTICE).order_by("path", "pk")


def switch_of(jobcentre: Place) -> PartnerSwitch | None:
    """What was decided last; None where nothing was."""
    return PartnerSwitch.objects.filter(jobcentre=jobcentre).select_related("set_by").first()


def refusal_to_talk(jobcentre: Place, endpoint: Endpoint | None, day: date) -> Refusal | None:
    """What stands in the way of practising with the model there on the day; None: nothing."""
    switch = switch_of(jobcentre)
    return rules.partner_is_on(
        jobcentre, configured=endpoint is not None, on=switch is not None and switch.on,
        measuring=refusal_to_measure(jobcentre, Purpose.LANGUAGE_MODEL, day),
    )  # fmt: skip


def may_talk_somewhere(person: Person, endpoint: Endpoint | None, day: date) -> bool:
    """Whether the model is on at one of the jobcentres where the person practises."""
    around = Place.objects.filter(pk__in=jobcentres_around(person, Right.PRACTISE)).order_by("path", "pk")
    return any(refusal_to_talk(one, endpoint, day) is None for one in around)


def days_kept(person: Person, day: date) -> int:
    """How many days after its last line a talk of the person is deleted by itself."""
    return rule_on(person.municipality, "practice-talk", day).days


# -- one's own -------------------------------------------------------------------------------------------------------


def talk_cases(person: Person) -> QuerySet[BranchingCase]:
    """The cases in use at the jobcentres where the person practises, the easiest first."""
    found = BranchingCase.objects.filter(
        jobcentre__in=jobcentres_around(person, Right.PRACTISE), state=BranchingState.PUBLISHED
    )
    return found.select_related("jobcentre", "framework").order_by("framework_id", "difficulty", "title_da", "pk")


def own_talks(person: Person) -> QuerySet[Talk]:
    """The person's own talks, the newest first."""
    found = Talk.objects.filter(person=person).select_related("case__jobcentre", "case__framework", "machine")
    return found.order_by("-begun_at", "-pk")


# -- what the model has passed ---------------------------------------------------------------------------------------


def machine_of(jobcentre: Place, endpoint: Endpoint | None) -> Machine | None:
    """This model with today's instructions, where it has been calibrated there."""
    if endpoint is None:
        return None
    return Machine.objects.filter(
        jobcentre=jobcentre, model=endpoint.model, prompt_hash=prompt_hash(endpoint.model)
    ).first()


def licences_of(machine: Machine | None, framework: Framework, on: date) -> dict[str, Licence]:
    """The machine's licences that hold on the day, by the indicator's key."""
    found = in_force(Licence.objects.filter(machine=machine, framework=framework, machine__isnull=False), on)
    return {one.indicator_key: one for one in found.order_by("pk")}


class Passed(NamedTuple):
    """A framework's indicators: those on which the model may say something, and those on which it may not."""

    licensed: Sequence[Indicator]
    others: Sequence[Indicator]


def passed(machine: Machine | None, framework: Framework, on: date) -> Passed:
    """Of the framework's indicators with levels, in order."""
    held, found = licences_of(machine, framework, on), _indicators(framework, on)
    levels = [one for one in found if one.scale == Scale.LEVEL]
    return Passed([one for one in levels if one.key in held], [one for one in levels if one.key not in held])


class LicenceRow(NamedTuple):
    """One indicator, and the model's licence on it where it holds one."""

    indicator: Indicator
    licence: Licence | None


def licence_table(machine: Machine | None, jobcentre: Place, on: date) -> list[tuple[Framework, list[LicenceRow]]]:
    """What the model has passed at the jobcentre, by framework; a framework without indicators is left out."""
    found = []
    for framework in Framework.objects.filter(jobcentre=jobcentre).order_by("key", "pk"):
        held = licences_of(machine, framework, on)
        rows = [LicenceRow(one, held.get(one.key)) for one in _indicators(framework, on)]
        if rows:
            found.append((framework, rows))
    return found


def _indicators(framework: Framework, on: date) -> list[Indicator]:
    edition = holding_edition(framework, on)
    return list(indicators_of(edition)) if edition else []


# -- what it is calibrated by ----------------------------------------------------------------------------------------


def asked_of(indicators: Sequence[Indicator]) -> list[Asked]:
    """The indicators as the model is told of them: in Danish, as they were calibrated."""
    return [
        Asked(
            one.key, one.name_da, one.looks_for_da, one.scale,
            {anchor.level: anchor.text_da for anchor in one.anchors.all()}, one.unit_da,
        )
        for one in indicators
    ]  # fmt: skip


def fits_of(indicators: Sequence[Indicator]) -> Fits:
    """What each indicator can be answered with."""
    return {one.key: _fits(one) for one in indicators}


def _fits(indicator: Indicator) -> Callable[[int], bool]:
    if indicator.scale == Scale.LEVEL:
        return lambda level: LOWEST_LEVEL <= level <= HIGHEST_LEVEL
    if indicator.scale == Scale.COUNT:
        return lambda level: 0 <= level <= MOST_COUNTED
    answers = {one.level for one in indicator.anchors.all()}
    return lambda level: level in answers


class Calibration(NamedTuple):
    """What the model rates of one framework: cases without their keys, and the keys by (case, indicator)."""

    framework: Framework
    indicators: Sequence[Indicator]
    cases: Sequence[Blind]
    keys: Mapping[tuple[int, str], int]


def calibration_of(framework: Framework, on: date) -> Calibration:
    """The framework's own cases in use that have a key, in order; each asks for the indicators it has a key for."""
    indicators = _indicators(framework, on)
    cases = list(_with_words(Case.objects.filter(framework=framework, retired_at=None)).order_by("key", "pk"))
    keys = {
        (case.pk, key.indicator_key): key.level
        for case in cases
        for key in case.keys.all()
        if key.indicator_key in {one.key for one in indicators}
    }
    blind = [_blind(one.pk, one, [i for i in indicators if (one.pk, i.key) in keys]) for one in cases]
    return Calibration(framework, indicators, [one for one in blind if one.asked], keys)


def round_cases(round_: Round) -> tuple[list[Indicator], list[Blind]]:
    """A round's indicators, and its cases by their place in it."""
    indicators = [one.indicator for one in indicators_to_rate(round_.pk)]
    places = dict(RoundCase.objects.filter(round=round_).values_list("case", "position"))
    cases = _with_words(Case.objects.filter(pk__in=places))
    found = [_blind(places[one.pk], one, indicators) for one in cases.order_by("pk")]
    return indicators, sorted(found, key=lambda one: one.number)


def _with_words(cases: QuerySet[Case]) -> QuerySet[Case]:
    lines = Prefetch("lines", CaseLine.objects.order_by("number"))
    return cases.prefetch_related(lines, "keys")


def _blind(number: int, case: Case, indicators: Sequence[Indicator]) -> Blind:
    lines = [(one.number, _SPEAKERS[one.by], one.text_da) for one in case.lines.all()]
    return Blind(number, case.title_da, Material(case.setting_da, lines, case.text_da), asked_of(indicators))


def own_frameworks(jobcentre: Place, key: str) -> QuerySet[Framework]:
    """The jobcentre's frameworks, or the one of the key."""
    found = Framework.objects.filter(jobcentre=jobcentre).select_related("jobcentre")
    return (found if key == "all" else found.filter(key=key)).order_by(F("key"), "pk")
