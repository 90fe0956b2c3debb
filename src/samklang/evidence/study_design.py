"""What a study would see with the numbers it is planned with, and with others. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samklang.core.effects.answers import Undefined
from samklang.core.effects.cells import NEVER
from samklang.core.effects.power import Estimator, StudyDesign, Wave, clusters_needed, study_power
from samklang.core.words import Sentence, say, say_n

USUAL_ALIKENESS = 0.03
"""The part of the variance that lies between units, where nobody knows it: usual between offices that do the same."""
_MOST_ALIKE = 0.95
_POOLED = 10
MOST_TOLD = 5_000
"""Nobody is told to find more units than this."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Everything that decides what a study would see.

    level:   a share between 0 and 1; None for a mean, which has `deviation` instead.
    between: standard deviation between units in the outcome's unit; 0 where it is not known.
    """

    units: int
    waves: int
    first_wave: int
    apart: int
    periods: int
    cases: int
    level: float | None
    deviation: float | None
    between: float
    drawn: bool

    @property
    def alikeness(self) -> float:
        """The part of the variance that lies between units, 0 to 1."""
        whole = self.level * (1 - self.level) if self.level is not None else (self.deviation or 0.0) ** 2
        if not self.between or not whole:
            return USUAL_ALIKENESS
        return min(_MOST_ALIKE, self.between**2 / whole)

    def begins(self) -> list[float]:
        """The first period with training of each wave; NEVER for a wave that waits until the study is over."""
        firsts = [self.first_wave + place * self.apart for place in range(self.waves)]
        return [float(one) if one <= self.periods else NEVER for one in firsts]

    def sizes(self) -> list[int]:
        """How many units are in each wave: as even as can be, the first ones the larger."""
        whole, left = divmod(self.units, self.waves)
        return [whole + (place < left) for place in range(self.waves)]

    def design(self) -> StudyDesign:
        """As the core takes it. Raises ValueError where there are fewer units than waves, or a number is impossible."""
        waves = tuple(Wave(first, size) for first, size in zip(self.begins(), self.sizes(), strict=True))
        return StudyDesign(
            waves=waves, periods=self.periods, people=self.cases, level=self.level,
            sd=None if self.level is not None else self.deviation, icc=self.alikeness,
        )  # fmt: skip

    @property
    def estimator(self) -> Estimator:
        """How effects will be reckoned: with a drawn order all that it gives is used."""
        return Estimator.RANDOM_ORDER if self.drawn else Estimator.GROUP_TIME


@dataclass(frozen=True)
class Sight:
    """What a study would see. smallest: in the outcome's unit; None where nothing could be seen, and `reason` why."""

    smallest: float | None
    reason: Undefined | None = None

    def is_enough_for(self, relevant: float) -> bool:
        """Whether an effect that matters would be seen."""
        return self.smallest is not None and self.smallest <= relevant

    @property
    def is_few(self) -> bool:
        """Whether there are so few units that only a drawn order gives an interval."""
        return self.reason is Undefined.TOO_FEW_CLUSTERS


def sight_of(numbers: Numbers) -> Sight:
    """What a study with these numbers would see in four of five cases."""
    try:
        found = study_power(numbers.design(), numbers.estimator)
    except ValueError:
        return Sight(None, Undefined.TOO_FEW_UNITS)
    return Sight(found.detectable, found.reason)


@dataclass(frozen=True)
class Other:
    """The same study with something else."""

    what: Sentence
    numbers: Numbers
    sight: Sight


def others(numbers: Numbers) -> list[Other]:
    """What the study would see if something were otherwise, one thing at a time."""
    return [Other(what, other, sight_of(other)) for what, other in _ways(numbers)]


def _ways(numbers: Numbers) -> Iterator[tuple[Sentence, Numbers]]:
    more = max(2, numbers.periods // 2)
    yield say("Twice as many units ({count})", count=2 * numbers.units), replace(numbers, units=2 * numbers.units)
    yield (
        say_n("{count} more period", "{count} more periods", more),
        replace(numbers, periods=numbers.periods + more),
    )
    yield (
        say("Twice as many cases for each unit and period ({count})", count=2 * numbers.cases),
        replace(numbers, cases=2 * numbers.cases),
    )
    if numbers.drawn:
        yield say("The order not drawn by lot"), replace(numbers, drawn=False)
    else:
        yield say("The order drawn by lot"), replace(numbers, drawn=True)
    yield (
        say("Together with others: {count} municipalities with as many units each", count=_POOLED),
        replace(numbers, units=_POOLED * numbers.units),
    )


def units_needed(numbers: Numbers, relevant: float) -> int | None:
    """The fewest units with which an effect that matters would be seen; None where even `MOST_TOLD` would not do."""
    try:
        found = clusters_needed(numbers.design(), relevant, numbers.estimator)
    except ValueError:
        return None
    return found if found is not None and found <= MOST_TOLD else None
