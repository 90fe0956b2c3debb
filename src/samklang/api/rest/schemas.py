"""What the API says and can be asked, as its description shows it."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
MOST_IN_A_PAGE = 200
PAGE = 50
SMALLEST_GROUP = 5
"""Of fewer people no count is told: it would say something of each of them."""
LARGEST_NUMBER = 2**63 - 1
MOST_WEEKS = 12

Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
Day = Annotated[date, Field(ge=EARLIEST, le=LATEST)]


class Asked(Schema):
    """As of which day."""

    day: Day | None = Field(None, description="The day asked about, 2000 to 2100; today where none is given.")


class Paged(Schema):
    """A page at a time."""

    page: int = Field(1, ge=1, le=1_000_000, description="Which page, from 1.")
    page_size: int = Field(PAGE, ge=1, le=MOST_IN_A_PAGE, description="How many on a page.")


class StaffAsked(Asked, Paged):
    """What the staff list can be asked for."""

    team: Number | None = Field(None, description="Only of this team.")
    jobcentre: Number | None = Field(None, description="Only of this jobcentre.")
    q: str = Field("", max_length=80, description="Part of the name, or the whole number.")


class CoverAsked(Asked):
    """What cover can be asked for."""

    weeks: int = Field(4, ge=1, le=MOST_WEEKS, description="How many weeks, from the day's week on.")


class LeaveAsked(Paged):
    """What leave can be asked for."""

    first_day: Day | None = Field(None, description="The first day asked about; today where none is given.")
    last_day: Day | None = Field(None, description="The last one, within a year; else four weeks after the first.")
    team: Number | None = Field(None, description="Only of this team.")


class Problem(Schema):
    """Why there is no answer, and what to do: problem details as RFC 9457 has them."""

    type: str
    title: str
    status: int
    detail: str = Field(description="A sentence in Danish or English, by Accept-Language.")


class Fault(Schema):
    """One thing asked for that cannot be read."""

    where: str
    message: str


class Faults(Problem):
    """What was asked for cannot be read."""

    errors: list[Fault]


class Health(Schema):
    """That the API answers."""

    status: str


class Named(Schema):
    """A place, or a person."""

    id: int
    name: str


class Staff(Schema):
    """A member of staff on the day asked about."""

    id: int
    number: str = Field(description="The personnel system's number.")
    name: str
    email: str | None
    jobcentre: Named
    team: Named | None = Field(description="On the day; else the last one before it, else the first to come.")
    role: str
    weekly_hours: float | None
    half_days: str = Field(description="Ten marks 0 or 1, Monday morning first.")
    is_temp: bool
    first_day: date | None
    last_day: date | None
    employed: bool = Field(description="Whether they are employed on the day.")


class StaffDetail(Staff):
    """A member of staff with whom they work with."""

    skills: list[str]
    manager: Named | None
    stands_in_for: Named | None


class StaffPage(Schema):
    """One page of staff."""

    total: int
    page: int
    items: list[Staff]


class Team(Schema):
    """A team on the day asked about."""

    id: int
    name: str
    jobcentre: Named
    members: int | None = Field(description=f"How many work there; null where they are fewer than {SMALLEST_GROUP}.")


class TeamList(Schema):
    """All teams the token reaches."""

    items: list[Team]


class HalfDayCover(Schema):
    """One half-day of a group."""

    date: date
    half: str = Field(description="am or pm")
    at_work: int | None = Field(description="null where the team is too small for counts, or closed")
    needed: int | None = Field(description="null where nothing is needed")
    closed: str = Field(description="Why nobody is expected; empty on an ordinary day.")


class GroupCover(Schema):
    """One group whose cover is kept."""

    name: str
    half_days: list[HalfDayCover]


class TeamCover(Schema):
    """The cover of one team in the weeks asked about."""

    team: Named
    counts_told: bool = Field(description=f"False where fewer than {SMALLEST_GROUP} people are in the team.")
    groups: list[GroupCover]


class Leave(Schema):
    """A time somebody is not at work."""

    id: int
    employee: Named
    team: Named | None
    first_day: date
    last_day: date | None
    kind: str | None = Field(description="null unless the token was made to read why somebody is away")


class LeavePage(Schema):
    """One page of leave."""

    total: int
    page: int
    items: list[Leave]


class PublishedPlan(Schema):
    """A programme with a plan that holds."""

    id: int = Field(description="The programme's number.")
    title: str
    jobcentre: Named
    plan_number: int
    published_at: datetime


class PlanList(Schema):
    """All published plans the token reaches."""

    items: list[PublishedPlan]


class PlannedSession(Schema):
    """One session, without the names of those who take part."""

    cohort: int
    module: str
    date: date
    half: str
    whole_day: bool
    room: str
    site: str
    participants: int | None = Field(description=f"null where they are fewer than {SMALLEST_GROUP}")


class PlanDetail(PublishedPlan):
    """A published plan with its sessions."""

    sessions: list[PlannedSession]
