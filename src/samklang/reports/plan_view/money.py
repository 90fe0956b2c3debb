"""What the plan costs and who pays."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from samklang.core.planner.plan import OWN, Payment, Plan
from samklang.core.planner.problem import Grant, Heading, Problem
from samklang.core.words import Sentence, say
from samklang.reports.plan_view.days import months_between
from samklang.reports.plan_view.model import GrantView, HeadingRow, MoneyView, MonthRow, Posting

HEADINGS = {
    Heading.TRAINER: say("Trainers"),
    Heading.TRAVEL: say("Travel"),
    Heading.ROOM: say("Rooms"),
    Heading.MATERIALS: say("Materials"),
    Heading.TEMP: say("Temps"),
}
OWN_MONEY = say("Own money")
Key = TypeVar("Key", Heading, date)


def money_of(problem: Problem, plan: Plan) -> MoneyView:
    """The plan's payments by source, heading and month."""
    names: dict[str, str | Sentence] = {grant.id: grant.name for grant in problem.funding.grants} | {OWN: OWN_MONEY}
    paid = {source: sum(one.amount_ore for one in plan.payments if one.source == source) for source in names}
    total = plan.cost_ore
    by_heading = _rows(plan, tuple(names), Heading, lambda one: one.heading)
    by_month = _rows(plan, tuple(names), _months(plan), lambda one: one.date.replace(day=1))
    return MoneyView(
        total_ore=total,
        own_ore=paid[OWN],
        own_budget_ore=problem.funding.own_budget_ore,
        own_share=_share(paid[OWN], total),
        grants=tuple(_grant(grant, paid[grant.id], total) for grant in problem.funding.grants),
        sources=tuple(names.values()),
        postings=_postings(plan, names),
        by_heading=tuple(
            HeadingRow(HEADINGS[heading], amounts) for heading, amounts in by_heading.items() if sum(amounts)
        ),
        by_month=tuple(MonthRow(month, amounts) for month, amounts in by_month.items()),
    )


def _grant(grant: Grant, used_ore: int, total_ore: int) -> GrantView:
    return GrantView(
        id=grant.id,
        name=grant.name,
        amount_ore=grant.amount_ore,
        used_ore=used_ore,
        first_day=grant.first_day,
        last_day=grant.last_day,
        at_most=grant.share_percent / 100,
        headings=tuple(HEADINGS[heading] for heading in grant.headings),
        share=_share(used_ore, total_ore),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _postings(plan: Plan, names: dict[str, str | Sentence]) -> tuple[Posting, ...]:
    headings, sources = tuple(Heading), tuple(names)
    in_order = sorted(
        (one for one in plan.payments if one.amount_ore),
        key=lambda one: (one.date, headings.index(one.heading), sources.index(one.source)),
    )
    return tuple(Posting(one.date, HEADINGS[one.heading], names[one.source], one.amount_ore) for one in in_order)


def _months(plan: Plan) -> Iterable[date]:
    days = sorted(one.date for one in plan.payments)
    return months_between(days[0], days[-1]) if days else ()


def _rows(
    plan: Plan, sources: tuple[str, ...], keys: Iterable[Key], key_of: Callable[[Payment], Key]
) -> dict[Key, tuple[int, ...]]:
    """For each key, what each source pays in all, in øre."""
    amounts: dict[tuple[Key, str], int] = defaultdict(int)
    for one in plan.payments:
        amounts[key_of(one), one.source] += one.amount_ore
    return {key: tuple(amounts[key, source] for source in sources) for key in keys}
