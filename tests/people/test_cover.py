"""The arithmetic of cover against weeks worked out by hand. Monday is 7 September 2026, an ordinary week."""

from datetime import date, timedelta
from random import Random

import pytest

from samklang.core.calendar import Half, HalfDay
from samklang.people.queries.cover import Away, Need, Span, Stretch, counts, cover, monday_of, presence

MONDAY = date(2026, 9, 7)
LONG_AGO = date(2020, 1, 1)
WEEK = Span(MONDAY, 1)
FULL = "1111111111"
NEED_TWO = Need("Team", 2, LONG_AGO, team=1)


def _stretch(person, half_days=FULL, first_day=LONG_AGO, last_day=None, **terms):
    return Stretch(person, first_day, last_day, half_days, **{"team": 1, **terms})


def _cells(span, needs, stretches, away=()):
    return [cell for week in cover(span, needs, presence(span, stretches, away)) for cell in week.cells]


def _at_work(*args):
    return [cell.at_work for cell in _cells(*args)]


def _day(number):
    return MONDAY + timedelta(days=number)


def test_two_full_weeks_and_one_without_wednesday():
    staff = [_stretch(1), _stretch(2), _stretch(3, "1111001111")]
    assert _at_work(WEEK, [NEED_TWO], staff) == [3, 3, 3, 3, 2, 2, 3, 3, 3, 3]


def test_half_day_patterns_count_by_the_half():
    mornings, afternoons = _stretch(1, "1010101010"), _stretch(2, "0101010101")
    friday_afternoon_off = _stretch(3, "1111111110")
    assert _at_work(WEEK, [NEED_TWO], [mornings, afternoons, friday_afternoon_off]) == [2, 2, 2, 2, 2, 2, 2, 2, 2, 1]


def test_slack_is_what_is_left_above_the_need_and_negative_where_too_few():
    cells = _cells(WEEK, [NEED_TWO], [_stretch(1), _stretch(2, "1111110000"), _stretch(3, "1100000000")])
    assert [cell.slack for cell in cells] == [1, 1, 0, 0, 0, 0, -1, -1, -1, -1]
    assert [cell.step for cell in cells] == [2, 2, 3, 3, 3, 3, 4, 4, 4, 4]


@pytest.mark.parametrize(("at_work", "step"), [(1, 4), (2, 3), (3, 2), (4, 1), (5, 1), (6, 0), (60, 0)])
def test_the_colour_follows_the_slack(at_work, step):
    assert _cells(WEEK, [NEED_TWO], [_stretch(one) for one in range(at_work)])[0].step == step


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 2, [1, 1, 0, 0, 0, 0, 1, 1, 1, 1]),
        (0, 0, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1]),
        (4, 4, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
        (-9, -1, [1] * 10),
        (5, 9, [1] * 10),
        (-9, 0, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1]),
        (4, 30, [1, 1, 1, 1, 1, 1, 1, 1, 0, 0]),
        (-30, 30, [0] * 10),
    ],
)
def test_leave_counts_from_its_first_day_to_its_last_both_included(first, last, expected):
    assert _at_work(WEEK, [NEED_TWO], [_stretch(1)], [Away(1, _day(first), _day(last))]) == expected


def test_leave_without_an_end_lasts():
    assert _at_work(Span(MONDAY, 2), [NEED_TWO], [_stretch(1)], [Away(1, _day(3))]) == [1] * 6 + [0] * 14


def test_overlapping_leaves_take_a_person_away_once():
    away = [Away(1, _day(0), _day(2)), Away(1, _day(1), _day(3))]
    assert _at_work(WEEK, [NEED_TWO], [_stretch(1), _stretch(2)], away) == [1] * 8 + [2, 2]


def test_a_temp_counts_from_the_first_day_to_the_last():
    temp = _stretch(2, first_day=_day(1), last_day=_day(3))
    assert _at_work(WEEK, [NEED_TWO], [_stretch(1), temp]) == [1, 1, 2, 2, 2, 2, 2, 2, 1, 1]


def test_a_temp_who_takes_over_on_the_day_leave_begins_keeps_the_number():
    staff = [_stretch(1), _stretch(2, first_day=_day(2))]
    assert _at_work(WEEK, [NEED_TWO], staff, [Away(1, _day(2))]) == [1] * 10


def test_new_terms_take_over_from_the_day_they_begin():
    before, after = _stretch(1, FULL, last_day=_day(1)), _stretch(1, "1010101010", first_day=_day(2))
    assert _at_work(WEEK, [NEED_TWO], [before, after]) == [1, 1, 1, 1, 1, 0, 1, 0, 1, 0]


def test_who_moves_to_another_team_counts_there_from_that_day():
    staff = [_stretch(1, last_day=_day(1)), _stretch(1, first_day=_day(2), team=2)]
    assert _at_work(WEEK, [NEED_TWO], staff) == [1, 1, 1, 1] + [0] * 6
    assert _at_work(WEEK, [Need("Other", 1, LONG_AGO, team=2)], staff) == [0] * 4 + [1] * 6


def test_a_group_is_everybody_who_matches_all_that_is_given():
    staff = [
        _stretch(1, role="a", site="x", skills=frozenset({"phone"})),
        _stretch(2, role="a", site="y"),
        _stretch(3, role="b", site="x", skills=frozenset({"phone", "arabic"}), team=2),
    ]
    sizes = {
        "team": Need("n", 1, LONG_AGO, team=1),
        "role": Need("n", 1, LONG_AGO, role="a"),
        "site": Need("n", 1, LONG_AGO, site="x"),
        "skill": Need("n", 1, LONG_AGO, skill="phone"),
        "both": Need("n", 1, LONG_AGO, skill="phone", role="a"),
        "none": Need("n", 1, LONG_AGO, skill="phone", site="y"),
    }
    assert {name: _at_work(WEEK, [need], staff)[0] for name, need in sizes.items()} == {
        "team": 2, "role": 2, "site": 2, "skill": 2, "both": 1, "none": 0,
    }  # fmt: skip


def test_nothing_is_needed_on_half_days_that_are_not_marked():
    cells = _cells(WEEK, [Need("n", 1, LONG_AGO, half_days="1000000000", team=1)], [_stretch(1)])
    assert [cell.needed for cell in cells] == [1] + [None] * 9
    assert [cell.at_work for cell in cells] == [1] * 10


def test_of_needs_with_one_name_the_one_that_began_last_counts_and_then_the_first_again():
    always = Need("n", 2, LONG_AGO, team=1, number=1)
    for_some_days = Need("n", 5, _day(1), _day(2), team=1, number=2)
    only_mornings = Need("n", 3, _day(2), _day(3), half_days="1010101010", team=1, number=3)
    for needs in ([always, for_some_days, only_mornings], [only_mornings, always, for_some_days]):
        assert [cell.needed for cell in _cells(WEEK, needs, [])] == [2, 2, 5, 5, 3, 5, 3, 2, 2, 2]


def test_of_needs_that_begin_on_one_day_the_later_row_counts():
    needs = [Need("n", 4, LONG_AGO, team=1, number=2), Need("n", 3, LONG_AGO, team=1, number=1)]
    assert _cells(WEEK, needs, [])[0].needed == 4


def test_needs_of_one_name_may_ask_for_other_people_from_a_day():
    staff = [_stretch(1, role="a"), _stretch(2, role="a"), _stretch(3, role="b")]
    needs = [Need("n", 1, LONG_AGO, role="a"), Need("n", 1, _day(3), role="b")]
    assert _at_work(WEEK, needs, staff) == [2] * 6 + [1] * 4


def test_nobody_is_counted_or_missing_on_a_closed_day():
    span = Span(MONDAY, 1, {_day(2): "Planlægning"})
    cells = _cells(span, [NEED_TWO], [_stretch(1)])
    assert [cell.slack for cell in cells] == [-1, -1, -1, -1, None, None, -1, -1, -1, -1]
    assert [cell.closed for cell in cells[3:6]] == ["", "Planlægning", "Planlægning"]
    assert cells[4].at_work == 0


def test_a_week_without_staff_is_short_of_everybody():
    cells = _cells(WEEK, [NEED_TWO], [])
    assert [(cell.at_work, cell.needed, cell.slack) for cell in cells] == [(0, 2, -2)] * 10


def test_weekends_are_no_part_of_the_weeks():
    span = Span(MONDAY, 2)
    cells = _cells(span, [NEED_TWO], [_stretch(1, first_day=_day(5), last_day=_day(6))])
    assert [cell.at_work for cell in cells] == [0] * 20
    assert (cells[9].when, cells[10].when) == (HalfDay(_day(4), Half.AFTERNOON), HalfDay(_day(7), Half.MORNING))
    assert span.last_day == _day(11)


def test_the_weeks_have_the_numbers_of_the_calendar():
    weeks = cover(Span(date(2026, 12, 21), 3), [NEED_TWO], [])
    assert [week.number for week in weeks] == [52, 53, 1]


@pytest.mark.parametrize("day", [MONDAY, _day(2), _day(6)])
def test_a_week_begins_on_monday(day):
    assert monday_of(day) == MONDAY


def test_bits_are_counted_as_one_by_one():
    chance = Random(7)
    for _ in range(50):
        numbers = [chance.getrandbits(40) for _ in range(chance.randint(0, 30))]
        assert counts(numbers, 40) == [sum(one >> bit & 1 for one in numbers) for bit in range(40)]


def test_a_quarter_is_counted_as_day_by_day():
    """Against the plainest reckoning there is: ask of each person on each half-day whether they are there."""
    chance = Random(11)
    span = Span(MONDAY, 12)
    staff = [
        _stretch(one, "".join(chance.choice("01") for _ in range(10)), _day(chance.randint(-30, 60)),
                 chance.choice([None, _day(chance.randint(60, 120))]))
        for one in range(40)
    ]  # fmt: skip
    away = [Away(chance.randrange(40), _day(start), _day(start + 9)) for start in range(-20, 90, 3)]

    def is_there(one, day, place):
        engaged = one.first_day <= day and (one.last_day is None or day <= one.last_day)
        gone = any(it.person == one.person and it.first_day <= day <= it.last_day for it in away)
        return engaged and one.half_days[place] == "1" and not gone

    expected = [
        sum(is_there(one, day, day.weekday() * 2 + half) for one in staff) for day in span.days() for half in (0, 1)
    ]
    assert _at_work(span, [NEED_TWO], staff, away) == expected
