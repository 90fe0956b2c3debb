"""The register as a spreadsheet: Danish, safe to open, and readable again."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from tests.factories.people import a_colleague_in, a_team, an_employee, an_outsider, the_lead_of, the_leader_of
from tests.people.imports import DAY, an_import

from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.commands import Terms, add_cover_need, add_leave, change_engagement
from samklang.people.enums import LeaveKind

pytestmark = pytest.mark.django_db
EXPORT = reverse("people:employees-export")


def a_rich_register():
    team = a_team(name="Team Øst")
    boss = an_employee(
        team, name="Åse Boss", number="0017", email="aase@example.org", role="teamleder", weekly_hours="37"
    )
    anna = an_employee(
        team, name="Anna Bo", number="2", role="rådgiver", site="Hus B", weekly_hours="29.6", half_days="1111111100",
        skills=["telefon", "dansk, tegn"], manager=boss, conversations_per_half_day=3,
    )  # fmt: skip
    an_employee(team, name="Vikar Vang", number="3", is_temp=True, stands_in_for=anna, half_days="0" * 10,
                last_day=date(2027, 12, 31))  # fmt: skip
    anna.peer = boss
    anna.save()
    change_engagement(by=None, employee=boss, terms=Terms(team=team, role="chef"), first_day=date(2026, 3, 1))
    return team


def test_the_workbook_read_in_again_changes_nothing(client):
    team = a_rich_register()
    lead = the_lead_of(team.parent)
    client.force_login(lead)
    content = client.get(EXPORT, {"as_of": DAY.isoformat()}).content
    found = an_import(lead, team.parent, content, name="medarbejdere.xlsx", whole=True)
    assert {kind: count for kind, count in found.counts.items() if count} == {"unchanged": 3, "rows": 3}, [
        (line.label, line.fields, line.told) for line in found.lines.all()
    ]


def test_the_text_file_has_semicolons_danish_headings_dates_and_commas_and_is_read_again(client):
    team = a_rich_register()
    lead = the_lead_of(team.parent)
    client.force_login(lead)
    content = client.get(EXPORT, {"as_of": DAY.isoformat(), "format": "csv"}).content
    lines = content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Medarbejdernr.;Navn;E-mail;Team;Stilling;Sted;Kan også;Timer pr. uge;man fm;man em")
    assert '2;Anna Bo;;Team Øst;rådgiver;Hus B;"telefon, ""dansk, tegn""";29,6;x;x' in lines[1]
    assert "01-01-2020" in lines[1]
    found = an_import(lead, team.parent, content, name="medarbejdere.csv")
    notes = [line.kind for line in found.lines.all()]  # that dates stand as text
    assert (found.count_of("unchanged"), notes) == (3, ["note", "note"])


def test_the_list_is_narrowed_as_on_the_page(client):
    team = a_rich_register()
    client.force_login(the_lead_of(team.parent))
    content = client.get(EXPORT, {"as_of": DAY.isoformat(), "format": "csv", "q": "anna"}).content
    assert [line.split(";")[1] for line in content.decode("utf-8-sig").splitlines()[1:]] == ["Anna Bo"]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+45 1234", "-2+3", "@SUM(A1)"])
def test_what_begins_like_a_formula_stays_a_text(client, text):
    team = a_team()
    an_employee(team, name="Anna Bo", number="2", role=text)
    client.force_login(the_lead_of(team.parent))
    sheet = openpyxl.load_workbook(BytesIO(client.get(EXPORT).content)).active
    cell = next(cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.value == text)
    assert cell.data_type == "s"
    assert f";'{text};" in client.get(EXPORT, {"format": "csv"}).content.decode("utf-8-sig")


def test_a_download_of_named_people_stands_in_the_ledger(client):
    team = a_team()
    lead = the_lead_of(team.parent)
    client.force_login(lead)
    client.get(EXPORT)
    client.get(reverse("people:leave-export"))
    found = Entry.objects.filter(kind=Kind.READ).order_by("number")
    assert [(one.deed, one.actor_id) for one in found] == [("staff-exported", lead.pk), ("leave-exported", lead.pk)]


def test_one_downloads_only_whom_one_sees(client):
    team = a_team(name="Team Øst")
    an_employee(team, name="Anna Bo", number="2")
    an_employee(a_team(team.parent), name="Bo Vest", number="3")
    client.force_login(the_leader_of(team))
    assert b"Bo Vest" not in client.get(EXPORT, {"format": "csv"}).content
    client.force_login(an_outsider())
    assert b"Anna Bo" not in client.get(EXPORT, {"format": "csv"}).content
    client.force_login(a_colleague_in(team))
    assert client.get(EXPORT).status_code == 403


def test_leave_is_downloaded_with_its_kind_only_by_who_may_know_it(client):
    team = a_team(name="Team Øst")
    anna = an_employee(team, name="Anna Bo", number="2")
    add_leave(by=None, employee=anna, kind=LeaveKind.SICK, first_day=date(2020, 2, 1))
    where = reverse("people:leave-export")
    client.force_login(the_leader_of(team))
    assert "2;Anna Bo;01-02-2020;;syg" in client.get(where, {"format": "csv"}).content.decode("utf-8-sig")
    client.force_login(the_lead_of(team.parent))
    assert "2;Anna Bo;01-02-2020;;\r\n" in client.get(where, {"format": "csv"}).content.decode("utf-8-sig")


def test_cover_is_downloaded(client):
    team = a_team(name="Team Øst")
    add_cover_need(
        by=None, jobcentre=team.parent, name="Telefon", skill="telefon", minimum=2, first_day=date(2020, 1, 1)
    )
    client.force_login(the_lead_of(team.parent))
    content = client.get(reverse("people:cover-export"), {"format": "csv"}).content.decode("utf-8-sig")
    assert content.splitlines()[1] == "Telefon;2;;;telefon;;alle dage;01-01-2020;"


@pytest.mark.parametrize("count", [1, 3])
def test_the_download_costs_the_same_queries_for_one_and_for_three(client, django_assert_max_num_queries, count):
    team = a_team()
    for _ in range(count):
        an_employee(team)
    client.force_login(the_lead_of(team.parent))
    client.get(EXPORT)
    with django_assert_max_num_queries(16):
        client.get(EXPORT, {"format": "csv"})
