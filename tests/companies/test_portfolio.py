"""What one person has at the company door, how much that is, and how near colleagues are."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import NOW, a_company, owned_by
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
)
from tests.factories.people import somebody_who_is

from samklang.access.enums import Role
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, MeetingState, OpeningState, Sector
from samklang.companies.queries.hand_overs import working_days_before
from samklang.companies.queries.nearness import nearness_of
from samklang.companies.queries.portfolio import Held, held_at, held_by, portfolio_of, to_hand_over
from samklang.core.words import render
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db


def a_full_portfolio(door):
    one, other = companies_at(door, 2)
    a_step(one, door.giver)
    an_opening(one, door.giver)
    a_planned_meeting(one, door.giver)
    an_open_enquiry(door, other, door.giver)
    return one, other


def test_everything_open_counts_and_what_is_over_does_not():
    door = a_door()
    one, other = a_full_portfolio(door)
    held_meeting = a_planned_meeting(one, door.giver)
    held_meeting.state = MeetingState.HELD
    held_meeting.save()
    withdrawn = an_opening(other, door.giver)
    withdrawn.state = OpeningState.WITHDRAWN
    withdrawn.save()
    held = held_by([door.giver.pk, door.far.pk], NOW)
    assert held[door.giver.pk] == Held(2, 1, 1, 1, 1)
    assert held[door.giver.pk].points == 2 + 3 + 1 + 2 + 2
    assert (held[door.far.pk].points, bool(held[door.far.pk])) == (0, False)
    assert [render(part, "da") for part in held[door.giver.pk].parts[:2]] == ["2 virksomheder", "1 åben henvendelse"]
    assert held_at(door.giver, [one.pk, other.pk], NOW) == {one.pk: Held(1, 0, 1, 1, 1), other.pk: Held(1, 1, 0, 0, 0)}


def test_what_waits_for_receipt_counts_for_the_receiver_and_is_handed_over_once():
    door = a_door()
    a_full_portfolio(door)
    assert to_hand_over(door.giver, NOW) == Held(2, 1, 1, 1, 1)
    given_to(a_hand_over(door), door.near)
    assert held_by([door.near.pk], NOW)[door.near.pk].companies == 2
    assert not to_hand_over(door.giver, NOW)


def test_merged_companies_are_nobodys():
    door = a_door()
    gone, kept = companies_at(door, 2)
    gone.merged_into = kept
    gone.save()
    assert list(portfolio_of(door.giver, NOW).companies) == [kept]
    assert held_by([door.giver.pk], NOW)[door.giver.pk].companies == 1


def test_earlier_contact_brings_nearest_and_long_ago_counts_no_more():
    door = a_door()
    (company,) = companies_at(door, 1)
    tell(company, EntryKind.CONTACT, "Ringede", by=door.near, at=NOW - timedelta(days=30))
    tell(company, EntryKind.MEETING, "Mødtes", by=door.near, at=NOW - timedelta(days=10))
    tell(company, EntryKind.NOTE, "Skrev", by=door.far, at=NOW)
    tell(company, EntryKind.CONTACT, "Ringede", by=door.far, at=NOW - timedelta(days=2000))
    near = nearness_of([door.near.pk, door.far.pk], [company], door.giver, TODAY)
    said = render(near.why(company, door.near.pk), "da")
    assert said == "har talt med dem 2 gange, senest den 28. august 2026, og er i samme team"
    assert near.points(company, door.near.pk) > near.points(company, door.far.pk)


def test_town_industry_and_place_bring_nearer():
    door = a_door()
    (company,) = companies_at(door, 1)
    Engagement.objects.update(site="Rådhuset")
    owned_by(a_company(door.municipality, "I byen", sector=Sector.TRADE), door.near)
    owned_by(a_company(door.municipality, "I branchen", postcode="7100", town="Vejle"), door.far)
    owned_by(a_company(door.municipality, "I nærheden", postcode="6000", town="Kolding", sector="trade"), door.leader)
    near = nearness_of([door.near.pk, door.far.pk, door.leader.pk], [company], door.giver, TODAY)
    reasons = [[render(said, "en") for _, said in near.reasons(company, one.pk)] for one in (door.near, door.far)]
    assert reasons == [
        ["has one other company in 6040 Egtved", "is in the same team", "works in the same place, Rådhuset"],
        ["is in the same team", "has one other company in the same industry", "works in the same place, Rådhuset"],
    ]
    assert "nearby, in 6000 to 6099" in render(near.why(company, door.leader.pk), "en")


def test_working_days_leave_out_week_ends_and_holidays():
    assert working_days_before(TODAY, 3) == TODAY - timedelta(days=5)
    easter_tuesday = TODAY.replace(month=4, day=7)
    assert working_days_before(easter_tuesday, 1) == TODAY.replace(month=4, day=1)


def test_one_sees_ones_own_and_trainers_see_none(client):
    door = a_door()
    a_full_portfolio(door)
    url = reverse("companies:portfolio")
    client.force_login(door.giver)
    page = client.get(url).content.decode()
    assert "Ring om praktikpladsen" in page
    assert "V-AAAAAA" in page
    client.force_login(door.leader)
    assert "Ring om praktikpladsen" not in client.get(url).content.decode()
    client.force_login(somebody_who_is(Role.TRAINER, door.jobcentre))
    assert client.get(url).status_code == 403


def test_the_page_costs_the_same_for_one_and_for_three(client):
    door = a_door()
    client.force_login(door.giver)

    def asked(count: int) -> int:
        for number, company in enumerate(companies_at(door, count)):
            a_step(company, door.giver)
            an_open_enquiry(door, company, door.giver, f"V-{count}{number}")
            a_planned_meeting(company, door.giver)
            an_opening(company, door.giver)
        client.get(reverse("companies:portfolio"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("companies:portfolio"))
        return len(queries)

    assert asked(1) == asked(3)
