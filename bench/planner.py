"""Measures the planner on the ladder of constructed jobcentres, beside the spreadsheet way and one exact model.

    python bench/planner.py                          the whole ladder; it says first how long that takes at most
    python bench/planner.py --quick                  two minutes: are all parts well?
    python bench/planner.py --rungs 30,100 --seeds 1,2,3 --seconds-per-rung 30=60,100=300
    python bench/planner.py --only infeasible,replan

Writes planner.txt, planner.md and planner.json to the folder given with --out, and after each measurement again, so
that it can be stopped at any time. Each measurement is a process of its own, one after the other.
"""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from figures import instances
from tables import tables
from tasks import CONFLICT, DATES_FIRST, EQUAL, NEXT_COHORT, ONE_MODEL, PLANNER, REPLAN, Run, Task, run_of
from weights import PRICES_ORE

HERE = Path(__file__).parent
RUNGS = (30, 100, 300, 600, 1200)
SECONDS = {30: 60.0, 100: 120.0, 300: 180.0, 600: 240.0, 1200: 300.0}
QUICK_SECONDS = {30: 5.0, 100: 10.0, 300: 12.0, 600: 20.0, 1200: 30.0}
OTHERS, QUICK_OTHERS = 60.0, 6.0
"""Seconds at most for one conflict, or one replanning."""
INFEASIBLE_RUNGS, REPLAN_RUNGS = (30, 100, 300), (100,)
LADDER, INFEASIBLE, REPLANNING = "ladder", "infeasible", "replan"
SCRIPTS = {
    PLANNER: "measure_planner.py",
    EQUAL: "measure_planner.py",
    DATES_FIRST: "measure_spreadsheet.py",
    NEXT_COHORT: "measure_spreadsheet.py",
    ONE_MODEL: "measure_one_model.py",
    CONFLICT: "measure_conflict.py",
    REPLAN: "measure_replan.py",
}
GRACE = 3.0
"""A process that takes so many times its time limit, and a minute, is ended."""


def main() -> int:
    """Measure, and write the tables after each measurement."""
    choice = _choice()
    out = Path(choice.out)
    for folder in (out / "runs", out / "plans"):
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("*.json"):
            file.unlink()
    tasks = list(_tasks(choice))
    at_most = sum(task.seconds for task in tasks if task.way not in (DATES_FIRST, NEXT_COHORT)) / 60
    _say(f"{len(tasks)} measurements, about {at_most:.0f} minutes if each takes its time limit; {_machine()['load']}")
    runs: list[Run] = []
    for number, task in enumerate(tasks, 1):
        if _needless(task, runs):
            continue
        kind = " without a plan" if task.impossible else ""
        _say(f"[{number}/{len(tasks)}] {task.staff} staff{kind}, seed {task.seed}: {task.way}, {task.seconds:g} s …")
        runs.append(_measured(task))
        _say(f"    {_in_short(runs[-1])}")
        _write(out, choice, runs)
    print("\n".join(table.as_text() for table in tables(runs)))
    _say(f"Written to {out}: planner.txt, planner.md, planner.json, and each plan.")
    return 1 if any(run.approved is False or run.outcome.startswith("failed") for run in runs) else 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# -- what to measure ----------------------------------------------------------------------------------------------


def _choice() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--rungs", type=_numbers, help=f"which of {', '.join(map(str, RUNGS))} staff; all")
    parser.add_argument("--seeds", type=_numbers, help="seeds of the instances; 1,2")
    parser.add_argument("--seconds-per-rung", type=_seconds_by_rung, default={}, metavar="30=60,100=120,…")
    parser.add_argument("--only", type=_parts, default=(LADDER, INFEASIBLE, REPLANNING), metavar="PARTS")
    parser.add_argument("--ways", type=_ways, default=tuple(SCRIPTS), metavar="WAYS", help=", ".join(SCRIPTS))
    parser.add_argument("--one-model-up-to", type=int, default=300, metavar="STAFF", help="larger ones do not fit; 300")
    parser.add_argument("--threads", type=int, default=2, help="for the planner and the one model alike; 2")
    parser.add_argument("--quick", action="store_true", help="30 and 100 staff, one seed, a few seconds each")
    parser.add_argument("--out", default="out/bench", help="the folder to write to; out/bench")
    choice = parser.parse_args()
    choice.rungs = choice.rungs or ((30, 100) if choice.quick else RUNGS)
    choice.seeds = choice.seeds or ((1,) if choice.quick else (1, 2))
    choice.seconds = {**(QUICK_SECONDS if choice.quick else SECONDS), **choice.seconds_per_rung}
    unknown = [rung for rung in (*choice.rungs, *choice.seconds) if rung not in RUNGS]
    if unknown:
        parser.error(f"the ladder has no rung of {unknown[0]} staff; it has {', '.join(map(str, RUNGS))}")
    return choice


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


def _seconds_by_rung(text: str) -> dict[int, float]:
    pairs = (part.split("=") for part in text.split(","))
    return {int(rung): float(seconds) for rung, seconds in pairs}


def _parts(text: str) -> tuple[str, ...]:
    return _among(text, (LADDER, INFEASIBLE, REPLANNING))


def _ways(text: str) -> tuple[str, ...]:
    return _among(text, tuple(SCRIPTS))


def _among(text: str, known: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in text.split(","))
    for one in chosen:
        if one not in known:
            raise argparse.ArgumentTypeError(f"“{one}” is none of {', '.join(known)}")
    return chosen


def _tasks(choice: argparse.Namespace) -> Iterator[Task]:
    """Rung by rung, and in each the planner first."""
    for staff in choice.rungs:
        for seed in choice.seeds:
            for way, seconds, impossible in _parts_of(choice, staff):
                if way in choice.ways and (way != ONE_MODEL or staff <= choice.one_model_up_to):
                    yield Task(way, staff, seed, seconds, choice.threads, choice.out, impossible)


def _parts_of(choice: argparse.Namespace, staff: int) -> Iterator[tuple[str, float, bool]]:
    """Each way, its time limit in seconds, and whether it is for the rung without a plan."""
    others = QUICK_OTHERS if choice.quick else OTHERS
    if LADDER in choice.only:
        for way in (PLANNER, DATES_FIRST, NEXT_COHORT, EQUAL, ONE_MODEL):
            yield way, choice.seconds[staff], False
    if INFEASIBLE in choice.only and staff in INFEASIBLE_RUNGS:
        for way in (CONFLICT, PLANNER, ONE_MODEL):
            yield way, others, True
    if REPLANNING in choice.only and staff in REPLAN_RUNGS:
        yield REPLAN, others, False


def _needless(task: Task, runs: Sequence[Run]) -> bool:
    """Whether the spreadsheet way leaves nobody out, so that the planner's own run is already of equal training."""
    if task.way != EQUAL:
        return False
    mine = [run for run in runs if (run.task.staff, run.task.seed) == (task.staff, task.seed)]
    sheet = next((one.spreadsheet for one in instances(mine)), None)
    return sheet is None or sheet.found[-1].values["untrained"] == 0


# -- measuring ----------------------------------------------------------------------------------------------------


def _measured(task: Task) -> Run:
    """Start a process, wait for it, and add the memory it took."""
    errors = task.run_file.with_suffix(".txt")
    with errors.open("w", encoding="utf-8") as file:
        child = subprocess.Popen([sys.executable, str(HERE / SCRIPTS[task.way]), json.dumps(asdict(task))], stderr=file)
        ended, peak = _wait(child.pid, time.monotonic() + GRACE * task.seconds + 60)
    run = run_of(task)
    if run is None:
        said = errors.read_text(encoding="utf-8").strip().splitlines()
        run = Run(task, outcome="failed: " + (said[-1] if ended and said else "ended after its time"))
    if not errors.stat().st_size:
        errors.unlink()
    run.peak_mb = round(peak, 1)
    return run


def _wait(pid: int, until: float) -> tuple[bool, float]:
    """Whether the process ended by itself, and the most memory it held, in MB."""
    by_itself = True
    while True:
        found, _, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return by_itself, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        if by_itself and time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
            by_itself = False
        time.sleep(0.05)


def _in_short(run: Run) -> str:
    parts = [run.outcome, f"{run.seconds:.1f} s", f"{run.peak_mb:.0f} MB"]
    if run.found:
        parts.append(", ".join(f"{wish} {value:,}" for wish, value in run.found[-1].values.items()))
    if run.approved is False:
        parts.append("REFUSED BY THE CHECKER: " + " ".join(run.violations))
    return "; ".join(parts)


# -- writing ------------------------------------------------------------------------------------------------------


def _write(out: Path, choice: argparse.Namespace, runs: Sequence[Run]) -> None:
    found, machine = tables(runs), _machine()
    where = ", ".join(f"{name} {value}" for name, value in machine.items())
    (out / "planner.txt").write_text("\n".join([where, "", *(table.as_text() for table in found)]), encoding="utf-8")
    parts = ["# Benchmark of the planner\n", f"{where}\n", *(table.as_markdown() for table in found)]
    (out / "planner.md").write_text("\n".join(parts), encoding="utf-8")
    document: dict[str, Any] = {
        "machine": machine,
        "prices_ore": PRICES_ORE,
        "choice": {name: value for name, value in vars(choice).items() if name != "out"},
        "tables": [asdict(table) for table in found],
        "runs": [{**asdict(run), "task": run.task.name} for run in runs],
    }
    (out / "planner.json").write_text(json.dumps(document, indent=1, ensure_ascii=False), encoding="utf-8")


def _machine() -> dict[str, Any]:
    """Where and with what it was measured; the load says whether the machine was quiet."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "Python": platform.python_version(),
        "OR-Tools": version("ortools"),
        "HiGHS": version("highspy"),
        "load": ", ".join(f"{value:.1f}" for value in os.getloadavg()),
    }


if __name__ == "__main__":
    sys.exit(main())
