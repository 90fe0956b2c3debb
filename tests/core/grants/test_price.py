"""What we get for the money: each way to train people with each purse, and which are worth choosing between."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import COMPETENCE_FUND, KR, STATE_POOL, WHOLLY_PAID, given, headings, ore, terms

from samklang.core.grants import Heading, Purse, Severity, Variant, prices
from samklang.core.words import LANGUAGES, render

BROAD = Variant("broad", "Everybody, two days", 80, {Heading.EXTERNAL: 400_000 * KR}, Decimal("62.5"))
DEEP = Variant(
    "deep", "Thirty, six days", 30, {Heading.EXTERNAL: 900_000 * KR, Heading.RENT: 100_000 * KR}, Decimal(27)
)
POOL = Purse("pool", "the state pool", STATE_POOL)
FUND = Purse("fund", "the competence fund", COMPETENCE_FUND)
FULL = Purse("full", "the full pool", WHOLLY_PAID, 1_000_000 * KR)


def test_a_price_says_cost_grant_own_money_and_what_a_person_costs():
    [found] = prices([BROAD], [POOL])
    assert (found.cost_ore, found.grant_ore, found.own_ore) == (400_000 * KR, 320_000 * KR, 80_000 * KR)
    assert (found.per_trained_ore, found.own_per_trained_ore) == (5_000 * KR, 1_000 * KR)
    assert found.per_still_here_ore == 6_400 * KR
    assert str(found.says) == (
        "Everybody, two days with the state pool: 80 people for 400,000 kr.; "
        "the grant pays 320,000 kr. and we pay 80,000 kr."
    )
    assert render(found.says, "da").endswith("tilskuddet betaler 320.000 kr., og vi betaler 80.000 kr.")


def test_limits_for_a_project_and_a_person_hold():
    pool, fund, full = prices([DEEP], [POOL, FUND, FULL])
    assert (pool.grant_ore, fund.grant_ore, full.grant_ore) == (500_000 * KR, 800_000 * KR, 1_000_000 * KR)
    assert [one.key for one in pool.findings] == ["heading-own", "limit"]
    assert str(pool.findings[1].says) == (
        "“the state pool” would pay 720,000 kr. by its share, and its limit is 500,000 kr."
    )
    many = replace(DEEP, people_trained=20)
    assert prices([many], [FUND])[0].grant_ore == 20 * 30_000 * KR


def test_where_nobody_is_trained_there_is_no_price_for_a_person():
    [found] = prices([replace(BROAD, people_trained=0, still_here=Decimal(0))], [POOL])
    assert (found.per_trained_ore, found.own_per_trained_ore, found.per_still_here_ore) == (None, None, None)
    assert found.stopped
    assert str(found.says).endswith("nobody is trained.")


def test_where_nobody_has_reckoned_who_stays_there_is_no_price_for_it():
    assert prices([replace(BROAD, still_here=None)], [POOL])[0].per_still_here_ore is None


def test_own_money_that_is_not_there_stops_it():
    [found] = prices([BROAD], [replace(POOL, own_at_most_ore=79_999 * KR)])
    assert {one.key: one.severity for one in found.findings} == {"own-short": Severity.STOP}
    assert not prices([BROAD], [replace(POOL, own_at_most_ore=80_000 * KR)])[0].stopped


def test_a_purse_that_pays_nothing_stops_it():
    only_rent = replace(BROAD, cost={Heading.RENT: 100})
    assert "nothing-paid" in {one.key for one in prices([only_rent], [POOL])[0].findings}


def test_what_is_better_in_nothing_is_marked():
    dearer = replace(BROAD, key="dearer", cost={Heading.EXTERNAL: 400_001 * KR})
    leaking = replace(BROAD, key="leaking", still_here=Decimal(62))
    found = {one.variant: one.dominated_by for one in prices([BROAD, dearer, leaking], [POOL])}
    assert found == {"broad": None, "dearer": ("broad", "pool"), "leaking": ("broad", "pool")}


def test_what_nobody_has_reckoned_is_not_held_against_what_somebody_has():
    unreckoned = replace(BROAD, key="other", still_here=None, cost={Heading.EXTERNAL: 500_000 * KR})
    assert {one.dominated_by for one in prices([BROAD, unreckoned], [POOL])} == {None}


def test_two_that_are_alike_stand_both():
    assert {one.dominated_by for one in prices([BROAD, replace(BROAD, key="same")], [POOL])} == {None}


def test_what_is_stopped_does_not_push_out_what_can_be_done():
    short = replace(FULL, own_at_most_ore=-1)
    found = {one.purse: one.dominated_by for one in prices([BROAD], [POOL, short])}
    assert found == {"pool": None, "full": None}


@pytest.mark.parametrize(
    ("variants", "purses"),
    [([BROAD, BROAD], [POOL]), ([BROAD], [POOL, POOL]), ([replace(BROAD, people_trained=-1)], [POOL]),
     ([replace(BROAD, cost={Heading.RENT: -1})], [POOL]), ([replace(BROAD, still_here=Decimal(-1))], [POOL])],
)  # fmt: skip
def test_what_cannot_be_is_refused(variants, purses):
    with pytest.raises(ValueError, match=r"own|from 0"):
        prices(variants, purses)


variants = st.builds(
    Variant, st.uuids().map(str), st.just("x"), st.integers(0, 200), st.dictionaries(headings, ore),
    st.none() | st.integers(0, 200).map(Decimal),
)  # fmt: skip


@given(
    st.lists(variants, max_size=5, unique_by=lambda one: one.key),
    st.lists(terms, min_size=1, max_size=3), st.none() | ore,
)  # fmt: skip
def test_grant_and_own_money_make_up_the_cost_and_somebody_is_never_dominated(variants, many, most):
    found = prices(variants, [Purse(str(place), "p", one, most) for place, one in enumerate(many)])
    assert all(one.grant_ore + one.own_ore == one.cost_ore for one in found)
    possible = [one for one in found if not one.stopped]
    assert not possible or any(one.dominated_by is None for one in possible)
    by_key = {(one.variant, one.purse): one for one in found}
    for one in found:
        assert all(render(one.says, language) for language in LANGUAGES)
        if one.dominated_by:
            assert by_key[one.dominated_by].own_ore <= one.own_ore
