"""Who pays what: grants pay all they may, so that as little as possible is own money.

Each grant pays at most its share of a date's cost under a heading, only in its window and headings, and at most its
amount in all. The most that grants can pay together is a maximum flow from costs to grants, exact in whole øre.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from ortools.graph.python.max_flow import SimpleMaxFlow

from samklang.core.planner.grid import Grid
from samklang.core.planner.plan import OWN, Payment
from samklang.core.planner.problem import Heading

Costs = Mapping[tuple[int, Heading], int]


def day_of(grid: Grid, key: int) -> date:
    """The date behind a cost's key: an index into Grid.dates, or a negated ordinal for a session already held."""
    return grid.dates[key] if key >= 0 else date.fromordinal(-key)


def most_from_grant(cost_ore: int, share_percent: float) -> int:
    """The most øre a grant may pay of one cost: its share, rounded down."""
    return int(Fraction(str(share_percent)) * cost_ore // 100)


def granted(grid: Grid, costs: Costs) -> dict[tuple[int, Heading, int], int]:
    """Øre that each grant pays of each cost, as much as possible in all; keys are (day, heading, grant)."""
    grants = grid.problem.funding.grants
    flow = SimpleMaxFlow()
    source, sink = 0, 1
    first_grant = 2
    arcs: list[tuple[int, tuple[int, Heading, int]]] = []
    for node, ((day, heading), ore) in enumerate(sorted(costs.items()), start=first_grant + len(grants)):
        flow.add_arc_with_capacity(source, node, ore)
        for grant in grid.payers(heading, day_of(grid, day)):
            most = most_from_grant(ore, grants[grant].share_percent)
            arcs.append((flow.add_arc_with_capacity(node, first_grant + grant, most), (day, heading, grant)))
    for place, one in enumerate(grants):
        flow.add_arc_with_capacity(first_grant + place, sink, one.amount_ore)
    if not arcs or flow.solve(source, sink) != flow.OPTIMAL:
        return {}
    return {key: flow.flow(arc) for arc, key in arcs if flow.flow(arc)}


def own_share(grid: Grid, costs: Costs) -> int:
    """The øre left for the municipality when the grants pay all they may."""
    return sum(costs.values()) - sum(granted(grid, costs).values())


def payments(grid: Grid, costs: Costs) -> tuple[Payment, ...]:
    """The costs split between grants and own money, by date, heading and source."""
    paid = granted(grid, costs)
    rows = []
    for (day, heading), ore in costs.items():
        left = ore
        for place, grant in enumerate(grid.problem.funding.grants):
            part = paid.get((day, heading, place), 0)
            if part:
                rows.append(Payment(day_of(grid, day), heading, grant.id, part))
                left -= part
        if left:
            rows.append(Payment(day_of(grid, day), heading, OWN, left))
    return tuple(sorted(rows, key=lambda row: (row.date, row.heading, row.source)))
