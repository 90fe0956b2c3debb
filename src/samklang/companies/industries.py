"""Which group of industries a code of the public register belongs to. Pure.

Source: Danmarks Statistik, Dansk Branchekode 2007 (DB07, on NACE rev. 2) and 2025 (DB25, on NACE rev. 2.1). The first
two digits are the division of NACE. Between the two the divisions keep their subject, except that 45 (motor vehicles)
goes up in 46, 47 and 95, and that 60 and 63 trade places within information.
"""

from samklang.companies.enums import Sector

_LAST_DIVISIONS: tuple[tuple[int, Sector], ...] = (
    (3, Sector.FARMING),
    (4, Sector.UNKNOWN),
    (39, Sector.INDUSTRY),
    (40, Sector.UNKNOWN),
    (43, Sector.BUILDING),
    (44, Sector.UNKNOWN),
    (47, Sector.TRADE),
    (48, Sector.UNKNOWN),
    (53, Sector.TRANSPORT),
    (54, Sector.UNKNOWN),
    (56, Sector.HOSPITALITY),
    (57, Sector.UNKNOWN),
    (63, Sector.INFORMATION),
    (68, Sector.FINANCE),
    (75, Sector.KNOWLEDGE),
    (76, Sector.UNKNOWN),
    (82, Sector.OPERATIONS),
    (83, Sector.UNKNOWN),
    (84, Sector.PUBLIC),
    (85, Sector.EDUCATION),
    (88, Sector.HEALTH),
    (89, Sector.UNKNOWN),
    (93, Sector.CULTURE),
    (97, Sector.OTHER),
    (98, Sector.OTHER),
    (99, Sector.PUBLIC),
)
"""The last division of each group, in their order; those that neither edition uses are not known."""
_DIGITS = 2
_SHORT = (1, 3, 5)
"""Lengths of a code whose leading zero a spreadsheet has dropped: codes have two, four or six digits."""


def sector_of(code: str) -> Sector:
    """The group that a code belongs to, by its first two digits; UNKNOWN where it has none.

    code: as the register writes it, "561110" or "56.11.10"; of "11100", whose leading zero a spreadsheet has dropped,
          the zero is put back. 99.9999 stands in the register where a company has told no industry.
    """
    digits = "".join(one for one in code if one.isdecimal())
    if digits == "999999":
        return Sector.UNKNOWN
    if len(digits) in _SHORT:
        digits = f"0{digits}"
    if len(digits) < _DIGITS or (division := int(digits[:2])) == 0:
        return Sector.UNKNOWN
    return next(sector for last, sector in _LAST_DIVISIONS if division <= last)
