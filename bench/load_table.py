"""What was measured under load, as tables."""

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from load_users import Asked
from load_watch import Watch, slope

_MOST_TOLD = 10


def table(
    asked: Sequence[Asked], watch: Watch, costs: Mapping[str, Mapping[str, float]], chosen: argparse.Namespace
) -> str:
    """All of it in Markdown."""
    parts = (_head(asked, watch, chosen), _pages(asked), _costs(costs), _memory(watch), _wrong(asked))
    return "\n".join(line for part in parts for line in part)


def share(times: Sequence[float], percent: int) -> float:
    """What so many percent of the times are within, in milliseconds. times: one or more, in order."""
    return times[min(len(times) - 1, len(times) * percent // 100)] * 1000


def _head(asked: Sequence[Asked], watch: Watch, chosen: argparse.Namespace) -> Iterator[str]:
    seconds = max(one.at + one.seconds for one in asked) - min(one.at for one in asked)
    writes = sum(one.wrote for one in asked)
    wrong = sum(1 for one in asked if one.wrong)
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    work = ", ".join(f"{name} {watch.worked(name) / len(asked) * 1000:.1f} ms" for name in watch.roots)
    yield (
        f"{chosen.users} people who think {chosen.think:g} s, {seconds:.0f} s, load of the machine {load} "
        "(1, 5, 15 min)."
    )
    yield f"{len(asked) - writes} reads, {writes} writes, {len(asked) / seconds:.1f} a second, {wrong} errors."
    yield f"Own work for each request: {work}."


def _pages(asked: Sequence[Asked]) -> Iterator[str]:
    by_page: dict[tuple[str, bool], list[float]] = defaultdict(list)
    for one in asked:
        by_page[one.page, one.wrote].append(one.seconds)
    everything = [one for one in asked if one.page != "signing in"]
    all_in = max((one.at + one.seconds for one in asked if one.page == "signing in"), default=0.0)
    before = sorted(one.seconds for one in everything if one.at < all_in)
    rows = [("**after everybody has signed in**", sorted(one.seconds for one in everything if one.at >= all_in))]
    rows += [("**while they sign in, without signing in**", before)] if before else []
    rows += [(f"{page} (writes)" if wrote else page, sorted(times)) for (page, wrote), times in sorted(by_page.items())]
    yield "\n| page | requests | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|"
    for page, times in rows:
        p50, p95, p99 = (share(times, percent) for percent in (50, 95, 99))
        yield f"| {page} | {len(times)} | {p50:.0f} | {p95:.0f} | {p99:.0f} |"


def _costs(costs: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    if not costs:
        return
    plain = costs["(a plain page of 50 staff)"]["own_ms"]
    yield "\n| page, by itself | own work ms | × plain page | queries | most alike | kB |\n|---|---|---|---|---|---|"
    for page, one in costs.items():
        yield (
            f"| {page} | {one['own_ms']:.0f} | {one['own_ms'] / plain:.1f} | {one['queries']:.0f} | "
            f"{one['alike']:.0f} | {one['kb']:.0f} |"
        )


def _memory(watch: Watch) -> Iterator[str]:
    yield "\n| process | MB at first | at last | most | MB a minute (95 %) |\n|---|---|---|---|---|"
    for name, rows in watch.seen.items():
        found = slope(rows)
        moved = f"{found.middle:+.2f} ({found.low:+.2f} to {found.high:+.2f})" if found else "too few samples"
        most = max(one.megabytes for one in rows)
        yield f"| {name} | {rows[0].megabytes:.0f} | {rows[-1].megabytes:.0f} | {most:.0f} | {moved} |"


def _wrong(asked: Sequence[Asked]) -> Iterator[str]:
    for what, count in Counter(one.wrong for one in asked if one.wrong).most_common(_MOST_TOLD):
        yield f"- {count} × {what}"
