"""What a planning problem holds: people, cover, modules, trainers, rooms, money, rules and wishes.

Money is whole øre, a half-day is "am" or "pm", periods include both ends, and an empty end is open.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, get_args

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from samklang.core.calendar import Half, Weekday

_FROZEN = ConfigDict(extra="forbid")
Count = Annotated[int, Field(ge=0)]
Ore = Annotated[int, Field(ge=0, le=10**12)]
Percent = Annotated[float, Field(ge=0, le=100)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
WeeklyHalfDay = Literal[
    "mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am", "thu-pm", "fri-am", "fri-pm"
]
HALF_DAY_NAMES: tuple[WeeklyHalfDay, ...] = get_args(WeeklyHalfDay)


class Wish(StrEnum):
    """What the planner makes as small as it can, in the order the user states."""

    UNTRAINED = "untrained"
    COST = "cost"
    CONTINUITY = "continuity"
    PAIRS = "pairs"
    SPREAD = "spread"
    FINISH = "finish"
    AVOID = "avoid"
    ORDER = "order"
    """Only where an order was drawn by lot: the fewest people who would have to sit elsewhere for all others to begin
    in that order."""


class Heading(StrEnum):
    """What a cost is for; a grant may exclude some."""

    TRAINER = "trainer"
    TRAVEL = "travel"
    ROOM = "room"
    MATERIALS = "materials"
    TEMP = "temp"


@dataclass(frozen=True, config=_FROZEN)
class Period:
    """The dates from first_day to last_day, on the weekdays and the half of the day named; all where none is named."""

    first_day: date | None = None
    last_day: date | None = None
    weekdays: tuple[Weekday, ...] = ()
    half: Half | None = None


@dataclass(frozen=True, config=_FROZEN)
class Pattern:
    """The half-days a person works in an ordinary week, while the pattern is in force.

    Where several patterns are in force on one date, the last one listed counts.
    """

    half_days: tuple[WeeklyHalfDay, ...]
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, config=_FROZEN)
class Person:
    """A member of staff, who may be trained and who counts in the cover of the groups they belong to."""

    id: Text
    name: Text
    team: Text
    patterns: tuple[Pattern, ...]
    role: str = ""
    site: str = ""
    skills: tuple[str, ...] = ()
    employed_from: date | None = None
    employed_to: date | None = None
    is_temp: bool = False
    stands_in_for: str | None = None
    to_train: bool = True
    """Wanted on the programme; one who has done every module is never seated again, whatever stands here."""
    done_modules: tuple[str, ...] = ()
    conversations_per_half_day: Count = 0
    """Conversations with citizens or companies in an ordinary half-day at work: what has to be moved for a session."""
    peer: str | None = None
    """The colleague this person practises with and wishes to share a cohort with."""
    wave: Annotated[int, Field(ge=1)] | None = None
    """The number drawn by lot, for this person or the whole team: 1 is to begin first. None: not in the draw."""


@dataclass(frozen=True, config=_FROZEN)
class Absence:
    """A time a person is not at work."""

    person: Text
    period: Period
    kind: Literal["maternity", "sick", "holiday", "leave", "other"] = "other"


@dataclass(frozen=True, config=_FROZEN)
class Duty:
    """Something booked. A fixed duty keeps the person from a session; a movable one is a price for moving it."""

    person: Text
    period: Period
    what: str = ""
    movable: bool = False
    conversations: Count = 0
    """Only for movable duties: conversations moved in each half-day; replaces the person's ordinary number."""
    counts_as_cover: bool = False
    """Only for fixed duties: whether the person still counts at the counter (a phone rota does, a meeting does not)."""


@dataclass(frozen=True, config=_FROZEN)
class Team:
    """Where a person belongs. cohort_cap is the most people of the team in one cohort; None: the programme's."""

    id: Text
    name: Text
    site: str = ""
    cohort_cap: Annotated[int, Field(ge=1)] | None = None


@dataclass(frozen=True, config=_FROZEN)
class Minimum:
    """Another minimum in some period; where several apply to a half-day, the last one listed counts."""

    period: Period
    count: Count


@dataclass(frozen=True, config=_FROZEN)
class CoverGroup:
    """People who stand in for each other, and the fewest of them to be left on every half-day.

    Members are the people who match every one of team, role, skill and site that is given; at least one is given. On a
    half-day, those left and the temps must be at least the minimum, or all who would have been there if that is fewer.
    """

    id: Text
    name: Text
    minimum: Count
    team: str | None = None
    role: str | None = None
    skill: str | None = None
    site: str | None = None
    exceptions: tuple[Minimum, ...] = ()
    temp_cap: Count = 0
    """The most temps that can be bought in one half-day."""
    temp_cost_ore: Ore = 0
    """The price of one temp in one half-day."""


@dataclass(frozen=True, config=_FROZEN)
class Module:
    """One part of the programme, held on one date for each cohort, in the order the modules are listed.

    gap_min_days and gap_max_days are calendar days from the module before (next day = 1); the first module's do not
    count. A whole day starts in the morning; a half day may be held in any half listed.
    """

    id: Text
    name: Text
    length: Literal[1, 2] = 2
    """In half-days."""
    halves: tuple[Half, ...] = (Half.MORNING, Half.AFTERNOON)
    gap_min_days: Annotated[int, Field(ge=1)] = 1
    gap_max_days: Annotated[int, Field(ge=1)] = 60
    cost_per_cohort_ore: Ore = 0
    cost_per_person_ore: Ore = 0


@dataclass(frozen=True, config=_FROZEN)
class Trainer:
    """Who can teach which modules when, and at what price a day. On one date a trainer is at one site only."""

    id: Text
    name: Text
    modules: tuple[str, ...]
    half_days: tuple[WeeklyHalfDay, ...] = HALF_DAY_NAMES
    first_day: date | None = None
    last_day: date | None = None
    busy: tuple[Period, ...] = ()
    external: bool = True
    day_cost_ore: Ore = 0
    """A date with one or two half-days costs one day."""
    travel_cost_ore: Ore = 0
    """For each date the trainer teaches."""
    max_days: Annotated[int, Field(ge=0)] | None = None


@dataclass(frozen=True, config=_FROZEN)
class Room:
    """Where a session can be held; `capacity` is the most participants."""

    id: Text
    name: Text
    capacity: Annotated[int, Field(ge=1)]
    site: str = ""
    half_day_cost_ore: Ore = 0
    busy: tuple[Period, ...] = ()


@dataclass(frozen=True, config=_FROZEN)
class ClosedDay:
    """A date without sessions and without a counter to man."""

    day: date
    reason: str = ""


@dataclass(frozen=True, config=_FROZEN)
class AvoidedPeriod:
    """Half-days with a session that one would rather be without: Fridays, a school holiday. Each counts its weight."""

    period: Period
    reason: str = ""
    weight: Annotated[int, Field(ge=1, le=100)] = 1


@dataclass(frozen=True, config=_FROZEN)
class Cohorts:
    """How many cohorts there may be, how large they may be, and who may be together."""

    minimum: Count = 1
    maximum: Annotated[int, Field(ge=1, le=200)] = 10
    size_minimum: Annotated[int, Field(ge=1)] = 6
    size_maximum: Annotated[int, Field(ge=1)] = 16
    composition: Literal["mixed", "whole_teams"] = "mixed"
    team_cap: Annotated[int, Field(ge=1)] | None = None
    """The most people of one team in one cohort, for teams without a cap of their own; not used for whole teams."""


@dataclass(frozen=True, config=_FROZEN)
class Grant:
    """Money from outside: at most amount_ore, at most share_percent of each cost, only dates and headings it covers."""

    id: Text
    name: Text
    amount_ore: Ore
    first_day: date
    last_day: date
    share_percent: Percent = 100.0
    headings: tuple[Heading, ...] = tuple(Heading)


@dataclass(frozen=True, config=_FROZEN)
class Funding:
    """What may be spent: the municipality's own money (None: no limit) and the grants."""

    own_budget_ore: Ore | None = None
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, config=_FROZEN)
class WishLevel:
    """One wish at its place in the order. give_percent is how much of it may be given up for the wishes after it."""

    wish: Wish
    give_percent: Percent = 0.0


DEFAULT_WISHES = tuple(WishLevel(wish) for wish in Wish if wish is not Wish.ORDER)
"""What is wished for where nothing is said: everything but an order that nobody has drawn."""


@dataclass(frozen=True, config=_FROZEN)
class Problem:
    """One programme to be planned from first_day to last_day, both included."""

    title: Text
    first_day: date
    last_day: date
    teams: tuple[Team, ...]
    people: tuple[Person, ...]
    modules: tuple[Module, ...]
    trainers: tuple[Trainer, ...]
    rooms: tuple[Room, ...]
    groups: tuple[CoverGroup, ...] = ()
    absences: tuple[Absence, ...] = ()
    duties: tuple[Duty, ...] = ()
    closed_days: tuple[ClosedDay, ...] = ()
    avoided: tuple[AvoidedPeriod, ...] = ()
    cohorts: Cohorts = Cohorts()
    funding: Funding = Funding()
    wishes: tuple[WishLevel, ...] = DEFAULT_WISHES
    everyone_must_be_trained: bool = False
    """True: a plan that leaves an eligible person untrained is no plan; False: they are named, with the reason."""
    keep_drawn_order: bool = False
    """True: nobody begins later than somebody with a higher number in the draw. Two numbers may share a cohort, and
    cohorts that begin on one date begin together. Cohorts that have begun are history."""
    programme: Literal["conversations", "companies"] = "conversations"
    schema: Literal["samklang-problem/1"] = "samklang-problem/1"
