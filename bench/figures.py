"""What is read off the runs: when something was reached, and how one way compares with another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from samklang.core.planner.problem import Wish
from tasks import EQUAL, ONE_MODEL, PLANNER, SPREADSHEET, Found, Run
from weights import PRICES_ORE, gap, weighted_ore

WISHES = tuple(wish.value for wish in Wish)


def first_plan(run: Run) -> float | None:
    """Seconds to the first plan that the checker approves."""
    return run.found[0].seconds if run.found else None


def when(run: Run, reached: Callable[[Found], bool]) -> float | None:
    """Seconds until something was first reached; None where it was not."""
    return next((found.seconds for found in run.found if reached(found)), None)


def fewest_untrained_proved(run: Run) -> float | None:
    """Seconds until it was proved that nobody more can be trained."""
    return when(run, lambda found: _proved(found, "untrained"))


def all_proved(run: Run) -> float | None:
    """Seconds until the planner had proved every wish, or the one model its sum."""
    if run.task.way == ONE_MODEL:
        return run.seconds if run.facts.get("status") == "Optimal" and run.found else None
    return when(run, lambda found: all(_proved(found, wish) for wish in WISHES))


def gap_reached(run: Run, most: float) -> float | None:
    """Seconds until the gap was at most so much; the one model's is known only at its end."""
    if run.task.way == ONE_MODEL:
        left = last_gap(run)
        return run.seconds if left is not None and left <= most else None
    return when(run, lambda found: bool(found.bounds) and gap(found.values, found.bounds) <= most)


def last_gap(run: Run) -> float | None:
    """The gap of the weighted sum at the end; None where no bound is known."""
    if not run.found:
        return None
    last = run.found[-1]
    if run.task.way == ONE_MODEL:
        bound = run.facts.get("bound_kr")
        return None if bound is None else max(0.0, 1 - bound * 100 / max(1, weighted_ore(last.values)))
    return gap(last.values, last.bounds) if last.bounds else None


def _proved(found: Found, wish: str) -> bool:
    bound = found.bounds.get(wish)
    return bound is not None and found.values[wish] <= bound


def rank(found: Found) -> tuple[int, int]:
    """Fewer untrained first, then the lower weighted sum."""
    return found.values["untrained"], weighted_ore(found.values)


def lower_sum(one: Run, other: Run) -> float | None:
    """The weighted sum of one run's last plan as a share of another's; None where either has none."""
    if not one.found or not other.found:
        return None
    return weighted_ore(one.found[-1].values) / max(1, weighted_ore(other.found[-1].values))


def lower_sum_beside_training(one: Run, other: Run) -> float | None:
    """The same without the price of the untrained; for two runs that train as many."""
    if not one.found or not other.found:
        return None
    sums = [
        weighted_ore(run.found[-1].values) - PRICES_ORE[Wish.UNTRAINED] * run.found[-1].values["untrained"]
        for run in (one, other)
    ]
    return sums[0] / max(1, sums[1])


@dataclass(frozen=True)
class Instance:
    """The runs of one instance."""

    staff: int
    seed: int
    runs: tuple[Run, ...]

    def of(self, way: str) -> Run | None:
        """The run of one way."""
        return next((run for run in self.runs if run.task.way == way), None)

    @property
    def spreadsheet(self) -> Run | None:
        """The better of the two spreadsheet ways."""
        runs = [run for run in self.runs if run.task.way in SPREADSHEET and run.found]
        return min(runs, key=lambda run: rank(run.found[-1]), default=None)

    @property
    def equal(self) -> Run | None:
        """The planner's run that trains whom the spreadsheet way trains: its own, where that leaves nobody out."""
        sheet = self.spreadsheet
        if sheet is not None and sheet.found[-1].values["untrained"] == 0:
            return self.of(PLANNER)
        return self.of(EQUAL)

    @property
    def as_good_after(self) -> float | None:
        """Seconds after which the planner had a plan no worse than the one model's last; None where it never had."""
        planner, one_model = self.of(PLANNER), self.of(ONE_MODEL)
        if planner is None or one_model is None or not one_model.found:
            return None
        mark = one_model.found[-1]
        return when(planner, lambda found: rank(found) <= rank(mark))


def instances(runs: Iterable[Run]) -> list[Instance]:
    """The runs by instance, smallest first."""
    together: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        together.setdefault((run.task.staff, run.task.seed), []).append(run)
    return [Instance(staff, seed, tuple(found)) for (staff, seed), found in sorted(together.items())]


def worst(values: Sequence[float | None]) -> float | None:
    """The largest; None where there is none or one of them was not reached."""
    return None if not values or any(value is None for value in values) else max(v for v in values if v is not None)
