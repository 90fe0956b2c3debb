"""What an ordinary member of staff has of the register: themselves, and their team's cover."""

import pytest
from django.utils.timezone import localdate
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_employee, the_lead_of

from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind
from samklang.people.queries import people_matching, teams_matching

pytestmark = pytest.mark.django_db
URL = "/people/me/"


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Østbyen")


def test_nobody_is_asked_to_sign_in(client):
    assert client.get(URL).status_code == 302


def test_a_colleague_comes_to_their_own_page_and_from_there_to_their_team(client, team):
    person = a_colleague_in(team)
    add_leave(by=None, employee=person.employee, kind=LeaveKind.MATERNITY, first_day=localdate())
    client.force_login(person)
    answer = client.get(URL, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(person.employee.get_absolute_url(), 302)]
    for said in ("Barsel eller forældreorlov", f'href="/people/teams/{team.pk}/"', "Mit team og bemandingen"):
        assert said in text
    for not_offered in ("Ændr vilkår", "Tilføj fravær", "står i loggen"):
        assert not_offered not in text


def test_who_is_not_employed_is_told_so(client, team):
    client.force_login(the_lead_of(team.parent))
    text = client.get(URL).content.decode()
    assert "Du står ikke i medarbejderlisten" in text
    assert "Programleder" in text


def test_a_search_finds_the_people_and_teams_one_sees(team):
    found = an_employee(team, name="Søren Ågård", number="4711", email="s@x.dk")
    an_employee(a_team(a_jobcentre()), name="Søren Ågård")
    lead, colleague = the_lead_of(team.parent), a_colleague_in(team)
    for text in ("soeren", "ågård", "AAGAARD", "4711", "s@x.dk", "søren ågå"):
        assert list(people_matching(lead, text)) == [found]
        assert list(people_matching(colleague, text)) == []
    assert list(teams_matching(colleague, "østby")) == [team]
    assert list(teams_matching(colleague, "vest")) == []
    assert (list(people_matching(lead, "  ")), list(teams_matching(lead, ""))) == ([], [])
