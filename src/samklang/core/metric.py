"""What a figure is: its definition, and all that one must know to read it. The words of a figure stand in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samklang.core.words import Sentence, say

PER_CENT = say("per cent")


class Rung(StrEnum):
    """How far up the ladder a claim reaches, the lowest first. What holds on one says nothing of the next."""

    ATTENDED = "attended"
    KNOWS = "knows"
    SHOWS = "shows"
    DOES = "does"
    FELT = "felt"
    RESULT = "result"


@dataclass(frozen=True)
class Seen:
    """Where a figure is shown. route: the name of a page that has no number in its address."""

    where: Sentence
    route: str


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A figure as it is counted. Two figures share neither key nor label."""

    key: str
    """Stands in addresses and files."""
    area: str
    """The room that counts it."""
    label: Sentence
    definition: Sentence
    unit: Sentence
    numerator: Sentence
    denominator: Sentence | None
    """None where it is a count or a sum, and divided by nothing."""
    source: Sentence
    caveat: Sentence
    n: Sentence
    """What is counted for it to be shown: answers, people, ratings."""
    least: int
    """Of fewer of these nothing is shown; 0 where nobody can be found in it."""
    owner: str
    """The role that answers for it where nothing else is decided, as `access.enums.Role` spells it."""
    rung: Rung | None = None
    apart: Sentence | None = None
    """What is counted beside it and is in neither number."""
    parts: bool = True
    """Whether every case lies with one team, so that the teams add up to the whole."""
    seen: tuple[Seen, ...] = ()


def by_key(*metrics: Metric) -> Mapping[str, Metric]:
    """In the order given. Raises ValueError where two share a key."""
    found = {one.key: one for one in metrics}
    if len(found) != len(metrics):
        raise ValueError("Two figures share a key.")
    return found
