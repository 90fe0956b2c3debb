"""Licences given by rule, taken back, and what they ask for."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal, require
from samklang.calibration import rules
from samklang.calibration.enums import LicenceEnd
from samklang.calibration.findings import OwnFigure
from samklang.calibration.models import Licence, LicenceTerms, Round
from samklang.calibration.queries.licences import NamedRater, named_raters, terms_on
from samklang.calibration.queries.results import findings_of
from samklang.calibration.terms import Meets, last_day_of
from samklang.core.agreement import LicenceTerms as Terms
from samklang.core.words import say
from samklang.ledger.commands import record


@transaction.atomic
def grant_licences(*, by: Person | None, round_: Round, reason: str, today: date) -> list[Licence]:
    """A licence for everybody on every indicator where they meet what is asked; nobody can be left out or let in.

    One that somebody holds already from an earlier round is renewed; one from this round stands.
    raises: NotAllowed.
    """
    round_ = _locked(round_)
    findings = findings_of(round_)
    measuring = refusal_to_measure(round_.jobcentre, Purpose.CALIBRATION, today)
    require(rules.grant_licences(by, round_, measuring, findings is not None, reason))
    if findings is None:
        return []
    terms = terms_on(round_.jobcentre, today)
    due = [
        (one, key)
        for one in named_raters(round_, findings, terms, today)
        for key, said in one.meets.items()
        if said is Meets.YES and not _is_newer(one.holds.get(key), round_)
    ]
    made = [
        _grant(one, key, round_, licence_figures(findings.raters[one.rater.number].by_indicator[key], terms), today)
        for one, key in due
    ]
    for one, about in _people_of(due):
        record(
            "licences-given", by=by, subject=round_, about=about, place=round_.jobcentre, reason=reason,
            details={"licences": sum(who is one for who, _ in due)},
        )  # fmt: skip
    return made


def _is_newer(held: Licence | None, round_: Round) -> bool:
    """Whether the licence held comes from this round or one that closed later: an older round renews nothing."""
    if held is None or held.round is None:
        return False
    if held.round_id == round_.pk:
        return True
    return held.round.closed_at is not None and round_.closed_at is not None and held.round.closed_at > round_.closed_at


def _people_of(due: list[tuple[NamedRater, str]]) -> Iterator[tuple[NamedRater, Person | None]]:
    """Each rater once, with the person it is about; None for a machine."""
    seen: set[int] = set()
    for one, _ in due:
        if one.rater.pk not in seen:
            seen.add(one.rater.pk)
            yield one, one.rater.person


def _grant(one: NamedRater, key: str, round_: Round, figures: dict[str, Any], today: date) -> Licence:
    whose = {"person": one.rater.person, "machine": one.rater.machine}
    framework = round_.edition.framework
    held = Licence.objects.filter(framework=framework, indicator_key=key, ended_day=None, **whose)
    held.update(ended_day=today, ended_because=LicenceEnd.RENEWED)
    last_day = last_day_of(today, figures["terms"]["months"])
    return Licence.objects.create(
        framework=framework, indicator_key=key, round=round_, first_day=today, last_day=last_day, figures=figures,
        **whose,
    )  # fmt: skip


def licence_figures(figure: OwnFigure, terms: Terms) -> dict[str, Any]:
    """What a licence was given by, as it is kept with it."""
    return {
        "n": figure.cases, "agreement": figure.agreement, "low": figure.low, "within_one": figure.within_one,
        "bias": figure.bias, "terms": asdict(terms),
    }  # fmt: skip


@transaction.atomic
def revoke_licence(*, by: Person | None, licence: Licence, because: LicenceEnd, reason: str, today: date) -> Licence:
    """From today on it no longer holds. Raises NotAllowed."""
    Licence.objects.select_for_update().get(pk=licence.pk)
    licence = Licence.objects.select_related("framework__jobcentre", "person").get(pk=licence.pk)
    jobcentre = licence.framework.jobcentre
    require(rules.revoke_licence(by, licence, jobcentre, reason, today))
    licence.ended_day, licence.ended_because, licence.ended_reason = today, because, reason.strip()[:300]
    licence.save(update_fields=["ended_day", "ended_because", "ended_reason"])
    record("licence-revoked", by=by, subject=licence, about=licence.person, place=jobcentre, reason=reason)
    return licence


@transaction.atomic
def set_terms(
    *, by: Person | None, jobcentre: Place, first_day: date, values: Mapping[str, Any], reason: str, today: date,
    now: datetime,
) -> LicenceTerms:  # fmt: skip
    """What licences ask for from the day on; those given before stand. Raises NotAllowed.

    values: min_cases, min_agreement, max_bias and months.
    """
    Place.objects.select_for_update().get(pk=jobcentre.pk)
    require(rules.set_terms(by, jobcentre, first_day, today, reason))
    if LicenceTerms.objects.filter(jobcentre=jobcentre, first_day=first_day).exists():
        require(Refusal(say("Something is decided from {day} already. Choose another day.", day=first_day)))
    terms = LicenceTerms.objects.create(
        jobcentre=jobcentre, first_day=first_day, set_by=by, set_at=now, reason=reason.strip(), **values
    )
    record("licence-terms-set", by=by, subject=terms, place=jobcentre, reason=reason)
    return terms


def _locked(round_: Round) -> Round:
    found = Round.objects.select_for_update(of=("self",)).select_related("jobcentre", "edition__framework")
    return found.get(pk=round_.pk)
