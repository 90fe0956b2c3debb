"""What was lent for a leave goes back when the leave ends: on the day, earlier, later, through others."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import NOW, a_contact, owned_by
from tests.factories.company_hand_overs import (
    BACK_ON,
    TODAY,
    a_door,
    a_hand_over,
    a_loan,
    a_planned_meeting,
    a_step,
    an_open_enquiry,
    away,
    companies_at,
    given_to,
)

from samklang.companies.commands.hand_over_nights import return_companies
from samklang.companies.commands.hand_over_receipt import receive
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, send_hand_over
from samklang.companies.enums import HandOverReason, HandOverState
from samklang.companies.models import Assignment, Company, CompanyMail, Entry, HandOver, NextStep
from samklang.companies.queries.hand_overs import came_back
from samklang.people.models import Engagement, Leave

pytestmark = pytest.mark.django_db


def on(day: date):
    return NOW + (day - TODAY)


def test_on_the_day_everything_lent_comes_back_with_what_came_meanwhile():
    door = a_door()
    (company,) = companies_at(door, 1)
    lent = [a_step(company, door.giver), a_planned_meeting(company, door.giver)]
    own = a_step(company, door.near, "Fra før")
    loan = a_loan(door)
    new = NextStep.objects.create(
        company=company, what="Nyt", owner=door.near, due=BACK_ON, made_at=NOW + timedelta(days=5)
    )
    enquiry = an_open_enquiry(door, company, door.near)
    enquiry.received_at = NOW + timedelta(days=30)
    enquiry.save()
    assert return_companies(on(BACK_ON - timedelta(days=1))) == 0
    assert return_companies(on(BACK_ON), dry_run=True) == 1
    assert return_companies(on(BACK_ON)) == 1
    for one in (company, *lent, own, new, enquiry, loan):
        one.refresh_from_db()
    assert (company.owner, company.owned_since) == (door.giver, BACK_ON)
    assert (lent[0].owner, new.owner, enquiry.owner, own.owner) == (door.giver, door.giver, door.giver, door.near)
    assert Assignment.objects.get(enquiry=enquiry).person == door.giver
    assert list(Entry.objects.filter(kind="owner").order_by("at").values_list("what", flat=True)) == [
        "lent",
        "came-back",
    ]
    assert loan.returned_at == on(BACK_ON)
    assert return_companies(on(BACK_ON)) == 0
    for person in (door.giver, door.near):
        assert list(came_back(person, on(BACK_ON))) == [loan]
    assert not came_back(door.far, on(BACK_ON))


def test_whoever_was_told_is_told_again():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_contact(company)
    away(door.giver)
    hand_over = a_hand_over(door, HandOverReason.LEAVE, back_on=BACK_ON)
    hand_over.items.update(tell_company=True)
    receive(by=door.near, items=[given_to(hand_over, door.near).items.get().pk], now=NOW)
    return_companies(on(BACK_ON))
    first, second = CompanyMail.objects.order_by("pk")
    assert door.near.name in first.text
    assert door.giver.name in second.text


def test_a_leave_that_is_ended_earlier_in_the_register_brings_them_back_earlier():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_loan(door)
    Leave.objects.update(last_day=TODAY + timedelta(days=9))
    assert return_companies(on(TODAY + timedelta(days=9))) == 0
    assert return_companies(on(TODAY + timedelta(days=10))) == 1
    company.refresh_from_db()
    assert company.owner == door.giver


def test_a_leave_that_is_made_longer_keeps_them_away():
    door = a_door()
    companies_at(door, 1)
    a_loan(door)
    Leave.objects.update(last_day=BACK_ON + timedelta(days=30))
    assert return_companies(on(BACK_ON)) == 0
    assert return_companies(on(BACK_ON + timedelta(days=31))) == 1


def test_a_day_ill_before_the_leave_begins_ends_nothing():
    door = a_door()
    companies_at(door, 1)
    away(door.giver, TODAY, TODAY)
    away(door.giver, TODAY + timedelta(days=5))
    hand_over = a_hand_over(door, HandOverReason.LEAVE, back_on=BACK_ON)
    receive(by=door.near, items=[given_to(hand_over, door.near).items.get().pk], now=NOW)
    assert return_companies(on(TODAY + timedelta(days=1))) == 0
    assert return_companies(on(BACK_ON)) == 1


def test_only_what_the_receiver_still_owns_goes_back():
    door = a_door()
    one, other = companies_at(door, 2)
    a_loan(door)
    owned_by(other, door.far)
    return_companies(on(BACK_ON))
    assert Company.objects.get(pk=one.pk).owner == door.giver
    assert Company.objects.get(pk=other.pk).owner == door.far


def test_lent_on_by_whoever_borrowed_it_it_comes_back_all_the_same():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_loan(door)
    later = TODAY + timedelta(days=10)
    away(door.near, later, BACK_ON + timedelta(days=30))
    terms = Terms(HandOverReason.LEAVE, later, BACK_ON + timedelta(days=31))
    onward = begin_hand_over(by=door.near, giver=door.near, terms=terms, now=on(later))
    onward.items.update(receiver=door.far)
    send_hand_over(by=door.near, hand_over=onward, now=on(later))
    receive(by=door.far, items=[onward.items.get().pk], now=on(later))
    company.refresh_from_db()
    assert company.owner == door.far
    return_companies(on(BACK_ON))
    company.refresh_from_db()
    assert company.owner == door.giver
    return_companies(on(BACK_ON + timedelta(days=31)))
    company.refresh_from_db()
    assert company.owner == door.giver


def test_whoever_comes_back_before_it_is_received_keeps_it():
    door = a_door()
    (company,) = companies_at(door, 1)
    away(door.giver)
    sent = given_to(a_hand_over(door, HandOverReason.LEAVE, back_on=BACK_ON), door.near)
    Leave.objects.update(last_day=TODAY + timedelta(days=2))
    assert return_companies(on(TODAY + timedelta(days=3))) == 1
    sent.refresh_from_db()
    company.refresh_from_db()
    assert (sent.state, company.owner) == (HandOverState.WITHDRAWN, door.giver)


def test_whoever_has_left_meanwhile_gets_nothing_back():
    door = a_door()
    (company,) = companies_at(door, 1)
    a_loan(door)
    Engagement.objects.filter(employee__person=door.giver).update(last_day=TODAY + timedelta(days=5))
    assert return_companies(on(BACK_ON)) == 0
    company.refresh_from_db()
    assert company.owner == door.near


def test_the_giver_takes_them_back_with_a_button(client, settings):
    settings.DEMO_TODAY = TODAY + timedelta(days=4)
    door = a_door()
    companies_at(door, 1)
    loan = a_loan(door)
    url = reverse("companies:hand-over-return", args=[loan.pk])
    client.force_login(door.near)
    assert client.post(url).status_code == 404
    client.force_login(door.giver)
    assert "Tag dem tilbage nu" in client.get(reverse("companies:hand-over", args=[loan.pk])).content.decode()
    assert client.post(url).status_code == 302
    assert Company.objects.get().owner == door.giver
    assert client.post(url).status_code == 403


def test_three_hundred_come_back_in_a_bounded_number_of_queries():
    door = a_door()

    def asked(count: int) -> int:
        companies_at(door, count)
        loan = a_loan(door)
        loan.items.update(tell_company=False)
        with CaptureQueriesContext(connection) as queries:
            return_companies(on(BACK_ON))
        assert Company.objects.filter(owner=door.giver).count() == count
        Company.objects.update(owner=None, owned_since=None)
        HandOver.objects.all().delete()
        Leave.objects.all().delete()
        return len(queries)

    assert asked(300) <= asked(3) + 10
