"""Periods as the sources write them, and as Samklang says them."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.evidence.public.periods import Period, period, short, words

DAYS = st.dates(min_value=date(1995, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(("written", "key", "first", "last"), [
    ("2025M07", "2025M07", "2025-07-01", "2025-07-31"), ("2024M02", "2024M02", "2024-02-01", "2024-02-29"),
    ("2025K3", "2025Q3", "2025-07-01", "2025-09-30"), ("2024Q04", "2024Q4", "2024-10-01", "2024-12-31"),
    ("2025QMAT02", "2024M07-2025M06", "2024-07-01", "2025-06-30"), ("2025QMAT04", "2025", "2025-01-01", "2025-12-31"),
    ("2025MMAT06", "2024M07-2025M06", "2024-07-01", "2025-06-30"), ("2025H2", "2025H2", "2025-07-01", "2025-12-31"),
    ("2025U32", "2025W32", "2025-08-04", "2025-08-10"), ("2025", "2025", "2025-01-01", "2025-12-31"),
    (2025, "2025", "2025-01-01", "2025-12-31"), (2025.0, "2025", "2025-01-01", "2025-12-31"),
    ("Jul 2025", "2025M07", "2025-07-01", "2025-07-31"), ("oktober 2025", "2025M10", "2025-10-01", "2025-10-31"),
    ("maj-2025", "2025M05", "2025-05-01", "2025-05-31"), ("3. kvt. 2025", "2025Q3", "2025-07-01", "2025-09-30"),
    ("1. kvartal 2025", "2025Q1", "2025-01-01", "2025-03-31"), ("1. halvår 2025", "2025H1", "2025-01-01", "2025-06-30"),
    ("Apr 2024 - Mar 2025", "2024M04-2025M03", "2024-04-01", "2025-03-31"),
    (date(2025, 7, 1), "2025M07", "2025-07-01", "2025-07-31"), ("2025-07", "2025M07", "2025-07-01", "2025-07-31"),
    (datetime(2025, 7, 1), "2025M07", "2025-07-01", "2025-07-31"),  # noqa: DTZ001 - as a spreadsheet keeps a day
])  # fmt: skip
def test_a_period_is_known_however_it_is_written(written, key, first, last):
    found = period(written)
    assert found is not None
    assert (found.key, found.first_day.isoformat(), found.last_day.isoformat()) == (key, first, last)


@pytest.mark.parametrize("written", [
    "", "Vejen", "2025M13", "2025M00", "2025Q5", "2025QMAT05", "2025U54", "2025W53", "9999M01", "0000", "1234567", 12,
    2.5, True, None, date(2025, 7, 2), "Mar 2025 - Apr 2024", "foo 2025", "2025-13",
])  # fmt: skip
def test_what_is_no_period_is_none(written):
    assert period(written) is None


@settings(deadline=None)
@given(
    st.dates(min_value=date(1995, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(("M", "K", "Q", "H", "U", "QMAT", "MMAT")),
)
def test_a_period_read_again_from_its_own_key_is_the_same(day, kind):
    quarter, half = (day.month + 2) // 3, 1 + (day.month > 6)
    number = {"M": day.month, "MMAT": day.month, "H": half, "U": 20}.get(kind, quarter)
    found = period(f"{day.year}{kind}{number}")
    assert found is not None
    assert period(found.key) == found
    assert found.first_day <= found.last_day < found.first_day + timedelta(days=367)


@settings(deadline=None)
@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_periods(text):
    found = period(text)
    assert found is None or found.first_day <= found.last_day


def test_periods_are_said_in_both_languages():
    said = [Period(date(2025, 7, 1), date(2025, 7, 31)), Period(date(2025, 7, 1), date(2025, 9, 30)),
            Period(date(2025, 1, 1), date(2025, 12, 31)), Period(date(2024, 4, 1), date(2025, 3, 31))]  # fmt: skip
    assert [words(one, "da") for one in said] == [
        "juli 2025", "3. kvartal 2025", "2025", "april 2024 – marts 2025",
    ]  # fmt: skip
    assert [words(one, "en") for one in said] == [
        "July 2025", "Quarter 3 of 2025", "2025", "April 2024 – March 2025",
    ]  # fmt: skip
    assert [short(one, "da") for one in said] == ["jul. 2025", "3. kv. 2025", "2025", "år til mar. 2025"]
