"""The rules of money: every cost paid, each grant in its window, headings, share and amount, own money in budget.

Whether the plan can be paid at all is worked out apart from its payments, as a largest flow of whole øre from the
grants to the costs (Ford and Fulkerson, 1956).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from samklang.core.planner.check.case import Case
from samklang.core.planner.check.costs import Cell
from samklang.core.planner.check.facts import Facts, Grant
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import Money, Sentence, say

OWN = "own"


def most_paid_by(grant: Grant, cell: Cell, cost_ore: int) -> int:
    """The most øre the grant may pay of one date's cost under one heading, its amount aside."""
    day, heading = cell
    if heading not in grant.headings or not grant.window.covers(day, "am"):
        return 0
    return int(Fraction(grant.share_percent) * cost_ore // 100)


def granted_at_most(facts: Facts, costs: Mapping[Cell, int]) -> int:
    """The most øre that all grants together can pay of the costs."""
    room = {grant.id: grant.amount_ore for grant in facts.grants.values()}
    unpaid = dict(costs)
    free: dict[tuple[str, Cell], int] = {}
    for grant in facts.grants.values():
        for cell, cost in costs.items():
            free[grant.id, cell] = most_paid_by(grant, cell, cost)
    flow = _Flow(room, unpaid, free)
    for grant_id, cell in free:
        flow.push([(grant_id, cell)])
    while path := flow.path():
        flow.push(path)
    return sum(costs.values()) - sum(unpaid.values())


@dataclass
class _Flow:
    """What may still flow: out of each grant, into each cost, and from each grant to each cost."""

    room: dict[str, int]
    unpaid: dict[Cell, int]
    free: dict[tuple[str, Cell], int]

    def __post_init__(self) -> None:
        self.paid: dict[tuple[str, Cell], int] = dict.fromkeys(self.free, 0)

    def push(self, path: list[tuple[str, Cell]]) -> None:
        """Sends as much as goes. The path runs grant to cost, back to another grant that pays it, on to its cost …"""
        forward, back = path[::2], path[1::2]
        start, end = path[0][0], path[-1][1]
        amount = min(
            self.room[start],
            self.unpaid[end],
            *(self.free[edge] for edge in forward),
            *(self.paid[edge] for edge in back),
        )
        self.room[start] -= amount
        self.unpaid[end] -= amount
        for edges, sign in ((forward, 1), (back, -1)):
            for edge in edges:
                self.free[edge] -= sign * amount
                self.paid[edge] += sign * amount

    def path(self) -> list[tuple[str, Cell]]:
        """The shortest path on which something still flows, searched grant by grant; empty where there is none."""
        came: dict[str, list[tuple[str, Cell]]] = {grant: [] for grant, left in self.room.items() if left}
        waiting = list(came)
        seen: set[Cell] = set()
        for grant in waiting:
            for cell, unpaid in self.unpaid.items():
                if cell in seen or not self.free[grant, cell]:
                    continue
                seen.add(cell)
                here = [*came[grant], (grant, cell)]
                if unpaid:
                    return here
                for other in self.room:
                    if other not in came and self.paid[other, cell]:
                        came[other] = [*here, (other, cell)]
                        waiting.append(other)
        return []


@dataclass(frozen=True)
class Bill:
    """The costs of a plan, and the least of own money they take."""

    costs: Mapping[Cell, int]
    own_needed_ore: int
    own_budget_ore: int | None

    @property
    def suffices(self) -> bool:
        """Whether the plan can be paid."""
        return self.own_budget_ore is None or self.own_needed_ore <= self.own_budget_ore


def bill(case: Case, costs: Mapping[Cell, int]) -> Bill:
    """The costs, held against the grants and the own budget."""
    total = sum(costs.values())
    return Bill(costs, total - granted_at_most(case.facts, costs), case.facts.own_budget_ore)


def money_there(bill: Bill) -> Iterator[Violation]:
    """Grants and own money can pay the plan."""
    if bill.own_budget_ore is not None and not bill.suffices:
        text = say(
            "The plan costs {cost}; the grants can pay {granted} of it at most and the own budget {own}: "
            "{missing} is missing.",
            cost=Money(sum(bill.costs.values())),
            granted=Money(sum(bill.costs.values()) - bill.own_needed_ore),
            own=Money(bill.own_budget_ore),
            missing=Money(bill.own_needed_ore - bill.own_budget_ore),
        )
        yield Violation("money", text)


def payments_hold(case: Case, bill: Bill) -> Iterator[Violation]:
    """The payments sum to the costs and keep to what each source may pay."""
    paid: dict[Cell, int] = defaultdict(int)
    by_source: dict[str, dict[Cell, int]] = defaultdict(lambda: defaultdict(int))
    for payment in case.plan.payments:
        cell = payment.day, payment.heading
        paid[cell] += payment.amount_ore
        by_source[payment.source][cell] += payment.amount_ore
    for cell in sorted({*paid, *bill.costs}):
        cost = bill.costs.get(cell, 0)
        if paid[cell] != cost:
            text = say(
                "On {day}, {heading} costs {cost} and {paid} is paid.",
                day=cell[0],
                heading=heading_name(cell[1]),
                cost=Money(cost),
                paid=Money(paid[cell]),
            )
            yield _payment("payment-sum", text, bill)
    for source, amounts in by_source.items():
        if source in case.facts.grants:
            yield from _grant_kept(case.facts.grants[source], amounts, bill)
    own = sum(by_source[OWN].values())
    if bill.own_budget_ore is not None and own > bill.own_budget_ore and bill.suffices:
        budget = Money(bill.own_budget_ore)
        text = say(
            "{paid} is paid of own money, and the {budget} of the own budget do not reach.",
            paid=Money(own),
            budget=budget,
        )
        yield _payment("own-budget", text, bill)


def _grant_kept(grant: Grant, amounts: Mapping[Cell, int], bill: Bill) -> Iterator[Violation]:
    for (day, heading), amount in amounts.items():
        what, most = heading_name(heading), most_paid_by(grant, (day, heading), bill.costs.get((day, heading), 0))
        if not amount:
            continue
        if not grant.window.covers(day, "am"):
            text = say(
                "“{grant}” pays {heading} on {day}, outside its period.", grant=grant.name, heading=what, day=day
            )
            yield _payment("grant-window", text, bill)
        elif heading not in grant.headings:
            text = say(
                "“{grant}” pays {heading} on {day}, which it does not cover.", grant=grant.name, heading=what, day=day
            )
            yield _payment("grant-heading", text, bill)
        elif amount > most:
            text = say(
                "“{grant}” pays {amount} of {heading} on {day}; its share is {most} at most.",
                grant=grant.name,
                amount=Money(amount),
                heading=what,
                day=day,
                most=Money(most),
            )
            yield _payment("grant-share", text, bill)
    total = sum(amounts.values())
    if total > grant.amount_ore:
        paid, amount_ = Money(total), Money(grant.amount_ore)
        text = say(
            "“{grant}” pays {paid} in all, and its {amount} do not reach.", grant=grant.name, paid=paid, amount=amount_
        )
        yield _payment("grant-amount", text, bill)


def _payment(rule: str, what: Sentence, bill: Bill) -> Violation:
    if bill.suffices:
        what = say("{what} There is money enough: share the payments out again.", what=what)
    return Violation(rule, what)


def heading_name(heading: str) -> Sentence:
    """What a cost is for, in words."""
    return {
        "trainer": say("the trainer"),
        "travel": say("travel"),
        "room": say("the room"),
        "materials": say("materials"),
        "temp": say("temps"),
    }[heading]
