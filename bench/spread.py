"""How fast the spread between staff is reckoned from sums, beside the same from rows, with the figures of both.

    PYTHONPATH=. python bench/spread.py             # everything, half a minute
    PYTHONPATH=. python bench/spread.py --staff 300 --rows 20000

Baselines in the same run, on the same values and with the same first guess. Scores: restricted likelihood from rows, a
pass over all rows with the strata as columns for each ratio of variances that is tried. Yes and no: the same
adaptive quadrature with the likelihood of every row reckoned at every node, for one deviation. A last line holds the
dyestuff table against lme4's printed figures.
"""

import argparse
from collections.abc import Callable, Iterator
from math import log, pi
from time import process_time

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import expit
from tests.core.effects.spread.published import DYESTUFF, DYESTUFF_REML

from samklang.core.effects.spread import Sums, logit, reml, spread

Floats = NDArray[np.float64]
STRATA = 5


def seconds(deed: Callable[[], object]) -> float:
    """The processor's time a deed takes, of all threads, so that a busy machine changes little."""
    begun = process_time()
    deed()
    return process_time() - begun


class Rows:
    """A table of rows: who, in which stratum, a score and a yes or no."""

    def __init__(self, staff: int, rows: int) -> None:
        rng = np.random.default_rng(1)
        self.person, self.stratum = rng.integers(0, staff, rows), rng.integers(0, STRATA, rows)
        middle = np.linspace(-1.5, 0.5, STRATA)[self.stratum]
        own = 0.4 * rng.standard_normal(staff)[self.person]
        self.score = middle + own + rng.standard_normal(rows)
        self.yes = (rng.random(rows) < expit(middle + own)).astype(np.float64)
        self.names = np.char.add("p", self.person.astype(str)), np.char.add("s", self.stratum.astype(str))

    def sums(self, values: Floats) -> Sums:
        """As the room takes them in."""
        return Sums.of_columns(self.names[0].tolist(), self.names[1].tolist(), values)


def from_rows(rows: Rows) -> tuple[float, float]:
    """Variances between and within by restricted likelihood, with a pass over the rows for each ratio."""
    given = np.eye(STRATA)[rows.stratum]
    number = np.bincount(rows.person).astype(np.float64)

    def look(log_ratio: float) -> tuple[float, float]:
        ratio = np.exp(log_ratio)
        pulled = (1 - 1 / np.sqrt(1 + ratio * number)) / number

        def whitened(column: Floats) -> Floats:
            found: Floats = column - (pulled * np.bincount(rows.person, column))[rows.person]
            return found

        left = np.column_stack([whitened(column) for column in given.T])
        right = whitened(rows.score)
        inner = left.T @ left
        rest = float(((right - left @ np.linalg.solve(inner, left.T @ right)) ** 2).sum())
        degrees = len(right) - STRATA
        shape = float(np.log1p(ratio * number).sum() + np.linalg.slogdet(inner)[1])
        return degrees * (1 + log(2 * pi * rest / degrees)) + shape, rest / degrees

    best = minimize_scalar(lambda one: look(one)[0], bounds=(log(1e-4), log(1e2)), method="bounded",
                           options={"xatol": 1e-9})  # fmt: skip
    within = look(float(best.x))[1]
    return float(np.exp(best.x)) * within, within


def likelihood_from_rows(rows: Rows, point: logit.Point) -> float:
    """The likelihood of the rows at a point that sums have found, each row at each of its person's nodes."""
    places, weights = np.polynomial.hermite_e.hermegauss(point.places.shape[1])
    width = (point.places[:, -1] - point.places[:, 0]) / (places[-1] - places[0])
    logs = np.zeros_like(point.places)
    for node in range(len(places)):
        odds = point.strata[rows.stratum] + point.deviation * point.places[rows.person, node]
        logs[:, node] = np.bincount(rows.person, rows.yes * odds - np.logaddexp(0, odds))
    logs += np.log(weights) + places**2 / 2 - log(2 * pi) / 2 - point.places**2 / 2 + np.log(width)[:, None]
    highest = logs.max(axis=1)
    return float((np.log(np.exp(logs - highest[:, None]).sum(axis=1)) + highest).sum())


def scores(rows: Rows) -> Iterator[str]:
    """Scores: reading, from sums, from rows."""
    kept: list[Sums] = []
    reading = seconds(lambda: kept.append(rows.sums(rows.score)))
    likely = reml.Likelihood(kept[0])
    found: list[reml.Point] = []
    ours = min(seconds(lambda: found.append(likely.best())) for _ in range(3))
    theirs: list[tuple[float, float]] = []
    dense = seconds(lambda: theirs.append(from_rows(rows)))
    within = found[0].rest / likely.degrees
    apart = max(abs(found[0].ratio * within / theirs[0][0] - 1), abs(within / theirs[0][1] - 1))
    yield f"scores, {len(rows.score):,} rows to sums: {reading:.2f} s"
    yield (
        f"restricted likelihood from sums {ours * 1000:.0f} ms; from rows {dense:.1f} s; {dense / ours:.0f} times"
        f" faster; variances {apart:.0e} apart, relative"
    )
    yield f"the whole answer, with intervals, pictures and luck: {seconds(lambda: spread(kept[0])):.1f} s"


def shares(rows: Rows) -> Iterator[str]:
    """Yes and no: from sums, and one likelihood of the rows."""
    sums = rows.sums(rows.yes)
    likely = logit.Likelihood(sums)
    found: list[logit.Point | None] = []
    ours = seconds(lambda: found.append(likely.best()))
    point = found[0]
    if point is None:
        raise SystemExit("Nothing was found; the table is too small.")
    one = seconds(lambda: likely.at(point.deviation, point.strata))
    # Staff stand in the sums in the order of their names; rows know them by number.
    order = [int(name[1:]) for name in sums.staff]
    places = np.zeros((max(order) + 1, point.places.shape[1]))
    places[order] = point.places
    again = logit.Point(**{**point.__dict__, "places": places})
    theirs: list[float] = []
    dense = seconds(lambda: theirs.append(likelihood_from_rows(rows, again)))
    choices = likely.choices
    yield (
        f"yes and no: one likelihood from sums {one * 1000:.0f} ms, of all rows {dense:.1f} s; {dense / one:.0f} times"
        f" faster; {abs(theirs[0] - point.likelihood + choices) / abs(theirs[0]):.0e} apart, relative"
    )
    yield f"the deviation found ({point.deviation:.4f}, truly 0.4): {ours:.1f} s"
    yield f"the whole answer, with intervals, pictures and luck: {seconds(lambda: spread(sums)):.1f} s"


def dyestuff() -> str:
    """Ours beside lme4's printed figures."""
    likely = reml.Likelihood(Sums.of_rows([(name, "", float(one)) for name, all_ in DYESTUFF.items() for one in all_]))
    best = likely.best()
    within = best.rest / likely.degrees
    ours = {"criterion": likely.criterion(best), "between": best.ratio * within, "within": within}
    return "dyestuff: " + "; ".join(
        f"{name} {value:.5f}, {abs(value / DYESTUFF_REML[name] - 1):.0e} from lme4's" for name, value in ours.items()
    )


def main() -> None:
    """Parse and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--staff", type=int, default=3000)
    parser.add_argument("--rows", type=int, default=1_000_000)
    asked = parser.parse_args()
    print(dyestuff())
    rows = Rows(asked.staff, asked.rows)
    for line in (*scores(rows), *shares(rows)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
