"""Who is away when: the days by hand, who sees it, and who sees why."""

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
    somebody_who_is,
    the_head_of,
    the_lead_of,
    the_leader_of,
)

from samklang.access.enums import Role
from samklang.people.commands import Terms, add_closed_day, add_leave, change_engagement
from samklang.people.enums import LeaveKind
from samklang.people.queries.leave_calendar import leave_calendar, month_of, quarter_of

pytestmark = pytest.mark.django_db
URL = "/people/leave-calendar/"
FIRST, LAST = date(2026, 9, 1), date(2026, 9, 30)


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


def _calendar(team, by_week=False, window=(FIRST, LAST)):
    return leave_calendar(the_leader_of(team), team, *window, by_week=by_week, language="da")


def _away(employee, first_day, last_day=None, kind=LeaveKind.SICK):
    return add_leave(by=None, employee=employee, kind=kind, first_day=first_day, last_day=last_day)


@pytest.mark.parametrize(
    ("day", "month", "quarter"),
    [
        (date(2026, 9, 17), (FIRST, LAST), (FIRST, date(2026, 11, 30))),
        (date(2026, 12, 31), (date(2026, 12, 1), date(2026, 12, 31)), (date(2026, 12, 1), date(2027, 2, 28))),
        (date(2028, 2, 29), (date(2028, 2, 1), date(2028, 2, 29)), (date(2028, 2, 1), date(2028, 4, 30))),
    ],
)
def test_a_month_and_three_months_begin_on_the_first(day, month, quarter):
    assert (month_of(day), quarter_of(day)) == (month, quarter)


def test_each_working_day_away_is_marked_and_counted(team):
    an_employee(team)
    away = an_employee(team)
    _away(away, date(2026, 9, 3), date(2026, 9, 7))
    found = _calendar(team)
    days = [column.first_day.day for column, cell in zip(found.columns, found.rows[0].cells, strict=True) if cell.days]
    assert days == [3, 4, 7]
    assert (len(found.columns), sum(found.totals), found.there) == (22, 3, 1)


def test_by_week_the_working_days_are_counted(team):
    _away(an_employee(team), date(2026, 9, 3), date(2026, 9, 8))
    found = _calendar(team, by_week=True)
    assert [cell.days for cell in found.rows[0].cells] == [2, 2, 0, 0, 0]


def test_closed_days_are_nobodys_leave(team):
    add_closed_day(by=None, jobcentre=team.parent, day=date(2026, 9, 4), reason="Udflugt")
    _away(an_employee(team), date(2026, 9, 3), date(2026, 9, 4))
    found = _calendar(team)
    assert [cell.days for cell in found.rows[0].cells[:4]] == [0, 0, 1, 0]
    assert found.closed == [(date(2026, 9, 4), "Udflugt")]


def test_leave_counts_while_the_person_belongs_to_the_team(team):
    moving = an_employee(team)
    change_engagement(by=None, employee=moving, terms=Terms(team=a_team(team.parent)), first_day=date(2026, 9, 3))
    _away(moving, date(2026, 9, 1))
    assert [cell.days for cell in _calendar(team).rows[0].cells[:4]] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 200), (the_leader_of, 200), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 200), (lambda _: an_outsider(), 404), (lambda team: a_colleague_in(a_team(team.parent)), 404),
        (lambda team: somebody_who_is(Role.TRAINER, team.parent), 403),
    ],
)  # fmt: skip
def test_who_sees_the_calendar_of_a_team(client, team, who, status):
    if who:
        client.force_login(who(team))
    assert client.get(URL, {"team": team.pk}).status_code == status


def test_why_somebody_is_away_stands_there_for_their_leader_only(client, team):
    _away(an_employee(team, name="Åse Bak"), date(2026, 9, 3))
    for who, seen in ((a_colleague_in, False), (the_head_of, False), (the_leader_of, True)):
        client.force_login(who(team))
        text = client.get(URL, {"as_of": "2026-09-10"}).content.decode()
        assert ("Åse Bak" in text, "syg fra 3. september" in text) == (True, seen)


def test_a_person_sees_why_they_are_away_themselves(client, team):
    person = a_colleague_in(team)
    _away(person.employee, date(2026, 9, 3))
    client.force_login(person)
    assert "syg fra 3. september" in client.get(URL, {"as_of": "2026-09-10"}).content.decode()


def test_one_goes_from_month_to_month(client, team):
    client.force_login(a_colleague_in(team))
    text = client.get(URL, {"as_of": "2026-09-10"}).content.decode()
    assert "as_of=2026-08-31" in text
    assert "as_of=2026-10-01" in text
    assert "Ingen i teamet har fravær i denne tid." in text


@pytest.mark.parametrize(
    ("who", "fetches", "imports"),
    [(a_colleague_in, False, False), (the_head_of, True, False), (the_leader_of, True, True)],
)
def test_the_calendar_leads_to_what_one_may_do_with_leave(client, team, who, fetches, imports):
    client.force_login(who(team))
    text = client.get(URL).content.decode()
    assert ("/people/leave/export/" in text, "/people/leave-imports/" in text) == (fetches, imports)


@pytest.mark.parametrize("query", [{"team": "x"}, {"team": "999999"}])
def test_a_team_that_is_not_there_is_not_found(client, team, query):
    client.force_login(a_colleague_in(team))
    assert client.get(URL, query).status_code == 404


@pytest.mark.parametrize("view", ["month", "quarter", "nonsense"])
def test_the_calendar_costs_the_same_for_one_and_for_three(client, team, view):
    client.force_login(the_leader_of(team))
    costs = []
    for number in (1, 2):
        for _ in range(number):
            _away(an_employee(team), date(2026, 9, 3), date(2026, 9, 3) + timedelta(days=number))
        client.get(URL)
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"as_of": "2026-09-10", "view": view})
        costs.append(len(queries))
    assert costs[0] == costs[1]
