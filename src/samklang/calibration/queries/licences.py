"""Licences: what they ask for, who holds them, and whether somebody's rating counts as evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.queries.place import jobcentres_for
from samklang.calibration.findings import Findings
from samklang.calibration.models import Licence, LicenceTerms, Machine, Rater, Round
from samklang.calibration.terms import Meets, meets
from samklang.core.agreement import DEFAULT_TERMS
from samklang.core.agreement import LicenceTerms as Terms
from samklang.method.models import Edition, Framework, Indicator

ENDS_SOON = timedelta(days=42)
"""How long before its last day a licence is said to run out: time enough for another round."""


def licensed(who: Person | Machine, framework: Framework, indicator_key: str, on: date) -> bool:
    """Whether a rating of the indicator by the person or machine counts as evidence on the day."""
    return in_force(_of(who), on).filter(framework=framework, indicator_key=indicator_key).exists()


def in_force(licences: QuerySet[Licence], on: date) -> QuerySet[Licence]:
    """Those that hold on the day."""
    return licences.filter(Q(ended_day=None) | Q(ended_day__gt=on), first_day__lte=on, last_day__gte=on)


def _of(who: Person | Machine) -> QuerySet[Licence]:
    return Licence.objects.filter(machine=who) if isinstance(who, Machine) else Licence.objects.filter(person=who)


def own_licences(person: Person) -> QuerySet[Licence]:
    """Every licence the person has or had, those that last longest first."""
    found = Licence.objects.filter(person=person).select_related("framework", "round")
    return found.order_by(F("ended_day").desc(nulls_first=True), "-last_day", "framework_id", "indicator_key", "pk")


def licences_ending(person: Person, today: date) -> QuerySet[Licence]:
    """The person's own licences that run out soon, the next first."""
    found = in_force(own_licences(person), today).filter(last_day__lte=today + ENDS_SOON)
    return found.order_by("last_day", "framework_id", "indicator_key", "pk")


def licences_for(person: Person, today: date) -> QuerySet[Licence]:
    """The licences in force at the jobcentres where the person leads calibration, by holder's name; no figures."""
    found = Licence.objects.filter(framework__jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION))
    found = in_force(found, today).select_related("person", "machine", "framework", "round").defer("figures")
    return found.order_by(
        F("machine").asc(nulls_first=True), danish("person__name"), "person_id", "machine__name", "machine_id",
        "framework_id", "indicator_key", "pk",
    )  # fmt: skip


def all_licences_for(person: Person) -> QuerySet[Licence]:
    """Every licence given at the jobcentres where the person leads calibration, to be taken back one at a time."""
    found = Licence.objects.filter(framework__jobcentre__in=person.standing.places(Right.LEAD_CALIBRATION))
    return found.select_related("person", "machine", "framework__jobcentre").order_by("pk")


def licence_jobcentres(person: Person) -> QuerySet[Place]:
    """The jobcentres where the person leads calibration."""
    return jobcentres_for(person, Right.LEAD_CALIBRATION)


def indicator_names(frameworks: Iterable[int], language: str) -> dict[tuple[int, str], str]:
    """What indicators are called in the newest edition that names them, by framework and key; frameworks by key ""."""
    editions = Edition.objects.filter(framework__in=list(frameworks), published_at__isnull=False)
    found = {(one.framework_id, ""): one.worded("name", language) for one in editions.order_by("number")}
    rows = Indicator.objects.filter(edition__in=editions).select_related("edition").order_by("edition__number", "pk")
    return found | {(one.edition.framework_id, one.key): one.worded("name", language) for one in rows}


# -- what they ask for -----------------------------------------------------------------------------------------------


def terms_rows(jobcentre: Place) -> QuerySet[LicenceTerms]:
    """What the jobcentre has decided, the newest first."""
    return LicenceTerms.objects.filter(jobcentre=jobcentre).select_related("set_by").order_by("-first_day", "-pk")


def terms_on(jobcentre: Place, day: date) -> Terms:
    """What a licence asks for on the day: what the jobcentre has decided, else what Samklang proposes."""
    own = terms_rows(jobcentre).filter(first_day__lte=day).first()
    if own is None:
        return DEFAULT_TERMS
    return replace(
        DEFAULT_TERMS, min_cases=own.min_cases, min_weighted=own.min_agreement, max_bias=own.max_bias,
        months=own.months,
    )  # fmt: skip


# -- who meets it ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NamedRater:
    """One rater by name, with how they stand on each indicator (by its key): no figure that could be sorted by."""

    rater: Rater
    name: str
    meets: Mapping[str, Meets]
    holds: Mapping[str, Licence]
    """The licences in force, by the indicator's key."""


def named_raters(round_: Round, findings: Findings, terms: Terms, today: date) -> list[NamedRater]:
    """The raters of a closed round in the alphabet's order, machines last; those erased are nobody."""
    raters = Rater.objects.filter(Q(person__isnull=False) | Q(machine__isnull=False), round=round_)
    ordered = raters.select_related("person", "machine").order_by(
        F("machine").asc(nulls_first=True), danish("person__name"), "machine__name", "pk"
    )
    found = [one for one in ordered if one.number in findings.raters]
    held = _held_by(found, round_, today)
    return [
        NamedRater(
            one, getattr(one.person or one.machine, "name", ""), _meets(findings, one.number, terms),
            held.get((one.person_id, one.machine_id), {}),
        )
        for one in found
    ]  # fmt: skip


def _meets(findings: Findings, number: int, terms: Terms) -> dict[str, Meets]:
    figures = findings.raters[number].by_indicator
    return {one.key: meets(figures.get(one.key), one.scale, terms) for one in findings.indicators}


def _held_by(
    raters: Sequence[Rater], round_: Round, today: date
) -> dict[tuple[int | None, int | None], dict[str, Licence]]:
    people = [one.person_id for one in raters if one.person_id]
    machines = [one.machine_id for one in raters if one.machine_id]
    rows = in_force(Licence.objects.filter(Q(person__in=people) | Q(machine__in=machines)), today)
    found: dict[tuple[int | None, int | None], dict[str, Licence]] = {}
    for one in rows.filter(framework=round_.edition.framework_id).select_related("round").order_by("pk"):
        found.setdefault((one.person_id, one.machine_id), {})[one.indicator_key] = one
    return found
