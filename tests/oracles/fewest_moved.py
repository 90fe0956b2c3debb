"""The fewest people a tiny plan must move, found by trying every other plan; what the replanner is measured against."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, permutations, product

from tests.oracles.brute_force import Timing, _Search

from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem


def fewest_moved(problem: Problem, before: Plan) -> tuple[int, int] | None:
    """The fewest untrained and, with those, the fewest people with another cohort or date; None: no plan at all.

    Nothing in `before` is held yet. Cohorts may change their numbers; who keeps colleagues and dates is not moved.
    """
    search = _Search(problem)
    known = _dates_before(problem, before)
    best: tuple[int, int] | None = None
    for count in range(problem.cohorts.minimum, problem.cohorts.maximum + 1):
        seatings = list(search._seatings(count))
        for timings in product(search._timings, repeat=count):
            if not all(one[0][0] <= two[0][0] for one, two in pairwise(timings)):
                continue
            for seating in seatings:
                if not all(person in search._able(timings[cohort - 1]) for person, cohort in seating.seats.items()):
                    continue
                untrained = len(search.rules.eligible) - len(seating.seats)
                rank = (untrained, _moved(search, known, timings, seating.seats))
                if (best is None or rank < best) and _can_be_held(problem, timings, seating.seats):
                    best = rank
    return best


def _can_be_held(problem: Problem, timings: Sequence[Timing], seats: Mapping[str, int]) -> bool:
    search = _Search(problem)
    search._staff(timings, seats)
    return search.plan is not None


def _dates_before(problem: Problem, before: Plan) -> tuple[dict[str, int], dict[int, Timing]]:
    order = [module.id for module in problem.modules]
    timings = {}
    for cohort in before.cohort_numbers():
        rows = sorted((one for one in before.sessions if one.cohort == cohort), key=lambda one: order.index(one.module))
        timings[cohort] = tuple((one.date, one.half) for one in rows)
    return {seat.person: seat.cohort for seat in before.seats}, timings


def _moved(
    search: _Search,
    known: tuple[dict[str, int], dict[int, Timing]],
    timings: Sequence[Timing],
    seats: Mapping[str, int],
) -> int:
    """The moved under the most favourable renaming of the new cohorts."""
    seat_before, timing_before = known
    eligible = {person.id for person in search.rules.eligible}

    def stays(person: str, renamed: Sequence[int]) -> bool:
        now, cohort = seats.get(person), seat_before[person]
        if now is None or renamed[now - 1] != cohort:
            return False
        needed = [place for place, one in enumerate(search.problem.modules) if one.id in search.rules.needs[person]]
        return all(timings[now - 1][place] == timing_before[cohort][place] for place in needed)

    names = sorted({*timing_before, *range(1, len(timings) + 1)})
    return min(
        sum(1 for person in seat_before if person in eligible and not stays(person, renamed))
        for renamed in permutations(names, len(timings))
    )
