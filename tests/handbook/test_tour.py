"""The guided tour: offered once, for each role, left at any time, begun again."""

import pytest
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is

from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.handbook.tours import TOURS
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
TOUR, STOPS, ENDING = "/handbook/tour/", "/handbook/tour/stops/", "/handbook/tour/ending/"


def somebody(role: Role) -> Person:
    team = a_team(a_jobcentre())
    if role == Role.STAFF:
        return a_colleague_in(team)
    if role == Role.TEAM_LEADER:
        return somebody_who_is(role, team)
    return somebody_who_is(role, team.parent if role != Role.HEAD else team.parent.parent)


@pytest.mark.parametrize("role", TOURS)
def test_every_stop_can_be_opened_in_its_role_and_tells_what_it_gives(client, role):
    client.force_login(somebody(role))
    assert 4 <= len(TOURS[role]) <= 7
    answer = client.post(TOUR, {"role": role.value})
    for at, stop in enumerate(TOURS[role], 1):
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse(stop.route))
        page = client.get(answer.headers["Location"])
        assert (page.status_code, page.context["tour"].here, page.context["tour"].number) == (200, True, at)
        answer = client.post(STOPS, {"at": str(at)})
    assert answer.headers["Location"] == "/"
    assert client.get("/").context["tour"] is None


def test_it_is_offered_on_the_start_page_until_somebody_has_said_no(client):
    person = somebody(Role.STAFF)
    client.force_login(person)
    assert client.get("/").context["offered_tour"] == Role.STAFF
    answer = client.post(ENDING, {"next": "/"})
    person.refresh_from_db()
    assert (answer.headers["Location"], person.tour_ended_at is not None) == ("/", True)
    assert client.get("/").context["offered_tour"] is None
    assert Entry.objects.filter(deed="tour-ended").count() == 1


def test_it_can_be_left_anywhere_and_begun_again(client):
    client.force_login(somebody(Role.PROGRAMME_LEAD))
    client.post(TOUR, {"role": "programme-lead"})
    client.post(STOPS, {"at": "2"})
    elsewhere = client.get("/handbook/tour/")
    assert elsewhere.context["tour"].here is False
    assert client.post(ENDING, {"next": "/people/teams/"}).headers["Location"] == "/people/teams/"
    assert client.get("/people/teams/").context["tour"] is None
    again = client.post(TOUR, {"role": "programme-lead"})
    assert again.headers["Location"] == "/"
    assert client.get("/").context["tour"].number == 1


def test_nobody_is_taken_round_in_a_role_they_do_not_have(client):
    client.force_login(somebody(Role.STAFF))
    answer = client.post(TOUR, {"role": "head"})
    assert answer.status_code == 422
    assert client.get("/").context["tour"] is None


@pytest.mark.parametrize("at", ["-1", "x", "99999999999999999999", "", "7"])
def test_a_stop_that_is_not_there_ends_the_tour(client, at):
    client.force_login(somebody(Role.STAFF))
    client.post(TOUR, {"role": "staff"})
    assert client.post(STOPS, {"at": at}).status_code == 302
    assert client.get("/").context["tour"] is None


def test_a_stop_without_a_tour_leads_to_the_tours(client):
    client.force_login(somebody(Role.STAFF))
    assert client.post(STOPS, {"at": "0"}).headers["Location"] == TOUR
    assert Entry.objects.filter(deed="tour-ended").count() == 0


def test_somebody_without_a_role_is_told_that_there_is_no_tour(client):
    client.force_login(an_outsider())
    assert client.get(TOUR).status_code == 200


def test_the_way_on_leads_nowhere_else(client):
    client.force_login(somebody(Role.STAFF))
    assert client.post(ENDING, {"next": "https://evil.example/"}).headers["Location"] == "/"
