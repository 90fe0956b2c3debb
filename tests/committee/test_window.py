"""Which quarters a page tells of: those that are over in its days, so that none is told of twice or never. Pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from samklang.committee.window import Window
from samklang.method.enums import Span
from samklang.method.periods import between

DAY = timedelta(days=1)
LATER = date(2030, 1, 1)


def keys(window: Window, wait: int = 0) -> list[str]:
    return [one.key for one in window.quarters_over(wait)]


def test_a_quarter_belongs_to_the_page_in_whose_days_it_ends():
    assert keys(Window(date(2026, 10, 5), date(2027, 4, 4), LATER)) == ["2026Q4", "2027Q1"]
    assert keys(Window(date(2027, 4, 5), date(2027, 10, 4), LATER)) == ["2027Q2", "2027Q3"]


def test_where_no_quarter_ends_the_newest_that_was_over_is_told_of():
    assert keys(Window(date(2027, 2, 1), date(2027, 2, 28), LATER)) == ["2026Q4"]
    assert keys(Window(date(2027, 1, 5), date(2027, 3, 31), date(2027, 3, 31))) == ["2026Q4"], "it is not over yet"


def test_where_one_can_answer_for_a_fortnight_more_the_quarter_belongs_to_the_page_in_which_that_is_over():
    assert keys(Window(date(2026, 10, 5), date(2027, 4, 4), LATER), 14) == ["2026Q3", "2026Q4"]


@given(
    st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.lists(st.integers(93, 400), min_size=1, max_size=8),
    st.integers(0, 30),
)  # fmt: skip
def test_pages_whose_days_follow_each_other_share_every_quarter_out_between_them(first_day, lengths, wait):
    found: list[str] = []
    begins = first_day
    for days in lengths:
        last_day = begins + (days - 1) * DAY
        found += keys(Window(begins, last_day, LATER + 4000 * DAY), wait)
        begins = last_day + DAY
    longer = wait * DAY
    over = [
        one.key for one in between(Span.QUARTER, first_day - longer, begins)
        if first_day <= one.last_day + longer < begins
    ]  # fmt: skip
    assert found == over
