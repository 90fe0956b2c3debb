"""What a check has found, and the lists of names and dates that findings speak with."""

from collections.abc import Sequence
from dataclasses import dataclass

from samklang.core.planner.explain.rules import Kind
from samklang.core.words import Sentence, Value, say_n

FEW = 5
"""Names or dates written out; the rest are counted."""
TO_DO = 12
"""The same where the reader is to act on each of them."""

PERSONAL = frozenset({Kind.ABSENCE, Kind.HOURS, Kind.DUTY, Kind.SHARED_DUTY})
CALENDAR = frozenset({Kind.SKILL, Kind.TRAINER, Kind.TRAINER_DAYS, Kind.ROOM_BOOKED, Kind.CLOSED, Kind.LAST_DAY})
ANY_COHORT = frozenset({Kind.EVERYONE, Kind.COHORT_MIN})
"""What makes it necessary to hold a cohort at all."""


@dataclass(frozen=True)
class Finding:
    """A proof that no plan exists: in words, the kinds of rules it rests on, and the people it is about.

    people: ids of some who must be trained and for whom alone it holds already; empty: it takes them all.
    """

    why: Sentence
    kinds: frozenset[Kind]
    people: tuple[str, ...] = ()


def listed(names: Sequence[Value], most: int = FEW) -> Value:
    """The names, or the first of them and how many more there are."""
    if len(names) <= most:
        return tuple(names)
    rest = say_n("{count} more", "{count} more", len(names) - most + 1)
    return (*names[: most - 1], rest)
