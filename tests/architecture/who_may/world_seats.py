"""What waits about seats in the course under way: the colleague's wish and offer, and wishes of two others."""

from __future__ import annotations

from datetime import timedelta

from tests.architecture.who_may.cast import MARK, World
from tests.factories.delivery import person_called

from samklang.access.clock import now
from samklang.delivery.enums import RequestState, Wanted
from samklang.delivery.models import Course, Offer, SeatRequest


def seats(world: World, course: Course) -> None:
    """The colleague has asked and been offered something, a swap waits for them, and Anne's wish for her leader."""
    colleague, at = world.people["colleague"], now()
    given = {"course": course, "cohort": 2, "asked_at": at, "reason": f"Ferie i {MARK}"}
    own = SeatRequest.objects.create(person=colleague, wanted=Wanted.MOVE, state=RequestState.AT_MANAGER, **given)
    swap = SeatRequest.objects.create(
        person=person_called(course, "bo"), other=colleague, wanted=Wanted.SWAP, state=RequestState.AT_COLLEAGUE,
        due_at=at + timedelta(days=2), **given,
    )  # fmt: skip
    wish = SeatRequest.objects.create(
        person=person_called(course, "anne"), wanted=Wanted.MOVE, state=RequestState.AT_MANAGER, **given
    )
    offer = Offer.objects.create(course=course, person=colleague, cohort=2, made_at=at, due_at=at + timedelta(days=2))
    for part in ("seats/", "own-seat/", "waiting-list/", "makeups/"):
        world.filled[f"courses/<int:pk>/{part}"] = {"pk": course.pk}
    world.filled |= {
        "courses/<int:pk>/seats/<int:plan>/undo/": {"pk": course.pk, "plan": 1},
        "courses/seat-requests/<int:pk>/": {"pk": wish.pk},
        "courses/seat-requests/<int:pk>/removal/": {"pk": own.pk},
        "courses/swaps/<int:pk>/": {"pk": swap.pk},
        "courses/offers/<int:pk>/": {"pk": offer.pk},
    }
    world.ids |= {"seat-request": wish.pk, "offer": offer.pk, "swap": swap.pk}
