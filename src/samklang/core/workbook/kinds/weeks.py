"""Weekdays and half-days written as words: "man-tor", "alle dage", "man, tir, tor fm"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from samklang.core.calendar import HALVES, WEEKDAYS, Half, Weekday
from samklang.core.words import say
from samklang.core.workbook.kinds.base import Kind, Misread, Raw, Read, shown
from samklang.core.workbook.kinds.texts import NOTHING, words
from samklang.core.workbook.labels import Label, folded

HALF_DAYS = tuple(f"{day}-{half}" for day in WEEKDAYS for half in HALVES)
DAY_WORDS = {
    Weekday.MONDAY: Label("man", "Mon"),
    Weekday.TUESDAY: Label("tir", "Tue"),
    Weekday.WEDNESDAY: Label("ons", "Wed"),
    Weekday.THURSDAY: Label("tor", "Thu"),
    Weekday.FRIDAY: Label("fre", "Fri"),
}
HALF_WORDS = {Half.MORNING: Label("formiddag", "morning"), Half.AFTERNOON: Label("eftermiddag", "afternoon")}
_DAYS = {
    **{
        f"{stem}{end}": day
        for stem, day in zip(("man", "tirs", "ons", "tors", "fre"), WEEKDAYS, strict=True)
        for end in ("dag", "dage", "d")
    },
    **{
        "man": Weekday.MONDAY,
        "ma": Weekday.MONDAY,
        "tir": Weekday.TUESDAY,
        "tirs": Weekday.TUESDAY,
        "ti": Weekday.TUESDAY,
        "ons": Weekday.WEDNESDAY,
        "on": Weekday.WEDNESDAY,
        "tor": Weekday.THURSDAY,
        "tors": Weekday.THURSDAY,
        "to": Weekday.THURSDAY,
        "fre": Weekday.FRIDAY,
        "fr": Weekday.FRIDAY,
    },
    **{
        "mon": Weekday.MONDAY,
        "monday": Weekday.MONDAY,
        "mondays": Weekday.MONDAY,
        "tue": Weekday.TUESDAY,
        "tues": Weekday.TUESDAY,
        "tuesday": Weekday.TUESDAY,
        "tuesdays": Weekday.TUESDAY,
        "wed": Weekday.WEDNESDAY,
        "wednesday": Weekday.WEDNESDAY,
        "wednesdays": Weekday.WEDNESDAY,
        "thu": Weekday.THURSDAY,
        "thur": Weekday.THURSDAY,
        "thurs": Weekday.THURSDAY,
        "thursday": Weekday.THURSDAY,
        "thursdays": Weekday.THURSDAY,
        "fri": Weekday.FRIDAY,
        "friday": Weekday.FRIDAY,
        "fridays": Weekday.FRIDAY,
    },
}
EVERY_DAY = Label("alle dage", "every day")
_HALVES = {
    "fm": Half.MORNING, "form": Half.MORNING, "formiddag": Half.MORNING, "formiddage": Half.MORNING, "am": Half.MORNING,
    "morning": Half.MORNING, "mornings": Half.MORNING, "em": Half.AFTERNOON, "efterm": Half.AFTERNOON,
    "eftermiddag": Half.AFTERNOON, "eftermiddage": Half.AFTERNOON, "pm": Half.AFTERNOON,
    "afternoon": Half.AFTERNOON, "afternoons": Half.AFTERNOON,
}  # fmt: skip
_WHOLE = {
    "heledagen",
    "heldag",
    "hele",
    "begge",
    "helefm",
    "wholeday",
    "allday",
    "both",
    "fmogem",
    "formiddagogeftermiddag",
}
_EVERY_DAY = {
    "alle",
    "alledage",
    "hverdage",
    "hverdag",
    "allehverdage",
    "heleugen",
    "fuldtid",
    "everyday",
    "alldays",
    "all",
    "fulltime",
    "weekdays",
    "dagligt",
    "daily",
}
_NONE = {"ingen", "ingendage", "none", "nodays", "arbejderikke"}
_SEPARATORS = re.compile(r"\s*(?:[,;+&/\n]|\bog\b|\band\b|\bsamt\b)\s*", re.IGNORECASE)
_PART = re.compile(r"([^\W\d_.]+)\.?(?:\s*(?:-|–|—|\btil\b|\bto\b)\s*([^\W\d_.]+)\.?)?(?:\s+(.+?))?\.?", re.IGNORECASE)


@dataclass(frozen=True)
class WorkingWeek(Kind):
    """The half-days of an ordinary week in words, read as a list of "mon-am" … "fri-pm" in the order of the week."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label(
            "for eksempel “alle dage”, “man-tor”, “man, tir, tor fm” eller “ingen”",
            "for example “every day”, “Mon-Thu”, “Mon, Tue, Thu morning” or “none”",
        )

    def read(self, raw: Raw) -> Read:
        """The half-days; none for "ingen". Raises Misread."""
        text = words(raw)
        if folded(text) in _NONE:
            return Read([])
        if folded(text) in _EVERY_DAY:
            return Read(list(HALF_DAYS))
        chosen = {f"{day}-{half}" for day, halves in _parts(text, raw) for half in halves}
        return Read([name for name in HALF_DAYS if name in chosen])

    def write(self, value: Any, language: str) -> str:
        """Every day with its half where only one is worked; "alle dage" and "ingen" for all and none."""
        if not value:
            return NOTHING.in_(language)
        if set(value) == set(HALF_DAYS):
            return EVERY_DAY.in_(language)
        parts = []
        for day, label in DAY_WORDS.items():
            halves = [half for half in HALVES if f"{day}-{half}" in value]
            if halves:
                parts.append(label.in_(language) + ("" if len(halves) == 2 else f" {_short(halves[0], language)}"))
        return ", ".join(parts)


@dataclass(frozen=True)
class Weekdays(Kind):
    """Some of the five working days, read as a list of "mon" … "fri"; an empty list is all of them."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label(
            "ugedage, for eksempel “man, ons” eller “man-ons”", "weekdays, for example “Mon, Wed” or “Mon-Wed”"
        )

    def read(self, raw: Raw) -> Read:
        """The weekdays in the order they stand. Raises Misread, also where half a day is named."""
        text = words(raw)
        if folded(text) in _EVERY_DAY:
            return Read([])
        found: list[str] = []
        for day, halves in _parts(text, raw):
            if len(halves) != 2:
                raise Misread(
                    say("“{found}” names a half of the day.", found=shown(raw)),
                    say("Write only weekdays here, and morning or afternoon in the column for that."),
                )
            found.append(str(day))
        return Read(list(dict.fromkeys(found)))

    def write(self, value: Any, language: str) -> str:
        """The days with commas between; "alle dage" for all."""
        if not value:
            return EVERY_DAY.in_(language)
        return ", ".join(DAY_WORDS[Weekday(day)].in_(language) for day in value)


@dataclass(frozen=True)
class HalfOfDay(Kind):
    """Morning or afternoon, read as "am" or "pm"; the whole day is None."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label(
            "formiddag, eftermiddag eller tom for hele dagen", "morning, afternoon, or blank for the whole day"
        )

    def read(self, raw: Raw) -> Read:
        """The half. Raises Misread."""
        text = folded(words(raw))
        if text in _WHOLE:
            return Read(None)
        if text in _HALVES:
            return Read(str(_HALVES[text]))
        raise Misread(
            say("“{found}” is no half of a day.", found=shown(raw)),
            say("Write morning or afternoon, or leave the cell blank for the whole day."),
        )

    def write(self, value: Any, language: str) -> str:
        """The word for the half; blank for the whole day."""
        return HALF_WORDS[Half(value)].in_(language) if value else ""

    def options(self, language: str) -> tuple[str, ...]:
        """Formiddag, eftermiddag."""
        return tuple(label.in_(language) for label in HALF_WORDS.values())


@dataclass(frozen=True)
class Halves(Kind):
    """The halves in which something may be held, read as a list of "am" and "pm"."""

    @property
    def described(self) -> Label:
        """What to write in such a cell, for the reference."""
        return Label("formiddag, eftermiddag eller begge", "morning, afternoon or both")

    def read(self, raw: Raw) -> Read:
        """The halves in the order they stand. Raises Misread."""
        text = words(raw)
        if folded(text) in _WHOLE:
            return Read([str(half) for half in HALVES])
        if folded(text) in _NONE:
            return Read([])
        parts = [folded(part) for part in _SEPARATORS.split(text) if part]
        if not parts or any(part not in _HALVES for part in parts):
            raise Misread(
                say("“{found}” is no half of a day.", found=shown(raw)), say("Write morning, afternoon or both.")
            )
        return Read(list(dict.fromkeys(str(_HALVES[part]) for part in parts)))

    def write(self, value: Any, language: str) -> str:
        """The halves in words."""
        if list(value) == [str(half) for half in HALVES]:
            return "begge" if language == "da" else "both"
        return ", ".join(HALF_WORDS[Half(half)].in_(language) for half in value) or NOTHING.in_(language)

    def options(self, language: str) -> tuple[str, ...]:
        """Formiddag, eftermiddag, begge."""
        return (*(label.in_(language) for label in HALF_WORDS.values()), "begge" if language == "da" else "both")


def _short(half: Half, language: str) -> str:
    danish = {Half.MORNING: "fm", Half.AFTERNOON: "em"}
    return danish[half] if language == "da" else HALF_WORDS[half].en


def _parts(text: str, raw: Raw) -> Iterator[tuple[Weekday, tuple[Half, ...]]]:
    for part in filter(None, _SEPARATORS.split(text)):
        match = _PART.fullmatch(part)
        first = _DAYS.get(folded(match[1])) if match else None
        last = _DAYS.get(folded(match[2])) if match and match[2] else first
        half = folded(match[3]) if match and match[3] else ""
        if first is None or last is None or (half and half not in _HALVES and half not in _WHOLE):
            raise _unknown_days(raw)
        begin, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
        if end < begin:
            raise _unknown_days(raw)
        halves = (_HALVES[half],) if half in _HALVES else HALVES
        yield from ((day, halves) for day in WEEKDAYS[begin : end + 1])


def _unknown_days(raw: Raw) -> Misread:
    return Misread(
        say("“{found}” is not understood as days of the week.", found=shown(raw)),
        say("Write for example “Mon-Thu” or “Mon, Tue, Thu morning”; in Danish “man-tor” or “man, tir, tor fm”."),
    )
