"""The pages on which a hand-over is prepared and followed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.companies import NOW, a_contact
from tests.factories.company_hand_overs import (
    BACK_ON,
    TODAY,
    a_door,
    a_hand_over,
    away,
    companies_at,
    given_to,
)
from tests.factories.people import a_colleague_in, an_outsider

from samklang.companies.commands.hand_overs import (
    Terms,
    begin_hand_over,
)
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import EntryKind, HandOverReason, HandOverState
from samklang.companies.models import Company, HandOver

pytestmark = pytest.mark.django_db


def address(name: str, hand_over) -> str:
    return reverse(f"companies:{name}", args=[hand_over.pk])


def test_from_the_first_page_to_sent(client, settings):
    settings.DEMO_TODAY = TODAY
    door = a_door()
    a_contact(companies_at(door, 3)[0])
    tell(Company.objects.get(name="Firma 000"), EntryKind.CONTACT, "x", by=door.giver, at=NOW)
    away(door.giver)
    client.force_login(door.giver)
    page = client.get(reverse("companies:new-hand-over"))
    assert page.context["form"].initial["back_on"] == BACK_ON
    answer = client.post(
        reverse("companies:new-hand-over"),
        {"giver": door.giver.pk, "reason": "leave", "first_day": TODAY.isoformat(), "back_on": BACK_ON.isoformat()},
    )
    hand_over = HandOver.objects.get()
    assert answer.url == address("hand-over-owners", hand_over)
    numbers = [one.pk for one in hand_over.items.all()]
    answer = client.post(answer.url, {"receiver": door.far.pk, "item": numbers})
    assert answer.status_code == 302
    assert set(hand_over.items.values_list("receiver", flat=True)) == {door.far.pk}
    assert "3 virksomheder" in client.get(address("hand-over-owners", hand_over)).content.decode()
    notes = {f"note-{one}": "Ring til Pia" for one in numbers} | {f"tell-{numbers[0]}": "on"}
    assert client.post(address("hand-over-notes", hand_over), notes).url == address("hand-over-summary", hand_over)
    summary = client.get(address("hand-over-summary", hand_over)).content.decode()
    assert "Ny kontaktperson" in summary
    assert client.post(address("hand-over-summary", hand_over)).url == address("hand-over", hand_over)
    assert client.get(address("hand-over", hand_over)).status_code == 200
    hand_over.refresh_from_db()
    assert hand_over.state == HandOverState.SENT


def test_one_that_was_begun_already_goes_on_with_the_days_typed_now(client, settings):
    settings.DEMO_TODAY = TODAY
    door = a_door()
    companies_at(door, 2)
    hand_over = a_hand_over(door)
    hand_over.items.update(receiver=door.far)
    client.force_login(door.giver)
    day = TODAY + timedelta(days=3)
    given = {"giver": door.giver.pk, "reason": "leaving", "first_day": day.isoformat()}
    assert client.post(reverse("companies:new-hand-over"), given).status_code == 302
    hand_over.refresh_from_db()
    assert (hand_over.reason, hand_over.first_day) == ("leaving", day)
    assert list(hand_over.items.values_list("receiver", flat=True)) == [door.far.pk] * 2


def test_marks_and_owner_are_asked_for(client):
    door = a_door()
    companies_at(door, 1)
    hand_over = a_hand_over(door)
    client.force_login(door.leader)
    answer = client.post(address("hand-over-owners", hand_over), {"receiver": door.near.pk})
    assert answer.status_code == 422
    assert "Markér virksomhederne" in answer.content.decode()


def test_a_civil_registration_number_in_a_note_is_told_and_masked(client):
    door = a_door()
    companies_at(door, 1)
    hand_over = a_hand_over(door)
    item = hand_over.items.get()
    client.force_login(door.leader)
    answer = client.post(address("hand-over-notes", hand_over), {f"note-{item.pk}": "Borger 010190-1234"})
    assert answer.status_code == 422
    assert "010190-1234" not in answer.content.decode()
    item.refresh_from_db()
    assert "Borger" not in item.note


@pytest.mark.parametrize(
    "name", ["hand-over", "hand-over-terms", "hand-over-owners", "hand-over-notes", "hand-over-summary"]
)
def test_who_may_open_a_hand_over(client, name):
    door = a_door()
    companies_at(door, 1)
    hand_over = a_hand_over(door)
    for person, status in ((door.giver, 200), (door.leader, 200), (door.near, 404), (an_outsider(), 404)):
        client.force_login(person)
        assert client.get(address(name, hand_over), follow=True).status_code == status


@pytest.mark.parametrize("name", ["hand-over-owners", "hand-over-summary", "hand-over"])
def test_its_pages_cost_the_same_for_one_company_and_for_three(client, name):
    door = a_door()
    client.force_login(door.leader)

    def asked(count: int) -> int:
        HandOver.objects.all().delete()
        Company.objects.update(owner=None, owned_since=None)
        companies_at(door, count)
        hand_over = a_hand_over(door)
        if name == "hand-over":
            given_to(hand_over, door.near)
        client.get(address(name, hand_over))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(name, hand_over)).status_code == 200
        return len(queries)

    assert asked(1) == asked(3)


@pytest.mark.parametrize("show", ["receive", "own", "all"])
def test_the_lists_cost_the_same_for_one_and_for_three(client, show):
    door = a_door()
    client.force_login(door.leader)
    url = f"{reverse('companies:hand-overs')}?show={show}"

    def asked(count: int) -> int:
        HandOver.objects.all().delete()
        for _ in range(count):
            giver = a_colleague_in(door.team)
            companies_at(door, 1, owner=giver)
            terms = Terms(HandOverReason.MOVED, TODAY)
            begun = begin_hand_over(by=giver, giver=giver, terms=terms, now=NOW)
            if show == "own":
                begun.giver = door.leader
                begun.state = HandOverState.DONE
                begun.save()
            else:
                given_to(begun, door.near)
        if show == "receive":
            client.force_login(door.near)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    one, three = asked(1), asked(3)
    assert three - one in ((0,) if show != "receive" else range(12))
