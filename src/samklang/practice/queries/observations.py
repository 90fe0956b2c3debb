"""Observations as the two see them, whom one can observe, and by what. Nobody else asks for an observation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from samklang.access.enums import Purpose
from samklang.access.models import Person, Place
from samklang.access.queries import danish
from samklang.access.queries.notices import refusal_to_measure
from samklang.access.refusals import Refusal
from samklang.calibration.models import Licence
from samklang.calibration.queries.licences import in_force
from samklang.method.enums import Scale
from samklang.method.models import Edition, Framework, Indicator
from samklang.method.queries.assessments import people_led_by, who_leads
from samklang.method.queries.editions import holding_edition, indicators_of
from samklang.people.models import Employee, Engagement
from samklang.practice.enums import ObservationState
from samklang.practice.models import Observation


def observations_of(person: Person) -> QuerySet[Observation]:
    """Those in which the person is one of the two, the newest first; nobody else's, whoever asks."""
    found = Observation.objects.filter(Q(employee__person=person) | Q(observer=person))
    return found.select_related(
        "employee__person", "employee__jobcentre__parent", "observer", "edition__framework", "jobcentre", "assessment"
    ).order_by("-day", "-pk")


def to_answer(person: Person, today: date) -> QuerySet[Observation]:
    """What the person has not answered, of days to come."""
    waiting = observations_of(person).filter(employee__person=person, state=ObservationState.ANNOUNCED, day__gte=today)
    return waiting.order_by("day", "pk")


def to_rate(person: Person, today: date) -> QuerySet[Observation]:
    """What the person has observed and not handed in."""
    waiting = observations_of(person).filter(observer=person, state=ObservationState.AGREED, day__lte=today)
    return waiting.order_by("day", "pk")


def refusals_of(jobcentre: Place, today: date) -> list[Refusal]:
    """What keeps observations from counting there: staff must have been told of both purposes."""
    asked = (refusal_to_measure(jobcentre, purpose, today) for purpose in (Purpose.OBSERVATION, Purpose.SKILLS))
    return [one for one in asked if one is not None]


@dataclass(frozen=True)
class Licensed:
    """One edition with the indicators that a person is licensed for on a day."""

    edition: Edition
    indicators: Sequence[Indicator]


def licensed_for(person: Person, day: date) -> list[Licensed]:
    """By what the person can observe: indicators with levels, in order, of the words that hold on the day."""
    keys: dict[int, set[str]] = {}
    held = in_force(Licence.objects.filter(person=person), day).order_by("pk")
    for number, key in held.values_list("framework", "indicator_key"):
        keys.setdefault(number, set()).add(key)
    found = []
    frameworks = Framework.objects.filter(pk__in=list(keys)).select_related("jobcentre__parent")
    for framework in frameworks.order_by("jobcentre_id", "key", "pk"):
        edition = holding_edition(framework, day)
        if edition is not None:
            mine = [one for one in indicators_of(edition) if one.scale == Scale.LEVEL and one.key in keys[framework.pk]]
            found += [Licensed(edition, mine)] if mine else []
    return found


def indicators_in(observation: Observation) -> list[Indicator]:
    """What is looked at, in the order of the edition."""
    return [one for one in indicators_of(observation.edition) if one.key in observation.indicators]


def people_to_observe(person: Person, jobcentre: Place, today: date) -> QuerySet[Employee]:
    """Everybody employed at the jobcentre, by name; nobody who leads the person or is led by them."""
    there = Engagement.objects.on(today).filter(employee=OuterRef("pk"))
    found = Employee.objects.filter(Exists(there), jobcentre=jobcentre, person__erased_at=None).exclude(person=person)
    found = found.exclude(person__in=who_leads(person, today))
    found = found.exclude(pk__in=people_led_by(person, today).order_by().values("pk"))
    return found.select_related("person", "jobcentre").order_by(danish("person__name"), "pk")


def one_leads_the_other(person: Person, employee: Employee, day: date) -> bool:
    """Whether one of the two leads the other on the day."""
    return person.pk in who_leads(employee.person, day) or employee.person_id in who_leads(person, day)
