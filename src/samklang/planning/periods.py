"""Periods as a line of text: «12-09-2026 til 16-09-2026, fredag, formiddag»; read in Danish and English alike."""

import re
from datetime import date
from typing import Any

from samklang.core.calendar import HALVES, WEEKDAYS, Half, Weekday
from samklang.core.words import Sentence, render, say, written
from samklang.core.workbook.issues import Misread
from samklang.core.workbook.kinds import Date

_BETWEEN = re.compile(r"\s+(?:til|to)\s+|\s*(?:\.\.|[–—]|\s-\s)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(?:fra|from)\s+", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:til|to|until)\s+", re.IGNORECASE)
_HALVES = {"formiddag": Half.MORNING, "morning": Half.MORNING, "fm": Half.MORNING, "am": Half.MORNING} | {
    "eftermiddag": Half.AFTERNOON, "afternoon": Half.AFTERNOON, "em": Half.AFTERNOON, "pm": Half.AFTERNOON,
}  # fmt: skip
_DAYS = {
    name: day
    for day, names in zip(
        WEEKDAYS,
        (
            ("mandag", "mandage", "monday", "mondays"),
            ("tirsdag", "tirsdage", "tuesday", "tuesdays"),
            ("onsdag", "onsdage", "wednesday", "wednesdays"),
            ("torsdag", "torsdage", "thursday", "thursdays"),
            ("fredag", "fredage", "friday", "fridays"),
        ),
        strict=True,
    )
    for name in names
}
_ALWAYS = frozenset({"altid", "always"})


def read_period(line: str) -> dict[str, Any]:
    """The period that a line names, as in the problem's document. Raises Misread."""
    period: dict[str, Any] = {"first_day": None, "last_day": None, "weekdays": [], "half": None}
    for part in filter(None, (one.strip() for one in line.split(","))):
        word = part.casefold()
        if word in _HALVES:
            period["half"] = _HALVES[word].value
        elif word in _DAYS:
            period["weekdays"] = sorted({*period["weekdays"], _DAYS[word].value}, key=[*WEEKDAYS].index)
        elif word not in _ALWAYS:
            period["first_day"], period["last_day"] = _dates(part)
    first, last = period["first_day"], period["last_day"]
    if first and last and last < first:
        raise Misread(say("“{found}” ends before it begins.", found=line.strip()), say("Write the earlier date first."))
    return period


def _dates(text: str) -> tuple[str | None, str | None]:
    if _UNTIL.match(text):
        return None, _day(_UNTIL.sub("", text))
    open_end = bool(_FROM.match(text))
    ends = _BETWEEN.split(_FROM.sub("", text))
    if len(ends) == 1:
        return _day(ends[0]), None if open_end else _day(ends[0])
    if len(ends) != 2:
        raise Misread(say("“{found}” is not a period.", found=text), _example())
    return _day(ends[0]), _day(ends[1])


def _day(text: str) -> str:
    found: date = Date().read(text.strip()).value
    return found.isoformat()


def _example() -> Sentence:
    return say("Write such as 12-09-2026 to 16-09-2026, Friday, morning.")


def period_line(period: dict[str, Any], language: str) -> str:
    """The line that `read_period` reads back as the period."""
    parts = [_dates_line(period.get("first_day"), period.get("last_day"), language)]
    parts += [written(Weekday(day), language) for day in period.get("weekdays") or ()]
    if period.get("half"):
        parts.append(written(next(half for half in HALVES if half == period["half"]), language))
    return ", ".join(filter(None, parts)) or render(say("always"), language)


def _dates_line(first: str | None, last: str | None, language: str) -> str:
    if first and last:
        if first == last:
            return _shown(first)
        return render(say("{first} to {last}", first=_shown(first), last=_shown(last)), language)
    if first:
        return render(say("from {first}", first=_shown(first)), language)
    return render(say("until {last}", last=_shown(last)), language) if last else ""


def _shown(day: str) -> str:
    return f"{date.fromisoformat(day):%d-%m-%Y}"
