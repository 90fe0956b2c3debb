"""An observation that counts: announced, answered, rated, handed in, withdrawn. Mail goes to the two alone.

The ledger says that it was announced, answered and handed in; never the answer, and never a level.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.calibration.queries.licences import licensed
from samklang.core.words import LANGUAGES, Sentence, render, say, written
from samklang.delivery.commands.mail import Letter, write
from samklang.ledger.commands import record
from samklang.method.commands.assessment import Said, add_observed, remove_observed
from samklang.method.models import Edition, Indicator
from samklang.method.rules.assessment import judged_by_these_words
from samklang.people.models import Employee
from samklang.people.queries.employees import engagement_on
from samklang.practice.enums import ObservationState, Setting
from samklang.practice.models import Observation
from samklang.practice.queries.observations import indicators_in, one_leads_the_other, refusals_of
from samklang.practice.rules import observation as rules


@transaction.atomic
def announce_observation(
    *, by: Person, employee: Employee, edition: Edition, indicators: Sequence[str], day: date, what: str = "",
    setting: Setting = Setting.REAL, today: date, now: datetime,
) -> Observation:  # fmt: skip
    """Tell a colleague that one would like to observe them so that it counts. Raises NotAllowed."""
    leads = one_leads_the_other(by, employee, day)
    require(rules.announce(by, employee, engagement_on(employee, day), day, today, leads=leads))
    require(judged_by_these_words(employee, edition))
    _require_told(employee, today)
    held = [key for key in indicators if licensed(by, edition.framework, key, day)]
    require(rules.looks_at(indicators, held))
    made = Observation.objects.create(
        jobcentre=employee.jobcentre, employee=employee, observer=by, edition=edition, day=day,
        setting=setting, what=" ".join(what.split())[:200], indicators=list(indicators), announced_at=now,
    )  # fmt: skip
    _write("observation-announced", made, employee.person, by, now)
    record("observation-announced", by=by, subject=made, about=employee.person, place=employee.jobcentre)
    return made


@transaction.atomic
def answer_observation(
    *, by: Person, observation: Observation, agrees: bool, today: date, now: datetime
) -> Observation:
    """Yes or no, without a reason; it can be changed until the day. Raises NotAllowed."""
    found = locked(observation)
    require(rules.answer(by, found, today))
    state = ObservationState.AGREED if agrees else ObservationState.DECLINED
    if found.state == state:
        return found
    found.state, found.answered_at, found.levels = state, now, {}
    found.save(update_fields=["state", "answered_at", "levels"])
    if found.observer is not None:
        _write("observation-answered", found, found.observer, by, now, said=_ANSWERS[agrees])
    record("observation-answered", by=by, subject=found, about=by, place=found.jobcentre)
    return found


_ANSWERS: Mapping[bool, Sentence] = {True: say("Yes, you may observe."), False: say("No. It needs no reason.")}


@transaction.atomic
def keep_levels(
    *, by: Person, observation: Observation, said: Mapping[Indicator, Said], today: date
) -> Observation:  # fmt: skip
    """What the observer has chosen so far; nobody else sees it. Raises NotAllowed."""
    found = locked(observation)
    require(rules.rate(by, found, today))
    known = {one.key for one in indicators_in(found)}
    found.levels = {
        one.key: {"level": each.level, "note": each.note}
        for one, each in said.items()
        if each.level is not None and one.key in known
    }
    found.save(update_fields=["levels"])
    return found


@transaction.atomic
def hand_in_observation(*, by: Person, observation: Observation, today: date, now: datetime) -> Observation:
    """Let the levels count: whoever was observed and who leads them see them. Raises NotAllowed."""
    found = locked(observation)
    require(rules.rate(by, found, today))
    _require_told(found.employee, today)
    framework = found.edition.framework
    levels = {
        one: Said(int(found.levels[one.key]["level"]), str(found.levels[one.key]["note"]))
        for one in indicators_in(found)
        if one.key in found.levels
    }
    found.assessment = add_observed(
        by=by, employee=found.employee, edition=found.edition, levels=levels, day=found.day,
        licensed=lambda one: licensed(by, framework, one.key, found.day), today=today, now=now,
    )  # fmt: skip
    found.state, found.rated_at, found.levels = ObservationState.RATED, now, {}
    found.save(update_fields=["state", "rated_at", "levels", "assessment"])
    _write("observation-handed-in", found, found.employee.person, by, now)
    record("observation-rated", by=by, subject=found, about=found.employee.person, place=found.jobcentre)
    return found


@transaction.atomic
def withdraw_observation(*, by: Person, observation: Observation, today: date, now: datetime) -> Observation:
    """Nothing comes of it: what was chosen is deleted, and what was handed in is taken out. Raises NotAllowed."""
    found = locked(observation)
    require(rules.withdraw(by, found, now))
    assessment, found.assessment = found.assessment, None
    found.state, found.withdrawn_at, found.levels = ObservationState.WITHDRAWN, now, {}
    found.save(update_fields=["state", "withdrawn_at", "levels", "assessment"])
    if assessment is not None:
        remove_observed(by=by, assessment=assessment, today=today)
    other = found.observer if by.pk == found.employee.person_id else found.employee.person
    if other is not None:
        _write("observation-withdrawn", found, other, by, now)
    record("observation-withdrawn", by=by, subject=found, about=found.employee.person, place=found.jobcentre)
    return found


def locked(observation: Observation) -> Observation:
    """The observation, with nobody else at it until the transaction is over."""
    rows = Observation.objects.select_for_update(of=("self",)).select_related(
        "employee__person", "employee__jobcentre__parent", "observer", "edition__framework", "jobcentre", "assessment"
    )
    return rows.get(pk=observation.pk)


def _require_told(employee: Employee, today: date) -> None:
    for refusal in refusals_of(employee.jobcentre, today):
        require(refusal)


def _write(
    letter: str, found: Observation, to: Person, by: Person, now: datetime, *, said: Sentence | None = None
) -> None:  # fmt: skip
    facts: dict[str, object] = {
        "colleague": by.name, "day": {language: written(found.day, language) for language in LANGUAGES},
        "path": found.get_absolute_url(), "jobcentre": found.jobcentre_id,
    }  # fmt: skip
    if said is not None:
        facts["said"] = {language: render(said, language) for language in LANGUAGES}
    write(None, [Letter(letter, to, facts)], now)
