"""Trainers and rooms in the exact model: one place at a time, one site a day, and each date paid once."""

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from samklang.core.planner.grid import Bools
from samklang.core.planner.solve.frame import Frame
from samklang.core.planner.solve.state import Place


class Staffing:
    """The trainer and the room of each session searched, and the dates on which trainers must be paid."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.grid, self.cp = frame, frame.grid, frame.cp
        self.trainer: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        self.room: dict[tuple[int, int], dict[int, cp_model.IntVar]] = {}
        self.on_day: dict[tuple[int, int, int], cp_model.IntVar] = {}
        """(trainer, day, site): the trainer is paid for that date, there."""
        self._trainers_and_rooms()

    def _trainers_and_rooms(self) -> None:
        for (cohort, module), slots in self.frame.slot.items():
            kept = self._kept_place(cohort, module)
            trainer_open, room_open = self.frame.outside.trainer_open[module], self.frame.outside.room_open[module]
            trainers = [kept.trainer] if kept else self._usable(trainer_open, slots)
            rooms = [kept.room] if kept else self._usable(room_open, slots)
            now = self.frame.place_now(cohort, module)
            self.trainer[cohort, module] = self._one_of(cohort, trainers, now.trainer if now else None)
            self.room[cohort, module] = self._one_of(cohort, rooms, now.room if now else None)
            for trainer, literal in self.trainer[cohort, module].items():
                self._only_when_open(slots, literal, trainer_open[trainer])
            for room, literal in self.room[cohort, module].items():
                self._only_when_open(slots, literal, room_open[room])
            capacity = sum(
                self.grid.problem.rooms[room].capacity * literal for room, literal in self.room[cohort, module].items()
            )
            self.cp.add(self.frame.attending(cohort, module) <= capacity)
        if not self.frame.scope.keep_sessions:
            self._one_at_a_time()
        self._trainer_days()

    def _kept_place(self, cohort: int, module: int) -> Place | None:
        if self.frame.scope.keep_sessions and cohort < len(self.frame.state.places):
            return self.frame.state.places[cohort][module]
        return None

    @staticmethod
    def _usable(fits: Bools, slots: dict[int, cp_model.IntVar]) -> list[int]:
        return [int(one) for one in np.flatnonzero(fits[:, list(slots)].any(1))] if slots else []

    def _one_of(self, cohort: int, choices: Sequence[int], now: int | None) -> dict[int, cp_model.IntVar]:
        literals = {choice: self.frame.flag(f"one_{choice}", now=choice == now) for choice in choices}
        self.cp.add(sum(literals.values()) == self.frame.used[cohort])
        return literals

    def _only_when_open(self, slots: dict[int, cp_model.IntVar], literal: cp_model.IntVar, is_open: Bools) -> None:
        """A trainer or room and the slots it cannot be used in exclude each other."""
        blocked = [other for slot, other in slots.items() if not is_open[slot]]
        if blocked:
            self.cp.add_at_most_one([literal, *blocked])

    def _one_at_a_time(self) -> None:
        """No trainer and no room in two sessions at once; in all no more sessions than there are of either."""
        starts = {}
        for (cohort, module), slots in self.frame.slot.items():
            if not slots:
                continue
            values = sorted({self.frame.position(module, slot) for slot in slots} | {0})
            start = self.cp.new_int_var_from_domain(cp_model.Domain.from_values(values), f"start_{cohort}_{module}")
            now = self.frame.place_now(cohort, module)
            self.cp.add_hint(start, self.frame.position(module, now.slot) if now else 0)
            self.cp.add(start == sum(self.frame.position(module, slot) * literal for slot, literal in slots.items()))
            starts[cohort, module] = start
        for table in (self.trainer, self.room):
            intervals: dict[int, list[cp_model.IntervalVar]] = {}
            for (cohort, module), literals in table.items():
                for choice, literal in literals.items():
                    length = self.grid.problem.modules[module].length
                    intervals.setdefault(choice, []).append(
                        self.cp.new_optional_fixed_size_interval_var(starts[cohort, module], length, literal, "in")
                    )
            for one in intervals.values():
                if len(one) > 1:
                    self.cp.add_no_overlap(one)
        self._no_more_than_there_are()

    def _no_more_than_there_are(self) -> None:
        at: dict[int, list[cp_model.IntVar]] = {}
        for (_, module), slots in self.frame.slot.items():
            for slot, literal in slots.items():
                for half in self.grid.slots[module][slot].halves:
                    at.setdefault(half, []).append(literal)
        for half, literals in at.items():
            most = int(min(self.frame.outside.trainer_free[:, half].sum(), self.frame.outside.room_free[:, half].sum()))
            if len(literals) > most:
                self.cp.add(sum(literals) <= most)

    def _trainer_days(self) -> None:
        """A trainer's date is paid once, and lies at one site."""
        for (cohort, module), slots in self.frame.slot.items():
            sites = self._sites_of(cohort, module)
            for slot, at in slots.items():
                self._session_days(cohort, module, slot, at, sites)
        places: dict[tuple[int, int], list[cp_model.IntVar]] = {}
        for (trainer, day, _), literal in self.on_day.items():
            places.setdefault((trainer, day), []).append(literal)
        for here in places.values():
            if len(here) > 1:
                self.cp.add_at_most_one(here)
        self._day_limits()

    def _sites_of(self, cohort: int, module: int) -> dict[int, cp_model.IntVar | None]:
        """The sites a session can be at, each with its literal; None where there is only one."""
        rooms: dict[int, list[cp_model.IntVar]] = {}
        for room, literal in self.room[cohort, module].items():
            rooms.setdefault(self.grid.sites[room], []).append(literal)
        if len(rooms) == 1:
            return dict.fromkeys(rooms)
        place = self.frame.place_now(cohort, module)
        literals: dict[int, cp_model.IntVar | None] = {}
        for site, here in rooms.items():
            now = place is not None and self.grid.sites[place.room] == site
            literals[site] = literal = self.frame.flag(f"site_{cohort}_{module}_{site}", now=now)
            self.cp.add(sum(here) == literal)
        return literals

    def _session_days(
        self, cohort: int, module: int, slot: int, at: cp_model.IntVar, sites: dict[int, cp_model.IntVar | None]
    ) -> None:
        day = self.grid.slots[module][slot].day
        trainer_open, room_open = self.frame.outside.trainer_open[module], self.frame.outside.room_open[module]
        open_sites = {self.grid.sites[room] for room in np.flatnonzero(room_open[:, slot])}
        for trainer, teaches in self.trainer[cohort, module].items():
            taken = self.frame.outside.site_of.get((trainer, day))
            for site, here in sites.items():
                if taken == site or site not in open_sites or not trainer_open[trainer, slot]:
                    continue
                without = [literal.negated() for literal in (at, teaches, here) if literal is not None]
                paid = [] if taken is not None else [self._day(trainer, day, site)]
                self.cp.add_bool_or([*paid, *without])

    def _day(self, trainer: int, day: int, site: int) -> cp_model.IntVar:
        key = (trainer, day, site)
        if key not in self.on_day:
            now = (trainer, day) in self.frame.now.trainer_days and site in self._sites_now(trainer, day)
            self.on_day[key] = self.frame.flag(f"day_{trainer}_{day}_{site}", now=now)
        return self.on_day[key]

    def _sites_now(self, trainer: int, day: int) -> set[int]:
        return {
            self.grid.sites[place.room]
            for _, module, place in self.frame.now.sessions
            if place.trainer == trainer and self.grid.slots[module][place.slot].day == day
        }

    def _day_limits(self) -> None:
        for place, trainer in enumerate(self.grid.problem.trainers):
            if trainer.max_days is not None:
                already = sum(1 for who, _ in self.frame.outside.site_of if who == place)
                mine = [literal for (who, _, _), literal in self.on_day.items() if who == place]
                self.cp.add(sum(mine) <= trainer.max_days - already)
