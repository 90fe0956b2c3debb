"""Ways out of a conflict: for each rule in it the smallest change found with which there is a plan.

A change is offered only with a plan in hand that keeps everything else, approved by the checker.
"""

from collections.abc import Callable, Iterator, Sequence

from samklang.core.planner.explain.rules import Kind, Rule
from samklang.core.planner.explain.ways.cohorts import (
    fewer_cohorts,
    larger_cohorts,
    more_cohorts,
    more_of_a_team,
    smaller_cohorts,
    split_teams,
)
from samklang.core.planner.explain.ways.counter import fewer_at_the_counter
from samklang.core.planner.explain.ways.dates import later_end, meet_when_closed, wider_gap
from samklang.core.planner.explain.ways.drawn import order_as_wish
from samklang.core.planner.explain.ways.money import more_money
from samklang.core.planner.explain.ways.places import another_room_time, larger_room
from samklang.core.planner.explain.ways.staff import come_in, free_from_duty, free_from_shared_duty, other_hours
from samklang.core.planner.explain.ways.teaching import more_trainer_dates, more_trainers, other_trainer_times
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.untrained import leave_out
from samklang.core.planner.explain.ways.way import WayOut

__all__ = ["Attempt", "WayOut", "ways_out"]

MOST = 6
"""Ways out that are told."""
Opening = Callable[[Attempt, Rule], Iterator[WayOut]]

_OPENINGS: dict[Kind, Opening] = {
    Kind.EVERYONE: leave_out,
    Kind.MINIMUM: fewer_at_the_counter,
    Kind.COHORT_MAX: more_cohorts,
    Kind.SIZE_MAX: larger_cohorts,
    Kind.TEAM_CAP: more_of_a_team,
    Kind.WHOLE_TEAMS: split_teams,
    Kind.DRAWN_ORDER: order_as_wish,
    Kind.COHORT_MIN: fewer_cohorts,
    Kind.SIZE_MIN: smaller_cohorts,
    Kind.GAP: wider_gap,
    Kind.TRAINER: other_trainer_times,
    Kind.TRAINER_DAYS: more_trainer_dates,
    Kind.SKILL: more_trainers,
    Kind.ROOM_SIZE: larger_room,
    Kind.ROOM_BOOKED: another_room_time,
    Kind.BUDGET: more_money,
    Kind.LAST_DAY: later_end,
    Kind.DUTY: free_from_duty,
    Kind.SHARED_DUTY: free_from_shared_duty,
    Kind.ABSENCE: come_in,
    Kind.HOURS: other_hours,
    Kind.CLOSED: meet_when_closed,
}
"""How each kind of rule gives way. Grants do not: what they lack is more money."""


def ways_out(attempt: Attempt, rules: Sequence[Rule]) -> tuple[WayOut, ...]:
    """The ways out of a conflict between the rules, the smallest first."""
    order = list(_OPENINGS)
    openings = sorted((rule for rule in rules if rule.kind in _OPENINGS), key=lambda rule: order.index(rule.kind))
    found: list[WayOut] = []
    for place, rule in enumerate(openings):
        attempt.share_time(len(openings) - place)
        found += _OPENINGS[rule.kind](attempt, rule)
    return tuple(sorted(found, key=lambda way: way.effort)[:MOST])
