"""Who switches the language model on, who talks with it, and when feedback may be asked for: a refusal, or None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from samklang.access.enums import Right
from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.practice.enums import BranchingState, TalkState
from samklang.practice.partner.prompts import LEARNER

if TYPE_CHECKING:
    from samklang.access.models import Person, Place
    from samklang.practice.models import BranchingCase, Talk

MOST_LINES = 20
"""After so many lines of one's own a talk ends by itself."""
LONGEST_LINE = 1500


def run_partner(by: Person | None, jobcentre: Place) -> Refusal | None:
    """The programme lead of the jobcentre. by: None is the house itself."""
    if by is None or by.standing.may(Right.RUN_PRACTICE, jobcentre.pk):
        return None
    return Refusal(say("The language model at {place} is looked after by the programme lead.", place=jobcentre.name))


def run_any_partner(by: Person) -> Refusal | None:
    """Whoever leads practice somewhere."""
    if by.standing.may(Right.RUN_PRACTICE):
        return None
    return Refusal(say("The language model is looked after by the programme lead."))


def switch_partner(by: Person | None, jobcentre: Place, reason: str) -> Refusal | None:
    """With a reason, which stands on the page."""
    refusal = run_partner(by, jobcentre)
    if refusal is None and not reason.strip():
        return Refusal(say("Write why: colleagues and the works council can ask."))
    return refusal


def partner_is_on(jobcentre: Place, *, configured: bool, on: bool, measuring: Refusal | None) -> Refusal | None:
    """What stands in the way of practising with the model there.

    measuring: what stands in the way of the notice, as `refusal_to_measure` says.
    """
    if not configured:
        return Refusal(
            say("No language model is set up here, so nothing is sent to one. You can practise with the cases instead.")
        )
    if not on:
        return Refusal(
            say("Practice with a language model is switched off at {place}. The programme lead can switch it on.",
                place=jobcentre.name)
        )  # fmt: skip
    return measuring


def see_talks(by: Person) -> Refusal | None:
    """Whoever practises. What one said is there for oneself, also when the model is switched off."""
    if by.standing.may(Right.PRACTISE):
        return None
    return Refusal(say("Practising is for those who hold conversations and meetings, and their leaders."))


def begin_talk(by: Person, case: BranchingCase, off: Refusal | None) -> Refusal | None:
    """On a case in use. off: as `partner_is_on` says."""
    refusal = see_talks(by) or off
    if refusal is None and case.state != BranchingState.PUBLISHED:
        return Refusal(say("The case is not in use any more. Choose another one."))
    return refusal


def lines_of_learner(turns: Sequence[Mapping[str, str]]) -> int:
    """How many lines the one who practises has said."""
    return sum(one["by"] == LEARNER for one in turns)


def waits_for_answer(turns: Sequence[Mapping[str, str]]) -> bool:
    """Whether the last line is the learner's."""
    return bool(turns) and turns[-1]["by"] == LEARNER


def say_line(by: Person, talk: Talk, off: Refusal | None) -> Refusal | None:
    """In one's own talk, while it is open, when the other has spoken."""
    refusal = _go_on(by, talk, off)
    if refusal is None and waits_for_answer(talk.turns):
        return Refusal(say("The other has not answered yet. Ask for the answer first."))
    return refusal


def ask_answer(by: Person, talk: Talk, off: Refusal | None) -> Refusal | None:
    """Once more, where none came."""
    refusal = _go_on(by, talk, off)
    if refusal is None and not waits_for_answer(talk.turns):
        return Refusal(say("The other has answered. Say something first."))
    return refusal


def _go_on(by: Person, talk: Talk, off: Refusal | None) -> Refusal | None:
    if talk.person_id != by.pk:
        return Refusal(say("The talk is somebody else's."))
    if talk.state != TalkState.OPEN:
        return Refusal(say("The talk has ended. Begin a new one."))
    return off


def end_talk(by: Person, talk: Talk) -> Refusal | None:
    """One's own, once."""
    if talk.person_id != by.pk:
        return Refusal(say("The talk is somebody else's."))
    if talk.state != TalkState.OPEN:
        return Refusal(say("The talk has ended already."))
    return None


def ask_feedback(by: Person, talk: Talk, off: Refusal | None, passed: int) -> Refusal | None:
    """When it has ended and something was said. passed: on how many indicators the model has passed calibration."""
    if talk.person_id != by.pk:
        return Refusal(say("The talk is somebody else's."))
    if talk.state != TalkState.OVER:
        return Refusal(say("End the talk first. Then you can ask for feedback."))
    if not lines_of_learner(talk.turns):
        return Refusal(say("You have not said anything, so there is nothing to give feedback on."))
    if off is None and not passed:
        return Refusal(
            say("The model has not passed calibration on any indicator of this case, so it gives no feedback.")
        )
    return off
