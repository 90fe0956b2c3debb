"""Who may promise what to a company, settle it, move it and give it on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.companies.enums import StepState
from samklang.companies.rules.company import write_about_company
from samklang.core.words import say

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.companies.models import NextStep


def add_step(
    by: Person | None, municipality_id: int, what: str, due: date, today: date, *, can_own: bool
) -> Refusal | None:
    """Whoever writes about the company. can_own: whether the one who is to do it meets companies on the day."""
    refusal = write_about_company(by, municipality_id)
    if refusal is not None:
        return refusal
    if not what.strip():
        return Refusal(say("Write what is to be done."))
    return _may_be_due(due, today) or _may_own(can_own=can_own)


def _may_be_due(due: date, today: date) -> Refusal | None:
    return Refusal(say("Choose today or a later day.")) if due < today else None


def _may_own(*, can_own: bool) -> Refusal | None:
    if can_own:
        return None
    return Refusal(say("Choose a colleague who is employed here and meets companies."))


def change_step(by: Person | None, step: NextStep) -> Refusal | None:
    """Whoever writes about the company, as long as it is open: colleagues help each other out."""
    refusal = write_about_company(by, step.company.municipality_id)
    if refusal is not None:
        return refusal
    if step.state != StepState.OPEN:
        return Refusal(say("The step is settled already. Open it again first."))
    return None


def settle_step(by: Person | None, step: NextStep, state: StepState, outcome: str) -> Refusal | None:
    """Done with or without a word of what came of it; dropped only with the reason."""
    refusal = change_step(by, step)
    if refusal is not None:
        return refusal
    if state == StepState.OPEN:
        return Refusal(say("Say whether the step is done or dropped."))
    if state == StepState.DROPPED and not outcome.strip():
        return Refusal(say("Write why the step is dropped."))
    return None


def reopen_step(by: Person | None, step: NextStep) -> Refusal | None:
    """Whoever writes about the company, once it is settled."""
    refusal = write_about_company(by, step.company.municipality_id)
    if refusal is not None:
        return refusal
    return Refusal(say("The step is open already.")) if step.state == StepState.OPEN else None


def move_step(by: Person | None, step: NextStep, due: date, reason: str, today: date) -> Refusal | None:
    """To another day from today on, with the reason."""
    refusal = change_step(by, step) or _may_be_due(due, today)
    if refusal is not None:
        return refusal
    if due == step.due:
        return Refusal(say("Choose another day than the one it has."))
    return None if reason.strip() else Refusal(say("Write why it is moved."))


def give_step(by: Person | None, step: NextStep, to: Person, *, can_own: bool) -> Refusal | None:
    """To a colleague who does not have it already."""
    refusal = change_step(by, step)
    if refusal is not None:
        return refusal
    if to.pk == step.owner_id:
        return Refusal(say("It is theirs already. Choose another colleague."))
    return _may_own(can_own=can_own)
