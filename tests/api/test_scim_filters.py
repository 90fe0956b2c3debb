"""SCIM: finding users and groups: filters, order, pages, and which attributes are told."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories.api import CORE, ENTERPRISE, a_directory, a_user, employed
from tests.factories.people import a_jobcentre

pytestmark = pytest.mark.django_db
SEARCH = "urn:ietf:params:scim:api:messages:2.0:SearchRequest"


@pytest.fixture
def directory():
    """Three users besides the administrator who made the token, whom no filter below finds."""
    found = a_directory(a_jobcentre())
    people = [
        ("anna@vejen.example", "Anna", "Hansen", "Team Job", True),
        ("bo@vejen.example", "Bo", "Ærø", "Team Job", False),
        ("chris@vejen.example", "Chris", "Ågård", "Team Unge", True),
    ]
    for address, given_name, family, team, active in people:
        name = {"givenName": given_name, "familyName": family}
        sent = a_user(address, name=name, displayName=f"{given_name} {family}", active=active, title="Rådgiver")
        assert found.post("/Users", {**sent, **employed(team)}).status_code == 201
    return found


def _found(directory, text):
    answer = directory.get("/Users", **{}) if text is None else directory.client.get(
        "/scim/v2/Users", {"filter": text}, headers={"Authorization": f"Bearer {directory.secret}"}
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    return [one["userName"].partition("@")[0] for one in answer.json().get("Resources", [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('userName eq "ANNA@vejen.example"', ["anna"]),
        ('USERNAME EQ "anna@vejen.example"', ["anna"]),
        (f'{CORE}:userName eq "anna@vejen.example"', ["anna"]),
        ('externalId eq "ext-bo@vejen.example"', ["bo"]),
        ('externalId eq "EXT-bo@vejen.example"', []),
        ('emails.value eq "chris@vejen.example"', ["chris"]),
        ('emails[type eq "work"].value eq "chris@vejen.example"', ["chris"]),
        ('emails[type eq "work" and value co "chris"]', ["chris"]),
        ('name.familyName eq "ærø"', ["bo"]),
        ('name.familyName sw "å"', ["chris"]),
        ('displayName co "hans"', ["anna"]),
        ('displayName ew "ærø"', ["bo"]),
        ("active eq false", ["bo"]),
        ('title pr and active eq true', ["anna", "chris"]),
        ('title pr and not (active eq true)', ["bo"]),
        ('userName eq "anna@vejen.example" or userName eq "bo@vejen.example"', ["anna", "bo"]),
        ('userName eq "anna@vejen.example" or displayName sw "chr"', ["anna", "chris"]),
        ('(userName sw "a" or userName sw "c") and title pr', ["anna", "chris"]),
        ('userName eq "anna@vejen.example" and active eq false', []),
        ('title pr and userName ne "anna@vejen.example"', ["bo", "chris"]),
        ('title pr and displayName gt "b"', ["bo", "chris"]),
        ('title pr and displayName le "anna hansen"', ["anna"]),
        (f'{ENTERPRISE}:department eq "Team Unge"', ["chris"]),
        ('title pr and meta.created ge "2020-01-01T00:00:00Z"', ["anna", "bo", "chris"]),
        ('title pr and meta.lastModified lt "2020-01-01T00:00:00Z"', []),
        ('groups.display eq "Team Job"', ["anna", "bo"]),
        ('id eq "nobody"', []),
        ('id eq "99999999999999999999999999"', []),
        ('userName eq "a\\u0000"', []),
    ],
)  # fmt: skip
def test_a_filter_finds_whom_it_says(directory, text, names):
    assert _found(directory, text) == names


@pytest.mark.parametrize(
    "text",
    ["userName", "userName eq", "eq eq eq", 'userName like "x"', "(userName pr", 'colour eq "red"', "active gt true",
     "not userName pr", "password pr" * 50, "(" * 500 + "userName pr" + ")" * 500],
)  # fmt: skip
def test_a_filter_that_means_nothing_is_told(directory, text):
    answer = directory.client.get(
        "/scim/v2/Users", {"filter": text}, headers={"Authorization": f"Bearer {directory.secret}"}
    )
    if answer.status_code == 200:  # parentheses, however many, mean something
        assert text.startswith("(((")
    else:
        assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidFilter")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60) | st.from_regex(r'[a-zA-Z.]{1,12} (eq|co|sw|gt|pr) ("[^"]{0,9}"|true|null|-?[0-9]+)?'))
def test_no_filter_breaks_the_service(directory, text):
    answer = directory.client.get(
        "/scim/v2/Users", {"filter": text}, headers={"Authorization": f"Bearer {directory.secret}"}
    )
    assert answer.status_code in (200, 400)


def test_pages_follow_each_other_without_gap_or_repeat(directory):
    pages = [directory.get(f"/Users?startIndex={start}&count=2").json() for start in (1, 3, 5)]
    seen = [one["id"] for page in pages for one in page.get("Resources", [])]
    assert [page["totalResults"] for page in pages] == [4, 4, 4]
    assert [page["itemsPerPage"] for page in pages] == [2, 2, 0]
    assert (len(seen), len(set(seen))) == (4, 4)


@pytest.mark.parametrize(
    ("query", "items"), [("count=0", 0), ("count=-5", 0), ("startIndex=0", 4), ("startIndex=-3&count=1", 1)]
)
def test_odd_pages_are_read_as_the_standard_says(directory, query, items):
    told = directory.get(f"/Users?{query}").json()
    assert (told["itemsPerPage"], told["totalResults"], told["startIndex"]) == (items, 4, 1)


@pytest.mark.parametrize("query", ["count=many", "startIndex=x", "sortBy=colour", "sortBy=name", "sortOrder=sideways"])
def test_pages_and_orders_that_mean_nothing_are_told(directory, query):
    assert directory.get(f"/Users?{query}").status_code == 400


def test_users_are_sorted_either_way(directory):
    order = []
    for way in ("ascending", "descending"):
        told = directory.get(f"/Users?sortBy=userName&filter=title pr&sortOrder={way}").json()["Resources"]
        order.append([one["userName"][:2] for one in told])
    assert order == [["an", "bo", "ch"], ["ch", "bo", "an"]]


def test_only_the_attributes_asked_for_are_told(directory):
    only = directory.get("/Users?filter=active eq false&attributes=userName,name.familyName").json()["Resources"][0]
    assert set(only) == {"schemas", "id", "userName", "name"}
    assert only["name"] == {"familyName": "Ærø"}
    without = directory.get(f"/Users/{only['id']}?excludedAttributes=emails,groups").json()
    assert {"emails", "groups"} & set(without) == set()


def test_groups_without_their_members_can_be_asked_for(directory):
    told = directory.get('/Groups?filter=displayName eq "team job"&excludedAttributes=members').json()["Resources"]
    assert [(one["displayName"], "members" in one) for one in told] == [("Team Job", False)]


def test_a_search_puts_the_question_in_the_body(directory):
    asked = {"schemas": [SEARCH], "filter": 'displayName sw "team" or displayName sw "anna"', "count": 10}
    found = {path: directory.post(path, asked).json() for path in ("/Users/.search", "/Groups/.search", "/.search")}
    assert {path: told["totalResults"] for path, told in found.items()} == {
        "/Users/.search": 1,
        "/Groups/.search": 2,
        "/.search": 3,
    }


def test_the_service_says_what_it_can_do(directory):
    told = directory.get("/ServiceProviderConfig").json()
    can = {name: told[name]["supported"] for name in ("patch", "bulk", "filter", "changePassword", "sort", "etag")}
    assert can == {"patch": True, "bulk": False, "filter": True, "changePassword": False, "sort": True, "etag": True}
    assert [one["type"] for one in told["authenticationSchemes"]] == ["oauthbearertoken"]
    types = directory.get("/ResourceTypes").json()["Resources"]
    assert [(one["name"], one["endpoint"]) for one in types] == [("User", "/Users"), ("Group", "/Groups")]
    assert directory.get("/ResourceTypes/User").json()["schemaExtensions"][0]["schema"] == ENTERPRISE
    assert directory.get("/Schemas").json()["totalResults"] == 3
    assert directory.get(f"/Schemas/{ENTERPRISE}").json()["id"] == ENTERPRISE
    assert directory.get("/Schemas/urn:nothing").status_code == 404
    assert directory.get("/Schemas?filter=id pr").status_code == 403
