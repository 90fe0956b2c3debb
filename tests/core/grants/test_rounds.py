"""An application is sent while its round is open, by the clock in Denmark, and never a second later."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.core.grants.examples import COMPETENCE_FUND, WHOLLY_PAID

from samklang.core.grants import (
    ApplicationDays,
    Round,
    Severity,
    application_days,
    at_clock,
    check_application,
    is_open,
    may_send,
    next_round,
    told,
)
from samklang.core.words import render

NOON = at_clock(date(2026, 10, 30), time(12))
AUTUMN = Round("autumn", at_clock(date(2026, 9, 1), time(8)), NOON, date(2026, 12, 15))
SPRING = Round("spring", at_clock(date(2027, 2, 1), time(8)), at_clock(date(2027, 3, 15), time(12)))
ROLLING = Round("rolling")
SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=one) for one in (1, 60, 3600, 86_400))


def test_before_noon_is_a_second_before_noon():
    assert is_open(AUTUMN, NOON - SECOND)
    assert not is_open(AUTUMN, NOON)
    assert may_send(AUTUMN, NOON - SECOND) is None


def test_noon_is_noon_in_denmark_and_not_elsewhere():
    assert NOON.astimezone(UTC) == datetime(2026, 10, 30, 11, tzinfo=UTC)
    assert is_open(AUTUMN, datetime(2026, 10, 30, 10, 59, 59, tzinfo=UTC))
    assert not is_open(AUTUMN, datetime(2026, 10, 30, 11, tzinfo=UTC))


def test_who_comes_late_reads_how_late_and_what_to_do():
    why = may_send(AUTUMN, NOON + 3 * MINUTE)
    assert why is not None
    assert str(why) == (
        "The round closed Friday 30 October 2026 at 12:00, 3 minutes ago. "
        "Late applications are not looked at; choose the next round."
    )
    assert render(why, "da").startswith("Runden lukkede fredag den 30. oktober 2026 kl. 12.00, for 3 minutter siden.")


def test_who_comes_early_reads_when_the_round_opens():
    assert "opens Tuesday 1 September 2026 at 08:00" in str(may_send(AUTUMN, AUTUMN.opens - SECOND))


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (timedelta(0), "less than a minute ago"),
        (MINUTE, "1 minute ago"),
        (119 * MINUTE, "119 minutes ago"),
        (2 * HOUR, "2 hours ago"),
        (47 * HOUR, "47 hours ago"),
        (2 * DAY, "2 days ago"),
    ],
)
def test_how_long_ago_is_said_in_the_unit_one_would_use(after, says):
    assert str(told(AUTUMN, NOON + after)).endswith(f"at 12:00: {says}.")


def test_a_change_of_the_clock_lies_between_and_is_not_counted():
    at = at_clock(date(2026, 10, 25), time(1))  # summer time ends at three
    assert str(told(Round("a", None, at_clock(date(2026, 10, 25), time(4))), at)).endswith("in 4 hours.")


def test_where_a_round_stands_is_said_in_words():
    assert str(told(AUTUMN, NOON - MINUTE)).endswith("in 1 minute.")
    assert str(told(AUTUMN, NOON - SECOND)).endswith("in less than a minute.")
    assert str(told(AUTUMN, AUTUMN.opens - 3 * DAY)) == "Opens Tuesday 1 September 2026 at 08:00: in 3 days."
    assert str(told(ROLLING, NOON)) == "Open until the money is gone."


def test_a_rolling_round_is_always_open():
    assert is_open(ROLLING, NOON)
    assert may_send(ROLLING, NOON) is None


def test_the_next_round_is_the_open_one_that_closes_first_then_the_one_that_opens_first():
    rounds = [SPRING, ROLLING, AUTUMN]
    assert next_round(rounds, NOON - DAY) is AUTUMN
    assert next_round(rounds, NOON) is ROLLING
    assert next_round([SPRING, AUTUMN], NOON) is SPRING
    assert next_round([SPRING, AUTUMN], SPRING.closes) is None
    later = replace(SPRING, key="later", opens=SPRING.opens + DAY, closes=SPRING.closes - DAY)
    assert next_round([later, SPRING], NOON) is SPRING


def test_a_round_that_closes_before_it_opens_is_refused():
    with pytest.raises(ValueError, match="closes after"):
        Round("a", NOON, NOON)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Round("a", None, datetime(2026, 10, 30, 12))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="time zone"):
        is_open(AUTUMN, datetime(2026, 10, 30, 12))  # noqa: DTZ001 - what is refused


def test_the_competence_fund_counts_back_from_the_start_of_the_course():
    start = date(2027, 1, 31)
    assert application_days(COMPETENCE_FUND, start) == ApplicationDays(date(2026, 4, 30), date(2027, 1, 30))
    assert application_days(WHOLLY_PAID, start) == ApplicationDays(None, None)


@pytest.mark.parametrize(
    ("today", "key", "severity"),
    [
        ("2026-04-29", "apply-early", Severity.STOP),
        ("2026-04-30", None, None),
        ("2027-01-22", None, None),
        ("2027-01-23", "apply-soon", Severity.WARN),
        ("2027-01-30", "apply-soon", Severity.WARN),
        ("2027-01-31", "apply-late", Severity.STOP),
    ],
)
def test_one_applies_from_nine_months_before_to_the_day_before(today, key, severity):
    found = check_application(COMPETENCE_FUND, date(2027, 1, 31), date.fromisoformat(today))
    assert [(one.key, one.severity) for one in found] == ([] if key is None else [(key, severity)])


def test_a_time_limit_that_nobody_has_verified_is_only_noted():
    hearsay = replace(COMPETENCE_FUND, unknown=frozenset({"latest_days_before_start", "earliest_months_before_start"}))
    for today in (date(2026, 1, 1), date(2027, 2, 1), date(2027, 1, 30)):
        [found] = check_application(hearsay, date(2027, 1, 31), today)
        assert found.severity is Severity.NOTE
