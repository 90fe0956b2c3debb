"""Somebody with companies and what is open at them, and colleagues who could take over."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.companies import NOW, a_company, an_entrance, owned_by
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_leader_of

from samklang.access.models import Person, Place
from samklang.companies.commands.hand_over_receipt import receive
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, send_hand_over
from samklang.companies.enums import Channel, EnquiryState, HandOverReason, OpeningKind
from samklang.companies.models import Company, Enquiry, Entrance, HandOver, Meeting, NextStep, Opening
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Leave

TODAY = NOW.date()
BACK_ON = TODAY + timedelta(days=60)


@dataclass(frozen=True)
class Door:
    """A team at a company door. giver has the companies; near and far are colleagues in the same team."""

    jobcentre: Place
    entrance: Entrance
    team: Place
    leader: Person
    giver: Person
    near: Person
    far: Person

    @property
    def municipality(self) -> Place:
        """Whose companies they are."""
        return self.entrance.municipality


def a_door() -> Door:
    """Everybody employed since long ago, and no companies yet."""
    jobcentre = a_jobcentre()
    entrance, team = an_entrance(jobcentre), a_team(jobcentre)
    return Door(
        jobcentre, entrance, team, the_leader_of(team), a_colleague_in(team), a_colleague_in(team), a_colleague_in(team)
    )


def companies_at(door: Door, count: int = 2, owner: Person | None = None, **changes: Any) -> list[Company]:
    """Some companies of the giver."""
    made = [a_company(door.municipality, f"Firma {number:03}", **changes) for number in range(count)]
    return [owned_by(one, owner or door.giver) for one in made]


def a_step(company: Company, owner: Person, what: str = "Ring om praktikpladsen") -> NextStep:
    """Promised, and not done yet."""
    return NextStep.objects.create(
        company=company, what=what, owner=owner, due=TODAY + timedelta(days=3), made_at=NOW - timedelta(days=2)
    )


def an_opening(company: Company, owner: Person) -> Opening:
    """To be followed up."""
    return Opening.objects.create(
        company=company, owner=owner, kind=OpeningKind.JOB, title="Svejser", created_at=NOW, changed_at=NOW,
        follow_up_on=TODAY + timedelta(days=5),
    )  # fmt: skip


def a_planned_meeting(company: Company, holder: Person) -> Meeting:
    """In a week."""
    begins = NOW + timedelta(days=7)
    return Meeting.objects.create(
        company=company, holder=holder, title="Besøg", begins=begins, ends=begins + timedelta(hours=1), created_at=NOW
    )


def an_open_enquiry(door: Door, company: Company | None, owner: Person, reference: str = "V-AAAAAA") -> Enquiry:
    """That waits for its answer."""
    return Enquiry.objects.create(
        entrance=door.entrance, reference=reference, channel=Channel.PHONE, state=EnquiryState.OWNED, company=company,
        subject="To svejsere", received_at=NOW - timedelta(days=1), promise_hours=7, due_at=NOW + timedelta(hours=4),
        owner=owner,
    )  # fmt: skip


def away(person: Person, first_day: date = TODAY, last_day: date | None = BACK_ON - timedelta(days=1)) -> Leave:
    """The person's leave."""
    employee = Employee.objects.get(person=person)
    return Leave.objects.create(employee=employee, kind=LeaveKind.OTHER, first_day=first_day, last_day=last_day)


def a_hand_over(
    door: Door, reason: HandOverReason = HandOverReason.MOVED, *, first_day: date = TODAY, back_on: date | None = None,
    by: Person | None = None, now: datetime = NOW,
) -> HandOver:  # fmt: skip
    """Being prepared by the leader."""
    terms = Terms(reason, first_day, back_on)
    return begin_hand_over(by=by or door.leader, giver=door.giver, terms=terms, now=now)


def given_to(hand_over: HandOver, receiver: Person) -> HandOver:
    """Sent, with everything to one person."""
    hand_over.items.update(receiver=receiver)
    return send_hand_over(by=hand_over.made_by, hand_over=hand_over, now=NOW)


def received_by(hand_over: HandOver, receiver: Person, now: datetime = NOW) -> HandOver:
    """Sent to one person, who has received everything."""
    sent = given_to(hand_over, receiver)
    receive(by=receiver, items=list(sent.items.values_list("pk", flat=True)), now=now)
    return HandOver.objects.get(pk=sent.pk)


def a_loan(door: Door) -> HandOver:
    """The giver is on leave, and everything is with the near colleague."""
    away(door.giver)
    return received_by(a_hand_over(door, HandOverReason.LEAVE, back_on=BACK_ON), door.near)
