"""What a document about a plan has to know: names in place of ids, and words that are not yet in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samklang.core.calendar import Half
from samklang.core.planner.plan import Made, Words
from samklang.core.planner.problem import Wish
from samklang.core.words import Sentence, Value, say

HalfDayKey = tuple[date, Half]


def stated(words: Words | None, language: str) -> str:
    """A sentence from a document in the language; in another one where this one is missing, "" where there is none."""
    words = words or {}
    return words.get(language) or next(iter(words.values()), "")


@dataclass(frozen=True)
class PersonName:
    """How a person is written. Two people with the same name are told apart by their employee numbers."""

    id: str
    plain: str
    name: str
    """With the employee number behind it where someone else has the same name."""
    team: str


@dataclass(frozen=True)
class ModuleView:
    """One part of the programme; number is its place, from 1."""

    id: str
    number: int
    name: str
    whole_day: bool


@dataclass(frozen=True)
class SessionView:
    """One cohort's meeting in one module."""

    cohort: int
    module: ModuleView
    date: date
    half: Half
    trainer: str
    room: str
    site: str
    attendees: tuple[PersonName, ...]
    """In the alphabet's order; for a session that has been held, those who were there."""
    held: bool

    @property
    def place(self) -> str:
        """The room, and the site where the room's name does not say it."""
        return self.room if self.site.casefold() in self.room.casefold() else f"{self.room}, {self.site}"

    @property
    def time_of_day(self) -> Value:
        """In words."""
        return say("whole day") if self.module.whole_day else self.half


@dataclass(frozen=True)
class CohortView:
    """One cohort: who is in it, and when it meets."""

    number: int
    sessions: tuple[SessionView, ...]
    members: tuple[PersonName, ...]
    teams: tuple[tuple[str, int], ...]
    """Every team's name and number of members, in the alphabet's order."""

    @property
    def first_day(self) -> date:
        """The date of the first session."""
        return min(session.date for session in self.sessions)

    @property
    def last_day(self) -> date:
        """The date of the last session."""
        return max(session.date for session in self.sessions)


@dataclass(frozen=True)
class PersonView:
    """One person who is to be trained: their cohort and their dates, or why there are none."""

    who: PersonName
    role: str
    site: str
    cohort: int | None
    sessions: tuple[SessionView, ...]
    """Those the person goes to or has been to, by date."""
    done_before: tuple[ModuleView, ...]
    """Modules done earlier, which are skipped."""
    reason: Words | None
    """Why there is no seat; None for people with one."""


@dataclass(frozen=True)
class CoverCell:
    """How many are left of a group in one half-day, and how many must be."""

    date: date
    half: Half
    away: int
    """Members in a session who would else have been there."""
    temps: int
    left: int
    need: int
    slack: int
    """left and temps less need; 0 is exactly the minimum."""

    @property
    def manned(self) -> int:
        """Those left and the temps."""
        return self.left + self.temps


@dataclass(frozen=True)
class WeekCover:
    """A group's tightest half-day in one week, among those in which somebody is in a session."""

    cell: CoverCell
    tightest: bool
    """Whether no half-day of the group in the whole plan has less to spare."""


@dataclass(frozen=True)
class GroupCover:
    """The cover of one group over the weeks that hold sessions."""

    id: str
    name: str
    minimum: int
    cells: Mapping[HalfDayKey, CoverCell]
    weeks: Mapping[date, WeekCover]
    """By the week's Monday; only weeks in which somebody of the group is in a session."""
    tightest: tuple[CoverCell, ...]
    """The half-days with the least to spare while somebody is in a session, by date; none if nobody ever is."""


@dataclass(frozen=True)
class CoverView:
    """Every group's cover. `mondays` are the weeks from the first session to the last."""

    groups: tuple[GroupCover, ...]
    mondays: tuple[date, ...]
    temp_half_days: int

    @property
    def tightest(self) -> tuple[GroupCover, CoverCell] | None:
        """The group and half-day with the least to spare in all; the first of them where several have."""
        found = [(group, cell) for group in self.groups for cell in group.tightest]
        return min(found, key=lambda one: (one[1].slack, one[1].date, one[1].half)) if found else None


@dataclass(frozen=True)
class GrantView:
    """One grant and what the plan uses of it."""

    id: str
    name: str
    amount_ore: int
    used_ore: int
    first_day: date
    last_day: date
    at_most: float
    """Of each cost that it covers, 0 to 1."""
    headings: tuple[Sentence, ...]
    share: float
    """Of all that the plan costs, 0 to 1."""

    @property
    def left_ore(self) -> int:
        """What is not used of it."""
        return self.amount_ore - self.used_ore


@dataclass(frozen=True)
class Posting:
    """What one source pays of one date's cost under one heading."""

    date: date
    heading: Sentence
    source: str | Sentence
    amount_ore: int


@dataclass(frozen=True)
class HeadingRow:
    """What one heading costs in all, by source of money."""

    heading: Sentence
    amounts_ore: tuple[int, ...]

    @property
    def total_ore(self) -> int:
        """All sources together."""
        return sum(self.amounts_ore)


@dataclass(frozen=True)
class MonthRow:
    """What one month costs, by source of money."""

    month: date
    """The first of it."""
    amounts_ore: tuple[int, ...]

    @property
    def total_ore(self) -> int:
        """All sources together."""
        return sum(self.amounts_ore)


@dataclass(frozen=True)
class MoneyView:
    """What the plan costs and who pays."""

    total_ore: int
    own_ore: int
    own_budget_ore: int | None
    own_share: float
    grants: tuple[GrantView, ...]
    sources: tuple[str | Sentence, ...]
    """Names in the order of the tables' columns: the grants, then own money."""
    postings: tuple[Posting, ...]
    by_heading: tuple[HeadingRow, ...]
    """Headings that cost something."""
    by_month: tuple[MonthRow, ...]
    """Every month from the first that costs something to the last."""

    @property
    def own_left_ore(self) -> int | None:
        """What is not used of the municipality's own budget; None where no limit is set."""
        return None if self.own_budget_ore is None else self.own_budget_ore - self.own_ore

    @property
    def paid_ore(self) -> tuple[int, ...]:
        """What each source pays in all."""
        return tuple(sum(row.amounts_ore[place] for row in self.by_heading) for place in range(len(self.sources)))


@dataclass(frozen=True)
class LevelView:
    """How one wish came out, and how much better it could be."""

    wish: Wish
    name: Sentence
    meaning: Sentence
    value: Value
    verdict: Sentence
    proved: bool


@dataclass(frozen=True)
class DayView:
    """One date in the calendar."""

    date: date
    sessions: tuple[SessionView, ...]
    closed: str | None
    """Why it is closed, empty where no reason is given; None on working days."""
    avoided: tuple[str, ...]
    """Why one would rather have no session on this date, where someone said so."""
    inside: bool
    """Whether the plan may use the date."""


@dataclass(frozen=True)
class MonthView:
    """A month as a wall calendar shows it: one row for each week, Monday to Friday; None outside the month."""

    first_day: date
    weeks: tuple[tuple[int, tuple[DayView | None, ...]], ...]


@dataclass(frozen=True)
class Figure:
    """One number to see at a glance."""

    label: Sentence
    value: Value
    note: Sentence | None = None


@dataclass(frozen=True)
class PlanView:
    """A checked plan, ready to be written in any form and language."""

    title: str
    made_at: datetime
    """When the documents are made; carries its time zone."""
    first_day: date
    last_day: date
    summary: tuple[Sentence, ...]
    figures: tuple[Figure, ...]
    modules: tuple[ModuleView, ...]
    cohorts: tuple[CohortView, ...]
    sessions: tuple[SessionView, ...]
    """By date, half-day and cohort."""
    people: tuple[PersonView, ...]
    """All who are to be trained, in the alphabet's order."""
    months: tuple[MonthView, ...]
    cover: CoverView
    money: MoneyView
    levels: tuple[LevelView, ...]
    made: Made
    fingerprint: str

    @property
    def seated(self) -> tuple[PersonView, ...]:
        """Those with a seat."""
        return tuple(person for person in self.people if person.cohort is not None)

    @property
    def untrained(self) -> tuple[PersonView, ...]:
        """Those without one."""
        return tuple(person for person in self.people if person.cohort is None)
