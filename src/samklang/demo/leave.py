"""The days away that every autumn has: summer and school holidays, other weeks, care days."""

from datetime import date, timedelta
from random import Random

from samklang.core.calendar import days, weekday_of
from samklang.core.chance import stream
from samklang.core.planner.problem import Absence, Period, Person
from samklang.demo.sketch import House


def holidays_of(
    house: House, people: tuple[Person, ...], seed: int, long_leaves: tuple[Absence, ...]
) -> tuple[Absence, ...]:
    """Holidays by week, then single days, of everybody without a long leave; each week's in order of number."""
    absences = []
    on_leave = {absence.person for absence in long_leaves}
    able = [person for person in people if person.id not in on_leave]
    for week in house.weeks:
        chance = stream(seed, "holiday", week.first_day.isoformat())
        for person in able:
            if chance.random() < week.share and _is_employed(person, week.first_day):
                absences.append(Absence(person.id, Period(week.first_day, week.last_day), "holiday"))
    return (*absences, *_single_days(house, able, stream(seed, "care-days")))


def _single_days(house: House, able: list[Person], chance: Random) -> list[Absence]:
    dates = [day for day in days(house.first_day, house.last_day - timedelta(days=7)) if weekday_of(day)]
    absences = []
    for person in able:
        if chance.random() < house.single_days:
            day = chance.choice(dates)
            if _is_employed(person, day):
                absences.append(Absence(person.id, Period(day, day), "leave"))
    return absences


def _is_employed(person: Person, day: date) -> bool:
    starts, ends = person.employed_from, person.employed_to
    return (starts is None or starts <= day) and (ends is None or day <= ends)
