"""The search box finds what one may see, however it is spelt, and nothing else."""

import pytest
from django.urls import reverse
from tests.factories.method import the_frameworks_of
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_employee, an_outsider, the_lead_of

pytestmark = pytest.mark.django_db


def what_is_found(client, person, text: str) -> str:
    client.force_login(person)
    answer = client.get(reverse("search"), {"q": text})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_name_is_found_however_its_letters_are_written(client):
    team = a_team()
    an_employee(team, name="Åse Kjær")
    lead = the_lead_of(team.parent)
    for text in ("åse", "Aase", "kjaer ÅSE"):
        assert "Åse Kjær" in what_is_found(client, lead, text)


def test_teams_are_found(client):
    team = a_team(a_jobcentre(), name="Team Rødding")
    assert "Team Rødding" in what_is_found(client, the_lead_of(team.parent), "rødding")


def test_concepts_are_found_by_their_term_in_one_s_own_jobcentre(client):
    team = a_team()
    the_frameworks_of(team.parent)
    assert "/method/concepts/?q=selvbooking" in what_is_found(client, a_colleague_in(team), "Selvbooking")
    assert "/method/concepts/?q" not in what_is_found(client, an_outsider(), "selvbooking")


def test_another_jobcentre_and_a_colleague_find_nobody(client):
    team = a_team()
    an_employee(team, name="Åse Kjær")
    for person in (an_outsider(), a_colleague_in(team)):
        assert "Åse Kjær" not in what_is_found(client, person, "åse")


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'", '"; drop table', "a" * 5000, "<script>alert(1)</script>"])
def test_strange_words_find_nothing_and_harm_nothing(client, text):
    team = a_team()
    an_employee(team, name="Åse Kjær")
    found = what_is_found(client, the_lead_of(team.parent), text)
    assert "<script>alert" not in found
    assert "Åse Kjær" not in found
