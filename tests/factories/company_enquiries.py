"""An entrance with a team behind it, and enquiries to it."""

from datetime import date, datetime
from typing import Any, NamedTuple

from tests.factories.companies import NOW, an_entrance
from tests.factories.people import a_jobcentre, a_team, an_employee, the_leader_of

from samklang.access.models import Person, Place
from samklang.companies.commands.enquiries import Sender, take_in
from samklang.companies.enums import Channel
from samklang.companies.models import Company, Enquiry, Entrance, RoutingRule
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave

SENDER = Sender("Egtved Maskinfabrik ApS", "", "6040", "Pia Lund", "20 00 00 01", "pia@maskin.example")


class Door(NamedTuple):
    """Anne and Bo meet companies in the team, Camilla in the fallback team; Dorte leads the team."""

    entrance: Entrance
    team: Place
    fallback: Place
    anne: Person
    bo: Person
    camilla: Person
    dorte: Person


def a_door(**changes: Any) -> Door:
    """The entrance of a municipality of its own, with the one rule that the team gets everything."""
    jobcentre = a_jobcentre()
    team, fallback = a_team(jobcentre, "Virksomhed"), a_team(jobcentre, "Fremmøde")
    anne, bo = a_consultant(team, "Anne Holm"), a_consultant(team, "Bo Kjær")
    camilla = a_consultant(fallback, "Camilla Ravn")
    entrance = an_entrance(jobcentre, fallback_team=fallback, **changes)
    RoutingRule.objects.create(entrance=entrance, position=1, team=team)
    return Door(entrance, team, fallback, anne, bo, camilla, the_leader_of(team))


def a_consultant(team: Place, name: str, **terms: Any) -> Person:
    """Somebody in the team who meets companies."""
    number = f"{team.pk}-{name.split(maxsplit=1)[0]}"
    employee = an_employee(
        team, name=name, number=number, email=f"{name.split(maxsplit=1)[0].lower()}.{team.pk}@egtved.example", **terms
    )
    return Person.objects.get(pk=employee.person_id)


def away(person: Person, first_day: date, last_day: date | None = None) -> Leave:
    """The person on leave."""
    employee = Employee.objects.get(person=person)
    return Leave.objects.create(employee=employee, kind=LeaveKind.OTHER, first_day=first_day, last_day=last_day)


def a_temp_for(team: Place, person: Person, name: str = "Ida Vikar") -> Person:
    """A temp who is employed to stand in."""
    temp = a_consultant(team, name)
    Engagement.objects.filter(employee__person=temp).update(
        is_temp=True, stands_in_for=Employee.objects.get(person=person)
    )
    return temp


def an_enquiry(door: Door, *, now: datetime = NOW, company: Company | None = None, **changes: Any) -> Enquiry:
    """The machine works is looking for a smith."""
    given = {
        "channel": Channel.WEB, "subject": "Vi mangler en smed", "text": "Kan I hjælpe os?", "sender": SENDER,
        "company": company, "now": now,
    }  # fmt: skip
    return take_in(door.entrance, **{**given, **changes})
