"""Is there any date at all on which each module can be held, and do the dates fit together?"""

from collections.abc import Iterator

import numpy as np

from samklang.core.planner.explain.checks.finding import ANY_COHORT, CALENDAR, Finding, listed
from samklang.core.planner.explain.rules import Kind
from samklang.core.planner.explain.view import View
from samklang.core.planner.grid import Bools
from samklang.core.words import Sentence, say, say_n


def nobody_teaches(view: View) -> Iterator[Finding]:
    """A module that is among no trainer's modules cannot be held."""
    if not view.some_cohort:
        return
    for module in view.problem.modules:
        if not any(module.id in trainer.modules for trainer in view.problem.trainers):
            yield Finding(
                say(
                    "No trainer can teach “{module}”. Find one, or write it among what a trainer teaches.",
                    module=module.name,
                ),
                ANY_COHORT | {Kind.SKILL},
            )


def no_date(view: View) -> Iterator[Finding]:
    """A module with trainers, but without a half-day or day on which one of them and a room are free."""
    if not view.some_cohort:
        return
    for place, module in enumerate(view.problem.modules):
        names = [trainer.name for trainer in view.problem.trainers if module.id in trainer.modules]
        if not names or view.usable[place].any():
            continue
        yield Finding(_why_no_date(view, place, names), ANY_COHORT | CALENDAR)


def _why_no_date(view: View, place: int, names: list[str]) -> Sentence:
    problem, module = view.problem, view.problem.modules[place]
    length = say("a whole day") if module.length == 2 else say("a half-day")
    taught = bool(view.grid.trainer_fits[place].any())
    fields = {
        "module": module.name,
        "trainers": listed(names),
        "length": length,
        "first": problem.first_day,
        "last": problem.last_day,
    }
    if not taught:
        return say(
            "{trainers} can teach “{module}”, but from {first} to {last} there is not {length} left when closing days"
            " and their own bookings are taken out.",
            **fields,
        )
    if not view.grid.room_fits[place].any():
        return say("From {first} to {last} no room is free for {length}, so “{module}” cannot be held.", **fields)
    return say(
        "From {first} to {last} there is never {length} on which both a room and one of {trainers} are free for"
        " “{module}”.",
        **fields,
    )


def no_dates_in_step(view: View) -> Iterator[Finding]:
    """Every module has dates, but none that follow each other within the gaps."""
    if not view.some_cohort or not all(usable.any() for usable in view.usable):
        return
    reached = view.reached(tuple(usable[None, :] for usable in view.usable))
    for place, here in enumerate(reached):
        if here.any():
            continue
        module, before = view.problem.modules[place], view.problem.modules[place - 1]
        yield Finding(
            say(
                "“{module}” must come {low} to {high} days after “{before}”, but no two dates of theirs lie so:"
                " “{before}” can be held {dates_before} and “{module}” {dates}.",
                module=module.name,
                before=before.name,
                low=module.gap_min_days,
                high=module.gap_max_days,
                dates_before=_span(view, place - 1, reached[place - 1][0]),
                dates=_span(view, place, view.usable[place]),
            ),
            ANY_COHORT | CALENDAR | {Kind.GAP},
        )
        return


def _span(view: View, place: int, flags: Bools) -> Sentence:
    """When the flagged slots lie: their number, the first and the last date."""
    days = sorted({view.grid.dates[view.grid.slots[place][slot].day] for slot in np.flatnonzero(flags)})
    return say_n("on {first}", "on {count} dates from {first} to {last}", len(days), first=days[0], last=days[-1])
