"""What is to be paired: people, what they hold and wish, when they are free, and what the counters can spare."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from samklang.core.calendar import HalfDay


@dataclass(frozen=True)
class Participant:
    """One colleague, who may be a focus person, a partner, or both."""

    id: str
    team: str
    site: str
    managers: frozenset[str] = frozenset()
    """The ids of those who lead this person."""
    is_focus: bool = False
    """Whether a colleague is to sit beside this person."""
    licences: frozenset[str] = frozenset()
    """The indicators this person holds a licence for."""
    focus: frozenset[str] = frozenset()
    """The indicators this person wishes to work on; may be empty."""
    free: frozenset[HalfDay] = frozenset()
    most_as_partner: int = 0
    """How many focus persons this person may sit beside; 0 for whoever is no partner."""


@dataclass(frozen=True)
class Terms:
    """What holds for the whole round."""

    min_licences: int = 1
    """How many licences a partner must hold; 0 or more."""
    most_away: int | None = None
    """How many partners of one team may be away at once, also where more can be spared; None: as many as can be."""
    rounds_remembered: int = 4
    """For so many rounds two are rather not paired again; the last round counts most."""


@dataclass(frozen=True)
class PairingProblem:
    """One round of pairing."""

    participants: tuple[Participant, ...]
    spare: Mapping[tuple[str, HalfDay], int] = field(default_factory=dict)
    """How many of a team may be away from the counter in a half-day; what is not named is 0.

    Only the partner leaves their own work; the focus person is at theirs.
    """
    minutes: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Travel from the partner's site to the focus person's; not possible where not named, and 0 at the same site."""
    most_minutes: int = 60
    earlier: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many rounds ago a focus person and a partner were last a pair; 1 is the last round."""
    terms: Terms = Terms()

    def __post_init__(self) -> None:
        twice = sorted(one for one, count in Counter(one.id for one in self.participants).items() if count > 1)
        if twice:
            raise ValueError(f"More than one participant has the id {', '.join(twice)}.")
        numbers = (*self.spare.values(), *self.minutes.values(), self.most_minutes, self.terms.min_licences)
        if any(number < 0 for number in numbers):
            raise ValueError("Cover, minutes and licences cannot be negative.")
        if any(rounds < 1 for rounds in self.earlier.values()):
            raise ValueError("An earlier pair lies at least one round back.")
