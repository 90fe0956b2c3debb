"""What the published plan of a grant's programme will cost, as commitments under the funder's headings."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from samklang.core.grants.document import terms_from
from samklang.core.grants.shares import share_of
from samklang.core.grants.terms import Heading as Reckoned
from samklang.core.grants.terms import Terms
from samklang.core.planner import plan as plans
from samklang.core.planner.problem import Heading as PlanHeading
from samklang.core.words import Sentence, render, say
from samklang.funding.enums import CommitmentSource, Heading
from samklang.funding.given import LineGiven, Promise
from samklang.funding.models import Application, Grant
from samklang.planning.models import Variant
from samklang.planning.queries.publications import holding

UNDER: Mapping[PlanHeading, Heading] = {
    PlanHeading.TRAINER: Heading.EXTERNAL,
    PlanHeading.TRAVEL: Heading.TRANSPORT,
    PlanHeading.ROOM: Heading.RENT,
    PlanHeading.MATERIALS: Heading.MATERIALS,
    PlanHeading.TEMP: Heading.WAGES,
}
"""Where the planner's costs stand in a funder's budget."""
_TEXTS: Mapping[PlanHeading, Sentence] = {
    PlanHeading.TRAINER: say("Trainer, {day}"),
    PlanHeading.TRAVEL: say("The trainer's travel, {day}"),
    PlanHeading.ROOM: say("Rooms, {day}"),
    PlanHeading.MATERIALS: say("Materials, {day}"),
    PlanHeading.TEMP: say("Temps, {day}"),
}

_LINES: Mapping[PlanHeading, Sentence] = {
    PlanHeading.TRAINER: say("Trainer"),
    PlanHeading.TRAVEL: say("The trainer's travel"),
    PlanHeading.ROOM: say("Rooms"),
    PlanHeading.MATERIALS: say("Materials"),
    PlanHeading.TEMP: say("Temps while staff are at the course"),
}


def promises_of(grant: Grant, language: str) -> list[Promise]:
    """What is to be paid for each day of the published plan within the grant's period; none without a plan."""
    found = plan_costs(grant)
    return [
        Promise(
            _key(day, heading), UNDER[heading].value,
            render(Sentence(_TEXTS[heading].message, {"day": day}), language), ore, day,
        )
        for (day, heading), ore in sorted(found.items())
        if grant.begins <= day <= grant.ends
    ]  # fmt: skip


def plan_costs(grant: Grant) -> dict[tuple[date, PlanHeading], int]:
    """What the plan that holds costs on each day under each of the planner's headings, in øre."""
    programme = grant.application.programme
    held = holding(programme) if programme is not None else None
    if held is None:
        return {}
    document = Variant.objects.values_list("document", flat=True).get(pk=held.variant_id)
    amounts: dict[tuple[date, PlanHeading], int] = defaultdict(int)
    for one in plans.from_document(document).payments:
        amounts[one.date, one.heading] += one.amount_ore
    return dict(amounts)


def planned_rest(grant: Grant, today: date) -> dict[Reckoned, int]:
    """What the plan that holds still expects to pay within the grant under each heading it knows, in øre.

    What is agreed, paid or taken out stands with the commitments of the grant, and is not in it. Empty without a plan.
    """
    found = {place: ore for place, ore in plan_costs(grant).items() if grant.begins <= place[0] <= grant.ends}
    keys = set(grant.commitments.filter(source=CommitmentSource.PLAN).values_list("key", flat=True)) if found else set()
    rest = {Reckoned(UNDER[heading].value): 0 for _, heading in found}
    for (day, heading), ore in found.items():
        if day > today and _key(day, heading) not in keys:
            rest[Reckoned(UNDER[heading].value)] += ore
    return rest


def _key(day: date, heading: PlanHeading) -> str:
    """What a commitment of the plan is of."""
    return f"{heading.value}/{day.isoformat()}"


def budgeted(variant: Variant) -> dict[Heading, int]:
    """What a plan costs in all under a funder's headings, in øre."""
    amounts: dict[Heading, int] = defaultdict(int)
    for one in plans.from_document(variant.document).payments:
        amounts[UNDER[one.heading]] += one.amount_ore
    return {heading: amounts[heading] for heading in Heading if amounts[heading]}


def lines_from_plan(application: Application, language: str) -> list[LineGiven]:
    """A budget to begin with: what the programme's published plan costs, by year and heading; empty without a plan."""
    held = holding(application.programme) if application.programme is not None else None
    if held is None:
        return []
    terms = terms_from(application.scheme.terms)
    amounts: dict[tuple[int, PlanHeading], int] = defaultdict(int)
    days: dict[tuple[int, PlanHeading], set[date]] = defaultdict(set)
    for one in plans.from_document(Variant.objects.values_list("document", flat=True).get(pk=held.variant_id)).payments:
        amounts[one.date.year, one.heading] += one.amount_ore
        days[one.date.year, one.heading].add(one.date)
    return [
        _line(year, heading, ore=ore, days=len(days[year, heading]), terms=terms, language=language)
        for (year, heading), ore in sorted(amounts.items(), key=lambda row: (row[0][0], row[0][1].value))
        if ore
    ]


def _line(year: int, heading: PlanHeading, *, ore: int, days: int, terms: Terms, language: str) -> LineGiven:
    """One line for a heading: by the day where that comes out even, else as one amount."""
    even = days > 0 and ore % days == 0
    under = UNDER[heading]
    funder = share_of(ore, terms.funder_share_bp) if terms.pays(Reckoned(under.value)) else 0
    return LineGiven(
        heading=under.value, year=year, text=render(_LINES[heading], language), quantity=Decimal(days if even else 1),
        unit=render(say("days"), language) if even else "", unit_price_ore=ore // days if even else ore,
        own_ore=ore - funder, funder_ore=funder, why=render(say("As the published plan has it."), language),
    )  # fmt: skip
