"""Shares, means and differences agree with published figures, and small groups are kept back."""

from datetime import date
from itertools import product

import pytest

from samklang.method.enums import Span
from samklang.method.periods import around, before, between, quarter
from samklang.method.shares import Estimate, Lack, difference_of, mean_of, share_of, wilson
from samklang.method.small_groups import Size, open_groups
from samklang.method.suppression import SMALLEST_GROUP

# -- intervals: Newcombe (1998), Stat. Med. 17, 857-872, table 1, method 3 -------------------------------------------


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_the_published_one(count, of, low, high):
    assert wilson(count, of) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_the_interval_of_the_others_is_the_mirror_image_and_holds_the_share():
    for of in range(1, 30):
        for count in range(of + 1):
            low, high = wilson(count, of)
            assert 0 <= low <= count / of <= high <= 1
            assert wilson(of - count, of) == (pytest.approx(1 - high), pytest.approx(1 - low))


@pytest.mark.parametrize(("count", "of"), [(1, 0), (-1, 5), (6, 5), (0, -1)])
def test_there_is_no_share_of_nothing_or_of_more_than_all(count, of):
    with pytest.raises(ValueError, match="some of one or more"):
        wilson(count, of)


def test_of_none_there_is_nothing_and_of_four_too_few_and_of_five_a_share_with_its_n():
    assert share_of(0, 0) is Lack.NOTHING
    assert share_of(4, 4) is Lack.TOO_FEW
    assert share_of(5, 5) == Estimate(1.0, pytest.approx(0.5655, abs=5e-5), 1.0, 5)


# -- means: Student (1908), the ten patients, as R's t.test prints them ------------------------------------------------

HOURS_MORE = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]


def sums(values):
    return len(values), sum(values), sum(one * one for one in values)


def test_the_interval_of_a_mean_is_the_published_one():
    found = mean_of(*sums(HOURS_MORE), scale=(-10, 10))
    assert found.value == pytest.approx(1.58)
    assert (found.low, found.high) == (pytest.approx(0.7001142), pytest.approx(2.4598858))
    assert found.n == 10


def test_the_interval_of_a_mean_is_cut_off_at_the_ends_of_the_scale():
    found = mean_of(*sums([10, 10, 10, 10, 1]), scale=(1, 10))
    assert (found.value, found.high) == (8.2, 10)
    assert 1 < found.low < 8.2


def test_where_all_say_the_same_the_interval_has_no_width():
    assert mean_of(*sums([0.1 + 0.2] * 7), scale=(0, 10)) == Estimate(
        pytest.approx(0.3), pytest.approx(0.3), pytest.approx(0.3), 7
    )


def test_means_of_nothing_of_few_and_of_what_cannot_be():
    assert mean_of(0, 0, 0, scale=(1, 10)) is Lack.NOTHING
    assert mean_of(4, 20, 100, scale=(1, 10)) is Lack.TOO_FEW
    assert mean_of(1, 5, 25, scale=(1, 10), least=1) is Lack.TOO_FEW
    with pytest.raises(ValueError, match="squares"):
        mean_of(5, 50, 10, scale=(1, 10))
    with pytest.raises(ValueError, match="none or more"):
        mean_of(-1, 0, 0, scale=(1, 10))


# -- differences: Newcombe (1998), Stat. Med. 17, 873-890, table II, method 10 -----------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(first, second, low, high):
    found = difference_of(first, second)
    assert found.value == pytest.approx(first[0] / first[1] - second[0] / second[1])
    assert (found.low, found.high) == (pytest.approx(low, abs=6e-5), pytest.approx(high, abs=6e-5))
    assert found.n == min(first[1], second[1])


def test_of_two_groups_the_smaller_decides_whether_anything_is_said():
    assert difference_of((3, 4), (50, 80)) is Lack.TOO_FEW
    assert difference_of((0, 0), (50, 80)) is Lack.NOTHING
    assert difference_of((50, 80), (0, 0)) is Lack.NOTHING


# -- small groups ------------------------------------------------------------------------------------------------------


def test_a_group_of_four_is_kept_back_and_with_it_the_smallest_that_would_give_it_away():
    found = open_groups({"a": Size(4), "b": Size(6), "c": Size(30)})
    assert (found.whole, found.groups) == (True, {"c"})


def test_a_group_of_five_is_shown():
    assert open_groups({"a": Size(5), "b": Size(6)}).groups == {"a", "b"}


def test_with_a_whole_of_four_nothing_is_shown():
    assert open_groups({"a": Size(4)}) == (False, frozenset())
    assert open_groups({}) == (False, frozenset())


def test_many_cases_of_few_people_are_kept_back_and_cannot_be_found_by_subtraction():
    found = open_groups({"a": Size(100, people=2), "b": Size(80, people=9), "c": Size(90, people=9)})
    assert found.groups == {"c"}


def test_what_lies_with_no_team_is_nobodys_figure():
    assert open_groups({None: Size(5, people=None), 1: Size(9, people=9)}).groups == {None, 1}


def test_nothing_small_is_ever_left_when_what_is_shown_is_subtracted():
    for cases in product((0, 1, 3, 5, 8), repeat=4):
        for people in product((2, 9), repeat=4):
            sizes = {key: Size(*pair) for key, pair in enumerate(zip(cases, people, strict=True))}
            found = open_groups(sizes)
            assert all(min(sizes[key]) >= SMALLEST_GROUP for key in found.groups)
            left = [size for key, size in sizes.items() if key not in found.groups and size.cases]
            if found.whole and found.groups and left:
                assert sum(one.cases for one in left) >= SMALLEST_GROUP
                assert sum(one.people for one in left) >= SMALLEST_GROUP


# -- periods -----------------------------------------------------------------------------------------------------------


def test_periods_are_whole_months_quarters_and_years_in_danish_time():
    autumn = around(date(2026, 11, 26), Span.QUARTER)
    assert (autumn.key, autumn.first_day, autumn.last_day) == ("2026Q4", date(2026, 10, 1), date(2026, 12, 31))
    assert quarter("2026Q4") == autumn
    assert (autumn.begins.isoformat(), autumn.ends.isoformat()) == (
        "2026-10-01T00:00:00+02:00", "2027-01-01T00:00:00+01:00"
    )  # fmt: skip
    assert [one.key for one in between(Span.MONTH, date(2025, 12, 31), date(2026, 2, 1))] == [
        "2025-12", "2026-01", "2026-02"
    ]  # fmt: skip
    assert list(between(Span.YEAR, date(2027, 1, 1), date(2026, 12, 31))) == []
    assert before(around(date(2026, 1, 5), Span.QUARTER), 5).key == "2024Q4"


def test_periods_are_said_in_both_languages():
    assert [around(date(2026, 9, 7), span).words("en") for span in Span] == [
        "September 2026", "Quarter 3 of 2026", "2026"
    ]  # fmt: skip
    assert around(date(2026, 9, 7), Span.MONTH).words("da") == "september 2026"
