"""Who may write, change, retire and take back a case: a refusal with a sentence, or None.

A case carries its key, so nobody but the leader of calibration opens it outside a round: whoever is to rate it must not
have seen what was agreed. Raters meet a case within their round, without its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.calibration.enums import Form
from samklang.calibration.rules.round import lead_calibration
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.calibration.models import Case
    from samklang.method.models import Framework


def change_case(by: Person | None, case: Case) -> Refusal | None:
    """The leader, while the case is in use."""
    refusal = lead_calibration(by, case.jobcentre)
    if refusal is None and case.retired_at is not None:
        return Refusal(say("The case is retired. Take it back first, or change its newer revision."))
    return refusal


def retire_case(by: Person | None, case: Case) -> Refusal | None:
    """The leader, while it is in use. Rounds that have it keep it."""
    refusal = lead_calibration(by, case.jobcentre)
    if refusal is None and case.retired_at is not None:
        return Refusal(say("The case is retired already."))
    return refusal


def restore_case(by: Person | None, case: Case, *, other_holds: bool) -> Refusal | None:
    """The leader, unless another revision of it is in use."""
    refusal = lead_calibration(by, case.jobcentre)
    if refusal is None and case.retired_at is None:
        return Refusal(say("The case is in use already."))
    if refusal is None and other_holds:
        return Refusal(say("Another revision of the case is in use. Retire that first."))
    return refusal


def twin_case(by: Person | None, case: Case, *, has_twin: bool) -> Refusal | None:
    """The leader; a case has one twin, and an anchor, which is in every round, has none."""
    refusal = change_case(by, case)
    if refusal is None and case.form == Form.ANCHOR:
        return Refusal(say("An anchor is used in every round and needs no twin. Choose form A or B for it first."))
    if refusal is None and has_twin:
        return Refusal(say("The case has a twin already. Change that one instead."))
    return refusal


def import_cases(by: Person | None, framework: Framework, about: str) -> Refusal | None:
    """The leader, with a file of the framework. about: the framework's key in the file."""
    refusal = lead_calibration(by, framework.jobcentre)
    if refusal is None and about != framework.key:
        return Refusal(say("The file is about “{key}”. Choose the framework it belongs to.", key=about))
    return refusal
