"""Dates and parts of full time as payroll systems write them."""

from datetime import date, datetime, time

import pytest

from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds.payroll import PartOfFullTime, PayrollDate


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("01.02.2026", date(2026, 2, 1)),
        ("01-02-26", date(2026, 2, 1)),
        ("1.9.85", date(1985, 9, 1)),
        ("20260201", date(2026, 2, 1)),
        (20_260_201.0, date(2026, 2, 1)),
        ("01022026", date(2026, 2, 1)),
        (1_022_026.0, date(2026, 2, 1)),
        ("2026-02-01T00:00:00", date(2026, 2, 1)),
        ("01.02.2026 00:00", date(2026, 2, 1)),
        (46_054.0, date(2026, 2, 1)),
        ("46054", date(2026, 2, 1)),
        (datetime.combine(date(2026, 2, 1), time()), date(2026, 2, 1)),
        (" 1. februar 2026 ", date(2026, 2, 1)),
    ],
)
def test_a_date_is_read_in_every_shape_a_payroll_system_has(cell, day):
    assert PayrollDate().read(cell).value == day


@pytest.mark.parametrize(
    "cell",
    ["31.12.9999", "9999-12-31", "99991231", 99_991_231.0, 2_958_465.0, datetime.combine(date.max, time()),
     "00.00.0000", "0", "0000-00-00", "00000000", "31129999", 0.0, "9999-12-31 00:00:00"],
)  # fmt: skip
def test_the_last_date_there_is_means_no_date(cell):
    assert PayrollDate().read(cell).value is None


@pytest.mark.parametrize("cell", ["31.02.2026", "20261345", "snart", "26", 12.5, "010190-1234"])
def test_what_is_no_date_is_told(cell):
    with pytest.raises(Misread):
        PayrollDate().read(cell)


@pytest.mark.parametrize(
    ("cell", "percent", "hours"),
    [
        ("37/37", False, 37.0), ("30/37", False, 30.0), ("32,5 / 37,0", False, 32.5), ("0,8108", False, 30.0),
        ("1,000", False, 37.0), ("1", False, 37.0), (0.5, False, 18.5), ("30,00", False, 30.0),
        ("81,08 %", False, 30.0),
        ("81,08", True, 30.0), (100.0, True, 37.0), ("100", True, 37.0), ("1,0000", True, 37.0), (50.0, True, 18.5),
        (0.0, True, 0.0),
    ],
)  # fmt: skip
def test_part_of_full_time_is_read_as_hours(cell, percent, hours):
    assert PartOfFullTime(percent=percent).read(cell).value == hours


@pytest.mark.parametrize("cell", ["30/0", "-0,5", "fuld", "3700/37", 400.0])
def test_what_is_no_part_of_full_time_is_told(cell):
    with pytest.raises(Misread):
        PartOfFullTime().read(cell)
