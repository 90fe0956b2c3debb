"""What no pairing can do better than: the same problem as a flow that leaves out one thing.

A focus person flows to a partner, who flows to a half-day of their team. Licences, leaders, travel, how often, and the
cover of every half-day are all kept; only whether the focus person is free in the very half-day the partner is given,
and whether a partner is then a focus person themselves, is not asked. Each aim in turn is made as small as a flow can,
and arcs that no best flow uses are left out before the next. So each bound is exact for the flow, in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from samklang.core.planner.pairing.pairs import Aim
from samklang.core.planner.pairing.possible import Match, Possible, bits

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
PAIR_AIMS = (Aim.UNCOVERED, Aim.REPEATED, Aim.TRAVEL)
"""The aims that look at each pair by itself."""


@dataclass(frozen=True)
class Step:
    """The flow's best value of one aim, and how much more each pair would add to it at least."""

    value: int
    added: dict[tuple[int, int], int]
    """By pair; a pair that no flow can use, given the aims before, is not there."""


class Relaxed:
    """The flow over one problem, made for a single use."""

    def __init__(self, possible: Possible, matches: dict[tuple[int, int], Match]) -> None:
        self.pairs = tuple(matches)
        self.steps: dict[Aim, Step] = {}
        focus = {one: at for at, one in enumerate(possible.focus)}
        partners = {one: at for at, one in enumerate(dict.fromkeys(partner for _, partner in matches))}
        into, out, sink = len(focus), len(focus) + len(partners), len(focus) + 2 * len(partners)
        arcs = [(focus[one], into + partners[other], 1) for one, other in matches]
        arcs += [(at, sink, 1) for at in focus.values()]
        self.units: list[int] = []
        for partner, at in partners.items():
            self.units += range(1, possible.cap(partner) + 1)
            arcs += [(into + at, out + at, 1)] * possible.cap(partner)
        cells: dict[tuple[str, int], int] = {}
        for partner, at in partners.items():
            for half in bits(possible.may_leave[partner]):
                cell = cells.setdefault((possible.people[partner].team, half), sink + 1 + len(cells))
                arcs.append((out + at, cell, 1))
        arcs += [(cell, sink, possible.spare[key]) for key, cell in cells.items()]
        table = np.array(arcs, dtype=np.int64).reshape(-1, 3)
        self.tail, self.head, self.capacity = table.T.copy()
        self.nodes, self.sink = sink + 1 + len(cells), sink
        self.supply = np.zeros(self.nodes, dtype=np.int64)
        self.supply[: len(focus)] = 1
        self.supply[sink] = -len(focus)
        self.first_unit = len(self.pairs) + len(focus)
        self.allowed: Bools = np.ones(len(self.tail), dtype=bool)
        self.saturated: Bools = np.zeros(len(self.tail), dtype=bool)
        self.flow: Ints = np.zeros(len(self.tail), dtype=np.int64)
        self._solve_all(matches)

    def chosen(self) -> list[tuple[int, int]]:
        """The pairs of a best flow."""
        return [self.pairs[at] for at in np.flatnonzero(self.flow[: len(self.pairs)])]

    def _solve_all(self, matches: dict[tuple[int, int], Match]) -> None:
        unpaired = self._nothing()
        unpaired[len(self.pairs) : self.first_unit] = 1
        self._step(Aim.UNPAIRED, unpaired)
        for aim in PAIR_AIMS:
            costs = self._nothing()
            costs[: len(self.pairs)] = [match.costs[aim] for match in matches.values()]
            self._step(aim, costs)
        unit = self._nothing()
        unit[self.first_unit : self.first_unit + len(self.units)] = self.units
        most = self._fewest_at_most(unit)
        self.steps[Aim.MOST] = Step(most, self._untouched())
        self.allowed &= unit <= most
        # The squares of 1, 2, 3 … are the sums of 1, 3, 5 …
        self._step(Aim.UNEVEN, np.where(unit > 0, 2 * unit - 1, 0))

    def _nothing(self) -> Ints:
        return np.zeros(len(self.tail), dtype=np.int64)

    def _untouched(self) -> dict[tuple[int, int], int]:
        return {self.pairs[at]: 0 for at in np.flatnonzero(self.allowed[: len(self.pairs)])}

    def _step(self, aim: Aim, costs: Ints) -> None:
        """Make one aim small within the best flows for the aims before, and keep what its best flows can use."""
        held = self._held(costs)
        flow = self._best(held, self.allowed)
        if flow is None:
            raise AssertionError("A flow that leaves everybody without a partner, or the one before, is always there.")
        self.flow = flow
        added = self._reduced(held, flow)
        pairs = np.flatnonzero(self.allowed[: len(self.pairs)])
        value = int(costs @ flow)
        self.steps[aim] = Step(value, {self.pairs[at]: max(0, int(added[at])) for at in pairs})
        self.saturated |= self.allowed & (added < 0)
        self.allowed &= added <= 0

    def _held(self, costs: Ints) -> Ints:
        """The costs, with so much gained on the arcs that every best flow so far fills that they are filled again."""
        return costs - np.where(self.saturated, int(costs @ self.capacity) + 1, 0)

    def _best(self, costs: Ints, allowed: Bools) -> Ints | None:
        """The cheapest flow on the arcs allowed; None where there is no flow."""
        solver = min_cost_flow.SimpleMinCostFlow()
        used = np.flatnonzero(allowed)
        arcs = solver.add_arcs_with_capacity_and_unit_cost(
            self.tail[used], self.head[used], self.capacity[used], costs[used]
        )
        solver.set_nodes_supplies(np.arange(self.nodes), self.supply)
        if solver.solve() != solver.OPTIMAL:
            return None
        flow = self._nothing()
        flow[used] = solver.flows(arcs)
        return flow

    def _reduced(self, costs: Ints, flow: Ints) -> Ints:
        """What each arc adds to the cost at least, when it is used (or, below zero, when it is not filled)."""
        more, less = self.allowed & (flow < self.capacity), flow > 0
        tails = np.concatenate([self.tail[more], self.head[less]])
        heads = np.concatenate([self.head[more], self.tail[less]])
        steps = np.concatenate([costs[more], -costs[less]])
        potential = np.zeros(self.nodes, dtype=np.int64)
        for _ in range(self.nodes + 1):
            lower = potential.copy()
            np.minimum.at(lower, heads, potential[tails] + steps)
            if np.array_equal(lower, potential):
                break
            potential = lower
        reduced: Ints = costs + potential[self.tail] - potential[self.head]
        return reduced

    def _fewest_at_most(self, unit: Ints) -> int:
        """The smallest number such that no partner of some best flow sits beside more."""
        filled = int(self.capacity[self.saturated].sum())
        costs = np.where(self.saturated, -1, 0)
        low, high = 0, int((unit * self.flow).max(initial=0))
        while low < high:
            middle = (low + high) // 2
            flow = self._best(costs, self.allowed & (unit <= middle))
            low, high = (low, middle) if flow is not None and -int(costs @ flow) >= filled else (middle + 1, high)
        return low
