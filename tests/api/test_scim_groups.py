"""SCIM: groups are the teams of the token's place, and with a prefix the roles there."""

from datetime import timedelta

import pytest
from tests.factories.api import GROUP, a_directory, a_user, employed
from tests.factories.people import LONG_AGO, a_jobcentre, a_team, an_employee, somebody_who_is

from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db
YESTERDAY = today() - timedelta(days=1)


def _members(answer):
    return sorted(int(one["value"]) for one in answer.json().get("members", []))


def _adding(*people):
    return {"op": "Add", "path": "members", "value": [{"value": str(one)} for one in people]}


def test_a_team_is_a_group_of_those_who_work_in_it_today():
    team = a_team(name="Team Job")
    here = an_employee(team)
    an_employee(team, last_day=YESTERDAY)
    an_employee(team, first_day=today() + timedelta(days=5))
    told = a_directory(team.parent).get(f"/Groups/{team.pk}")
    assert (told.json()["displayName"], _members(told)) == ("Team Job", [here.person_id])


def test_a_new_group_is_a_new_team_in_the_tokens_jobcentre():
    known = an_employee(a_team(name="Team Job"))
    directory = a_directory(known.jobcentre)
    sent = {"schemas": [GROUP], "displayName": "Team Unge", "externalId": "g-1",
            "members": [{"value": str(known.person_id)}]}  # fmt: skip
    answer = directory.post("/Groups", sent)
    team = Place.objects.get(name="Team Unge")
    assert (answer.status_code, answer.json()["externalId"], _members(answer)) == (201, "g-1", [known.person_id])
    assert team.parent == known.jobcentre
    rows = list(Engagement.objects.order_by("first_day").values_list("team__name", "first_day", "last_day"))
    assert rows == [("Team Job", LONG_AGO, YESTERDAY), ("Team Unge", today(), None)]


def test_who_is_put_into_a_team_moves_there_with_the_same_hours_and_week():
    known = an_employee(a_team(name="Team Job"), role="Rådgiver", weekly_hours=30, half_days="1111111100")
    other = a_team(known.jobcentre, "Team Unge")
    directory = a_directory(known.jobcentre)
    assert _members(directory.patch(f"/Groups/{other.pk}", _adding(known.person_id))) == [known.person_id]
    now = Engagement.objects.get(employee=known, last_day=None)
    assert (now.team, now.role, now.weekly_hours, now.half_days) == (other, "Rådgiver", 30, "1111111100")


def test_a_user_who_is_put_into_a_team_becomes_staff():
    team = a_team(name="Team Job")
    directory = a_directory(team.parent)
    user = directory.post("/Users", a_user(title="Rådgiver")).json()["id"]
    directory.patch(f"/Groups/{team.pk}", _adding(user))
    assert Engagement.objects.get().employee.person == Person.objects.get(pk=user)
    assert Engagement.objects.get().role == "Rådgiver"


def test_taken_out_of_a_team_and_put_into_another_keeps_roles_and_history():
    known = an_employee(a_team(name="Team Job"), email="bo@vejen.example", role="Rådgiver")
    team, other = Place.objects.get(name="Team Job"), a_team(known.jobcentre, "Team Unge")
    lead = RoleGrant.objects.create(
        person=known.person, role=Role.PROGRAMME_LEAD, place=known.jobcentre, first_day=LONG_AGO,
        given_at=known.created_at,
    )  # fmt: skip
    directory = a_directory(known.jobcentre)
    out = directory.patch(f"/Groups/{team.pk}", {"op": "Remove", "path": f'members[value eq "{known.person_id}"]'})
    assert (out.status_code, _members(out)) == (200, [])
    directory.patch(f"/Groups/{other.pk}", _adding(known.person_id))
    rows = list(Engagement.objects.order_by("first_day").values_list("team__name", "role", "first_day", "last_day"))
    assert rows == [("Team Job", "Rådgiver", LONG_AGO, YESTERDAY), ("Team Unge", "Rådgiver", today(), None)]
    lead.refresh_from_db()
    assert lead.last_day is None


def test_a_group_is_renamed_and_its_team_with_it():
    team = a_team(name="Team Job")
    directory = a_directory(team.parent)
    directory.patch(f"/Groups/{team.pk}", {"op": "Replace", "value": {"id": str(team.pk), "displayName": "Team Ny"}})
    team.refresh_from_db()
    assert team.name == "Team Ny"


@pytest.mark.parametrize("name", ["Team Job", "team job"])
def test_two_teams_do_not_share_a_name(name):
    team = a_team(name="Team Job")
    directory = a_directory(team.parent)
    answer = directory.post("/Groups", {"schemas": [GROUP], "displayName": name})
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")


def test_a_team_with_people_in_it_is_not_deleted():
    known = an_employee(a_team(name="Team Job"))
    team = Place.objects.get(name="Team Job")
    answer = a_directory(known.jobcentre).ask("DELETE", f"/Groups/{team.pk}")
    team.refresh_from_db()
    assert (answer.status_code, team.last_day) == (409, None)


def test_an_empty_team_that_is_deleted_closes_and_opens_again_under_its_name():
    team = a_team(name="Team Job")
    directory = a_directory(team.parent)
    assert directory.ask("DELETE", f"/Groups/{team.pk}").status_code == 204
    assert directory.get(f"/Groups/{team.pk}").status_code == 404
    assert directory.post("/Groups", {"schemas": [GROUP], "displayName": "Team Job"}).json()["id"] == str(team.pk)


def test_without_a_prefix_no_group_is_a_role():
    directory = a_directory(a_team(name="Team Job").parent)
    assert [one["displayName"] for one in directory.get("/Groups").json()["Resources"]] == ["Team Job"]
    assert directory.get("/Groups/role-head").status_code == 404


def test_with_a_prefix_roles_are_groups_and_nobody_is_made_an_administrator():
    directory = a_directory(a_jobcentre(), role_prefix="Samklang-")
    names = [one["displayName"] for one in directory.get("/Groups").json()["Resources"]]
    assert names == [
        "Samklang-head",
        "Samklang-programme-lead",
        "Samklang-funder-reader",
        "Samklang-works-council-reader",
    ]
    made = directory.post("/Groups", {"schemas": [GROUP], "displayName": "Samklang-administrator"})
    assert (made.status_code, directory.get("/Groups/role-administrator").status_code) == (400, 404)


def test_put_into_the_group_of_a_role_somebody_has_it_at_the_tokens_place_until_taken_out():
    jobcentre = a_jobcentre()
    directory = a_directory(jobcentre, role_prefix="Samklang-")
    user = directory.post("/Users", a_user()).json()["id"]
    told = directory.patch("/Groups/role-head", _adding(user))
    assert (told.status_code, _members(told)) == (200, [int(user)])
    grant = RoleGrant.objects.get(person=user)
    assert (grant.role, grant.place, grant.first_day) == (Role.HEAD, jobcentre, today())
    assert "Samklang-head" in [one["display"] for one in directory.get(f"/Users/{user}").json()["groups"]]
    out = directory.patch("/Groups/role-head", {"op": "Remove", "path": "members", "value": [{"value": user}]})
    assert (_members(out), RoleGrant.objects.filter(person=user).count()) == ([], 0)


def test_a_role_that_has_lasted_ends_yesterday_when_somebody_is_taken_out():
    jobcentre = a_jobcentre()
    head = somebody_who_is(Role.HEAD, jobcentre)
    directory = a_directory(jobcentre, role_prefix="Samklang-")
    directory.patch("/Groups/role-head", {"op": "remove", "path": "members"})
    assert RoleGrant.objects.get(person=head).last_day == YESTERDAY


def test_the_tokens_owner_gets_no_role_through_it():
    jobcentre = a_jobcentre()
    owner = somebody_who_is(Role.ADMINISTRATOR, jobcentre)
    directory = a_directory(jobcentre, owner=owner, role_prefix="Samklang-")
    answer = directory.patch("/Groups/role-head", _adding(owner.pk))
    assert (answer.status_code, [one.role for one in owner.grants.all()]) == (403, [Role.ADMINISTRATOR])


def test_the_group_of_a_role_is_neither_renamed_nor_deleted():
    directory = a_directory(a_jobcentre(), role_prefix="Samklang-")
    renamed = directory.patch("/Groups/role-head", {"op": "replace", "path": "displayName", "value": "Chefer"})
    deleted = directory.ask("DELETE", "/Groups/role-head")
    assert [(one.status_code, one.json()["scimType"]) for one in (renamed, deleted)] == [(400, "mutability")] * 2


def test_another_municipality_has_neither_teams_nor_members_here():
    theirs = an_employee(a_team(name="Deres"))
    ours = a_team(name="Vores")
    directory = a_directory(ours.parent)
    path = f"/Groups/{Place.objects.get(name='Deres').pk}"
    asked = [directory.ask(method, path, {"displayName": "x"}) for method in ("GET", "PUT", "PATCH", "DELETE")]
    assert [answer.status_code for answer in asked] == [404] * 4
    answer = directory.patch(f"/Groups/{ours.pk}", _adding(theirs.person_id))
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
    assert Engagement.objects.get(employee=theirs).last_day is None


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_groups_costs_the_same_queries_for_one_and_for_three(number, django_assert_max_num_queries):
    jobcentre = a_jobcentre()
    for _ in range(number):
        an_employee(a_team(jobcentre))
    directory = a_directory(jobcentre)
    directory.get("/Groups")
    with django_assert_max_num_queries(13):
        assert directory.get("/Groups").json()["totalResults"] == number


def test_many_moves_in_one_request_all_happen_or_none():
    team = a_team(name="Team Job")
    known = [an_employee(a_team(team.parent)) for _ in range(3)]
    directory = a_directory(team.parent)
    ids = [one.person_id for one in known]
    refused = directory.patch(f"/Groups/{team.pk}", _adding(*ids), _adding(999999))
    assert (refused.status_code, Engagement.objects.filter(team=team).count()) == (400, 0)
    assert _members(directory.patch(f"/Groups/{team.pk}", _adding(*ids))) == sorted(ids)


def test_a_department_and_a_group_are_the_same_team():
    directory = a_directory(a_jobcentre())
    user = directory.post("/Users", a_user(**employed("Team Job"))).json()
    assert user["groups"][0]["display"] == "Team Job"
    assert _members(directory.get(f"/Groups/{user['groups'][0]['value']}")) == [int(user["id"])]
