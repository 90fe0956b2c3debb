"""The facilitator's sheet: one meeting of 45 minutes about what divides, as a PDF that a screen reader can follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samklang.calibration.findings import CaseSpread, IndicatorFinding
from samklang.core.words import Sentence, Value, render, say, say_n
from samklang.web.papers.pdf import typeset

MEETING_MINUTES = 45
OPENING_MINUTES, CLOSING_MINUTES = 4, 5
FEWEST_MINUTES, MOST_MINUTES = 9, 15
"""Of one point; so that no more than four are taken in one meeting."""
MOST_POINTS = (MEETING_MINUTES - OPENING_MINUTES - CLOSING_MINUTES) // FEWEST_MINUTES
LONGEST_EXCERPT = 700
MOST_LINES = 7


@dataclass(frozen=True)
class Spoken:
    """A line of the excerpt; by is empty for a text that is told."""

    by: Value
    text: str


@dataclass(frozen=True)
class SheetPoint:
    """One point, in the language of the sheet."""

    name: str
    looks_for: str
    case: str
    """Title of the case; empty where none is chosen."""
    lines: Sequence[Spoken]
    finding: IndicatorFinding | None
    spread: CaseSpread | None
    anchors: Sequence[tuple[int, str]]
    one: str
    other: str
    agreed: str
    key: str
    """Level and reason; empty where there is none."""


def excerpt(text: str) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= LONGEST_EXCERPT:
        return text
    return text[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"


def minutes_each(points: int) -> int:
    """Minutes of each point, so that the meeting keeps its time."""
    return min(MOST_MINUTES, (MEETING_MINUTES - OPENING_MINUTES - CLOSING_MINUTES) // max(points, 1))


def sheet_pdf(round_title: str, points: Sequence[SheetPoint], language: str, made_at: datetime) -> bytes:
    """The sheet as PDF/UA. points: those not settled first; what the meeting has no time for is listed."""
    return typeset("samklang.calibration", "sheet", _document(round_title, points, language), made_at)


def _document(round_title: str, points: Sequence[SheetPoint], language: str) -> dict[str, Any]:
    def said(sentence: Sentence) -> str:
        return render(sentence, language)

    taken, later = points[:MOST_POINTS], points[MOST_POINTS:]
    return {
        "language": language,
        "title": said(say("Agree on the words: 45 minutes")),
        "round": round_title,
        "purpose": said(say("The aim is a wording by which all of us would choose the same level next time.")),
        "footer": round_title,
        "agenda_heading": said(say("Agenda")),
        "minutes": said(say("Minutes")),
        "what": said(say("What")),
        "agenda": [[str(minutes), said(what)] for minutes, what in agenda([one.name for one in taken])],
        "rules_heading": said(say("How we talk")),
        "rules": [said(rule) for rule in _RULES],
        "later_heading": said(say("For another meeting")),
        "later": [one.name for one in later],
        "spread_heading": said(say("What we said, without names")),
        "level": said(say("Level")),
        "how_many": said(say("Raters")),
        "anchors_heading": said(say("The two levels that are mixed up")),
        "words": said(say("Words")),
        "readings_heading": said(say("Two ways to read it")),
        "wording_heading": said(say("The wording we agree on")),
        "points": [_point(one, language) for one in taken],
        "keys_heading": said(say("The keys: read out after the talk")),
        "keys_lead": said(say("The key is a reasoned choice. If your wording leads elsewhere, change the key.")),
        "keys": [{"name": one.name, "text": one.key} for one in taken if one.key],
    }


_RULES = (
    say("Nobody has to say what they chose themselves."),
    say("Look for what was seen or heard in the case, not for who is right."),
    say("Write the wording down before the next point begins, even if it is not perfect: the next round tests it."),
)


def agenda(names: Sequence[str]) -> list[tuple[int, Sentence]]:
    """What is done in the meeting with how many minutes; together no more than the meeting has."""
    each = minutes_each(len(names))
    rows = [(OPENING_MINUTES, say("Welcome. What the round showed, and how we talk today"))]
    rows += [
        (
            each,
            say("{name}: read the case in silence, hear both ways to read it, and write a wording", name=name),
        )
        for name in names
    ]  # fmt: skip
    left = MEETING_MINUTES - OPENING_MINUTES - each * len(names)
    return [*rows, (left, say_n(
        "Read the wording aloud. Who puts it in the draft, and when the next round tests it",
        "Read the wordings aloud. Who puts them in the draft, and when the next round tests them", len(names),
    ))]  # fmt: skip


def _point(one: SheetPoint, language: str) -> dict[str, Any]:
    lines = [
        {"by": render(row.by, language) if isinstance(row.by, Sentence) else str(row.by), "text": row.text}
        for row in one.lines
    ]
    return {
        "name": one.name,
        "looks_for": one.looks_for,
        "case": {"title": one.case, "lines": lines} if one.case else None,
        "spread": _spread(one),
        "anchors": [[str(level), text] for level, text in one.anchors],
        "one": one.one,
        "other": one.other,
        "agreed": one.agreed,
    }


def _spread(one: SheetPoint) -> list[tuple[str, str, int]]:
    """Level, how many, and the length of the bar in percent; nothing where it is not shown."""
    if one.finding is None or one.spread is None or one.spread.counts is None:
        return []
    counts = one.spread.counts
    most = max(counts.values(), default=1)
    levels = [level for level in one.finding.levels if one.finding.scale != "count" or level in counts]
    return [(str(level), str(counts.get(level, 0)), round(90 * counts.get(level, 0) / most)) for level in levels]
