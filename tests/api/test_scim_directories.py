"""SCIM over the network, in the shape that Microsoft Entra ID and Okta send it.

Written from their public documentation of what they send: capitalised operations, booleans as text, paths with filters,
an entry made where a path's filter finds none, a manager as a bare number, several attributes in one value.
"""

from typing import Any

import pytest
import requests
from tests.factories.api import CORE, ENTERPRISE, GROUP, PATCH, a_token
from tests.factories.people import a_jobcentre, a_team, an_employee

from samklang.access.enums import Role, Scope
from samklang.access.models import Person, RoleGrant
from samklang.people.models import Engagement

pytestmark = pytest.mark.django_db(transaction=True)


class Wire:
    """A directory on the other end of a real connection."""

    def __init__(self, address: str, secret: str) -> None:
        self.base, self.session = f"{address}/scim/v2", requests.Session()
        self.session.headers.update({"Authorization": f"Bearer {secret}", "Content-Type": "application/scim+json"})

    def __call__(self, method: str, path: str, body: Any = None, **params: str) -> requests.Response:
        """The response, within ten seconds."""
        return self.session.request(method, self.base + path, json=body, params=params, timeout=10)

    def patch(self, path: str, *operations: dict[str, Any]) -> requests.Response:
        """A PATCH of these operations."""
        return self("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)})


@pytest.fixture
def jobcentre():
    """One with a team."""
    return a_team(a_jobcentre(), "Team Job").parent


@pytest.fixture
def wire(live_server, jobcentre):
    """The directory, with a token for the jobcentre that gives roles too."""
    return Wire(live_server.url, a_token(jobcentre, Scope.SCIM, role_prefix="SG-Samklang-")[1])


def test_entra_id_tests_the_connection_by_asking_for_a_user_there_is_not(wire):
    answer = wire("GET", "/Users", filter='userName eq "6a54a9d0-74c7-4b1c-9b22-3a5f6b5b9a11"')
    assert (answer.status_code, answer.json()["totalResults"], answer.json()["startIndex"]) == (200, 0, 1)
    assert answer.headers["Content-Type"] == "application/scim+json"


def _as_entra_sends(manager: Any) -> dict[str, Any]:
    return {
        "schemas": [CORE, ENTERPRISE],
        "externalId": "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef",
        "userName": "anna.hansen@vejen.example",
        "active": True,
        "addresses": [{"primary": False, "type": "work", "country": "DK", "locality": "Vejen"}],
        "displayName": "Anna Hansen",
        "emails": [{"primary": True, "type": "work", "value": "Anna.Hansen@vejen.example"}],
        "meta": {"resourceType": "User"},
        "name": {"formatted": "Anna Hansen", "familyName": "Hansen", "givenName": "Anna"},
        "phoneNumbers": [{"primary": None, "type": "work", "value": "+45 7996 5000"}],
        "preferredLanguage": "da-DK",
        "roles": [],
        "title": "Rådgiver",
        ENTERPRISE: {"department": "Team Job", "employeeNumber": "4711", "manager": {"value": str(manager)}},
    }


@pytest.fixture
def leader(jobcentre):
    """Somebody in the register already."""
    return an_employee(jobcentre.children.get(), email="leder@vejen.example").person_id


@pytest.fixture
def anna(wire, leader):
    """The path of a user as Entra ID has made them."""
    made = wire("POST", "/Users", _as_entra_sends(leader))
    assert made.status_code == 201, made.text
    return f"/Users/{made.json()['id']}"


def test_entra_id_finds_the_user_it_has_made(wire, anna):
    found = wire("GET", "/Users", filter='externalId eq "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"').json()
    assert [f"/Users/{one['id']}" for one in found["Resources"]] == [anna]


def test_entra_id_changes_a_user_in_many_small_operations(wire, anna, leader):
    changed = wire.patch(
        anna,
        {"op": "Replace", "path": "displayName", "value": "Anna Holm"},
        {"op": "Replace", "path": "name.familyName", "value": "Holm"},
        {"op": "Replace", "path": 'emails[type eq "work"].value', "value": "anna.holm@vejen.example"},
        {"op": "Add", "path": 'phoneNumbers[type eq "mobile"].value', "value": "+45 2000 0000"},
        {"op": "Replace", "path": "userName", "value": "anna.holm@vejen.example"},
        {"op": "Replace", "path": f"{ENTERPRISE}:department", "value": "Team Virksomhed"},
    )
    told = changed.json()
    assert (changed.status_code, told["displayName"], told["userName"]) == (200, "Anna Holm", "anna.holm@vejen.example")
    assert told["name"] == {"givenName": "Anna", "familyName": "Holm"}
    assert (told[ENTERPRISE]["department"], told[ENTERPRISE]["manager"]["value"]) == ("Team Virksomhed", str(leader))


def test_entra_id_takes_the_manager_away_and_sends_one_as_a_bare_number(wire, anna, leader):
    removed = wire.patch(anna, {"op": "Remove", "path": f"{ENTERPRISE}:manager"})
    assert "manager" not in removed.json()[ENTERPRISE]
    again = wire.patch(anna, {"op": "Add", "path": f"{ENTERPRISE}:manager", "value": str(leader)})
    assert again.json()[ENTERPRISE]["manager"]["value"] == str(leader)


@pytest.mark.parametrize("sent_as", ["False", False, [{"$ref": None, "value": "False"}]])
def test_entra_id_disables_a_user_however_it_writes_false(wire, anna, sent_as):
    assert wire.patch(anna, {"op": "Replace", "path": "active", "value": sent_as}).json()["active"] is False
    assert Person.objects.get(email="anna.hansen@vejen.example").is_active is False


def test_entra_id_deletes_a_user(wire, anna):
    assert (wire("DELETE", anna).status_code, wire("GET", anna).status_code) == (204, 404)


def test_entra_id_keeps_a_group_and_its_members(wire, jobcentre):
    team = jobcentre.children.get()
    people = [an_employee(a_team(jobcentre), email=f"p{one}@vejen.example").person_id for one in range(2)]
    found = wire("GET", "/Groups", filter='displayName eq "Team Job"', excludedAttributes="members").json()
    assert [one["id"] for one in found["Resources"]] == [str(team.pk)]
    path = f"/Groups/{team.pk}"
    members = [{"$ref": None, "value": str(one)} for one in people]
    added = wire.patch(path, {"op": "Add", "path": "members", "value": members})
    assert added.status_code == 200, added.text
    asked = wire("GET", path).json()
    assert sorted(int(one["value"]) for one in asked["members"]) == people
    taken = wire.patch(path, {"op": "Remove", "path": "members", "value": [{"$ref": None, "value": str(people[0])}]})
    assert [one["value"] for one in taken.json()["members"]] == [str(people[1])]
    assert wire.patch(path, {"op": "Replace", "path": "externalId", "value": "g-9"}).json()["externalId"] == "g-9"


def test_entra_id_gives_a_role_by_a_group(wire, jobcentre):
    person = an_employee(jobcentre.children.get(), email="p@vejen.example").person
    found = wire("GET", "/Groups", filter='displayName eq "SG-Samklang-programme-lead"').json()["Resources"]
    path = f"/Groups/{found[0]['id']}"
    wire.patch(path, {"op": "Add", "path": "members", "value": [{"$ref": None, "value": str(person.pk)}]})
    assert RoleGrant.objects.filter(person=person, role=Role.PROGRAMME_LEAD, place=jobcentre).exists()


def test_okta_adds_replaces_deactivates_and_reactivates_a_user(wire):
    assert wire("GET", "/Users", startIndex="1", count="2").json()["itemsPerPage"] == 1
    asked = wire("GET", "/Users", filter='userName eq "bo@vejen.example"', startIndex="1", count="100")
    assert asked.json()["totalResults"] == 0
    sent = {
        "schemas": [CORE],
        "userName": "bo@vejen.example",
        "name": {"givenName": "Bo", "familyName": "Dam"},
        "emails": [{"primary": True, "value": "bo@vejen.example", "type": "work"}],
        "displayName": "Bo Dam",
        "locale": "da-DK",
        "externalId": "00ujl29u0le5T6Aj10h7",
        "groups": [],
        "password": "1mz050nq",
        "active": True,
    }
    made = wire("POST", "/Users", sent)
    assert (made.status_code, "password" in made.json()) == (201, False)
    path = f"/Users/{made.json()['id']}"
    replaced = wire("PUT", path, {**made.json(), "displayName": "Bo D. Dam", "id": made.json()["id"]})
    assert (replaced.status_code, replaced.json()["displayName"]) == (200, "Bo D. Dam")
    off = wire.patch(path, {"op": "replace", "value": {"active": False}})
    on = wire.patch(path, {"op": "replace", "value": {"active": True}})
    assert (off.json()["active"], on.json()["active"]) == (False, True)


def test_okta_pushes_a_group_and_replaces_its_members(wire, jobcentre):
    people = [an_employee(jobcentre.children.get(), email=f"o{one}@vejen.example").person_id for one in range(2)]
    members = [{"value": str(one), "display": f"o{one}@vejen.example"} for one in people]
    made = wire("POST", "/Groups", {"schemas": [GROUP], "displayName": "Team Unge", "members": members[:1]})
    assert made.status_code == 201, made.text
    path = f"/Groups/{made.json()['id']}"
    renamed = {"op": "replace", "value": {"id": made.json()["id"], "displayName": "Team Unge og Uddannelse"}}
    assert wire.patch(path, renamed).json()["displayName"] == "Team Unge og Uddannelse"
    told = wire.patch(path, {"op": "replace", "path": "members", "value": members}).json()
    assert sorted(one["value"] for one in told["members"]) == sorted(str(one) for one in people)
    out = wire.patch(path, {"op": "remove", "path": f'members[value eq "{people[0]}"]'}).json()
    assert [one["value"] for one in out["members"]] == [str(people[1])]
    assert Engagement.objects.filter(team__name="Team Unge og Uddannelse", last_day=None).count() == 1


def test_two_writers_at_once_do_not_undo_each_other(wire, jobcentre):
    made = wire("POST", "/Users", {"schemas": [CORE], "userName": "c@vejen.example"})
    path = f"/Users/{made.json()['id']}"
    wire.session.headers["If-Match"] = made.headers["ETag"]
    answers = [wire.patch(path, {"op": "replace", "path": "displayName", "value": name}) for name in ("Cy", "Cyd")]
    assert [answer.status_code for answer in answers] == [200, 412]
    assert Person.objects.get(email="c@vejen.example").name == "Cy"
