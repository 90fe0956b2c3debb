"""The pages and files of a plan on the site: the command line's own documents, each look at them in the ledger."""

import json
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories.people import the_head_of, the_lead_of
from tests.factories.plans import a_plan, a_problem, with_name
from tests.factories.programmes import a_programme, a_variant

from samklang.core.planner import plan as plans
from samklang.core.planner import problem as problems
from samklang.core.planner.check import check
from samklang.ledger.models import Entry
from samklang.reports.plan_parts import PARTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def variant(client):
    """A plan for twenty-six people, looked at by the programme lead."""
    made = a_variant(a_programme(a_problem()), a_plan())
    client.force_login(the_lead_of(made.programme.jobcentre))
    return made


def page_of(client, variant, part: str, query: str = "") -> str:
    """A part of the plan's page."""
    answer = client.get(reverse("reports:plan-part", args=[variant.pk, part]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("overview", ("Har en plads", "Hvor god planen er", "Yrsa Friis")),
        ("calendar", ("September 2026", "Personaledag")),
        ("cohorts", ("Hold 3", "Bo Lund")),
        ("cover", ("Telefonen", "uge for uge")),
        ("money", ("Den centrale kompetencepulje", "Fordelt på måneder")),
        ("people", ("Anne-Marie Østergaard", "Hvorfor?")),
    ],
)
def test_each_part_shows_what_the_printed_page_shows(client, variant, part, texts):
    page = page_of(client, variant, part)
    assert [text for text in texts if text.casefold() not in page.casefold()] == []


def test_a_page_looked_at_is_one_line_in_the_ledger_however_many_it_names(client, variant):
    page_of(client, variant, "people")
    entries = Entry.objects.filter(kind="read")
    assert [(one.deed, one.about_id, one.place_id) for one in entries] == [
        ("plan-read", None, variant.programme.jobcentre_id)
    ]


def test_once_written_a_part_comes_from_the_cache_without_the_documents(client, variant):
    for part in PARTS:
        page_of(client, variant, part)
    with CaptureQueriesContext(connection) as caught:
        page_of(client, variant, "cohorts")
    asked = " ".join(query["sql"] for query in caught)
    assert '"planning_variant"."document"' not in asked
    assert '"planning_version"."document"' not in asked


def test_the_other_language_is_written_too_and_kept_apart(client, variant):
    assert "Hold 3" in page_of(client, variant, "cohorts")
    client.cookies["django_language"] = "en"
    assert "Cohort 3" in page_of(client, variant, "cohorts")


def test_a_name_that_looks_like_a_script_is_only_a_name(client):
    problem = with_name(a_problem(), "1001", "<script>alert(1)</script>")
    variant = a_variant(a_programme(problem), a_plan(problem))
    client.force_login(the_lead_of(variant.programme.jobcentre))
    cache.clear()
    for part in PARTS:
        assert "<script>alert" not in page_of(client, variant, part)


def test_people_are_found_by_name_number_and_team(client, variant):
    for text, found in (("østergaard", 1), ("1001", 1), ("virksomhedsservice", 4), ("ingen hedder dette", 0)):
        assert page_of(client, variant, "people", f"?q={text}").count("Hvorfor?<span") == found


def test_the_files_are_the_command_line_s_own(client, variant):
    def file(name: str) -> bytes:
        answer = client.get(reverse("reports:plan-file", args=[variant.pk, name]))
        assert (answer.status_code, "attachment" in answer.headers["Content-Disposition"]) == (200, True)
        return answer.content

    plan, problem = json.loads(file("plan.json")), json.loads(file("problem.json"))
    assert check(problem, plan).approved
    drawn = problems.document(a_problem())
    assert {**problem, "absences": []} == {**drawn, "absences": []}
    assert {**plan, "problem": ""} == {**plans.document(a_plan()), "problem": ""}
    assert openpyxl.load_workbook(BytesIO(file("plan.xlsx"))).sheetnames
    assert "alle.ics" in zipfile.ZipFile(BytesIO(file("calendars.zip"))).namelist()
    assert b"<!doctype html>" in file("plan.html")


def test_a_workbook_says_why_somebody_is_away_and_what_is_kept_of_it_does_not(variant):
    """Everybody who sees a plan reads its reasons; why somebody is away is for themselves and their leader."""
    kinds = {one["kind"] for one in problems.document(a_problem())["absences"]}
    assert kinds == {"maternity"}
    assert {one["kind"] for one in variant.version.document["absences"]} == {"other"}


def test_the_rules_name_leave_and_are_for_whoever_makes_plans(client, variant):
    client.force_login(the_head_of(variant.programme.jobcentre))
    assert client.get(reverse("reports:plan-file", args=[variant.pk, "plan.json"])).status_code == 200
    assert client.get(reverse("reports:plan-file", args=[variant.pk, "problem.json"])).status_code == 403


@pytest.mark.parametrize("query", ["person=1001", "person=3006", "session=1:aaben", "wish=cost", "person=ukendt"])
def test_why_is_answered_in_sentences(client, variant, query):
    answer = client.get(reverse("reports:why", args=[variant.pk]) + f"?{query}")
    assert answer.status_code == 200
    assert 'id="answers"' in answer.content.decode()


@pytest.mark.parametrize("path", ["files/noget.exe", "noget/", "files/..%2fplan.json"])
def test_what_is_not_a_part_is_not_there(client, variant, path):
    assert client.get(f"/plans/{variant.pk}/{path}").status_code == 404
