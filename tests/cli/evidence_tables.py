"""Long tables made for the tests of evidence on the command line."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

COLUMNS = ("--unit", "office", "--cohort", "trained", "--period", "quarter", "--outcome", "in_work")
FIRSTS = ("", 3, 5)


def a_table(path: Path, rows: Iterable[Sequence[object]], heads: Sequence[str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)
    return path


def offices(count: int = 12, *, effect: float = 0.4, cases: int = 40, name: str = "K", seed: int = 1) -> list[tuple]:
    """A row for each citizen: one third of the offices never, one from period 3, one from 5; six periods."""
    chance = Random(seed)
    return [
        (f"{name}{office:02}", FIRSTS[office % 3], period, int(chance.random() < 0.3 + _work(office, period, effect)))
        for office in range(count)
        for period in range(1, 7)
        for _ in range(cases)
    ]


def _work(office: int, period: int, effect: float) -> float:
    first = FIRSTS[office % 3]
    return effect if isinstance(first, int) and period >= first else 0.0


def a_file_of_offices(path: Path, **how: object) -> Path:
    return a_table(path, offices(**how), ("office", "trained", "quarter", "in_work"))  # type: ignore[arg-type]
