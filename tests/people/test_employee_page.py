"""The page of one member of staff: who opens it, what it tells whom, and that the reading is recorded."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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

from samklang.access.commands import give_role
from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.commands import Terms, add_leave, change_engagement
from samklang.people.enums import LeaveKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


@pytest.fixture
def today():
    return localdate()


def _page(client, person, employee, **query):
    client.force_login(person)
    return client.get(employee.get_absolute_url(), query)


def test_nobody_is_asked_to_sign_in(client, team):
    assert client.get(an_employee(team).get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (the_leader_of, 200),
        (the_lead_of, 200),
        (the_head_of, 200),
        (a_colleague_in, 404),
        (lambda _: an_outsider(), 404),
    ],
)
def test_who_opens_the_page_of_somebody_else(client, team, who, status):
    assert _page(client, who(team), an_employee(team)).status_code == status


def test_the_leader_of_another_team_does_not_open_it(client, team):
    assert _page(client, the_leader_of(a_team(team.parent)), an_employee(team)).status_code == 404


def test_everybody_opens_their_own_page_and_that_is_not_recorded(client, team):
    person = a_colleague_in(team)
    assert _page(client, person, person.employee).status_code == 200
    assert not Entry.objects.filter(kind=Kind.READ).exists()


def test_a_reading_of_somebody_elses_page_is_recorded(client, team):
    employee, leader = an_employee(team), the_leader_of(team)
    _page(client, leader, employee)
    entry = Entry.objects.get(kind=Kind.READ)
    assert (entry.deed, entry.actor_id, entry.about_id) == ("employee-read", leader.pk, employee.person_id)
    assert entry.place_id == team.pk


@pytest.mark.parametrize(
    ("who", "seen"), [(the_leader_of, True), (lambda team: the_lead_of(team.parent), False), (the_head_of, False)]
)
def test_why_somebody_is_away_is_told_to_their_leader_only(client, team, today, who, seen):
    employee = an_employee(team)
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=today)
    text = _page(client, who(team), employee).content.decode()
    assert ("Syg" in text, "Fravær" in text) == (seen, True)


def test_the_person_themselves_sees_why_they_are_away(client, team, today):
    person = a_colleague_in(team)
    add_leave(by=None, employee=person.employee, kind=LeaveKind.SICK, first_day=today)
    assert "Syg" in _page(client, person, person.employee).content.decode()


def test_the_page_shows_the_terms_of_the_day_asked_about(client, team, today):
    there = a_team(team.parent, "Team Syd")
    employee = an_employee(team, role="sagsbehandler", weekly_hours=30)
    change_engagement(
        by=None, employee=employee, terms=Terms(team=there, role="jobkonsulent"), first_day=today + timedelta(days=10)
    )
    lead = the_lead_of(team.parent)
    facts_now = _page(client, lead, employee).content.decode().split("</section>")[0]
    facts_then = _page(client, lead, employee, as_of=(today + timedelta(days=10)).isoformat()).content.decode()
    assert ("Team Nord" in facts_now, "Team Syd" in facts_now) == (True, False)
    assert "jobkonsulent" in facts_then.split("</section>")[0]


def test_the_timeline_tells_what_was_and_what_comes(client, team, today):
    there = a_team(team.parent, "Team Syd")
    employee = an_employee(team, role="sagsbehandler", weekly_hours=30)
    temp = an_employee(team, name="Vera Vikar", is_temp=True, stands_in_for=employee, first_day=today)
    give_role(by=None, person=employee.person, role=Role.TEAM_LEADER, place=team, first_day=today)
    add_leave(by=None, employee=employee, kind=LeaveKind.HOLIDAY, first_day=today + timedelta(days=3))
    change_engagement(
        by=None, employee=employee, terms=Terms(team=there, role="leder"), first_day=today + timedelta(days=10)
    )
    text = _page(client, the_leader_of(team), employee).content.decode()
    coming, past = text.split("<h2>Indtil i dag</h2>")
    assert "flytter fra Team Nord til Team Syd" in coming
    assert "Fravær: Ferie" in coming
    for said in ("Begynder i Team Nord", "30 timer om ugen", f"{temp.name} er vikar", "Teamleder, Team Nord"):
        assert said in past


def test_what_one_may_not_do_is_not_offered(client, team):
    employee = an_employee(team)
    assert "Ændr vilkår" in _page(client, the_leader_of(team), employee).content.decode()
    assert "Ændr vilkår" not in _page(client, the_head_of(team), employee).content.decode()


def test_the_page_costs_the_same_however_much_has_been(client, team, today):
    employee, leader = an_employee(team), the_leader_of(team)
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=today)
    an_employee(team, is_temp=True, stands_in_for=employee)
    _page(client, leader, employee)
    with CaptureQueriesContext(connection) as before:
        _page(client, leader, employee)
    for days in (1, 2):
        day = today + timedelta(days=days)
        add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=day)
        an_employee(team, is_temp=True, stands_in_for=employee, first_day=day)
        change_engagement(by=None, employee=employee, terms=Terms(team=team, role=str(days)), first_day=day)
    with CaptureQueriesContext(connection) as after:
        _page(client, leader, employee)
    assert len(after) == len(before)


def test_the_page_is_in_english_for_who_has_chosen_it(client, team):
    leader = the_leader_of(team)
    Person.objects.filter(pk=leader.pk).update(language="en")
    assert "Working week" in _page(client, leader, an_employee(team)).content.decode()
