"""Companies with a consultant who has promised them something, or is about to."""

from datetime import date, datetime
from typing import Any

from tests.factories.companies import NOW, a_company, an_entrance
from tests.factories.people import a_colleague_in, a_jobcentre, a_team

from samklang.access.models import Person, Place
from samklang.companies.commands.steps import add_step
from samklang.companies.models import Company, NextStep

TODAY = date(2026, 9, 7)
"""The Monday of NOW."""


class Door:
    """An entrance, two teams of its jobcentre with a consultant in each, and a company."""

    def __init__(self) -> None:
        self.jobcentre = a_jobcentre()
        self.municipality: Place = self.jobcentre.parent
        self.entrance = an_entrance(self.jobcentre)
        self.team, self.other_team = a_team(self.jobcentre, "Team Nord"), a_team(self.jobcentre, "Team Syd")
        self.anna, self.bo = a_colleague_in(self.team), a_colleague_in(self.other_team)
        self.company: Company = a_company(self.municipality)


def a_step(by: Person, company: Company, what: str = "Ringe om onsdag", due: date = TODAY, **given: Any) -> NextStep:
    """A step that they have promised themselves."""
    now: datetime = given.pop("now", NOW)
    return add_step(by, company, what, given.pop("owner", by), due, now, **given)
