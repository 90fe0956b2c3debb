"""What the columns of a long table are called."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What the columns of a long table are called."""

    unit: str
    cohort: str
    period: str
    outcomes: tuple[str, ...]
    cluster: str | None = None
    strata: tuple[str, ...] = ()
    weight: str | None = None

    def all(self) -> list[str]:
        """Each once, in order."""
        named = [self.unit, self.cluster, self.cohort, self.period, *self.strata, self.weight, *self.outcomes]
        return list(dict.fromkeys(name for name in named if name is not None))
