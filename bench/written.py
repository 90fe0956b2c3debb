"""A plan as the baselines make it, written out as a document for the checker. Uses nothing of the planner's search."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from samklang.core.planner.check import Verdict, check
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.plan import OWN, Payment, Plan, Seat, Session, TempUse, Untrained, document
from samklang.core.planner.problem import Grant, Heading, fingerprint
from samklang.core.planner.problem import document as problem_document
from weights import weighted_ore


@dataclass(frozen=True)
class Place:
    """One session: indexes into the module's slots, the trainers and the rooms."""

    slot: int
    trainer: int
    room: int


@dataclass(frozen=True)
class Draft:
    """Each cohort's sessions, module by module, and the rows of its people."""

    places: tuple[tuple[Place, ...], ...]
    people: tuple[tuple[int, ...], ...]


class Office:
    """Writes drafts of one problem out as plans, and has them checked."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid

    @cached_property
    def problem_document(self) -> dict[str, object]:
        """The problem as the checker reads it."""
        return problem_document(self.grid.problem)

    @cached_property
    def fingerprint(self) -> str:
        """What plans of this problem carry."""
        return fingerprint(self.grid.problem)

    def judged(self, plan: Plan) -> Verdict:
        """The checker's verdict."""
        return check(self.problem_document, document(plan))

    def plan(self, draft: Draft) -> Plan:
        """The draft with cohorts numbered by date, temps where a counter needs them, and payments."""
        order = sorted(range(len(draft.places)), key=lambda cohort: (self._first(draft.places[cohort]), cohort))
        sorted_draft = Draft(tuple(draft.places[one] for one in order), tuple(draft.people[one] for one in order))
        people = self.grid.problem.people
        seated = {row for rows in draft.people for row in rows}
        temps = self._temps(sorted_draft)
        return Plan(
            title=self.grid.problem.title,
            problem=self.fingerprint,
            sessions=tuple(self._sessions(sorted_draft)),
            seats=tuple(
                Seat(people[row].id, cohort) for cohort, rows in enumerate(sorted_draft.people, 1) for row in rows
            ),
            untrained=tuple(
                Untrained(people[row].id) for row in np.flatnonzero(self.grid.eligible) if row not in seated
            ),
            temps=tuple(self._temp_uses(temps)),
            payments=tuple(self._payments(self._costs(sorted_draft, temps))),
        )

    def _first(self, places: tuple[Place, ...]) -> tuple[int, ...]:
        return self.grid.slots[0][places[0].slot].halves

    def _sessions(self, draft: Draft) -> Iterator[Session]:
        problem = self.grid.problem
        for cohort, places in enumerate(draft.places, 1):
            for module, place in enumerate(places):
                at = self.grid.half_days[self.grid.slots[module][place.slot].halves[0]]
                trainer, room = problem.trainers[place.trainer], problem.rooms[place.room]
                yield Session(cohort, problem.modules[module].id, at.date, at.half, trainer.id, room.id)

    def _attending(self, rows: tuple[int, ...], module: int) -> list[int]:
        return [row for row in rows if self.grid.needs_now[row, module]]

    def _temps(self, draft: Draft) -> Ints:
        """G x H counts: temps that the counters need."""
        away = np.zeros_like(self.grid.spare)
        for places, rows in zip(draft.places, draft.people, strict=True):
            for module, place in enumerate(places):
                going = self.grid.members[:, self._attending(rows, module)].sum(1)
                for half in self.grid.slots[module][place.slot].halves:
                    away[:, half] += going
        temps: Ints = np.maximum(away - self.grid.spare, 0)
        return temps

    def _temp_uses(self, temps: Ints) -> Iterator[TempUse]:
        for half, group in sorted((int(half), int(group)) for group, half in np.argwhere(temps)):
            at = self.grid.half_days[half]
            yield TempUse(self.grid.problem.groups[group].id, at.date, at.half, int(temps[group, half]))

    def _costs(self, draft: Draft, temps: Ints) -> Counter[tuple[date, Heading]]:
        problem, costs = self.grid.problem, Counter[tuple[date, Heading]]()
        paid: set[tuple[int, int]] = set()
        for places, rows in zip(draft.places, draft.people, strict=True):
            for module, place in enumerate(places):
                what, at = problem.modules[module], self.grid.slots[module][place.slot].day
                day, trainer = self.grid.dates[at], problem.trainers[place.trainer]
                if (place.trainer, at) not in paid:
                    paid.add((place.trainer, at))
                    costs[day, Heading.TRAINER] += trainer.day_cost_ore
                    costs[day, Heading.TRAVEL] += trainer.travel_cost_ore
                costs[day, Heading.ROOM] += problem.rooms[place.room].half_day_cost_ore * what.length
                people = len(self._attending(rows, module))
                costs[day, Heading.MATERIALS] += what.cost_per_cohort_ore + what.cost_per_person_ore * people
        for group, half in np.argwhere(temps):
            price = problem.groups[group].temp_cost_ore * int(temps[group, half])
            costs[self.grid.half_days[half].date, Heading.TEMP] += price
        return costs

    def _payments(self, costs: Counter[tuple[date, Heading]]) -> Iterator[Payment]:
        """Each cost by the grants that may pay it, the one that ends first before the others, and the rest by own."""
        grants = sorted(self.grid.problem.funding.grants, key=lambda grant: grant.last_day)
        left = {grant.id: grant.amount_ore for grant in grants}
        for (day, heading), ore in sorted(costs.items()):
            unpaid = ore
            for grant in grants:
                part = min(unpaid, left[grant.id], _most_of(grant, day, heading, ore))
                if part:
                    yield Payment(day, heading, grant.id, part)
                    left[grant.id] -= part
                    unpaid -= part
            if unpaid:
                yield Payment(day, heading, OWN, unpaid)


def _most_of(grant: Grant, day: date, heading: Heading, ore: int) -> int:
    pays = grant.first_day <= day <= grant.last_day and heading in grant.headings
    return ore * round(grant.share_percent * 1_000_000) // 100_000_000 if pays else 0


def rank(verdict: Verdict) -> tuple[int, int]:
    """For comparing approved plans: fewer untrained first, then the lower weighted sum in øre."""
    return verdict.levels["untrained"], weighted_ore(verdict.levels)
