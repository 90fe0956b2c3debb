"""Where the boxes and arrows of the map of a case stand: layers from left to right, computed on the server. Pure.

A turn stands as many columns in as lines are said before it, endings stand in the last one, and what no way leads to
stands in rows of its own below. An arrow that passes other columns gets room in each, so that it crosses no box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from samklang.practice.enums import Shown
from samklang.practice.script import Line, Script, lines_of
from samklang.practice.script_map import ScriptMap, map_of

WIDTH, BETWEEN, BELOW, EDGE = 208, 104, 26, 20
"""Of a box; between columns; between boxes of a column; around the picture."""
HEAD, PORT, MARK, LANE = 88, 22, 22, 8
"""A box without marks; a line's place at its side; a mark; an arrow that passes."""
_MOST_LANES, _SWEEPS, _LOOP_ROOM = 600, 6, 70
Node = tuple[str, ...]
"""A turn or an ending by its key, or the place where an arrow (from, to) passes a column."""


@dataclass(frozen=True)
class Box:
    """One turn or ending. number: which turn it is, or which ending."""

    key: str
    is_ending: bool
    number: int
    marks: tuple[str, ...]
    x: int
    y: int
    height: int
    width: int = WIDTH


@dataclass(frozen=True)
class Arrow:
    """One line. shown: the worst of its feedback; "" where it has none. way: what is drawn. number: of its turn.

    x, y: where it leaves its turn; end: where a loose line stops, for it leads nowhere.
    """

    turn: str
    line: str
    number: int
    shown: str
    way: str
    x: int
    y: int
    end: tuple[int, int] | None = None


@dataclass(frozen=True)
class Picture:
    """The whole map."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    width: int
    height: int


def worst_of(line: Line) -> str:
    """The worst that the line shows; "" where it has no feedback."""
    found = {said.shown for said in line.feedback}
    return next((str(one) for one in (Shown.NO, Shown.PARTLY, Shown.YES) if one in found), "")


def drawn(script: Script) -> Picture:
    """The map of the case, finished or not."""
    found = map_of(script)
    layers, lanes = _layers(script, found)
    heights = _heights(script, found)
    ahead = _ahead(script, lanes)
    _order(layers, ahead)
    tops = _tops(layers, ahead, heights)
    places = {node: (EDGE + at * (WIDTH + BETWEEN), tops[node]) for at, layer in enumerate(layers) for node in layer}
    lowest = max((y + heights.get(node, LANE) for node, (_, y) in places.items()), default=EDGE)
    columns = max(len(layers), 3)
    apart = [one for one in script.turns if (one.key,) not in places]
    for start in range(0, len(apart), columns):
        row = apart[start : start + columns]
        for at, turn in enumerate(row):
            places[(turn.key,)] = (EDGE + at * (WIDTH + BETWEEN), lowest + 2 * BELOW)
        lowest += 2 * BELOW + max(heights[(turn.key,)] for turn in row)
    boxes = _boxes(script, found, places, heights)
    arrows = tuple(_arrows(script, {one.key: one for one in boxes}, lanes, places))
    loops = any(_goes_back(boxes, script))
    right = max((one.x for one in boxes), default=EDGE) + WIDTH + BETWEEN
    return Picture(boxes, arrows, right, lowest + EDGE + (_LOOP_ROOM if loops else 0))


def _levels(script: Script, found: ScriptMap) -> dict[str, int]:
    """The column of each turn that is reached; where there are loops by the shortest way there."""
    turns = {one.key for one in script.turns}
    if not found.loops:
        return {key: at for key, at in found.depth.items() if key in turns}
    level, ahead = ({script.start: 0}, [script.start]) if script.start in turns else ({}, [])
    for key in ahead:
        turn = script.turn(key)
        for line in turn.lines if turn else ():
            if line.to in turns and line.to not in level:
                level[line.to] = level[key] + 1
                ahead.append(line.to)
    return level


def _layers(script: Script, found: ScriptMap) -> tuple[list[list[Node]], dict[tuple[str, str], list[Node]]]:
    """The columns with what stands in each, and for each arrow that passes columns its places in them."""
    level = _levels(script, found)
    last = max(level.values(), default=-1) + 1
    level |= {one.key: last for one in script.endings}
    layers: list[list[Node]] = [[] for _ in range(last + 1)]
    for key in dict.fromkeys([*(one.key for one in script.turns), *(one.key for one in script.endings)]):
        if key in level:
            layers[level[key]].append((key,))
    pairs = dict.fromkeys((turn.key, line.to) for turn, line in lines_of(script))
    passing = {pair: range(level[pair[0]] + 1, level[pair[1]]) for pair in pairs if set(pair) <= level.keys()}
    if sum(map(len, passing.values())) > _MOST_LANES:
        return layers, {}
    lanes: dict[tuple[str, str], list[Node]] = {}
    for (start, to), columns in passing.items():
        for at in columns:
            node = (start, to, str(at))
            layers[at].append(node)
            lanes.setdefault((start, to), []).append(node)
    return layers, lanes


def _ahead(script: Script, lanes: Mapping[tuple[str, str], Sequence[Node]]) -> dict[Node, list[Node]]:
    """What each place leads to next."""
    ahead: dict[Node, list[Node]] = {}
    for turn, line in lines_of(script):
        steps: list[Node] = [(turn.key,), *lanes.get((turn.key, line.to), ()), (line.to,)]
        for one, following in pairwise(steps):
            ahead.setdefault(one, []).append(following)
    return ahead


def _behind(ahead: Mapping[Node, Sequence[Node]]) -> dict[Node, list[Node]]:
    behind: dict[Node, list[Node]] = {}
    for one, following in ahead.items():
        for node in following:
            behind.setdefault(node, []).append(one)
    return behind


def _order(layers: list[list[Node]], ahead: Mapping[Node, Sequence[Node]]) -> None:
    """Neighbours stand beside each other: each goes to the middle of what it is tied to, to and fro."""
    behind = _behind(ahead)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        tied = behind if forward else ahead
        order = range(1, len(layers)) if forward else range(len(layers) - 2, -1, -1)
        for at in order:
            beside = {node: place for place, node in enumerate(layers[at - 1 if forward else at + 1])}
            wanted = {}
            for place, node in enumerate(layers[at]):
                found = [beside[one] for one in tied.get(node, ()) if one in beside]
                wanted[node] = (sum(found) / len(found) if found else float(place), place)
            layers[at].sort(key=wanted.__getitem__)


def _heights(script: Script, found: ScriptMap) -> dict[Node, int]:
    heights: dict[Node, int] = {}
    for turn in script.turns:
        heights[(turn.key,)] = max(HEAD + MARK * len(_marks(turn.key, found)), PORT * (len(turn.lines) + 1))
    for ending in script.endings:
        heights[(ending.key,)] = HEAD + MARK * len(_marks(ending.key, found))
    return heights


def _marks(key: str, found: ScriptMap) -> tuple[str, ...]:
    """What is wrong with it: "unreached", "dead-end", "loop"."""
    marks = (("unreached", found.unreached), ("dead-end", found.dead_ends), ("loop", found.loops))
    return tuple(name for name, keys in marks if key in keys)


def _tops(
    layers: Sequence[Sequence[Node]], ahead: Mapping[Node, Sequence[Node]], heights: Mapping[Node, int]
) -> dict[Node, int]:
    """How far down each begins: in the order of its column, as near as may be to what leads there."""
    behind, tops = _behind(ahead), dict[Node, int]()
    for layer in layers:
        below, surplus = 0, list[int]()
        for node in layer:
            height = heights.get(node, LANE)
            middles = [tops[one] + heights.get(one, LANE) // 2 for one in behind.get(node, ()) if one in tops]
            wanted = sum(middles) // len(middles) - height // 2 if middles else below
            tops[node] = wanted if not surplus else max(wanted, below)
            surplus.append(tops[node] - wanted)
            below = tops[node] + height + BELOW
        for node in layer:
            tops[node] -= sum(surplus) // len(surplus)
    highest = min(tops.values(), default=0)
    return {node: top - highest + EDGE for node, top in tops.items()}


def _boxes(
    script: Script, found: ScriptMap, places: Mapping[Node, tuple[int, int]], heights: Mapping[Node, int]
) -> tuple[Box, ...]:
    made: dict[str, Box] = {}
    for is_ending, keys in ((False, [one.key for one in script.turns]), (True, [one.key for one in script.endings])):
        for number, key in enumerate(keys, 1):
            if key not in made:
                made[key] = Box(key, is_ending, number, _marks(key, found), *places[(key,)], heights[(key,)])
    return tuple(made.values())


def _goes_back(boxes: Sequence[Box], script: Script) -> list[bool]:
    known = {one.key: one for one in boxes}
    return [known[line.to].x <= known[turn.key].x for turn, line in lines_of(script) if line.to in known]


def _arrows(
    script: Script, boxes: Mapping[str, Box], lanes: Mapping[tuple[str, str], Sequence[Node]],
    places: Mapping[Node, tuple[int, int]],
) -> list[Arrow]:  # fmt: skip
    arriving: dict[str, list[tuple[int, str, str]]] = {}
    for turn, line in lines_of(script):
        via = lanes.get((turn.key, line.to), ())
        from_y = places[via[-1]][1] if via else boxes[turn.key].y
        arriving.setdefault(line.to, []).append((from_y, turn.key, line.key))
    for rows in arriving.values():
        rows.sort()
    arrows = []
    for turn, line in lines_of(script):
        start = boxes[turn.key]
        number = turn.lines.index(line) + 1
        x, y = start.x + WIDTH, start.y + start.height * number // (len(turn.lines) + 1)
        to, end = boxes.get(line.to), None
        if to is None:
            end = (x + 52, y)
            way = f"M{x} {y}H{end[0]}"
        else:
            rows = arriving[line.to]
            place = next(at for at, (_, *which) in enumerate(rows, 1) if which == [turn.key, line.key])
            into = (to.x, to.y + to.height * place // (len(rows) + 1))
            through = [places[node] for node in lanes.get((turn.key, line.to), ())]
            way = _back(start, to, (x, y), into) if to.x <= start.x else _way((x, y), through, into)
        arrows.append(Arrow(turn.key, line.key, number, worst_of(line), way, x, y, end))
    return arrows


def _way(at: tuple[int, int], through: Sequence[tuple[int, int]], into: tuple[int, int]) -> str:
    """Forward, straight through the room it has in each column. It is straight while its line's number is written."""
    x, y = at
    parts = [f"M{x} {y}"]
    for to_x, top in (*through, (into[0], into[1] - LANE // 2)):
        to_y, middle = top + LANE // 2, (x + to_x) // 2
        parts.append(f"C{middle} {y} {middle} {to_y} {to_x} {to_y}")
        if (to_x, to_y) != into:
            parts.append(f"H{to_x + WIDTH}")
        x, y = to_x + WIDTH, to_y
    return "".join(parts)


def _back(start: Box, to: Box, at: tuple[int, int], into: tuple[int, int]) -> str:
    """To an earlier column or the same: round below both."""
    under = max(start.y + start.height, to.y + to.height) + _LOOP_ROOM - LANE
    return f"M{at[0]} {at[1]}C{at[0] + 80} {under} {into[0] - 50} {under} {into[0]} {into[1]}"
