"""The staff list as the register keeps it: the staff sheet without what belongs to a programme, with e-mail and leader.

It is no sheet of the planning workbook; a personnel export is read by it, and the register's own export written.
"""

from collections.abc import Iterable
from dataclasses import replace

from samklang.core.workbook.columns import Column
from samklang.core.workbook.kinds import Count, Email, Text
from samklang.core.workbook.kinds.payroll import PartOfFullTime, PayrollDate
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.away import ABSENCES
from samklang.core.workbook.sheets.cover import EXCEPTIONS, GROUPS
from samklang.core.workbook.sheets.payroll import CIVIL_REGISTRATION, DEGREE, HEADINGS, LEFT_ALONE, SHARE
from samklang.core.workbook.sheets.repeated import WORKS
from samklang.core.workbook.sheets.staff import STAFF

MOST_ROWS = 10_000
_LONGEST = {"id": 40, "name": 120, "team": 120, "role": 80, "site": 80, "stands_in_for": 120, "peer": 120}
_OF_A_PROGRAMME = ("to_train", "done_modules")

EMAIL = Column(
    "email",
    Email(),
    Label("E-mail", "E-mail"),
    Label("Arbejdsmail, som personen logger ind med.", "The work address that the person signs in with."),
    ("Mail", "E-mailadresse", "Mailadresse", "Arbejdsmail", "E-post", "Email address", "Work email"),
    width=28,
)
MANAGER = Column(
    "manager",
    Text(is_name=True, longest=120),
    Label("Leder", "Manager"),
    Label("Nummer eller navn på den nærmeste leder.", "Number or name of the person's own leader."),
    (
        "Nærmeste leder",
        "Leders nummer",
        "Leder nr",
        "Chef",
        "Teamleder",
        "Leder medarbejdernr",
        "Line manager",
        "Leader",
    ),
    width=18,
)
_FIRST_NAME = Column(
    "first_name",
    Text(is_name=True, longest=80),
    Label("Fornavn", "First name"),
    Label("Fornavn, hvor navnet står i to kolonner.", "First name, where the name stands in two columns."),
    ("Fornavne", "Given name", "First names"),
)
_SURNAME = Column(
    "surname",
    Text(is_name=True, longest=80),
    Label("Efternavn", "Surname"),
    Label("Efternavn, hvor navnet står i to kolonner.", "Surname, where the name stands in two columns."),
    ("Efternavne", "Family name", "Last name"),
)


def _fitted(column: Column) -> Column:
    """The column with the room there is in the register; only the number must stand in every row."""
    kind = column.kind
    if column.key in _LONGEST:
        kind = Text(is_name=True, longest=_LONGEST[column.key])
    elif column.key == "conversations_per_half_day":
        kind = Count(most=50)
    return replace(column, kind=kind, required=column.key == "id", refers=None)


_KEPT = tuple(_fitted(column) for column in STAFF.columns if column.key not in _OF_A_PROGRAMME)
_NAMED = tuple(column for column in _KEPT if column.key in ("id", "name"))
_OTHERS = tuple(column for column in _KEPT if column.key not in ("id", "name"))

STAFF_LIST = replace(
    STAFF,
    key="staff_list",
    purpose=Label(
        "Én række for hver medarbejder. Filen kan rettes og læses ind igen.",
        "One row for each member of staff. The file can be corrected and imported again.",
    ),
    columns=(*_NAMED, EMAIL, *_OTHERS, MANAGER),
    most_rows=MOST_ROWS,
)
"""The staff list as it is written."""

_SHARE = Column(
    "share",
    PartOfFullTime(),
    Label("Del af fuld tid", "Part of full time"),
    Label("Brøk eller decimal af 37 timer, for eksempel 30/37.", "Fraction or decimal of 37 hours, such as 30/37."),
    SHARE,
)
_DEGREE = Column(
    "degree",
    PartOfFullTime(percent=True),
    Label("Procent af fuld tid", "Percent of full time"),
    Label("Procent af 37 timer, for eksempel 81,08.", "Percent of 37 hours, such as 81,08."),
    DEGREE,
)
_NO_SITE = frozenset({"Adresse"})
"""In the file of a personnel system that is where somebody lives, which the register must not learn."""


def _read(column: Column) -> Column:
    """The column as it is read from a personnel system's file: with its headings, and dates as it writes them."""
    also = tuple(word for word in column.also if column.key != "site" or word not in _NO_SITE)
    kind = PayrollDate() if column.key in ("employed_from", "employed_to") else column.kind
    return replace(column, kind=kind, also=(*also, *HEADINGS.get(column.key, ())))


STAFF_FILE = replace(
    STAFF_LIST,
    columns=(*map(_read, (*STAFF_LIST.columns, _FIRST_NAME, _SURNAME)), _SHARE, _DEGREE),
    ends_with_totals=True,
)
"""The staff list as it is read: as personnel systems write it; a name may also stand in two columns."""

_OF_THE_GROUP = ("name", "minimum", "team", "role", "skill", "site")
_NO_PERIOD = ("weekdays", "half")


def _unlinked(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns without lists to choose from, which stand in sheets that are not there."""
    return tuple(replace(column, refers=None) for column in columns)


LEAVE_LIST = replace(
    ABSENCES, key="leave_list", columns=_unlinked(one for one in ABSENCES.columns if one.key not in _NO_PERIOD)
)
"""Leave as it is written: whole days."""

COVER_LIST = replace(
    GROUPS,
    key="cover_list",
    columns=_unlinked(
        (
            *(GROUPS.by_key[key] for key in _OF_THE_GROUP),
            WORKS,
            *(one for one in EXCEPTIONS.columns if one.key in ("first_day", "last_day")),
        )
    ),
)
"""Cover needs as they are written: who counts, how many, on which half-days, in which period."""

PERSONAL_NUMBER = Column(
    "personal_number",
    Text(),
    Label("CPR-nummer", "Civil registration number"),
    Label("Må ikke stå i filen.", "Must not stand in the file."),
    CIVIL_REGISTRATION,
)
_LEFT_ALONE = Column("left_alone", Text(), Label("Andet", "Other"), Label("Læses ikke.", "Not read."), LEFT_ALONE)
NOT_KEPT = replace(
    STAFF,
    columns=(
        *(column for column in STAFF.columns if column.key in _OF_A_PROGRAMME),
        PERSONAL_NUMBER,
        _LEFT_ALONE,
    ),
)
"""Columns of the planning workbook and of personnel systems that the register has no place for, and so leaves alone."""
