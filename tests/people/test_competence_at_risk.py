"""What the coming months take from a team: worked out by hand, and shown to those only who see the staff."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
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
from samklang.people.enums import LeaveKind
from samklang.people.queries import competence
from samklang.people.queries.competence import competence_at_risk

pytestmark = pytest.mark.django_db
URL = "/people/competence-at-risk/"
DAY, UNTIL = date(2026, 9, 1), date(2026, 12, 1)


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


def _found(team, person=None):
    return {
        one.team.name: (
            [(gone.employee.name, gone.when, str(gone.why), gone.back) for gone in one.departures],
            {row.what: (row.before, row.after) for row in one.taken},
        )
        for one in competence_at_risk(person or the_lead_of(team.parent), DAY, UNTIL)
    }


def test_who_leaves_takes_their_role_and_skills(team):
    leaving = an_employee(team, name="A", role="jobkonsulent", skills=["telefon", "arabisk"])
    an_employee(team, name="B", role="jobkonsulent", skills=["telefon"])
    an_employee(team, name="C", role="sagsbehandler")
    end_employment(by=None, employee=leaving, last_day=date(2026, 9, 30))
    assert _found(team) == {
        "Team Nord": (
            [("A", date(2026, 10, 1), "leaves", None)],
            {"jobkonsulent": (2, 1), "telefon": (2, 1), "arabisk": (1, 0)},
        )
    }


def test_a_temp_who_ends_and_somebody_who_moves_are_told_as_such(team):
    there = a_team(team.parent, "Team Syd")
    an_employee(team, name="T", role="r", is_temp=True, last_day=date(2026, 9, 10))
    moving = an_employee(team, name="M", role="r")
    change_engagement(by=None, employee=moving, terms=Terms(team=there, role="r"), first_day=date(2026, 10, 1))
    departures, taken = _found(team)["Team Nord"]
    assert departures == [
        ("T", date(2026, 9, 11), "time as a temp ends", None),
        ("M", date(2026, 10, 1), "moves to Team Syd", None),
    ]
    assert taken == {"r": (2, 0)}


def test_only_leave_of_more_than_thirty_days_counts_and_the_kind_is_not_told(team):
    long, short, back_in_time = (an_employee(team, name=name, role="r") for name in ("L", "S", "B"))
    add_leave(by=None, employee=long, kind=LeaveKind.MATERNITY, first_day=date(2026, 10, 1))
    add_leave(by=None, employee=short, kind=LeaveKind.SICK, first_day=date(2026, 10, 1), last_day=date(2026, 10, 30))
    add_leave(
        by=None, employee=back_in_time, kind=LeaveKind.LEAVE, first_day=date(2026, 10, 1), last_day=date(2026, 10, 31)
    )
    departures, taken = _found(team)["Team Nord"]
    assert departures == [
        ("L", date(2026, 10, 1), "goes on leave", None),
        ("B", date(2026, 10, 1), "goes on leave", date(2026, 11, 1)),
    ]
    assert taken == {"r": (3, 2)}


def test_other_terms_in_the_same_team_take_nothing(team):
    staying = an_employee(team, role="r")
    change_engagement(by=None, employee=staying, terms=Terms(team=team, role="s"), first_day=date(2026, 10, 1))
    assert _found(team) == {}


def test_who_joins_within_the_months_is_counted_at_their_end(team):
    leaving = an_employee(team, role="r")
    end_employment(by=None, employee=leaving, last_day=date(2026, 9, 30))
    an_employee(team, role="r", first_day=date(2026, 10, 1))
    assert _found(team)["Team Nord"][1] == {"r": (1, 1)}


def test_what_lies_before_or_after_the_months_is_left_out(team):
    for last_day in (DAY - timedelta(days=1), UNTIL, UNTIL + timedelta(days=5)):
        end_employment(by=None, employee=an_employee(team), last_day=last_day)
    assert _found(team) == {}


def test_a_leader_sees_their_own_team_only(team):
    for one in (team, a_team(team.parent)):
        end_employment(by=None, employee=an_employee(one), last_day=date(2026, 9, 30))
    assert list(_found(team, the_leader_of(team))) == ["Team Nord"]


def test_another_area_can_tell_what_people_hold_besides(team, monkeypatch):
    monkeypatch.setattr(competence, "_sources", [])
    leaving = an_employee(team)
    end_employment(by=None, employee=leaving, last_day=date(2026, 9, 30))
    competence.counts_also(lambda people: {one: ["Samtalen 2026"] for one in people})
    assert _found(team)["Team Nord"][1] == {"Samtalen 2026": (1, 0)}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 403), (the_leader_of, 200), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 200),
    ],
)  # fmt: skip
def test_who_sees_the_page(client, team, who, status):
    if who:
        client.force_login(who(team))
    assert client.get(URL).status_code == status


def test_the_page_says_who_leaves_and_what_the_team_then_lacks(client, team):
    leaving = an_employee(team, name="Åse Bak", role="jobkonsulent")
    end_employment(by=None, employee=leaving, last_day=date(2026, 9, 30))
    client.force_login(the_leader_of(team))
    text = client.get(URL, {"as_of": DAY.isoformat()}).content.decode()
    for said in ("Åse Bak", "stopper", "ingen tilbage"):
        assert said in text
    client.force_login(an_outsider())
    assert "så vidt det fremgår af medarbejderlisten" in client.get(URL, {"as_of": DAY.isoformat()}).content.decode()


def test_the_page_costs_the_same_for_one_and_for_three(client, team):
    client.force_login(the_leader_of(team))
    there = a_team(team.parent)
    costs = []
    for number in (1, 2):
        for _ in range(number):
            moving = an_employee(team, role="r", skills=["x"])
            change_engagement(by=None, employee=moving, terms=Terms(team=there), first_day=date(2026, 10, 1))
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"as_of": DAY.isoformat()})
        costs.append(len(queries))
    assert costs[0] == costs[1]
