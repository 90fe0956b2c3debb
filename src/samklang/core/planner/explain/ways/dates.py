"""Longer gaps, a later end, sessions on closing days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.ways.trying import Attempt, dates_of
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.problem import Module, Problem, Wish
from samklang.core.words import say, say_n

STEPS = (1, 3, 7, 14, 28, 56)
"""Days."""


def wider_gap(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """More days, or fewer, between a module and the one before."""
    place = next(number for number, one in enumerate(attempt.problem.modules) if one.id == rule.of)
    module, before = attempt.problem.modules[place], attempt.problem.modules[place - 1]
    fewer = [step for step in STEPS if step < module.gap_min_days]
    for longer, steps in ((True, list(STEPS)), (False, fewer)):
        found = attempt.first_plan(_with_gap(attempt.problem, module, longer, step) for step in steps)
        if found is None:
            continue
        step = steps[found[0]]
        days = module.gap_max_days + step if longer else module.gap_min_days - step
        names = {"module": module.name, "before": before.name}
        what = (
            say_n(
                "Let “{module}” come up to {count} day after “{before}”.",
                "Let “{module}” come up to {count} days after “{before}”.",
                days,
                **names,
            )
            if longer
            else say_n(
                "Let “{module}” come already {count} day after “{before}”.",
                "Let “{module}” come already {count} days after “{before}”.",
                days,
                **names,
            )
        )
        yield WayOut(what, step, Unit.DAYS, changed=_with_gap(attempt.problem, module, longer, step))


def _with_gap(problem: Problem, module: Module, longer: bool, step: int) -> Problem:
    changed = (
        replace(module, gap_max_days=module.gap_max_days + step)
        if longer
        else replace(module, gap_min_days=module.gap_min_days - step)
    )
    return replace(problem, modules=tuple(changed if one.id == module.id else one for one in problem.modules))


def later_end(attempt: Attempt, _: Rule) -> Iterator[WayOut]:
    """The programme runs on for some days."""
    last = attempt.problem.last_day
    found = attempt.first_plan(replace(attempt.problem, last_day=last + timedelta(days=step)) for step in STEPS)
    if found is not None:
        longer = replace(attempt.problem, last_day=last + timedelta(days=STEPS[found[0]]))
        limits = attempt.turn.within(attempt.turn.left() / 2)
        trial = attempt.plan_of(longer, (Wish.FINISH,), limits) or found[1]
        used = max(
            trial.grid.dates[trial.grid.slots[module][place.slot].day] for _, module, place in trial.tally.sessions
        )
        days = (used - last).days
        what = say_n(
            "Let the programme run until {day}, {count} day longer.",
            "Let the programme run until {day}, {count} days longer.",
            days,
            day=used,
        )
        yield WayOut(what, days, Unit.DAYS, changed=replace(attempt.problem, last_day=used))


def meet_when_closed(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """Sessions on days that are closed for this reason."""
    trial = attempt.plan_of(without(attempt.problem, [rule]))
    if trial is None:
        return
    closed = {one.day for one in attempt.problem.closed_days if one.reason == rule.of}
    halves = [half for _, module, place in trial.tally.sessions for half in trial.grid.slots[module][place.slot].halves]
    days = [day for day in dates_of(trial, halves) if day in closed]
    if days:
        kept = tuple(one for one in attempt.problem.closed_days if one.day not in days)
        what = say("Hold sessions on {days}, which are closed now.", days=listed(days, TO_DO))
        yield WayOut(what, len(days), Unit.DATES, changed=replace(attempt.problem, closed_days=kept))
