"""The one way in for who sits where: steps on the plan that holds, judged by the checker, kept and published."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.enums import SeatState
from samklang.delivery.models import Course, WaitingPlace
from samklang.delivery.queries.seating import Held, Judged, held_plan, judged
from samklang.delivery.rules import seats as rules
from samklang.ledger.commands import record
from samklang.planning.adjusting import Step
from samklang.planning.commands.publication import publish_seats
from samklang.planning.commands.variant import new_variant
from samklang.planning.enums import Made
from samklang.planning.models import Programme

Change = tuple[Person, int | None]
"""Somebody, and the cohort they go to; None: they lose the seat."""


def locked(course: Course) -> Course:
    """The course, which nobody else changes seats of until this transaction is over."""
    # In the order in which publishing takes them, so that neither waits for the other.
    Programme.objects.select_for_update(of=("self",)).get(pk=course.programme_id)
    found = Course.objects.select_for_update(of=("self",)).select_related("programme__jobcentre")
    return found.get(pk=course.pk)


@transaction.atomic
def change_seats(*, by: Person | None, course: Course, changes: Sequence[Change], now: datetime) -> Judged:
    """Let the seats be otherwise, where the checker lets the plan through; calendars follow.

    by:     whoever approves seats for everybody it concerns, or publishes plans; None is the house, which acts for
            somebody about their own seat.
    raises: NotAllowed, with what the checker says.
    """
    course = locked(course)
    held = held_plan(course)
    require(rules.plan_holds(held))
    assert held is not None  # noqa: S101 - said by the rule above
    answer = judged(held, steps_for(held, changes))
    require(rules.seats_hold(answer.reasons))
    variant = new_variant(
        version=held.publication.variant.version, plan=answer.after.plan, made=Made.HAND, by=by, now=now,
        parent=held.publication.variant,
    )  # fmt: skip
    publish_seats(by=by, variant=variant, now=now)
    seated = [person for person, cohort in changes if cohort is not None]
    WaitingPlace.objects.filter(course=course, person__in=seated, left_at=None).update(left_at=now)
    return answer


def steps_for(held: Held, changes: Sequence[Change]) -> list[Step]:
    """The changes as steps on the plan. Raises NotAllowed for somebody whom the plan does not know."""
    steps = []
    for person, cohort in changes:
        step = held.step(person, cohort)
        require(rules.known_to_plan(person.name, step is not None))
        if step is not None:
            steps.append(step)
    return steps


def give_up(*, course: Course, person: Person, reason: str, now: datetime) -> None:
    """Let the seat that was just taken out of the plan say that it was given up, and why."""
    gone = course.seats.filter(person=person, state=SeatState.MOVED_OUT).order_by("-pk").first()
    if gone is not None:
        gone.state, gone.reason, gone.decided_at = SeatState.GIVEN_UP, reason[:300], now
        gone.save(update_fields=["state", "reason", "decided_at"])


@transaction.atomic
def undo_seats(*, by: Person, course: Course, plan: int, now: datetime) -> None:
    """Take the last change of seats back. plan: the number of the plan that came of it. Raises NotAllowed."""
    course = locked(course)
    held = held_plan(course)
    require(rules.plan_holds(held))
    assert held is not None  # noqa: S101 - said by the rule above
    changed = held.publication.variant
    holds = changed.number == plan and changed.parent is not None and changed.made == Made.HAND
    require(rules.undo(holds))
    if changed.parent is not None:
        publish_seats(by=by, variant=changed.parent, now=now)
    record("seats-restored", by=by, subject=course, place=course.programme.jobcentre, details={"plan": plan})
