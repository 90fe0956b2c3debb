"""What stands on the sheets themselves: every word in Danish and in English, and how spellings are compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "đ": "d", "ł": "l"})
INVISIBLE = " \t\n\r\v\f\u00a0\u2007\u202f\u200b\ufeff"
"""Characters that show nothing; a cell with only these is blank."""
_SPACES = re.compile(rf"[\s{INVISIBLE}]+")
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class Label:
    """A word or a sentence on a sheet, in both languages."""

    da: str
    en: str

    def in_(self, language: str) -> str:
        """The wording in "da" or "en"."""
        return self.da if language == "da" else self.en


def tidy(text: str) -> str:
    """The text in one Unicode form, without spaces at the ends and with single plain spaces inside."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(INVISIBLE)


def without_brackets(text: str) -> str:
    """The text without what stands in brackets: "Beløb (kr.)" is "Beløb"."""
    return _BRACKETS.sub("", text)


def folded(text: str) -> str:
    """The text with spelling differences taken away: case, spaces, hyphens, dots, accents, å = aa, æ = ae, ø = oe."""
    low = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    plain = low if low.isascii() else unicodedata.normalize("NFKD", low)
    return plain if plain.isalnum() else "".join(filter(str.isalnum, plain))


def nearest(text: str, known: Iterable[str], *, count: int = 1, closeness: float = 0.6) -> list[str]:
    """The known words most like the text, best first; none where nothing is like it.

    closeness: 0 to 1, how alike two words must be (difflib's ratio on the folded words).
    """
    by_fold = {folded(word): word for word in known}
    return [by_fold[fold] for fold in get_close_matches(folded(text), by_fold, n=count, cutoff=closeness)]
