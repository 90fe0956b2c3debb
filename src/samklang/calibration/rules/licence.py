"""Who may see named raters, give and take back licences, and set what these ask for: a refusal, or None."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.calibration.enums import RoundState
from samklang.calibration.rules.round import lead_calibration, notice_in_force
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.calibration.models import Licence, Machine, Round
    from samklang.method.models import Framework


def license_raters(by: Person | None, round_: Round, measuring: Refusal | None, reckoned: bool) -> Refusal | None:
    """The leader, of a closed round with a result, while staff may be measured for it.

    measuring: what stands in the way of measuring staff, as `refusal_to_measure` says. reckoned: whether there is a
    result.
    """
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.CLOSED:
        return Refusal(say("The round is not closed. Close it first; then you can see who meets what a licence asks."))
    if refusal is None and not reckoned:
        return Refusal(say("The result is still being reckoned. Wait a moment, and open the page again."))
    return refusal or notice_in_force(measuring)


def grant_licences(
    by: Person | None, round_: Round, measuring: Refusal | None, reckoned: bool, reason: str
) -> Refusal | None:
    """As the page of named raters; with a reason."""
    refusal = license_raters(by, round_, measuring, reckoned)
    if refusal is None and not reason.strip():
        return Refusal(say("Write why the licences are given: it stands in the log."))
    return refusal


def revoke_licence(by: Person | None, licence: Licence, jobcentre: Place, reason: str, today: date) -> Refusal | None:
    """The leader, with a reason, while it holds."""
    refusal = lead_calibration(by, jobcentre)
    if refusal is None and not licence.holds_on(today):
        return Refusal(say("The licence does not hold any more, so there is nothing to take back."))
    if refusal is None and not reason.strip():
        return Refusal(say("Write why the licence is taken back: the person can read it."))
    return refusal


def set_terms(by: Person | None, jobcentre: Place, first_day: date, today: date, reason: str) -> Refusal | None:
    """The leader, from today on at the earliest, with a reason: nobody's licence changes backwards."""
    refusal = lead_calibration(by, jobcentre)
    if refusal is None and first_day < today:
        return Refusal(say("Choose today or a later day: what held before stands."))
    if refusal is None and not reason.strip():
        return Refusal(say("Write why: colleagues read it beside the figures."))
    return refusal


def add_machine(by: Person | None, jobcentre: Place) -> Refusal | None:
    """The leader."""
    return lead_calibration(by, jobcentre)


def license_machine(by: Person | None, machine: Machine, framework: Framework) -> Refusal | None:
    """The leader, on the framework of the machine's own jobcentre."""
    refusal = lead_calibration(by, machine.jobcentre)
    if refusal is None and machine.jobcentre_id != framework.jobcentre_id:
        return Refusal(say("{name} belongs to another jobcentre. Add it at this one first.", name=machine.name))
    return refusal


def machine_rates(by: Person | None, round_: Round) -> Refusal | None:
    """The leader gives a machine's ratings, while the round is open: it rates as blind as everybody else."""
    refusal = lead_calibration(by, round_.jobcentre)
    if refusal is None and round_.state != RoundState.OPEN:
        return Refusal(say("A machine rates while the round is open, like everybody else."))
    return refusal
