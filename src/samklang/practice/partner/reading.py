"""What the language model answered about indicators, read strictly: whatever does not hold is left out. Pure."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from samklang.practice.enums import Shown
from samklang.practice.partner.scrubbing import scrubbed

MOST_WHY, MOST_ANSWERS = 400, 60
_FENCED = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n\s*```\s*$", re.DOTALL)
_NOT_PLAIN = re.compile(r"</?[a-z!]|https?://|www\.|```|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", re.I)
_NOT_ABOUT_WORDS = re.compile(
    r"\b(?:ton(?:e|en|er|ed)\b|tonefald|stemme|humør|stemning|følels|følte|føler\b|følsom|nervøs|vred|irriter|"
    r"frustrer|stress|angst|ængst|begejstr|entusias|empat|sympat|antipat|arrogan|charm|introver|ekstrover|"
    r"personlighed|temperament|karaktertræk|dovne?\b|intelligen|venlig|varm[et]?\b|kold[et]?\b|sur\b|glad\b|ked\b|"
    r"usikker|selvsikker|holdning|"
    r"voice|mood|emotion|feel|felt\b|nervous|angry|anger|annoy|anxious|anxiety|enthusias|empath|sympath|charming|"
    r"extrover|personalit|attitude|laz(?:y|iness)|friendl|warm(?:th|ly)?\b|cold(?:ly)?\b|happy\b|sad\b|confident)",
    re.I,
)
"""What cannot be seen in words: tone, feelings, what kind of person somebody is. Rather too many than too few."""
_NOT_TO_GIVE = re.compile(
    r"\b(?:niveau|level|points\b|score|karakter(?:en|er)?\b|certif|bevis(?:et|er)?\b|licens|licence|bestå|passed\b|grade)"
    r"|\b\d\s*(?:/|af|of|ud af|out of|point)\s*\d?",
    re.I,
)
"""What no model gives anybody."""
_STRICT = ConfigDict(extra="forbid", strict=True)


class Unreadable(Exception):
    """The answer is not what was asked for."""


@dataclass(frozen=True, config=_STRICT)
class Hint:
    """What one line showed of one indicator."""

    indicator: str
    shown: Shown
    line: int
    quote: Annotated[str, Field(min_length=1, max_length=1500)]
    why: Annotated[str, Field(min_length=1, max_length=MOST_WHY)]


@dataclass(frozen=True, config=ConfigDict(extra="ignore", strict=True))
class _Rating:
    indicator: str
    level: int | None


class Hints(NamedTuple):
    """What can be shown, and how much was left out."""

    hints: tuple[Hint, ...]
    dropped: int


_HINT, _RATING = TypeAdapter(Hint), TypeAdapter(_Rating)


def hints_in(answer: str, *, lines: Mapping[int, str], indicators: Collection[str], constructed: str = "") -> Hints:
    """The feedback that holds: on an indicator asked for, once, on words that stand in the line named.

    lines:       what the learner said, by its number in the talk.
    indicators:  keys of those on which the model may say anything.
    constructed: texts about the constructed people, whose names may be said.
    raises:      Unreadable where the whole is not what was asked for.
    """
    kept: dict[str, Hint] = {}
    rows = _rows(answer, "feedback")
    for row in rows:
        try:
            hint = _HINT.validate_json(json.dumps(row))
        except (ValidationError, RecursionError):
            continue
        if hint.indicator in indicators and hint.indicator not in kept and _holds(hint, lines, constructed):
            kept[hint.indicator] = hint
    return Hints(tuple(kept.values()), len(rows) - len(kept))


def levels_in(answer: str, *, allowed: Mapping[str, Callable[[int], bool]]) -> dict[str, int | None]:
    """The levels said, by the indicator's key; None where the model sees no ground. What does not fit is left out.

    allowed: of each indicator asked for, whether a level fits.
    raises:  Unreadable.
    """
    found: dict[str, int | None] = {}
    for row in _rows(answer, "ratings"):
        try:
            said = _RATING.validate_json(json.dumps(row))
        except (ValidationError, RecursionError):
            continue
        fits = allowed.get(said.indicator)
        if fits is not None and said.indicator not in found and (said.level is None or fits(said.level)):
            found[said.indicator] = said.level
    return found


def _rows(answer: str, name: str) -> list[Any]:
    fenced = _FENCED.match(answer)
    try:
        found = json.loads(fenced[1] if fenced else answer)
    except (ValueError, RecursionError):
        raise Unreadable from None
    rows = found.get(name) if isinstance(found, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST_ANSWERS:
        raise Unreadable
    return rows


def _holds(hint: Hint, lines: Mapping[int, str], constructed: str) -> bool:
    quote, why = _evenly(hint.quote), hint.why
    if not quote or quote not in _evenly(lines.get(hint.line, "")):
        return False
    if any(one.search(why) for one in (_NOT_PLAIN, _NOT_ABOUT_WORDS, _NOT_TO_GIVE)):
        return False
    return bool(why.strip()) and scrubbed(why, constructed=constructed) == why.strip()


def _evenly(text: str) -> str:
    """With one space wherever there is space."""
    return " ".join(text.split())
