"""Nobody leaves with open companies: told before, refused at once, begun in good time, and seen to at night."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.companies import NOW, a_company, owned_by
from tests.factories.company_hand_overs import (
    TODAY,
    a_door,
    a_hand_over,
    a_step,
    away,
    companies_at,
    given_to,
    received_by,
)

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.hand_over_nights import hand_over_for_leavers
from samklang.companies.commands.hand_over_receipt import send_back
from samklang.companies.enums import HandOverReason, HandOverState, ItemState
from samklang.companies.models import Company, HandOver
from samklang.companies.queries.hand_overs import answers_for, leaving_soon, made_by_the_night, sent_back, to_receive
from samklang.people.commands import end_employment
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.DEMO_TODAY = TODAY


def employee(person) -> Employee:
    return Employee.objects.get(person=person)


def leaves_on(person, last_day) -> None:
    Engagement.objects.filter(employee__person=person).update(last_day=last_day)


def test_ending_today_is_refused_while_something_is_open():
    door = a_door()
    companies_at(door, 2)
    a_step(Company.objects.first(), door.giver)
    for last_day in (TODAY, TODAY - timedelta(days=1)):
        with pytest.raises(NotAllowed, match="still has 2 companies and 1 open next step"):
            end_employment(by=door.leader, employee=employee(door.giver), last_day=last_day)
    assert not Engagement.objects.filter(employee__person=door.giver, last_day__isnull=False).exists()
    assert not HandOver.objects.exists()


def test_ending_later_is_allowed_and_a_hand_over_is_begun_by_itself():
    door = a_door()
    companies_at(door, 2)
    last_day = TODAY + timedelta(days=20)
    end_employment(by=door.leader, employee=employee(door.giver), last_day=last_day)
    begun = HandOver.objects.get()
    assert (begun.state, begun.made_by, begun.reason) == (HandOverState.DRAFT, None, HandOverReason.LEAVING)
    assert (begun.first_day, begun.items.count()) == (last_day + timedelta(days=1), 2)
    assert list(leaving_soon(door.leader, TODAY, NOW)) == [door.giver]
    assert not leaving_soon(door.near, TODAY, NOW)
    assert list(made_by_the_night(door.leader)) == [begun]


def test_what_is_on_its_way_lets_one_leave_and_what_was_sent_back_does_not():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door, HandOverReason.LEAVING), door.near)
    item = send_back(by=door.near, item=sent.items.get(), said="Nej", now=NOW)
    with pytest.raises(NotAllowed, match="Hand that over first"):
        end_employment(by=door.leader, employee=employee(door.giver), last_day=TODAY)
    item.state = ItemState.WAITING
    item.save()
    end_employment(by=door.leader, employee=employee(door.giver), last_day=TODAY)


def test_imports_and_the_directory_are_never_refused_and_others_without_anything_neither():
    door = a_door()
    companies_at(door, 1)
    end_employment(by=None, employee=employee(door.giver), last_day=TODAY)
    end_employment(by=door.leader, employee=employee(door.near), last_day=TODAY)
    assert Company.objects.get().owner == door.giver


def test_at_night_whoever_has_left_is_handed_over_for_and_the_leader_sees_it():
    door = a_door()
    companies_at(door, 3)
    leaves_on(door.giver, TODAY - timedelta(days=1))
    assert hand_over_for_leavers(NOW, TODAY, dry_run=True) == 1
    assert not HandOver.objects.exists()
    assert hand_over_for_leavers(NOW, TODAY) == 1
    sent = HandOver.objects.get()
    assert (sent.state, sent.made_by, sent.reason, sent.first_day) == ("sent", None, "leaving", TODAY)
    assert to_receive(door.near).count() + to_receive(door.far).count() == 3
    assert list(made_by_the_night(door.leader)) == [sent]
    assert answers_for(door.giver, TODAY) == door.leader
    assert hand_over_for_leavers(NOW, TODAY) == 0
    assert HandOver.objects.count() == 1


def test_at_night_a_draft_that_was_forgotten_is_sent():
    door = a_door()
    companies_at(door, 1)
    draft = a_hand_over(door, HandOverReason.LEAVING, first_day=TODAY)
    draft.items.update(receiver=door.far)
    leaves_on(door.giver, TODAY - timedelta(days=1))
    hand_over_for_leavers(NOW, TODAY)
    draft.refresh_from_db()
    assert (draft.state, draft.items.get().receiver) == (HandOverState.SENT, door.far)


def test_at_night_a_leave_over_a_fortnight_is_a_loan_and_a_shorter_one_is_left_alone():
    door = a_door()
    companies_at(door, 1)
    companies_at(door, 1, owner=door.near)
    away(door.giver, TODAY - timedelta(days=1), TODAY + timedelta(days=20))
    away(door.near, TODAY, TODAY + timedelta(days=12))
    assert hand_over_for_leavers(NOW, TODAY) == 1
    sent = HandOver.objects.get()
    assert (sent.giver, sent.reason, sent.back_on) == (door.giver, "leave", TODAY + timedelta(days=21))
    assert sent.items.get().receiver == door.far


def test_an_illness_without_an_end_is_handed_over_once_it_has_lasted_a_fortnight():
    door = a_door()
    companies_at(door, 1)
    Leave.objects.create(employee=employee(door.giver), kind=LeaveKind.SICK, first_day=TODAY - timedelta(days=1))
    assert hand_over_for_leavers(NOW, TODAY) == 0
    assert hand_over_for_leavers(NOW + timedelta(days=13), TODAY + timedelta(days=13)) == 1


def test_where_nobody_else_is_at_work_the_leader_gets_it():
    door = a_door()
    companies_at(door, 1)
    for person in (door.giver, door.near, door.far):
        leaves_on(person, TODAY - timedelta(days=1))
    hand_over_for_leavers(NOW, TODAY)
    assert (HandOver.objects.get().state, HandOver.objects.get().items.get().receiver) == ("sent", door.leader)
    assert hand_over_for_leavers(NOW, TODAY) == 0


def test_a_receiver_who_leaves_before_receipt_holds_nothing_up():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door), door.near)
    leaves_on(door.near, TODAY - timedelta(days=1))
    hand_over_for_leavers(NOW, TODAY)
    item = sent.items.get()
    assert (item.state, list(sent_back(door.leader))) == (ItemState.DECLINED, [item])
    assert Company.objects.get().owner == door.giver


def test_a_receiver_who_is_ill_for_a_day_keeps_what_waits():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door), door.near)
    away(door.near, TODAY, TODAY)
    hand_over_for_leavers(NOW, TODAY)
    assert (sent.items.get().receiver, sent.items.get().state) == (door.near, ItemState.WAITING)


def test_when_both_have_left_somebody_else_gets_it():
    door = a_door()
    companies_at(door, 1)
    sent = given_to(a_hand_over(door, HandOverReason.LEAVING), door.near)
    leaves_on(door.giver, TODAY - timedelta(days=1))
    leaves_on(door.near, TODAY - timedelta(days=1))
    assert hand_over_for_leavers(NOW, TODAY) == 1
    assert (sent.items.get().receiver, sent.items.get().state) == (door.far, ItemState.WAITING)
    assert hand_over_for_leavers(NOW, TODAY) == 0


def test_nothing_is_handed_over_twice_where_companies_were_received():
    door = a_door()
    companies_at(door, 1)
    received_by(a_hand_over(door, HandOverReason.LEAVING), door.near)
    leaves_on(door.giver, TODAY - timedelta(days=1))
    assert hand_over_for_leavers(NOW, TODAY) == 0


# -- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_of_ending_says_what_is_open_and_leads_to_the_hand_over(client):
    door = a_door()
    companies_at(door, 2)
    client.force_login(door.leader)
    url = reverse("people:employee-ending", args=[employee(door.giver).pk])
    page = client.get(url).content.decode()
    assert "har stadig 2 virksomheder" in page
    assert f"{reverse('companies:new-hand-over')}?giver={door.giver.pk}" in page
    answer = client.post(url, {"last_day": TODAY.isoformat()})
    assert answer.status_code == 422
    assert "Overdrag det først" in answer.content.decode()
    assert client.post(url, {"last_day": (TODAY + timedelta(days=9)).isoformat()}).status_code == 302
    assert HandOver.objects.get().giver == door.giver


def test_a_long_leave_leads_to_the_hand_over_and_a_short_one_does_not(client):
    door = a_door()
    owned_by(a_company(door.municipality), door.giver)
    client.force_login(door.leader)
    url = reverse("people:employee-leave", args=[employee(door.giver).pk])
    assert "har stadig 1 virksomhed" in client.get(url).content.decode()
    given = {"kind": LeaveKind.OTHER, "first_day": TODAY.isoformat()}
    answer = client.post(url, {**given, "last_day": (TODAY + timedelta(days=5)).isoformat()})
    assert answer.url == employee(door.giver).get_absolute_url()
    first_day = (TODAY + timedelta(days=30)).isoformat()
    answer = client.post(url, {**given, "first_day": first_day, "last_day": ""})
    assert answer.url == f"{reverse('companies:new-hand-over')}?giver={door.giver.pk}"
    assert Leave.objects.count() == 2


def test_whoever_has_nothing_is_warned_of_nothing(client):
    door = a_door()
    client.force_login(door.leader)
    for name in ("employee-ending", "employee-leave"):
        page = client.get(reverse(f"people:{name}", args=[employee(door.giver).pk])).content.decode()
        assert "har stadig" not in page
