"""How the turns of a branching case hang together: what can be reached, where it stops, and the ways through. Pure.

A conversation goes forward, so a case has no loops; where a draft has one it is found, and nothing here runs on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samklang.practice.enums import EndingKind, Shown
from samklang.practice.script import Script, lines_of


@dataclass(frozen=True)
class ScriptMap:
    """What one sees on the map. Keys of turns and endings; lines as (turn, line)."""

    reached: frozenset[str]
    """Turns and endings that a way from the start leads to."""
    unreached: tuple[str, ...]
    """Turns and endings that none leads to, in the order of the case."""
    dead_ends: tuple[str, ...]
    """Turns that can be reached and from which no ending can."""
    loose: tuple[tuple[str, str], ...]
    """Lines that lead nowhere, or to something that is not there."""
    loops: tuple[str, ...]
    """Turns that lead back to themselves."""
    depth: Mapping[str, int]
    """How many lines at most are said before a turn or an ending is reached; empty where there is a loop."""


def map_of(script: Script) -> ScriptMap:
    """Look over the whole of it."""
    known = {one.key for one in script.turns} | {one.key for one in script.endings}
    onward = {turn.key: [line.to for line in turn.lines if line.to in known] for turn in script.turns}
    reached = _reached(script.start, onward) if script.start in known else frozenset[str]()
    loose = tuple((turn.key, line.key) for turn, line in lines_of(script) if line.to not in known)
    endings = {one.key for one in script.endings}
    ends = {key for key in onward if _reached(key, onward) & endings}
    loops = tuple(key for key in onward if any(key in _reached(to, onward) for to in onward[key]))
    order = [*(one.key for one in script.turns), *(one.key for one in script.endings)]
    return ScriptMap(
        reached=reached, unreached=tuple(key for key in order if key not in reached),
        dead_ends=tuple(key for key in onward if key in reached and key not in ends), loose=loose, loops=loops,
        depth={} if loops else _depths(script, onward, reached),
    )  # fmt: skip


def _reached(start: str, onward: Mapping[str, list[str]]) -> frozenset[str]:
    seen, ahead = {start}, [start]
    while ahead:
        for to in onward.get(ahead.pop(), ()):
            if to not in seen:
                seen.add(to)
                ahead.append(to)
    return frozenset(seen)


def _depths(script: Script, onward: Mapping[str, list[str]], reached: frozenset[str]) -> dict[str, int]:
    """The longest way to each; by relaxing as often as there are turns, which is enough without loops."""
    depth = {script.start: 0} if reached else {}
    for _ in range(len(onward) + 1):
        for key, at in list(depth.items()):
            for to in onward.get(key, ()):
                depth[to] = max(depth.get(to, 0), at + 1)
    return depth


Way = tuple[tuple[str, str], ...]
"""A way through: the lines said, as (turn, line)."""


def ways_through(script: Script, most: int = 100_000) -> Iterator[tuple[Way, str]]:
    """Every way from the start to an ending, with the ending's key; those that lead nowhere are left out.

    most: so many at the most. A case with a loop has none.
    """
    if map_of(script).loops:
        return
    found = 0
    ahead: list[tuple[str, Way]] = [(script.start, ())] if script.turn(script.start) else []
    endings = {one.key for one in script.endings}
    while ahead and found < most:
        key, way = ahead.pop()
        turn = script.turn(key)
        for line in reversed(turn.lines) if turn else ():
            gone: Way = (*way, (key, line.key))
            if line.to in endings:
                found += 1
                yield gone, line.to
                if found == most:
                    return
            elif script.turn(line.to):
                ahead.append((line.to, gone))


def good_ways(script: Script) -> int:
    """How many ways lead to a good ending without a line that did not show what it should; 0 where there is a loop.

    Counted turn by turn from the endings back, so that a case with very many ways takes no longer.
    """
    found = map_of(script)
    if found.loops:
        return 0
    count = {one.key: int(one.kind == EndingKind.GOOD) for one in script.endings}
    for turn in sorted(script.turns, key=lambda one: -found.depth.get(one.key, 0)):
        lines = [line for line in turn.lines if all(said.shown != Shown.NO for said in line.feedback)]
        count[turn.key] = sum(count.get(line.to, 0) for line in lines)
    return count.get(script.start, 0)


@dataclass(frozen=True)
class Figures:
    """A case in numbers. longest, shortest: how many lines are said before an ending; None where none is reached."""

    ways: int
    good_ways: int
    longest: int | None
    shortest: int | None


def figures_of(script: Script) -> Figures:
    """Counted from the endings back, turn by turn, however many ways there are. No ways where there is a loop."""
    found = map_of(script)
    if found.loops:
        return Figures(0, 0, None, None)
    ways = {one.key: (1, 0, 0) for one in script.endings}
    for turn in sorted(script.turns, key=lambda one: -found.depth.get(one.key, 0)):
        onward = [ways[line.to] for line in turn.lines if line.to in ways]
        if onward:
            counts, longest, shortest = zip(*onward, strict=True)
            ways[turn.key] = (sum(counts), 1 + max(longest), 1 + min(shortest))
    count, most, least = ways.get(script.start, (0, None, None)) if script.turn(script.start) else (0, None, None)
    return Figures(count, good_ways(script), most, least)
