"""A branching case as one document: scene, persona, turns with the lines one can say, and endings. Pure.

A draft may be unfinished: `from_document` only asks that the shape holds. What is missing before anybody can practise
on it is told by `practice.script_faults`; how the turns hang together by `practice.script_map`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.core.words import say
from samklang.method.documents import STRICT, DocumentFaults, Fault
from samklang.practice.enums import EndingKind, Shown

MOST_TURNS, MOST_LINES, MOST_ENDINGS, MOST_FEEDBACK = 60, 8, 12, 6
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
OrNone = Annotated[str, Field(pattern=r"^([a-z0-9]+(?:-[a-z0-9]+)*)?$", max_length=60)]
CaseSlug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]


@dataclass(frozen=True, config=STRICT)
class Text:
    """A text in both languages; Danish must be there before the case is used, English may be missing."""

    da: Annotated[str, Field(max_length=1500)] = ""
    en: Annotated[str, Field(max_length=1500)] = ""

    def worded(self, language: str) -> str:
        """The text in the language; in Danish where it is missing."""
        return (self.en or self.da) if language == "en" else self.da


@dataclass(frozen=True, config=STRICT)
class Feedback:
    """What a line showed of one indicator, and why."""

    indicator: Slug
    shown: Shown
    why: Text = Text()


@dataclass(frozen=True, config=STRICT)
class Line:
    """Something the one who practises can say. to: the key of a turn or of an ending; empty while it is not chosen."""

    key: Slug
    says: Text = Text()
    answer: Text = Text()
    to: OrNone = ""
    feedback: Annotated[tuple[Feedback, ...], Field(max_length=MOST_FEEDBACK)] = ()


@dataclass(frozen=True, config=STRICT)
class Turn:
    """Where the other has just said or done something."""

    key: Slug
    phase: OrNone = ""
    says: Text = Text()
    lines: Annotated[tuple[Line, ...], Field(max_length=MOST_LINES)] = ()

    def line(self, key: str) -> Line | None:
        """The line of that key."""
        return next((one for one in self.lines if one.key == key), None)


@dataclass(frozen=True, config=STRICT)
class Ending:
    """How it ended, and what the other takes home."""

    key: Slug
    kind: EndingKind
    text: Text = Text()


@dataclass(frozen=True, config=STRICT)
class Script:
    """The whole of a case. minutes: about how long a way through takes. difficulty: 1 to 3."""

    key: CaseSlug
    title: Text
    difficulty: Annotated[int, Field(ge=1, le=3)] = 1
    minutes: Annotated[int, Field(ge=1, le=60)] = 8
    scene: Text = Text()
    other: Text = Text()
    persona: Text = Text()
    start: OrNone = ""
    turns: Annotated[tuple[Turn, ...], Field(max_length=MOST_TURNS)] = ()
    endings: Annotated[tuple[Ending, ...], Field(max_length=MOST_ENDINGS)] = ()

    def turn(self, key: str) -> Turn | None:
        """The turn of that key."""
        return next((one for one in self.turns if one.key == key), None)

    def ending(self, key: str) -> Ending | None:
        """The ending of that key."""
        return next((one for one in self.endings if one.key == key), None)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that its lines say something about, in the order they come."""
        return tuple(dict.fromkeys(said.indicator for _, line in lines_of(self) for said in line.feedback))


_ADAPTER = TypeAdapter(Script)


def lines_of(script: Script) -> Iterator[tuple[Turn, Line]]:
    """Every line with the turn it is said in, in order."""
    for turn in script.turns:
        for line in turn.lines:
            yield turn, line


def from_document(source: Mapping[str, Any]) -> Script:
    """The case that a document holds, finished or not. Raises DocumentFaults with every fault of its shape."""
    try:
        return _ADAPTER.validate_json(json.dumps(source, default=str))
    except ValidationError as error:
        raise DocumentFaults(tuple(_shape_faults(error))) from None


def to_document(script: Script) -> dict[str, Any]:
    """As it is kept and exchanged."""
    found: dict[str, Any] = _ADAPTER.dump_python(script, mode="json")
    return found


def _shape_faults(error: ValidationError) -> Iterator[Fault]:
    for one in error.errors(include_url=False):
        where, limits = tuple(one["loc"]), one.get("ctx", {})
        match one["type"]:
            case "missing":
                yield Fault(where, say("This is missing. Write it in."))
            case "extra_forbidden" | "unexpected_keyword_argument":
                yield Fault(where, say("Samklang does not know this. Remove it."))
            case "string_too_long":
                most = int(limits["max_length"])
                yield Fault(where, say("The text is too long. Keep to {most} characters.", most=most))
            case "too_long":
                yield Fault(where, say("There are too many. At most {most} fit.", most=int(limits["max_length"])))
            case _:
                found = str(one.get("input"))[:80]
                yield Fault(where, say("“{found}” does not fit here. See how the other cases write it.", found=found))
