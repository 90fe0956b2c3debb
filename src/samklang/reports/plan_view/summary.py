"""The plan in a few sentences that a head of service can read aloud, and its key figures."""

from datetime import date

from samklang.core.calendar import Half
from samklang.core.planner.plan import Level, Plan
from samklang.core.planner.problem import Wish
from samklang.core.planner.progress import gap_of
from samklang.core.words import Money, Sentence, say, say_n
from samklang.reports.plan_view.model import (
    CohortView,
    CoverCell,
    CoverView,
    Figure,
    GroupCover,
    MoneyView,
    PersonView,
    SessionView,
)


def summary_of(
    plan: Plan, cohorts: tuple[CohortView, ...], people: tuple[PersonView, ...], cover: CoverView, money: MoneyView
) -> tuple[Sentence, ...]:
    """Who is trained by when, what it means for the counters, what it costs and who pays, and how good the plan is."""
    return (
        *_trained(cohorts, people),
        *_covered(cover),
        *_paid(money),
        *_how_good(plan.levels),
    )


def figures_of(
    cohorts: tuple[CohortView, ...],
    sessions: tuple[SessionView, ...],
    people: tuple[PersonView, ...],
    cover: CoverView,
    money: MoneyView,
) -> tuple[Figure, ...]:
    """Six numbers to see at a glance, fewer where there is nothing to say."""
    seated = sum(person.cohort is not None for person in people)
    figures = [
        Figure(
            say("Have a seat"),
            say("{seated} of {all}", seated=seated, all=len(people)),
            say_n("{count} without a seat", "{count} without a seat", len(people) - seated),
        ),
        Figure(say("Cohorts"), len(cohorts), say_n("{count} session", "{count} sessions", len(sessions))),
    ]
    if sessions:
        first, last = min(one.date for one in sessions), max(one.date for one in sessions)
        figures.append(Figure(say("Last session"), last, say("The first is on {date}.", date=first)))
    per_head = say("{amount} a person", amount=Money(money.total_ore // seated // 100 * 100)) if seated else None
    figures.append(Figure(say("Cost in all"), Money(money.total_ore), per_head))
    if money.grants:
        granted = sum(grant.used_ore for grant in money.grants)
        figures.append(
            Figure(say("Paid by grants"), Money(granted), say("Own money: {amount}", amount=Money(money.own_ore)))
        )
    if cover.tightest:
        group, cell = cover.tightest
        figures.append(Figure(say("To spare at the tightest"), cell.slack, _where(group, cell)))
    return tuple(figures)


def _trained(cohorts: tuple[CohortView, ...], people: tuple[PersonView, ...]) -> list[Sentence]:
    seated = sum(person.cohort is not None for person in people)
    if not cohorts:
        return [say("Nobody has a seat in this plan, out of {all} to be trained.", all=len(people))]
    last: date = max(cohort.last_day for cohort in cohorts)
    in_cohorts = say_n("{count} cohort", "{count} cohorts", len(cohorts))
    if seated == len(people):
        return [
            say_n(
                "The only one to be trained is trained by {date}, in {cohorts}.",
                "All {count} who are to be trained are trained by {date}, in {cohorts}.",
                seated,
                date=last,
                cohorts=in_cohorts,
            )
        ]
    return [
        say(
            "{seated} of {all} are trained by {date}, in {cohorts}.",
            seated=seated,
            all=len(people),
            date=last,
            cohorts=in_cohorts,
        ),
        say_n(
            "{count} person has no seat; the reason is given below.",
            "{count} people have no seat; the reasons are given below.",
            len(people) - seated,
        ),
    ]


def _covered(cover: CoverView) -> list[Sentence]:
    if not cover.groups or not cover.mondays:
        return []
    kept = (
        say_n(
            "Every counter keeps its minimum in every half-day, with {count} half-day of temps bought in.",
            "Every counter keeps its minimum in every half-day, with {count} half-days of temps bought in.",
            cover.temp_half_days,
        )
        if cover.temp_half_days
        else say("Every counter keeps its minimum in every half-day.")
    )
    if cover.tightest is None:
        return [kept]
    group, cell = cover.tightest
    tightest = say(
        "It is tightest at {group} on {when}: {left} are left and {need} are needed.",
        group=group.name,
        when=in_half(cell),
        left=cell.manned,
        need=cell.need,
    )
    return [kept, tightest]


def _paid(money: MoneyView) -> list[Sentence]:
    if not money.total_ore:
        return [say("The plan costs nothing.")]
    total = say("The plan costs {total} in all.", total=Money(money.total_ore))
    parts = [
        say("{amount} comes from {grant}", amount=Money(grant.used_ore), grant=grant.name)
        for grant in money.grants
        if grant.used_ore
    ]
    if not parts:
        return [total, say("All of it is own money.")]
    if len(parts) == 1 and not money.own_ore:
        return [total, say("All of it comes from {grant}.", grant=parts[0].values["grant"])]
    if money.own_ore:
        parts.append(say("{amount} is own money", amount=Money(money.own_ore)))
    return [total, say("Of that, {parts}.", parts=tuple(parts))]


def _how_good(levels: tuple[Level, ...]) -> list[Sentence]:
    proved = {level.wish: level.proved or level.value <= 0 for level in levels}
    if levels and all(proved.values()):
        return [say("It is proved that no better plan exists, with your wishes in the order you gave them.")]
    said = []
    for level in levels:
        if level.wish is Wish.UNTRAINED and level.value and proved[level.wish]:
            said.append(say("It is proved that no plan seats more people."))
        if level.wish is Wish.COST and proved[level.wish]:
            said.append(say("It is proved that no plan that is as good on the wishes before it costs less."))
        elif level.wish is Wish.COST and level.bound is not None:
            said.append(say("Another plan could be at most {gap} cheaper.", gap=gap_of(level)))
    return said


def _where(group: GroupCover, cell: CoverCell) -> Sentence:
    return say("{group}, {when}", group=group.name, when=in_half(cell))


def in_half(cell: CoverCell) -> Sentence:
    """The half-day within a sentence."""
    if cell.half is Half.MORNING:
        return say("{date} in the morning", date=cell.date)
    return say("{date} in the afternoon", date=cell.date)
