"""The rules, costs and wishes of a planning problem in the plainest way, one half-day, person and session at a time.

Knows neither the solver nor the checker nor the grid: slow and obvious, for problems of a handful of people. `assemble`
makes a complete plan from its decisions.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from ortools.graph.python.max_flow import SimpleMaxFlow

from samklang.core.calendar import HALVES, Half, HalfDay, weekday_of
from samklang.core.planner.plan import OWN, Level, Payment, Plan, Seat, Session, TempUse, Untrained
from samklang.core.planner.problem import CoverGroup, Grant, Heading, Module, Period, Person, Problem, Wish, fingerprint

Costs = Mapping[tuple[date, Heading], int]


def assemble(
    problem: Problem,
    sessions: Sequence[Session],
    seats: Mapping[str, int],
    temps: Sequence[TempUse] = (),
) -> Plan:
    """A complete plan from its decisions: payments as the grants allow, levels counted, everybody else named untrained.

    The decisions may break rules; the payments then sum to the costs all the same, with the rest from own money.
    """
    rules = Rules(problem, sessions)
    plan = Plan(
        title=problem.title,
        problem=fingerprint(problem),
        sessions=tuple(sessions),
        seats=tuple(Seat(person, cohort) for person, cohort in seats.items()),
        untrained=tuple(Untrained(person.id) for person in rules.eligible if person.id not in seats),
        temps=tuple(temps),
    )
    costs = rules.costs(sessions, seats, temps)
    levels = rules.levels(sessions, seats, sum(costs.values()))
    return replace(
        plan,
        payments=tuple(rules.payments(costs)),
        levels=tuple(Level(level.wish, levels[level.wish], None) for level in problem.wishes),
    )


def covers(period: Period, at: HalfDay) -> bool:
    """Whether a half-day lies in a period."""
    return (
        (period.first_day is None or at.date >= period.first_day)
        and (period.last_day is None or at.date <= period.last_day)
        and (period.weekdays == () or weekday_of(at.date) in period.weekdays)
        and (period.half is None or at.half == period.half)
    )


def most_paid(grant: Grant, day: date, heading: Heading, cost_ore: int) -> int:
    """The most a grant may pay of one cost, counted in hundredths of a percent of the whole amount."""
    if heading not in grant.headings or not grant.first_day <= day <= grant.last_day:
        return 0
    return cost_ore * round(grant.share_percent * 100) // 10_000


class Rules:
    """Every rule and count of a problem, applied to one half-day, person or session at a time."""

    def __init__(self, problem: Problem, sessions: Sequence[Session] = ()) -> None:
        """Those who attended one of the sessions have done its module."""
        self.problem = problem
        self.people = {person.id: person for person in problem.people}
        self.modules = {module.id: module for module in problem.modules}
        self.trainers = {trainer.id: trainer for trainer in problem.trainers}
        self.rooms = {room.id: room for room in problem.rooms}
        every = {module.id for module in problem.modules}
        self.needs = {person.id: every - set(person.done_modules) for person in problem.people}
        self.eligible = [person for person in problem.people if person.to_train and self.needs[person.id]]
        for session in sessions:
            for person in session.attended or ():
                self.needs[person] = self.needs[person] - {session.module}

    @cached_property
    def half_days(self) -> list[HalfDay]:
        """Every half-day on which the counter is open."""
        closed = {one.day for one in self.problem.closed_days}
        count = (self.problem.last_day - self.problem.first_day).days + 1
        dates = [self.problem.first_day + timedelta(days=number) for number in range(count)]
        return [HalfDay(day, half) for day in dates if weekday_of(day) and day not in closed for half in HALVES]

    @cached_property
    def free(self) -> dict[str, set[HalfDay]]:
        """When each person can go to a session."""
        return {one.id: {at for at in self.half_days if self._is_free(one, at)} for one in self.problem.people}

    @cached_property
    def counted(self) -> dict[str, set[HalfDay]]:
        """When each person counts at the counter."""
        return {one.id: {at for at in self.half_days if self._is_counted(one, at)} for one in self.problem.people}

    def _is_present(self, person: Person, at: HalfDay) -> bool:
        works = False
        for pattern in person.patterns:
            if covers(Period(pattern.first_day, pattern.last_day), at):
                works = f"{weekday_of(at.date)}-{at.half}" in pattern.half_days
        absent = any(one.person == person.id and covers(one.period, at) for one in self.problem.absences)
        return works and not absent and covers(Period(person.employed_from, person.employed_to), at)

    def _is_free(self, person: Person, at: HalfDay) -> bool:
        fixed = [one for one in self.problem.duties if one.person == person.id and not one.movable]
        return self._is_present(person, at) and not any(covers(one.period, at) for one in fixed)

    def _is_counted(self, person: Person, at: HalfDay) -> bool:
        fixed = [one for one in self.problem.duties if one.person == person.id and not one.movable]
        return self._is_present(person, at) and all(one.counts_as_cover for one in fixed if covers(one.period, at))

    def half_days_of(self, session: Session) -> list[HalfDay]:
        """The half-days a session takes."""
        return taken_by(self.modules[session.module], session.date, session.half)

    def attendees(self, session: Session, seats: Mapping[str, int]) -> list[str]:
        """Who goes to a session, or was there."""
        if session.attended is not None:
            return list(session.attended)
        here = (person for person, cohort in seats.items() if cohort == session.cohort)
        return [person for person in here if session.module in self.needs[person]]

    def temps(self, sessions: Sequence[Session], seats: Mapping[str, int]) -> list[TempUse] | None:
        """The fewest temps that keep every counter manned; None where there are not enough to be had."""
        found = []
        away: dict[HalfDay, list[str]] = defaultdict(list)
        for session in _ahead(sessions):
            for at in self.half_days_of(session):
                away[at] += self.attendees(session, seats)
        for group in self.problem.groups:
            for at, gone in away.items():
                base = [one.id for one in self.problem.people if _is_member(group, one) and at in self.counted[one.id]]
                left = len(set(base) - set(gone))
                missing = min(_minimum(group, at), len(base)) - left
                if missing > group.temp_cap:
                    return None
                if missing > 0:
                    found.append(TempUse(group.id, at.date, at.half, missing))
        return found

    def costs(self, sessions: Sequence[Session], seats: Mapping[str, int], temps: Sequence[TempUse]) -> Costs:
        """Øre by date and heading."""
        found: Counter[tuple[date, Heading]] = Counter()
        found.update(self.place_costs(sessions))
        found.update(self.attendance_costs(sessions, seats, temps))
        return {cell: cost for cell, cost in found.items() if cost}

    def place_costs(self, sessions: Sequence[Session]) -> Costs:
        """What trainers and rooms cost."""
        found: Counter[tuple[date, Heading]] = Counter()
        for trainer, day in {(session.trainer, session.date) for session in sessions}:
            found[day, Heading.TRAINER] += self.trainers[trainer].day_cost_ore
            found[day, Heading.TRAVEL] += self.trainers[trainer].travel_cost_ore
        for session in sessions:
            price = self.rooms[session.room].half_day_cost_ore
            found[session.date, Heading.ROOM] += price * len(self.half_days_of(session))
        return found

    def attendance_costs(
        self, sessions: Sequence[Session], seats: Mapping[str, int], temps: Sequence[TempUse]
    ) -> Costs:
        """What materials and temps cost."""
        found: Counter[tuple[date, Heading]] = Counter()
        for session in sessions:
            module = self.modules[session.module]
            people = len(self.attendees(session, seats))
            found[session.date, Heading.MATERIALS] += module.cost_per_cohort_ore + module.cost_per_person_ore * people
        for one in temps:
            price = next(group.temp_cost_ore for group in self.problem.groups if group.id == one.group)
            found[one.date, Heading.TEMP] += price * one.count
        return found

    def own_needed(self, costs: Costs) -> int:
        """The least own money the costs take: all less the narrowest cut between grants and costs, every cut tried."""
        grants = self.problem.funding.grants
        cuts = []
        for size in range(len(grants) + 1):
            for open_ in combinations(grants, size):
                shut = sum(grant.amount_ore for grant in grants if grant not in open_)
                through = sum(
                    min(cost, sum(most_paid(grant, day, heading, cost) for grant in open_))
                    for (day, heading), cost in costs.items()
                )
                cuts.append(shut + through)
        return sum(costs.values()) - min(cuts)

    def can_pay(self, costs: Costs) -> bool:
        """Whether grants and own budget can pay the costs."""
        budget = self.problem.funding.own_budget_ore
        return budget is None or self.own_needed(costs) <= budget

    def payments(self, costs: Costs) -> Iterator[Payment]:
        """A split of the costs in which grants pay all they can."""
        grants, cells, flow = self.problem.funding.grants, sorted(costs), SimpleMaxFlow()
        arcs = {}
        for place, cell in enumerate(cells, 2 + len(grants)):
            flow.add_arc_with_capacity(place, 1, costs[cell])
            for number, grant in enumerate(grants):
                arc = flow.add_arc_with_capacity(2 + number, place, most_paid(grant, *cell, costs[cell]))
                arcs[arc] = (cell, grant.id)
        for number, grant in enumerate(grants):
            flow.add_arc_with_capacity(0, 2 + number, grant.amount_ore)
        left = dict(costs)
        if arcs:
            flow.solve(0, 1)
        for arc, (cell, source) in arcs.items():
            if flow.flow(arc):
                left[cell] -= flow.flow(arc)
                yield Payment(*cell, source, flow.flow(arc))
        for cell, rest in left.items():
            if rest:
                yield Payment(*cell, OWN, rest)

    def levels(self, sessions: Sequence[Session], seats: Mapping[str, int], cost_ore: int) -> dict[Wish, int]:
        """Every wish, counted as the problem defines it."""
        cohorts = {session.cohort for session in sessions}
        return {
            Wish.UNTRAINED: sum(1 for person in self.eligible if person.id not in seats),
            Wish.COST: cost_ore,
            Wish.CONTINUITY: sum(
                self.moved(person, at)
                for session in _ahead(sessions)
                for person in self.attendees(session, seats)
                for at in self.half_days_of(session)
            ),
            Wish.PAIRS: self.pairs_apart(seats),
            Wish.SPREAD: self.spread(seats, cohorts),
            Wish.FINISH: max(((one.date - self.problem.first_day).days for one in sessions), default=0),
            Wish.AVOID: sum(self.avoided(at) for session in _ahead(sessions) for at in self.half_days_of(session)),
            Wish.ORDER: self.out_of_order(sessions, seats),
        }

    def moved(self, person: str, at: HalfDay) -> int:
        """The conversations a person has to move for a half-day."""
        duties = [one for one in self.problem.duties if one.movable and one.person == person and covers(one.period, at)]
        ordinary = self.people[person].conversations_per_half_day
        return sum(one.conversations for one in duties) if duties else ordinary

    def pairs_apart(self, seats: Mapping[str, int]) -> int:
        """Pairs of peers, one of them seated at least, who are not together."""
        return sum(
            seats.get(one.id) != seats.get(two.id)
            for one, two in combinations(self.eligible, 2)
            if one.peer == two.id or two.peer == one.id
        )

    def spread(self, seats: Mapping[str, int], cohorts: set[int]) -> int:
        """How unevenly teams and roles are spread over the cohorts."""
        groups = [[one.id for one in self.problem.people if one.role == role] for role in self._roles()]
        if self.problem.cohorts.composition == "mixed":
            groups += [[one.id for one in self.problem.people if one.team == team.id] for team in self.problem.teams]
        total = 0
        for group in groups:
            counts = [sum(1 for person in group if seats.get(person) == cohort) for cohort in cohorts]
            total += max(counts, default=0) - min(counts, default=0)
        return total

    def _roles(self) -> list[str]:
        return sorted({person.role for person in self.problem.people} - {""})

    def out_of_order(self, sessions: Sequence[Session], seats: Mapping[str, int]) -> int:
        """The fewest people of the draw without whom no two begin the wrong way round: every choice is tried."""
        started = {session.cohort for session in sessions if session.attended is not None}
        begins = {
            cohort: min(session.date for session in sessions if session.cohort == cohort)
            for cohort in {session.cohort for session in sessions} - started
        }
        drawn = [
            (one.wave, begins[seats[one.id]])
            for one in self.eligible
            if one.wave is not None and seats.get(one.id) in begins
        ]
        return next(
            count
            for count in range(len(drawn) + 1)
            for kept in combinations(drawn, len(drawn) - count)
            if not any(one[0] < two[0] and one[1] > two[1] for one in kept for two in kept)
        )

    def avoided(self, at: HalfDay) -> int:
        """How much one would rather be without a session in a half-day."""
        return sum(one.weight for one in self.problem.avoided if covers(one.period, at))


def taken_by(module: Module, day: date, half: Half) -> list[HalfDay]:
    """The half-days a session of the module takes when it starts in that half."""
    return [HalfDay(day, one) for one in HALVES] if module.length == 2 else [HalfDay(day, half)]


def _ahead(sessions: Sequence[Session]) -> list[Session]:
    return [session for session in sessions if session.attended is None]


def _is_member(group: CoverGroup, person: Person) -> bool:
    wanted = [(group.team, [person.team]), (group.role, [person.role]), (group.site, [person.site])]
    wanted.append((group.skill, list(person.skills)))
    return all(one is None or one in has for one, has in wanted)


def _minimum(group: CoverGroup, at: HalfDay) -> int:
    return next((one.count for one in reversed(group.exceptions) if covers(one.period, at)), group.minimum)
