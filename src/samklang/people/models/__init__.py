"""The facts of the staff register: one file for each noun."""

from samklang.people.models.cover import ClosedDay, CoverNeed
from samklang.people.models.employee import Employee
from samklang.people.models.engagement import ALL_HALF_DAYS, HALF_DAYS, Engagement
from samklang.people.models.external import External
from samklang.people.models.leave import Leave
from samklang.people.models.staff_import import ImportMemory, StaffImport, StaffImportLine
from samklang.people.models.undo import Undo

__all__ = [
    "ALL_HALF_DAYS",
    "HALF_DAYS",
    "ClosedDay",
    "CoverNeed",
    "Employee",
    "Engagement",
    "External",
    "ImportMemory",
    "Leave",
    "StaffImport",
    "StaffImportLine",
    "Undo",
]
