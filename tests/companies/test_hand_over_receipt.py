"""Receiving companies: what goes along, who is told; sent back, and nothing lost meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import NOW, a_company, a_contact, owned_by
from tests.factories.company_hand_overs import (
    TODAY,
    a_door,
    a_hand_over,
    a_planned_meeting,
    a_step,
    an_open_enquiry,
    an_opening,
    companies_at,
    given_to,
    received_by,
)
from tests.factories.people import an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.hand_over_nights import move_received
from samklang.companies.commands.hand_over_receipt import choose_owner, receive, send_back
from samklang.companies.commands.hand_overs import Terms, begin_hand_over, send_hand_over, withdraw_hand_over
from samklang.companies.enums import HandOverReason, HandOverState, ItemState, StepState
from samklang.companies.models import Assignment, Company, CompanyMail, Entry, HandOver, HandOverItem
from samklang.companies.queries.hand_overs import late_receipts, responsible_for, sent_back, to_receive
from samklang.ledger.models import Entry as LedgerEntry
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db


def items_in(hand_over) -> list[int]:
    return list(hand_over.items.order_by("pk").values_list("pk", flat=True))


def test_on_receipt_everything_open_goes_along_and_what_is_settled_stays():
    door = a_door()
    (company,) = companies_at(door, 1)
    mine = [a_step(company, door.giver), an_opening(company, door.giver), a_planned_meeting(company, door.giver)]
    enquiry = an_open_enquiry(door, company, door.giver)
    done = a_step(company, door.giver, "Sendt")
    done.state, done.settled_at = StepState.DONE, NOW
    done.save()
    others = a_step(company, door.far, "En kollegas")
    received_by(a_hand_over(door), door.near)
    for one in [company, *mine, enquiry, done, others]:
        one.refresh_from_db()
    assert (company.owner, company.owned_since) == (door.near, TODAY)
    assert [mine[0].owner, mine[1].owner, mine[2].holder, enquiry.owner] == [door.near] * 4
    assert {mine[0].team, mine[1].team, mine[2].team, enquiry.team} == {door.team}
    assert (done.owner, others.owner) == (door.giver, door.far)
    assigned = Assignment.objects.get(enquiry=enquiry)
    assert (assigned.person, assigned.instead_of, assigned.why) == (door.near, None, "handed-over")
    line = Entry.objects.get(company=company)
    assert (line.kind, line.what, line.by, line.told["receiver"]) == ("owner", "handed-over", door.near, door.near.name)
    assert LedgerEntry.objects.filter(deed="hand-over-received", actor_id=door.near.pk).count() == 1
    assert HandOver.objects.get().state == HandOverState.DONE


def test_the_company_is_written_to_where_that_is_wanted():
    door = a_door()
    told, quiet = companies_at(door, 2)
    for one in (told, quiet):
        a_contact(one)
    hand_over = a_hand_over(door)
    hand_over.items.filter(company=told).update(tell_company=True)
    hand_over.items.filter(company=quiet).update(tell_company=False)
    received_by(hand_over, door.near)
    mail = CompanyMail.objects.get()
    assert (mail.company, mail.letter, mail.to_email) == (told, "new-contact", "pia@maskin.example")
    assert door.near.name in mail.text


def test_only_the_receiver_receives_and_only_once():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door), door.near)
    for somebody in (door.far, door.leader, door.giver, an_outsider()):
        with pytest.raises(NotAllowed, match="Only the one it was given to"):
            receive(by=somebody, items=items_in(sent), now=NOW)
    assert Company.objects.get().owner == door.giver
    receive(by=door.near, items=items_in(sent), now=NOW)
    with pytest.raises(NotAllowed, match="does not wait for you"):
        receive(by=door.near, items=items_in(sent), now=NOW)
    assert Entry.objects.count() == 1


def test_all_of_it_is_received_or_none():
    door = a_door()
    companies_at(door, 2)
    sent = given_to(a_hand_over(door), door.near)
    first, second = items_in(sent)
    send_back(by=door.near, item=HandOverItem.objects.get(pk=first), said="Kender dem ikke", now=NOW)
    with pytest.raises(NotAllowed):
        receive(by=door.near, items=[first, second], now=NOW)
    assert set(Company.objects.values_list("owner", flat=True)) == {door.giver.pk}


def test_what_is_received_early_goes_on_the_first_day():
    door = a_door()
    (company,) = companies_at(door, 1)
    step = a_step(company, door.giver)
    later = TODAY + timedelta(days=10)
    sent = received_by(a_hand_over(door, first_day=later), door.near)
    company.refresh_from_db()
    assert (company.owner, sent.state, sent.items.get().moved_at) == (door.giver, HandOverState.DONE, None)
    assert move_received(now=NOW + timedelta(days=9)) == 0
    assert move_received(now=NOW + timedelta(days=10), dry_run=True) == 1
    assert move_received(now=NOW + timedelta(days=10)) == 1
    for one in (company, step):
        one.refresh_from_db()
    assert (company.owner, company.owned_since, step.owner) == (door.near, later, door.near)
    assert move_received(now=NOW + timedelta(days=11)) == 0


def test_sent_back_it_waits_for_another_and_the_giver_still_answers_for_it():
    door = a_door()
    (company,) = companies_at(door, 1)
    sent = given_to(a_hand_over(door), door.near)
    item = send_back(by=door.near, item=sent.items.get(), said=" Jeg har\nfor mange ", now=NOW)
    assert (item.state, item.said) == (ItemState.DECLINED, "Jeg har for mange")
    assert not to_receive(door.near)
    assert list(sent_back(door.leader)) == [item]
    assert responsible_for(item, TODAY) == door.giver
    choose_owner(by=door.leader, item=item, receiver=door.far, note="Kun fredage", tell_company=False, now=NOW)
    assert [one.company for one in to_receive(door.far)] == [company]
    receive(by=door.far, items=[item.pk], now=NOW)
    company.refresh_from_db()
    assert company.owner == door.far


def test_once_the_giver_has_left_the_leader_answers_for_what_waits():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door, HandOverReason.LEAVING), door.near)
    Engagement.objects.filter(employee__person=door.giver).update(last_day=TODAY - timedelta(days=1))
    assert responsible_for(sent.items.get(), TODAY) == door.leader


def test_a_company_merged_meanwhile_goes_as_the_one_that_was_kept():
    door = a_door()
    gone, kept = companies_at(door, 2)
    step = a_step(gone, door.giver)
    sent = given_to(a_hand_over(door), door.near)
    gone.merged_into = kept
    gone.save()
    step.company = kept
    step.save()
    receive(by=door.near, items=[sent.items.get(company=gone).pk], now=NOW)
    for one in (kept, step):
        one.refresh_from_db()
    assert (kept.owner, step.owner) == (door.near, door.near)
    receive(by=door.near, items=[sent.items.get(company=kept).pk], now=NOW)
    assert Entry.objects.filter(kind="owner").count() == 1


def test_a_company_that_somebody_else_has_got_meanwhile_stays_theirs():
    door = a_door()
    (company,) = companies_at(door, 1)
    step = a_step(company, door.giver)
    sent = given_to(a_hand_over(door), door.near)
    owned_by(company, door.far)
    receive(by=door.near, items=items_in(sent), now=NOW)
    for one in (company, step):
        one.refresh_from_db()
    assert (company.owner, step.owner) == (door.far, door.near)


def test_two_hand_overs_at_once_each_move_their_own():
    door = a_door()
    companies_at(door, 1)
    first = given_to(a_hand_over(door), door.near)
    new = owned_by(a_company(door.municipality, "Nyt"), door.giver)
    second = given_to(a_hand_over(door), door.far)
    companies_at(door, 1, owner=door.far)
    theirs = begin_hand_over(by=door.far, giver=door.far, terms=Terms(HandOverReason.MOVED, TODAY), now=NOW)
    theirs.items.update(receiver=door.near)
    send_hand_over(by=door.far, hand_over=theirs, now=NOW)
    assert {one.hand_over for one in to_receive(door.near)} == {first, theirs}
    receive(by=door.near, items=[one.pk for one in to_receive(door.near)], now=NOW)
    receive(by=door.far, items=items_in(second), now=NOW)
    assert Company.objects.get(pk=new.pk).owner == door.far
    assert Company.objects.filter(owner=door.near).count() == 2
    assert set(HandOver.objects.values_list("state", flat=True)) == {HandOverState.DONE}


def test_withdrawn_it_waits_for_nobody_and_what_was_received_stays():
    door = a_door()
    companies_at(door, 2)
    sent = given_to(a_hand_over(door), door.near)
    first, second = items_in(sent)
    receive(by=door.near, items=[first], now=NOW)
    withdraw_hand_over(by=door.leader, hand_over=sent)
    with pytest.raises(NotAllowed, match="has been withdrawn"):
        receive(by=door.near, items=[second], now=NOW)
    assert sorted(Company.objects.values_list("owner", flat=True)) == sorted([door.near.pk, door.giver.pk])


def test_after_three_working_days_it_is_late():
    door = a_door()
    companies_at(door, 1)
    given_to(a_hand_over(door), door.near)
    for days, late in ((1, 0), (3, 0), (4, 1)):
        assert late_receipts(door.leader, TODAY + timedelta(days=days)).count() == late
    assert not late_receipts(door.giver, TODAY + timedelta(days=9))


def test_three_hundred_are_received_in_a_bounded_number_of_queries():
    door = a_door()

    def asked(count: int) -> int:
        companies_at(door, count)
        hand_over = a_hand_over(door)
        hand_over.items.update(tell_company=False)
        sent = given_to(hand_over, door.near)
        with CaptureQueriesContext(connection) as queries:
            receive(by=door.near, items=items_in(sent), now=NOW)
        assert Company.objects.filter(owner=door.near).count() == count
        Company.objects.update(owner=None, owned_since=None)
        return len(queries)

    assert asked(300) <= asked(3) + 10


# -- pages -----------------------------------------------------------------------------------------------------------


def test_one_is_received_then_all_and_one_is_sent_back(client, settings):
    settings.DEMO_TODAY = TODAY
    door = a_door()
    companies_at(door, 3)
    sent = given_to(a_hand_over(door), door.near)
    first, second, third = items_in(sent)
    client.force_login(door.near)
    url = reverse("companies:hand-overs")
    page = client.get(url).content.decode()
    assert "Firma 000" in page
    assert f"Modtag alt fra {door.giver.name}" in page
    client.post(reverse("companies:hand-over-receipts"), {"item": first})
    assert Company.objects.filter(owner=door.near).count() == 1
    refusal = reverse("companies:hand-over-refusal", args=[second])
    assert client.post(refusal, {"said": ""}).status_code == 422
    assert client.post(refusal, {"said": "Har for mange"}).status_code == 302
    client.post(reverse("companies:hand-over-receipts"), {"hand_over": sent.pk})
    assert HandOverItem.objects.get(pk=third).state == ItemState.RECEIVED
    assert client.get(refusal).status_code == 404
    client.force_login(door.leader)
    page = client.get(reverse("companies:hand-over", args=[sent.pk])).content.decode()
    assert "Har for mange" in page
    item = reverse("companies:hand-over-item", args=[second])
    assert client.get(item).status_code == 200
    client.post(item, {"receiver": door.far.pk, "note": "", "tell_company": ""})
    assert HandOverItem.objects.get(pk=second).receiver == door.far
    assert client.get(reverse("companies:hand-over-item", args=[third])).status_code == 403


def test_others_receive_nothing_by_number(client):
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door), door.near)
    client.force_login(door.far)
    client.post(reverse("companies:hand-over-receipts"), {"item": items_in(sent)[0]})
    client.post(reverse("companies:hand-over-receipts"), {"hand_over": sent.pk})
    client.post(reverse("companies:hand-over-receipts"), {"item": "9" * 40})
    assert client.get(reverse("companies:hand-over-refusal", args=items_in(sent))).status_code == 404
    assert Company.objects.get().owner == door.giver
