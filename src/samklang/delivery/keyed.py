"""Marks as people write them: a letter or a word in Danish or English, or how many minutes somebody was there. Pure."""

from typing import NamedTuple

from samklang.delivery.enums import Mark

_LETTERS = {
    Mark.PRESENT: ("t", "p", "x", "til stede", "tilstede", "present", "mødt", "ja", "yes"),
    Mark.LATE: ("s", "l", "sent", "for sent", "kom for sent", "late"),
    Mark.ABSENT: ("f", "a", "fravær", "fraværende", "udeblevet", "absent", "nej", "no"),
}
_BY_WORD = {word: mark for mark, words in _LETTERS.items() for word in words}


class Keyed(NamedTuple):
    """What was written about one person."""

    mark: Mark
    minutes: int | None = None


def keyed(text: str) -> Keyed | None:
    """What the text means; None where it means nothing. Whether the minutes fit the session is for the rules."""
    word = " ".join(text.casefold().split()).rstrip(".")
    if word in _BY_WORD:
        return Keyed(_BY_WORD[word])
    number = word.removesuffix("minutter").removesuffix("minutes").removesuffix("min").strip()
    if number.isascii() and number.isdecimal() and len(number) <= 4:
        return Keyed(Mark.PARTIAL, int(number))
    return None
