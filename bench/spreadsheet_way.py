"""The baseline: a course plan made by hand in a spreadsheet, two ways, as carefully as one person can.

dates_first: all dates are fixed before anybody is seated, with the cohorts' first days spread evenly over the
             programme: each module on the date in its window, with a trainer and a room, on which most people are free
             who are free on the cohort's other dates. Then people, in the order of the staff list, take the first
             cohort they can follow. Cohorts too small are given up and their people seated elsewhere. Tried with
             several numbers of cohorts.
next_cohort: one cohort after the other. Its first module is on the earliest date on which enough of those waiting can
             come, first come, first served; each later module on the date in its window on which most of them can
             come, the earliest of those. Who cannot come waits on, and the seats left are filled from the list. Tried
             with several sizes.

Both keep every hard rule, take the cheapest trainer and room that are free, and are tried without and with temps. The
plan with the fewest untrained counts, among those the one with the lowest weighted sum.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from samklang.core.planner.check import Verdict
from samklang.core.planner.grid import Grid, Ints
from samklang.core.planner.plan import Plan
from written import Draft, Office, Place, rank

TRIED = 6
"""Numbers of cohorts, and sizes, that are tried."""


@dataclass
class Cohort:
    """One column of the spreadsheet: the slot, trainer and room of each module, and the rows of its people."""

    places: list[Place] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


class Sheet:
    """What is taken so far: trainers, rooms, and people from their groups."""

    def __init__(self, grid: Grid, *, temps: bool) -> None:
        self.grid = grid
        caps = np.array([group.temp_cap for group in grid.problem.groups], dtype=np.int64)
        self.spare: Ints = grid.spare + (caps[:, None] if temps else 0)
        self.trainer_free, self.room_free = grid.trainer_free.copy(), grid.room_free.copy()
        self.site_of: dict[tuple[int, int], int] = {}
        self.days_of: Counter[int] = Counter()
        self.groups = [np.flatnonzero(grid.members[:, row]) for row in range(len(grid.people))]
        self.cohorts: list[Cohort] = []

    # -- dates ----------------------------------------------------------------------------------------------------

    def place(self, module: int, slot: int, people: int) -> Place | None:
        """The cheapest trainer and room that are free for a session of so many; None where there is none."""
        grid, what = self.grid, self.grid.slots[module][slot]
        halves = list(what.halves)
        trainers = np.flatnonzero(grid.trainer_fits[module][:, slot] & self.trainer_free[:, halves].all(1))
        rooms = [
            int(room)
            for room in np.flatnonzero(self.room_free[:, halves].all(1))
            if grid.problem.rooms[room].capacity >= people
        ]
        choices = [
            (self._price(int(trainer), room, what.day), int(trainer), room)
            for trainer in trainers
            for room in rooms
            if self._may_go(int(trainer), what.day, grid.sites[room])
        ]
        return Place(slot, *min(choices)[1:]) if choices else None

    def _price(self, trainer: int, room: int, day: int) -> int:
        who = self.grid.problem.trainers[trainer]
        paid = (trainer, day) in self.site_of
        return (0 if paid else who.day_cost_ore + who.travel_cost_ore) + self.grid.problem.rooms[room].half_day_cost_ore

    def _may_go(self, trainer: int, day: int, site: int) -> bool:
        if (trainer, day) in self.site_of:
            return self.site_of[trainer, day] == site
        most = self.grid.problem.trainers[trainer].max_days
        return most is None or self.days_of[trainer] < most

    def book(self, cohort: Cohort, module: int, place: Place) -> None:
        """Fix one session's date, trainer and room."""
        halves = list(self.grid.slots[module][place.slot].halves)
        self.trainer_free[place.trainer, halves] = False
        self.room_free[place.room, halves] = False
        day = self.grid.slots[module][place.slot].day
        self.days_of[place.trainer] += (place.trainer, day) not in self.site_of
        self.site_of[place.trainer, day] = self.grid.sites[place.room]
        cohort.places.append(place)

    def give_up(self, cohort: Cohort) -> None:
        """Take a cohort's sessions off again."""
        for module, place in enumerate(cohort.places):
            halves = list(self.grid.slots[module][place.slot].halves)
            self.trainer_free[place.trainer, halves] = True
            self.room_free[place.room, halves] = True
        cohort.places = []
        self.site_of = {
            (place.trainer, self.grid.slots[module][place.slot].day): self.grid.sites[place.room]
            for other in self.cohorts
            for module, place in enumerate(other.places)
        }
        self.days_of = Counter(trainer for trainer, _ in self.site_of)

    def window(self, module: int, before: int) -> Iterator[int]:
        """The slots of a module whose gap to a slot of the module before is kept, by date."""
        what, ordinal = self.grid.problem.modules[module], self.grid.slots[module - 1][before].ordinal
        for slot, one in enumerate(self.grid.slots[module]):
            if what.gap_min_days <= one.ordinal - ordinal <= what.gap_max_days:
                yield slot

    # -- people ---------------------------------------------------------------------------------------------------

    def can_come(self, row: int, module: int, slot: int) -> bool:
        """Whether a person who needs the module is free and every group of theirs can spare one more."""
        if not self.grid.needs_now[row, module]:
            return True
        halves = list(self.grid.slots[module][slot].halves)
        return bool(self.grid.can[module][row, slot] and (self.spare[self.groups[row][:, None], halves] > 0).all())

    def can_join(self, row: int, cohort: Cohort, size: int) -> bool:
        """Whether a person can follow every session of a cohort that has a seat left."""
        return (
            len(cohort.people) < size
            and self.team_has_room(row, cohort.people)
            and all(self.can_come(row, module, place.slot) for module, place in enumerate(cohort.places))
            and all(
                self._attending(cohort, module) < self.grid.problem.rooms[place.room].capacity
                for module, place in enumerate(cohort.places)
            )
        )

    def _attending(self, cohort: Cohort, module: int) -> int:
        return int(self.grid.needs_now[cohort.people, module].sum()) if cohort.people else 0

    def team_has_room(self, row: int, people: Sequence[int]) -> bool:
        team = self.grid.team_of[row]
        cap = self.grid.team_caps[team]
        return cap is None or sum(1 for other in people if self.grid.team_of[other] == team) < cap

    def move(self, row: int, module: int, slot: int, *, away: bool) -> None:
        """Take one person from their groups for a session, or give them back."""
        if self.grid.needs_now[row, module]:
            halves = list(self.grid.slots[module][slot].halves)
            self.spare[self.groups[row][:, None], halves] += -1 if away else 1

    def join(self, row: int, cohort: Cohort) -> None:
        """Seat a person in a cohort with dates."""
        cohort.people.append(row)
        for module, place in enumerate(cohort.places):
            self.move(row, module, place.slot, away=True)

    def leave(self, cohort: Cohort) -> list[int]:
        """Take everybody out of a cohort."""
        people, cohort.people = cohort.people, []
        for row in people:
            for module, place in enumerate(cohort.places):
                self.move(row, module, place.slot, away=False)
        return people

    def draft(self) -> Draft:
        """The plan so far."""
        return Draft(
            tuple(tuple(cohort.places) for cohort in self.cohorts),
            tuple(tuple(cohort.people) for cohort in self.cohorts),
        )


# -- all dates first ----------------------------------------------------------------------------------------------


def dates_first(office: Office) -> Plan | None:
    """The best plan with all dates fixed before anybody is seated; None where none keeps the rules."""
    rules, waiting = office.grid.problem.cohorts, int(office.grid.eligible.sum())
    fewest = max(rules.minimum, -(-waiting // rules.size_maximum))
    return _best(office, _some(fewest, rules.maximum), _with_dates_first)


def _with_dates_first(sheet: Sheet, count: int) -> None:
    grid = sheet.grid
    programme = sum(module.gap_min_days for module in grid.problem.modules[1:])
    first, last = grid.problem.first_day.toordinal(), grid.problem.last_day.toordinal()
    between = max(1, last - first - 2 * programme) // count
    size = min(grid.problem.cohorts.size_maximum, -(-int(grid.eligible.sum()) // count))
    for number in range(count):
        cohort = _calendar(sheet, range(first + number * between, first + (number + 1) * between), size)
        if cohort is not None:
            sheet.cohorts.append(cohort)
    _seat_in_order(sheet, np.flatnonzero(grid.eligible))
    while sheet.cohorts:
        smallest = min(sheet.cohorts, key=lambda cohort: len(cohort.people))
        if len(smallest.people) >= grid.problem.cohorts.size_minimum:
            return
        again = sheet.leave(smallest)
        sheet.give_up(smallest)
        sheet.cohorts = [cohort for cohort in sheet.cohorts if cohort is not smallest]
        _seat_in_order(sheet, again)


def _calendar(sheet: Sheet, first_days: range, people: int) -> Cohort | None:
    """Each session on the date that suits most; None where some module has no date. first_days: ordinals."""
    grid, cohort = sheet.grid, Cohort()
    free = grid.eligible.copy()
    for module in range(len(grid.modules)):
        if module:
            slots = list(sheet.window(module, cohort.places[-1].slot))
        else:
            slots = [number for number, slot in enumerate(grid.slots[0]) if slot.ordinal in first_days]
        able = {slot: free & (grid.can[module][:, slot] | ~grid.needs_now[:, module]) for slot in slots}
        by_number = sorted(slots, key=lambda slot: (-int(able[slot].sum()), slot))
        place = next((found for slot in by_number if (found := sheet.place(module, slot, people)) is not None), None)
        if place is None:
            sheet.give_up(cohort)
            return None
        sheet.book(cohort, module, place)
        free = able[place.slot]
    return cohort


def _seat_in_order(sheet: Sheet, rows: Sequence[int] | Ints) -> None:
    for row in rows:
        for cohort in sheet.cohorts:
            if sheet.can_join(int(row), cohort, sheet.grid.problem.cohorts.size_maximum):
                sheet.join(int(row), cohort)
                break


# -- one cohort after the other -----------------------------------------------------------------------------------


def next_cohort(office: Office) -> Plan | None:
    """The best plan made one cohort after the other; None where none keeps the rules."""
    rules = office.grid.problem.cohorts
    return _best(office, _some(rules.size_minimum, rules.size_maximum), _cohort_by_cohort)


def _cohort_by_cohort(sheet: Sheet, size: int) -> None:
    waiting = [int(row) for row in np.flatnonzero(sheet.grid.eligible)]
    while len(sheet.cohorts) < sheet.grid.problem.cohorts.maximum:
        cohort = _earliest_cohort(sheet, waiting, size)
        if cohort is None:
            return
        sheet.cohorts.append(cohort)
        seated = set(cohort.people)
        waiting = [row for row in waiting if row not in seated]


def _earliest_cohort(sheet: Sheet, waiting: list[int], size: int) -> Cohort | None:
    """The next cohort, from the earliest first date on which a full one can begin, else from the fullest one."""
    starts = []
    for slot in range(len(sheet.grid.slots[0])):
        if sheet.place(0, slot, size) is not None:
            coming = _first_come(sheet, waiting, 0, slot, size)
            if len(coming) >= sheet.grid.problem.cohorts.size_minimum:
                starts.append((-len(coming), slot))
                if len(coming) == size:
                    cohort = _followed(sheet, waiting, coming, slot, size)
                    if cohort is not None:
                        return cohort
    for count, slot in sorted(starts):
        if -count < size:
            cohort = _followed(sheet, waiting, _first_come(sheet, waiting, 0, slot, size), slot, size)
            if cohort is not None:
                return cohort
    return None


def _first_come(sheet: Sheet, rows: list[int], module: int, slot: int, size: int) -> list[int]:
    """Those of the rows, in order, who can come to one session together, at most `size`."""
    coming: list[int] = []
    for row in rows:
        if len(coming) == size:
            break
        if sheet.team_has_room(row, coming) and sheet.can_come(row, module, slot):
            sheet.move(row, module, slot, away=True)
            coming.append(row)
    for row in coming:
        sheet.move(row, module, slot, away=False)
    return coming


def _followed(sheet: Sheet, waiting: list[int], coming: list[int], start: int, size: int) -> Cohort | None:
    """The cohort that begins in a slot, with dates for its later modules; None where too few could follow it."""
    cohort = Cohort()
    first = sheet.place(0, start, size)
    if first is None:
        return None
    sheet.book(cohort, 0, first)
    for module in range(1, len(sheet.grid.modules)):
        choices = []
        for slot in sheet.window(module, cohort.places[-1].slot):
            place = sheet.place(module, slot, size)
            if place is not None:
                still = _first_come(sheet, coming, module, slot, size)
                choices.append((-len(still), slot, place, still))
        if not choices:
            sheet.give_up(cohort)
            return None
        _, _, place, coming = min(choices, key=lambda choice: choice[:2])
        sheet.book(cohort, module, place)
    for row in [*coming, *waiting]:
        if row not in cohort.people and sheet.can_join(row, cohort, size):
            sheet.join(row, cohort)
    if len(cohort.people) < sheet.grid.problem.cohorts.size_minimum:
        sheet.leave(cohort)
        sheet.give_up(cohort)
        return None
    return cohort


# -- the best of what was tried -----------------------------------------------------------------------------------


def best_of_both(office: Office) -> Plan | None:
    """The better of the two ways; None where neither finds a plan."""
    plans = [plan for plan in (dates_first(office), next_cohort(office)) if plan is not None]
    return min(plans, key=lambda plan: rank(office.judged(plan)), default=None)


def _some(low: int, high: int) -> list[int]:
    """At most TRIED whole numbers from low to high, both ends included."""
    return sorted({round(low + (high - low) * step / (TRIED - 1)) for step in range(TRIED)}) if low < high else [high]


def _best(office: Office, numbers: Sequence[int], fill: Callable[[Sheet, int], None]) -> Plan | None:
    found: list[tuple[tuple[int, int], int, Plan]] = []
    for number in numbers:
        for temps in (False, True):
            sheet = Sheet(office.grid, temps=temps)
            fill(sheet, number)
            plan, verdict = _within_budget(office, sheet)
            if verdict.approved:
                found.append((rank(verdict), len(found), plan))
    return min(found)[-1] if found else None


def _within_budget(office: Office, sheet: Sheet) -> tuple[Plan, Verdict]:
    """The plan with the last cohorts given up until there is money for the others."""
    while True:
        plan = office.plan(sheet.draft())
        verdict = office.judged(plan)
        if verdict.money_suffices or not sheet.cohorts:
            return plan, verdict
        sheet.cohorts.pop()
