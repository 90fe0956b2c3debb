"""Who writes branching cases, and when one can be changed, used and put away: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say, say_n
from samklang.practice.enums import BranchingState
from samklang.practice.rules.ground import run_practice
from samklang.practice.script import MOST_TURNS

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.practice.models import BranchingCase
    from samklang.practice.script import Script


def write_cases(by: Person) -> Refusal | None:
    """Whoever runs practice somewhere."""
    if by.standing.places(Right.RUN_PRACTICE):
        return None
    return Refusal(say("Cases to practise on are written by the programme lead. Tell them what you would like to try."))


def change_draft(by: Person | None, case: BranchingCase) -> Refusal | None:
    """Only what is being written; what has been practised on stands."""
    refusal = run_practice(by, case.jobcentre)
    if refusal is None and case.state != BranchingState.DRAFT:
        return Refusal(say("The case is not being written any more. Begin its next revision, and change that."))
    return refusal


def keys_once(script: Script) -> Refusal | None:
    """What two have named alike at the same time cannot be told apart, and a case has room for so many turns."""
    keys = [*(one.key for one in script.turns), *(one.key for one in script.endings)]
    doubled = next((one for one in keys if keys.count(one) > 1), "")
    if doubled:
        return Refusal(say("Another turn or ending is called “{key}” by now. Choose another name.", key=doubled))
    return None


def room_for_turn(script: Script) -> Refusal | None:
    """A case that nobody can keep in their head is two cases."""
    if len(script.turns) < MOST_TURNS:
        return None
    return Refusal(say("A case has at most {most} turns.", most=MOST_TURNS))


def publish(by: Person | None, case: BranchingCase, faults: int) -> Refusal | None:
    """What is being written, once nothing is missing."""
    refusal = change_draft(by, case)
    if refusal is None and faults:
        return Refusal(
            say_n("One thing has to be put right before the case can be used.",
                  "{count} things have to be put right before the case can be used.", faults)
        )  # fmt: skip
    return refusal


def put_away(by: Person | None, case: BranchingCase) -> Refusal | None:
    """What is in use."""
    refusal = run_practice(by, case.jobcentre)
    if refusal is None and case.state != BranchingState.PUBLISHED:
        return Refusal(say("The case is not in use, so there is nothing to put away."))
    return refusal


def take_back(by: Person | None, case: BranchingCase, *, another_in_use: bool, faults: int) -> Refusal | None:
    """What was put away, where no other revision is in use and the framework still has what it speaks of."""
    refusal = run_practice(by, case.jobcentre)
    if refusal is not None:
        return refusal
    if case.state != BranchingState.RETIRED:
        return Refusal(say("The case is not put away."))
    if another_in_use:
        return Refusal(say("Another revision of the case is in use. Put that away first."))
    if faults:
        return Refusal(say("The framework has changed since, and something in the case does not fit it any more. "
                           "Begin its next revision, and put that right."))  # fmt: skip
    return None


def next_revision(by: Person | None, case: BranchingCase) -> Refusal | None:
    """Of what has been in use; a draft is changed as it is."""
    refusal = run_practice(by, case.jobcentre)
    if refusal is None and case.state == BranchingState.DRAFT:
        return Refusal(say("The case is being written already. Change it as it is."))
    return refusal
