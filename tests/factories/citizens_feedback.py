"""A jobcentre where citizens prepare and answer: links, codes on the wall, and what was answered."""

from datetime import date, datetime
from typing import Any, NamedTuple

from tests.factories.access import a_notice
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of, the_leader_of

from samklang.access.enums import Purpose
from samklang.access.models import Notice, Person, Place
from samklang.access.models.token import hash_of
from samklang.citizens.case_key import case_key
from samklang.citizens.enums import DoorKind, SameWay
from samklang.citizens.models import FeedbackAnswer, FeedbackDoor, Preparation
from samklang.core.calendar import COPENHAGEN

TODAY = date(2026, 8, 20)
NOW = datetime(2026, 8, 20, 9, 30, tzinfo=COPENHAGEN)
REFERENCE = "15.20.05-G01-12-26"
SECRET = "a-secret-of-a-link"


class Door(NamedTuple):
    """The jobcentre, and those who are there."""

    jobcentre: Place
    team: Place
    counsellor: Person
    colleague: Person
    leader: Person
    lead: Person


def a_citizen_door() -> Door:
    """One team, two counsellors in it, its leader, and the programme lead; with notice of citizens' answers."""
    jobcentre = a_jobcentre()
    team = a_team(jobcentre, "Team Havn")
    the_notice_of_answers(jobcentre)
    return Door(
        jobcentre, team, a_colleague_in(team), a_colleague_in(team), the_leader_of(team), the_lead_of(jobcentre)
    )


def the_notice_of_answers(jobcentre: Place) -> Notice:
    """In force since long ago."""
    return a_notice(jobcentre, announced=date(2020, 1, 2), purpose=Purpose.CITIZEN_FEEDBACK)


def a_link(person: Person, jobcentre: Place, secret: str = SECRET, **changes: Any) -> Preparation:
    """A link for a conversation on the day itself."""
    given = {
        "case_key": case_key(REFERENCE, person.municipality_id), "token_key": hash_of(secret), "day": TODAY,
        "made_at": NOW,
    }  # fmt: skip
    return Preparation.objects.create(person=person, jobcentre=jobcentre, **{**given, **changes})


def a_way(team: Place, secret: str = SECRET, *, kind: DoorKind = DoorKind.LINK, **changes: Any) -> FeedbackDoor:
    """A way to the two questions."""
    given = {"jobcentre": team.parent, "team": team, "kind": kind, "token_key": hash_of(secret), "made_on": TODAY}
    return FeedbackDoor.objects.create(**{**given, **changes})


def some_answers(
    team: Place, involved: list[int], *, same: str = SameWay.YES, quarter: str = "2026Q2",
    kind: DoorKind = DoorKind.LINK,
) -> None:  # fmt: skip
    """One answer for each number, all with the same second answer."""
    FeedbackAnswer.objects.bulk_create(
        FeedbackAnswer(
            jobcentre=team.parent, team=team, quarter=quarter, kind=kind, involved=one, same=same
        )
        for one in involved
    )  # fmt: skip


def a_full_team(jobcentre: Place, name: str, people: int = 5) -> Place:
    """A team in which so many work."""
    team = a_team(jobcentre, name)
    for _ in range(people):
        a_colleague_in(team)
    return team
