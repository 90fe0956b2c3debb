"""A way through a branching case: what was said, where it stands, and what each line showed. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samklang.practice.enums import Shown
from samklang.practice.script import Ending, Line, Script, Text, Turn


@dataclass(frozen=True)
class Spoken:
    """A line that was said, in the turn it answers."""

    turn: Turn
    line: Line


@dataclass(frozen=True)
class Going:
    """How far a way has come: at a turn, or at an ending."""

    spoken: tuple[Spoken, ...]
    turn: Turn | None
    ending: Ending | None

    @property
    def last(self) -> Spoken | None:
        """What was said last."""
        return self.spoken[-1] if self.spoken else None


def going(script: Script, path: Sequence[Sequence[str]]) -> Going:
    """Follow the path through the script, as far as it fits. path: [key of the turn, key of the line], in order."""
    at, spoken = script.start, []
    for turn_key, line_key in path:
        turn = script.turn(at)
        line = turn.line(line_key) if turn and turn.key == turn_key else None
        if turn is None or line is None:
            break
        spoken.append(Spoken(turn, line))
        at = line.to
    return Going(tuple(spoken), script.turn(at), script.ending(at))


@dataclass(frozen=True)
class Remark:
    """What one line showed of one indicator, and another line of the same turn that shows it, where there is one."""

    turn: Turn
    line: Line
    shown: Shown
    why: Text
    better: Line | None


def remarks_on(one: Spoken) -> Iterator[tuple[str, Remark]]:
    """What the line showed, by the indicator's key."""
    for said in one.line.feedback:
        better = None if said.shown == Shown.YES else another_line(one, said.indicator)
        yield said.indicator, Remark(one.turn, one.line, said.shown, said.why, better)


def remarks(way: Going) -> dict[str, list[Remark]]:
    """What was shown on the way, by the indicator's key; in the order it was said."""
    found: dict[str, list[Remark]] = {}
    for one in way.spoken:
        for indicator, remark in remarks_on(one):
            found.setdefault(indicator, []).append(remark)
    return found


def another_line(one: Spoken, indicator: str) -> Line | None:
    """Another line of the turn that shows the indicator; else one that misses nothing; None where there is neither."""
    others = [line for line in one.turn.lines if line.key != one.line.key and line.feedback]
    for line in others:
        if any(said.indicator == indicator and said.shown == Shown.YES for said in line.feedback):
            return line
    return next((line for line in others if all(said.shown == Shown.YES for said in line.feedback)), None)


def counted(way: Going) -> dict[str, int]:
    """How often something was shown, partly shown and not shown on the way."""
    found = {str(one): 0 for one in Shown}
    for one in way.spoken:
        for said in one.line.feedback:
            found[str(said.shown)] += 1
    return found
