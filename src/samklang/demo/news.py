"""What becomes known in Vejen in late September 2027: five absences and a resignation."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from samklang.core.chance import stream
from samklang.core.planner.problem import Person, Problem

_NEWS: tuple[tuple[date, int, str, Literal["sick", "other"]], ...] = (
    (date(2027, 9, 20), 12, "syg", "sick"),
    (date(2027, 9, 22), 3, "barn syg", "other"),
    (date(2027, 9, 27), 19, "syg", "sick"),
    (date(2027, 10, 4), 26, "syg", "sick"),
    (date(2027, 10, 4), 5, "omsorgsdage", "other"),
)
"""First day, days, what the personnel office writes, and which kind of leave that is."""
_LAST_DAY_AT_WORK = date(2027, 9, 30)


@dataclass(frozen=True)
class Absence:
    """Somebody who will be away."""

    person: Person
    first_day: date
    last_day: date
    said: str
    kind: Literal["sick", "other"]


def news_of(problem: Problem, seed: int) -> tuple[tuple[Absence, ...], tuple[Person, date]]:
    """Five absences among those to be trained, and one who resigns with the last day at work."""
    able = [person for person in problem.people if _is_ordinary_trainee(problem, person)]
    *drawn, leaver = stream(seed, "news").sample(able, len(_NEWS) + 1)
    absences = tuple(
        Absence(person, first_day, first_day + timedelta(days=length - 1), said, kind)
        for person, (first_day, length, said, kind) in zip(drawn, _NEWS, strict=True)
    )
    return absences, (leaver, _LAST_DAY_AT_WORK)


def _is_ordinary_trainee(problem: Problem, person: Person) -> bool:
    """To be trained from the first module on, here all the time with the same hours, without a long leave."""
    long_leave = {absence.person for absence in problem.absences if absence.kind in ("maternity", "sick")}
    here = person.employed_from is None and person.employed_to is None and len(person.patterns) == 1
    return person.to_train and not person.done_modules and here and person.id not in long_leave
