"""The wishes, recounted from the sessions and seats, and held against what the plan says of them."""

from collections.abc import Iterator, Mapping

from samklang.core.planner.check.case import Case
from samklang.core.planner.check.drawn import out_of_order
from samklang.core.planner.check.facts import Booked
from samklang.core.planner.check.verdict import Violation
from samklang.core.words import Money, Value, say

NAMES = {
    "untrained": say("Without a seat"),
    "cost": say("Cost"),
    "continuity": say("Conversations to be moved"),
    "pairs": say("Pairs kept apart"),
    "spread": say("Uneven teams and roles"),
    "finish": say("Last session"),
    "avoid": say("Unwanted half-days"),
    "order": say("Out of the drawn order"),
}


def _in_units(wish: str, value: int) -> Value:
    return Money(value) if wish == "cost" else value


def recount(case: Case, cost_ore: int) -> dict[str, int]:
    """The value of every wish, in its own unit: people, øre, conversations, pairs, people, days, weight, people."""
    eligible = [person for person in case.facts.people if case.facts.eligible(person)]
    return {
        "untrained": sum(1 for person in eligible if person not in case.seat_of),
        "cost": cost_ore,
        "continuity": _continuity(case),
        "pairs": _pairs(case, set(eligible)),
        "spread": _spread(case),
        "finish": _finish(case),
        "avoid": _avoid(case),
        "order": out_of_order(case),
    }


def _continuity(case: Case) -> int:
    """Conversations still to be moved: those of movable duties, or else the person's ordinary number."""
    movable: dict[str, list[Booked]] = {}
    for duty in case.facts.duties:
        if duty.movable:
            movable.setdefault(duty.person, []).append(duty)
    total = 0
    for one in case.ahead:
        for person in one.attendees:
            for day, half in one.half_days:
                moved = [duty for duty in movable.get(person, ()) if duty.period.covers(day, half)]
                ordinary = case.facts.people[person].conversations
                total += sum(duty.conversations for duty in moved) if moved else ordinary
    return total


def _pairs(case: Case, eligible: set[str]) -> int:
    """Pairs of peers, both to be trained and at least one seated, who are not in the same cohort."""
    pairs = set()
    for person in eligible:
        peer = case.facts.people[person].peer
        if peer in eligible and peer != person:
            pairs.add(frozenset((person, peer)))
    cohorts = [{case.seat_of.get(person) for person in pair} for pair in pairs]
    return sum(1 for found in cohorts if len(found) > 1)


def _spread(case: Case) -> int:
    """For each role, and each team where teams are mixed: the most minus the fewest of it in a cohort, added up."""
    parts = []
    if not case.facts.cohorts.whole_teams:
        parts.append({person.id: person.team for person in case.facts.people.values()})
    parts.append({person.id: person.role for person in case.facts.people.values() if person.role})
    total = 0
    for part in parts:
        counts = {name: dict.fromkeys(case.cohorts, 0) for name in part.values()}
        for person, cohort in case.seat_of.items():
            if person in part and cohort in counts[part[person]]:
                counts[part[person]][cohort] += 1
        total += sum(max(one.values()) - min(one.values()) for one in counts.values() if one)
    return total


def _finish(case: Case) -> int:
    """Days from the programme's first day to the last session; 0 without sessions."""
    if not case.plan.sessions:
        return 0
    return (max(one.day for one in case.plan.sessions) - case.facts.first_day).days


def _avoid(case: Case) -> int:
    """The weights of the avoided periods that the half-days of sessions still to be held fall in."""
    return sum(
        avoided.weight
        for one in case.ahead
        for day, half in one.half_days
        for avoided in case.facts.avoided
        if avoided.period.covers(day, half)
    )


def levels_true(case: Case, counted: Mapping[str, int]) -> Iterator[Violation]:
    """The plan states no wish twice, each at the value it has, and no bound above it."""
    stated = [level.wish for level in case.plan.levels]
    for wish in sorted(set(stated)):
        if stated.count(wish) > 1:
            text = say(
                "The plan states the wish “{wish}” {count} times; leave one.",
                wish=NAMES[wish],
                count=stated.count(wish),
            )
            yield Violation("level-twice", text)
    for level in case.plan.levels:
        if level.value != counted[level.wish]:
            text = say(
                "The plan says {said} for the wish “{wish}”; counted again it is {counted}.",
                said=_in_units(level.wish, level.value),
                wish=NAMES[level.wish],
                counted=_in_units(level.wish, counted[level.wish]),
            )
            yield Violation("level", text)
        if level.bound is not None and level.bound > level.value:
            text = say(
                "The plan says that the wish “{wish}” cannot come below {bound}, yet has {value}.",
                wish=NAMES[level.wish],
                bound=_in_units(level.wish, level.bound),
                value=_in_units(level.wish, level.value),
            )
            yield Violation("bound", text)
