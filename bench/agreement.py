"""How fast the agreement of raters is, beside the `krippendorff` package, and whether its intervals keep their promise.

    python bench/agreement.py                       # everything, about ten minutes
    python bench/agreement.py --speed               # one part: --speed, --coverage, --false-improved or --licence
    python bench/agreement.py --coverage --of 200   # fewer simulated rounds

Baseline in the same run: raters and cases drawn anew in a loop, each time with `krippendorff.alpha`. The simulated
raters see a case dimly, each a little stricter or milder, and lay a level from 1 to 5 on what they see; the true
agreement is integrated, not simulated.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from random import Random
from statistics import NormalDist, mean
from time import process_time

import krippendorff
import numpy as np
from numpy.typing import NDArray

from samklang.core.agreement import Metric, Ratings, Table, TwoWay, Verdict, alpha, change, judge
from samklang.core.agreement.sums import differences

Floats = NDArray[np.float64]
EVEN, SKEWED = (-0.84, -0.25, 0.25, 0.84), (-2.2, -1.5, -0.9, 0.3)
CASES = (10, 12, 20, 40)
RATERS = (5, 8, 30)
METRICS = (Metric.NOMINAL, Metric.ORDINAL, Metric.INTERVAL)
REPLICATES = 10_000


@dataclass(frozen=True)
class World:
    """Raters of one kind."""

    name: str
    cuts: tuple[float, ...]
    noise: float
    strictness: float

    def raters(self, rng: np.random.Generator, many: int) -> Floats:
        """How much milder each is."""
        return self.strictness * rng.standard_normal(many)

    def rate(self, rng: np.random.Generator, raters: Floats, cases: Floats) -> Table:
        """A round."""
        seen = cases + raters[:, None] + self.noise * rng.standard_normal((raters.size, cases.size))
        return Table.of(1.0 + np.searchsorted(self.cuts, seen))

    def true_alpha(self, raters: Floats, metric: Metric) -> float:
        """Alpha of these raters over all cases there could be, by Gauss-Hermite quadrature."""
        places, weights = np.polynomial.hermite_e.hermegauss(61)
        weights = weights / weights.sum()
        ends = np.array([-np.inf, *self.cuts, np.inf])
        below = np.vectorize(NormalDist().cdf)((ends - places[:, None, None] - raters[:, None]) / self.noise)
        chances = np.diff(below, axis=-1)
        levels = np.einsum("t,trk->k", weights, chances) / raters.size
        ranks = np.cumsum(levels) - levels / 2
        apart = differences(ranks if metric is Metric.ORDINAL else np.arange(1.0, 6), _fixed(metric))
        together = chances.sum(axis=1)
        seen = np.einsum("t,tk,kl,tl->", weights, together, apart, together, optimize=True)
        seen -= np.einsum("t,trk,kl,trl->", weights, chances, apart, chances, optimize=True)
        return float(1 - seen / (raters.size * (raters.size - 1)) / (levels @ apart @ levels))


def _fixed(metric: Metric) -> Metric:
    return Metric.INTERVAL if metric is Metric.ORDINAL else metric


WORLDS = (
    World("clear", EVEN, 0.35, 0.1),
    World("usual", EVEN, 0.8, 0.3),
    World("dim", EVEN, 1.5, 0.4),
    World("skewed", SKEWED, 0.8, 0.3),
    World("skewed and clear", SKEWED, 0.3, 0.1),
)


def speed() -> Iterator[str]:
    """10,000 replicates at 30 x 40, ours and the loop by turns; and large tables."""
    rng = np.random.default_rng(1)
    world = WORLDS[1]
    table = world.rate(rng, world.raters(rng, 30), rng.standard_normal(40))
    for metric in Metric:
        ours, theirs = [], []
        for _ in range(3):
            ours += [seconds(lambda: alpha(table, metric, interval=TwoWay(Random(1), REPLICATES))) for _ in range(3)]  # noqa: B023
            theirs.append(seconds(lambda: _loop(table, metric, rng)))  # noqa: B023
        yield (
            f"{metric.value:<9} {REPLICATES:,} replicates at 30 x 40: {min(ours) * 1000:5.0f} ms; "
            f"krippendorff in a loop {min(theirs):.2f} s; {min(theirs) / min(ours):.0f} times faster"
        )
    large = world.rate(rng, world.raters(rng, 200), rng.standard_normal(500))
    yield f"ordinal alpha with its interval at 200 x 500: {seconds(lambda: alpha(large, Metric.ORDINAL)) * 1000:.0f} ms"
    items = [world.rate(rng, world.raters(rng, 200), rng.standard_normal(500)).levels.tolist() for _ in range(14)]
    rows = [
        (rater, case, item, level)
        for item, levels in enumerate(items)
        for rater, line in enumerate(levels)
        for case, level in enumerate(line)
    ]
    ratings: list[Ratings] = []
    reading = seconds(lambda: ratings.append(Ratings.of(rows)))
    asking = seconds(lambda: [alpha(ratings[0].of_item(item), Metric.ORDINAL) for item in ratings[0].items])
    yield f"14 items of 200 x 500, {len(rows):,} rows: read in {reading:.1f} s, all alphas in {asking:.1f} s"


def _loop(table: Table, metric: Metric, rng: np.random.Generator) -> None:
    raters, cases = table.levels.shape
    for _ in range(REPLICATES):
        rows, columns = rng.integers(0, raters, raters), rng.integers(0, cases, cases)
        krippendorff.alpha(reliability_data=table.levels[np.ix_(rows, columns)], level_of_measurement=metric.value)


def seconds(deed: Callable[[], object]) -> float:
    """The processor's time a deed takes, of all threads, so that a busy machine changes little."""
    begun = process_time()
    deed()
    return process_time() - begun


def coverage(of: int) -> Iterator[str]:
    """How often a nominal 95 % interval holds the true alpha: of these raters, and of raters drawn from many."""
    rng = np.random.default_rng(2)
    held: list[float] = []
    for world, metric, raters in product(WORLDS, METRICS, RATERS):
        line = [_held(world, metric, (raters, cases), of, rng) for cases in CASES]
        held += line
        yield f"{world.name:<17} {metric.value:<9} {raters:>2} raters: " + "  ".join(
            f"{cases} cases {share:.1%}" for cases, share in zip(CASES, line, strict=True)
        )
    inside = mean(0.92 <= share <= 0.97 for share in held)
    yield f"jackknife: lowest {min(held):.1%}, mean {mean(held):.1%}, highest {max(held):.1%}; {inside:.0%} in 92-97 %"
    drawn = [
        _held_when_drawn(world, metric, (raters, cases), max(1, of // 4), rng)
        for world, metric, raters, cases in product(WORLDS[:3], METRICS[:2], RATERS, CASES[::2])
    ]
    yield f"two-way bootstrap, raters drawn: lowest {min(drawn):.1%}, mean {mean(drawn):.1%}, highest {max(drawn):.1%}"


def _held(world: World, metric: Metric, size: tuple[int, int], of: int, rng: np.random.Generator) -> float:
    raters, cases = size
    held = []
    for number in range(of):
        if number % 20 == 0:
            panel = world.raters(rng, raters)
            true = world.true_alpha(panel, metric)
        found = alpha(world.rate(rng, panel, rng.standard_normal(cases)), metric)
        if found.low is not None and found.high is not None:
            held.append(found.low <= true <= found.high)
    return mean(held)


def _held_when_drawn(world: World, metric: Metric, size: tuple[int, int], of: int, rng: np.random.Generator) -> float:
    raters, cases = size
    true = mean(world.true_alpha(world.raters(rng, 200), metric) for _ in range(5))
    held = []
    for number in range(of):
        table = world.rate(rng, world.raters(rng, raters), rng.standard_normal(cases))
        found = alpha(table, metric, interval=TwoWay(Random(number), 400))
        if found.low is not None and found.high is not None:
            held.append(found.low <= true <= found.high)
    return mean(held)


def false_improved(of: int) -> Iterator[str]:
    """How often "improved" is said when nothing changed, and when raters really see more clearly."""
    rng = np.random.default_rng(3)
    settings = product(WORLDS, METRICS[:2], (3, *RATERS[1:]), CASES[2:], (True, False))
    trials = [Trial(world, world, *setting) for world, *setting in settings]
    said = {trial: trial.improved(rng, of) for trial in trials}
    yield f"nothing changed: improved in {mean(said.values()):.1%} on average over {len(said)} settings"
    # The largest of many shares is large by luck, so the worst settings are tried again, more often.
    for trial in sorted(trials, key=lambda trial: said[trial])[-4:]:
        again = trial.improved(rng, 5 * of)
        yield (
            f"one of the worst four ({said[trial]:.1%}), tried again five times as often: {again:.1%} "
            f"({trial.before.name}, {trial.metric.value}, {trial.raters} raters, {trial.cases} cases, "
            f"{'the same' if trial.same else 'other'} in both rounds)"
        )
    before, after = World("before", EVEN, 0.97, 0.3), World("after", EVEN, 0.76, 0.3)
    panels = [before.raters(rng, 30) for _ in range(20)]
    levels = [mean(world.true_alpha(panel, Metric.ORDINAL) for panel in panels) for world in (before, after)]
    for cases, same in product(CASES[2:], (True, False)):
        shown = Trial(before, after, Metric.ORDINAL, 30, cases, same).improved(rng, of)
        yield (
            f"alpha risen from {levels[0]:.2f} to {levels[1]:.2f}, 30 raters, {cases} cases, "
            f"{'the same' if same else 'other'} in both rounds: improved in {shown:.0%}"
        )


@dataclass(frozen=True)
class Trial:
    """Two rounds of the same raters."""

    before: World
    after: World
    metric: Metric
    raters: int
    cases: int
    same: bool
    """Whether both rounds rate the same cases."""

    def improved(self, rng: np.random.Generator, of: int) -> float:
        """How often "improved" is said, of so many trials."""
        said = 0
        for _ in range(of):
            panel, seen = self.before.raters(rng, self.raters), rng.standard_normal(self.cases)
            first = self.before.rate(rng, panel, seen)
            second = self.after.rate(rng, panel, seen if self.same else rng.standard_normal(self.cases))
            if not self.same:
                second = Table(second.raters, tuple(f"new {case}" for case in second.cases), second.levels)
            said += change(first, second, self.metric).verdict is Verdict.IMPROVED
        return said / of


def licence(of: int) -> Iterator[str]:
    """How often kinds of raters are licensed by the default terms, by the number of cases."""
    rng = np.random.default_rng(4)
    kinds: dict[str, Callable[[NDArray[np.int64]], NDArray[np.int64]]] = {
        "75 % on the key, 24 % one off": lambda key: _off(rng, key, 0.75, 0.24),
        "65 % on the key, 33 % one off": lambda key: _off(rng, key, 0.65, 0.33),
        "50 % on the key, 42 % one off": lambda key: _off(rng, key, 0.5, 0.42),
        "40 % on the key, 40 % one off": lambda key: _off(rng, key, 0.4, 0.4),
        "30 % on the key, 40 % one off": lambda key: _off(rng, key, 0.3, 0.4),
        "one milder every second time": lambda key: np.clip(key + (rng.random(key.size) < 0.5), 1, 5),
        "always one milder": lambda key: np.clip(key + 1, 1, 5),
        "always 3": lambda key: np.full_like(key, 3),
        "guesses 1 to 5": lambda key: rng.integers(1, 6, key.size),
        "guesses 2 to 4": lambda key: rng.integers(2, 5, key.size),
    }
    for name, rate in kinds.items():
        shares = []
        for cases in (10, 12, 16, 20, 30, 40):
            granted = 0
            for _ in range(of):
                key = rng.choice(np.arange(1, 6), cases, p=(0.15, 0.22, 0.26, 0.22, 0.15))
                granted += judge(rate(key).tolist(), key.tolist()).granted
            shares.append(f"{cases} cases {granted / of:6.1%}")
        yield f"{name:<30} {'  '.join(shares)}"


def _off(rng: np.random.Generator, key: NDArray[np.int64], on: float, one: float) -> NDArray[np.int64]:
    """Levels that lie on the key, one off or two off, either way, so often; within 1 to 5."""
    chance = rng.random(key.size)
    apart = np.where(chance < on, 0, np.where(chance < on + one, 1, 2)) * rng.choice((-1, 1), key.size)
    levels: NDArray[np.int64] = np.clip(key + apart, 1, 5)
    return levels


def main() -> None:
    """Parse and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts: dict[str, Callable[[int], Iterator[str]]] = {
        "speed": lambda _: speed(),
        "coverage": coverage,
        "false-improved": false_improved,
        "licence": licence,
    }
    for part in parts:
        parser.add_argument(f"--{part}", action="append_const", const=part, dest="chosen")
    parser.add_argument("--of", type=int, default=1000, help="simulated rounds a setting (1000)")
    asked = parser.parse_args()
    for part in asked.chosen or parts:
        print(f"\n{part}" + ("" if part == "speed" else f" ({asked.of} simulated rounds a setting)"))
        for line in parts[part](asked.of):
            print(line, flush=True)


if __name__ == "__main__":
    main()
