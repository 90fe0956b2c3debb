"""Every write of calibration: one file for each noun."""

from samklang.calibration.commands.licence import grant_licences, revoke_licence, set_terms
from samklang.calibration.commands.machine import add_machine, let_machine_rate, rate_by_machine
from samklang.calibration.commands.machine_licence import Stand, license_machine
from samklang.calibration.commands.point import (
    put_up_points,
    settle_point,
    take_down_point,
    unsettle_point,
    write_point,
)
from samklang.calibration.commands.rater import (
    add_raters,
    remind_due,
    remind_raters,
    take_back_rater,
    take_out_rater,
)
from samklang.calibration.commands.rating import Moment, finish_rating, rate_case, resume_rating
from samklang.calibration.commands.result import keep_result, reckon_again
from samklang.calibration.commands.round import (
    change_round,
    close_round,
    delete_round,
    held_by,
    make_round,
    move_last_day,
    open_round,
    reopen_round,
    restore_round,
)

__all__ = [
    "Moment", "Stand", "add_machine", "add_raters", "change_round", "close_round", "delete_round", "finish_rating",
    "grant_licences", "held_by", "keep_result", "let_machine_rate", "license_machine", "make_round", "move_last_day",
    "open_round", "put_up_points", "rate_by_machine", "rate_case", "reckon_again", "remind_due", "remind_raters",
    "reopen_round", "restore_round", "resume_rating", "revoke_licence", "set_terms", "settle_point", "take_back_rater",
    "take_down_point", "take_out_rater", "unsettle_point", "write_point",
]  # fmt: skip
