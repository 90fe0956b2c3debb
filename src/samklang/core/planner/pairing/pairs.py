"""The answer: who sits beside whom and when, who has nobody and why, and how each aim came out."""

from dataclasses import dataclass
from enum import StrEnum

from samklang.core.calendar import HalfDay
from samklang.core.words import Sentence, say


class Aim(StrEnum):
    """What is made small, in this order; each counts for more than all after it."""

    UNPAIRED = "unpaired"
    """Focus persons without a partner."""
    UNCOVERED = "uncovered"
    """The share of the indicators wished for that the partner holds no licence for, in thousandths, over all pairs."""
    REPEATED = "repeated"
    """Pairs of earlier rounds: the last round counts most, see `Terms.rounds_remembered`."""
    TRAVEL = "travel"
    """Minutes of travel, one way, over all pairs."""
    MOST = "most"
    """The most focus persons any partner sits beside."""
    UNEVEN = "uneven"
    """The sum of the squares of how many each partner sits beside: smallest where it is even."""


NAMES: dict[Aim, Sentence] = {
    Aim.UNPAIRED: say("Without a partner"),
    Aim.UNCOVERED: say("Wishes the partner has no licence for"),
    Aim.REPEATED: say("The same pair as in earlier rounds"),
    Aim.TRAVEL: say("Minutes of travel"),
    Aim.MOST: say("Most times for one partner"),
    Aim.UNEVEN: say("Unevenly shared among partners"),
}


@dataclass(frozen=True)
class Pair:
    """A partner beside a focus person in one half-day. `why` says why this partner, a sentence for each ground."""

    focus: str
    partner: str
    half_day: HalfDay
    why: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Unpaired:
    """A focus person without a partner, and the first reason that leaves nobody."""

    focus: str
    why: Sentence


@dataclass(frozen=True)
class Level:
    """How one aim came out. `bound`: nothing that is as good on the aims before it comes below this; None: unknown."""

    name: Aim
    value: int
    bound: int | None = None

    @property
    def proved(self) -> bool:
        """Whether nothing better exists, given the aims before it."""
        return self.bound is not None and self.value <= self.bound


@dataclass(frozen=True)
class Pairing:
    """Every focus person once, paired or not, in order of their ids; and the aims in their order."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[Unpaired, ...]
    levels: tuple[Level, ...]
