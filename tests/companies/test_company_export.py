"""The list of companies as a file: what is shown, all pages of it, in the ledger, and only for those who see it."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from tests.factories.companies import NOW, owned_by
from tests.factories.company_known import a_known_company, a_talk
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is

from samklang.access.enums import Role
from samklang.companies.models import Company
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry as Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def person(team, client):
    found = a_colleague_in(team)
    client.force_login(found)
    return found


def rows_of(answer) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_what_the_list_shows_narrowed_and_sorted(client, person):
    owned_by(a_known_company(person.municipality, "Ærteriet", cvr="13585628", employees=3), person)
    a_talk(a_known_company(person.municipality, "Zoo"))
    a_known_company(person.municipality, "+Plus", town="Ribe")
    rows = rows_of(client.get("/companies/list.csv?place=egtved"))
    assert [row[0] for row in rows] == ["Navn", "Zoo", "Ærteriet"]
    assert (rows[2][1], rows[2][5], rows[2][14]) == ("13585628", "3", person.name)
    assert rows[1][15] == "2026-09-07"
    assert "'+Plus" in {row[0] for row in rows_of(client.get("/companies/list.csv"))}


def test_the_workbook_holds_the_same(client, person):
    a_known_company(person.municipality, "=cmd()")
    answer = client.get("/companies/list.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [sheet["A1"].value, sheet["A2"].value, sheet["A2"].data_type] == ["Navn", "=cmd()", "s"]


def test_the_file_is_sent_while_it_is_read_and_costs_few_queries(client, person):
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            rows_of(client.get("/companies/list.csv"))
        return len(caught)

    a_known_company(person.municipality, "Den første")
    assert client.get("/companies/list.csv").streaming
    one = asked()
    Company.objects.bulk_create(
        Company(municipality=person.municipality, name=f"Firma {number}", created_at=NOW) for number in range(300)
    )
    assert asked() == one


def test_that_it_was_fetched_stands_in_the_ledger(client, person):
    client.get("/companies/list.csv").getvalue()
    deed = Deed.objects.get(deed="companies-exported")
    assert (deed.actor_id, deed.place_id, deed.kind) == (person.pk, person.municipality_id, Kind.READ)


def test_who_fetches_what(client, person, team):
    a_known_company(person.municipality, "Vores")
    assert client.get("/companies/list.pdf").status_code == 404
    client.force_login(an_outsider())
    assert len(rows_of(client.get("/companies/list.csv"))) == 1
    client.force_login(somebody_who_is(Role.TRAINER, team))
    assert client.get("/companies/list.csv").status_code == 403
    assert Deed.objects.filter(deed="companies-exported").count() == 1
