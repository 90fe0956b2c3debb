"""One question: can these people be trained under these rules? Laid out with only those who matter to the answer."""

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

import numpy as np

from samklang.core.planner.grid import Bools, Grid, Ints, belongs
from samklang.core.planner.problem import Person, Problem


class View:
    """A problem with some rules switched off and the people who must be trained; the others are optional.

    Those who neither must be trained nor share a counter with one who must are left out: they could only take up place.
    Where a rule asks for enough people, `eligible` counts them.
    """

    def __init__(self, problem: Problem, must: Collection[str] | None = None) -> None:
        """`must`: ids of eligible people; None: all eligible where problem.everyone_must_be_trained, else nobody."""
        self.problem = problem
        eligible = eligible_ids(problem)
        wanted = set(eligible) if must is None and problem.everyone_must_be_trained else set(must or ())
        self.must_ids = tuple(person for person in eligible if person in wanted)
        self.eligible = len(eligible)
        """How many may be trained, those who must be included."""

    @cached_property
    def small(self) -> Problem:
        """The problem with those who must be trained and their groups alone; the others there are no candidates."""
        must = set(self.must_ids)
        if len(must) == self.eligible:
            return replace(self.problem, everyone_must_be_trained=True)
        chosen = [person for person in self.problem.people if person.id in must]
        groups = tuple(group for group in self.problem.groups if any(belongs(group, one) for one in chosen))
        kept = {
            person.id
            for person in self.problem.people
            if person.id in must or any(belongs(group, person) for group in groups)
        }
        return replace(
            self.problem,
            everyone_must_be_trained=True,
            groups=groups,
            people=tuple(_apart(person, must) for person in self.problem.people if person.id in kept),
            absences=tuple(one for one in self.problem.absences if one.person in kept),
            duties=tuple(one for one in self.problem.duties if one.person in kept),
        )

    @cached_property
    def grid(self) -> Grid:
        """The small problem on half-days."""
        return Grid(self.small)

    @property
    def must(self) -> Ints:
        """Rows in the grid of those who must be trained."""
        return np.flatnonzero(self.grid.eligible) if self.must_ids else np.zeros(0, dtype=np.int64)

    @property
    def all_must(self) -> bool:
        """Whether nobody is optional."""
        return len(self.must_ids) == self.eligible

    @property
    def some_cohort(self) -> bool:
        """Whether any plan must hold a cohort."""
        return bool(self.must_ids) or self.problem.cohorts.minimum > 0

    @cached_property
    def usable(self) -> tuple[Bools, ...]:
        """For each module S flags: a trainer and a room can be had in the slot."""
        grid = self.grid
        allowed = [trainer.max_days != 0 for trainer in self.problem.trainers]
        found: list[Bools] = []
        for trainers, rooms in zip(grid.trainer_fits, grid.room_fits, strict=True):
            found.append(np.logical_and(np.any(trainers[allowed], axis=0), np.any(rooms, axis=0)))
        return tuple(found)

    @cached_property
    def in_step(self) -> tuple[Bools, ...]:
        """For each module but the first S x S flags: the gap from a slot of the one before (row) is kept (column)."""
        found = []
        for place, module in enumerate(self.problem.modules[1:], 1):
            before = np.array([slot.ordinal for slot in self.grid.slots[place - 1]], dtype=np.int64)
            after = np.array([slot.ordinal for slot in self.grid.slots[place]], dtype=np.int64)
            gap = after[None, :] - before[:, None]
            found.append((gap >= module.gap_min_days) & (gap <= module.gap_max_days))
        return tuple(found)

    def reached(self, open_: tuple[Bools, ...]) -> list[Bools]:
        """For each module R x S flags: the slot can be reached through open slots of the modules before, gaps kept.

        open_: for each module R x S flags.
        """
        here = open_[0]
        found = [here]
        for fits, after in zip(self.in_step, open_[1:], strict=True):
            here = ((here.astype(np.float32) @ fits.astype(np.float32)) > 0) & after
            found.append(here)
        return found


def eligible_ids(problem: Problem) -> tuple[str, ...]:
    """Those who may be trained: wanted on the programme, and with something left to do."""
    modules = {module.id for module in problem.modules}
    return tuple(person.id for person in problem.people if person.to_train and not modules <= set(person.done_modules))


def _apart(person: Person, must: Collection[str]) -> Person:
    return replace(person, to_train=person.id in must, peer=None)
