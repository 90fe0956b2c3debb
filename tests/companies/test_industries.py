"""The first two digits of an industry code tell the group of industries, in DB07 and in DB25."""

import pytest

from samklang.companies.enums import Sector
from samklang.companies.industries import sector_of

DIVISIONS: dict[Sector, set[int]] = {
    Sector.FARMING: {1, 2, 3},
    Sector.INDUSTRY: set(range(5, 40)),
    Sector.BUILDING: {41, 42, 43},
    Sector.TRADE: {45, 46, 47},
    Sector.TRANSPORT: set(range(49, 54)),
    Sector.HOSPITALITY: {55, 56},
    Sector.INFORMATION: set(range(58, 64)),
    Sector.FINANCE: set(range(64, 69)),
    Sector.KNOWLEDGE: set(range(69, 76)),
    Sector.OPERATIONS: set(range(77, 83)),
    Sector.PUBLIC: {84, 99},
    Sector.EDUCATION: {85},
    Sector.HEALTH: {86, 87, 88},
    Sector.CULTURE: {90, 91, 92, 93},
    Sector.OTHER: {94, 95, 96, 97, 98},
}
"""By the sections of NACE."""


def test_every_division_belongs_to_the_group_of_its_section():
    expected = {division: sector for sector, divisions in DIVISIONS.items() for division in divisions}
    found = {division: sector_of(f"{division:02}1100") for division in range(1, 100)}
    assert found == {division: expected.get(division, Sector.UNKNOWN) for division in range(1, 100)}


def test_every_group_but_the_unknown_has_a_division():
    assert set(DIVISIONS) == set(Sector) - {Sector.UNKNOWN}


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("561110", Sector.HOSPITALITY), ("56.11.10", Sector.HOSPITALITY), ("56", Sector.HOSPITALITY),
        ("11100", Sector.FARMING), ("1", Sector.FARMING), ("", Sector.UNKNOWN), ("000000", Sector.UNKNOWN),
        ("999999", Sector.UNKNOWN), ("99.9999", Sector.UNKNOWN), ("oplyses ikke", Sector.UNKNOWN),
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_written(code, sector):
    assert sector_of(code) == sector
