"""Every sheet of the workbook, in the order they stand in it."""

from samklang.core.workbook.columns import Column, SheetKind
from samklang.core.workbook.labels import Label
from samklang.core.workbook.sheets.away import ABSENCE_KINDS, ABSENCE_WORDS, ABSENCES, DUTIES, WORKING_TIMES
from samklang.core.workbook.sheets.course import MODULES, ROOMS, TAKEN, TAKEN_KINDS, TRAINERS
from samklang.core.workbook.sheets.cover import EXCEPTIONS, GROUPS, TEAMS
from samklang.core.workbook.sheets.days import AVOIDED, CLOSED
from samklang.core.workbook.sheets.priorities import GRANTS, HEADINGS, USUAL_WISHES, WISH_ORDER, WISHES
from samklang.core.workbook.sheets.repeated import MARKS
from samklang.core.workbook.sheets.rules import PROGRAMMES, RULES, SETTINGS
from samklang.core.workbook.sheets.staff import STAFF

README_NAME = Label("Læs mig", "Read me")
SHEETS: tuple[SheetKind, ...] = (
    RULES,
    TEAMS,
    STAFF,
    WORKING_TIMES,
    ABSENCES,
    DUTIES,
    GROUPS,
    EXCEPTIONS,
    MODULES,
    TRAINERS,
    ROOMS,
    TAKEN,
    CLOSED,
    AVOIDED,
    GRANTS,
    WISH_ORDER,
)

__all__ = [
    "ABSENCES",
    "ABSENCE_KINDS",
    "ABSENCE_WORDS",
    "AVOIDED",
    "CLOSED",
    "DUTIES",
    "EXCEPTIONS",
    "GRANTS",
    "GROUPS",
    "HEADINGS",
    "MARKS",
    "MODULES",
    "PROGRAMMES",
    "README_NAME",
    "ROOMS",
    "RULES",
    "SETTINGS",
    "SHEETS",
    "STAFF",
    "TAKEN",
    "TAKEN_KINDS",
    "TEAMS",
    "TRAINERS",
    "USUAL_WISHES",
    "WISHES",
    "WISH_ORDER",
    "WORKING_TIMES",
    "Column",
    "SheetKind",
]
