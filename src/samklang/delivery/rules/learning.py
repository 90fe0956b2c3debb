"""What holds for tasks, knowledge checks, evaluations, material and follow-ups: a refusal with a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from samklang.access.refusals import Refusal
from samklang.core.words import say
from samklang.delivery.enums import AssignmentKind

if TYPE_CHECKING:
    from samklang.access.models import Person
    from samklang.delivery.models import Assignment, EvaluationAsked, KnowledgeCheck, Session

FEWEST = 5
"""Of fewer answers than this nothing is shown."""


def do_task(by: Person, assignment: Assignment) -> Refusal | None:
    """Only whoever it is asked of."""
    if assignment.person_id == by.pk:
        return None
    return Refusal(say("This is asked of somebody else. What is asked of you stands on “My courses”."))


def choose_peer(assignment: Assignment, peer: Person | None, among: Collection[int]) -> Refusal | None:
    """A colleague in the same course, or the one in the register."""
    if assignment.kind != AssignmentKind.PEER:
        return Refusal(say("This is done alone. Choose a peer where something is to be done with one."))
    if peer is not None and peer.pk != assignment.peer_id and peer.pk not in among:
        return Refusal(say("Choose one of the colleagues on the list: they take part in the same course."))
    return None


# -- knowledge -------------------------------------------------------------------------------------------------------


def begin_check(has_seat: bool, measuring: Refusal | None, questions: int) -> Refusal | None:
    """Whoever has a seat, while the notice of knowledge checks is in force, where there is something to ask.

    measuring: what stands in the way, as `refusal_to_measure` says. questions: how many can be drawn.
    """
    if not has_seat:
        return Refusal(say("The knowledge check is for those who take part in the course."))
    if measuring is not None:
        return measuring
    if questions == 0:
        return Refusal(
            say("There are no questions for this course yet. Whoever runs it chooses what its modules train.")
        )
    return None


def answer_check(by: Person, check: KnowledgeCheck, measuring: Refusal | None) -> Refusal | None:
    """Its own person, until it is finished."""
    if check.person_id != by.pk:
        return Refusal(say("This check is somebody else's. Begin your own on “My courses”."))
    if check.finished_at is not None:
        return Refusal(say("This check is finished. Take another one if you want to: the best one counts."))
    return measuring


# -- evaluation ------------------------------------------------------------------------------------------------------


def answer_evaluation(by: Person, asked: EvaluationAsked, today: date, said: bool) -> Refusal | None:
    """Whoever was asked, once, in time, with something to say."""
    if asked.person_id != by.pk:
        return Refusal(say("Somebody else was asked this. What you are asked stands on “My courses”."))
    if asked.answered:
        return Refusal(say("You have answered this already. Nobody can find your answer again, not even you."))
    if asked.until < today:
        return Refusal(say("The time to answer ran out on {day}.", day=asked.until))
    if not said:
        return Refusal(say("Answer at least one of the statements or questions."))
    return None


# -- material --------------------------------------------------------------------------------------------------------


def add_material(teaches: bool, running: Refusal | None) -> Refusal | None:
    """Whoever runs the course, and its trainers. running: what `rules.course.run_course` says."""
    return None if teaches else running


# -- follow-ups ------------------------------------------------------------------------------------------------------


def plan_touch(begins: datetime, now: datetime, clash: Session | None, clash_kind: str) -> Refusal | None:
    """It lies ahead, and neither the room nor the trainer nor the cohort is somewhere else then.

    clash: a session at the same time. clash_kind: "room", "trainer" or "cohort".
    """
    if begins <= now:
        return Refusal(say("That time has passed. Choose a later day."))
    if clash is None:
        return None
    title, day = clash.title, clash.begins.date()
    match clash_kind:
        case "room":
            return Refusal(say("The room is used then for “{title}” on {day}. Choose another room or time.",
                               title=title, day=day))  # fmt: skip
        case "trainer":
            return Refusal(say("The trainer teaches “{title}” on {day} then. Choose another trainer or time.",
                               title=title, day=day))  # fmt: skip
    return Refusal(say("Some of the cohort are at “{title}” on {day} then. Choose another time.", title=title, day=day))
