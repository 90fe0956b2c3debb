"""What somebody believed, and what came of it. Everything begins with the one who wrote it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, QuerySet

from samklang.access.models import Person
from samklang.citizens.case_key import case_keys
from samklang.citizens.enums import Outcome
from samklang.citizens.models import Belief
from samklang.citizens.rules.beliefs import half_year
from samklang.core.effects.belief import Known

_MOST_SHOWN = 50


def own_beliefs(person: Person) -> QuerySet[Belief]:
    """The person's own, the newest first."""
    return Belief.objects.filter(person=person).order_by("-day", "-pk")


class OwnLog(NamedTuple):
    """One's own: whose outcome can be known now, whose cannot yet, and whose is known; some of the many."""

    due: Sequence[Belief]
    waiting: Sequence[Belief]
    known: Sequence[Belief]


def own_log(person: Person, today: date) -> OwnLog:
    """What is due the longest first; the rest the newest first."""
    found, still = own_beliefs(person), {"outcome": Outcome.OPEN}
    return OwnLog(
        list(found.filter(**still, due_on__lte=today).order_by("due_on", "pk")[:_MOST_SHOWN]),
        list(found.filter(**still, due_on__gt=today).order_by("-day", "-pk")[:_MOST_SHOWN]),
        list(found.exclude(**still).order_by(F("outcome_at").desc(nulls_last=True), "-pk")[:_MOST_SHOWN]),
    )


def of_case(person: Person, reference: str) -> QuerySet[Belief]:
    """What the person wrote of the case with that reference."""
    return own_beliefs(person).filter(case_key__in=case_keys(reference, person.municipality_id))


def due_of_case(person: Person, reference: str, today: date) -> list[Belief]:
    """The same, where what came of it can be written now; the one due the longest first."""
    found = of_case(person, reference).filter(outcome=Outcome.OPEN, due_on__lte=today)
    return list(found.order_by("due_on", "pk"))


def earlier_belief(person: Person, reference: str, months: int, day: date) -> Belief | None:
    """What the person has written of the same case and horizon in the half-year of the day."""
    return of_case(person, reference).filter(months=months, day__range=half_year(day)).first()


def own_known(person: Person) -> list[Known]:
    """Every belief of the person's own whose outcome is known as yes or no."""
    found = own_beliefs(person).filter(outcome__in=(Outcome.YES, Outcome.NO))
    return [Known(percent, outcome == Outcome.YES) for percent, outcome in found.values_list("percent", "outcome")]
