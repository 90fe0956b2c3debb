"""What we get for the money: plans times the schemes and grants that could pay, and who would still be here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from samklang.access.models import Person
from samklang.core.grants.price import Price, Purse, prices
from samklang.core.grants.price import Variant as Way
from samklang.core.grants.terms import Heading
from samklang.core.planner import plan as plans
from samklang.core.planner.forecast import Assumptions, expected_trained, from_plan
from samklang.core.planner.problem import ProblemFaults
from samklang.core.words import render
from samklang.delivery.queries.outlook import observed_turnover
from samklang.funding.models import Grant, Scheme
from samklang.funding.queries.grants import grants_for, schemes_open_on, terms_of
from samklang.funding.queries.plan_costs import budgeted
from samklang.funding.queries.position import standing_of
from samklang.planning import documents
from samklang.planning.models import Programme, Variant

MOST_PLANS = 8
"""The newest plans of the programme."""
MONTHS = 24
"""So far ahead it is reckoned who is still here."""


@dataclass(frozen=True)
class Priced:
    """Every plan with every scheme and every running grant. plans, payers: by the keys that a price has."""

    plans: dict[str, Variant]
    payers: dict[str, Scheme | Grant]
    prices: Sequence[Price]


def priced(person: Person, programme: Programme, today: date, language: str) -> Priced:
    """What can be done first, the cheapest for each trained before the others."""
    found = Variant.objects.filter(programme=programme, approved=True, deleted_at=None).select_related("version")
    variants = {str(one.pk): one for one in found.defer("changes", "violations").order_by("-number")[:MOST_PLANS]}
    schemes = {f"scheme-{one.pk}": one for one in schemes_open_on(person, [programme.jobcentre], today)}
    grants = {f"grant-{one.pk}": one for one in _running(person, programme, today)}
    assumptions = _assumptions(programme, today)
    ways = [_way(key, one, assumptions, today, language) for key, one in variants.items()]
    purses = [Purse(key, one.name, terms_of(one)) for key, one in schemes.items()]
    purses += [Purse(key, str(one), terms_of(one), _left(one, today)) for key, one in grants.items()]
    return Priced(variants, {**schemes, **grants}, sorted(prices(ways, purses), key=_order))


def _running(person: Person, programme: Programme, today: date) -> QuerySet[Grant]:
    """The grants of the programme's jobcentre that are open and have not run out."""
    found = grants_for(person).filter(application__jobcentre=programme.jobcentre, closed_at=None)
    return found.filter(ends__gte=today)


def _left(grant: Grant, today: date) -> int:
    """What is left of the award after what has been spent; what is agreed may be of the very plan that is priced."""
    return max(0, grant.awarded_ore - standing_of(grant, today).due_ore)


def _order(one: Price) -> tuple[bool, bool, int]:
    return one.stopped, one.dominated_by is not None, one.own_per_trained_ore or 0


def _way(key: str, variant: Variant, assumptions: Assumptions, today: date, language: str) -> Way:
    trained = max(0, variant.version.to_train - variant.untrained)
    cost = {Heading(heading.value): ore for heading, ore in budgeted(variant).items()}
    return Way(key, render(variant.called, language), trained, cost, _still_here(variant, trained, assumptions, today))


def _assumptions(programme: Programme, today: date) -> Assumptions:
    """With the share that left the jobcentre in the last two years, where enough did to tell."""
    seen = observed_turnover(programme.jobcentre, today).share
    return Assumptions() if seen is None else replace(Assumptions(), turnover=seen)


def _still_here(variant: Variant, trained: int, assumptions: Assumptions, today: date) -> Decimal | None:
    """How many of those the plan trains are expected to be employed after 24 months; None where it cannot be told."""
    try:
        problem = documents.problem_of(variant.version.document)
        start = from_plan(problem, plans.from_document(variant.document), today=today)
    except (ProblemFaults, KeyError, ValueError):
        return None
    ahead = [(max(0, month), people) for month, people in start.completions]
    through = max(0, trained - sum(people for _, people in ahead))
    return round(Decimal(expected_trained(through, ahead, assumptions, MONTHS)), 1)
