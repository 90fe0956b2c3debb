"""How well and how fast colleagues are paired for sparring, beside two plain ways on the same rounds in the same run.

    python bench/pairing.py [--people 30,100,300] [--seeds 1,2,3] [--seconds 10]

List order: each focus person in turn takes the best partner and the first half-day still left. Assignment: the best
partners by OR-Tools' linear assignment, which knows neither half-days nor counters; then each pair takes the first
half-day left, and whoever finds none goes without. Both keep every hard rule.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from statistics import mean
from time import perf_counter

import numpy as np
from ortools.graph.python import linear_sum_assignment

from samklang.core.calendar import HALVES, HalfDay
from samklang.core.planner.pairing import Aim, Pair, PairingProblem, Participant, check, could_be, pair

DAYS, TEAM_SIZE, SITES = 10, 10, ("north", "middle", "south")
INDICATORS = tuple(f"i{number}" for number in range(1, 15))
HALF_DAYS = tuple(
    HalfDay(date(2027, 3, 1) + timedelta(days=day + 2 * (day // 5)), half) for day, half in product(range(DAYS), HALVES)
)
Costs = dict[tuple[str, str], tuple[int, ...]]


def a_round(people: int, seed: int) -> PairingProblem:
    """A quarter are partners for up to four each; everybody is free in a third of the half-days."""
    chance = Random(f"{people} {seed}")
    teams = [f"team {number}" for number in range(max(1, people // TEAM_SIZE))]
    members = tuple(_member(number, teams, chance) for number in range(people))
    earlier = {(chance.choice(members).id, chance.choice(members).id): chance.randint(1, 4) for _ in range(3 * people)}
    return PairingProblem(
        members,
        spare={cell: chance.choice((0, 1, 1)) for cell in product(teams, HALF_DAYS)},
        minutes={(one, other): 30 for one, other in product(SITES, SITES) if {one, other} != {"north", "south"}},
        earlier=earlier,
    )


def _member(number: int, teams: list[str], chance: Random) -> Participant:
    at, partner = number % len(teams), chance.random() < 1 / 4
    return Participant(
        id=f"p{number:04}",
        team=teams[at],
        site=SITES[at % len(SITES)],
        managers=frozenset({f"p{at:04}"} - {f"p{number:04}"}),
        is_focus=not partner or chance.random() < 0.5,
        licences=frozenset(chance.sample(INDICATORS, 6)) if partner else frozenset(),
        focus=frozenset(chance.sample(INDICATORS, chance.randint(1, 3))),
        free=frozenset(half for half in HALF_DAYS if chance.random() < 1 / 3),
        most_as_partner=4 if partner else 0,
    )


class Book:
    """Pairs written down one by one, each in the first half-day that breaks no rule."""

    def __init__(self, problem: PairingProblem) -> None:
        self.problem, self.pairs = problem, list[Pair]()
        self.people = {one.id: one for one in problem.participants}
        self.times: Counter[str] = Counter()
        self.away: Counter[tuple[str, HalfDay]] = Counter()
        self.busy: set[tuple[str, HalfDay]] = set()

    def add(self, focus: str, partner: str) -> bool:
        """Whether there was room for the pair."""
        one, other = self.people[focus], self.people[partner]
        if self.times[partner] >= other.most_as_partner:
            return False
        for half in sorted(one.free & other.free):
            cell = other.team, half
            taken = {(focus, half), (partner, half)}
            if not taken & self.busy and self.away[cell] < self.problem.spare.get(cell, 0):
                self.pairs.append(Pair(focus, partner, half))
                self.times[partner] += 1
                self.away[cell] += 1
                self.busy |= taken
                return True
        return False


def costs_of(problem: PairingProblem) -> Costs:
    """What each pair that may be one comes to, by licences, earlier rounds and minutes."""
    found: Costs = {}
    for one, other in product(problem.participants, problem.participants):
        minutes = 0 if one.site == other.site else problem.minutes.get((other.site, one.site), 10**6)
        apart = one.id != other.id and other.id not in one.managers and one.id not in other.managers
        if one.is_focus and other.licences and apart and minutes <= problem.most_minutes and one.free & other.free:
            ago = problem.earlier.get((one.id, other.id), 9)
            uncovered = round(1000 * len(one.focus - other.licences) / len(one.focus))
            found[one.id, other.id] = (uncovered, max(0, 5 - ago), minutes)
    return found


def list_order(problem: PairingProblem) -> list[Pair]:
    """One after the other, each the best that is left."""
    costs, book = costs_of(problem), Book(problem)
    choices: dict[str, list[str]] = {}
    for focus, partner in sorted(costs, key=lambda both: (both[0], costs[both])):
        choices.setdefault(focus, []).append(partner)
    for focus, partners in choices.items():
        any(book.add(focus, partner) for partner in partners)
    return book.pairs


def assignment(problem: PairingProblem) -> list[Pair]:
    """The cheapest partners for all together, half-days afterwards."""
    costs, book = costs_of(problem), Book(problem)
    people = [one.id for one in problem.participants if one.is_focus]
    places = [one.id for one in problem.participants for _ in range(one.most_as_partner)]
    table = np.full((len(people), len(places) + len(people)), 10**9, dtype=np.int64)
    row = {one: at for at, one in enumerate(people)}
    columns: dict[str, list[int]] = {}
    for at, one in enumerate(places):
        columns.setdefault(one, []).append(at)
    for (focus, partner), (uncovered, repeated, minutes) in costs.items():
        table[row[focus], columns[partner]] = 10**5 * uncovered + 10**3 * repeated + minutes
    # Linear assignment wants a square: those beyond the people are nobody's.
    square = np.vstack([table, np.zeros((len(places), table.shape[1]), dtype=np.int64)])
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    rows, cols = np.indices(square.shape)
    solver.add_arcs_with_cost(rows.ravel(), cols.ravel(), square.ravel())
    if solver.solve() != solver.OPTIMAL:
        raise AssertionError("Everybody can be nobody's.")
    for focus in people:
        at = solver.right_mate(row[focus])
        if at < len(places) and (focus, places[at]) in costs:
            book.add(focus, places[at])
    return book.pairs


def measured(problem: PairingProblem, way: Callable[[PairingProblem], list[Pair]]) -> tuple[float, ...]:
    """Seconds, without a partner, uncovered wishes in whole indicators' shares, earlier pairs, minutes."""
    begun = perf_counter()
    pairs = way(problem)
    seconds = perf_counter() - begun
    if check(problem, pairs):
        raise AssertionError(f"A rule is broken: {check(problem, pairs)[0]}")
    costs = costs_of(problem)
    sums = [sum(costs[one.focus, one.partner][aim] for one in pairs) for aim in range(3)]
    unpaired = sum(one.is_focus for one in problem.participants) - len(pairs)
    return seconds, unpaired, sums[0] / 1000, sums[1], sums[2]


def lines(people: int, seeds: tuple[int, ...], limit: float) -> Iterator[str]:
    """The ways side by side for one size, means over the seeds; and how long a list for a swap by hand takes."""
    proved: list[int] = []

    def planner(problem: PairingProblem) -> list[Pair]:
        found = pair(problem, time_limit_s=limit)
        proved.append(sum(level.proved for level in found.levels))
        return list(found.pairs)

    rounds = [a_round(people, seed) for seed in seeds]
    ways = {"list order": list_order, "assignment": assignment, "planner": planner}
    table = {
        name: [mean(column) for column in zip(*(measured(one, way) for one in rounds), strict=True)]
        for name, way in ways.items()
    }
    for name, (seconds, unpaired, uncovered, repeated, minutes) in table.items():
        yield (
            f"{people:>4} people  {name:<11} {seconds:7.2f} s  without a partner {unpaired:6.1f}  "
            f"uncovered {uncovered:6.2f}  repeated {repeated:5.1f}  minutes {minutes:7.0f}"
        )
    ours = table["planner"]
    ratios = ", ".join(f"{_ratio(table[name][1], ours[1])} of {name}'s" for name in ("list order", "assignment"))
    yield f"{people:>4} people  without a partner: {ratios}; levels proved {mean(proved):.1f} of {len(Aim)}"
    begun = perf_counter()
    could_be(rounds[0], next(one.id for one in rounds[0].participants if one.is_focus))
    yield f"{people:>4} people  whom one could have instead: {1000 * (perf_counter() - begun):.0f} ms"


def _ratio(theirs: float, ours: float) -> str:
    return f"{ours / theirs:.2f}" if theirs else "none more than none"


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def main() -> None:
    """Parse and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=_numbers, default=(30, 100, 300))
    parser.add_argument("--seeds", type=_numbers, default=(1, 2, 3))
    parser.add_argument("--seconds", type=float, default=10.0, help="the planner's time limit; 10")
    asked = parser.parse_args()
    for people in asked.people:
        for line in lines(people, asked.seeds, asked.seconds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
