"""The drawing of a constructed jobcentre, before chance has filled it with people."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from samklang.core.calendar import Half
from samklang.core.planner.problem import Pattern, WeeklyHalfDay


@dataclass(frozen=True)
class Role:
    """A job in a team, its share of the team's people, and the conversations it holds in an ordinary half-day."""

    name: str
    parts: int
    conversations: int


@dataclass(frozen=True)
class TeamSketch:
    """A team: its people, how many of them were trained earlier, and the fewest it keeps at the counter."""

    id: str
    name: str
    site: str
    size: int
    trained: int
    minimum: int
    roles: tuple[Role, ...]
    meeting: WeeklyHalfDay | None = None
    """The half-day of the weekly team meeting."""
    cohort_cap: int | None = None
    full_time: bool = False
    """Everybody in the team works all ten half-days."""


@dataclass(frozen=True)
class Speaker:
    """So many people of a team who have a skill that the whole house leans on."""

    team: str
    skill: str
    count: int = 1


@dataclass(frozen=True)
class LeaveCase:
    """One person's long leave, and the temp in the same team who stands in, where there is one."""

    team: str
    kind: Literal["maternity", "sick", "leave"]
    first_day: date | None
    last_day: date | None
    trained: bool = False
    half: Half | None = None
    temp_from: date | None = None
    temp_to: date | None = None
    temp_trained: bool = False


@dataclass(frozen=True)
class Change:
    """One person who comes, or goes, in the middle of the programme."""

    team: str
    trained: bool = False
    comes: date | None = None
    goes: date | None = None


@dataclass(frozen=True)
class Week:
    """The days of one week in which that share of the house, 0 to 1, is on holiday."""

    first_day: date
    last_day: date
    share: float


@dataclass(frozen=True)
class Hours:
    """A weekly pattern and its share of the staff."""

    share: int
    off: tuple[WeeklyHalfDay, ...] = ()


@dataclass(frozen=True)
class SpecialHours:
    """One person with a weekly pattern of their own, which may change on a date."""

    team: str
    patterns: tuple[Pattern, ...]
    trained: bool = False


@dataclass(frozen=True)
class House:
    """A jobcentre with its people still to be drawn."""

    name: str
    first_day: date
    last_day: date
    teams: tuple[TeamSketch, ...]
    speakers: tuple[Speaker, ...]
    leaves: tuple[LeaveCase, ...]
    changes: tuple[Change, ...]
    hours: tuple[Hours, ...]
    weeks: tuple[Week, ...]
    single_days: float
    """Share of the staff with one care day or day off in lieu on a date drawn at random."""
    special_hours: tuple[SpecialHours, ...] = ()
    union_dates: tuple[date, ...] = ()
    """Works-council meetings, in the morning, for one person of each of the first six teams."""
    booked_what: str = "Samtaledag"
    once_what: str = "Rundbordssamtale"
    phone_skill: str = "telefon"
    first_number: int = 1001
