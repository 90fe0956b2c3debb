"""Where a search begins: from a plan already made, or from nothing, until every hard rule is kept."""

from dataclasses import replace
from random import Random

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Wish, WishLevel
from samklang.core.planner.solve.bounds import able_alone, floor_of
from samklang.core.planner.solve.model import PlanModel
from samklang.core.planner.solve.ordered import first_kept
from samklang.core.planner.solve.reseat import more_seated
from samklang.core.planner.solve.search import Search, Terms
from samklang.core.planner.solve.state import NOBODY, Place, State, Tally
from samklang.core.words import Sentence, say, say_n

ATTEMPTS = 5
"""First plans made with different chance."""
MANY = 150
"""People above which cohorts are made again by beams before the exact model, which sees only a few, takes over."""
LARGE = 400
"""People above which one attempt has to do."""


class Impossible(Exception):
    """No plan keeps the hard rules, or none was found. `proved` says which."""

    def __init__(self, reason: Sentence, *, proved: bool) -> None:
        self.reason, self.proved = reason, proved
        super().__init__(str(reason))


def state_of(grid: Grid, plan: Plan) -> State | None:
    """A plan's state on the grid; None where a session lies on no slot or names a trainer or room that is gone."""
    trainers = {trainer.id: place for place, trainer in enumerate(grid.problem.trainers)}
    rooms = {room.id: place for place, room in enumerate(grid.problem.rooms)}
    cohorts = max((session.cohort for session in plan.sessions), default=0)
    places: list[list[Place | None]] = [[None] * len(grid.modules) for _ in range(cohorts)]
    starts = [{grid.half_days[slot.halves[0]]: number for number, slot in enumerate(slots)} for slots in grid.slots]
    for session in plan.sessions:
        if session.attended is not None:
            continue
        module = grid.modules.get(session.module)
        if module is None or session.trainer not in trainers or session.room not in rooms:
            return None
        slot = next(
            (number for at, number in starts[module].items() if (at.date, at.half) == (session.date, session.half)),
            None,
        )
        if slot is None:
            return None
        places[session.cohort - 1][module] = Place(slot, trainers[session.trainer], rooms[session.room])
    seats = [NOBODY] * len(grid.people)
    for seat in plan.seats:
        if seat.person in grid.people:
            seats[grid.people[seat.person]] = seat.cohort - 1
    return State(tuple(tuple(row) for row in places), tuple(seats))


def begin(search: Search, terms: Terms, chance: Random, given: State | None) -> None:
    """Give the search its first sound state. Raises Impossible where the hard rules admit none, or none is found."""
    if given is not None and search.accept(given, 0):
        return
    rng = np.random.default_rng(chance.randrange(2**63))
    state = _attempts(search, rng)
    if search.best is not None:
        if len(search.grid.people) > MANY and not search.grid.problem.keep_drawn_order:
            _seat_more(search, search.best.state, rng)
        return
    relaxed = _relaxed_search(search, terms, chance, state)
    if _complete(search.grid, relaxed.state) and search.accept(relaxed.state, 0):
        return
    _from_whole_model(search, relaxed)


def _attempts(search: Search, rng: np.random.Generator) -> State:
    """A few quick plans with different chance, each taken when it is better; the one with the fewest left out."""
    states: list[State] = []
    # To seat people in the drawn order takes its time.
    large = MANY if search.grid.problem.keep_drawn_order else LARGE
    for _ in range(ATTEMPTS if len(search.grid.people) <= large else 1):
        state = first_kept(search.grid, rng, search.left())
        states.append(state)
        if _complete(search.grid, state):
            search.accept(state, 0)
        if search.stopped() or not state.seats.count(NOBODY):
            break
    return min(states, key=lambda state: state.seats.count(NOBODY))


def _seat_more(search: Search, state: State, rng: np.random.Generator) -> None:
    """Where there are many cohorts: take some apart and make them again, until all who can be are seated."""
    until = search.seconds() + search.left() / 4
    fewest = floor_of(search.grid, Wish.UNTRAINED, {})
    for better in more_seated(search.grid, state, rng):
        if _complete(search.grid, better):
            search.accept(better, 0)
        if search.stopped() or search.seconds() > until or Tally(search.grid, better).wishes[Wish.UNTRAINED] <= fewest:
            return


def _complete(grid: Grid, state: State) -> bool:
    rules = grid.problem.cohorts
    everybody = not grid.problem.everyone_must_be_trained or Tally(grid, state).wishes[Wish.UNTRAINED] == 0
    return everybody and len(state.places) >= rules.minimum


def _relaxed_search(search: Search, terms: Terms, chance: Random, state: State) -> Tally:
    """The fewest untrained when people may be left out and cohorts may be few."""
    problem = search.grid.problem
    if problem.everyone_must_be_trained:
        _refuse_the_unable(search.grid)
    wishes = problem.wishes
    if not wishes or wishes[0].wish is not Wish.UNTRAINED:
        wishes = (WishLevel(Wish.UNTRAINED), *(level for level in wishes if level.wish is not Wish.UNTRAINED))
    few = replace(problem.cohorts, minimum=0)
    looser = replace(problem, everyone_must_be_trained=False, cohorts=few, wishes=wishes)
    half = replace(terms, time_limit_s=search.seconds() + search.left() / 2, on_progress=None)
    inner = Search(Grid(looser, search.grid.held), half, chance, search.started_at)
    if not inner.accept(state, 0):
        inner.accept(State((), (NOBODY,) * len(search.grid.people)), 0)
    if inner.best is None:
        raise Impossible(say("The sessions already held cost more than there is money for."), proved=True)
    inner.order = [Wish.UNTRAINED]
    inner.run()
    search.crowded |= inner.crowded
    search.by_work &= inner.by_work
    if problem.everyone_must_be_trained and inner.bounds.get(Wish.UNTRAINED, 0) > 0:
        least = inner.bounds[Wish.UNTRAINED]
        raise Impossible(
            say_n(
                "Everyone must be trained, but at least {count} person cannot be seated in any plan.",
                "Everyone must be trained, but at least {count} people cannot be seated in any plan.",
                least,
            ),
            proved=True,
        )
    return inner.best


def _refuse_the_unable(grid: Grid) -> None:
    able = able_alone(grid)
    names = tuple(grid.problem.people[row].name for row in np.flatnonzero(grid.eligible & ~able))
    if names and not grid.held:
        raise Impossible(
            say("Everyone must be trained, but no dates fit {names}, whatever the others do.", names=names), proved=True
        )


def _from_whole_model(search: Search, relaxed: Tally) -> None:
    """Ask the whole model for any plan that keeps every rule, or for the proof that there is none."""
    if not search.whole_fits():
        raise Impossible(_not_found(relaxed), proved=False)
    while not search.stopped():
        model = PlanModel(search.grid, relaxed.state, search.whole_scope(relaxed.state), search.crowded)
        solver = search.solver(1, seed=search.terms.seed)
        solver.parameters.max_time_in_seconds = max(1.0, search.left())
        status = search.answered(solver, model.cp)
        if status == cp_model.INFEASIBLE:
            raise Impossible(
                say("No plan keeps all the rules; “samklang explain” finds the ones that collide."), proved=True
            )
        if status == cp_model.UNKNOWN:
            break
        crowded = len(search.crowded)
        if search.accept(model.read(solver), 0):
            return
        if len(search.crowded) == crowded:
            break
    raise Impossible(_not_found(relaxed), proved=False)


def _not_found(relaxed: Tally) -> Sentence:
    return say_n(
        "No plan was found in time; the best try leaves {count} person untrained. Give more time, or relax a rule.",
        "No plan was found in time; the best try leaves {count} people untrained. Give more time, or relax a rule.",
        relaxed.wishes[Wish.UNTRAINED],
    )
