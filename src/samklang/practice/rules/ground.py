"""Who practises, who takes Samklang's cases in, and what can be said next: a refusal with a sentence, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.practice.enums import BranchingState

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.practice.models import BranchingCase, Walk
    from samklang.practice.script import Script


def practise(by: Person) -> Refusal | None:
    """Staff, their leaders, trainers and observers; each for themselves."""
    if by.standing.may(Right.PRACTISE):
        return None
    return Refusal(say("The practice ground is for those who hold conversations and meetings, and those who teach it."))


def run_practice(by: Person | None, jobcentre: Place) -> Refusal | None:
    """The programme lead. by: None is the house itself."""
    if by is None or by.standing.may(Right.RUN_PRACTICE, jobcentre.pk):
        return None
    return Refusal(say("The cases of {place} are kept by the programme lead.", place=jobcentre.name))


def begin_walk(by: Person, case: BranchingCase) -> Refusal | None:
    """Whoever practises, on a case in use. What one has begun on can be ended, also when it is put away meanwhile."""
    refusal = practise(by)
    if refusal is None and case.state != BranchingState.PUBLISHED:
        return Refusal(say("The case is not in use any more. Choose another one."))
    return refusal


def say_line(walk: Walk, script: Script, at: str, turn: str, line: str) -> Refusal | None:
    """One of the lines of the turn where the walk is. at: the turn's key; empty where an ending is reached."""
    if walk.finished_at is not None or not at:
        return Refusal(say("The conversation is over. Try it again from the start, or from a place you choose."))
    if turn != at:
        return Refusal(say("You have answered there already. Here is how far you have come."))
    found = script.turn(turn)
    if found is None or found.line(line) is None:
        return Refusal(say("That line is not one of those to choose between. Choose one of them."))
    return None
