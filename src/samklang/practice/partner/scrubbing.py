"""What is personal is taken out of a text before it is kept or sent. Names of constructed people may stand. Pure."""

import re
from collections.abc import Iterable

from samklang.core.traces import Kind, Trace, masked

_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def scrubbed(text: str, *, own: Iterable[str] = (), constructed: str = "") -> str:
    """The text as `core.traces.masked` leaves it, and without the own name of the one who writes.

    own:         the name and the address of the one who writes.
    constructed: texts about people who do not exist; their names stay, or nobody could say good morning to them.
    """
    invented = words_in(constructed)
    text = _CONTROL.sub(" ", text)
    for name in sorted({*own, *(word for one in own for word in _WORD.findall(one))}, key=len, reverse=True):
        if name.strip() and not words_in(name) <= invented:
            text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", Kind.NAME.value, text, flags=re.IGNORECASE)
    return masked(text, stays=lambda seen, trace: _is_invented(seen, trace, invented)).strip()


def words_in(text: str) -> set[str]:
    """The words of a text, without regard to capitals."""
    return {one.casefold() for one in _WORD.findall(text)}


def _is_invented(text: str, trace: Trace, invented: set[str]) -> bool:
    """Whether it is a name of which every word is a constructed person's."""
    words = words_in(text[trace.start : trace.end])
    return trace.kind is Kind.NAME and bool(words) and words <= invented
