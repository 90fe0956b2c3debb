"""Net grants: a grant pays a part of what was spent, so money saved is only partly the municipality's own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Grant, Heading, Problem
from samklang.core.words import Money, Sentence, say


@dataclass(frozen=True)
class NetGrant:
    """One grant under one plan, in øre."""

    grant: str
    name: str
    amount_ore: int
    """What was granted."""
    used_ore: int
    """What it pays of this plan."""
    costs_ore: int
    """The plan's costs on the dates and headings it covers."""
    payable_ore: int
    """What it could pay of them if its amount were no limit: its share, less what other grants pay."""

    @property
    def unused_ore(self) -> int:
        """What is left of the grant and falls away."""
        return self.amount_ore - self.used_ore

    @property
    def free_saving_ore(self) -> int:
        """What can be spent less before the grant falls at all."""
        if not self.payable_ore:
            return self.costs_ore
        return self.costs_ore * (self.payable_ore - self.used_ore) // self.payable_ore

    def falls_by(self, less_ore: int) -> int:
        """How much the grant falls when the costs it covers come out lower, each by the same share.

        less_ore: øre, from 0; more than the costs counts as all of them.
        returns:  øre, 0 to `used_ore`; nothing as long as the share of the costs still comes to the amount.
        source:   STAR, Guide til udarbejdelse af projektbudgetter (2016, 2018): the grant is net, it is not raised
                  when costs grow and is cut when the project turns out cheaper.
        raises:   ValueError below 0.
        """
        if less_ore < 0:
            raise ValueError("What is spent less counts from 0.")
        if not self.costs_ore:
            return 0
        left = Fraction(max(0, self.costs_ore - less_ore), self.costs_ore)
        return self.used_ore - min(self.used_ore, int(self.payable_ore * left))

    def told(self, less_ore: int) -> Sentence:
        """The arithmetic in words, for an amount spent less."""
        return say(
            "If {less} less is spent, {fall} of “{grant}” falls away.",
            less=Money(less_ore),
            grant=self.name,
            fall=Money(self.falls_by(less_ore)),
        )


def net_grant(problem: Problem, plan: Plan) -> tuple[NetGrant, ...]:
    """Each grant of the problem under the plan's own payments, in the problem's order.

    Held against the plan's costs, date by date and heading by heading, as its payments say.
    """
    cost: dict[tuple[date, Heading], int] = defaultdict(int)
    paid: dict[tuple[str, date, Heading], int] = defaultdict(int)
    for payment in plan.payments:
        cost[payment.date, payment.heading] += payment.amount_ore
        paid[payment.source, payment.date, payment.heading] += payment.amount_ore
    grants = problem.funding.grants
    return tuple(_one(grant, grants, cost, paid) for grant in grants)


def _one(
    grant: Grant,
    grants: tuple[Grant, ...],
    cost: dict[tuple[date, Heading], int],
    paid: dict[tuple[str, date, Heading], int],
) -> NetGrant:
    costs_ore = payable_ore = used_ore = 0
    others = [other.id for other in grants if other.id != grant.id]
    for (day, heading), amount in cost.items():
        if grant.first_day <= day <= grant.last_day and heading in grant.headings:
            by_others = sum(paid.get((other, day, heading), 0) for other in others)
            share = int(amount * Fraction(grant.share_percent) / 100)
            costs_ore += amount
            payable_ore += max(0, min(share, amount - by_others))
            used_ore += paid.get((grant.id, day, heading), 0)
    return NetGrant(grant.id, grant.name, grant.amount_ore, used_ore, costs_ore, payable_ore)
