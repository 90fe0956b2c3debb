"""Which teams may be shown on a page, so that nobody is found by subtraction: within it, or between it and another.

Two pages of the same team differ by those who came, left or were trained in between. Where these are fewer than five, a
reader who knows who they are would learn whether each is trained. So such a team stands as it stood on the earlier
page, with its day. Pure.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from samklang.method.suppression import SMALLEST_GROUP, Count, shown

NO_TEAM = 0


class Standing(NamedTuple):
    """Where somebody works on a day, and whether they are trained."""

    team: int
    trained: bool


People = Mapping[int, Standing]
"""By a person's number; it never leaves the reckoning."""
Moved = Mapping[int, set[int]]
"""For each team who moved."""


class Teams(NamedTuple):
    """fresh: teams with their count of today. kept: those that stand as they did. whole: None where it is not shown."""

    fresh: Mapping[int, Count]
    kept: frozenset[int]
    whole: Count | None


def counts_of(people: People) -> dict[int, Count]:
    """How many of each team are trained."""
    found: dict[int, Count] = {}
    for one in people.values():
        before = found.get(one.team, Count(0, 0))
        found[one.team] = Count(before.reach + one.trained, before.judged + 1)
    return found


def moved_between(before: People, after: People) -> dict[int, set[int]]:
    """For each team who came, left, or has another standing than before."""
    found: dict[int, set[int]] = {}
    for person in before.keys() | after.keys():
        one, other = before.get(person), after.get(person)
        if one != other:
            for team in {each.team for each in (one, other) if each is not None}:
                found.setdefault(team, set()).add(person)
    return found


def teams_to_show(people: People, earlier: Sequence[tuple[People, Collection[int]]]) -> Teams:
    """The teams that may be shown with their count of today, and those that stand as they did.

    earlier: for each day that readers have seen, how everybody stood on it, and which teams they saw.
    """
    counts = counts_of(people)
    seen = shown(counts)
    fresh = {team: one for team, one in seen.groups.items() if one is not None and team != NO_TEAM}
    kept: set[int] = set()
    days = [(moved_between(before, people), frozenset(then)) for before, then in earlier]
    while (next_ := _to_keep(fresh, days)) is not None:
        kept.add(next_)
        del fresh[next_]
    return Teams(fresh, frozenset(kept), seen.whole)


def _to_keep(fresh: Mapping[int, Count], days: Sequence[tuple[Moved, frozenset[int]]]) -> int | None:
    """One team that must stand as it stood; None where nobody can be found any more."""
    for moved, then in days:
        both = sorted(fresh.keys() & then)
        for team in both:
            if 0 < len(moved.get(team, ())) < SMALLEST_GROUP:
                return team
        # What is left of the whole on both days, when the teams seen on both are taken away, has not moved by a few.
        rest = set().union(*(people for team, people in moved.items() if team not in both))
        if both and 0 < len(rest) < SMALLEST_GROUP:
            return min(both, key=lambda team: (not moved.get(team), fresh[team].judged, team))
    return None
