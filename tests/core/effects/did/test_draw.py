"""The order of training is drawn so that anybody can draw it again."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samklang.core.chance import stream
from samklang.core.effects.did.draw import balance, draw_order, even_places

OFFICES = [f"office {number:02}" for number in range(12)]


def test_an_order_depends_on_the_seed_and_not_on_how_the_units_were_listed():
    drawn = draw_order(OFFICES, waves=(4, 4, 4), seed=7)
    assert draw_order(OFFICES[::-1], waves=(4, 4, 4), seed=7) == drawn
    assert draw_order(OFFICES, waves=(4, 4, 4), seed=8).wave != drawn.wave
    assert drawn.hash == draw_order(OFFICES, waves=(4, 4, 4), seed=7).hash


def test_an_order_can_be_drawn_again_by_hand_as_the_module_says():
    by_hand = sorted(OFFICES)
    stream(7, "training order", "stratum", "").shuffle(by_hand)
    start = stream(7, "training order", "start").randrange(12)
    row = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    places = row[start:] + row[:start]
    drawn = draw_order(OFFICES, waves=(6, 6), seed=7)
    assert dict(zip(drawn.units, drawn.wave, strict=True)) == dict(zip(by_hand, places, strict=True))


def test_the_order_of_one_seed_stays_the_same_from_version_to_version():
    drawn = draw_order(OFFICES, waves=(4, 4, 4), seed=2026)
    assert "".join(map(str, drawn.wave)) == "201012021210"


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 99), st.integers(1, 4))
def test_every_wave_gets_its_places_and_its_share_of_each_stratum(waves, seed, strata):
    units = [f"u{number}" for number in range(sum(waves))]
    within = {unit: f"s{number % strata}" for number, unit in enumerate(units)}
    drawn = draw_order(units, waves=waves, seed=seed, strata=within)
    assert [drawn.wave.count(wave) for wave in range(len(waves))] == waves
    for stratum, there in Counter(drawn.stratum).items():
        for wave, size in enumerate(waves):
            got = sum(one == (stratum, wave) for one in zip(drawn.stratum, drawn.wave, strict=True))
            assert abs(got - there * size / len(units)) < 2.2


@given(st.lists(st.integers(1, 30), min_size=1, max_size=8))
def test_places_are_laid_evenly_from_the_front(waves):
    row = even_places(waves)
    assert [row.count(wave) for wave in range(len(waves))] == waves


@pytest.mark.parametrize("of_one_stratum", [12, 4, 1])
def test_every_unit_is_as_likely_to_be_first_however_small_its_stratum(of_one_stratum):
    within = {unit: f"s{number // of_one_stratum:02}" for number, unit in enumerate(OFFICES)}
    first = Counter()
    for seed in range(400):
        drawn = draw_order(OFFICES, waves=(3, 9), seed=seed, strata=within)
        first.update(unit for unit, wave in zip(drawn.units, drawn.wave, strict=True) if wave == 0)
    # Each is first in a quarter of 400 draws; the sum of squares is chi-square with about 12 degrees of freedom.
    assert sum(first.values()) == 1200
    assert sum((first[unit] - 100) ** 2 / 75 for unit in OFFICES) < 12 + 4 * 24**0.5


def test_first_periods_go_with_the_waves():
    drawn = draw_order(["b", "a"], waves=(1, 1), seed=1)
    assert dict(drawn.first_periods((3, float("inf"))))[drawn.units[drawn.wave.index(0)]] == 3
    with pytest.raises(ValueError, match="one first period for each wave"):
        drawn.first_periods((3,))


@pytest.mark.parametrize(
    ("units", "waves", "strata", "told"),
    [
        (["a", "a"], (1, 1), None, "in the draw once"),
        (["a", "b"], (1, 2), None, "as many places as there are units"),
        (["a", "b"], (2, 0), None, "one unit or more"),
        (["a", "b"], (), None, "one unit or more"),
        (["a", "b"], (1, 1), {"a": "x"}, "Each unit has a stratum"),
    ],
)
def test_a_draw_that_cannot_be_made_is_refused_in_a_sentence(units, waves, strata, told):
    with pytest.raises(ValueError, match=told):
        draw_order(units, waves=waves, seed=1, strata=strata)


def test_waves_that_are_all_alike_are_in_balance():
    drawn = draw_order(OFFICES, waves=(6, 6), seed=3)
    found = balance(drawn, dict.fromkeys(OFFICES, 4.0))
    assert (found.means, found.furthest, found.p) == ((4.0, 4.0), 0.0, 1.0)


def test_a_lot_that_fell_as_unevenly_as_it_can_is_told():
    drawn = draw_order(OFFICES, waves=(6, 6), seed=3)
    uneven = {unit: float(wave) for unit, wave in zip(drawn.units, drawn.wave, strict=True)}
    found = balance(drawn, uneven)
    assert (found.means, found.furthest) == ((0.0, 1.0), 2.0)
    assert found.p < 0.02


def test_whatever_is_the_same_within_each_stratum_is_in_balance():
    within = {unit: "north" if number < 6 else "south" for number, unit in enumerate(OFFICES)}
    drawn = draw_order(OFFICES, waves=(6, 6), seed=3, strata=within)
    found = balance(drawn, {unit: float(within[unit] == "north") for unit in OFFICES})
    assert (found.means, found.furthest, found.p) == ((0.5, 0.5), 0.0, 1.0)


def test_a_unit_without_a_figure_is_refused():
    with pytest.raises(ValueError, match="a figure from before the draw"):
        balance(draw_order(["a", "b"], waves=(1, 1), seed=1), {"a": 1.0})
