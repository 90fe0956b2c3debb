"""In the meeting: a box beside each point of the agenda, saved as one types, and nothing else on the screen."""

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting
from tests.factories.people import an_outsider

from samklang.companies import sheet
from samklang.companies.commands.sheets import save_sheet
from samklang.companies.written import BOTH, Typed, mark_of
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def door():
    return a_door()


@pytest.fixture
def meeting(door, client):
    client.force_login(door.holder)
    found = a_meeting(door)
    save_sheet(by=door.holder, meeting=found, typed=[Typed("agenda", "Siden sidst\nLageret", "")], now=timezone.now())
    return found


def url(meeting, *point) -> str:
    return reverse("companies:meeting-note" if point else "companies:meeting-notes", args=[meeting.pk, *point])


def test_there_is_a_box_for_each_point_and_one_for_the_rest_and_nothing_else(client, meeting):
    shown = client.get(url(meeting))
    page = shown.content.decode()
    assert [str(row["field"].label) for row in shown.context["rows"]][:2] == ["Siden sidst", "Lageret"]
    assert len(shown.context["rows"]) == 3
    assert "<nav" not in page
    assert "<footer" not in page


def test_a_note_is_saved_as_one_types_and_is_there_afterwards(client, meeting):
    answer = client.post(url(meeting, "p2"), {"p2": "Kniber om fredagen", "was-p2": ""}, headers=HTMX)
    assert answer.status_code == 200
    assert mark_of("Kniber om fredagen") in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.notes == {"p2": "Kniber om fredagen"}
    assert "Kniber om fredagen" in client.get(url(meeting)).content.decode()
    assert Deed.objects.filter(deed="meeting-noted").count() == 1


def test_without_htmx_all_boxes_are_saved_and_the_minutes_come_next(client, meeting):
    sent = {"p1": "A", "was-p1": "", "p2": "", "was-p2": "", "other": "B", "was-other": ""}
    assert client.post(url(meeting), sent).url == url(meeting)
    again = {"p1": "A", "was-p1": mark_of("A"), "end": "1"}
    assert client.post(url(meeting), again).url == reverse("companies:minutes", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.notes == {"p1": "A", "other": "B"}


def test_two_who_note_at_the_same_point_lose_nothing(client, meeting):
    client.post(url(meeting, "p1"), {"p1": "Kollegaens", "was-p1": ""}, headers=HTMX)
    answer = client.post(url(meeting, "p1"), {"p1": "Min", "was-p1": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert "Kollegaens" in answer.content.decode()
    both = {"p1": "Min", "was-p1": "", "seen-p1": mark_of("Kollegaens"), "keep": BOTH}
    assert client.post(url(meeting, "p1"), both, headers=HTMX).status_code == 200
    meeting.refresh_from_db()
    assert meeting.notes == {"p1": "Min\nKollegaens"}


def test_without_a_preparation_the_agenda_of_every_draft_is_used_and_stays(client, door):
    client.force_login(door.holder)
    meeting = a_meeting(door)
    client.post(url(meeting, "p1"), {"p1": "Noget", "was-p1": ""}, headers=HTMX)
    meeting.refresh_from_db()
    assert meeting.sheet["agenda"] == [one.da for one in sheet.draft("agenda")]


def test_a_civil_registration_number_is_not_saved(client, meeting):
    answer = client.post(url(meeting, "p1"), {"p1": "010190-1234", "was-p1": ""}, headers=HTMX)
    assert answer.status_code == 422
    assert "010190-1234" not in answer.content.decode()
    meeting.refresh_from_db()
    assert meeting.notes == {}


def test_who_gets_in(client, door, meeting):
    assert client.post(url(meeting, "p9"), {"p9": "x", "was-p9": ""}).status_code == 404
    client.force_login(door.colleague)
    assert client.get(url(meeting)).status_code == 200
    assert client.get(url(a_held_meeting(door))).status_code == 403
    client.force_login(an_outsider())
    assert client.get(url(meeting)).status_code == 404
    assert client.post(url(meeting, "p1"), {"p1": "x", "was-p1": ""}).status_code == 404
