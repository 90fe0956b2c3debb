"""Somebody begins, works otherwise, gets another name, stops: who may, what happens, and what a mistake answers."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
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
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.people.commands import add_leave, change_identity, end_employment
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement

pytestmark = pytest.mark.django_db
TODAY = localdate()
ABOUT_SOMEBODY = ("terms", "ending", "identity", "peer", "leave")


@pytest.fixture
def team():
    return a_team(a_jobcentre(), "Team Nord")


@pytest.fixture
def employee(team):
    return an_employee(team, name="Åse Bak", role="sagsbehandler", number="77")


def _url(employee, noun):
    return f"/people/employees/{employee.pk}/{noun}/"


def _terms(team, **changes):
    return {
        "first_day": TODAY.isoformat(), "last_day": "", "team": team.pk, "role": "jobkonsulent", "site": "Vejen",
        "weekly_hours": "30", "half_days": ["mon-am", "tue-pm"], "skills": "telefon,  arabisk, Telefon",
        "conversations_per_half_day": "3", **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (None, 302), (a_colleague_in, 404), (the_leader_of, 200), (lambda team: the_lead_of(team.parent), 200),
        (the_head_of, 403), (lambda _: an_outsider(), 404),
    ],
)  # fmt: skip
def test_who_may_change_a_member_of_staff(client, team, employee, who, status):
    if who:
        client.force_login(who(team))
    for noun in ABOUT_SOMEBODY:
        assert client.get(_url(employee, noun)).status_code == status
        assert client.post(_url(employee, noun)).status_code in ({422, 302} if status == 200 else {status})


@pytest.mark.parametrize("noun", ABOUT_SOMEBODY)
def test_nobody_changes_their_own_terms(client, team, noun):
    person = a_colleague_in(team)
    client.force_login(person)
    assert client.post(_url(person.employee, noun)).status_code == 403


@pytest.mark.parametrize("url", ["/people/employees/new/", "/people/temps/new/"])
@pytest.mark.parametrize(
    ("who", "status"),
    [(None, 302), (a_colleague_in, 403), (the_leader_of, 200), (the_lead_of, 200), (the_head_of, 403)],
)
def test_who_may_add_somebody(client, team, url, who, status):
    if who:
        client.force_login(who(team))
    assert client.get(url).status_code == status


def test_somebody_new_is_added_with_their_terms(client, team):
    client.force_login(the_leader_of(team))
    who = {"name": "Søren Ågård", "email": "Soren@X.dk", "number": "4711"}
    answer = client.post("/people/employees/new/", _terms(team, **who), follow=True)
    row = Engagement.objects.get(employee__number="4711")
    assert "Søren Ågård begynder den" in answer.content.decode()
    assert (row.role, row.half_days, row.skills, row.team) == (
        "jobkonsulent",
        "1001000000",
        ["telefon", "arabisk"],
        team,
    )
    assert row.employee.person.email == "soren@x.dk"
    assert [(one.role, one.place) for one in row.employee.person.grants.all()] == [(Role.STAFF, team)]


def test_a_mistake_is_told_and_what_was_typed_is_kept(client, team, employee):
    an_employee(team, email="taken@x.dk")
    client.force_login(the_leader_of(team))
    who = {"name": "", "email": "taken@x.dk", "number": "77", "weekly_hours": "99", "half_days": []}
    before = TODAY - timedelta(days=1)
    answer = client.post("/people/employees/new/", _terms(team, **who, last_day=before.isoformat()))
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in (
        "Skriv navnet.",
        "En anden har allerede den adresse",
        "En anden i jobcentret har det nummer",
        "Skriv højst 48 timer",
        "Sæt kryds ved mindst én halvdag",
        "ligger før den første",
    ):
        assert said in text
    assert 'value="taken@x.dk"' in text
    assert Employee.objects.count() == 2


def test_a_leader_puts_nobody_in_another_team(client, team):
    other = a_team(team.parent)
    client.force_login(the_leader_of(team))
    who = {"name": "N", "email": "", "number": "1"}
    answer = client.post("/people/employees/new/", _terms(other, **who))
    assert answer.status_code == 422
    assert "Vælg et af teamene på listen" in answer.content.decode()


def test_a_temp_stands_in_for_somebody_who_is_away(client, team, employee):
    at_work = an_employee(team, name="Er Her")
    add_leave(by=None, employee=employee, kind=LeaveKind.MATERNITY, first_day=TODAY)
    client.force_login(the_leader_of(team))
    page = client.get("/people/temps/new/").content.decode()
    assert "Åse Bak (77)" in page
    assert f'<option value="{at_work.pk}"' not in page.split('name="stands_in_for"')[1].split("</select>")[0]
    who = {"name": "Vera Vikar", "email": "", "number": "9", "stands_in_for": employee.pk}
    client.post("/people/temps/new/", _terms(team, **who))
    row = Engagement.objects.get(employee__number="9")
    assert (row.is_temp, row.stands_in_for) == (True, employee)


def test_other_terms_hold_from_the_day_and_the_old_until_the_day_before(client, team, employee):
    client.force_login(the_leader_of(team))
    day = TODAY + timedelta(days=14)
    answer = client.post(_url(employee, "terms"), _terms(team, first_day=day.isoformat()), follow=True)
    old, new = employee.engagements.order_by("first_day")
    assert (old.last_day, new.first_day, new.role) == (day - timedelta(days=1), day, "jobkonsulent")
    assert "arbejder på nye vilkår" in answer.content.decode()
    assert "Fortryd" in answer.content.decode()


def test_the_form_begins_with_the_terms_of_today(client, team, employee):
    client.force_login(the_leader_of(team))
    text = client.get(_url(employee, "terms")).content.decode()
    assert 'value="sagsbehandler"' in text
    assert text.count("checked") == 10


def test_only_a_temp_stands_in(client, team, employee):
    away = an_employee(team)
    add_leave(by=None, employee=away, kind=LeaveKind.SICK, first_day=TODAY)
    client.force_login(the_leader_of(team))
    answer = client.post(_url(employee, "terms"), _terms(team, stands_in_for=away.pk))
    assert answer.status_code == 422
    assert employee.engagements.count() == 1


def test_who_moves_gets_the_role_in_the_new_team_and_loses_it_in_the_old(client, team):
    other = a_team(team.parent)
    moving = an_employee(team, email="m@x.dk")
    client.force_login(the_lead_of(team.parent))
    client.post(_url(moving, "terms"), _terms(other))
    assert [one.place for one in moving.person.grants.in_force(TODAY)] == [other]
    assert [one.place for one in moving.person.grants.in_force(TODAY - timedelta(days=1))] == [team]


def test_before_an_employment_ends_the_page_says_what_it_means(client, team, employee):
    led = an_employee(team, manager=employee)
    client.force_login(the_leader_of(team))
    text = client.get(_url(employee, "ending")).content.decode()
    assert led.pk
    assert "Efter sidste dag tæller Åse Bak ikke længere med" in text
    assert "Én person mangler en ny leder." in text


def test_an_ended_employment_takes_all_roles_with_it(client, team):
    leaving = an_employee(team, name="Bo Bak", email="bo@x.dk")
    client.force_login(the_leader_of(team))
    answer = client.post(_url(leaving, "ending"), {"last_day": TODAY.isoformat()}, follow=True)
    assert "Sidste dag for Bo Bak er" in answer.content.decode()
    assert leaving.engagements.get().last_day == TODAY
    assert not leaving.person.grants.in_force(TODAY + timedelta(days=1)).exists()


def test_an_employment_ends_on_a_day(client, team, employee):
    client.force_login(the_leader_of(team))
    answer = client.post(_url(employee, "ending"), {"last_day": "31/12"})
    assert answer.status_code == 422
    assert 'value="31/12"' in answer.content.decode()


def test_another_name_and_address_are_kept_and_the_ledger_tells_which_fields_only(client, team, employee):
    client.force_login(the_leader_of(team))
    client.post(_url(employee, "identity"), {"name": "Åse Dam", "email": "ase@x.dk", "number": "78"})
    person = Person.objects.get(pk=employee.person_id)
    assert (person.name, person.email, person.employee.number) == ("Åse Dam", "ase@x.dk", "78")
    entry = Entry.objects.get(deed="identity-changed")
    assert entry.details == {"fields": ["name", "email", "number"]}


def test_who_gets_an_address_gets_the_role_of_staff_with_it(team, employee):
    change_identity(by=None, employee=employee, name="Å", number="77", email="ny@x.dk")
    assert [(one.role, one.place) for one in employee.person.grants.in_force(TODAY)] == [(Role.STAFF, team)]


def test_who_has_left_gets_no_role_with_an_address(employee):
    end_employment(by=None, employee=employee, last_day=TODAY - timedelta(days=1))
    change_identity(by=None, employee=employee, name="Å", number="77", email="ny@x.dk")
    assert employee.person.grants.count() == 0


def test_peers_are_each_others_and_nobody_elses(client, team, employee):
    first, second = an_employee(team), an_employee(team)
    client.force_login(the_leader_of(team))
    client.post(_url(employee, "peer"), {"peer": first.pk})
    client.post(_url(second, "peer"), {"peer": first.pk})
    pairs = {one.pk: one.peer_id for one in Employee.objects.all()}
    assert pairs == {employee.pk: None, first.pk: second.pk, second.pk: first.pk}
    client.post(_url(first, "peer"), {"peer": ""})
    assert not Employee.objects.filter(peer__isnull=False).exists()


def test_leave_is_changed_and_removed(client, team, employee):
    leave = add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    client.force_login(the_leader_of(team))
    url = f"{_url(employee, 'leave')}{leave.pk}/"
    client.post(url, {"kind": "other", "first_day": "2026-01-05", "last_day": "2026-01-09"})
    leave.refresh_from_db()
    assert (leave.kind, leave.first_day, leave.last_day) == ("other", date(2026, 1, 5), date(2026, 1, 9))
    assert client.get(f"{url}removal/").status_code == 405
    client.post(f"{url}removal/")
    assert employee.leaves.count() == 0


def test_who_may_not_see_why_changes_the_days_and_keeps_the_kind(client, team, employee):
    leave = add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    client.force_login(the_lead_of(team.parent))
    url = f"{_url(employee, 'leave')}{leave.pk}/"
    assert 'name="kind"' not in client.get(url).content.decode()
    client.post(url, {"kind": "other", "first_day": "2026-01-05", "last_day": ""})
    leave.refresh_from_db()
    assert (leave.kind, leave.first_day) == ("sick", date(2026, 1, 5))


def test_leave_of_one_person_is_not_found_on_anothers_page(client, team, employee):
    leave = add_leave(by=None, employee=an_employee(team), kind=LeaveKind.SICK, first_day=TODAY)
    client.force_login(the_leader_of(team))
    assert client.get(f"{_url(employee, 'leave')}{leave.pk}/").status_code == 404
    assert client.post(f"{_url(employee, 'leave')}{leave.pk}/removal/").status_code == 404


@pytest.mark.parametrize(("first_day", "last_day"), [("2026-02-02", "9999-12-31"), ("0001-01-01", "2026-02-02")])
def test_a_year_that_cannot_be_meant_is_told_and_breaks_no_page(client, team, employee, first_day, last_day):
    client.force_login(the_leader_of(team))
    answer = client.post(_url(employee, "leave"), {"kind": "sick", "first_day": first_day, "last_day": last_day})
    assert answer.status_code == 422
    assert "Se på årstallet" in answer.content.decode()
    assert client.get(f"/people/teams/{team.pk}/").status_code == 200


def test_leave_ends_after_it_begins(client, team, employee):
    client.force_login(the_leader_of(team))
    sent = {"kind": "sick", "first_day": "2026-02-02", "last_day": "2026-02-01"}
    answer = client.post(_url(employee, "leave"), sent)
    assert answer.status_code == 422
    assert "ligger før den første" in answer.content.decode()
    assert employee.leaves.count() == 0


def test_the_address_of_somebody_who_signs_in_is_changed_only_by_whoever_gives_access(client, team, employee):
    """Otherwise a leader could take over the head's account by giving it an address of their own."""
    give_role(by=None, person=employee.person, role=Role.TEAM_LEADER, place=team, first_day=TODAY)
    before = employee.person.email
    client.force_login(the_lead_of(team.parent))
    answer = client.post(_url(employee, "identity"), {"name": "Åse Bak", "email": "mit@x.dk", "number": "77"})
    employee.person.refresh_from_db()
    assert answer.status_code in {403, 422}
    assert "logger ind med denne adresse" in answer.content.decode()
    assert (employee.person.email, Entry.objects.filter(deed="identity-changed").count()) == (before, 0)


@pytest.mark.parametrize("above", [Role.ADMINISTRATOR, Role.HEAD])
def test_whoever_gives_access_at_a_jobcentre_takes_over_nobody_who_has_access_beyond_it(team, employee, above):
    """The address is a key: with the municipality's head or administrator comes all that they may do."""
    jobcentre = team.parent
    give_role(by=None, person=employee.person, role=above, place=jobcentre.parent, first_day=TODAY)
    lead = the_lead_of(jobcentre)
    give_role(by=None, person=lead, role=Role.HEAD, place=jobcentre, first_day=TODAY)
    with pytest.raises(NotAllowed, match="signs in with this address"):
        change_identity(
            by=Person.objects.get(pk=lead.pk), employee=employee, name="Åse Bak", number="77", email="m@x.dk"
        )


def test_only_an_administrator_gives_an_administrator_another_address(team, employee):
    jobcentre = team.parent
    give_role(by=None, person=employee.person, role=Role.ADMINISTRATOR, place=jobcentre, first_day=TODAY)
    lead = the_lead_of(jobcentre)
    give_role(by=None, person=lead, role=Role.HEAD, place=jobcentre, first_day=TODAY)
    change = {"employee": employee, "name": "Åse Bak", "number": "77", "email": "m@x.dk"}
    with pytest.raises(NotAllowed, match="signs in with this address"):
        change_identity(by=Person.objects.get(pk=lead.pk), **change)
    give_role(by=None, person=lead, role=Role.ADMINISTRATOR, place=jobcentre, first_day=TODAY)
    change_identity(by=Person.objects.get(pk=lead.pk), **change)
    assert Person.objects.get(pk=employee.person_id).email == "m@x.dk"


def test_whoever_has_signed_in_may_get_another_name_but_not_another_address(client, team, employee):
    Person.objects.filter(pk=employee.person_id).update(last_login=timezone.now(), email="ase@x.dk")
    lead = the_lead_of(team.parent)
    employee.refresh_from_db()
    change_identity(by=lead, employee=employee, name="Åse Holm", number="77", email="ase@x.dk")
    with pytest.raises(NotAllowed, match="signs in with this address"):
        change_identity(by=lead, employee=employee, name="Åse Holm", number="77", email="mit@x.dk")
    assert Person.objects.get(pk=employee.person_id).email == "ase@x.dk"


def test_nobody_ends_the_employment_of_somebody_whose_access_reaches_beyond_what_they_keep(team, employee):
    give_role(by=None, person=employee.person, role=Role.HEAD, place=team.parent, first_day=TODAY)
    for by in (the_leader_of(team), the_lead_of(team.parent)):
        with pytest.raises(NotAllowed, match="has access beyond your register"):
            end_employment(by=by, employee=employee, last_day=TODAY)
    assert (Engagement.objects.get(employee=employee).last_day, employee.person.grants.count()) == (None, 1)


def test_the_lead_ends_the_employment_of_a_team_leader_and_the_role_with_it(team, employee):
    give_role(by=None, person=employee.person, role=Role.TEAM_LEADER, place=team, first_day=TODAY - timedelta(days=9))
    end_employment(by=the_lead_of(team.parent), employee=employee, last_day=TODAY)
    assert [grant.last_day for grant in employee.person.grants.filter(role=Role.TEAM_LEADER)] == [TODAY]


def test_an_employment_does_not_end_before_it_begins_but_may_never_have_begun(team):
    newcomer = an_employee(team, first_day=TODAY + timedelta(days=10))
    with pytest.raises(NotAllowed, match="Choose a later last day"):
        end_employment(by=None, employee=newcomer, last_day=TODAY)
    end_employment(by=None, employee=newcomer, last_day=TODAY + timedelta(days=9))
    assert not Engagement.objects.filter(employee=newcomer).exists()
