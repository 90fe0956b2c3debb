"""Variants of one problem side by side: what each changes, what comes out, and which is not worth choosing."""

from dataclasses import replace
from datetime import date

import pytest

from samklang.core.planner.compare import Column, Variant, compare, net_grant, variants_of
from samklang.core.planner.compare.figures import Figures, best_in, dominating
from samklang.core.planner.plan import OWN, Level, Payment, Plan
from samklang.core.planner.problem import (
    HALF_DAY_NAMES,
    Cohorts,
    CoverGroup,
    Funding,
    Grant,
    Heading,
    Module,
    Pattern,
    Person,
    Problem,
    Room,
    Team,
    Trainer,
    Wish,
)
from samklang.core.planner.risk import Risk
from samklang.core.planner.solve import solve
from samklang.core.words import render, say

FIRST, LAST = date(2026, 9, 7), date(2026, 9, 18)
LIMITS = {"time_limit_s": 10, "threads": 1}


def a_problem(**changes: object) -> Problem:
    """Six people of one team, two of them to be left; a day with the trainer costs 10,000 kr., a grant pays 80 %."""
    problem = Problem(
        title="A day together",
        first_day=FIRST,
        last_day=LAST,
        teams=(Team("t", "The team"),),
        people=tuple(
            Person(id=name, name=name, team="t", patterns=(Pattern(HALF_DAY_NAMES),), conversations_per_half_day=2)
            for name in "abcdef"
        ),
        modules=(Module("one", "The day"),),
        trainers=(Trainer("x", "X", ("one",), day_cost_ore=1_000_000),),
        rooms=(Room("r", "R", 20),),
        groups=(CoverGroup("g", "The counter", 2, team="t"),),
        cohorts=Cohorts(minimum=1, maximum=6, size_minimum=1, size_maximum=4),
        funding=Funding(grants=(Grant("pool", "The pool", 8_000_000, FIRST, LAST, 80),)),
    )
    return replace(problem, **changes)


def english(row_reason: object) -> str:
    return render(row_reason, "en")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def compared():
    return compare(a_problem(), variants_of(a_problem(), (1, 2, 3, 7)), **LIMITS)


def test_more_cohorts_cost_more_and_leave_more_at_the_counter(compared):
    two, three = compared.rows[1].figures, compared.rows[2].figures
    assert (two.cohorts, two.untrained, two.cost_ore, two.own_ore) == (2, 0, 2_000_000, 400_000)
    assert (three.cohorts, three.untrained, three.cost_ore, three.own_ore) == (3, 0, 3_000_000, 600_000)
    assert two.conversations == three.conversations == 6 * 2 * 2
    assert three.risk.short_more < two.risk.short_more


def test_one_cohort_is_too_small_for_all_and_seven_too_many(compared):
    one, seven = compared.rows[0], compared.rows[3]
    assert one.figures.untrained == 2
    assert (seven.plan, seven.figures) == (None, None)
    assert english(seven.reason)
    assert seven.proved
    assert seven.dominated_by is None


def test_the_best_in_each_column_are_named(compared):
    assert compared.best[Column.UNTRAINED] == (1, 2)
    assert compared.best[Column.COST] == (0,)
    assert compared.best[Column.CONVERSATIONS] == (0,)
    assert 3 not in {place for places in compared.best.values() for place in places}


def test_every_row_with_figures_has_an_approved_plan_for_its_own_problem(compared):
    for row in compared.rows[:3]:
        assert row.verdict.approved
        assert row.problem.cohorts.minimum == row.problem.cohorts.maximum == row.figures.cohorts
        assert row.proved == all(level.proved for level in row.plan.levels)


def test_the_same_seed_gives_the_same_comparison(compared):
    again = compare(a_problem(), variants_of(a_problem(), (2,)), **LIMITS)
    assert again.rows[0].figures == compared.rows[1].figures


def test_a_later_start_that_gains_nothing_is_dominated_and_not_worth_choosing():
    now, later = Variant(say("Now"), cohorts=2), Variant(say("Later"), cohorts=2, first_day=date(2026, 9, 9))
    seen = compare(a_problem(), [later, now], **LIMITS)
    assert [row.dominated_by for row in seen.rows] == [1, None]
    assert seen.worth_choosing() == (1,)


def test_the_solver_is_told_the_limits_the_seed_and_when_to_stop():
    told = []

    def noting(problem, **terms):
        told.append(terms)
        return solve(problem, **terms)

    def go_on() -> bool:
        return False

    compare(a_problem(), variants_of(a_problem(), (2,)), solve=noting, **LIMITS, seed=5, should_stop=go_on)
    (terms,) = told
    assert (terms["time_limit_s"], terms["threads"], terms["seed"], terms["should_stop"]) == (10, 1, 5, go_on)


def test_own_dates_sizes_and_composition_are_variants_too():
    changed = Variant(
        say("All at once"),
        first_day=date(2026, 9, 8),
        last_day=date(2026, 9, 9),
        size_maximum=5,
        composition="whole_teams",
    ).applied(a_problem())
    assert (changed.first_day, changed.last_day) == (date(2026, 9, 8), date(2026, 9, 9))
    assert changed.cohorts == Cohorts(minimum=1, maximum=6, size_minimum=1, size_maximum=5, composition="whole_teams")
    assert Variant(say("As it is")).applied(a_problem()) == a_problem()


def test_variants_are_named_by_their_cohorts_and_the_number_there_is_now_is_marked():
    fixed = a_problem(cohorts=Cohorts(minimum=2, maximum=2))
    assert [english(one.name) for one in variants_of(fixed, (1, 2, 2, 3))] == [
        "1 cohort",
        "2 cohorts, as now",
        "3 cohorts",
    ]
    assert [one.cohorts for one in variants_of(a_problem())] == [2, 3, 4, 5]
    assert english(variants_of(a_problem(), (1,))[0].name) == "1 cohort", "one of several numbers allowed is not marked"


@pytest.mark.parametrize(
    ("variant", "reason"),
    [
        (Variant(say("x"), cohorts=201), "Choose 1 to 200 cohorts of at least 1 person."),
        (Variant(say("x"), size_maximum=0), "Choose 1 to 200 cohorts of at least 1 person."),
        (Variant(say("x"), size_minimum=9), "The largest cohort is smaller than the smallest."),
        (
            Variant(say("x"), last_day=date(2026, 9, 1)),
            "The last day 1 September 2026 comes before the first day 7 September 2026.",
        ),
    ],
)
def test_a_variant_that_cannot_be_says_why_and_nothing_is_solved(variant, reason):
    def never(problem, **terms):
        raise AssertionError("nothing is to be solved")

    (row,) = compare(a_problem(), [variant], solve=never, **LIMITS).rows
    assert (english(row.reason), row.plan, row.figures) == (reason, None, None)
    assert row.proved


def test_a_plan_the_checker_refuses_is_not_compared():
    def empty_handed(problem, **terms):
        return Plan(title="", problem="another", sessions=(), seats=())

    seen = compare(a_problem(), variants_of(a_problem(), (2,)), solve=empty_handed, **LIMITS)
    assert english(seen.rows[0].reason).startswith("The plan found was not approved: ")
    assert (seen.rows[0].plan, seen.best[Column.COST], seen.worth_choosing()) == (None, (), ())


def test_after_a_stop_the_rest_is_named_as_not_tried_and_progress_names_its_variant():
    heard = []
    two, three = variants_of(a_problem(), (2, 3))
    seen = compare(
        a_problem(),
        (two, three),
        **LIMITS,
        on_progress=lambda *news: heard.append(news[0]),
        should_stop=lambda: len(heard) > 0,
    )
    assert seen.rows[0].figures is not None
    assert english(seen.rows[1].reason) == "Stopped before this variant was tried."
    assert set(map(id, heard)) == {id(two)}


def some_figures(**changes: object) -> Figures:
    short = changes.pop("short", 2.0)
    slack = changes.pop("slack", 1)
    risk = Risk(4, slack, 0, short, 1.0, 0.05)  # type: ignore[arg-type]
    figures = Figures(
        untrained=0,
        cost_ore=100,
        own_ore=20,
        conversations=5,
        pairs=0,
        spread=1,
        finish=LAST,
        cohorts=3,
        risk=risk,
        grants=(),
        levels=(),
    )
    return replace(figures, **changes)


def test_a_variant_is_dominated_by_one_that_is_nowhere_worse_and_somewhere_better():
    same, dearer, safer = some_figures(), some_figures(cost_ore=101), some_figures(cost_ore=101, slack=2)
    assert [dominating(place, [same, dearer, safer, None]) for place in range(4)] == [None, 0, None, None]
    assert dominating(0, [same, same]) is None
    assert dominating(0, [some_figures(short=2.0 + 1e-13), same]) is None
    assert dominating(0, [some_figures(short=2.1), same]) == 1


def test_fewer_more_later_and_sooner_are_better_in_the_right_direction():
    figures = [
        some_figures(slack=2, finish=date(2026, 9, 10)),
        some_figures(slack=None, finish=None),
        None,
        some_figures(slack=2, untrained=1),
    ]
    assert best_in(Column.SLACK, figures) == (1,)
    assert best_in(Column.SLACK, [figures[0], figures[2], some_figures()]) == (0,)
    assert best_in(Column.FINISH, [figures[0], some_figures()]) == (0,)
    assert best_in(Column.FINISH, figures) == (1,)
    assert best_in(Column.UNTRAINED, figures) == (0, 1)
    assert best_in(Column.COST, [None]) == ()


def test_proved_takes_every_wish():
    sure, unsure = Level(Wish.UNTRAINED, 0, 0), Level(Wish.COST, 100, 90)
    assert some_figures(levels=(sure,)).proved
    assert not some_figures(levels=(sure, unsure)).proved
    assert not some_figures().proved


DAY = date(2026, 9, 8)


def a_paid_plan(*payments: tuple[Heading, str, int], day: date = DAY) -> Plan:
    paid = tuple(Payment(day, heading, source, amount) for heading, source, amount in payments)
    return Plan(title="", problem="", sessions=(), seats=(), payments=paid)


def with_grants(*grants: Grant) -> Problem:
    return a_problem(funding=Funding(grants=grants))


def test_spend_forty_thousand_less_and_a_grant_of_eighty_percent_falls_by_thirty_two():
    plan = a_paid_plan((Heading.TRAINER, "pool", 16_000_000), (Heading.TRAINER, OWN, 4_000_000))
    (grant,) = net_grant(with_grants(Grant("pool", "The pool", 20_000_000, FIRST, LAST, 80)), plan)
    assert (grant.used_ore, grant.unused_ore, grant.costs_ore, grant.free_saving_ore) == (
        16_000_000,
        4_000_000,
        20_000_000,
        0,
    )
    assert grant.falls_by(4_000_000) == 3_200_000
    assert english(grant.told(4_000_000)) == "If 40,000 kr. less is spent, 32,000 kr. of “The pool” falls away."
    assert (grant.falls_by(0), grant.falls_by(20_000_000), grant.falls_by(99_000_000)) == (0, 16_000_000, 16_000_000)


def test_a_grant_that_is_used_up_falls_only_when_its_share_of_the_costs_is_below_it():
    plan = a_paid_plan((Heading.TRAINER, "pool", 12_000_000), (Heading.TRAINER, OWN, 8_000_000))
    (grant,) = net_grant(with_grants(Grant("pool", "The pool", 12_000_000, FIRST, LAST, 80)), plan)
    assert grant.free_saving_ore == 5_000_000
    assert [grant.falls_by(less) for less in (4_000_000, 5_000_000, 6_000_000)] == [0, 0, 800_000]


def test_costs_outside_the_window_and_headings_and_paid_by_others_do_not_count():
    trainer = Grant("pool", "The pool", 10_000, FIRST, LAST, 80, (Heading.TRAINER,))
    other = Grant("other", "Another", 10_000, FIRST, LAST, 50)
    plan = a_paid_plan(
        (Heading.TRAINER, "pool", 50),
        (Heading.TRAINER, "other", 50),
        (Heading.ROOM, OWN, 70),
        (Heading.ROOM, "other", 30),
    )
    pool, second = net_grant(with_grants(trainer, other), plan)
    assert (pool.costs_ore, pool.payable_ore, pool.used_ore) == (100, 50, 50)
    assert (second.costs_ore, second.payable_ore, second.used_ore) == (200, 100, 80)
    later = a_paid_plan((Heading.TRAINER, OWN, 100), day=date(2026, 10, 1))
    assert [one.costs_ore for one in net_grant(with_grants(trainer), later)] == [0]
    assert net_grant(with_grants(trainer), later)[0].falls_by(50) == 0
    assert net_grant(with_grants(), plan) == ()


def test_spending_more_is_not_spending_less():
    (grant,) = net_grant(with_grants(Grant("pool", "The pool", 100, FIRST, LAST)), a_paid_plan())
    with pytest.raises(ValueError, match="from 0"):
        grant.falls_by(-1)
