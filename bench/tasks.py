"""One measurement and what came of it, as documents that pass between the benchmark and the processes it starts."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

PLANNER, EQUAL, CONFLICT, REPLAN, ONE_MODEL = "planner", "equal training", "conflict", "replan", "one model"
DATES_FIRST, NEXT_COHORT = "dates first", "next cohort"
SPREADSHEET = (DATES_FIRST, NEXT_COHORT)


@dataclass(frozen=True)
class Task:
    """What is to be measured. `staff` is the rung of the ladder, `folder` where plans and runs are kept."""

    way: str
    staff: int
    seed: int
    seconds: float
    threads: int
    folder: str
    impossible: bool = False

    @property
    def name(self) -> str:
        """A name for files."""
        kind = "impossible-" if self.impossible else ""
        return f"{self.staff}-{self.seed}-{kind}{self.way.replace(' ', '-')}"

    @property
    def run_file(self) -> Path:
        """Where the process leaves its run."""
        return Path(self.folder, "runs", f"{self.name}.json")

    @property
    def plan_file(self) -> Path:
        """Where the process leaves its plan."""
        return Path(self.folder, "plans", f"{self.name}.json")


@dataclass(frozen=True)
class Found:
    """What was known after so many seconds: each wish's value, and what was proved of it."""

    seconds: float
    values: Mapping[str, int]
    bounds: Mapping[str, int | None] = field(default_factory=dict)


@dataclass
class Run:
    """What came of a task."""

    task: Task
    to_train: int = 0
    seconds: float = 0.0
    """How long it took, without starting Python and reading the problem."""
    outcome: str = "no plan"
    """"plan" once one is found, "impossible" when that is proved, else why there is none."""
    approved: bool | None = None
    """Whether the checker approves the plan; None without one."""
    violations: list[str] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    """Figures of this way alone: the size of a model, its bound, how many are moved, the words of a conflict."""
    peak_mb: float = 0.0
    """The most memory the process held at once."""


def task_given() -> Task:
    """The task in the process's argument."""
    return Task(**json.loads(sys.argv[1]))


def leave(run: Run) -> None:
    """Write the run down for the benchmark to read."""
    run.task.run_file.write_text(json.dumps(asdict(run), indent=1), encoding="utf-8")


def run_of(task: Task) -> Run | None:
    """The run that a task's process left; None where it left none."""
    if not task.run_file.exists():
        return None
    document = json.loads(task.run_file.read_text(encoding="utf-8"))
    document["task"] = task
    document["found"] = [Found(**found) for found in document["found"]]
    return Run(**document)
