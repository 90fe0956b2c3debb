"""SCIM: the municipality's directory keeps users, within the reach of its token."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.factories.api import CORE, ENTERPRISE, a_directory, a_token, a_user, employed
from tests.factories.people import (
    LONG_AGO,
    a_colleague_in,
    a_jobcentre,
    a_municipality,
    a_team,
    an_employee,
    the_head_of,
)
from tests.pages import CheckedClient

from samklang.access.clock import today
from samklang.access.commands import give_role
from samklang.access.enums import Role, Scope
from samklang.access.models import Person, Place
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.models import Employee, Engagement

pytestmark = pytest.mark.django_db


def test_a_new_user_with_a_team_is_employed_there_from_today():
    team = a_team(name="Team Virksomhed")
    sent = a_user(title="Jobkonsulent", **employed("Team Virksomhed", "4711"))
    answer = a_directory(team.parent).post("/Users", sent)
    assert answer.status_code == 201, answer.content
    person = Person.objects.get(email="anna.hansen@vejen.example")
    engagement = Engagement.objects.get(employee__person=person)
    assert (person.name, person.is_active, person.has_usable_password()) == ("Anna Hansen", True, False)
    assert (engagement.team, engagement.role, engagement.first_day) == (team, "Jobkonsulent", today())
    assert engagement.employee.number == "4711"
    assert [grant.role for grant in person.grants.all()] == [Role.STAFF]


def test_the_answer_says_what_was_sent_with_id_version_and_address():
    team = a_team(name="Team Job")
    answer = a_directory(team.parent).post("/Users", a_user(title="Rådgiver", **employed("Team Job", "12")))
    told = answer.json()
    assert {key: told[key] for key in a_user()} | {"schemas": [CORE]} == a_user()
    assert told["id"] == str(Person.objects.get(email="anna.hansen@vejen.example").pk)
    assert told[ENTERPRISE] == {"employeeNumber": "12", "department": "Team Job"}
    assert answer["Location"] == told["meta"]["location"] == f"http://testserver/scim/v2/Users/{told['id']}"
    assert answer["ETag"] == told["meta"]["version"]
    assert [one["display"] for one in told["groups"]] == ["Team Job"]
    assert answer["Content-Type"] == "application/scim+json"


def test_a_user_without_a_team_can_sign_in_and_is_not_staff_yet():
    directory = a_directory(a_jobcentre())
    told = directory.post("/Users", a_user(title="Konsulent")).json()
    assert (told["title"], Employee.objects.count()) == ("Konsulent", 0)
    directory.patch(f"/Users/{told['id']}", {"op": "add", "path": f"{ENTERPRISE}:department", "value": "Team Ny"})
    engagement = Engagement.objects.get()
    assert (engagement.team.name, engagement.role) == ("Team Ny", "Konsulent")


def test_a_team_there_is_not_is_made_in_the_tokens_jobcentre():
    jobcentre = a_jobcentre()
    a_directory(jobcentre).post("/Users", a_user(**employed("Team Unge")))
    assert Place.objects.get(name="Team Unge").parent == jobcentre


def test_a_token_for_several_jobcentres_makes_no_team_since_nobody_knows_where():
    municipality = a_municipality()
    a_jobcentre(municipality, "Nord")
    a_jobcentre(municipality, "Syd")
    answer = a_directory(municipality).post("/Users", a_user(**employed("Team Unge")), **{"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["scimType"]) == (400, "invalidValue")
    assert "token for each jobcentre" in answer.json()["detail"]
    assert not Person.objects.filter(email="anna.hansen@vejen.example").exists()


def test_somebody_in_the_register_without_an_address_is_the_same_person_by_employee_number():
    known = an_employee(a_team(name="Team Job"), number="88", role="Rådgiver", weekly_hours=32)
    answer = a_directory(known.jobcentre).post("/Users", a_user(**employed("Team Job", "88")))
    assert (answer.status_code, answer.json()["id"]) == (201, str(known.person_id))
    engagement = Engagement.objects.get(employee=known)
    assert (engagement.role, engagement.weekly_hours, engagement.first_day) == ("Rådgiver", 32, LONG_AGO)
    known.person.refresh_from_db()
    assert known.person.email == "anna.hansen@vejen.example"


def test_an_address_in_use_is_409_and_nothing_is_made():
    jobcentre = a_jobcentre()
    directory = a_directory(jobcentre)
    directory.post("/Users", a_user())
    before = Person.objects.count()
    answer = directory.post("/Users", a_user("Anna.Hansen@Vejen.example"))
    assert (answer.status_code, answer.json()["scimType"], Person.objects.count()) == (409, "uniqueness", before)


def test_an_employee_number_in_use_by_somebody_else_is_409():
    known = an_employee(a_team(name="Team Job"), number="88", email="bo@vejen.example")
    answer = a_directory(known.jobcentre).post("/Users", a_user(**employed("Team Job", "88")))
    assert (answer.status_code, answer.json()["scimType"]) == (409, "uniqueness")
    assert not Person.objects.filter(email="anna.hansen@vejen.example").exists()


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (a_user("anna"), "invalidValue"),
        (a_user("x" * 300 + "@vejen.example"), "invalidValue"),
        (a_user(displayName="y" * 121), "invalidValue"),
        (a_user(active="perhaps"), "invalidValue"),
        ({"schemas": [CORE]}, "invalidValue"),
        (a_user(displayName="Anna\0Hansen"), "invalidValue"),
        (a_user(displayName="\ud800"), "invalidValue"),
        (a_user(**employed("Team", manager={"value": "999999"})), "invalidValue"),
        ([], "invalidSyntax"),
        ("text", "invalidSyntax"),
    ],
)
def test_what_cannot_be_kept_is_refused_as_the_standard_has_it(sent, kind):
    directory = a_directory(a_jobcentre())
    before = Person.objects.count()
    answer = directory.post("/Users", sent)
    assert (answer.status_code, answer.json()["scimType"], answer.json()["status"]) == (400, kind, "400")
    assert Person.objects.count() == before


def test_what_samklang_has_no_use_for_is_dropped():
    sent = a_user(phoneNumbers=[{"value": "+45 12345678", "type": "mobile"}], nickName="Annie", password="x")
    told = a_directory(a_jobcentre()).post("/Users", sent).json()
    assert {"phoneNumbers", "nickName", "password"} & set(told) == set()


def test_made_inactive_somebody_is_signed_out_and_cannot_sign_in_and_keeps_their_history(client):
    colleague = a_colleague_in(a_team())
    client.force_login(colleague)
    assert client.get(reverse("start")).status_code == 200
    directory = a_directory(colleague.employee.jobcentre)
    engagements = list(Engagement.objects.values())
    answer = directory.patch(f"/Users/{colleague.pk}", {"op": "Replace", "path": "active", "value": "False"})
    assert (answer.status_code, answer.json()["active"]) == (200, False)
    colleague.refresh_from_db()
    assert (colleague.is_active, list(Engagement.objects.values())) == (False, engagements)
    assert client.get(reverse("start")).status_code == 302
    directory.patch(f"/Users/{colleague.pk}", {"op": "Replace", "path": "active", "value": "True"})
    colleague.refresh_from_db()
    assert colleague.is_active


def test_deleting_closes_the_account_hides_the_user_and_keeps_the_employment():
    colleague = a_colleague_in(a_team())
    directory = a_directory(colleague.employee.jobcentre)
    assert directory.ask("DELETE", f"/Users/{colleague.pk}").status_code == 204
    colleague.refresh_from_db()
    assert (colleague.is_active, Engagement.objects.get(employee__person=colleague).last_day) == (False, None)
    for method in ("GET", "PUT", "PATCH", "DELETE"):
        assert directory.ask(method, f"/Users/{colleague.pk}", a_user()).status_code == 404
    assert str(colleague.pk) not in [one["id"] for one in directory.get("/Users").json()["Resources"]]


def test_a_deleted_user_who_is_sent_again_is_the_same_person():
    directory = a_directory(a_jobcentre())
    first = directory.post("/Users", a_user(title="Rådgiver", **employed("Team Job", "5"))).json()["id"]
    directory.ask("DELETE", f"/Users/{first}")
    again = directory.post("/Users", a_user())
    assert (again.status_code, again.json()["id"], again.json()["active"]) == (201, first, True)
    assert (again.json()["title"], Engagement.objects.count()) == ("Rådgiver", 1)


def test_a_replacement_that_leaves_something_out_does_not_empty_it():
    directory = a_directory(a_jobcentre())
    made = directory.post("/Users", a_user(title="Rådgiver", **employed("Team Job", "5"))).json()
    told = directory.ask("PUT", f"/Users/{made['id']}", {"schemas": [CORE], "userName": made["userName"]}).json()
    assert {key: told[key] for key in ("displayName", "title", "active", ENTERPRISE)} == {
        key: made[key] for key in ("displayName", "title", "active", ENTERPRISE)
    }
    assert Engagement.objects.count() == 1


def test_another_team_holds_from_today_and_what_was_before_stays():
    known = an_employee(a_team(name="Team Job"), role="Rådgiver", weekly_hours=30)
    a_team(known.jobcentre, "Team Virksomhed")
    directory = a_directory(known.jobcentre)
    path = f"{ENTERPRISE}:department"
    known.person.email = "bo@vejen.example"
    known.person.save()
    directory.patch(f"/Users/{known.person_id}", {"op": "replace", "path": path, "value": "team virksomhed"})
    rows = list(Engagement.objects.filter(employee=known).order_by("first_day").values_list("team__name", "first_day"))
    assert rows == [("Team Job", LONG_AGO), ("Team Virksomhed", today())]
    latest = Engagement.objects.get(employee=known, last_day=None)
    assert (latest.role, latest.weekly_hours) == ("Rådgiver", 30)


def test_what_the_register_has_planned_for_later_still_comes():
    known = an_employee(a_team(name="Team Job"), email="bo@vejen.example")
    later = today() + timedelta(days=40)
    unge = a_team(known.jobcentre, "Team Unge")
    now = Engagement.objects.get(employee=known)
    now.last_day = later - timedelta(days=1)
    now.save()
    Engagement.objects.create(employee=known, team=unge, first_day=later)
    directory = a_directory(known.jobcentre)
    directory.patch(f"/Users/{known.person_id}", {"op": "replace", "path": "title", "value": "Rådgiver"})
    rows = Engagement.objects.filter(employee=known).order_by("first_day")
    assert [(row.team.name, row.role, row.first_day, row.last_day) for row in rows] == [
        ("Team Job", "", LONG_AGO, today() - timedelta(days=1)),
        ("Team Job", "Rådgiver", today(), later - timedelta(days=1)),
        ("Team Unge", "", later, None),
    ]


def test_taking_the_team_away_is_refused_since_it_would_end_the_employment():
    directory = a_directory(a_jobcentre())
    made = directory.post("/Users", a_user(**employed("Team Job"))).json()
    answer = directory.patch(f"/Users/{made['id']}", {"op": "remove", "path": f"{ENTERPRISE}:department"})
    assert (answer.status_code, answer.json()["scimType"]) == (400, "mutability")
    assert Engagement.objects.get().last_day is None


def test_the_manager_is_a_user_the_token_reaches():
    leader = an_employee(a_team(name="Team Job"), email="leder@vejen.example")
    directory = a_directory(leader.jobcentre)
    made = directory.post("/Users", a_user(**employed("Team Job", manager={"value": str(leader.person_id)}))).json()
    assert made[ENTERPRISE]["manager"]["value"] == str(leader.person_id)
    assert Engagement.objects.get(employee__person__pk=made["id"]).manager == leader
    outside = an_employee(email="ude@andet.example")
    refused = directory.patch(
        f"/Users/{made['id']}",
        {"op": "replace", "path": f"{ENTERPRISE}:manager", "value": str(outside.person_id)},
    )
    assert (refused.status_code, refused.json()["scimType"]) == (400, "invalidValue")


def test_a_name_made_of_its_parts_follows_them():
    directory = a_directory(a_jobcentre())
    sent = a_user()
    del sent["displayName"]
    made = directory.post("/Users", sent).json()
    told = directory.patch(f"/Users/{made['id']}", {"op": "replace", "path": "name.familyName", "value": "Holm"}).json()
    assert (made["displayName"], told["displayName"]) == ("Anna Hansen", "Anna Holm")


def test_another_municipality_is_not_there():
    theirs = an_employee(email="ude@andet.example")
    directory = a_directory(a_jobcentre())
    path = f"/Users/{theirs.person_id}"
    answers = [
        directory.get(path),
        directory.ask("PUT", path, a_user()),
        directory.patch(path, {"op": "replace", "path": "active", "value": False}),
        directory.ask("DELETE", path),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4
    found = directory.get('/Users?filter=userName eq "ude@andet.example"').json()
    assert (found["totalResults"], found.get("Resources", [])) == (0, [])
    theirs.person.refresh_from_db()
    assert theirs.person.is_active


def test_another_jobcentre_of_the_municipality_is_reached_by_the_municipalitys_token_only():
    municipality = a_municipality()
    ours, theirs = a_jobcentre(municipality, "Nord"), a_jobcentre(municipality, "Syd")
    other = an_employee(a_team(theirs), email="syd@vejen.example")
    assert a_directory(ours).get(f"/Users/{other.person_id}").status_code == 404
    assert a_directory(municipality).get(f"/Users/{other.person_id}").status_code == 200


def test_somebody_with_a_role_at_the_place_is_a_user_without_being_staff():
    jobcentre = a_jobcentre()
    head = the_head_of(jobcentre)
    assert a_directory(jobcentre).get(f"/Users/{head.pk}").json()["userName"] == head.email


def test_a_change_made_since_one_read_is_412_and_the_same_version_304():
    directory = a_directory(a_jobcentre())
    made = directory.post("/Users", a_user())
    path, version = f"/Users/{made.json()['id']}", made["ETag"]
    assert directory.get(path, **{"If-None-Match": version}).status_code == 304
    rename = {"op": "replace", "path": "displayName", "value": "Anna H."}
    assert directory.patch(path, rename, **{"If-Match": version}).status_code == 200
    stale = directory.patch(path, {**rename, "value": "Anna"}, **{"If-Match": version})
    assert (stale.status_code, Person.objects.get(pk=made.json()["id"]).name) == (412, "Anna H.")


def test_reading_and_changing_stand_in_the_ledger_with_the_tokens_owner_and_the_token():
    jobcentre = a_jobcentre()
    token, secret = a_token(jobcentre, Scope.SCIM)
    directory = a_directory(jobcentre)
    directory.secret = secret
    made = directory.post("/Users", a_user()).json()
    directory.get(f"/Users/{made['id']}")
    directory.get("/Users")
    lines = Entry.objects.filter(deed__startswith="scim-").order_by("number")
    assert [(one.deed, one.kind, one.actor_id, one.about_id, one.details) for one in lines] == [
        ("scim-user-added", Kind.WRITE, token.owner_id, int(made["id"]), {"token": token.pk}),
        ("scim-user-read", Kind.READ, token.owner_id, int(made["id"]), {"token": token.pk}),
        ("scim-users-read", Kind.READ, token.owner_id, None, {"token": token.pk, "count": 3}),
    ]


def test_a_patch_that_changes_nothing_leaves_no_trace():
    directory = a_directory(a_jobcentre())
    made = directory.post("/Users", a_user(**employed("Team Job"))).json()
    before = Entry.objects.filter(kind=Kind.WRITE).count()
    answer = directory.patch(
        f"/Users/{made['id']}",
        {"op": "Replace", "path": "displayName", "value": "Anna Hansen"},
        {"op": "Add", "path": 'emails[type eq "work"].value', "value": "other@vejen.example"},
    )
    assert (answer.status_code, Entry.objects.filter(kind=Kind.WRITE).count()) == (200, before)


def test_a_token_gives_its_owner_no_more_than_a_line_in_the_ledger():
    """The owner is an administrator of one jobcentre; nothing of them shows through a token for another."""
    municipality = a_municipality()
    ours, theirs = a_jobcentre(municipality, "Nord"), a_jobcentre(municipality, "Syd")
    _, secret = a_token(municipality, Scope.SCIM)
    directory = a_directory(ours)
    owner = Person.objects.get(tokens__place=ours)
    assert directory.get(f"/Users/{owner.pk}").status_code == 200  # an administrator there
    elsewhere = a_directory(theirs)
    assert elsewhere.get(f"/Users/{owner.pk}").status_code == 404
    assert secret


def test_methods_and_parts_there_are_not_say_so():
    directory = a_directory(a_jobcentre())
    wrong = directory.ask("DELETE", "/Users")
    assert (wrong.status_code, wrong["Allow"]) == (405, "GET, POST")
    assert directory.ask("POST", "/Bulk", {}).status_code == 501
    assert directory.get("/Me").status_code == 501
    assert directory.get("/Robots").status_code == 404
    assert CheckedClient().get("/scim/v2/Users").status_code == 401


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_users_costs_the_same_queries_for_one_and_for_three(number, django_assert_max_num_queries):
    team = a_team()
    for _ in range(number):
        an_employee(team)
    directory = a_directory(team.parent)
    directory.get("/Users")
    with django_assert_max_num_queries(14):
        assert directory.get("/Users").json()["totalResults"] == number + 1


@pytest.mark.parametrize("above", [Role.ADMINISTRATOR, Role.HEAD])
def test_a_jobcentres_directory_takes_over_nobody_who_has_access_beyond_it(above):
    """With the address of the municipality's head or administrator comes all that they may do."""
    jobcentre = a_jobcentre()
    person = a_colleague_in(a_team(jobcentre))
    give_role(by=None, person=person, role=above, place=jobcentre.parent, first_day=LONG_AGO)
    directory = a_directory(jobcentre)
    change = {"op": "replace", "path": "userName", "value": "mit@vejen.example"}
    answer = directory.patch(f"/Users/{person.pk}", change)
    assert (answer.status_code, Person.objects.get(pk=person.pk).email) == (403, person.email)
    of_all = a_directory(jobcentre.parent)
    assert of_all.patch(f"/Users/{person.pk}", change).status_code == 200
