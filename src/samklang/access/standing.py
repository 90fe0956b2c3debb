"""What one person may do where, worked out once from their roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samklang.access.enums import Right, Role


@dataclass(frozen=True)
class Standing:
    """The places at which a person has each right, everything below a place included, and the roles they have."""

    rights: Mapping[Right, frozenset[int]] = field(default_factory=dict)
    roles: frozenset[Role] = frozenset()
    reasons: Mapping[int, str] = field(default_factory=dict)
    """For each place whose records an administrator has opened for a time, the reason they stated."""

    @property
    def elevated(self) -> bool:
        """Whether an administrator's elevation is running."""
        return bool(self.reasons)

    def places(self, right: Right) -> frozenset[int]:
        """The numbers of the places where the right holds."""
        return self.rights.get(right, frozenset())

    def may(self, right: Right, place_id: int | None = None) -> bool:
        """Whether the right holds at the place; anywhere, where no place is given."""
        places = self.places(right)
        return bool(places) if place_id is None else place_id in places


def standing_of(held: Iterable[tuple[Role, Iterable[Right], Iterable[int]]], reasons: Mapping[int, str]) -> Standing:
    """Roles put together.

    held:    each role's name, its rights, and the places it reaches.
    reasons: for each place opened for a time, why.
    """
    rights: dict[Right, set[int]] = {}
    roles = set()
    for role, granted, places in held:
        roles.add(role)
        reached = frozenset(places)
        for right in granted:
            rights.setdefault(right, set()).update(reached)
    return Standing({right: frozenset(places) for right, places in rights.items()}, frozenset(roles), reasons)
