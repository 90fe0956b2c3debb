"""Typed values picked out of a JSON document, with a plain word about each one that does not fit."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from samklang.core.words import Sentence, say

T = TypeVar("T")

LARGEST = 10**15
"""No count and no amount in øre comes near it; a number beyond it is a slip of the pen."""

_TEXT, _TEXTS, _LIST = say("text"), say("a list of texts"), say("a list")
_YES_OR_NO, _GROUP = say("true or false"), say("a group of named values")
_PERCENT, _DAY = say("a number from 0 to 100"), say("a date such as 2026-09-12")


@cache
def _whole(least: int | None) -> Sentence:
    return say("a whole number") if least is None else say("a whole number from {least} up", least=least)


@cache
def one_of(choices: tuple[str, ...]) -> Sentence:
    """What is needed where a value must be one of a few."""
    return say("one of {choices}", choices=choices)


class Misfit(Exception):
    """A value in a document that is missing or of another kind than it has to be."""

    def __init__(self, place: str, what: Sentence) -> None:
        self.place = place
        self.what = what
        super().__init__(f"{place}: {what}")

    def under(self, place: str) -> "Misfit":
        """The same misfit, seen from one step further out."""
        return Misfit(f"{place}.{self.place}" if self.place else place, self.what)


class Form:
    """One JSON object whose values are picked out by name. Every picker raises Misfit where the value does not fit."""

    def __init__(self, source: Any) -> None:
        if not isinstance(source, Mapping):
            raise Misfit("", say("Here a group of named values is needed."))
        self._source = source

    def _pick(self, name: str, fits: Callable[[Any], bool], wanted: Sentence) -> Any:
        if name not in self._source:
            raise Misfit(name, say("This value is missing; {wanted} is needed.", wanted=wanted))
        found = self._source[name]
        if not fits(found):
            raise Misfit(name, say("“{found}” does not fit; {wanted} is needed.", found=str(found)[:80], wanted=wanted))
        return found

    def text(self, name: str) -> str:
        """Any text."""
        return self._pick(name, lambda found: isinstance(found, str), _TEXT)  # type: ignore[no-any-return]

    def text_or_none(self, name: str) -> str | None:
        """Any text, or None."""
        return None if self.is_none(name) else self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self._pick(name, _are_texts, _TEXTS))

    def texts_or_none(self, name: str) -> tuple[str, ...] | None:
        """A list of texts, or None."""
        return None if self.is_none(name) else self.texts(name)

    def choice(self, name: str, choices: Iterable[str]) -> str:
        """One of the texts given."""
        known = tuple(choices)
        return self._pick(name, lambda found: isinstance(found, str) and found in known, one_of(known))  # type: ignore[no-any-return]

    def choice_or_none(self, name: str, choices: Iterable[str]) -> str | None:
        """One of the texts given, or None."""
        return None if self.is_none(name) else self.choice(name, choices)

    def yes(self, name: str) -> bool:
        """True or False."""
        return self._pick(name, lambda found: isinstance(found, bool), _YES_OR_NO)  # type: ignore[no-any-return]

    def number(self, name: str, least: int | None = 0) -> int:
        """A whole number, not below `least`."""
        return self._pick(name, lambda found: _is_whole(found, least), _whole(least))  # type: ignore[no-any-return]

    def number_or_none(self, name: str, least: int | None = 0) -> int | None:
        """A whole number, not below `least`, or None."""
        return None if self.is_none(name) else self.number(name, least)

    def percent(self, name: str) -> str:
        """A number from 0 to 100 as it is written, so that no digit is lost."""
        return str(self._pick(name, _is_percent, _PERCENT))

    def day(self, name: str) -> date:
        """A date written as 2026-09-12."""
        return date.fromisoformat(self._pick(name, _is_day, _DAY))

    def day_or_none(self, name: str) -> date | None:
        """A date written as 2026-09-12, or None."""
        return None if self.is_none(name) else self.day(name)

    def one(self, name: str, make: Callable[["Form"], T]) -> T:
        """What `make` reads from the object of that name."""
        found = self._pick(name, lambda found: isinstance(found, Mapping), _GROUP)
        try:
            return make(Form(found))
        except Misfit as misfit:
            raise misfit.under(name) from None

    def many(self, name: str, make: Callable[["Form"], T], misfits: list[Misfit] | None = None) -> tuple[T, ...]:
        """What `make` reads from each object of the list. Given `misfits`, each is noted there and left out."""
        made = []
        for index, found in enumerate(self._pick(name, lambda found: isinstance(found, list), _LIST)):
            try:
                made.append(make(Form(found)))
            except Misfit as misfit:
                placed = misfit.under(f"{name}[{index}]")
                if misfits is None:
                    raise placed from None
                misfits.append(placed)
        return tuple(made)

    def has(self, name: str) -> bool:
        """Whether the value is there at all; older documents lack what came later."""
        return name in self._source

    def is_none(self, name: str) -> bool:
        """Whether the value is there and None."""
        return name in self._source and self._source[name] is None


def _are_texts(found: Any) -> bool:
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def _is_whole(found: Any, least: int | None) -> bool:
    lowest = -LARGEST if least is None else least
    return isinstance(found, int) and not isinstance(found, bool) and lowest <= found <= LARGEST


def _is_percent(found: Any) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and 0 <= found <= 100


def _is_day(found: Any) -> bool:
    if not isinstance(found, str) or len(found) != len("2026-09-12"):
        return False
    try:
        date.fromisoformat(found)
    except ValueError:
        return False
    return True
