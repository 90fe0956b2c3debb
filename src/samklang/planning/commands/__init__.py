"""Every write of planning: one file for each noun."""

from samklang.planning.commands.adjustment import add_step, drop_adjustment, keep_adjustment, undo_step
from samklang.planning.commands.programme import add_programme, delete_programme, restore_programme
from samklang.planning.commands.publication import publish, withdraw
from samklang.planning.commands.run import apply_way_out, cancel_run, replan, start_run, stop_run
from samklang.planning.commands.variant import delete_variant, rename_variant, restore_variant
from samklang.planning.commands.version import (
    change_rules,
    draw_into,
    read_workbook,
    restore_version,
    take_from_register,
)
from samklang.planning.commands.working import beat_run, begin_run, end_run, notice_silent_runs

__all__ = [
    "add_programme",
    "add_step",
    "apply_way_out",
    "beat_run",
    "begin_run",
    "cancel_run",
    "change_rules",
    "delete_programme",
    "delete_variant",
    "draw_into",
    "drop_adjustment",
    "end_run",
    "keep_adjustment",
    "notice_silent_runs",
    "publish",
    "read_workbook",
    "rename_variant",
    "replan",
    "restore_programme",
    "restore_variant",
    "restore_version",
    "start_run",
    "stop_run",
    "take_from_register",
    "undo_step",
    "withdraw",
]
