"""The list of staff: who sees it, what it can be asked for, and what it costs."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.people.commands import Terms, add_leave, change_engagement, end_employment
from samklang.people.enums import LeaveKind, StaffStatus
from samklang.people.queries.staff_list import Narrowing, staff_list, status_counts

pytestmark = pytest.mark.django_db
URL = "/people/employees/"
DAY = date(2026, 9, 1)


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


def _names(person, day=DAY, **asked):
    return [one.person.name for one in staff_list(person, day, Narrowing(**asked))]


def test_nobody_is_asked_to_sign_in(client):
    answer = client.get(URL)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("who", "status"), [(the_leader_of, 200), (the_lead_of, 200), (the_head_of, 200), (a_colleague_in, 403)]
)
def test_who_sees_the_list(client, team, who, status):
    client.force_login(who(team))
    assert client.get(URL).status_code == status


def test_a_colleague_is_told_what_they_see_instead(client, team):
    client.force_login(a_colleague_in(team))
    assert "Du kan se din egen side og dit teams bemanding" in client.get(URL).content.decode()


def test_somebody_from_another_jobcentre_sees_nobody_of_this_one(client, team):
    an_employee(team, name="Åse Æbelø")
    client.force_login(an_outsider())
    assert "Åse Æbelø" not in client.get(URL).content.decode()


def test_a_team_leader_sees_their_own_team_only(team):
    an_employee(team, name="Åse Æbelø")
    an_employee(a_team(team.parent), name="Bo Bak")
    assert _names(the_leader_of(team)) == ["Åse Æbelø"]


def test_who_is_about_to_move_is_seen_by_both_leaders_and_afterwards_by_the_new_one(team):
    there = a_team(team.parent)
    moving = an_employee(team, name="Flytter Snart")
    moved = an_employee(team, name="Flyttet Allerede")
    change_engagement(by=None, employee=moving, terms=Terms(team=there), first_day=localdate() + timedelta(days=9))
    change_engagement(by=None, employee=moved, terms=Terms(team=there), first_day=localdate() - timedelta(days=9))
    assert _names(the_leader_of(team), localdate()) == ["Flytter Snart"]
    assert _names(the_leader_of(there), localdate()) == ["Flytter Snart", "Flyttet Allerede"]


def test_danish_letters_come_last_and_aa_stands_with_aring(team):
    for name in ("Østen Dam", "Aase Dam", "Ærø Dam", "Zenia Dam", "Anne Dam", "Åse Damm"):
        an_employee(team, name=name)
    assert _names(the_lead_of(team.parent)) == ["Anne Dam", "Zenia Dam", "Ærø Dam", "Østen Dam", "Aase Dam", "Åse Damm"]


@pytest.mark.parametrize(
    "text", ["østergård", "ØSTERGÅRD", "Oestergaard", "søren øst", "soeren", "soren@x.dk", "4711", "konsulent"]
)
def test_a_person_is_found_however_the_name_is_spelt(team, text):
    an_employee(team, name="Søren Østergaard", number="4711", email="soren@x.dk", role="Jobkonsulent")
    an_employee(team, name="Anne Hansen")
    assert _names(the_lead_of(team.parent), text=text) == ["Søren Østergaard"]


def test_each_status_holds_those_it_names_and_the_counts_agree(team):
    an_employee(team, name="At Work", email="a@x.dk")
    away = an_employee(team, name="Away Now", email="b@x.dk")
    add_leave(by=None, employee=away, kind=LeaveKind.SICK, first_day=DAY)
    an_employee(team, name="Temp Now", email="c@x.dk", is_temp=True)
    an_employee(team, name="Coming Later", email="d@x.dk", first_day=DAY + timedelta(days=1))
    gone = an_employee(team, name="Gone Before", email="e@x.dk")
    end_employment(by=None, employee=gone, last_day=DAY - timedelta(days=1))
    an_employee(team, name="Without Address")
    lead = the_lead_of(team.parent)
    found = {status: _names(lead, status=status) for status in StaffStatus}
    assert found == {
        StaffStatus.EMPLOYED: ["At Work", "Away Now", "Temp Now", "Without Address"],
        StaffStatus.AT_WORK: ["At Work", "Temp Now", "Without Address"],
        StaffStatus.AWAY: ["Away Now"],
        StaffStatus.TEMP: ["Temp Now"],
        StaffStatus.COMING: ["Coming Later"],
        StaffStatus.LEFT: ["Gone Before"],
        StaffStatus.WITHOUT_EMAIL: ["Without Address"],
        StaffStatus.EVERYBODY: ["At Work", "Away Now", "Coming Later", "Gone Before", "Temp Now", "Without Address"],
    }
    assert status_counts(lead, DAY, Narrowing()) == {status: len(names) for status, names in found.items()}


def test_the_list_shows_the_team_and_role_of_the_day_asked_about(client, team):
    there = a_team(team.parent, "Team Syd")
    moved = an_employee(team, name="Bo Bak", role="sagsbehandler")
    change_engagement(by=None, employee=moved, terms=Terms(team=there, role="jobkonsulent"), first_day=DAY)
    client.force_login(the_lead_of(team.parent))
    before = client.get(URL, {"as_of": "2026-08-31", "team": team.pk, "role": "sagsbehandler"}).content.decode()
    after = client.get(URL, {"as_of": "2026-09-01", "team": team.pk}).content.decode()
    assert "Bo Bak" in before
    assert "Bo Bak" not in after


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["A", "B"]),
        ("-name", ["B", "A"]),
        ("role", ["B", "A"]),
        ("hours", ["A", "B"]),
        ("nonsense", ["A", "B"]),
    ],
)
def test_the_list_is_sorted_as_asked(team, sort, names):
    an_employee(team, name="A", role="sagsbehandler", weekly_hours=30)
    an_employee(team, name="B", role="jobkonsulent", weekly_hours=37)
    assert _names(the_lead_of(team.parent), sort=sort) == names


def test_why_somebody_is_away_is_shown_to_their_leader_only(client, team):
    away = an_employee(team)
    add_leave(by=None, employee=away, kind=LeaveKind.MATERNITY, first_day=DAY)
    for who, seen in (
        (the_leader_of(team), True),
        (the_lead_of(team.parent), False),
        (the_head_of(team.parent), False),
    ):
        client.force_login(who)
        text = client.get(URL, {"as_of": DAY.isoformat()}).content.decode()
        assert ("Barsel" in text, "Fravær" in text) == (seen, True)


def test_the_list_comes_a_page_at_a_time(client, team):
    for _ in range(51):
        an_employee(team)
    client.force_login(the_lead_of(team.parent))
    assert "1–50 af 51" in client.get(URL).content.decode()
    assert "51–51 af 51" in client.get(URL, {"page": 2}).content.decode()
    assert "51–51 af 51" in client.get(URL, {"page": 99}).content.decode()


def test_an_empty_list_says_why(client, team):
    client.force_login(the_lead_of(team.parent))
    assert "importér listen fra personalesystemet" in client.get(URL).content.decode()
    assert "Prøv med færre bogstaver" in client.get(URL, {"q": "xyz"}).content.decode()
    assert "Ingen har denne status" in client.get(URL, {"status": "has-left"}).content.decode()


@pytest.mark.parametrize("query", [{"status": "?"}, {"team": "999"}, {"page": "x"}, {"q": "%' OR 1=1"}])
def test_a_query_that_cannot_be_read_is_answered_all_the_same(client, team, query):
    client.force_login(the_lead_of(team.parent))
    assert client.get(URL, query).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_three(client, team):
    an_employee(team)
    client.force_login(the_lead_of(team.parent))
    client.get(URL)
    with CaptureQueriesContext(connection) as for_one:
        client.get(URL)
    for _ in range(2):
        add_leave(by=None, employee=an_employee(team), kind=LeaveKind.SICK, first_day=DAY)
    with CaptureQueriesContext(connection) as for_three:
        client.get(URL)
    assert len(for_three) == len(for_one)
