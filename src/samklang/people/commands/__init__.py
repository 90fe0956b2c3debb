"""Every write of the staff register: one file for each noun."""

from samklang.people.commands.cover import (
    add_closed_day,
    add_cover_need,
    change_cover_need,
    remove_closed_day,
    remove_cover_need,
)
from samklang.people.commands.employee import add_employee, change_identity, choose_peer
from samklang.people.commands.engagement import Terms, change_engagement, end_employment
from samklang.people.commands.external import add_external, end_external
from samklang.people.commands.leave import add_leave, change_leave, remove_leave
from samklang.people.commands.teams import add_team, close_team, rename_team, reopen_team
from samklang.people.commands.undo import undo, undoable

__all__ = [
    "Terms",
    "add_closed_day",
    "add_cover_need",
    "add_employee",
    "add_external",
    "add_leave",
    "add_team",
    "change_cover_need",
    "change_engagement",
    "change_identity",
    "change_leave",
    "choose_peer",
    "close_team",
    "end_employment",
    "end_external",
    "remove_closed_day",
    "remove_cover_need",
    "remove_leave",
    "rename_team",
    "reopen_team",
    "undo",
    "undoable",
]
