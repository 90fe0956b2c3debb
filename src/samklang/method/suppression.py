"""Which counts of groups may be shown, so that nobody can be found in them: not in one, and not by subtraction."""

from collections.abc import Mapping
from typing import NamedTuple

SMALLEST_GROUP = 5
"""Of fewer than this nothing is shown."""
TELLS_OF_EACH_BELOW = 10
"""In a group smaller than this, that all or none reach something would tell it of each of them."""


class Count(NamedTuple):
    """How many of those judged reach what is demanded."""

    reach: int
    judged: int


class Shown(NamedTuple):
    """What may be shown; None where it may not."""

    groups: Mapping[int, Count | None]
    whole: Count | None


def may_be_shown(count: Count) -> bool:
    """Whether the count by itself says nothing of any one of the people in it."""
    if count.judged < SMALLEST_GROUP:
        return False
    return count.judged >= TELLS_OF_EACH_BELOW or 0 < count.reach < count.judged


def shown(groups: Mapping[int, Count], people: Mapping[int, int] | None = None) -> Shown:
    """The groups that may be shown, and the whole that they make up.

    What is left of the whole when the shown groups are subtracted must itself be a count that may be shown, or hold
    nobody; so the smallest of the groups that could have been shown is kept back too, until that holds.

    people: where what is judged is not people but their work, how many work in each group (a group that is left out has
            none): fewer than `SMALLEST_GROUP` are kept back as well, whatever their count.
    """
    whole = Count(sum(one.reach for one in groups.values()), sum(one.judged for one in groups.values()))
    if not may_be_shown(whole):
        return Shown(dict.fromkeys(groups), None)
    enough = {key for key in groups if people is None or people.get(key, 0) >= SMALLEST_GROUP}
    open_ = {key for key in enough if may_be_shown(groups[key])}
    while open_ and not _rest_is_safe(groups, open_, people):
        open_.remove(min(open_, key=lambda key: (groups[key].judged, key)))
    return Shown({key: one if key in open_ else None for key, one in groups.items()}, whole)


def _rest_is_safe(groups: Mapping[int, Count], open_: set[int], people: Mapping[int, int] | None) -> bool:
    rest = {key: one for key, one in groups.items() if key not in open_ and one.judged}
    if not rest:
        return True
    left = Count(sum(one.reach for one in rest.values()), sum(one.judged for one in rest.values()))
    return may_be_shown(left) and (people is None or sum(people.get(key, 0) for key in rest) >= SMALLEST_GROUP)
