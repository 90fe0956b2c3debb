"""What the checker answers: approved or not, what is wrong, its own recount of the wishes, the money and the cover."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samklang.core.words import Sentence


@dataclass(frozen=True)
class Violation:
    """One way in which a plan breaks a rule. `rule` is a stable code, `what` says it with names, dates and numbers."""

    rule: str
    what: Sentence
    people: tuple[str, ...] = ()
    """The ids of those it concerns, where it concerns somebody."""
    sessions: tuple[tuple[int, str], ...] = ()
    """The sessions it concerns, each as its cohort's number and its module's id."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


@dataclass(frozen=True)
class CoverPoint:
    """One group on one half-day, in people.

    base:  those who would be at the counter without sessions;
    away:  those of them who are in a session; left = base - away;
    temps: temps bought;
    need:  the minimum in force, or base where that is fewer;
    slack: left + temps - need; below zero the counter is short of people.
    """

    group: str
    date: date
    half: str
    base: int
    away: int
    temps: int
    left: int
    need: int
    slack: int

    @property
    def tight(self) -> bool:
        """Whether not one more could be away."""
        return self.need > 0 and self.slack <= 0


@dataclass(frozen=True)
class Verdict:
    """The checker's answer about one plan. Where a document cannot be read, only the violations are filled in."""

    approved: bool
    violations: tuple[Violation, ...] = ()
    levels: Mapping[str, int] = field(default_factory=dict)
    """The recount of every wish, by wish."""
    cost_ore: int = 0
    own_needed_ore: int = 0
    """The least of the municipality's own money that the plan can be paid with, whatever its payments say."""
    money_suffices: bool = False
    """Whether grants and own money can pay the plan, whatever its payments say."""
    cover: tuple[CoverPoint, ...] = ()
    """Each group and half-day in which somebody of the group is away, temps are bought or nobody more could go."""
