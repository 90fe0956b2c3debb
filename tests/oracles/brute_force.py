"""The best plan of a tiny problem, found by trying all of them; what the planner is measured against.

It knows neither the solver nor its grid: the rules are `tests.oracles.rules`, and every plan it calls the best so far
is put before the independent checker, which must agree on validity and on every level. Plans that cannot beat the best
one are passed over; nothing else is left out. No sessions already held, and no `give_percent`.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise, product
from math import inf

from tests.oracles.rules import Rules, assemble, covers, taken_by

from samklang.core.calendar import Half, HalfDay, weekday_of
from samklang.core.planner.check import check
from samklang.core.planner.plan import Plan, Session
from samklang.core.planner.plan import document as plan_document
from samklang.core.planner.problem import Module, Period, Problem, Room, Trainer, Wish
from samklang.core.planner.problem import document as problem_document


def best(problem: Problem) -> tuple[int, ...] | None:
    """The best levels there are, in the order of problem.wishes; None where the problem has no plan."""
    plan = best_plan(problem)
    return None if plan is None else tuple(level.value for level in plan.levels)


def best_plan(problem: Problem) -> Plan | None:
    """A plan with the best levels there are; None where the problem has no plan."""
    return _Search(problem).run()


Timing = tuple[tuple[date, Half], ...]
"""One cohort's calendar: date and half for each module."""


@dataclass(frozen=True)
class _Seating:
    """Who sits where, with what depends on nothing else."""

    seats: Mapping[str, int]
    known: Mapping[Wish, int]


def is_plan(problem: Problem, sessions: Sequence[Session], seats: Mapping[str, int]) -> bool:
    """Whether these decisions break no rule, given the fewest temps and best payments. Seats: of eligible people."""
    return _Search(problem).accepts(sessions, seats)


class _Search:
    """All calendars, for each all seatings that fit, for each all trainers and rooms that fit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.rules = Rules(problem)
        self.document = problem_document(problem)
        self.best: tuple[int, ...] | None = None
        self.plan: Plan | None = None

    def run(self) -> Plan | None:
        """Calendars in the order of what they come to at least, until none left can beat the best plan."""
        waiting = []
        for count in range(self.problem.cohorts.minimum, self.problem.cohorts.maximum + 1):
            seatings = list(self._seatings(count))
            for timings in product(self._timings, repeat=count):
                if all(one[0][0] <= two[0][0] for one, two in pairwise(timings)):
                    waiting.append((self._rank(self._least(timings)), timings, seatings))
        for rank, timings, seatings in sorted(waiting, key=lambda one: one[0]):
            if self.best is not None and rank >= self.best:
                break
            self._seat(timings, seatings)
        return self.plan

    def accepts(self, sessions: Sequence[Session], seats: Mapping[str, int]) -> bool:
        """Whether the decisions are among those that are tried."""
        order, count = [module.id for module in self.problem.modules], len({session.cohort for session in sessions})
        rows = [
            sorted((one for one in sessions if one.cohort == cohort), key=lambda one: order.index(one.module))
            for cohort in range(1, count + 1)
        ]
        timings = [tuple((one.date, one.half) for one in row) for row in rows]
        temps = self.rules.temps(sessions, seats)
        return (
            self.problem.cohorts.minimum <= count <= self.problem.cohorts.maximum
            and all([one.module for one in row] == order for row in rows)
            and all(timing in self._timings for timing in timings)
            and all(one[0][0] <= two[0][0] for one, two in pairwise(timings))
            and set(seats.values()) <= set(range(1, count + 1))
            and all(person in self._able(timings[cohort - 1]) for person, cohort in seats.items())
            and self._sizes_kept(seats, count)
            and self._teams_kept(seats)
            and all(self._place_fits(one, seats) for one in sessions)
            and not any(self._collide(one, two) for one, two in combinations(sessions, 2))
            and self._days_kept(sessions)
            and self._draw_kept(sessions, seats)
            and temps is not None
            and self.rules.can_pay(self.rules.costs(sessions, seats, temps))
        )

    def _place_fits(self, session: Session, seats: Mapping[str, int]) -> bool:
        module, at = self.rules.modules[session.module], HalfDay(session.date, session.half)
        trainer, room = self.rules.trainers[session.trainer], self.rules.rooms[session.room]
        people = len(self.rules.attendees(session, seats))
        return trainer in self._trainers(module, at) and room in self._rooms(module, at) and people <= room.capacity

    def _rank(self, levels: Mapping[Wish, int]) -> tuple[int, ...]:
        return tuple(levels.get(level.wish, 0) for level in self.problem.wishes)

    @cached_property
    def _timings(self) -> list[Timing]:
        slots = [list(self._slots(module)) for module in self.problem.modules]
        return [timing for timing in product(*slots) if self._in_step(timing)]

    def _slots(self, module: Module) -> Iterator[tuple[date, Half]]:
        for at in self.rules.half_days:
            starts = [Half.MORNING] if module.length == 2 else module.halves
            if at.half in starts and self._trainers(module, at) and self._rooms(module, at):
                yield at.date, at.half

    def _in_step(self, timing: Timing) -> bool:
        days = [(two[0] - one[0]).days for one, two in pairwise(timing)]
        modules = self.problem.modules[1:]
        return all(one.gap_min_days <= gap <= one.gap_max_days for one, gap in zip(modules, days, strict=True))

    def _trainers(self, module: Module, at: HalfDay) -> list[Trainer]:
        return [
            one
            for one in self.problem.trainers
            if module.id in one.modules and all(self._teaches(one, half) for half in taken_by(module, at.date, at.half))
        ]

    @staticmethod
    def _teaches(trainer: Trainer, at: HalfDay) -> bool:
        return (
            f"{weekday_of(at.date)}-{at.half}" in trainer.half_days
            and covers(Period(trainer.first_day, trainer.last_day), at)
            and not any(covers(busy, at) for busy in trainer.busy)
        )

    def _rooms(self, module: Module, at: HalfDay) -> list[Room]:
        halves = taken_by(module, at.date, at.half)
        return [
            one for one in self.problem.rooms if not any(covers(busy, half) for busy in one.busy for half in halves)
        ]

    def _least(self, timings: Sequence[Timing]) -> dict[Wish, int]:
        """What a plan with these calendars comes to at least."""
        sessions = [one for timing in timings for one in zip(self.problem.modules, timing, strict=True)]
        able = {person for timing in timings for person in self._able(timing)}
        return {
            Wish.UNTRAINED: len(self.rules.eligible) - len(able),
            Wish.COST: sum(module.cost_per_cohort_ore for module, _ in sessions),
            Wish.FINISH: max(((day - self.problem.first_day).days for _, (day, _) in sessions), default=0),
            Wish.AVOID: sum(self.rules.avoided(at) for module, slot in sessions for at in taken_by(module, *slot)),
        }

    def _able(self, timing: Timing) -> frozenset[str]:
        if timing not in self._able_in:
            self._able_in[timing] = frozenset(
                person.id
                for person in self.rules.eligible
                if all(
                    at in self.rules.free[person.id]
                    for module, slot in zip(self.problem.modules, timing, strict=True)
                    if module.id in self.rules.needs[person.id]
                    for at in taken_by(module, *slot)
                )
            )
        return self._able_in[timing]

    @cached_property
    def _able_in(self) -> dict[Timing, frozenset[str]]:
        return {}

    def _seatings(self, count: int) -> Iterator[_Seating]:
        """Every way to seat people in so many cohorts that keeps sizes, caps and teams."""
        eligible = self.rules.eligible
        for choice in product((None, *range(1, count + 1)), repeat=len(eligible)):
            seats = {one.id: cohort for one, cohort in zip(eligible, choice, strict=True) if cohort is not None}
            if self._sizes_kept(seats, count) and self._teams_kept(seats):
                known = {
                    Wish.UNTRAINED: len(eligible) - len(seats),
                    Wish.PAIRS: self.rules.pairs_apart(seats),
                    Wish.SPREAD: self.rules.spread(seats, set(range(1, count + 1))),
                }
                yield _Seating(seats, known)

    def _sizes_kept(self, seats: Mapping[str, int], count: int) -> bool:
        sizes, rule = Counter(seats.values()), self.problem.cohorts
        everyone = len(seats) == len(self.rules.eligible) or not self.problem.everyone_must_be_trained
        return everyone and all(
            rule.size_minimum <= sizes[cohort] <= rule.size_maximum for cohort in range(1, count + 1)
        )

    def _teams_kept(self, seats: Mapping[str, int]) -> bool:
        counts = Counter((self.rules.people[person].team, cohort) for person, cohort in seats.items())
        if self.problem.cohorts.composition == "whole_teams":
            return len({team for team, _ in counts}) == len(counts)
        caps = {team.id: team.cohort_cap or self.problem.cohorts.team_cap for team in self.problem.teams}
        return all(count <= (caps[team] or count) for (team, _), count in counts.items())

    def _seat(self, timings: Sequence[Timing], seatings: Sequence[_Seating]) -> None:
        able = {cohort: self._able(timing) for cohort, timing in enumerate(timings, 1)}
        least = self._least(timings)
        fitting = [
            (self._rank({**least, **one.known}), number)
            for number, one in enumerate(seatings)
            if all(person in able[cohort] for person, cohort in one.seats.items())
        ]
        for rank, number in sorted(fitting):
            if self.best is not None and rank >= self.best:
                break
            self._staff(timings, seatings[number].seats)

    def _staff(self, timings: Sequence[Timing], seats: Mapping[str, int]) -> None:
        """Tries every choice of trainers and rooms for a seating whose counter can be manned."""
        places = self._all_places(timings)
        if not places:
            return
        temps = self.rules.temps(places[0][1], seats)
        if temps is None:
            return
        extra = Counter(self.rules.attendance_costs(places[0][1], seats, temps))
        sizes = [len(self.rules.attendees(one, seats)) for one in places[0][1]]
        levels = self.rules.levels(places[0][1], seats, 0)
        if not self._draw_kept(places[0][1], seats):
            return
        for price, sessions in places:
            total = price + extra.total()
            rank = self._rank({**levels, Wish.COST: total})
            if total > self._purse or (self.best is not None and rank >= self.best):
                return
            capacities = [self.rules.rooms[one.room].capacity for one in sessions]
            fits = all(size <= capacity for size, capacity in zip(sizes, capacities, strict=True))
            if fits and self.rules.can_pay(extra + Counter(self.rules.place_costs(sessions))):
                self._take(assemble(self.problem, sessions, seats, temps), rank)
                return

    def _draw_kept(self, sessions: Sequence[Session], seats: Mapping[str, int]) -> bool:
        return not self.problem.keep_drawn_order or self.rules.out_of_order(sessions, seats) == 0

    @cached_property
    def _purse(self) -> float:
        """All money there is, whatever it may be used for."""
        funding = self.problem.funding
        grants = sum(grant.amount_ore for grant in funding.grants)
        return inf if funding.own_budget_ore is None else funding.own_budget_ore + grants

    def _take(self, plan: Plan, rank: tuple[int, ...]) -> None:
        verdict = check(self.document, plan_document(plan))
        assert verdict.approved, [str(one) for one in verdict.violations]
        assert rank == tuple(verdict.levels[level.wish] for level in self.problem.wishes)
        self.best, self.plan = rank, plan

    def _all_places(self, timings: Sequence[Timing]) -> list[tuple[int, list[Session]]]:
        """Every choice of trainers and rooms for the calendars with its price, the cheapest first."""
        if tuple(timings) != self._placed[0]:
            found = [(sum(self.rules.place_costs(one).values()), one) for one in self._places(timings)]
            self._placed = (tuple(timings), sorted(found, key=lambda one: one[0]))
        return self._placed[1]

    _placed: tuple[tuple[Timing, ...] | None, list[tuple[int, list[Session]]]] = (None, [])

    def _places(self, timings: Sequence[Timing]) -> Iterator[list[Session]]:
        slots = [
            (cohort, module, HalfDay(*slot))
            for cohort, timing in enumerate(timings, 1)
            for module, slot in zip(self.problem.modules, timing, strict=True)
        ]
        choices = [
            [
                Session(cohort, module.id, at.date, at.half, trainer.id, room.id)
                for trainer in self._trainers(module, at)
                for room in self._rooms(module, at)
            ]
            for cohort, module, at in slots
        ]
        yield from self._extended([], choices)

    def _extended(self, sessions: list[Session], choices: list[list[Session]]) -> Iterator[list[Session]]:
        if len(sessions) == len(choices):
            yield sessions
            return
        for session in choices[len(sessions)]:
            if not any(self._collide(session, other) for other in sessions) and self._days_kept([*sessions, session]):
                yield from self._extended([*sessions, session], choices)

    def _collide(self, one: Session, two: Session) -> bool:
        at_once = bool(set(self.rules.half_days_of(one)) & set(self.rules.half_days_of(two)))
        apart = self.rules.rooms[one.room].site != self.rules.rooms[two.room].site
        if one.trainer == two.trainer and (at_once or (one.date == two.date and apart)):
            return True
        return at_once and one.room == two.room

    def _days_kept(self, sessions: Sequence[Session]) -> bool:
        days = Counter(trainer for trainer, _ in {(one.trainer, one.date) for one in sessions})
        limits = {trainer: self.rules.trainers[trainer].max_days for trainer in days}
        return all(limit is None or days[trainer] <= limit for trainer, limit in limits.items())
