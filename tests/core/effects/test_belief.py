"""Beliefs against outcomes: an example reckoned by hand, and what must hold of any."""

from random import Random

import pytest

from samklang.core.effects.answers import Undefined
from samklang.core.effects.belief import FEWEST, Known, Verdict, brier, calibration, difference_of, line

BY_HAND = [Known(80, True)] * 3 + [Known(80, False)] + [Known(20, True)] + [Known(20, False)] * 4 + [Known(50, True)]
"""Four at 80 % of whom three, five at 20 % of whom one, one at 50 % of whom one."""


def some(seed: int) -> list[Known]:
    chance = Random(seed)
    return [
        Known(chance.randrange(0, 101, 10), chance.random() < chance.random()) for _ in range(chance.randint(1, 60))
    ]


def test_the_score_and_its_parts_are_those_reckoned_by_hand():
    parts = brier(BY_HAND)
    # (3 x .04 + .64) + (.64 + 4 x .04) + .25 = 1.81, of ten
    assert parts.score == pytest.approx(0.181)
    # 4(.8-.75)^2 + 5(.2-.2)^2 + 1(.5-1)^2 = .01 + 0 + .25
    assert parts.reliability == pytest.approx(0.026)
    # the share is .5: 4(.25)^2 + 5(.3)^2 + 1(.5)^2 = .25 + .45 + .25
    assert parts.resolution == pytest.approx(0.095)
    assert parts.uncertainty == pytest.approx(0.25)
    found = calibration(BY_HAND)
    assert found is not None
    assert found.skill == pytest.approx(1 - 0.181 / 0.25)
    assert (found.belief, found.happened.value, found.happened.n) == (pytest.approx(0.47), 0.5, 10)
    assert [(one.low, one.high, one.happened.n) for one in found.bands] == [(20, 30, 5), (40, 60, 1), (70, 80, 4)]
    # The score interval of 3 of 4, from its formula: (.75 + z²/8 ± z sqrt(.1875/4 + z²/64)) / (1 + z²/4), z = 1.96.
    assert found.bands[2].happened[1:3] == pytest.approx((0.30064, 0.95441), abs=1e-5)


@pytest.mark.parametrize("seed", range(40))
def test_the_parts_always_add_up_and_the_bands_hold_everybody_once(seed):
    known = some(seed)
    parts, found = brier(known), calibration(known)
    assert found is not None
    assert parts.score == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty)
    assert all(-1e-12 <= one <= 1 for one in parts)
    assert sum(one.happened.n for one in found.bands) == len(known) == found.happened.n
    assert all(one.low / 100 <= one.belief <= one.high / 100 for one in found.bands)
    assert all(one.happened.low <= one.happened.value <= one.happened.high for one in found.bands)
    shuffled = list(known)
    Random(seed).shuffle(shuffled)
    assert brier(shuffled) == pytest.approx(parts)


def test_whoever_is_always_right_and_certain_has_no_distance_and_full_skill():
    found = calibration([Known(100, True)] * 6 + [Known(0, False)] * 6)
    assert found is not None
    assert (found.parts.score, found.parts.reliability, found.skill) == (0, 0, 1)
    assert found.verdict is Verdict.CANNOT_TELL


def test_always_saying_the_share_has_no_skill_and_where_all_end_alike_there_is_none_to_tell():
    base = calibration([Known(50, True)] * 5 + [Known(50, False)] * 5)
    alike = calibration([Known(30, False)] * 12)
    assert base is not None
    assert alike is not None
    assert (base.skill, base.parts.resolution) == (0, 0)
    assert alike.skill is None


@pytest.mark.parametrize(
    ("percent", "yes", "no", "verdict"),
    [
        (90, 3, 17, Verdict.TOO_MUCH), (10, 15, 5, Verdict.TOO_LITTLE), (50, 9, 11, Verdict.CANNOT_TELL),
        (90, 0, FEWEST - 1, Verdict.TOO_FEW), (90, 0, FEWEST, Verdict.TOO_MUCH),
    ],
)  # fmt: skip
def test_the_verdict_waits_for_ten_outcomes_and_for_the_interval(percent, yes, no, verdict):
    found = calibration([Known(percent, True)] * yes + [Known(percent, False)] * no)
    assert found is not None
    assert found.verdict is verdict


def test_of_nothing_there_is_nothing_and_a_belief_is_a_percentage():
    assert calibration([]) is None
    with pytest.raises(ValueError, match="one or more"):
        brier([])
    for wrong in (-1, 101):
        with pytest.raises(ValueError, match="from 0 to 100"):
            calibration([Known(wrong, True)])
    assert difference_of([Known(80, True), Known(40, False)]) == pytest.approx(0.1)


def a_group(seed: int, of: int) -> list[Known]:
    """Beliefs from 10 to 90 per cent, of which those that lie high come to be too seldom."""
    chance, known = Random(seed), []
    for _ in range(of):
        percent = chance.randrange(10, 100, 10)
        known.append(Known(percent, chance.random() < 0.1 + 0.6 * percent / 100))
    return known


def test_a_groups_line_is_that_of_another_program():
    found = line(a_group(3, 200))
    # statsmodels 0.15.0, GLM with Binomial: the slope beside a constant, the constant alone with the odds as offset.
    assert (found.slope.estimate, found.slope.standard_error) == pytest.approx((0.52358441, 0.1214529), rel=1e-6)
    assert (found.intercept.estimate, found.intercept.standard_error) == pytest.approx(
        (-0.42029841, 0.16837909), rel=1e-6
    )
    assert (found.slope.low, found.slope.high) == pytest.approx(
        (0.52358441 - 1.959964 * 0.1214529, 0.52358441 + 1.959964 * 0.1214529), rel=1e-6
    )
    assert found.slope.p == pytest.approx(8.76e-5, rel=0.01)
    assert found.alike.estimate == pytest.approx(4.202741495615128)
    assert found.alike.p < 1e-4
    assert found.slope.n == 200


def test_right_beliefs_are_seldom_called_wrong():
    chance, alarms, held = Random(7), 0, 0
    for _ in range(300):
        percents = [chance.randrange(10, 100, 10) for _ in range(120)]
        found = line([Known(percent, chance.random() < percent / 100) for percent in percents])
        alarms += found.alike.p < 0.05
        held += found.slope.low <= 1 <= found.slope.high and found.intercept.low <= 0 <= found.intercept.high
    assert alarms / 300 <= 0.09
    assert held / 300 >= 0.86


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        ([], Undefined.NO_ROWS),
        ([Known(50, True)] * 25 + [Known(40, False)] * 24, Undefined.TOO_FEW_CASES),
        ([Known(50, True)] * 9 + [Known(40, False)] * 60, Undefined.TOO_FEW_CASES),
    ],
)
def test_through_few_outcomes_no_line_is_drawn(known, reason):
    found = line(known)
    assert {one.reason for one in found} == {reason}
    assert {one.estimate for one in found} == {one.p for one in found} == {None}


def test_where_all_believed_the_same_there_is_no_slope_and_where_belief_parts_all_none_is_found():
    same = line([Known(70, True)] * 30 + [Known(70, False)] * 30)
    assert (same.slope.estimate, same.slope.reason) == (None, Undefined.NO_VARIATION)
    assert same.intercept.high < 0
    parted = line([Known(90, True)] * 30 + [Known(10, False)] * 30)
    assert (parted.slope.estimate, parted.slope.reason) == (None, Undefined.NOT_FOUND)


def test_whoever_was_certain_and_wrong_once_was_not_right():
    found = line([Known(100, True)] * 40 + [Known(0, False)] * 39 + [Known(0, True)])
    assert (found.alike.p, found.alike.reason) == (0, Undefined.NO_VARIATION)
    assert line([Known(50, True)] * 30 + [Known(50, False)] * 30).alike.p is None
    with pytest.raises(ValueError, match="from 0 to 100"):
        line([Known(101, True)])
