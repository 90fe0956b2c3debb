"""Who announces, answers, rates and withdraws an observation that counts: a refusal with a sentence, or None.

It is another act than sparring, and nothing of a sparring ever becomes part of one.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.method.rules import assessment
from samklang.practice.enums import ObservationState

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.people.models import Employee, Engagement
    from samklang.practice.models import Observation

AHEAD = timedelta(days=2)
FURTHEST = timedelta(days=182)
TO_WITHDRAW = timedelta(days=14)
OPEN = (ObservationState.ANNOUNCED, ObservationState.AGREED)


def announce(
    by: Person, employee: Employee, engagement: Engagement | None, day: date, today: date, *, leads: bool
) -> Refusal | None:  # fmt: skip
    """A colleague, two days ahead at least. leads: whether one leads the other; a no must be free, so nobody may.

    engagement: how the colleague works on the day.
    """
    if refusal := assessment.observe(by, employee, day, day, engagement):
        return refusal
    if leads:
        return Refusal(
            say("One of you leads the other, and a no must be free. Let somebody else with a licence observe.")
        )
    if day < today + AHEAD:
        return Refusal(say("{name} must know two days before. Choose a later day.", name=employee.name))
    if day > today + FURTHEST:
        return Refusal(say("That is more than half a year ahead. Choose a nearer day."))
    return None


def observers_only() -> Refusal:
    """For whoever holds no licence at all."""
    return Refusal(say("Only who holds a licence observes so that it counts. Take part in a round of calibration."))


def looks_at(chosen: Collection[str], licensed: Collection[str]) -> Refusal | None:
    """At least one indicator, and a licence for each on the day. Both by key."""
    if not chosen:
        return Refusal(say("Choose at least one indicator."))
    if set(chosen) <= set(licensed):
        return None
    return Refusal(say("You hold no licence on that day for all you chose. Choose only those you are licensed for."))


def answer(by: Person, observation: Observation, today: date) -> Refusal | None:
    """Whoever is to be observed, until the day. The answer can be changed until then."""
    if by.pk != observation.employee.person_id:
        return Refusal(say("Only whoever is observed answers."))
    if observation.state not in (*OPEN, ObservationState.DECLINED):
        return Refusal(say("There is nothing to answer any more."))
    return Refusal(say("The day has passed.")) if observation.day < today else None


def rate(by: Person, observation: Observation, today: date) -> Refusal | None:
    """The observer, from the day on, where the colleague has agreed."""
    if by.pk != observation.observer_id:
        return Refusal(say("Only the observer says what was seen."))
    if observation.state == ObservationState.ANNOUNCED:
        return Refusal(say("{name} has not agreed to it.", name=observation.employee.name))
    if observation.state != ObservationState.AGREED:
        return Refusal(say("There is nothing to rate any more."))
    if observation.day > today:
        return Refusal(say("{day} is still to come. Choose levels when you have been there.", day=observation.day))
    return None


def withdraw(by: Person, observation: Observation, now: datetime) -> Refusal | None:
    """Either of the two before it is handed in; afterwards whoever was observed, for fourteen days."""
    if by.pk not in (observation.employee.person_id, observation.observer_id):
        return Refusal(say("Only the two withdraw their observation."))
    if observation.state in OPEN:
        return None
    if observation.state != ObservationState.RATED:
        return Refusal(say("There is nothing to withdraw any more."))
    if by.pk != observation.employee.person_id:
        return Refusal(say("It is handed in. Only whoever was observed can withdraw it now."))
    last = last_day_to_withdraw(observation)
    if last is not None and timezone.localdate(now) > last:
        return Refusal(say("It could be withdrawn until {day}.", day=last))
    return None


def last_day_to_withdraw(observation: Observation) -> date | None:
    """Until when whoever was observed can have the levels taken out; None before they are handed in."""
    if observation.rated_at is None:
        return None
    return timezone.localdate(observation.rated_at) + TO_WITHDRAW
