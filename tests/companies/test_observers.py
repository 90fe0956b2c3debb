"""A colleague comes along: asked by who holds the meeting, never one's manager by default, between the two."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.company_meetings import a_door, a_held_meeting, a_meeting
from tests.factories.people import an_employee, an_outsider, the_leader_of

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.meetings import cancel_meeting
from samklang.companies.commands.observers import answer_observer, ask_observer
from samklang.companies.enums import ObserverState
from samklang.companies.models import ObserverAsked
from samklang.companies.queries.meetings import at_the_same_time
from samklang.companies.queries.observers import to_ask, waiting_for
from samklang.delivery.models import Mail
from samklang.delivery.queries.letters import what_it_says
from samklang.people.models import Employee, Engagement

pytestmark = pytest.mark.django_db


@pytest.fixture
def door():
    return a_door()


@pytest.fixture
def meeting(door):
    return a_meeting(door)


def asked(door, meeting) -> ObserverAsked:
    return ask_observer(
        by=door.holder, meeting=meeting, person=door.colleague, focus="Spørger jeg først?", now=timezone.now()
    )


def test_a_colleague_of_ones_own_team_is_proposed_and_gets_a_mail(client, door, meeting):
    client.force_login(door.holder)
    url = reverse("companies:new-observer", args=[meeting.pk])
    assert client.get(url).context["form"].initial["person"] == door.colleague.pk
    assert client.post(url, {"person": door.colleague.pk, "focus": "Spørger jeg først?"}).status_code == 302
    made = ObserverAsked.objects.get()
    assert (made.person, made.state, made.focus) == (door.colleague, ObserverState.ASKED, "Spørger jeg først?")
    said = what_it_says(Mail.objects.get(person=door.colleague))
    assert "Spørger jeg først?" in said.body
    assert door.company.name in said.body
    assert door.holder.name not in said.subject


def test_ones_manager_stands_last_is_marked_and_is_never_proposed(client, door, meeting):
    manager = Employee.objects.get(person=door.colleague)
    Engagement.objects.filter(employee__person=door.holder).update(manager=manager)
    choice = to_ask(door.holder, meeting)
    assert choice.proposed is None
    other = an_employee(door.team, name="Dorte Øst", email="dorte@egtved.example").person
    choice = to_ask(door.holder, meeting)
    assert choice.proposed == other
    assert list(choice.people) == [other, door.colleague]
    assert choice.managers == {door.colleague.pk}
    client.force_login(door.holder)
    page = client.get(reverse("companies:new-observer", args=[meeting.pk])).content.decode()
    assert f"{door.colleague.name} (leder dig)" in page
    assert "bliver aldrig foreslået" in page


def test_the_one_asked_answers_and_who_asked_is_told(client, door, meeting):
    made = asked(door, meeting)
    assert list(waiting_for(door.colleague, timezone.now())) == [made]
    client.force_login(door.colleague)
    assert client.get(reverse("companies:observed")).context["asked"] == [made]
    url = reverse("companies:observer-answer", args=[made.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"state": "yes", "answer": "Jeg kører selv"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.answer) == (ObserverState.YES, "Jeg kører selv")
    assert not waiting_for(door.colleague, timezone.now()).exists()
    assert "Ja, gerne." in what_it_says(Mail.objects.get(person=door.holder)).body
    span = (meeting.begins, meeting.ends)
    assert "Første møde" in str(next(at_the_same_time(door.colleague, span, None, door.colleague)))


def test_only_the_two_of_them_see_it(client, door, meeting):
    made = asked(door, meeting)
    leader = the_leader_of(door.team)
    for person in (leader, an_employee(door.team, email="x@egtved.example").person):
        client.force_login(person)
        assert client.get(reverse("companies:observer-answer", args=[made.pk])).status_code == 404
        assert client.post(reverse("companies:observer-removal", args=[made.pk])).status_code == 404
        assert not client.get(meeting.get_absolute_url()).context["observers"]
        assert "Spørger jeg" not in client.get(meeting.get_absolute_url()).content.decode()
        assert not client.get(reverse("companies:observed")).context["asked"]
    client.force_login(door.colleague)
    assert client.get(meeting.get_absolute_url()).context["observers"] == [made]


def test_only_the_holder_asks_once_a_colleague_to_a_meeting_to_come(client, door, meeting):
    now = timezone.now()
    asked(door, meeting)
    with pytest.raises(NotAllowed, match="already"):
        asked(door, meeting)
    with pytest.raises(NotAllowed, match="Only who holds"):
        ask_observer(by=door.colleague, meeting=meeting, person=door.holder, focus="", now=now)
    with pytest.raises(NotAllowed, match="from the list"):
        ask_observer(by=door.holder, meeting=meeting, person=an_outsider(), focus="", now=now)
    with pytest.raises(NotAllowed, match="from the list"):
        ask_observer(by=door.holder, meeting=meeting, person=door.holder, focus="", now=now)
    with pytest.raises(NotAllowed, match="is over"):
        ask_observer(by=door.holder, meeting=a_held_meeting(door), person=door.colleague, focus="", now=now)
    client.force_login(door.colleague)
    assert client.get(reverse("companies:new-observer", args=[meeting.pk])).status_code == 403
    assert ObserverAsked.objects.count() == 1


def test_after_the_meeting_or_its_cancellation_there_is_nothing_to_answer(client, door, meeting):
    made = asked(door, meeting)
    late = meeting.ends + timedelta(minutes=1)
    with pytest.raises(NotAllowed, match="nothing to answer"):
        answer_observer(by=door.colleague, asked=made, state=ObserverState.YES, answer="", now=late)
    with pytest.raises(NotAllowed, match="Somebody else"):
        answer_observer(by=door.holder, asked=made, state=ObserverState.YES, answer="", now=timezone.now())
    cancel_meeting(by=door.holder, meeting=meeting, because="Nej", now=timezone.now())
    client.force_login(door.colleague)
    assert client.get(reverse("companies:observer-answer", args=[made.pk])).status_code == 404


def test_who_asked_takes_it_back(client, door, meeting):
    made = asked(door, meeting)
    client.force_login(door.holder)
    assert client.post(reverse("companies:observer-removal", args=[made.pk])).status_code == 302
    assert not ObserverAsked.objects.exists()


def test_the_list_costs_the_same_for_three_as_for_one(client, door):
    client.force_login(door.colleague)
    client.get(reverse("companies:observed"))
    costs = []
    for number in (1, 3):
        while ObserverAsked.objects.count() < number:
            asked(door, a_meeting(door))
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(reverse("companies:observed")).context["asked"]) == number
        costs.append(len(queries))
    assert costs[0] == costs[1]
