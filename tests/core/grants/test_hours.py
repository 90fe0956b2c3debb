"""Own hours are counted from attendance, in minutes and øre, and nobody is named."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from tests.core.grants.examples import END, START, given

from samklang.core.grants import HourRow, HoursRefused, Rate, own_hours

DAY = date(2026, 3, 4)
RATES = (Rate("adviser", 32_550, date(2026, 1, 1), date(2026, 6, 30)), Rate("adviser", 33_333, date(2026, 7, 1)))


def a_row(person: str = "p1", session: str = "s1", minutes: int = 420, **more) -> HourRow:
    """A day's attendance."""
    return HourRow(
        **{"person_key": person, "session_key": session, "group": "adviser", "on": DAY, "minutes": minutes, **more}
    )


def test_hours_are_minutes_times_the_rate_of_the_day():
    found = own_hours([a_row(), a_row("p2"), a_row(session="s2", on=date(2026, 9, 1))], RATES, START, END)
    assert found.ore == 2 * 227_850 + 233_331
    assert (found.minutes, found.people, found.sessions) == (3 * 420, 2, 2)
    assert (found.by_session["s1"].ore, found.by_session["s2"].people) == (455_700, 1)
    assert found.by_group["adviser"].ore == found.ore


def test_each_session_is_rounded_by_itself_half_up():
    rate = [Rate("adviser", 10, START)]
    rows = [a_row(session=str(place), minutes=3) for place in range(4)]
    assert own_hours(rows, rate, START, END).ore == 4  # 0.5 øre each


def test_nobody_is_named_in_what_comes_out():
    found = own_hours([a_row("secret")], RATES, START, END)
    assert "secret" not in repr(found)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"on": date(2026, 1, 31)}, "before the grant's first day, 1 February 2026"),
        ({"on": date(2027, 1, 1)}, "after the grant's last day, 31 December 2026"),
        ({"minutes": 0}, "Nobody's time is noted"),
        ({"group": "manager"}, "no hourly rate for “manager”"),
    ],
)
def test_what_does_not_count_is_set_aside_with_its_reason(change, says):
    found = own_hours([replace(a_row(), **change), a_row("p2")], RATES, START, END)
    [aside] = found.set_aside
    assert says in str(aside.why)
    assert (found.ore, found.people) == (227_850, 1)


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([a_row(), a_row()], "hours-double"),
        ([a_row(minutes=1441)], "hours-minutes"),
        ([a_row(minutes=-1)], "hours-minutes"),
        ([a_row(minutes=800), a_row(session="s2", minutes=700)], "hours-too-many"),
        ([a_row(begins_minute=480), a_row(session="s2", begins_minute=899, minutes=60)], "hours-overlap"),
        (
            [
                a_row(begins_minute=480),
                a_row(session="s2", begins_minute=490, minutes=5),
                a_row(session="s3", begins_minute=700, minutes=5),
            ],
            "hours-overlap",
        ),
    ],
)
def test_rows_that_cannot_all_be_true_are_refused(rows, key):
    with pytest.raises(HoursRefused) as caught:
        own_hours(rows, RATES, START, END)
    assert {one.key for one in caught.value.findings} >= {key}
    assert "p1" not in str(caught.value)


def test_sessions_that_follow_each_other_and_people_at_one_time_are_fine():
    rows = [a_row(begins_minute=480, minutes=60), a_row(session="s2", begins_minute=540, minutes=60)]
    assert own_hours([*rows, a_row("p2", begins_minute=480)], RATES, START, END).set_aside == ()


@pytest.mark.parametrize(
    ("more", "key"),
    [(Rate("adviser", 1, date(2026, 6, 30)), "rate-double"), (Rate("other", -1, START), "rate-negative")],
)
def test_rates_that_disagree_are_refused(more, key):
    with pytest.raises(HoursRefused) as caught:
        own_hours([], [*RATES, more], START, END)
    assert {one.key for one in caught.value.findings} == {key}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 240), st.integers(-40, 400)), max_size=12))
def test_sessions_and_groups_add_up_and_order_does_not_matter(parts):
    rows = [
        a_row(person, f"s{place}", minutes, on=START + timedelta(days=day * 3 + place % 3))
        for place, (person, minutes, day) in enumerate(parts)
    ]
    found = own_hours(rows, RATES, START, END)
    back = own_hours(rows[::-1], RATES, START, END)
    assert (found.ore, found.minutes, found.people) == (back.ore, back.minutes, back.people)
    assert (
        sum(one.ore for one in found.by_session.values())
        == sum(one.ore for one in found.by_group.values())
        == found.ore
    )
    assert found.sessions + len(found.set_aside) == len(rows)
