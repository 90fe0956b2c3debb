"""Numbers of public files: Danish or English, and never a 0 where no figure is shown."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from samklang.core.workbook.labels import tidy
from samklang.evidence.public.numbers import HIDDEN, Figure, Mixed, decimal_sign, figure, is_figure

PLACES = st.integers(min_value=0, max_value=3)
NUMBERS = st.integers(min_value=-(10**9), max_value=10**9)


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, PLACES), min_size=1, max_size=8))
def test_what_a_danish_file_says_is_read_as_it_was_meant(cells):
    values = [Decimal(number).scaleb(-places) for number, places in cells]
    texts = [format_decimal(one, "#,##0.###", locale="da_DK") for one in values]
    sign = decimal_sign([*texts, "0,5"])
    assert sign == ","
    assert [figure(one, sign) for one in texts] == [Figure(one, hidden=False) for one in values]


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBERS, PLACES), min_size=1, max_size=8))
def test_what_an_english_file_says_is_read_as_it_was_meant_once_it_proves_that_it_is_english(cells):
    values = [Decimal(number).scaleb(-places) for number, places in cells]
    texts = [format_decimal(one, "#,##0.###", locale="en_GB") for one in values]
    sign = decimal_sign([*texts, "0.5"])
    assert sign == "."
    assert [figure(one, sign) for one in texts] == [Figure(one, hidden=False) for one in values]


@settings(deadline=None)
@given(st.text(max_size=12))
def test_any_text_is_a_figure_a_sign_for_none_or_refused(text):
    try:
        found = figure(text, ",")
    except ValueError:
        return
    assert is_figure(text)
    assert (found.value is None) == (found.hidden or not tidy(text))


@pytest.mark.parametrize("sign", sorted(HIDDEN))
def test_a_sign_for_a_figure_that_is_not_shown_is_no_0(sign):
    assert figure(sign, ",") == Figure(None, hidden=True)


@pytest.mark.parametrize(("text", "sign", "value"), [
    ("1.234", ",", "1234"), ("1.234,5", ",", "1234.5"), ("12 345", ",", "12345"), ("12\u00a0345,25", ",", "12345.25"),
    ("2,8 %", ",", "2.8"), ("2,8 pct.", ",", "2.8"), ("-1,5", ",", "-1.5"), ("\u22121,5", ",", "-1.5"), ("0", ",", "0"),
    ("1,234.5", ".", "1234.5"), ("0.5", ".", "0.5"), (3, ".", "3"), (2.8, ",", "2.8"), (0, ",", "0"),
])  # fmt: skip
def test_numbers_as_sources_write_them(text, sign, value):
    assert figure(text, sign) == Figure(Decimal(value), hidden=False)


@pytest.mark.parametrize(
    "wrong", ["1.23.4", "12,34,5", "1.2345,6", "Vejen", "2025M01", "1e5", "½", "0x10", "∞", "NaN", "%"]
)
def test_what_is_no_number_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        figure(wrong, ",")


@pytest.mark.parametrize("wrong", [True, float("nan"), float("inf"), 10**13, Decimal("1e99"), [], {}])
def test_what_is_no_figure_of_an_answer_is_refused(wrong):
    with pytest.raises(ValueError, match=r"."):
        figure(wrong)


def test_a_figure_without_end_is_kept_with_six_decimals():
    assert figure(Decimal("0.1234567890123")) == Figure(Decimal("0.123457"), hidden=False)


def test_points_alone_are_thousands_as_in_danish_unless_they_cannot_be():
    assert [decimal_sign(one) for one in (["1.234"], ["1.234", "2.5"], ["0.125"], ["1,234", "12"], [])] == [
        ",", ".", ".", ",", ",",
    ]  # fmt: skip


def test_a_file_with_both_kinds_of_decimal_signs_is_not_guessed_at():
    with pytest.raises(Mixed):
        decimal_sign(["2,8", "2.8"])


def test_an_empty_cell_has_no_figure_and_says_nothing_about_why():
    assert figure("  ", ",") == Figure(None, hidden=False)
    assert figure(None) == Figure(None, hidden=True)
