"""Who may do what in calibration: a refusal with a sentence, or None. One file for each noun."""

from samklang.calibration.rules.licence import (
    add_machine,
    grant_licences,
    license_raters,
    machine_rates,
    revoke_licence,
    set_terms,
)
from samklang.calibration.rules.point import (
    change_point,
    settle_point,
    target_fits,
    target_is_named,
    unsettle_point,
    write_board,
)
from samklang.calibration.rules.rating import finish_rating, level_fits, rate, take_part
from samklang.calibration.rules.result import reckon_again
from samklang.calibration.rules.round import (
    Held,
    change_round,
    close_round,
    day_to_come,
    lead_any_calibration,
    lead_calibration,
    make_round,
    manage_round,
    notice_in_force,
    open_round,
    raters_in_reach,
    reopen_round,
    restore_round,
)

__all__ = [
    "Held",
    "add_machine",
    "change_point",
    "change_round",
    "close_round",
    "day_to_come",
    "finish_rating",
    "grant_licences",
    "lead_any_calibration",
    "lead_calibration",
    "level_fits",
    "license_raters",
    "machine_rates",
    "make_round",
    "manage_round",
    "notice_in_force",
    "open_round",
    "rate",
    "raters_in_reach",
    "reckon_again",
    "reopen_round",
    "restore_round",
    "revoke_licence",
    "set_terms",
    "settle_point",
    "take_part",
    "target_fits",
    "target_is_named",
    "unsettle_point",
    "write_board",
]  # fmt: skip
