"""What is compared: one plan's figures, which way is better, and which variant is no better in anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samklang.core.planner.check import Verdict, cover_table
from samklang.core.planner.compare.net_grant import NetGrant, net_grant
from samklang.core.planner.plan import OWN, Level, Plan
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Problem, Wish
from samklang.core.planner.problem import document as problem_document
from samklang.core.planner.risk import Risk, risk

SAME = 1e-9
"""Expected half-days that differ by less are the same."""


class Column(StrEnum):
    """What one variant can be better in than another."""

    UNTRAINED = "untrained"
    COST = "cost"
    OWN_MONEY = "own_money"
    CONVERSATIONS = "conversations"
    PAIRS = "pairs"
    SPREAD = "spread"
    ORDER = "order"
    FINISH = "finish"
    SLACK = "slack"
    TIGHT = "tight"
    SHORT = "short"


@dataclass(frozen=True)
class Figures:
    """One approved plan in figures. All are the checker's recount, never the solver's word."""

    untrained: int
    cost_ore: int
    own_ore: int
    """The municipality's own money that the plan's payments use."""
    conversations: int
    """Conversations that have to be moved."""
    pairs: int
    """Peer pairs that are not together."""
    spread: int
    finish: date | None
    """The date of the last session; None where there is none."""
    cohorts: int
    risk: Risk
    grants: tuple[NetGrant, ...]
    levels: tuple[Level, ...]
    """The wishes with their proved bounds, as the plan states them."""
    order: int | None = None
    """People out of the drawn order; None where none was drawn."""

    @property
    def proved(self) -> bool:
        """Whether no better plan exists for this variant, in any wish."""
        return bool(self.levels) and all(level.proved for level in self.levels)

    def score(self, column: Column) -> float:
        """The figure as something to be small: what should be large is turned round, what is missing is best."""
        slack = self.risk.smallest_slack
        scores: dict[Column, float] = {
            Column.UNTRAINED: self.untrained,
            Column.COST: self.cost_ore,
            Column.OWN_MONEY: self.own_ore,
            Column.CONVERSATIONS: self.conversations,
            Column.PAIRS: self.pairs,
            Column.SPREAD: self.spread,
            Column.ORDER: self.order or 0,
            Column.FINISH: 0 if self.finish is None else self.finish.toordinal(),
            Column.SLACK: float("-inf") if slack is None else -slack,
            Column.TIGHT: self.risk.tight,
            Column.SHORT: round(self.risk.short_more / SAME) * SAME,
        }
        return scores[column]


def figures_of(problem: Problem, plan: Plan, verdict: Verdict, *, sickness_share: float) -> Figures:
    """The figures of a plan that the checker has approved."""
    table = cover_table(problem_document(problem), plan_document(plan))
    levels = verdict.levels
    return Figures(
        untrained=levels[Wish.UNTRAINED],
        cost_ore=verdict.cost_ore,
        own_ore=sum(payment.amount_ore for payment in plan.payments if payment.source == OWN),
        conversations=levels[Wish.CONTINUITY],
        pairs=levels[Wish.PAIRS],
        spread=levels[Wish.SPREAD],
        finish=max((session.date for session in plan.sessions), default=None),
        cohorts=len(plan.cohort_numbers()),
        risk=risk(table, sickness_share=sickness_share),
        grants=net_grant(problem, plan),
        levels=plan.levels,
        order=levels[Wish.ORDER] if any(person.wave is not None for person in problem.people) else None,
    )


def best_in(column: Column, figures: Sequence[Figures | None]) -> tuple[int, ...]:
    """The places of those that are best in a column, counted from 0; empty where there are no figures at all."""
    scores = {place: one.score(column) for place, one in enumerate(figures) if one is not None}
    return tuple(place for place, score in scores.items() if score == min(scores.values()))


def dominating(place: int, figures: Sequence[Figures | None]) -> int | None:
    """The first that is at least as good in every column and better in one; None where there is none.

    Vilfredo Pareto's rule: whatever the wishes weigh, the one at `place` is then never to be preferred.
    """
    mine = figures[place]
    if mine is None:
        return None
    for other, theirs in enumerate(figures):
        if theirs is None or other == place:
            continue
        pairs = [(theirs.score(column), mine.score(column)) for column in Column]
        if all(their <= my for their, my in pairs) and any(their < my for their, my in pairs):
            return other
    return None
