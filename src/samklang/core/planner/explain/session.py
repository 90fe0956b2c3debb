"""Why a session is held when it is."""

from collections.abc import Iterator

import numpy as np

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.dates import AROUND_DAYS, Hindrance, Other, best, blocked, open_to_all, others
from samklang.core.planner.explain.prices import better, changes
from samklang.core.planner.explain.standing import Standing
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.state import Place
from samklang.core.words import Sentence, say, say_n


def why_session(problem: Problem, plan: Plan, cohort: int, module_id: str) -> tuple[Sentence, ...]:
    """On how many dates all could have met, what blocks the dates around, and what the best other date would cost.

    plan:    approved by the checker.
    cohort:  its number in the plan, from 1.
    returns: sentences, the most important first.
    raises:  Unknown, with the nearest ones, where there is no such cohort or module.
    """
    standing = Standing(problem, plan)
    number, module = standing.cohort(cohort), standing.module(module_id)
    place = standing.state.places[number][module]
    if place is None:
        held = standing.grid.held_at[number, module]
        return (
            say(
                "Cohort {cohort} had “{module}” on {day}; that is not changed any more.",
                cohort=cohort,
                module=problem.modules[module].name,
                day=held.date,
            ),
        )
    return tuple(_why(standing, number, module, place))


def _why(standing: Standing, cohort: int, module: int, place: Place) -> Iterator[Sentence]:
    problem = standing.problem
    people = len(standing.tally.attendees(cohort, module))
    yield say(
        "Cohort {cohort} has “{module}” on {when} with {trainer} in {room}; {people} people come.",
        cohort=cohort + 1,
        module=problem.modules[module].name,
        when=standing.time_of(module, place.slot),
        trainer=problem.trainers[place.trainer].name,
        room=problem.rooms[place.room].name,
        people=people,
    )
    yield _how_many_dates(standing, cohort, module, people)
    found = list(others(standing, cohort, module))
    if not found:
        yield say("Within {days} days before and after there is no other date.", days=AROUND_DAYS)
        return
    yield _best_other(standing, module, found)
    yield from blocked(standing, module, found)
    yield from _open(standing, module, found)


def _how_many_dates(standing: Standing, cohort: int, module: int, people: int) -> Sentence:
    slots = standing.grid.slots[module]
    dates = {slot.day for slot in slots}
    open_ = {slots[slot].day for slot in np.flatnonzero(open_to_all(standing, cohort, module))}
    return say_n(
        "On {open} of the programme's {dates} working dates the one who comes is free.",
        "On {open} of the programme's {dates} working dates all {count} who come are free.",
        people,
        open=len(open_),
        dates=len(dates),
    )


def _best_other(standing: Standing, module: int, found: list[Other]) -> Sentence:
    first = best(found)
    if first is None or first.after is None:
        return say_n(
            "The only other possible time within {days} days is blocked:",
            "All {count} other possible times within {days} days are blocked:",
            len(found),
            days=AROUND_DAYS,
        )
    when = standing.time_of(module, first.slot)
    price = changes(standing.tally, first.after)
    if not price:
        return say("The best other time is {when}: no wish comes out otherwise.", when=when)
    if better(standing.tally, first.after):
        return say(
            "The best other time is {when}, and it would be better: {price}. A longer search may find that.",
            when=when,
            price=price,
        )
    return say("The best other time is {when}, but then: {price}.", when=when, price=price)


def _open(standing: Standing, module: int, found: list[Other]) -> Iterator[Sentence]:
    slots = [other.slot for other in found if other.hindrance is Hindrance.NONE]
    if len(slots) > 1:
        times = listed(standing.times_of(module, slots))
        yield say("Free for all, with trainer and room, at a price: {times}.", times=times)
