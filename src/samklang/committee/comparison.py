"""A figure held against the same one of the page before, in words that go no further than the intervals do. Pure."""

from collections.abc import Mapping
from typing import Any

from samklang.committee.claims import Raw, raw_in
from samklang.committee.enums import Measure
from samklang.core.words import Sentence, say
from samklang.method.shares import Estimate, difference_of

SMALLEST = 0.05
"""A share that has surely moved by less than this counts as unchanged."""


def compared(now: Mapping[str, Any], earlier: Mapping[str, Any] | None, language: str) -> Sentence | None:
    """What may be said of the two kept figures; None where there is nothing to say.

    earlier:  the figure of the same key on the page before; None where it did not stand there.
    language: of what the earlier figure said, which stands in the sentence.
    """
    here, there = raw_in(now), raw_in(earlier) if earlier is not None else None
    if here is None or here.measure == Measure.OTHER:
        return None
    if earlier is None or there is None or there.measure != here.measure:
        return say("not shown last time")
    if _is_the_same(now, earlier):
        return say("the same figure as last time")
    return _in_words(_moved(here, there), str(earlier["said"][language]))


def _is_the_same(now: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    days = ("first_day", "last_day", "raw")
    return all(now[one] == earlier[one] for one in days)


def _in_words(moved: int | None, said: str) -> Sentence:
    if moved is None:
        return say("cannot tell; it was {said}", said=said)
    if moved == 0:
        return say("unchanged from {said}", said=said)
    return say("up from {said}", said=said) if moved > 0 else say("down from {said}", said=said)


def _moved(here: Raw, there: Raw) -> int | None:
    """1 up, -1 down, 0 unchanged, None where it cannot be told."""
    match here.measure:
        case Measure.COUNT:
            return (here.value > there.value) - (here.value < there.value)
        case Measure.SHARE:
            return _share_moved(here, there)
        case _:
            return _interval_moved(here, there)


def _share_moved(here: Raw, there: Raw) -> int | None:
    """By the interval of the difference of two groups apart: wider than it need be where some are in both."""
    found = difference_of((round(here.value * (here.n or 0)), here.n or 0), (round(there.value * (there.n or 0)),
                                                                            there.n or 0))  # fmt: skip
    if not isinstance(found, Estimate):
        return None
    if found.low > 0 or found.high < 0:
        return 1 if found.low > 0 else -1
    return 0 if found.low > -SMALLEST and found.high < SMALLEST else None


def _interval_moved(here: Raw, there: Raw) -> int | None:
    """Only where the two intervals lie apart."""
    if here.low is None or here.high is None or there.low is None or there.high is None:
        return None
    if here.low > there.high:
        return 1
    return -1 if here.high < there.low else None
