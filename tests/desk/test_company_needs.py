"""The first page tells what the company door needs of somebody, and nobody else's."""

from datetime import timedelta

import pytest
from tests.factories.companies import a_company, owned_by
from tests.factories.company_enquiries import a_door, an_enquiry
from tests.factories.people import somebody_who_is

from samklang.access.clock import now, today
from samklang.access.enums import Role
from samklang.companies.commands.enquiries import answer_enquiry
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, choose_owners, send_hand_over
from samklang.companies.commands.meetings import Plan, plan_meeting
from samklang.companies.commands.observers import ask_observer
from samklang.companies.commands.steps import add_step, settle_step
from samklang.companies.enums import Channel, EnquiryState, HandOverReason, StepState
from samklang.companies.models import Enquiry, Meeting
from samklang.desk.queries.finds import finds_for
from samklang.desk.queries.needs import needs_of

pytestmark = pytest.mark.django_db


def told(person) -> list[str]:
    return [str(one.says) for one in needs_of(person, today())]


def holds(person, words: str) -> bool:
    return any(words in one for one in told(person))


def test_an_enquiry_is_told_to_its_owner_until_it_is_answered():
    door = a_door()
    enquiry = an_enquiry(door, now=now())
    other = door.bo if enquiry.owner == door.anne else door.anne
    assert holds(enquiry.owner, "A company waits for your answer, promised by")
    assert not holds(other, "waits for your answer")
    answer_enquiry(enquiry.owner, enquiry, "Ringede tilbage.", now(), Channel.PHONE)
    assert not holds(enquiry.owner, "waits for your answer")


def test_what_nobody_has_is_told_to_whoever_runs_the_entrance():
    door = a_door()
    enquiry = an_enquiry(door, now=now())
    Enquiry.objects.filter(pk=enquiry.pk).update(owner=None, state=EnquiryState.NEW)
    assert "An enquiry has no owner." in told(door.dorte)
    assert not holds(door.anne, "has no owner")


def test_a_next_step_is_told_on_its_day_and_not_before():
    door = a_door()
    company = a_company(door.entrance.municipality)
    step = add_step(door.anne, company, "Ringe", door.anne, today(), now())
    add_step(door.anne, company, "Skrive", door.anne, today() + timedelta(days=1), now())
    assert "A next step with a company is due." in told(door.anne)
    assert not holds(door.bo, "next step")
    settle_step(door.anne, step, StepState.DONE, "", now())
    assert not holds(door.anne, "next step")


def test_a_meeting_is_told_beforehand_to_its_holder_and_to_who_is_asked_along_and_afterwards_until_it_is_written_down():
    door = a_door()
    company, begins = a_company(door.entrance.municipality, "Smedjen"), now() + timedelta(minutes=20)
    plan = Plan(door.anne, begins, begins + timedelta(hours=1), "Besøg")
    meeting = plan_meeting(by=door.anne, company=company, plan=plan, now=now())
    ask_observer(by=door.anne, meeting=meeting, person=door.bo, focus="Spørgsmålene", now=now())
    assert holds(door.anne, "You meet Smedjen on")
    assert "A colleague would like you along at a company meeting." in told(door.bo)
    Meeting.objects.filter(pk=meeting.pk).update(begins=now() - timedelta(hours=2), ends=now() - timedelta(hours=1))
    assert "Write the minutes of the meeting with Smedjen." in told(door.anne)
    assert not holds(door.bo, "company meeting")


def test_companies_on_their_way_are_told_to_whoever_is_to_receive_them():
    door = a_door()
    owned_by(a_company(door.entrance.municipality), door.anne)
    terms = Terms(HandOverReason.MOVED, today(), None)
    hand_over = begin_hand_over(by=door.dorte, giver=door.anne, terms=terms, now=now())
    items = list(hand_over.items.values_list("pk", flat=True))
    choose_owners(by=door.dorte, hand_over=hand_over, items=items, receiver=door.bo, now=now())
    send_hand_over(by=door.dorte, hand_over=hand_over, now=now())
    assert "Take over a company." in told(door.bo)
    assert not holds(door.camilla, "Take over")


def test_a_trainer_is_told_and_finds_nothing_of_companies():
    door = a_door()
    a_company(door.entrance.municipality, "Smedjen")
    trainer = somebody_who_is(Role.TRAINER, door.team, name="Tove Berg")
    assert told(trainer) == []
    found = {str(one.heading): len(one.finds) for one in finds_for(trainer, "smedjen", today())}
    assert found["Companies"] == 0
    assert (
        len(next(one for one in finds_for(door.anne, "smedjen", today()) if str(one.heading) == "Companies").finds) == 1
    )
