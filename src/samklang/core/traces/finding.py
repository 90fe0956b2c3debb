"""Finds what tells who somebody is, and masks it."""

from collections.abc import Callable, Iterator

from samklang.core.traces.digits import numbers_and_phones
from samklang.core.traces.folding import Folded, fold, without
from samklang.core.traces.mail import mail_addresses
from samklang.core.traces.names import names
from samklang.core.traces.trace import Kind, Trace

_FINDERS: tuple[Callable[[Folded], Iterator[Trace]], ...] = (mail_addresses, numbers_and_phones, names)
"""In this order: an address may hold a number or a name."""
_MOST_TIMES = 12


def traces_in(text: str) -> list[Trace]:
    """What tells who somebody is, in the text's order, never overlapping; places are counted in its characters.

    Where a word may be a name or not, it counts as one only with a sign for it: a capital inside a sentence, a title,
    another name beside it. What is not known and has no such sign is let through: this helps a careful writer, and
    promises nothing about one who wants to write names. Takes any text; the time grows with its length.
    """
    found: list[Trace] = []
    folded = fold(text)
    for finder in _FINDERS:
        new = list(finder(folded))
        if new:
            folded = without(folded, new)
            found += new
    return sorted(found, key=lambda trace: trace.start)


def masked(text: str, *, stays: Callable[[str, Trace], bool] | None = None) -> str:
    """The text with a neutral mark for each trace, as long and as often as there is one left.

    A mark changes what stands beside it, so the result is looked through again: it holds no traces. A text made so that
    each mark lays another trace bare gives way whole, so that nobody waits for it.

    stays: of a text and a trace in it, whether it may stand.
    """
    for _ in range(_MOST_TIMES):
        found = [one for one in traces_in(text) if stays is None or not stays(text, one)]
        if not found:
            return text
        parts, at = [], 0
        for trace in found:
            parts += [text[at : trace.start], trace.kind.value]
            at = trace.end
        text = "".join([*parts, text[at:]])
    return Kind.NAME.value
