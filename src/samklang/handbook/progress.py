"""How far somebody has come on a tour: which, and the number of the stop. It is kept in the session alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.handbook.tours import TOURS, Stop, tours_for

_KEPT_AS = "handbook-tour"


@dataclass(frozen=True)
class UnderWay:
    """A tour that somebody is on. at: the number of the stop, from 0."""

    role: Role
    at: int

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All of them."""
        return TOURS[self.role]

    @property
    def stop(self) -> Stop:
        """The one that comes now."""
        return self.stops[self.at]

    @property
    def is_last(self) -> bool:
        """Whether none comes after it."""
        return self.at + 1 == len(self.stops)


def tour_under_way(request: HttpRequest) -> UnderWay | None:
    """The tour the person is on, as long as they have its role."""
    kept = request.session.get(_KEPT_AS) if hasattr(request, "session") else None
    if not isinstance(kept, Mapping) or not isinstance(request.user, Person):
        return None
    role = next((one for one in tours_for(request.user.standing.roles) if one == kept.get("role")), None)
    at = kept.get("at")
    return UnderWay(role, at) if role and isinstance(at, int) and 0 <= at < len(TOURS[role]) else None


def tour_to_offer(request: HttpRequest) -> Role | None:
    """The tour of the person's first role, until they have been on one or said no."""
    if not isinstance(request.user, Person) or request.user.tour_ended_at or tour_under_way(request):
        return None
    return next(iter(tours_for(request.user.standing.roles)), None)


def go_to_stop(request: HttpRequest, role: Role, at: int) -> UnderWay:
    """Note that the person is at a stop. at: from 0, one there is."""
    request.session[_KEPT_AS] = {"role": role.value, "at": at}
    return UnderWay(role, at)


def leave_tour(request: HttpRequest) -> None:
    """Forget how far the person had come."""
    request.session.pop(_KEPT_AS, None)
