"""Why a person is in the cohort they are in, or in none."""

from collections.abc import Iterator

import numpy as np

from samklang.core.planner.explain.checks.finding import listed
from samklang.core.planner.explain.prices import better, changes
from samklang.core.planner.explain.standing import Standing, cover_lost, free_for, in_session, modules_of
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.planner.solve.bounds import able_alone
from samklang.core.planner.solve.reasons import blocks_in, why_untrained
from samklang.core.planner.solve.state import NOBODY, Tally
from samklang.core.words import Sentence, say, say_n


def why_person(problem: Problem, plan: Plan, person_id: str) -> tuple[Sentence, ...]:
    """Where a person sits and when they meet; for each other cohort what keeps them from it, or what a move costs.

    plan:    approved by the checker.
    returns: sentences, the most important first; for somebody without a seat every reason there is.
    raises:  Unknown, with the nearest people, where nobody has this id.
    """
    standing = Standing(problem, plan)
    row = standing.row(person_id)
    if not standing.grid.eligible[row]:
        return (_not_eligible(standing, row),)
    if standing.state.seats[row] == NOBODY:
        return tuple(_without_seat(standing, row))
    return tuple(_with_seat(standing, row))


def _not_eligible(standing: Standing, row: int) -> Sentence:
    name = standing.person(row).name
    if not standing.grid.needs[row].any():
        return say("{name} has done all the modules already.", name=name)
    return say("{name} is not down to be trained.", name=name)


def _without_seat(standing: Standing, row: int) -> Iterator[Sentence]:
    yield why_untrained(standing.grid, standing.state, row)
    if not able_alone(standing.grid)[row]:
        return
    for cohort in range(len(standing.state.places)):
        blocks = tuple(blocks_in(standing.grid, standing.state, row, cohort))
        yield from blocks
        lost = _colleagues(standing, row, cohort)
        if lost is not None:
            yield lost
        if not blocks:
            yield _elsewhere(standing, row, cohort)


def _with_seat(standing: Standing, row: int) -> Iterator[Sentence]:
    cohort, person = standing.state.seats[row], standing.person(row)
    size = len(standing.state.members(cohort))
    yield say_n(
        "{name} is in cohort {cohort}, alone.",
        "{name} is in cohort {cohort}, with {count} people in it.",
        size,
        name=person.name,
        cohort=cohort + 1,
    )
    meets = tuple(
        say(
            "“{module}” on {when}", module=module.name, when=standing.time_of(standing.grid.modules[module.id], at.slot)
        )
        for module, at in modules_of(standing, cohort)
        if standing.grid.needs_now[row, standing.grid.modules[module.id]]
    )
    if meets:
        yield say("{name} meets for {sessions}.", name=person.name, sessions=meets)
    done = [
        say("“{module}”", module=module.name)
        for place, module in enumerate(standing.problem.modules)
        if not standing.grid.needs_now[row, place]
    ]
    if done:
        yield say("{name} has done {modules} already.", name=person.name, modules=listed(done))
    yield from _peer(standing, row)
    others = [number for number in range(len(standing.state.places)) if number != cohort]
    if not others:
        yield say("There is no other cohort.")
    for other in others:
        yield _elsewhere(standing, row, other)
        lost = _colleagues(standing, row, other)
        if lost is not None:
            yield lost


def _peer(standing: Standing, row: int) -> Iterator[Sentence]:
    for pair in standing.grid.pairs:
        if row in pair:
            other = pair[0] if pair[1] == row else pair[1]
            together = standing.state.seats[other] == standing.state.seats[row]
            name, peer = standing.person(row).name, standing.person(other).name
            if together:
                yield say("{name} and {peer} practise together and are in the same cohort.", name=name, peer=peer)
            else:
                yield say("{name} and {peer} practise together and are not in the same cohort.", name=name, peer=peer)


def _elsewhere(standing: Standing, row: int, cohort: int) -> Sentence:
    """What keeps a person from a cohort, or what it would cost to be there."""
    block = standing.block(row, cohort)
    if block is not None:
        return say("Not in cohort {cohort}: {why}", cohort=cohort + 1, why=block)
    name = standing.person(row).name
    after = Tally(standing.grid, standing.seated(row, cohort))
    price = changes(standing.tally, after)
    if not price:
        return say(
            "{name} could as well be in cohort {cohort}: no wish comes out otherwise.", name=name, cohort=cohort + 1
        )
    if better(standing.tally, after):
        return say(
            "{name} could also be in cohort {cohort}, and it would be better: {price}. A longer search may find that.",
            name=name,
            cohort=cohort + 1,
            price=price,
        )
    return say("{name} could also be in cohort {cohort}, but then: {price}.", name=name, cohort=cohort + 1, price=price)


def _colleagues(standing: Standing, row: int, cohort: int) -> Sentence | None:
    """Whose absence from the counter keeps a person, who would be free, from a cohort."""
    lost = cover_lost(standing, row, cohort)
    if lost is None or not free_for(standing, row, cohort):
        return None
    group, half = lost
    going = [person.name for person in in_session(standing, group, half, row)]
    away = [
        standing.person(int(member)).name
        for member in np.flatnonzero(standing.grid.members[group] & ~standing.grid.covering[:, half])
        if member != row
    ]
    when, name = standing.grid.half_days[half], standing.problem.groups[group].name
    if going and away:
        return say(
            "Of {group}, in a session on {when}: {going}. Away: {away}.",
            group=name,
            going=listed(going),
            away=listed(away),
            when=when,
        )
    if going:
        return say("Of {group}, in a session on {when}: {going}.", group=name, going=listed(going), when=when)
    return say("Of {group}, away on {when}: {away}.", group=name, away=listed(away), when=when) if away else None
