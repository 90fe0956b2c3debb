"""Observations that count, of real work and of role-plays: announced, agreed to, handed in by licensed colleagues."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.calibration.models import Licence
from samklang.core.chance import stream
from samklang.demo.calibration import at
from samklang.demo.register import Register
from samklang.demo.stages import Stage
from samklang.method.commands.assessment import Said
from samklang.people.models import Employee
from samklang.practice.commands.observations import (
    announce_observation,
    answer_observation,
    hand_in_observation,
    keep_levels,
)
from samklang.practice.enums import Setting
from samklang.practice.queries.observations import licensed_for, people_to_observe

_OF_EACH = 14
_MOST_INDICATORS = 3
_LEVELS = (2, 3, 3, 3, 4, 4, 4, 5)


def observe(town: Register, stage: Stage, seed: int) -> None:
    """So many of each kind within the months before the day, one colleague at most once of a kind."""
    chance = stream(seed, "demo", "observations", town.municipality.name)
    holders = Licence.objects.filter(framework__jobcentre=town.jobcentre, person__isnull=False)
    observers = list(Person.objects.filter(pk__in=holders.values("person")).order_by("pk"))
    for setting in Setting:
        _some(town, observers, setting, stage, chance)


def _some(town: Register, observers: Sequence[Person], setting: Setting, stage: Stage, chance: Random) -> None:
    seen: set[int] = set()
    for place in range(4 * _OF_EACH if observers else 0):
        day = stage.today - timedelta(days=10 + 5 * (place % 20))
        observer = observers[place % len(observers)]
        free = [one for one in people_to_observe(observer, town.jobcentre, day) if one.pk not in seen]
        if len(seen) >= _OF_EACH or not free:
            return
        employee = chance.choice(free)
        if _observed(observer, employee, day, setting, chance):
            seen.add(employee.pk)


def _observed(observer: Person, employee: Employee, day: date, setting: Setting, chance: Random) -> bool:
    """Whether it came to anything: somebody may be on leave, away or no longer licensed on the day."""
    licensed = licensed_for(observer, day)
    if day.weekday() > 4 or not licensed:
        return False
    indicators = list(licensed[0].indicators)[:_MOST_INDICATORS]
    try:
        made = announce_observation(
            by=observer, employee=employee, edition=licensed[0].edition, indicators=[one.key for one in indicators],
            day=day, what="Efter aftale", setting=setting, today=day - timedelta(days=6),
            now=at(day - timedelta(days=6)),
        )  # fmt: skip
        made = answer_observation(
            by=employee.person, observation=made, agrees=True, today=day - timedelta(days=3),
            now=at(day - timedelta(days=3)),
        )  # fmt: skip
        said = {one: Said(chance.choice(_LEVELS), "") for one in indicators}
        keep_levels(by=observer, observation=made, said=said, today=day)
        hand_in_observation(by=observer, observation=made, today=day, now=at(day))
    except NotAllowed:
        return False
    return True
