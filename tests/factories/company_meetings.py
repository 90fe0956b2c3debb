"""A company with somebody who meets it, and meetings to come, over and written down; made through commands."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from tests.factories.companies import a_company, a_contact, an_entrance
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.models import Person, Place
from samklang.companies.commands.meetings import Plan, plan_meeting
from samklang.companies.commands.minutes import Minutes, write_minutes
from samklang.companies.models import Company, CompanyContact, Entrance, Meeting


class Door(NamedTuple):
    """A municipality with an entrance, a company, one of its people, and two colleagues of one team."""

    jobcentre: Place
    team: Place
    entrance: Entrance
    company: Company
    contact: CompanyContact
    holder: Person
    colleague: Person


def a_door() -> Door:
    """Everything that a meeting needs."""
    jobcentre = a_jobcentre()
    team = a_team(jobcentre)
    company = a_company(jobcentre.parent, employees=10, employees_most=19)
    return Door(
        jobcentre, team, an_entrance(jobcentre), company, a_contact(company), a_colleague_in(team), a_colleague_in(team)
    )


def in_days(days: float) -> datetime:
    """So many days from now, to the minute."""
    return (timezone.now() + timedelta(days=days)).replace(second=0, microsecond=0)


def a_meeting(door: Door, begins: datetime | None = None, **changes: Any) -> Meeting:
    """Planned by who holds it, in three days unless another time is given."""
    begins = begins or in_days(3)
    given = {
        "holder": door.holder, "begins": begins, "ends": begins + timedelta(hours=1), "title": "Første møde",
        "contacts": [door.contact], "where": "Maskinvej 4",
    }  # fmt: skip
    return plan_meeting(
        by=door.holder, company=door.company, plan=Plan(**{**given, **changes}), now=timezone.now() - timedelta(days=9)
    )


def a_held_meeting(door: Door, days_ago: float = 1, **changes: Any) -> Meeting:
    """Over and written down, with nothing more to follow."""
    meeting = a_meeting(door, in_days(-days_ago), **changes)
    minutes = Minutes("Vi talte om lageret.", no_step_because="De ringer selv.")
    return write_minutes(by=door.holder, meeting=meeting, minutes=minutes, now=timezone.now())
