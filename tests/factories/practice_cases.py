"""Branching cases to practise on, and ways through them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from tests.factories.method import the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.models import Person, Place
from samklang.method.models import Framework
from samklang.practice.commands.ground import begin_walk, say_line
from samklang.practice.commands.shipped import take_in_shipped_cases
from samklang.practice.enums import BranchingState, CaseFrom
from samklang.practice.models import BranchingCase, Walk
from samklang.practice.script import Script, from_document
from samklang.practice.script_map import Way

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
WARM, COLD, FACTS, ASKS = ("hello", "warm"), ("hello", "cold"), ("more", "facts"), ("more", "asks")
"""The lines of the small case, as (turn, line)."""


class Ground:
    """A jobcentre with Samklang's frameworks and cases, and a counsellor who practises there."""

    def __init__(self, *, cases: bool = True) -> None:
        self.jobcentre: Place = a_jobcentre()
        self.frameworks: dict[str, Framework] = the_frameworks_of(self.jobcentre)
        self.team: Place = a_team(self.jobcentre)
        self.person: Person = a_colleague_in(self.team)
        if cases:
            take_in_shipped_cases(by=None, jobcentre=self.jobcentre, now=NOW)

    def small(self, **changes: Any) -> BranchingCase:
        """A case of two turns, in use."""
        return a_small_case(self.frameworks["conversation"], **changes)

    def walked(self, case: BranchingCase, *way: tuple[str, str], by: Person | None = None) -> Walk:
        """A way of the person through a case, as far as the lines go."""
        person = by or self.person
        walk = begin_walk(by=person, case=case, now=NOW)
        for turn, line in way:
            walk = say_line(by=person, walk=walk, turn=turn, line=line, now=NOW)
        return walk


def a_line(key: str, to: str, shown: str = "yes", indicator: str = "listening") -> dict[str, Any]:
    """A line that is heard, answered, and shows something of one indicator."""
    return {
        "key": key, "to": to, "says": _text(f"Jeg siger {key}"), "answer": _text(f"Svar på {key}"),
        "feedback": [{"indicator": indicator, "shown": shown, "why": _text(f"Derfor {key}")}],
    }  # fmt: skip


def a_small_document(key: str = "small", **changes: Any) -> dict[str, Any]:
    """Two turns, two lines in each, a good ending and a poor one; nothing is missing in it."""
    return {
        "key": key, "title": _text(f"Lille case {key}"), "scene": _text("Ida kommer ind ad døren."),
        "other": {"da": "Ida T.", "en": "Ida T."}, "persona": _text("Ida er træt."), "start": "hello",
        "turns": [
            {"key": "hello", "phase": "opening", "says": _text("Goddag igen"),
             "lines": [a_line("warm", "more"), a_line("cold", "more", "no")]},
            {"key": "more", "phase": "closing", "says": _text("Og hvad så"),
             "lines": [a_line("facts", "left", "partly", "own-words"), a_line("asks", "met", "yes", "own-words"),
                       a_line("waits", "met", "partly", "own-words")]},
        ],
        "endings": [
            {"key": "met", "kind": "good", "text": _text("Ida går glad hjem.")},
            {"key": "left", "kind": "poor", "text": _text("Ida går hjem og ved ikke mere.")},
        ],
        **changes,
    }  # fmt: skip


def a_small_case(framework: Framework, key: str = "small", **changes: Any) -> BranchingCase:
    """The small document as a case in use, written here."""
    script = a_small_document(key, **changes.pop("script", {}))
    given = {
        "jobcentre": framework.jobcentre, "framework": framework, "key": key, "origin": CaseFrom.OWN,
        "state": BranchingState.PUBLISHED, "title_da": script["title"]["da"], "title_en": script["title"]["en"],
        "script": script, "made_at": NOW, "published_at": NOW,
    }  # fmt: skip
    return BranchingCase.objects.create(**{**given, **changes})


def the_small_script(**changes: Any) -> Script:
    """The small document, read."""
    return from_document(a_small_document(**changes))


def _text(da: str) -> dict[str, str]:
    return {"da": da, "en": f"{da[:-1]} (in English){da[-1]}" if da.endswith(".") else f"{da} (in English)"}


def covering_ways(script: Script) -> Iterator[Way]:
    """So many ways from the start to an ending that every line of every turn is said at least once."""
    to_say = {(turn.key, line.key) for turn in script.turns for line in turn.lines}
    while to_say:
        way, at = _to_one_of(script, to_say), ""
        at = _after(script, way)
        while (turn := script.turn(at)) is not None:
            line = next((one for one in turn.lines if (at, one.key) in to_say and (at, one.key) not in way), None)
            way = (*way, (at, (line or turn.lines[0]).key))
            at = (line or turn.lines[0]).to
        to_say -= set(way)
        yield way


def _to_one_of(script: Script, wanted: set[tuple[str, str]]) -> Way:
    """The shortest way that ends with one of the lines."""
    ahead: list[tuple[str, Way]] = [(script.start, ())]
    while ahead:
        at, way = ahead.pop(0)
        turn = script.turn(at)
        for line in turn.lines if turn else ():
            gone: Way = (*way, (at, line.key))
            if gone[-1] in wanted:
                return gone
            ahead.append((line.to, gone))
    raise AssertionError(f"{sorted(wanted)} cannot be reached in {script.key}")


def _after(script: Script, way: Way) -> str:
    at = script.start
    for turn_key, line_key in way:
        turn = script.turn(turn_key)
        line = turn.line(line_key) if turn else None
        assert line is not None
        at = line.to
    return at
