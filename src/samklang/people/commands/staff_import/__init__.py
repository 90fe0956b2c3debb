"""A file of staff on its way into the register: one file for each step."""

from samklang.people.commands.staff_import.apply import (
    RegisterChanged,
    apply_import,
    begin_applying,
    carry_out,
    stop_waiting,
)
from samklang.people.commands.staff_import.begin import (
    begin_import,
    change_terms,
    discard_import,
    tell_columns,
    tell_teams,
)
from samklang.people.commands.staff_import.undo import undo_import
from samklang.people.queries.staff_import import Misread

__all__ = [
    "Misread",
    "RegisterChanged",
    "apply_import",
    "begin_applying",
    "begin_import",
    "carry_out",
    "change_terms",
    "discard_import",
    "stop_waiting",
    "tell_columns",
    "tell_teams",
    "undo_import",
]
