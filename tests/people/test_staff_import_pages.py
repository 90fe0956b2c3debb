"""The pages of an import: from the file to what became of it, and who may see them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    the_head_of,
    the_lead_of,
)
from tests.people.imports import a_csv, a_workbook, an_import, applied

from samklang.access.models import Person
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.enums import ImportState
from samklang.people.models import Employee, StaffImport
from samklang.people.views import staff_import as views

pytestmark = pytest.mark.django_db


def at(name, found=None):
    return reverse(f"people:{name}", args=[found.pk] if found else [])


def a_file(content, name="personale.csv"):
    return SimpleUploadedFile(name, content)


def send(client, jobcentre, content, name="personale.csv", **more):
    given = {"file": a_file(content, name), "jobcentre": jobcentre.pk, "first_day": "2027-09-01", **more}
    return client.post(at("new-staff-import"), given, follow=True)


def test_a_file_is_sent_looked_through_applied_and_undone(client):
    team = a_team(name="Team Øst")
    an_employee(team, name="Anna Åberg", number="1", role="rådgiver")
    client.force_login(the_lead_of(team.parent))
    content = a_csv(
        (1, "Anna Åberg", "Team Øst", "leder"), (3, "Æva", "Team Øst", ""), headings=("Nr", "Navn", "Team", "Stilling")
    )
    page = send(client, team.parent, content)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Æva" in text
    assert "Intet er ændret endnu" in text
    found = StaffImport.objects.get()
    changed = client.get(at("staff-import", found), {"kind": "changed"}).content.decode()
    assert "rådgiver" in changed
    assert "leder" in changed
    done = client.post(at("staff-import-application", found), follow=True).content.decode()
    assert "er importeret" in done
    assert Employee.objects.filter(number="3").exists()
    undone = client.post(at("staff-import-undoing", found), follow=True).content.decode()
    assert "er fortrudt" in undone
    assert not Employee.objects.filter(number="3").exists()


def test_columns_and_teams_are_asked_about_on_the_way(client):
    team = a_team(name="Team Øst")
    client.force_login(the_lead_of(team.parent))
    page = send(client, team.parent, a_csv((3, "Æva", "Øst 4711"), headings=("Lønnr", "Hvem", "Hvor")))
    assert page.redirect_chain[-1][0].endswith("columns/")
    assert "Æva" in page.content.decode()
    found = StaffImport.objects.get()
    wrong = client.post(at("staff-import-columns", found), {"column_1": "name", "column_2": "name"})
    assert wrong.status_code == 422
    assert "er valgt til to kolonner" in wrong.content.decode()
    page = client.post(at("staff-import-columns", found), {"column_1": "name", "column_2": "team"}, follow=True)
    assert page.redirect_chain[-1][0].endswith("teams/")
    page = client.post(at("staff-import-teams", found), {"team_0": team.pk}, follow=True)
    assert StaffImport.objects.get().state == ImportState.READY
    assert "Æva" in page.content.decode()
    again = client.get(at("staff-import-columns", found))
    assert again.status_code == 200


def test_rows_with_problems_keep_the_file_from_being_applied_until_they_are_left_out(client):
    team = a_team(name="Team Øst")
    client.force_login(the_lead_of(team.parent))
    send(
        client,
        team.parent,
        a_csv((3, "Æva", "Team Øst", 37), (4, "Bo", "Team Øst", "mange"), headings=("Nr", "Navn", "Team", "Timer")),
    )
    found = StaffImport.objects.get()
    shown = client.get(at("staff-import", found)).content.decode()
    assert "række 3, celle D3" in shown
    refused = client.post(at("staff-import-application", found))
    assert refused.status_code == 422
    assert "Én række skal rettes" in refused.content.decode()
    assert not Employee.objects.filter(number="3").exists()
    client.post(at("staff-import-application", found), {"leave_out": "on"})
    assert list(Employee.objects.values_list("number", flat=True)) == ["3"]


def test_what_is_to_be_corrected_is_downloaded(client):
    team = a_team(name="Team Øst")
    client.force_login(the_lead_of(team.parent))
    send(client, team.parent, a_csv((4, "Bo", "Team Øst", "mange"), headings=("Nr", "Navn", "Team", "Timer")))
    found = StaffImport.objects.get()
    csv = client.get(at("staff-import-problems", found), {"format": "csv"})
    assert csv.content.decode("utf-8-sig").splitlines()[1] == (
        "»personale.csv«, række 2, celle D2;»mange« er ikke et tal.;Skriv et tal, for eksempel 12."
    )
    assert client.get(at("staff-import-problems", found)).content.startswith(b"PK")


def test_a_file_that_cannot_be_read_is_told_at_the_field_and_not_kept(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    page = send(client, jobcentre, b"\x89PNG\r\n\x1a\n" + bytes(100), "billede.xlsx")
    assert page.status_code == 422
    assert "er et billede" in page.content.decode()
    assert StaffImport.objects.count() == 0


def test_the_page_says_that_the_register_has_changed_and_shows_it_anew(client):
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    mine = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst")))
    applied(lead, an_import(lead, team.parent, a_csv((3, "Eva", "Team Øst"))))
    client.force_login(lead)
    page = client.post(at("staff-import-application", mine), follow=True)
    assert "er ændret, siden du så" in page.content.decode()
    assert Employee.objects.get(number="3").name == "Eva"


def test_a_large_import_is_carried_out_by_the_worker(client, monkeypatch):
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    found = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst")))
    client.force_login(lead)
    page = client.post(at("staff-import-application", found), follow=True)
    assert page.status_code == 200
    found.refresh_from_db()
    assert (found.state, Employee.objects.filter(number="3").count()) == (ImportState.APPLIED, 1)
    progress = client.get(at("staff-import-progress", found), HTTP_HX_REQUEST="true").content.decode()
    assert "er importeret" in progress


def test_an_import_that_waits_can_be_stopped(client):
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    found = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst")))
    StaffImport.objects.update(state=ImportState.APPLYING)
    client.force_login(lead)
    assert "Importeres nu" in client.get(at("staff-import", found)).content.decode()
    client.post(at("staff-import-stopping", found))
    found.refresh_from_db()
    assert (found.state, Employee.objects.filter(number="3").count()) == (ImportState.READY, 0)


def test_the_planning_workbook_is_read_with_leave_cover_and_closing_days(client):
    jobcentre = a_jobcentre()
    client.force_login(the_lead_of(jobcentre))
    content = a_workbook(
        {
            "Medarbejdere": [("Medarbejdernr.", "Navn", "Team", "Arbejdstid"), ("1", "Anna", "ROD", "man-tor")],
            "Teams": [("Team", "Mindst tilbage", "Kode"), ("Team Rødding", 2, "ROD")],
            "Fravær": [("Medarbejdernr.", "Fra", "Til", "Årsag"), ("1", "01-10-2027", "05-10-2027", "ferie")],
            "Lukkedage": [("Dato", "Hvorfor"), ("08-10-2027", "Personaledag"), ("25-12-2027", "Juledag")],
        }
    )
    send(client, jobcentre, content, "plan.xlsx")
    found = StaffImport.objects.get()
    client.post(at("staff-import-teams", found), {"team_0": 0})
    found.refresh_from_db()
    assert {kind: found.count_of(kind) for kind in ("new", "leave", "cover", "closed", "problem")} == {
        "new": 1, "leave": 1, "cover": 1, "closed": 1, "problem": 0,
    }  # fmt: skip
    for kind in ("leave", "cover", "closed"):
        assert client.get(at("staff-import", found), {"kind": kind}).status_code == 200
    client.post(at("staff-import-application", found))
    anna = Employee.objects.get()
    assert (anna.engagements.get().team.name, anna.leaves.get().kind) == ("Team Rødding", "holiday")
    assert (jobcentre.cover_needs.get().minimum, jobcentre.closed_days.get().reason) == (2, "Personaledag")
    client.post(at("staff-import-undoing", found))
    assert (Employee.objects.count(), jobcentre.cover_needs.count(), jobcentre.closed_days.count()) == (0, 0, 0)
    assert jobcentre.children.count() == 0


QUERIES = 11
STEPS = ["staff-import", "staff-import-columns", "staff-import-teams", "staff-import-progress", "staff-import-problems"]
DEEDS = [
    "staff-import-terms",
    "staff-import-application",
    "staff-import-undoing",
    "staff-import-discarding",
    "staff-import-stopping",
]


@pytest.mark.parametrize("name", ["staff-imports", "new-staff-import"])
def test_who_may_open_the_imports(client, name):
    team = a_team()
    for person, status in (
        (the_lead_of(team.parent), 200),
        (the_head_of(team.parent), 403),
        (a_colleague_in(team), 403),
    ):
        client.force_login(person)
        assert client.get(at(name)).status_code == status
    client.logout()
    assert client.get(at(name)).status_code == 302


@pytest.mark.parametrize("name", [*STEPS, *DEEDS])
def test_whose_import_one_does_not_see_is_not_there(client, name):
    team = a_team(name="Team Øst")
    found = an_import(the_lead_of(team.parent), team.parent, a_csv((3, "Æva", "Team Øst")))
    for person in (an_outsider(), a_colleague_in(team)):
        client.force_login(person)
        answer = client.post(at(name, found)) if name in DEEDS else client.get(at(name, found))
        assert answer.status_code == 404
    assert StaffImport.objects.get().state == ImportState.READY


def test_an_import_of_somebody_else_that_is_read_stands_in_the_ledger(client):
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    found = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst")))
    client.force_login(lead)
    client.get(at("staff-import", found))
    assert Entry.objects.filter(kind=Kind.READ).count() == 0
    client.force_login(the_lead_of(team.parent))
    client.get(at("staff-import", found))
    assert [one.deed for one in Entry.objects.filter(kind=Kind.READ)] == ["staff-import-read"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_for_three(client, django_assert_max_num_queries, count):
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    for number in range(count):
        applied(lead, an_import(lead, team.parent, a_csv((number, "Æva", "Team Øst"))))
    client.force_login(lead)
    client.get(at("staff-imports"))
    with django_assert_max_num_queries(QUERIES):
        client.get(at("staff-imports"))


def test_people_are_never_made_twice_by_sending_twice(client):
    team = a_team(name="Team Øst")
    client.force_login(the_lead_of(team.parent))
    before = Person.objects.count()
    send(client, team.parent, a_csv((3, "Æva", "Team Øst")))
    found = StaffImport.objects.get()
    client.post(at("staff-import-application", found))
    again = client.post(at("staff-import-application", found))
    assert again.status_code == 422
    assert Person.objects.count() == before + 1
