"""The API: other systems read what the pages show, within the reach of their token, and no more."""

from datetime import date, timedelta

import pytest
from tests.factories.api import System, a_token
from tests.factories.people import LONG_AGO, a_jobcentre, a_municipality, a_team, an_employee
from tests.pages import CheckedClient

from samklang.access.clock import today
from samklang.access.enums import Role, Scope
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.commands import Terms, add_cover_need, add_leave, change_engagement
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee

pytestmark = pytest.mark.django_db


def _system(place, *scopes):
    return System(a_token(place, *scopes)[1], base="/api/v1")


def _names(answer):
    return [one["name"] for one in answer.json()["items"]]


def test_the_api_answers_without_a_token_only_that_it_is_there():
    assert CheckedClient().get("/api/v1/health").json() == {"status": "ok"}
    for path in ("/staff", "/staff/1", "/teams", "/teams/1/cover", "/leave", "/plans", "/plans/1"):
        answer = CheckedClient().get(f"/api/v1{path}")
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


@pytest.mark.parametrize(
    ("path", "scope"),
    [("/staff", Scope.STAFF_READ), ("/teams", Scope.STAFF_READ), ("/leave", Scope.LEAVE_READ),
     ("/plans", Scope.PLANS_READ), ("/teams/{team}/cover", Scope.COVER_READ)],
)  # fmt: skip
def test_a_token_reads_what_it_was_made_for_and_nothing_else(path, scope):
    team = a_team()
    path = path.format(team=team.pk)
    answers = {one: _system(team.parent, one).get(path).status_code for one in Scope}
    assert answers == {one: 200 if one == scope else 403 for one in Scope}


def test_staff_stand_in_the_alphabets_order_a_page_at_a_time():
    team = a_team()
    for name in ("Åse Dam", "Anna Ny", "Ægir Bo", "Bo Alt"):
        an_employee(team, name=name)
    system = _system(team.parent, Scope.STAFF_READ)
    assert _names(system.get("/staff")) == ["Anna Ny", "Bo Alt", "Ægir Bo", "Åse Dam"]
    second = system.get("/staff?page=2&page_size=3").json()
    assert (second["total"], second["page"], [one["name"] for one in second["items"]]) == (4, 2, ["Åse Dam"])


def test_staff_are_told_as_of_the_day_asked_about():
    known = an_employee(a_team(name="Team Job"), role="Rådgiver", number="12", email="bo@vejen.example")
    other = a_team(known.jobcentre, "Team Unge")
    change_engagement(by=None, employee=known, terms=Terms(team=other, role="Leder"), first_day=date(2026, 3, 1))
    system = _system(known.jobcentre, Scope.STAFF_READ)
    before, after = (system.get(f"/staff/{known.pk}?day={day}").json() for day in ("2026-02-28", "2026-03-01"))
    assert [(one["team"]["name"], one["role"], one["first_day"]) for one in (before, after)] == [
        ("Team Job", "Rådgiver", LONG_AGO.isoformat()),
        ("Team Unge", "Leder", "2026-03-01"),
    ]
    assert _names(system.get(f"/staff?team={other.pk}&day=2026-02-28")) == []
    assert _names(system.get(f"/staff?team={other.pk}&day=2026-03-01")) == [known.name]
    assert (before["number"], before["email"], before["employed"]) == ("12", "bo@vejen.example", True)
    assert system.get(f"/staff/{known.pk}?day=2019-01-01").json()["employed"] is False


def test_staff_are_found_by_part_of_the_name_or_the_whole_number():
    team = a_team()
    an_employee(team, name="Anna Holm", number="500")
    an_employee(team, name="Bo Dam", number="5001")
    system = _system(team.parent, Scope.STAFF_READ)
    assert _names(system.get("/staff?q=holm")) == ["Anna Holm"]
    assert _names(system.get("/staff?q=5001")) == ["Bo Dam"]


def test_a_team_is_counted_only_where_its_count_says_nothing_of_anybody():
    small, large, empty = (a_team(team, name) for team, name in _in_one_jobcentre())
    for number in range(5):
        an_employee(large)
        if number < 4:
            an_employee(small)
    told = _system(small.parent, Scope.STAFF_READ).get("/teams").json()["items"]
    counts = {one["id"]: one["members"] for one in told}
    assert counts == {small.pk: None, large.pk: 5, empty.pk: 0}


def _in_one_jobcentre():
    jobcentre = a_jobcentre()
    return [(jobcentre, name) for name in ("Lille", "Stort", "Tomt")]


@pytest.mark.parametrize(("people", "told"), [(4, False), (5, True)])
def test_cover_is_counts_and_none_of_a_small_team(people, told):
    team = a_team()
    staff = [an_employee(team) for _ in range(people)]
    add_cover_need(by=None, jobcentre=team.parent, name="Skranken", minimum=2, first_day=LONG_AGO, team=team)
    monday = date(2026, 9, 7)
    add_leave(by=None, employee=staff[0], kind=LeaveKind.SICK, first_day=monday, last_day=monday)
    answer = _system(team.parent, Scope.COVER_READ).get(f"/teams/{team.pk}/cover?day=2026-09-09&weeks=1").json()
    group = next(one for one in answer["groups"] if one["name"] == "Skranken")
    first, last = group["half_days"][0], group["half_days"][-1]
    assert (answer["counts_told"], len(group["half_days"])) == (told, 10)
    assert (first["date"], first["half"], first["needed"]) == ("2026-09-07", "am", 2)
    assert (first["at_work"], last["at_work"]) == ((people - 1, people) if told else (None, None))
    assert not {one.name for one in staff} & set(str(answer).split("'"))


def test_why_somebody_is_away_is_hidden_unless_the_token_was_made_for_it():
    known = an_employee()
    add_leave(by=None, employee=known, kind=LeaveKind.SICK, first_day=today(), last_day=today())
    plain = _system(known.jobcentre, Scope.LEAVE_READ).get("/leave").json()["items"]
    told = _system(known.jobcentre, Scope.LEAVE_READ, Scope.LEAVE_KIND_READ).get("/leave").json()["items"]
    assert [one["kind"] for one in plain + told] == [None, "sick"]
    assert plain[0]["employee"] == {"id": known.pk, "name": known.name}


def test_leave_is_that_of_the_days_asked_about():
    known = an_employee()
    add_leave(by=None, employee=known, kind=LeaveKind.HOLIDAY, first_day=date(2026, 7, 1), last_day=date(2026, 7, 20))
    add_leave(by=None, employee=known, kind=LeaveKind.MATERNITY, first_day=date(2026, 9, 1))
    system = _system(known.jobcentre, Scope.LEAVE_READ)
    days = ("first_day=2026-06-01&last_day=2026-06-30", "first_day=2026-07-20&last_day=2026-07-31",
            "first_day=2026-08-01&last_day=2027-12-31")  # fmt: skip
    assert [system.get(f"/leave?{one}").json()["total"] for one in days] == [0, 1, 1]


def test_reading_people_stands_in_the_ledger_with_owner_and_token():
    known = an_employee()
    token, secret = a_token(known.jobcentre, Scope.STAFF_READ, Scope.LEAVE_READ)
    system = System(secret, base="/api/v1")
    for path in ("/staff", f"/staff/{known.pk}", "/leave", "/teams"):
        assert system.get(path).status_code == 200
    lines = Entry.objects.filter(kind=Kind.READ).order_by("number")
    assert [(one.deed, one.actor_id, one.about_id, one.details["token"]) for one in lines] == [
        ("api-staff-read", token.owner_id, None, token.pk),
        ("api-employee-read", token.owner_id, known.person_id, token.pk),
    ]


def test_the_owner_of_a_token_is_not_told_unless_they_belong_to_its_place():
    municipality = a_municipality()
    ours, theirs = a_team(a_jobcentre(municipality, "Nord")), a_team(a_jobcentre(municipality, "Syd"))
    owner = an_employee(ours, email="admin@vejen.example")
    _make_administrator(owner, municipality)
    here = System(a_token(ours.parent, Scope.STAFF_READ, owner=owner.person)[1], base="/api/v1")
    there = System(a_token(theirs.parent, Scope.STAFF_READ, owner=owner.person)[1], base="/api/v1")
    assert (_names(here.get("/staff")), _names(there.get("/staff"))) == ([owner.name], [])
    assert there.get(f"/staff/{owner.pk}").status_code == 404


def _make_administrator(employee: Employee, place):
    from samklang.access.commands import give_role  # noqa: PLC0415 - used by this one test

    give_role(by=None, person=employee.person, role=Role.ADMINISTRATOR, place=place, first_day=LONG_AGO)
    employee.person.__dict__.pop("standing", None)
    employee.person.__dict__.pop("grants_today", None)


@pytest.mark.parametrize(
    ("path", "field"),
    [("/staff?day=yesterday", "day"), ("/staff?day=1999-12-31", "day"), ("/staff?day=2101-01-01", "day"),
     ("/staff?page=0", "page"), ("/staff?page_size=500", "page_size"), ("/staff?team=x", "team"),
     ("/staff?temas=3", "temas"), ("/plans?day=2026-01-01", "day"),
     ("/staff/x", "employee_id"), ("/staff/99999999999999999999", "employee_id"),
     ("/leave?first_day=1-1-1", "first_day")],
)  # fmt: skip
def test_what_cannot_be_read_is_named_in_danish_or_english(path, field):
    system = _system(a_jobcentre(), Scope.STAFF_READ, Scope.LEAVE_READ, Scope.PLANS_READ)
    danish, english = system.get(path), system.get(path, **{"Accept-Language": "en"})
    assert (danish.status_code, danish["Content-Type"]) == (422, "application/problem+json")
    assert danish.json()["errors"][0]["where"] == field
    assert (english.json()["detail"].startswith("This cannot be read"), danish.json() != english.json()) == (True, True)


def test_an_address_there_is_not_is_told_as_a_problem():
    for path in ("/api/v1/robots", "/api/v1/staff/1/salary"):
        answer = CheckedClient().get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_nothing_can_be_written():
    system = _system(a_jobcentre(), Scope.STAFF_READ)
    assert {system.ask(method, "/staff", {}).status_code for method in ("POST", "PUT", "PATCH", "DELETE")} == {405}


def test_answers_are_kept_nowhere():
    answer = _system(a_jobcentre(), Scope.STAFF_READ).get("/staff")
    assert (answer["Cache-Control"], answer["Vary"][:30]) == ("no-store", "Authorization, Accept-Language")


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/staff", 14), ("/leave", 14), ("/teams", 8)])
def test_a_list_costs_the_same_queries_for_one_and_for_three(number, path, queries, django_assert_max_num_queries):
    jobcentre = a_jobcentre()
    for _ in range(number):
        known = an_employee(a_team(jobcentre))
        add_leave(by=None, employee=known, kind=LeaveKind.HOLIDAY, first_day=today())
    system = _system(jobcentre, Scope.STAFF_READ, Scope.LEAVE_READ)
    system.get(path)
    with django_assert_max_num_queries(queries):
        assert len(system.get(path).json()["items"]) == number


def test_a_day_far_ahead_is_a_day_like_others():
    team = a_team()
    system = _system(team.parent, Scope.COVER_READ, Scope.STAFF_READ)
    assert system.get(f"/teams/{team.pk}/cover?day=2100-12-31&weeks=12").status_code == 200
    assert system.get(f"/staff?day={(today() + timedelta(days=400)).isoformat()}").status_code == 200
