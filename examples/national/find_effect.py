"""Reckons from the register what training did, and lays it beside the truth.

    python examples/national/find_effect.py                                     # on this machine
    python examples/national/find_effect.py --engine sc://127.0.0.1:50051       # on an engine with many workers
    python examples/national/find_effect.py --from out/small --memory-mb 1000

Without --engine the environment's SAMKLANG_ENGINE counts. Weeks are put together to quarters of 13 weeks: each cell is
then 13 weeks of the same people, and a picture has 40 points instead of 520.
"""

# ruff: noqa: T201 - it talks to whoever runs it

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from samklang.core.effects.cells import BadTable, Cells, SpellColumns, Taken, cells_of_spells
from samklang.core.effects.cells.gathering import Groups
from samklang.core.effects.engine import Engine, EngineFailed, open_engine
from samklang.core.effects.plan import AnalysisPlan, Design
from samklang.core.effects.study import Result, answer

WEEKS_TOGETHER = 13
COLUMNS = SpellColumns(start="start", stop="stop", cluster="municipality", cohort="first_week", strata=("stratum",))


def weekly(folder: Path, engine: Engine, *, weeks: int) -> Taken:
    """How many are there and how many on benefit, by municipality, target group and week.

    raises: BadTable, EngineFailed.
    """
    spells, people = str(folder / "spells" / "*.parquet"), str(folder / "people" / "*.parquet")
    return cells_of_spells(spells, people, columns=COLUMNS, periods=(1, weeks), outcome="on benefit", engine=engine)


def quarterly(cells: Cells) -> Cells:
    """Weeks 1-13 as quarter 1, and so on. Training begins at the beginning of a quarter."""
    period = (cells.period - 1) // WEEKS_TOGETHER + 1
    cohort = np.floor((cells.cohort - 1) / WEEKS_TOGETHER) + 1  # NEVER stays NEVER
    groups = Groups.of(cells.cluster, cohort, period, cells.stratum)
    return replace(
        cells,
        cluster=groups.cluster,
        cohort=groups.cohort,
        period=groups.period,
        stratum=groups.stratum,
        n=groups.sum(cells.n),
        weight=groups.sum(cells.weight),
        total=groups.sum(cells.total),
        squares=groups.sum(cells.squares),
    )


def plan(truth: dict[str, Any]) -> AnalysisPlan:
    """The question as it is frozen before an outcome is read; half a percentage point is the least that matters."""
    begins = [*(int(week) for week in truth["waves"]), None]
    quarters = ["" if week is None else str((week - 1) // WEEKS_TOGETHER + 1) for week in begins]
    drawn = sorted((unit, quarters[wave]) for unit, _, wave in truth["order"]["drawn"])
    return AnalysisPlan(
        question="Are fewer people on benefit after training?",
        outcome="on benefit",
        unit="municipality",
        cohort="first_week",
        period="quarter",
        strata=("stratum",),
        smallest_relevant=0.005,
        higher_is_better=False,
        design=Design.DRAWN,
        drawn=tuple(drawn),
    )


def find(folder: Path, engine: Engine) -> tuple[Result, dict[str, Any]]:
    """The answer, and the truth. raises: as `weekly`; OSError or ValueError where there is no truth beside."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    asked = plan(truth)
    return answer(asked, quarterly(weekly(folder, engine, weeks=truth["weeks"]).cells), frozen_hash=asked.hash), truth


def main() -> None:
    """Parse, reckon, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="folder", type=Path, default=Path("out/national"))
    parser.add_argument("--engine", default=os.environ.get("SAMKLANG_ENGINE") or None)
    parser.add_argument("--memory-mb", type=int)
    asked = parser.parse_args()
    if not (asked.folder / "truth.json").exists():
        raise SystemExit(f"There is no register in {asked.folder}. Run examples/national/make_register.py first.")
    try:
        with open_engine(asked.engine, memory_mb=asked.memory_mb) as engine:
            found, truth = find(asked.folder.resolve(), engine)
    except (BadTable, EngineFailed) as error:
        raise SystemExit(str(error)) from error
    for name, one in (("found", found.answer.primary), ("by group-time effects", found.compared)):
        if one.estimate is not None and one.low is not None and one.high is not None:
            print(f"{name}: {one.estimate:+.3%} (95 %: {one.low:+.3%} to {one.high:+.3%}), {one.method.value}")
    print(f"true: {truth['effect']:+.3%}; {found.answer.verdict.value}; summed by {found.answer.engine}")


if __name__ == "__main__":
    main()
