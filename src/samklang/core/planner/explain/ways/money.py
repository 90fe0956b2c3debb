"""More money."""

from collections.abc import Iterator
from dataclasses import replace

from samklang.core.planner.explain.rules import Rule
from samklang.core.planner.explain.switches import without
from samklang.core.planner.explain.ways.trying import Attempt
from samklang.core.planner.explain.ways.way import Unit, WayOut
from samklang.core.planner.problem import Wish
from samklang.core.units import ORE_PER_KRONE
from samklang.core.words import Money, say


def more_money(attempt: Attempt, rule: Rule) -> Iterator[WayOut]:
    """What the cheapest plan found takes beyond the own budget, in whole kroner."""
    trial = attempt.plan_of(without(attempt.problem, [rule]), then=(Wish.COST,))
    budget = attempt.problem.funding.own_budget_ore
    if trial is None or budget is None:
        return
    short = -(-(trial.tally.own_ore - budget) // ORE_PER_KRONE) * ORE_PER_KRONE
    if short > 0:
        what = say(
            "Find {short} more of own money, {all} in all. The plan then costs {cost} in all.",
            short=Money(short),
            all=Money(budget + short),
            cost=Money(trial.tally.cost_ore),
        )
        funding = replace(attempt.problem.funding, own_budget_ore=budget + short)
        yield WayOut(what, short, Unit.ORE, changed=replace(attempt.problem, funding=funding))
