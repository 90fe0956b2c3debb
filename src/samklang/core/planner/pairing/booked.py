"""The pairs that stand while others are sought: who is taken, how often, and what each counter can still spare."""

from collections import Counter
from collections.abc import Iterable

from samklang.core.planner.pairing.possible import Cell, Possible, bits


class Booked:
    """Pairs by number, and what is left beside them."""

    def __init__(self, possible: Possible, cells: Iterable[Cell] = ()) -> None:
        self.possible = possible
        self.cells: list[Cell] = []
        self.times: Counter[int] = Counter()
        self.as_partner: dict[int, int] = {}
        self.busy: dict[int, int] = {}
        self.away: Counter[tuple[str, int]] = Counter()
        self.full: dict[str, int] = {}
        """The half-days, as bits, in which a team can spare no more."""
        for cell in cells:
            self.add(cell)

    def add(self, cell: Cell) -> None:
        """One more pair."""
        focus, partner, half = cell
        self.cells.append(cell)
        self.times[partner] += 1
        self.as_partner[partner] = self.as_partner.get(partner, 0) | 1 << half
        for one in (focus, partner):
            self.busy[one] = self.busy.get(one, 0) | 1 << half
        team = self.possible.people[partner].team
        self.away[team, half] += 1
        if self.away[team, half] >= self.possible.spare[team, half]:
            self.full[team] = self.full.get(team, 0) | 1 << half

    def is_full(self, partner: int) -> bool:
        """Whether a partner has as many as they may have."""
        return self.times[partner] >= self.possible.people[partner].most_as_partner

    def partner_left(self, partner: int, halves: int) -> int:
        """Those of the half-days in which the partner can still come, whoever the focus person is."""
        if self.is_full(partner):
            return 0
        return halves & ~self.busy.get(partner, 0) & ~self.full.get(self.possible.people[partner].team, 0)

    def left(self, focus: int, partner: int, halves: int) -> int:
        """Those of the half-days in which the two can still be a pair."""
        return self.partner_left(partner, halves) & ~self.busy.get(focus, 0)


def filled(possible: Possible, costs: dict[tuple[int, int], tuple[int, ...]], begun: Booked) -> Booked:
    """Give each focus person without a partner the best one left, fewest choices first, until nobody can be paired.

    costs: what each possible pair comes to, best first when sorted.
    """
    choices: dict[int, list[int]] = {}
    for focus, partner in sorted(costs, key=lambda pair: (pair[0], costs[pair], pair[1])):
        choices.setdefault(focus, []).append(partner)
    paired = {focus for focus, _, _ in begun.cells}
    for focus in sorted((one for one in choices if one not in paired), key=lambda one: (len(choices[one]), one)):
        for partner in choices[focus]:
            shared = possible.free[focus] & possible.may_leave[partner]
            halves = begun.left(focus, partner, shared)
            if halves:
                begun.add((focus, partner, next(bits(halves))))
                break
    return begun
