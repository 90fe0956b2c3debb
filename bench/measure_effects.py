"""One measurement of effects in a process of its own: `effects.py` starts it, and reads the line of JSON it prints.

Its time does not count the start of Python and the imports; its memory is the most that the whole process held.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from examples.national.find_effect import find, weekly

from samklang.core.chance import stream
from samklang.core.effects.cells import NEVER, Taken, cells_of
from samklang.core.effects.engine import Engine, open_engine
from samklang.core.effects.plan import AnalysisPlan
from samklang.core.effects.study import answer

Said = dict[str, Any]
PERIODS, CLUSTERS = 50, 1_000
WAVES = (20, 26, 32, 38, NEVER)
EFFECT = 0.5
AT_ONCE = 20_000
"""Units written at once."""
PLAN = AnalysisPlan(
    question="How fast is it?", outcome="outcome", unit="unit", cluster="cluster", cohort="cohort", period="period",
    smallest_relevant=0.1,
)  # fmt: skip


def rows(to: str, many: int) -> Said:
    """A long table of `many` rows in Parquet: 50 periods for each unit, 1,000 clusters of units, five cohorts."""
    chance = np.random.default_rng(stream(1, "bench", "rows").getrandbits(64))
    units = many // PERIODS
    clusters = min(CLUSTERS, units // 10)
    first = np.array(WAVES)[np.arange(clusters) % len(WAVES)]
    level = chance.standard_normal(clusters)
    period = np.arange(1, PERIODS + 1)
    with pq.ParquetWriter(to, _SCHEMA, compression="zstd") as file:
        for begin in range(0, units, AT_ONCE):
            unit = np.arange(begin, min(begin + AT_ONCE, units))
            cluster = unit % clusters
            mean = level[cluster][:, None] + 0.02 * period + EFFECT * (period >= first[cluster][:, None])
            cohort = np.where(np.isinf(first), 0, first)[cluster]
            columns = [*(np.repeat(one, PERIODS) for one in (unit, cluster, cohort)), np.tile(period, unit.size)]
            columns.append(np.round(mean + chance.standard_normal(mean.shape), 3).ravel())
            arrays = [pa.array(one, kind) for one, kind in zip(columns, _SCHEMA.types, strict=True)]
            file.write_table(pa.table(arrays, schema=_SCHEMA))
    return {"rows": units * PERIODS, "mb": Path(to).stat().st_size / 1e6}


_WHOLE = ("cluster", "cohort", "period")
_SCHEMA = pa.schema([("unit", pa.int64()), *((name, pa.int32()) for name in _WHOLE), ("outcome", pa.float64())])


@dataclass
class Clock:
    """The clock's time and the process's own work, of all its threads; on a busy machine they lie far apart."""

    said: Said = field(default_factory=dict)

    def __enter__(self) -> "Clock":
        self._begun = perf_counter(), process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.said = {"seconds": perf_counter() - self._begun[0], "work": process_time() - self._begun[1]}


def taken_in(file: str, engine: Engine) -> Taken:
    """The sums of the long table, every unit checked."""
    return cells_of(
        file, unit="unit", cluster="cluster", cohort="cohort", period="period", outcome="outcome", engine=engine
    )


def study(file: str, memory_mb: int, first: str) -> Said:
    """From the file to the answer with its bands, checks of every unit included.

    first: a small file that is studied once before, so that all that Python loads on the way is there.
    """
    with open_engine(None, memory_mb=memory_mb, threads=2) as engine:
        answer(PLAN, taken_in(first, engine).cells, frozen_hash=PLAN.hash, draws=200)
        with Clock() as clock:
            taken = taken_in(file, engine)
            found = answer(PLAN, taken.cells, frozen_hash=PLAN.hash)
    said = found.answer.primary
    if said.low is None or said.high is None or any(one.estimate.low is None for one in found.since):
        raise SystemExit("There should be an interval and a band.")
    return {
        "rows": taken.intake.rows, "groups": len(taken.cells), "estimate": said.estimate, "error": said.standard_error,
    } | clock.said  # fmt: skip


def plain(file: str, memory_mb: int) -> Said:
    """The sums alone in plain SQL, without any check: what the machine needs to read and add."""
    base = duckdb.connect(config={"memory_limit": f"{memory_mb}MB", "threads": 2, "preserve_insertion_order": False})
    sums = "count(*), sum(outcome), sum(outcome * outcome)"
    sql = f"SELECT cluster, cohort, period, {sums} FROM read_parquet(?) GROUP BY ALL"  # noqa: S608 - all of it ours
    with Clock() as clock:
        groups = len(base.execute(sql, [file]).fetchall())
    return {"groups": groups} | clock.said


def csdid(file: str) -> Said:
    """The event study of the package csdid, errors by its multiplier bootstrap over clusters."""
    att_gt = import_module("csdid.att_gt").ATTgt
    table = pq.read_table(file).to_pandas()
    with Clock() as clock, redirect_stdout(io.StringIO()):
        found = att_gt(
            yname="outcome", gname="cohort", idname="unit", tname="period", data=table,
            control_group=["notyettreated"], clustervar="cluster", biters=2000,
        ).fit(est_method="reg", base_period="universal", bstrap=True)  # fmt: skip
        found.aggte(typec="group", bstrap=True, cband=True)
        overall = float(np.asarray(found.atte["overall_att"]).ravel()[0])
        found.aggte(typec="dynamic", bstrap=True, cband=True)
    return {"estimate": overall} | clock.said


def pyfixest(file: str) -> Said:
    """The event study of the package pyfixest by cohorts and times (Sun and Abraham), clustered."""
    pf = import_module("pyfixest")
    table = pq.read_table(file).to_pandas()
    with Clock() as clock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = pf.event_study(
            data=table, yname="outcome", idname="unit", tname="period", gname="cohort", estimator="saturated",
            cluster="cluster",
        )  # fmt: skip
        found.aggregate(agg="period", weighting="shares")
    return clock.said


def spells(folder: str, url: str | None, memory_mb: int | None, keep: str) -> Said:
    """The register's spells to sums by municipality, target group and week; the sums are kept for the comparison."""
    truth = json.loads(Path(folder, "truth.json").read_text(encoding="utf-8"))
    with open_engine(url, memory_mb=memory_mb, threads=2) as engine:
        with Clock() as clock:
            taken = weekly(Path(folder), engine, weeks=truth["weeks"])
        pq.write_table(pa.table({name: pa.array(column) for name, column in taken.cells.columns().items()}), keep)
        return {
            "rows": taken.intake.rows, "person_weeks": int(taken.cells.n.sum()),
            "on_benefit": int(taken.cells.total.sum()), "groups": len(taken.cells), "engine": engine.name,
        } | clock.said  # fmt: skip


def national(folder: str) -> Said:
    """The register's answer beside its truth."""
    with open_engine(None, memory_mb=500, threads=2) as engine:
        found, truth = find(Path(folder), engine)
    one, other = found.answer.primary, found.compared
    return {
        "truth": truth["effect"], "estimate": one.estimate, "low": one.low, "high": one.high,
        "compared": other.estimate, "compared_low": other.low, "compared_high": other.high,
        "verdict": found.answer.verdict.value, "caused": found.answer.may_say_caused,
    }  # fmt: skip


WAYS: dict[str, Callable[..., Said]] = {
    one.__name__: one for one in (rows, study, plain, csdid, pyfixest, spells, national)
}


def main() -> None:
    """Do what the arguments say: a way, and its arguments as JSON."""
    with Clock() as clock:
        said = WAYS[sys.argv[1]](**json.loads(sys.argv[2]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(clock.said | {"peak_mb": peak} | said))


if __name__ == "__main__":
    main()
