"""What a round shows is reckoned from its ratings alone: how far people agree, what divides them, and nobody's name."""

import json

import numpy as np
import pytest

from samklang.calibration.findings import Verdict, from_document, to_document
from samklang.calibration.reckoning import (
    FEWEST_TO_SHOW,
    CaseRow,
    IndicatorRow,
    RaterRow,
    Rows,
    own_figure,
    reckon,
    shared_cases,
)
from samklang.calibration.terms import Meets, meets
from samklang.core.agreement import Metric, Table, alpha
from samklang.core.agreement.licence import DEFAULT_TERMS, judge
from samklang.method.enums import Scale

CASES, RATERS = 12, 6


def rows_of(levels, *, scales=None, machines=(), keys=None, cases=None):
    """levels: indicators x raters x cases, None where nothing was said, NaN where there was no ground."""
    scales = scales or [Scale.LEVEL] * len(levels)
    said = [
        (r, c, i, level)
        for i, of_indicator in enumerate(levels)
        for r, of_rater in enumerate(of_indicator)
        for c, level in enumerate(of_rater)
        if level is not None
    ]
    many = len(levels[0][0])
    codes = np.array([one[:3] for one in said], dtype=np.intp).T
    return Rows(
        raters=[RaterRow(number + 1, number in machines) for number in range(len(levels[0]))],
        cases=cases or [CaseRow(100 + c, f"c{c}", "", keys or {}) for c in range(many)],
        indicators=[IndicatorRow(i + 1, f"i{i + 1}", scale, (1, 2)) for i, scale in enumerate(scales)],
        codes=codes,
        levels=np.array([one[3] for one in said], dtype=float),
    )


def in_turn(apart=0, raters=RATERS, cases=CASES):
    """Levels 1 to 5 in turn; each rater `apart` places further on."""
    return [[1 + (c + r * apart) % 5 for c in range(cases)] for r in range(raters)]


def test_each_scale_is_measured_by_its_own_coefficient():
    levels = [in_turn(1), in_turn(1), [[1 + (c * c + r * c) % 2 for c in range(CASES)] for r in range(RATERS)]]
    found = reckon(rows_of(levels, scales=[Scale.LEVEL, Scale.COUNT, Scale.CHOICE])).indicators
    for one, table, metric in zip(found, levels, (Metric.ORDINAL, Metric.RATIO, Metric.NOMINAL), strict=True):
        expected = alpha(Table.of(table), metric)
        assert (one.measure.estimate, one.measure.low, one.measure.high) == (
            expected.estimate, expected.low, expected.high,
        )  # fmt: skip
        assert (one.measure.raters, one.measure.cases) == (RATERS, CASES)


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        (in_turn(), Verdict.AGREE),
        (in_turn(1), Verdict.DIVIDED),
        ([[3] * CASES] * RATERS, Verdict.ALL_ALIKE),
        (in_turn(cases=9), Verdict.TOO_FEW),
        (in_turn(raters=2), Verdict.TOO_FEW),
        ([in_turn()[0]] + [[min(5, max(1, one + (-1) ** (r + c % 3))) for c, one in enumerate(in_turn()[0])]
          for r in range(5)], Verdict.CANNOT_TELL),
    ],
)  # fmt: skip
def test_only_the_interval_decides_what_is_said_of_an_indicator(levels, verdict):
    assert reckon(rows_of([levels])).indicators[0].verdict is verdict


def test_a_figure_without_an_interval_is_not_kept():
    found = reckon(rows_of([in_turn(1, cases=9)])).indicators[0].measure
    assert (found.estimate, found.low, found.high, found.cases) == (None, None, None, 9)


def test_what_a_machine_says_moves_neither_agreement_nor_the_spread_of_a_case():
    people = reckon(rows_of([in_turn(1)], keys={"i1": 3}))
    mixed = reckon(rows_of([[*in_turn(1), [5] * CASES]], machines={RATERS}, keys={"i1": 3}))
    assert mixed.indicators == people.indicators
    assert (mixed.people, mixed.machines) == (RATERS, 1)
    assert set(mixed.raters) == {*people.raters, RATERS + 1}
    assert mixed.raters[RATERS + 1].severity is None


def test_a_case_that_fewer_than_five_rated_is_shown_to_nobody():
    levels = in_turn(1)
    for rater in range(FEWEST_TO_SHOW - 1, RATERS):
        levels[rater][0] = None
    found = reckon(rows_of([levels], keys={"i1": 3})).indicators[0]
    few, shown = found.cases[0], found.cases[1]
    assert (few.rated, few.counts, few.apart, few.no_ground) == (4, None, None, None)
    assert sum(shown.counts.values()) == shown.rated == RATERS
    # Eleven cases with six raters each are fifteen pairs each.
    assert sum(found.pairs[a][b] for a in range(5) for b in range(a + 1)) == 11 * 15
    assert found.against_key.ratings == 11 * RATERS


def test_of_four_people_only_the_figure_and_its_interval_are_shown():
    found = reckon(rows_of([in_turn(1, raters=4)], keys={"i1": 3})).indicators[0]
    assert found.measure.low is not None
    assert (found.pairs, found.against_key) == (None, None)
    assert {one.counts for one in found.cases} == {None}


def test_who_found_no_ground_to_judge_is_counted_and_is_no_level():
    levels = in_turn()
    levels[0][0] = np.nan
    spread = reckon(rows_of([levels])).indicators[0].cases[0]
    assert (spread.rated, spread.counts, spread.no_ground) == (5, {1: 5}, 1)


def test_a_case_that_nobody_rated_is_no_part_of_the_result():
    levels = [[None, *one[1:]] for one in in_turn()]
    assert [one.case for one in reckon(rows_of([levels])).indicators[0].cases] == list(range(101, 112))


def test_how_far_apart_a_case_lies_is_the_mean_distance_of_two_raters():
    levels = [[1] * CASES, [1] * CASES, [3] * CASES, [3] * CASES, [5] * CASES]
    spread = reckon(rows_of([levels])).indicators[0].cases[0]
    # Of the ten pairs two agree, six lie 2 apart, two 4 apart.
    pairs = [0, 0, 2, 2, 2, 2, 2, 2, 4, 4]
    assert spread.apart == pytest.approx(sum(pairs) / 10)


def test_beside_the_key_the_ratings_are_told_as_shares_and_a_mean():
    levels = [[3] * CASES, [4] * CASES, [4] * CASES, [5] * CASES, [3] * CASES]
    found = reckon(rows_of([levels], keys={"i1": 3})).indicators[0].against_key
    assert (found.exact, found.within_one, found.bias) == (0.4, 0.8, pytest.approx(0.8))


def test_a_round_is_compared_on_the_cases_it_shares_with_the_earlier_one_or_that_are_parallel():
    def cases(*keys_and_twins):
        return [CaseRow(n, key, twin) for n, (key, twin) in enumerate(keys_and_twins)]

    before = rows_of([in_turn(cases=3)], cases=cases(("x1", ""), ("a1", "b1"), ("a2", "b2")))
    after = rows_of([in_turn(cases=3)], cases=cases(("b1", "a1"), ("x1", ""), ("c9", "")))
    assert shared_cases(before, after) == {0: 1, 1: 0}


def test_a_round_that_agrees_more_on_twenty_cases_is_called_so():
    before, after = rows_of([in_turn(1, cases=20), in_turn(cases=20)]), rows_of([in_turn(cases=20)] * 2)
    found = reckon(after, before)
    assert found.indicators[0].change.verdict == "improved"
    assert found.indicators[0].change.low > 0
    assert (found.indicators[0].change.cases, found.overall.verdict) == (20, "improved")
    assert found.indicators[1].change.verdict != "improved"


def test_rounds_without_a_case_in_common_cannot_be_compared():
    before = rows_of([in_turn()], cases=[CaseRow(c, f"other{c}") for c in range(CASES)])
    change = reckon(rows_of([in_turn()]), before).indicators[0].change
    assert (change.verdict, change.cases, change.difference) == ("cannot-tell", 0, None)


def test_an_indicator_the_earlier_round_did_not_ask_about_has_no_change():
    now = rows_of([in_turn(), in_turn()])
    found = reckon(now, rows_of([in_turn()])).indicators
    assert (found[0].change is not None, found[1].change) == (True, None)


def test_who_gives_higher_levels_than_the_others_learns_so_by_drawn_number():
    levels = [[min(4, one) for one in row] for row in in_turn()]
    levels[2] = [one + 1 for one in levels[2]]
    found = reckon(rows_of([levels, levels])).raters
    assert found[3].low > 0
    assert all(found[number].low <= 0 for number in (1, 2, 4, 5, 6))


def test_the_document_is_json_and_comes_back_as_it_was():
    found = reckon(rows_of([in_turn(1), in_turn()], keys={"i1": 3, "i2": 3}), rows_of([in_turn(), in_turn()]))
    assert from_document(json.loads(json.dumps(to_document(found)))) == found


@pytest.mark.parametrize("bias", [0, 1, -1])
@pytest.mark.parametrize("cases", [8, 12, 20])
def test_a_licence_is_judged_as_the_core_judges_it(bias, cases):
    key = [1 + c % 5 for c in range(cases)]
    levels = [min(5, max(1, level + bias * (c % 4 != 0))) for c, level in enumerate(key)]
    figure = own_figure(np.array(levels, dtype=float), np.array(key, dtype=float), Scale.LEVEL)
    expected = judge(levels, key)
    assert (meets(figure, Scale.LEVEL, DEFAULT_TERMS) is Meets.YES) == expected.granted


def test_of_a_choice_the_share_of_the_keys_answers_is_judged():
    key = np.array([1 + c % 2 for c in range(20)], dtype=float)
    right, wrong = own_figure(key, key, Scale.CHOICE), own_figure(3 - key, key, Scale.CHOICE)
    assert meets(right, Scale.CHOICE, DEFAULT_TERMS) is Meets.YES
    assert meets(wrong, Scale.CHOICE, DEFAULT_TERMS) is Meets.NOT_SURE
    assert meets(None, Scale.CHOICE, DEFAULT_TERMS) is Meets.TOO_FEW
