"""Which groups may be shown by their number: none that is small, and none that subtraction would lay bare. Pure."""

from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from samklang.method.suppression import SMALLEST_GROUP

Key = TypeVar("Key")


class Size(NamedTuple):
    """How many cases a figure is counted on, and how many people work where they were counted."""

    cases: int
    people: int | None = None
    """None where the figure is nobody's work, as with what lies with no team."""


class Open(NamedTuple, Generic[Key]):
    """What may be shown: the whole, and which of the groups that it is made of."""

    whole: bool
    groups: frozenset[Key]


def may_be_shown(size: Size) -> bool:
    """Whether there are enough cases, and enough people that it is no one person's figure."""
    return size.cases >= SMALLEST_GROUP and (size.people is None or size.people >= SMALLEST_GROUP)


def open_groups(sizes: Mapping[Key, Size]) -> Open[Key]:
    """The groups that may be shown beside the whole.

    What is left of the whole when the shown groups are taken away must itself be large enough, or hold nothing; until
    it is, the smallest group that could have been shown is kept back too. A group without cases shows nothing anyway.
    """
    some = {key: size for key, size in sizes.items() if size.cases}
    whole = sum(size.cases for size in some.values()) >= SMALLEST_GROUP
    shown = {key for key, size in some.items() if may_be_shown(size)}
    while whole and shown and not _rest_is_safe(size for key, size in some.items() if key not in shown):
        shown.remove(min(shown, key=lambda key: (some[key].cases, str(key))))
    return Open(whole, frozenset(shown) if whole else frozenset())


def _rest_is_safe(rest: Iterable[Size]) -> bool:
    left = list(rest)
    if not left:
        return True
    people = [one.people for one in left if one.people is not None]
    return may_be_shown(Size(sum(one.cases for one in left), sum(people) if people else None))
