"""An answer is promised in Danish working time, and the arithmetic is shown day by day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from tests.oracles.working_minutes import minutes_counted

from samklang.core.calendar import COPENHAGEN
from samklang.core.working_time import Closed, Why, due, elapsed, minutes_in, remaining, week_of, words_of

WEEK = week_of(
    {"mon": ["08:00", "15:30"], "tue": ["08:00", "15:30"], "wed": ["08:00", "15:30"], "thu": ["08:00", "17:00"],
     "fri": ["08:00", "14:00"]}
)  # fmt: skip
ALWAYS = week_of({day: ["00:00", "24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")})
NEVER_CLOSED = Closed(constitution_day=False, christmas_eve=False, new_years_eve=False)


def at(text: str) -> datetime:
    """A moment by the clock in Denmark."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        # an ordinary week in September 2026: the 7th is a Monday
        ("2026-09-07 08:00", "7.5", "2026-09-07 15:30"),
        ("2026-09-07 08:01", "7.5", "2026-09-08 08:01"),
        ("2026-09-07 10:00", "7.5", "2026-09-08 10:00"),
        ("2026-09-07 10:00", "0.5", "2026-09-07 10:30"),
        ("2026-09-07 15:10", "0.5", "2026-09-08 08:10"),
        # outside hours it begins at the next opening
        ("2026-09-07 06:15", "1", "2026-09-07 09:00"),
        ("2026-09-07 22:00", "1", "2026-09-08 09:00"),
        ("2026-09-07 15:30:00", "1", "2026-09-08 09:00"),
        ("2026-09-07 15:29:59", "1", "2026-09-08 08:59"),
        # over a week-end
        ("2026-09-11 13:30", "1", "2026-09-14 08:30"),
        ("2026-09-12 11:00", "7.5", "2026-09-14 15:30"),
        ("2026-09-11 13:00", "1", "2026-09-11 14:00"),
        # Christmas and New Year 2026: the 24th is a Thursday, the 25th a holiday, the 31st a Thursday
        ("2026-12-23 14:30", "2", "2026-12-28 09:00"),
        ("2026-12-24 10:00", "1", "2026-12-28 09:00"),
        ("2026-12-30 15:00", "1", "2027-01-04 08:30"),
        ("2026-12-31 09:00", "1", "2027-01-04 09:00"),
        # Constitution Day 2028 is the Monday after Whit Sunday too; in 2029 it is a Tuesday like others
        ("2029-06-04 15:00", "1", "2029-06-06 08:30"),
        # Easter 2027: Maundy Thursday is 25 March, Easter Monday the 29th; the clock changes on the 28th
        ("2027-03-24 15:00", "1", "2027-03-30 08:30"),
        ("2027-03-22 08:00", "22.5", "2027-03-24 15:30"),
        # Great Prayer Day is a working day since 2024
        ("2027-04-22 16:30", "1", "2027-04-23 08:30"),
        # five weeks of 37.5 h and 12.5 h more
        ("2026-08-31 08:00", "200", "2026-10-06 13:00"),
    ],
)
def test_when_an_answer_is_due(received, hours, expected):
    promise = due(at(received), Decimal(hours), WEEK, Closed())
    assert promise.due_at == at(expected)
    assert promise.counted == promise.minutes == Decimal(hours) * 60


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (Closed(), "2026-12-28 09:00"),
        (Closed(christmas_eve=False), "2026-12-24 09:00"),
        (Closed(own={date(2026, 12, 28): "Flytning"}), "2026-12-29 09:00"),
        (Closed(own={date(2026, 12, 23): ""}), "2026-12-28 10:00"),
    ],
)
def test_which_days_are_closed_is_the_municipalitys_choice(closed, expected):
    assert due(at("2026-12-23 14:30"), Decimal(2), WEEK, closed).due_at == at(expected)


def test_new_years_eve_and_constitution_day_may_be_open():
    assert due(at("2026-12-31 09:00"), Decimal(1), WEEK, Closed(new_years_eve=False)).due_at == at("2026-12-31 10:00")
    assert due(at("2026-06-05 09:00"), Decimal(1), WEEK, Closed(constitution_day=False)).due_at == at(
        "2026-06-05 10:00"
    )
    assert due(at("2026-06-05 09:00"), Decimal(1), WEEK, Closed()).due_at == at("2026-06-08 09:00")


def test_a_holiday_on_a_weekend_is_closed_where_the_weekend_is_open():
    assert due(at("2027-12-25 09:00"), Decimal(1), ALWAYS, Closed()).due_at == at("2027-12-27 01:00")


@pytest.mark.parametrize(
    ("received", "hours", "expected"),
    [
        # 28 March 2027 is Easter Sunday, so the spring of 2026 is looked at: 29 March, one hour shorter
        ("2026-03-28 20:00", "8", "2026-03-29 05:00"),
        ("2026-03-29 01:30", "1", "2026-03-29 03:30"),
        ("2026-03-29 00:00", "23", "2026-03-30 00:00"),
        # 25 October 2026 is an hour longer
        ("2026-10-24 20:00", "8", "2026-10-25 03:00"),
        ("2026-10-25 00:00", "25", "2026-10-26 00:00"),
        # and nothing to an entrance that is closed at night
    ],
)
def test_a_night_with_a_change_of_the_clock_has_the_hours_that_pass(received, hours, expected):
    assert due(at(received), Decimal(hours), ALWAYS, NEVER_CLOSED).due_at == at(expected)


@pytest.mark.parametrize("friday", ["2026-03-27 13:00", "2026-10-23 13:00"])
def test_a_change_of_the_clock_at_a_weekend_moves_nothing_for_an_entrance_open_by_day(friday):
    monday = at(friday) + timedelta(days=3)
    assert due(at(friday), Decimal(2), WEEK, Closed()).due_at == monday.replace(hour=9)


def test_the_second_time_the_clock_shows_half_past_two_is_an_hour_later():
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert elapsed(first, second, ALWAYS, NEVER_CLOSED) == 60
    found = due(first, Decimal(1), ALWAYS, NEVER_CLOSED).due_at
    assert found.astimezone(UTC) == second


def test_an_opening_within_the_hour_that_is_skipped_is_when_the_clock_has_been_changed():
    week = week_of({"sun": ["02:30", "05:00"]})
    assert due(at("2026-03-29 00:00"), Decimal(1), week, NEVER_CLOSED).due_at == at("2026-03-29 04:00")


def test_a_pause_over_a_weekend_stops_the_promise_and_it_goes_on_afterwards():
    pause = (at("2026-09-11 12:00"), at("2026-09-14 10:00"))
    promise = due(at("2026-09-11 10:00"), Decimal(5), WEEK, Closed(), [pause])
    assert promise.due_at == at("2026-09-14 13:00")
    assert [(one.day.day, one.minutes, one.why) for one in promise.steps] == [
        (11, 120, None), (11, 0, Why.PAUSED), (12, 0, Why.NOT_OPEN), (13, 0, Why.NOT_OPEN), (14, 0, Why.PAUSED),
        (14, 180, None),
    ]  # fmt: skip


def test_two_pauses_that_overlap_count_once():
    pauses = [
        (at("2026-09-07 10:00"), at("2026-09-07 11:00")), (at("2026-09-07 10:30"), at("2026-09-07 12:00")),
        (at("2026-09-07 13:00"), at("2026-09-07 13:30")),
    ]  # fmt: skip
    assert due(at("2026-09-07 09:00"), Decimal(3), WEEK, Closed(), pauses).due_at == at("2026-09-07 14:30")


def test_while_it_is_paused_nothing_is_due():
    promise = due(at("2026-09-07 09:00"), Decimal("7.5"), WEEK, Closed(), [(at("2026-09-08 08:30"), None)])
    assert (promise.due_at, promise.counted) == (None, 390 + 30)
    assert promise.steps[-1].why is Why.PAUSED
    ended = due(at("2026-09-07 09:00"), Decimal(1), WEEK, Closed(), [(at("2026-09-08 08:30"), None)])
    assert ended.due_at == at("2026-09-07 10:00")


def test_the_arithmetic_tells_every_day_and_why_nothing_was_counted():
    promise = due(at("2026-12-23 15:45"), Decimal("8.5"), WEEK, Closed(own={date(2026, 12, 28): "Flytning"}))
    told = [(one.day.day, str(words_of(one, "en"))) for one in promise.steps]
    assert told == [
        (23, "Received after closing"), (24, "Closed: 24 December"), (25, "Closed: Christmas Day"),
        (26, "Closed: Second Day of Christmas"), (27, "Not open on this day of the week"), (28, "Closed: Flytning"),
        (29, "7 h 30 min"), (30, "1 h 0 min"),
    ]  # fmt: skip
    assert promise.due_at == at("2026-12-30 09:00")


def test_what_remains_is_below_nothing_by_how_late_it_is():
    promise = due(at("2026-09-07 10:00"), Decimal("7.5"), WEEK, Closed())
    assert remaining(at("2026-09-07 12:00"), promise, WEEK, Closed()) == 5 * 60 + 30
    assert remaining(at("2026-09-08 10:00"), promise, WEEK, Closed()) == 0
    assert remaining(at("2026-09-08 10:20"), promise, WEEK, Closed()) == -20
    assert elapsed(at("2026-09-08 10:00"), at("2026-09-07 10:00"), WEEK, Closed()) == 0


def test_a_week_without_hours_promises_nothing():
    with pytest.raises(ValueError, match="hardly ever open"):
        due(at("2026-09-07 10:00"), Decimal(1), {}, Closed())


@pytest.mark.parametrize("times", [["15:00", "08:00"], ["08:00", "08:00"], ["08:60", "09:00"], ["8", "9:00"], ["", ""]])
def test_opening_times_that_are_none_are_refused(times):
    with pytest.raises(ValueError, match=r"before|no time|invalid literal"):
        week_of({"mon": times})
    assert minutes_in("24:00") == 1440


AROUND = [date(2026, 3, 26), date(2026, 6, 3), date(2026, 10, 22), date(2026, 12, 22), date(2027, 3, 23)]


def a_case(random: Random) -> dict:
    """Anything, most often around a change of the clock or closed days."""
    first = random.choice([*AROUND, date(2026, 1, 1) + timedelta(days=random.randrange(700))])
    received = datetime(first.year, first.month, first.day, tzinfo=UTC) + timedelta(minutes=random.randrange(3 * 1440))
    days = random.sample(range(7), random.randrange(1, 8))
    week = {}
    for day in days:
        opens = random.choice([0, 60, 120, 150, 480, random.randrange(0, 1400)])
        week[day] = (opens, random.choice([1440, min(1440, opens + random.randrange(30, 700))]))
    pauses = []
    for _ in range(random.choice([0, 0, 1, 2, 3])):
        begins = received + timedelta(minutes=random.randrange(0, 5000))
        pauses.append((begins, begins + timedelta(minutes=random.randrange(0, 6000))))
    own = {first + timedelta(days=random.randrange(6)): "" for _ in range(random.choice([0, 0, 1, 2]))}
    closed = Closed(*(random.random() < 0.5 for _ in range(3)), own)
    hours = Decimal(random.randrange(1, 200)) / 10
    return {"received_at": received, "hours": hours, "week": week, "closed": closed, "pauses": pauses}


@pytest.mark.parametrize("seed", range(25))
def test_minute_by_minute_it_comes_to_the_same(seed):
    random = Random(seed)
    for _ in range(12):
        case = a_case(random)
        promise = due(**case)
        around = {key: case[key] for key in ("week", "closed", "pauses")}
        counted = minutes_counted(case["received_at"], promise.due_at, **around)
        assert counted == promise.minutes == promise.counted, case
        assert minutes_counted(promise.due_at - timedelta(minutes=1), promise.due_at, **around) == 1, case
        end = case["received_at"] + timedelta(minutes=random.randrange(0, 6000))
        assert elapsed(case["received_at"], end, **around) == minutes_counted(case["received_at"], end, **around), case
