"""Makes a register of a country that does not exist: 94 municipalities, ten years of weeks, spells on a public benefit.

    python examples/national/make_register.py                       # 5 million people, to out/national
    python examples/national/make_register.py --people 50000 --seed 7 --to out/small

Whoever is made up here never lived. Training begins in an order drawn by lot, and from the week it begins the share on
benefit is 1.5 percentage points lower: that is the truth, and it stands in `truth.json`. The share also has a level of
its own in each municipality, shocks that linger there, a season, and a trend that differs between target groups, which
are not equally common everywhere.

A person enters and leaves benefit by chance each week. The chance to enter is chosen so that the share of people on
benefit is, in expectation, exactly the one that is wanted in every week (`_hazards`). One part for each municipality is
written at a time, so that memory stays small however many people there are.
"""

# ruff: noqa: T201 - it talks to whoever runs it

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from samklang.core.chance import stream
from samklang.core.effects.did.draw import DrawnOrder, draw_order

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PEOPLE, MUNICIPALITIES, WEEKS = 5_000_000, 94, 520
EFFECT = -0.015
"""What training does to the share on benefit, from the week it begins."""
WAVES = {209: 12, 235: 12, 261: 12, 287: 12, 313: 12, 339: 12}
"""First week with training, and how many municipalities begin then; the others are never trained."""
STRATA = {"ready for a job": 0.28, "needs activation": 0.34, "ill": 0.24, "other": 0.12}
"""Target groups, and the share of each that is on benefit where nothing else is at work."""
TRENDS = {"ready for a job": -0.02, "needs activation": 0.01, "ill": 0.015, "other": 0.0}
"""How much higher that share is after all the weeks."""
LEAVING = 0.075
"""The chance to leave benefit in a week."""
LEVEL, SHOCK, LINGERS, SEASON = 0.01, 0.003, 0.98, 0.008
"""Deviations of municipalities' levels and of their shocks, how far a shock is there next week, and winter's height."""


@dataclass(frozen=True)
class Municipality:
    """One of them. Its people fall into the strata by shares of its own."""

    number: int
    cohort: int | None
    """First week with training; None: it never comes."""
    people: dict[str, int]
    shares: dict[str, Floats]
    """By stratum, the expected share on benefit in each week."""


def generator(seed: int, *names: str) -> np.random.Generator:
    """Numpy's, from the stream of these names."""
    return np.random.default_rng(stream(seed, "national register", *names).getrandbits(64))


def order(seed: int) -> DrawnOrder:
    """Who begins in which wave, by lot."""
    sizes = [*WAVES.values(), MUNICIPALITIES - sum(WAVES.values())]
    return draw_order([str(one) for one in range(1, MUNICIPALITIES + 1)], waves=sizes, seed=seed)


def municipalities(people: int, seed: int) -> Iterator[Municipality]:
    """All of them, in order; together so many people, at least one in each stratum of each."""
    size = np.exp(0.8 * generator(seed, "sizes").standard_normal(MUNICIPALITIES))
    size = np.minimum(size / size.sum(), 0.1)
    least = len(STRATA)
    numbers = _shared(people - least * MUNICIPALITIES, size) + least
    begins = dict(order(seed).first_periods([*WAVES, np.inf]))
    for number in range(1, MUNICIPALITIES + 1):
        first = begins[str(number)]
        yield _municipality(number, int(first) if np.isfinite(first) else None, int(numbers[number - 1]), seed)


def _municipality(number: int, cohort: int | None, people: int, seed: int) -> Municipality:
    chance = generator(seed, "municipality", str(number))
    mix = chance.dirichlet([20.0, 16.0, 12.0, 32.0])
    sizes = _shared(people - len(STRATA), mix) + 1
    level = float(np.clip(chance.standard_normal(), -2.5, 2.5)) * LEVEL
    week = np.arange(1, WEEKS + 1)
    common = level + _shocks(chance) + SEASON * np.cos(2 * np.pi * week / 52)
    if cohort is not None:
        common = common + EFFECT * (week >= cohort)
    shares = {name: share + TRENDS[name] * week / WEEKS + common for name, share in STRATA.items()}
    return Municipality(number, cohort, dict(zip(STRATA, sizes.tolist(), strict=True)), shares)


def _shocks(chance: np.random.Generator) -> Floats:
    found = np.empty(WEEKS)
    news = np.clip(chance.standard_normal(WEEKS), -3, 3) * SHOCK * np.sqrt(1 - LINGERS**2)
    now = float(np.clip(chance.standard_normal(), -3, 3)) * SHOCK
    for week in range(WEEKS):
        now = LINGERS * now + news[week]
        found[week] = now
    return np.clip(found, -4 * SHOCK, 4 * SHOCK)


def _shared(total: int, shares: Floats) -> Ints:
    """Whole numbers that sum to the total, by largest remainder."""
    if total < 0:
        raise ValueError(f"Make at least {len(STRATA) * MUNICIPALITIES} people: one of each stratum everywhere.")
    exact: Floats = shares / shares.sum() * total
    found: Ints = np.floor(exact).astype(np.int64)
    found[np.argsort(found - exact, kind="stable")[: total - int(found.sum())]] += 1
    return found


def _hazards(share: Floats) -> tuple[Floats, Floats]:
    """Sums of -log(1 - chance) of entering and of leaving, (WEEKS + 1,), so that the share is as wanted each week.

    next = now (1 - leaving) + (1 - now) entering; where even nobody entering leaves too many, more leave.
    """
    now, then = share[:-1], share[1:]
    entering = np.maximum(0.0, (then - now * (1 - LEAVING)) / (1 - now))
    leaving = 1 - (then - (1 - now) * entering) / now
    return tuple(np.concatenate([[0.0, 0.0], np.cumsum(-np.log1p(-one))]) for one in (entering, leaving))  # type: ignore[return-value]


def spells_of(share: Floats, people: int, chance: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Who (from 0), first and last week on benefit, in the order of people; a last week of WEEKS still goes on.

    A state lasts until the summed hazard of its end has grown by an exponential time: one look-up for each change of
    state, and none for the weeks between.
    """
    enter, leave = _hazards(share)
    who = np.arange(people)
    on = chance.random(people) < share[0]
    begun = np.where(on, 1, _next(enter, np.ones(people, np.int64), chance))
    found: list[tuple[Ints, Ints, Ints]] = []
    inside = begun <= WEEKS
    who, begun = who[inside], begun[inside]
    while who.size:
        gone = _next(leave, begun, chance)
        found.append((who, begun, np.minimum(gone - 1, WEEKS)))
        back = _next(enter, np.minimum(gone, WEEKS), chance)
        inside = (gone <= WEEKS) & (back <= WEEKS)
        who, begun = who[inside], back[inside]
    person, start, stop = (np.concatenate(part) for part in zip(*found, strict=True))
    in_order = np.lexsort((start, person))
    return person[in_order], start[in_order], stop[in_order]


def _next(summed: Floats, now: Ints, chance: np.random.Generator) -> Ints:
    """The first week after `now` in which the state has changed; WEEKS + 1 where it never does."""
    limit = summed[now] + chance.standard_exponential(now.size)
    week: Ints = np.searchsorted(summed, limit, side="left").astype(np.int64)
    return week


def make_register(to: Path, *, people: int = PEOPLE, seed: int = 2026, progress: bool = False) -> dict[str, Any]:
    """Write `people/` and `spells/`, one Parquet file for each municipality, and `truth.json`, into the folder.

    people:  `person`, `municipality`, `first_week` (empty: never trained), `stratum`; a row for each person.
    spells:  the same and `start`, `stop`: first and last week on benefit, from 1; empty: it still goes on.
    returns: what is in truth.json.
    raises:  ValueError where there are fewer people than strata in all municipalities.
    """
    all_of_them = list(municipalities(people, seed))
    first, begun = 0, 0
    drawn = order(seed)
    truth: dict[str, Any] = {
        "effect": EFFECT,
        "unit": "share of people on benefit",
        "from": "the first week with training",
        "seed": seed,
        "people": people,
        "weeks": WEEKS,
        "person_weeks": people * WEEKS,
        "municipalities": MUNICIPALITIES,
        "order": drawn.document(),
        "order_hash": drawn.hash,
        "waves": {str(week): many for week, many in WAVES.items()},
    }
    for folder in (to / "people", to / "spells"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.parquet"):
            old.unlink()
    for one in all_of_them:
        begun += _written(one, first, to, seed)
        first += sum(one.people.values())
        if progress and (one.number % 10 == 0 or one.number == MUNICIPALITIES):
            print(f"{one.number} of {MUNICIPALITIES} municipalities, {begun:,} spells", file=sys.stderr, flush=True)
    truth["spells"] = begun
    (to / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")
    return truth


def _written(one: Municipality, first: int, to: Path, seed: int) -> int:
    """Both files of a municipality, a stratum at a time; how many spells there are."""
    name, many = f"{one.number:02}.parquet", 0
    with (
        pq.ParquetWriter(to / "people" / name, pa.schema(_SHARED), compression="zstd") as people,
        pq.ParquetWriter(to / "spells" / name, pa.schema(_SHARED + _ENDS), compression="zstd") as spells,
    ):
        for stratum, size in one.people.items():
            chance = generator(seed, "spells", str(one.number), stratum)
            who, start, stop = spells_of(one.shares[stratum], size, chance)
            people.write_table(_table(one, stratum, np.arange(first, first + size)))
            goes_on = stop >= WEEKS
            ends = {"start": pa.array(start, pa.int32()), "stop": pa.array(stop, pa.int32(), mask=goes_on)}
            spells.write_table(_table(one, stratum, who + first, ends))
            first, many = first + size, many + len(who)
    return many


_SHARED = [("person", pa.int64()), ("municipality", pa.int32()), ("first_week", pa.int32()), ("stratum", pa.string())]
_ENDS = [("start", pa.int32()), ("stop", pa.int32())]


def _table(one: Municipality, stratum: str, person: Ints, ends: dict[str, pa.Array] | None = None) -> pa.Table:
    columns = {
        "person": pa.array(person, pa.int64()),
        "municipality": pa.repeat(pa.scalar(one.number, pa.int32()), person.size),
        "first_week": pa.repeat(pa.scalar(one.cohort, pa.int32()), person.size),
        "stratum": pa.repeat(pa.scalar(stratum, pa.string()), person.size),
    }
    return pa.table(columns | (ends or {}))


def main() -> None:
    """Parse, make, and say where it lies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--to", type=Path, default=Path("out/national"))
    asked = parser.parse_args()
    try:
        truth = make_register(asked.to, people=asked.people, seed=asked.seed, progress=True)
    except ValueError as error:
        raise SystemExit(str(error)) from error
    print(f"{truth['people']:,} people and {truth['spells']:,} spells lie in {asked.to}; the truth in truth.json.")


if __name__ == "__main__":
    main()
