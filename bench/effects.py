"""How fast effects are reckoned, in how much memory, and whether every way gives the same figures.

    PYTHONPATH=. python bench/effects.py            # a few minutes: 10^6 rows, 200,000 people
    PYTHONPATH=. python bench/effects.py --full     # 10^7 and 10^8 rows, 5 million people; 2 GB of disk
    PYTHONPATH=. python bench/effects.py --only same,rows --rows 10000000 --peer-rows 100000

Parts: `same` (published figures, and pooled = central), `rows` (a long table to an event study with bands, beside the
sums alone in plain SQL, and beside csdid and pyfixest where `make peers` has installed them), `spells` (the national
register on DuckDB and on an engine with two workers). Each measurement is a process of its own. Its time by the clock
and its own work are both told: where the machine does other things too, only the second is ours.
"""

import argparse
import csv
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from examples.national.make_register import make_register
from numpy.typing import NDArray
from tests.core.effects.conftest import serving

from samklang.core.effects.cells import NEVER, Cells, merge
from samklang.core.effects.did import GroupTimes, each, group_times, recipe, weighted
from samklang.core.effects.did.summaries import adds
from samklang.core.effects.plan import AnalysisPlan, Base, Controls, Summary
from samklang.core.effects.study import answer

PUBLISHED = Path(__file__).parents[1] / "tests/core/effects/did/published"
"""Tables that others have printed; `published.py` beside them says where they are from."""
YEARS = range(2003, 2008)
PARTS = ("same", "rows", "spells")
MEASURE = Path(__file__).with_name("measure_effects.py")
SMALL = 10_000
"""Rows of the table that is studied first, so that Python has loaded all it needs."""
MEMORY_MB = {"rows": 150, "spells": 1000}
"""What the engine may hold."""


def measured(way: str, **given: Any) -> dict[str, Any]:
    """What a process of its own found; `fault` with its last words where it failed."""
    command = [sys.executable, str(MEASURE), way, json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    if done.returncode:
        return {"fault": (done.stderr.strip().splitlines() or ["it ended without a word"])[-1][:160]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def told(name: str, found: dict[str, Any], *, beside: dict[str, Any] | None = None, target: str = "") -> str:
    """One row of the table."""
    if "fault" in found:
        return f"| {name} | {found['fault']} | | | {target} |"
    ratio = f"{found['work'] / beside['work']:.1f}" if beside and "work" in beside else ""
    peak = f"{found['peak_mb']:,.0f} MB"
    return f"| {name} | {found['seconds']:.1f} s; {found['work']:.1f} s | {peak} | {ratio} | {target} |"


def of_rows(folder: Path, sizes: list[int], peer_sizes: list[int]) -> Iterator[str]:
    """Long tables of growing size."""
    small = folder / "rows-small.parquet"
    measured("rows", to=str(small), many=SMALL)
    for size in sorted({*sizes, *peer_sizes}):
        file = folder / f"rows-{size}.parquet"
        if not file.exists():
            measured("rows", to=str(file), many=size)
        plain = measured("plain", file=str(file), memory_mb=MEMORY_MB["rows"])
        target = {10**7: "3 s, 500 MB", 10**8: "15 s, 500 MB"}.get(size, "")
        found = measured("study", file=str(file), memory_mb=MEMORY_MB["rows"], first=str(small))
        yield told(f"{size:,} rows to event study with bands", found, beside=plain, target=target)
        yield told(f"{size:,} rows, the sums alone in plain SQL", plain)
        for peer in ("csdid", "pyfixest") if size in peer_sizes else ():
            if find_spec(peer) is None:
                yield f"| {size:,} rows, {peer} | not installed; run make peers | | | |"
                continue
            other = measured(peer, file=str(file))
            yield told(f"{size:,} rows, {peer}", other, beside=found | {"work": found.get("work", 1.0)})
            if "estimate" in other and "estimate" in found:
                yield f"| … its figure beside ours | {abs(other['estimate'] - found['estimate']):.0e} apart | | | |"


def of_spells(folder: Path, people: int) -> Iterator[str]:
    """The national register on both engines."""
    register = folder / f"national-{people}"
    if not (register / "truth.json").exists():
        make_register(register, people=people, progress=True)
    kept = [folder / "sums-duckdb.parquet", folder / "sums-spark.parquet"]
    here = measured(
        "spells", folder=str(register.resolve()), url=None, memory_mb=MEMORY_MB["spells"], keep=str(kept[0])
    )
    if "fault" in here:
        yield told("spells on DuckDB", here)
        return
    size = f"{here['rows']:,} spells, {here['person_weeks']:,} person-weeks"
    yield told(f"{size}: {here['engine']}", here, target="60 s, 1.5 GB" if people >= 5_000_000 else "")
    with serving() as served:
        there = measured("spells", folder=str(register.resolve()), url=served.url, memory_mb=None, keep=str(kept[1]))
    # The workers' own work is done in the engine's process, so only the clock can be set beside.
    yield told(f"the same: {there.get('engine', 'Spark Connect')} with two workers; here only the client", there)
    if "fault" not in there:
        yield f"| … both engines | {alike(*kept)} | | | integers identical |"
    found = measured("national", folder=str(register.resolve()))
    if "fault" in found:
        yield told("the answer beside the truth", found)
        return
    yield (
        f"| the answer: {found['estimate']:+.3%} ({found['low']:+.3%} to {found['high']:+.3%}), {found['verdict']};"
        f" by group-time effects {found['compared']:+.3%} ({found['compared_low']:+.3%} to"
        f" {found['compared_high']:+.3%}); true {found['truth']:+.3%} | {found['seconds']:.1f} s; {found['work']:.1f} s"
        f" | {found['peak_mb']:,.0f} MB | | |"
    )


def alike(one: Path, other: Path) -> str:
    """How far the sums of two engines lie apart."""
    here, there = pq.read_table(one), pq.read_table(other)
    if len(here) != len(there):
        return "NOT the same groups"
    keys = all(here[name].equals(there[name]) for name in ("cluster", "cohort", "period", "stratum", "n"))
    apart = [np.abs(here[name].to_numpy() - there[name].to_numpy()).max() for name in ("weight", "total", "squares")]
    sums = float(max(apart))
    return f"keys and counts {'identical' if keys else 'NOT identical'}; sums at most {sums:.0e} apart"


def of_same() -> Iterator[str]:
    """Published figures, and parts put together beside the whole."""
    furthest, many = 0.0, 0
    settings = {("never", "varying"), ("never", "universal"), ("not yet", "varying")}
    controls = {"never": Controls.NEVER, "not yet": Controls.NOT_YET}
    for compared, base in sorted(settings):
        found = group_times(mpdta(), controls=controls[compared], base=Base(base))
        for row in rows_of("did.csv"):
            # Newer versions of did and csdid give another error for the one figure over cohorts; see the tests.
            if (row["controls"], row["base"]) == (compared, base) and (row["what"] != "COHORT" or row["at"]):
                att, error = figure_of(found, row)
                furthest = max(furthest, abs(att - float(row["att"])), abs(error - float(row["error"] or 0)))
                many += 1
    yield f"| mpdta, {many} effects with errors as published | {furthest:.0e} apart at most | | | 1e-10 |"
    yield f"| mpdta, pooled from 10 parts = central, all figures | {pooled():.0e} apart at most | | | 1e-12 |"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a published table."""
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def mpdta() -> Cells:
    """Every county in every year, a cell for each."""
    rows = rows_of("mpdta.csv")
    county, first = (np.repeat([row[name] for row in rows], len(YEARS)) for name in ("county", "first_treat"))
    outcome = np.array([float(row[str(year)]) for row in rows for year in YEARS])
    cohort = np.where(first == "0", NEVER, first.astype(np.float64))
    one = np.ones(outcome.size, np.int64)
    period = np.tile(np.array(YEARS, np.int64), len(rows))
    none = np.full(outcome.size, "", np.str_)
    return Cells(county.astype(np.str_), cohort, period, none, one, one.astype(np.float64), outcome, outcome**2, "lemp")


def figure_of(found: GroupTimes, row: dict[str, str]) -> tuple[float, float]:
    """The figure and the error that a row of a printed table is about."""
    if row["what"] == "EACH":
        pairs = [(found.sums.cohorts[one.cohort], found.sums.periods[one.period]) for one in found.comparisons]
        made, place = each(found), pairs.index((float(row["cohort"]), int(row["at"])))
    else:
        made = recipe(found, Summary[row["what"]])
        place = made.at.tolist().index(int(row["at"])) if row["at"] else -1
    figures, (of_parts, of_one) = weighted(found, made), adds(found, made)
    if place < 0:
        return float(figures.overall), float(np.sqrt((of_one**2).sum()))
    return float(figures.parts[place]), float(np.sqrt((of_parts[:, place] ** 2).sum()))


def pooled() -> float:
    """How far the answer from ten parts put together lies from that of the whole."""
    plan = AnalysisPlan(
        question="?", outcome="lemp", unit="county", cohort="first", period="year", smallest_relevant=0.01
    )
    whole = mpdta()
    part = np.unique(whole.cluster, return_inverse=True)[1] % 10
    parts = [
        replace(whole, **{name: column[part == one] for name, column in whole.columns().items()}) for one in range(10)
    ]
    figures = [_figures(plan, cells) for cells in (whole, merge(parts))]
    return float(np.nanmax(np.abs(figures[0] - figures[1])))


def _figures(plan: AnalysisPlan, cells: Cells) -> NDArray[np.float64]:
    found = answer(plan, cells, frozen_hash=plan.hash)
    every = [found.answer.primary]
    every += [part.estimate for part in (*found.since, *found.cohorts)]
    every += [row.estimate for row in found.group_times]
    figures = [(one.estimate, one.low, one.high, one.standard_error, one.p) for one in every]
    return np.array([[np.nan if part is None else part for part in figure] for figure in figures])


def head() -> list[str]:
    """When and on what."""
    now = datetime.now(tz=UTC)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    return [
        f"{now:%Y-%m-%d}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()},"
        f" load {load:.1f} at the start",
        "",
        "| | by the clock; own work | most memory | ratio of work | target |",
        "|---|---|---|---|---|",
    ]


def main() -> None:
    """Parse, measure, print, and write out/bench/effects.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="10^7 and 10^8 rows, and 5 million people")
    parser.add_argument("--rows", type=int, action="append", help="sizes of the long table")
    parser.add_argument("--peer-rows", type=int, action="append", help="sizes at which the other packages follow")
    parser.add_argument("--people", type=int, help="of the national register")
    parser.add_argument("--only", default=",".join(PARTS), help="some of: " + ", ".join(PARTS))
    parser.add_argument("--out", type=Path, default=Path("out/bench"))
    asked = parser.parse_args()
    only = asked.only.split(",")
    if unknown := set(only) - set(PARTS):
        parser.error(f"There is no part called {', '.join(sorted(unknown))}. The parts: {', '.join(PARTS)}.")
    folder = asked.out / "effects"
    folder.mkdir(parents=True, exist_ok=True)
    sizes = asked.rows or ([10**7, 10**8] if asked.full else [10**6])
    peers = asked.peer_rows or ([10**5, 10**6] if asked.full else [10**5])
    people = asked.people or (5_000_000 if asked.full else 200_000)
    ways = {"same": of_same(), "rows": of_rows(folder, sizes, peers), "spells": of_spells(folder, people)}
    lines = head()
    print("\n".join(lines), flush=True)
    for name in only:
        for line in ways[name]:
            print(line, flush=True)
            lines.append(line)
            (asked.out / "effects.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
