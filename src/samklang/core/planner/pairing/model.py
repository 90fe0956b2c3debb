"""The exact model: one yes or no for each focus person, partner and half-day, on CP-SAT."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from threading import Event, Thread
from typing import Any, TypeAlias

from ortools.sat.python import cp_model

from samklang.core.planner.pairing.pairs import Aim
from samklang.core.planner.pairing.possible import Cell, Match, Possible, bits
from samklang.core.planner.pairing.relaxed import PAIR_AIMS

Expr: TypeAlias = Any
STOP_CHECK_S = 0.05
"""Seconds between two looks at whether to stop."""


class PairModel:
    """The hard rules over the pairs given, and the aim to be made small, those before it held.

    What counts how often each partner is chosen slows the search, so it is there only for the aims that look at it.
    """

    def __init__(
        self, possible: Possible, pairs: Mapping[tuple[int, int], Match], aim: Aim, limits: Mapping[Aim, int]
    ) -> None:
        self.possible, self.aim, self.cp = possible, aim, cp_model.CpModel()
        self.chosen: dict[Cell, Expr] = {}
        self.units: dict[int, list[Expr]] = {}
        self.most = self.cp.new_int_var(0, len(possible.halves), "")
        groups: dict[tuple[Any, ...], list[Expr]] = defaultdict(list)
        costs: dict[Aim, list[tuple[Expr, int]]] = defaultdict(list)
        for (focus, partner), match in pairs.items():
            team = possible.people[partner].team
            for half in bits(match.halves):
                yes = self.chosen[focus, partner, half] = self.cp.new_bool_var("")
                for group in ((focus,), (focus, half), (partner, half), ("by", partner), ("of", team, half)):
                    groups[group].append(yes)
                for one in PAIR_AIMS:
                    if match.costs[one]:
                        costs[one].append((yes, match.costs[one]))
        self._keep(groups)
        self.aims = {one: _sum(costs[one]) for one in PAIR_AIMS}
        self.aims[Aim.UNPAIRED] = len(possible.focus) - cp_model.LinearExpr.sum(list(self.chosen.values()))
        self.aims[Aim.MOST] = self.most
        counted = [(unit, 2 * at - 1) for load in self.units.values() for at, unit in enumerate(load, 1)]
        self.aims[Aim.UNEVEN] = _sum(counted)
        for one, limit in limits.items():
            self.cp.add(self.aims[one] <= limit)
        self.cp.minimize(self.aims[aim])

    def _keep(self, groups: Mapping[tuple[Any, ...], list[Expr]]) -> None:
        """One half-day for each focus person, one place at a time for everybody, and cover."""
        for group, members in groups.items():
            match group:
                case ("by", partner):
                    self._count(partner, members)
                case ("of", team, half):
                    self._at_most(self.possible.spare[team, half], members)
                case _:
                    self._at_most(1, members)

    def _at_most(self, most: int, members: list[Expr]) -> None:
        if most == 1 < len(members):
            self.cp.add_at_most_one(members)
        elif most < len(members):
            self.cp.add(cp_model.LinearExpr.sum(members) <= most)

    def _count(self, partner: int, members: list[Expr]) -> None:
        """How often a partner is chosen; units are as many as that, and fill in order since each costs more."""
        cap = min(self.possible.cap(partner), len(members))
        self._at_most(cap, members)
        if self.aim in (Aim.MOST, Aim.UNEVEN):
            self.cp.add(cp_model.LinearExpr.sum(members) <= self.most)
        if self.aim is Aim.UNEVEN:
            units = self.units[partner] = [self.cp.new_bool_var("") for _ in range(cap)]
            self.cp.add(cp_model.LinearExpr.sum(members) == cp_model.LinearExpr.sum(units))
            for one, following in pairwise(units):
                self.cp.add_implication(following, one)

    def begin_at(self, cells: Collection[Cell]) -> None:
        """Let the search begin at these pairs."""
        begun = set(cells)
        times: dict[int, int] = defaultdict(int)
        for cell, yes in self.chosen.items():
            self.cp.add_hint(yes, cell in begun)
        for _, partner, _ in begun:
            times[partner] += 1
        for partner, units in self.units.items():
            for at, unit in enumerate(units, 1):
                self.cp.add_hint(unit, at <= times[partner])
        self.cp.add_hint(self.most, max(times.values(), default=0))

    def read(self, solver: cp_model.CpSolver) -> list[Cell]:
        """The pairs of an answer."""
        return [cell for cell, yes in self.chosen.items() if solver.boolean_value(yes)]


def _sum(parts: list[tuple[Expr, int]]) -> Expr:
    return cp_model.LinearExpr.weighted_sum([yes for yes, _ in parts], [cost for _, cost in parts])


def answered(
    model: cp_model.CpModel, *, seed: int, seconds: float, work: float, should_stop: Callable[[], bool]
) -> tuple[cp_model.CpSolver, bool]:
    """Ask CP-SAT, on one thread, so that the same seed gives the same answer unless the clock or a stop cuts in.

    work:    CP-SAT's deterministic time at most.
    returns: the solver, and whether it has an answer to be read.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.max_deterministic_time = work
    # The linear relaxation is nearly whole here; probing and the search for symmetries cost more than they find.
    solver.parameters.linearization_level = 2
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.symmetry_level = 0
    done = Event()

    def watch() -> None:
        while not done.wait(STOP_CHECK_S):
            if should_stop():
                solver.stop_search()
                return

    guard = Thread(target=watch, daemon=True)
    guard.start()
    try:
        status = solver.solve(model)
    finally:
        done.set()
        guard.join()
    return solver, status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
