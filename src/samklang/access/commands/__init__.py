"""Every write of access: one file for each noun."""

from samklang.access.commands.account import change_account, close_account, open_account
from samklang.access.commands.correction import answer_correction, ask_for_correction, withdraw_correction
from samklang.access.commands.directory import note_in_directory, remove_from_directory
from samklang.access.commands.elevation import elevate, end_elevation
from samklang.access.commands.erasure import erase
from samklang.access.commands.grant import add_person_with_role, end_role, give_role, reopen_role
from samklang.access.commands.notice import announce_notice, change_notice, delete_notice, withdraw_notice, write_notice
from samklang.access.commands.person import add_person, clean_email
from samklang.access.commands.place import add_place
from samklang.access.commands.retention import set_retention
from samklang.access.commands.token import give_token, note_token_used, revoke_token

__all__ = [
    "add_person", "add_person_with_role", "add_place", "announce_notice", "answer_correction", "ask_for_correction",
    "change_account", "change_notice", "clean_email", "close_account", "delete_notice", "elevate",
    "end_elevation", "end_role", "erase", "give_role", "give_token", "note_in_directory", "note_token_used",
    "open_account", "remove_from_directory", "reopen_role", "revoke_token",
    "set_retention", "withdraw_correction", "withdraw_notice", "write_notice",
]  # fmt: skip
