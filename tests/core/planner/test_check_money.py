"""Money: every cost paid, and each source within what it may pay. Each rule broken alone."""

from dataclasses import replace
from random import Random

import pytest
from tests.factories.problems import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_grant,
    a_group,
    a_room,
    a_trainer,
)
from tests.factories.small_plan import BOTH, rules_broken, the_plan, the_problem, verdict_on
from tests.oracles.rules import Rules

from samklang.core.planner.check.facts import read_facts
from samklang.core.planner.check.money import granted_at_most
from samklang.core.planner.plan import OWN, Payment, TempUse
from samklang.core.planner.problem import Funding, Heading
from samklang.core.planner.problem import document as problem_document

HALF = Funding(own_budget_ore=None, grants=(a_grant(share_percent=50),))
ALL_OWN = (
    *(Payment(day, Heading.TRAINER, OWN, 1_000_000) for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)),
    *(Payment(day, Heading.MATERIALS, OWN, 20_000) for day in (MONDAY, TUESDAY)),
)


def paid_by_grant(amount_ore: int, **changes):
    """The payments of the small plan, all own money but a part of Monday's trainer, or as changed."""
    first = replace(ALL_OWN[0], amount_ore=1_000_000 - amount_ore)
    return (first, *ALL_OWN[1:], Payment(**{**vars(first), "source": "pulje", "amount_ore": amount_ore, **changes}))


def test_own_money_can_pay_everything():
    problem = the_problem(funding=Funding())
    assert rules_broken(problem, the_plan(problem, payments=ALL_OWN)) == set()


@pytest.mark.parametrize(
    "payments",
    [
        ALL_OWN[1:],
        (*ALL_OWN, Payment(MONDAY, Heading.ROOM, OWN, 1)),
        (replace(ALL_OWN[0], amount_ore=999_999), *ALL_OWN[1:]),
        (replace(ALL_OWN[0], date=TUESDAY), *ALL_OWN[1:]),
        (replace(ALL_OWN[0], heading=Heading.TRAVEL), *ALL_OWN[1:]),
        (*ALL_OWN, ALL_OWN[0]),
        (),
    ],
)
def test_payments_sum_to_the_cost_of_each_date_and_heading(payments):
    problem = the_problem(funding=HALF)
    assert rules_broken(problem, the_plan(problem, payments=payments)) == {"payment-sum"}


def test_wrong_payments_say_so_when_there_is_money_enough():
    problem = the_problem(funding=HALF)
    verdict = verdict_on(problem, the_plan(problem, payments=ALL_OWN[1:]))
    assert str(verdict.violations[0].what) == (
        "On 7 September 2026, the trainer costs 10,000 kr. and 0 kr. is paid. "
        "There is money enough: share the payments out again."
    )


@pytest.mark.parametrize(
    "window", [{"first_day": TUESDAY}, {"last_day": MONDAY.replace(day=6)}, {"first_day": TUESDAY, "last_day": TUESDAY}]
)
def test_a_grant_pays_in_its_period_only(window):
    problem = the_problem(funding=Funding(grants=(a_grant(**window),)))
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(1))) == {"grant-window"}


@pytest.mark.parametrize("window", [{"first_day": MONDAY}, {"last_day": MONDAY}])
def test_a_grants_period_includes_both_ends(window):
    problem = the_problem(funding=Funding(grants=(a_grant(**window),)))
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(1_000_000))) == set()


def test_a_grant_pays_its_headings_only():
    problem = the_problem(funding=Funding(grants=(a_grant(headings=(Heading.MATERIALS,)),)))
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(1))) == {"grant-heading"}


@pytest.mark.parametrize(
    ("cost_ore", "share", "most"),
    [(1_000_000, 50.0, 500_000), (1_000_001, 50.0, 500_000), (1_000_000, 33.3, 333_000), (1_000_000, 0.7, 7_000)],
)
def test_a_grant_pays_at_most_its_share_of_each_cost_in_whole_ore(cost_ore, share, most):
    problem = the_problem(
        trainers=(a_trainer(modules=BOTH, day_cost_ore=cost_ore),),
        funding=Funding(grants=(a_grant(share_percent=share),)),
    )

    def paid(amount_ore: int):
        plan = the_plan(problem, payments=())
        own = [replace(one, amount_ore=cost_ore) for one in ALL_OWN[1:4]] + list(ALL_OWN[4:])
        parts = (
            replace(ALL_OWN[0], amount_ore=cost_ore - amount_ore),
            replace(ALL_OWN[0], source="pulje", amount_ore=amount_ore),
        )
        return replace(plan, payments=(*own, *parts))

    assert rules_broken(problem, paid(most)) == set()
    assert rules_broken(problem, paid(most + 1)) == {"grant-share"}


def test_a_grants_share_holds_for_its_payments_of_one_cost_together():
    problem = the_problem(funding=HALF)
    twice = (
        replace(ALL_OWN[0], amount_ore=400_000),
        *(replace(ALL_OWN[0], source="pulje", amount_ore=300_000) for _ in range(2)),
        *ALL_OWN[1:],
    )
    assert rules_broken(problem, the_plan(problem, payments=twice)) == {"grant-share"}


def test_a_grant_pays_no_more_than_it_is():
    problem = the_problem(funding=Funding(grants=(a_grant(amount_ore=700_000),)))
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(700_000))) == set()
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(700_001))) == {"grant-amount"}


def test_own_money_stays_within_the_budget():
    problem = the_problem(funding=Funding(own_budget_ore=4_039_999, grants=(a_grant(),)))
    verdict = verdict_on(problem, the_plan(problem, payments=ALL_OWN))
    assert [one.rule for one in verdict.violations] == ["own-budget"]
    assert (verdict.money_suffices, verdict.own_needed_ore) == (True, 0)
    assert rules_broken(problem, the_plan(problem, payments=paid_by_grant(1))) == set()


def test_a_plan_nobody_can_pay_is_refused_with_what_is_missing():
    problem = the_problem(funding=Funding(own_budget_ore=2_000_000, grants=(a_grant(share_percent=50),)))
    verdict = verdict_on(problem, the_plan(problem))
    assert [one.rule for one in verdict.violations] == ["money"]
    assert (verdict.money_suffices, verdict.own_needed_ore) == (False, 2_020_000)
    assert str(verdict.violations[0].what) == (
        "The plan costs 40,400 kr.; the grants can pay 20,200 kr. of it at most and the own budget 20,000 kr.: "
        "200 kr. is missing."
    )


def test_every_cost_is_counted_on_its_date_and_under_its_heading():
    problem = the_problem(
        trainers=(a_trainer(modules=BOTH, day_cost_ore=100, travel_cost_ore=10),),
        rooms=(a_room(half_day_cost_ore=7),),
        groups=(a_group(temp_cap=2, temp_cost_ore=50),),
        modules=tuple(
            replace(one, length=2, cost_per_cohort_ore=1_000, cost_per_person_ore=1) for one in the_problem().modules
        ),
        funding=Funding(),
    )
    temps = (TempUse("roedding", MONDAY, "am", 2),)
    plan = the_plan(problem, temps=temps, payments=())
    each = {Heading.TRAINER: 100, Heading.TRAVEL: 10, Heading.ROOM: 14, Heading.MATERIALS: 1_002}
    paid = [
        Payment(day, heading, OWN, amount)
        for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
        for heading, amount in each.items()
    ]
    plan = replace(plan, payments=(*paid, Payment(MONDAY, Heading.TEMP, OWN, 100)))
    assert rules_broken(problem, plan) == set()
    assert verdict_on(problem, plan).cost_ore == 4 * 1_126 + 100


@pytest.mark.parametrize("seed", range(300))
def test_the_most_that_grants_can_pay_is_the_narrowest_cut(seed):
    rng = Random(seed)
    grants = tuple(
        a_grant(
            f"pulje-{number}",
            amount_ore=rng.randint(0, 300),
            share_percent=rng.choice((100.0, 50.0, 33.3, 12.5)),
            first_day=rng.choice((MONDAY, TUESDAY)),
            last_day=rng.choice((TUESDAY, WEDNESDAY, THURSDAY)),
            headings=rng.choice(((Heading.TRAINER,), (Heading.TRAINER, Heading.ROOM), tuple(Heading))),
        )
        for number in range(rng.randint(0, 4))
    )
    problem = the_problem(funding=Funding(0, grants))
    costs = {
        (day, heading): rng.randint(1, 200)
        for day in (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
        for heading in rng.sample(list(Heading), 3)
    }
    by_text = {(day, heading.value): cost for (day, heading), cost in costs.items()}
    found = granted_at_most(read_facts(problem_document(problem)), by_text)
    assert found == sum(costs.values()) - Rules(problem).own_needed(costs)
