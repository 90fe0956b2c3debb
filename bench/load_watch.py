"""Memory and work of the processes under load, read from /proc twice a second, and how memory moves over the run."""

import asyncio
import math
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

_TICK = os.sysconf("SC_CLK_TCK")
_EVERY_S = 2.0
_FEW = 10


class Sample(NamedTuple):
    """at: seconds since the start of the watch."""

    at: float
    megabytes: float
    worked_s: float


class Slope(NamedTuple):
    """Megabytes a minute, and what it is within at 95 %."""

    middle: float
    low: float
    high: float


class Watch:
    """Some processes and all below them, each by its number and what it is."""

    def __init__(self, roots: dict[str, int]) -> None:
        self.roots = roots
        self.seen: dict[str, list[Sample]] = defaultdict(list)
        self._began = time.perf_counter()

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            self.look()
            await asyncio.sleep(_EVERY_S)

    def look(self) -> None:
        """One sample of each."""
        at = time.perf_counter() - self._began
        children = _children()
        for name, root in self.roots.items():
            others = set(self.roots.values()) - {root}
            for pid in _below(root, children, others):
                found = _state(pid)
                if found is not None:
                    self.seen[f"{name} {pid}"].append(Sample(at, *found))

    def worked(self, name: str) -> float:
        """Seconds of work of everything below the root of that name, from the first look to the last."""
        found = (rows for key, rows in self.seen.items() if key.startswith(f"{name} "))
        return sum(rows[-1].worked_s - rows[0].worked_s for rows in found)


def slope(samples: list[Sample]) -> Slope | None:
    """Of memory over the latter two thirds of the run, by least squares; None with few samples.

    The interval takes samples that follow each other to be alike: the errors count as those of every tenth.
    """
    rows = samples[len(samples) // 3 :]
    if len(rows) < _FEW:
        return None
    middle, mean = fmean(one.at for one in rows), fmean(one.megabytes for one in rows)
    spread = sum((one.at - middle) ** 2 for one in rows)
    a_second = sum((one.at - middle) * (one.megabytes - mean) for one in rows) / spread
    left = sum((one.megabytes - mean - a_second * (one.at - middle)) ** 2 for one in rows)
    error = math.sqrt(left / (len(rows) - 2) / spread * 10)
    return Slope(a_second * 60, (a_second - 1.96 * error) * 60, (a_second + 1.96 * error) * 60)


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (said := _read(folder / "stat")):
            found[int(said.rpartition(")")[2].split()[1])].append(int(folder.name))
    return found


def _below(root: int, children: dict[int, list[int]], others: set[int]) -> Iterable[int]:
    """It and all below it, without what is watched as others."""
    yield root
    for child in children.get(root, []):
        if child not in others:
            yield from _below(child, children, others)


def _state(pid: int) -> tuple[float, float] | None:
    """Megabytes of its own (RssAnon), and the seconds it has worked; None where it is gone."""
    said, status = _read(Path(f"/proc/{pid}/stat")), _read(Path(f"/proc/{pid}/status"))
    if not said or "RssAnon:" not in status:
        return None
    times = said.rpartition(")")[2].split()
    return int(status.partition("RssAnon:")[2].split()[0]) / 1024, (int(times[11]) + int(times[12])) / _TICK


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
