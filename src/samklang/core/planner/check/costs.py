"""What a plan costs, recounted for each date and heading in whole øre."""

from collections import defaultdict
from datetime import date

from samklang.core.planner.check.case import Case

Cell = tuple[date, str]
"""A date and a heading: what one payment pays a part of."""


def costs(case: Case) -> dict[Cell, int]:
    """The cost of each date and heading that has one, sessions already held included."""
    found: dict[Cell, int] = defaultdict(int)
    for name, day in sorted({(one.session.trainer, one.session.day) for one in case.meetings}):
        trainer = case.facts.trainers.get(name)
        if trainer is not None:
            found[day, "trainer"] += trainer.day_cost_ore
            found[day, "travel"] += trainer.travel_cost_ore
    for one in case.meetings:
        day, room = one.session.day, case.facts.rooms.get(one.session.room)
        found[day, "materials"] += one.module.cost_per_cohort_ore + one.module.cost_per_person_ore * len(one.attendees)
        if room is not None:
            found[day, "room"] += room.half_day_cost_ore * len(one.half_days)
    for temps in case.plan.temps:
        if temps.group in case.facts.groups:
            found[temps.day, "temp"] += temps.count * case.facts.groups[temps.group].temp_cost_ore
    return {cell: cost for cell, cost in sorted(found.items()) if cost}
