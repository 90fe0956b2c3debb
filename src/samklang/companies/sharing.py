"""Sharing companies among colleagues: nobody more than their share, and each as near as can be. Pure."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """What is shared out: companies with their weights, people with what they have already, and how near they are.

    weights: points of work by company, above 0. loads: points that each person has already, 0 or more.
    near:    points by (company, person), 0 where left out; higher is nearer.
    The order of both mappings settles what is otherwise equal, so that the same is proposed each time.
    """

    weights: Mapping[Hashable, int]
    loads: Mapping[Hashable, int]
    near: Mapping[tuple[Hashable, Hashable], int]

    def nearness(self, company: Hashable, person: Hashable) -> int:
        """How near, in points."""
        return self.near.get((company, person), 0)


def shares(task: Task) -> dict[Hashable, int]:
    """How many companies each person gets, so that all end as level as they can: each goes to whoever has least.

    returns: whole numbers by person that sum to the number of companies; all 0 where there is nobody or nothing.
    """
    level = {person: float(load) for person, load in task.loads.items()}
    found = dict.fromkeys(task.loads, 0)
    if not level:
        return found
    each = sum(task.weights.values()) / max(len(task.weights), 1)
    for _ in task.weights:
        lowest = min(level, key=lambda person: level[person])
        level[lowest] += each
        found[lowest] += 1
    return found


def share_out(task: Task) -> dict[Hashable, Hashable]:
    """The person for each company: exactly their `shares`, the sum of nearness as high as that allows.

    Among the ways that are equally near, companies change places until the work itself is level too.
    returns: person by company; empty where there is nobody.
    source:  successive shortest paths for the transportation problem (Ahuja, Magnanti and Orlin 1993, ch. 9), with the
             people as the nodes.
    """
    room = shares(task)
    chosen: dict[Hashable, Hashable] = {}
    held: dict[Hashable, list[Hashable]] = {person: [] for person in task.loads}
    if not held:
        return chosen
    for company in task.weights:
        _take_in(task, company, room, held)
    chosen = {company: person for person, own in held.items() for company in own}
    _level(task, chosen)
    return {company: chosen[company] for company in task.weights}


def _take_in(task: Task, company: Hashable, room: Mapping[Hashable, int], held: dict[Hashable, list[Hashable]]) -> None:
    """Place one company more, and let others change hands where that brings all of them nearer."""
    cost = {person: -task.nearness(company, person) for person in held}
    came: dict[Hashable, tuple[Hashable, Hashable]] = {}
    """By person: from whom something would come to them, and what."""
    moves = {
        (giver, taker): min(
            (task.nearness(one, giver) - task.nearness(one, taker), place) for place, one in own_in_order
        )
        for giver, own in held.items()
        if (own_in_order := list(enumerate(own)))
        for taker in held
        if taker != giver
    }
    for _ in held:
        changed = False
        for (giver, taker), (more, place) in moves.items():
            if cost[giver] + more < cost[taker]:
                cost[taker] = cost[giver] + more
                came[taker] = (giver, held[giver][place])
                changed = True
        if not changed:
            break
    last = min((person for person in held if len(held[person]) < room[person]), key=lambda person: cost[person])
    while last in came:
        giver, moved = came[last]
        held[giver].remove(moved)
        held[last].append(moved)
        last = giver
    held[last].append(company)


def _level(task: Task, chosen: dict[Hashable, Hashable]) -> None:
    """Two companies change places as long as that keeps the nearness and makes the work more even."""
    level = dict(task.loads)
    for company, person in chosen.items():
        level[person] += task.weights[company]
    order = list(task.weights)
    changed = True
    while changed:
        changed = False
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                changed = _swap(task, chosen, level, one, other) or changed


def _swap(
    task: Task, chosen: dict[Hashable, Hashable], level: dict[Hashable, int], one: Hashable, other: Hashable
) -> bool:
    first, second = chosen[one], chosen[other]
    more = task.weights[one] - task.weights[other]
    if (
        first == second
        or not more
        or not 0 < more * (1 if level[first] > level[second] else -1) < abs(level[first] - level[second])
    ):
        return False
    before = task.nearness(one, first) + task.nearness(other, second)
    if task.nearness(one, second) + task.nearness(other, first) < before:
        return False
    chosen[one], chosen[other] = second, first
    level[first] -= more
    level[second] += more
    return True


def above_their_share(task: Task, given: Sequence[Hashable]) -> dict[Hashable, int]:
    """How many more than their share each person was given; only those who got more. given: a person per company."""
    room = shares(task)
    return {person: over for person, most in room.items() if (over := given.count(person) - most) > 0}
