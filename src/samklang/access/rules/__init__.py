"""Who may do what in access: a refusal with a sentence, or None. One file for each noun."""

from samklang.access.rules.account import keep_account
from samklang.access.rules.correction import answer_correction, withdraw_correction
from samklang.access.rules.elevation import elevate, see_elevations
from samklang.access.rules.grant import end_role, give_role, roles_to_give, see_roles
from samklang.access.rules.notice import (
    announce_notice,
    change_notice,
    edit_notice,
    measuring_allowed,
    missing_from,
    withdraw_notice,
)
from samklang.access.rules.place import add_place
from samklang.access.rules.privacy import erase, read_ledger, see_retention, set_retention
from samklang.access.rules.token import give_token, revoke_token, see_tokens, token_covers, token_days, use_token

__all__ = [
    "add_place", "announce_notice", "answer_correction", "change_notice", "edit_notice", "elevate",
    "end_role", "erase", "give_role", "give_token", "keep_account", "measuring_allowed", "missing_from",
    "read_ledger", "revoke_token", "roles_to_give", "see_elevations", "see_retention", "see_roles", "see_tokens",
    "set_retention", "token_covers", "token_days", "use_token", "withdraw_correction", "withdraw_notice",
]  # fmt: skip
