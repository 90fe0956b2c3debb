"""More of a trainer's time, or one more trainer."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.checks.finding import TO_DO, listed
from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.ways.trying import Attempt, dates_of
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.grid import Grid
from samklang.core.planner.problem import Problem, Trainer
from samklang.core.words import say, say_n

STEPS = (1, 2, 4, 8, 16)


def other_trainer_times(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """A trainer on dates and at times that are not among the trainer's own."""
    trial = attempt.plan_of(without(attempt.problem, [rule]))
    if trial is None:
        return
    row = next(place for place, one in enumerate(attempt.problem.trainers) if one.id == rule.of)
    free = Grid(attempt.problem).trainer_free[row]
    halves = [
        half
        for _, module, place in trial.tally.sessions
        if place.trainer == row
        for half in trial.grid.slots[module][place.slot].halves
        if not free[half]
    ]
    days = dates_of(trial, halves)
    if days:
        name = attempt.problem.trainers[row].name
        what = say("Get {trainer} to teach on {days} too.", trainer=name, days=listed(days, TO_DO))
        yield WayOut(what, len(days), Unit.DATES)


def more_trainer_dates(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """A trainer on more dates than agreed."""
    trainer = next(one for one in attempt.problem.trainers if one.id == rule.of)
    agreed = trainer.max_days or 0
    found = attempt.first_plan(_with_days(attempt.problem, trainer, agreed + step) for step in STEPS)
    if found is not None:
        step = STEPS[found[0]]
        what = say_n(
            "Agree on one more date with {trainer}, {all} in all.",
            "Agree on {count} more dates with {trainer}, {all} in all.",
            step,
            trainer=trainer.name,
            all=agreed + step,
        )
        yield WayOut(what, step, Unit.DATES, changed=_with_days(attempt.problem, trainer, agreed + step))


def _with_days(problem: Problem, trainer: Trainer, days: int) -> Problem:
    trainers = (replace(one, max_days=days) if one.id == trainer.id else one for one in problem.trainers)
    return replace(problem, trainers=tuple(trainers))


def more_trainers(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """One more trainer for a module."""
    module = next(one for one in attempt.problem.modules if one.id == rule.of)
    like = [one for one in attempt.problem.trainers if module.id in one.modules] or attempt.problem.trainers
    id_ = "+".join(("", *(trainer.id for trainer in attempt.problem.trainers)))[:200]
    new = Trainer(
        id_,
        id_,
        (module.id,),
        day_cost_ore=min((one.day_cost_ore for one in like), default=0),
        travel_cost_ore=min((one.travel_cost_ore for one in like), default=0),
    )
    trial = attempt.plan_of(replace(attempt.problem, trainers=(*attempt.problem.trainers, new)))
    if trial is None:
        return
    row = len(attempt.problem.trainers)
    halves = [
        half
        for _, module_, place in trial.tally.sessions
        if place.trainer == row
        for half in trial.grid.slots[module_][place.slot].halves
    ]
    days = dates_of(trial, halves)
    what = say("Find one more trainer for “{module}”, on {days}.", module=module.name, days=listed(days, TO_DO))
    yield WayOut(what, 1, Unit.TRAINERS)
