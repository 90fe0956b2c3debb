"""What options take, and what they answer to anything else."""

from datetime import date

import click
import pytest

from samklang.cli.kinds import Day, Numbers, ShareOfOne, WholeNumber


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WholeNumber(1, 9), " 7 ", 7),
        (ShareOfOne(), "0,2", 0.2),
        (ShareOfOne(), "20 %", 0.2),
        (ShareOfOne(), "1", 1.0),
        (Numbers(1, 200), "5, 2,3;2", (2, 3, 5)),
        (Day(), "2026-09-12", date(2026, 9, 12)),
        (Day(), "12.9.2026", date(2026, 9, 12)),
        (Day(), "12-09-2026", date(2026, 9, 12)),
    ],
)
def test_numbers_shares_and_dates_are_read_as_danes_and_machines_write_them(kind, text, value):
    assert kind.convert(text, None, None) == value


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (WholeNumber(1, 9), "10", "Write a number from 1 to 9."),
        (WholeNumber(1, 9), "-3", "Write a number from 1 to 9."),
        (WholeNumber(1, 9), "seven", "“seven” is not a whole number."),
        (ShareOfOne(), "20", "Write a share from 0 % to 100 %: 0.2 or 20%."),
        (ShareOfOne(), "nan", "Write a share from 0 % to 100 %: 0.2 or 20%."),
        (ShareOfOne(), "lots", "“lots” is not a share. Write 0.2 or 20%."),
        (Numbers(1, 200), ",", "Write numbers with commas between, such as 2,3,4."),
        (Numbers(1, 200), "2,0", "Write a number from 1 to 200."),
        (Day(), "31.2.2026", "“31.2.2026” is not a date. Write it as 2026-09-12 or 12.9.2026."),
    ],
)
def test_anything_else_is_refused_with_what_to_write(kind, text, sentence):
    with pytest.raises(click.BadParameter) as refused:
        kind.convert(text, None, None)
    assert refused.value.message == sentence
