"""What we hold on you, corrections, erasing, retention and opened records, as pages."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from tests.factories.access import a_notice, anew, the_administrator_of
from tests.factories.people import (
    LONG_AGO,
    a_colleague_in,
    a_team,
    an_employee,
    somebody_who_is,
    the_head_of,
    the_lead_of,
)

from samklang.access.commands import add_person, elevate
from samklang.access.enums import Role
from samklang.access.models import Correction, Elevation, Notice, Person, RetentionRule
from samklang.ledger.commands import record_reading
from samklang.ledger.models import Entry
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - the pages are asked about today
REASON = "En leder er stoppet uden at overdrage."


def held(client) -> str:
    return client.get(reverse("what-we-hold")).content.decode()


def test_a_colleague_sees_everything_that_is_held_on_them_and_nothing_secret(client):
    team = a_team()
    colleague = a_colleague_in(team)
    add_leave(by=None, employee=colleague.employee, kind=LeaveKind.SICK, first_day=LONG_AGO, last_day=LONG_AGO)
    Authenticator.objects.create(user=colleague, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    Person.objects.filter(pk=colleague.pk).update(password="md5$salt$feedfacefeedface")
    client.force_login(anew(colleague))
    page = held(client)
    for said in (colleague.email, team.name, "Fravær", "Syg", "Roller", "alle dage"):
        assert said in page, said
    assert "feedface" not in page
    assert "JBSWY3DPEHPK3PXP" not in page


def test_nobody_sees_what_is_held_on_somebody_else(client):
    team = a_team()
    other = a_colleague_in(team)
    client.force_login(a_colleague_in(team))
    assert other.email not in held(client)


def test_one_sees_who_has_read_ones_record_and_not_ones_own_deeds(client):
    team = a_team()
    head, colleague = the_head_of(team.parent), a_colleague_in(team)
    record_reading("employee-read", by=head, subject=colleague, about=colleague, place=team)
    record_reading("employee-read", by=colleague, subject=head, about=head, place=team)
    client.force_login(colleague)
    page = held(client)
    assert head.name in page
    assert "Medarbejders side læst" in page
    client.force_login(head)
    assert colleague.name in held(client)


def test_it_is_taken_along_as_a_workbook_and_as_json(client):
    team = a_team()
    person = an_employee(team, name="=HYPERLINK(1)", email="h@example.org").person
    client.force_login(person)
    answer = client.get(reverse("what-we-hold-file", args=["xlsx"]))
    book = load_workbook(BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    document = json.loads(client.get(reverse("what-we-hold-file", args=["json"])).content)
    assert document["tables"]["access.person"][0]["email"] == "h@example.org"
    assert "password" not in document["tables"]["access.person"][0]
    assert Entry.objects.first().deed == "holdings-fetched"
    assert client.get(reverse("what-we-hold-file", args=["exe"])).status_code == 404


def test_somebody_without_employment_or_roles_sees_their_page_too(client):
    person = add_person(by=None, municipality=a_team().parent.parent, name="Else", email="e@example.org")
    client.force_login(person)
    assert "e@example.org" in held(client)
    assert client.get(reverse("roles")).status_code == 200


def test_a_correction_goes_from_question_to_answer(client):
    team = a_team()
    lead, colleague = the_lead_of(team.parent), a_colleague_in(team)
    client.force_login(colleague)
    values = {"what_is_wrong": "Der står 30 timer.", "what_is_right": "37 timer."}
    assert client.post(reverse("new-correction"), values).status_code == 302
    correction = Correction.objects.get()
    assert correction.place == team.parent
    client.force_login(lead)
    assert colleague.name in client.get(reverse("corrections")).content.decode()
    url = reverse("correction", args=[correction.pk])
    client.get(url)
    assert (Entry.objects.first().deed, Entry.objects.first().about_id) == ("correction-read", colleague.pk)
    answer = client.post(url, {"decision": "yes", "answer": ""})
    assert answer.status_code == 422
    assert client.post(url, {"decision": "yes", "answer": "Det er rettet."}).status_code == 302
    client.force_login(colleague)
    assert "Det er rettet." in client.get(url).content.decode()


@pytest.mark.parametrize("wrong", ["Mit CPR er 010203-1234", "0102031234"])
def test_a_civil_registration_number_is_not_stored_and_nothing_typed_is_lost(client, wrong):
    client.force_login(a_colleague_in(a_team()))
    answer = client.post(reverse("new-correction"), {"what_is_wrong": wrong, "what_is_right": "Noget langt og vigtigt"})
    assert answer.status_code == 422
    assert "Noget langt og vigtigt" in answer.content.decode()
    assert not Correction.objects.exists()


def test_an_administrator_erases_somebody_who_has_left_by_typing_the_name(client):
    team = a_team()
    leaver = an_employee(team, name="Ulla Holm", last_day=TODAY - timedelta(days=1)).person
    stays = an_employee(team, name="Bo Holm").person
    client.force_login(the_administrator_of(team.parent.parent))
    page = client.get(reverse("erasures")).content.decode()
    assert leaver.name in page
    assert stays.name not in page
    url = reverse("erasure", args=[leaver.pk])
    assert "hele rækken slettes" in client.get(url).content.decode()
    assert client.post(url, {"typed_name": "Ulla"}).status_code == 422
    assert anew(leaver).erased_at is None
    assert client.post(url, {"typed_name": "Ulla Holm"}).status_code == 302
    page = client.get(reverse("erasures")).content.decode()
    assert "Ulla" not in page
    assert client.get(url).status_code == 404
    assert client.post(reverse("erasure", args=[stays.pk]), {"typed_name": "Bo Holm"}).status_code == 403


def test_the_retention_page_says_what_the_next_night_would_take_and_takes_nothing(client):
    team = a_team()
    add_leave(by=None, employee=an_employee(team), kind=LeaveKind.OTHER, first_day=LONG_AGO, last_day=LONG_AGO)
    client.force_login(the_head_of(team.parent.parent))
    page = client.get(reverse("retention"))
    due = {row["rule"].kind.what: row["due"].count for row in page.context["rows"] if row["due"]}
    assert (due["leave"], due["leaver"]) == (1, 0)
    assert "ikke efterprøvet" in page.content.decode()
    url = reverse("retention-rule", args=["leave"])
    values = {"days": 9999, "first_day": TODAY.isoformat(), "ground": "Besluttet 1. juni"}
    assert client.post(url, {**values, "days": 0}).status_code == 422
    assert client.post(url, {**values, "first_day": "2020-01-01"}).status_code == 422
    assert not RetentionRule.objects.exists()
    assert client.post(url, values).status_code == 302
    page = client.get(reverse("retention"))
    due = {row["rule"].kind.what: row["due"].count for row in page.context["rows"] if row["due"]}
    assert due["leave"] == 0
    assert "Besluttet 1. juni" in page.content.decode()
    assert client.get(reverse("retention-rule", args=["session"])).status_code == 404


def test_the_head_of_a_jobcentre_sees_the_times_and_cannot_change_them(client):
    team = a_team()
    client.force_login(the_head_of(team.parent))
    assert "retention/leave/" not in client.get(reverse("retention")).content.decode()
    assert client.get(reverse("retention-rule", args=["leave"])).status_code == 403


def test_records_are_opened_and_the_banner_stands_on_every_page_until_it_is_ended(client):
    team = a_team()
    administrator = the_administrator_of(team.parent)
    client.force_login(administrator)
    values = {"place": team.parent_id, "reason": REASON, "hours": "2"}
    assert client.post(reverse("elevation"), {**values, "reason": "kort"}).status_code == 422
    assert client.post(reverse("elevation"), values).status_code == 302
    elevation = Elevation.objects.get()
    for name in ("start", "roles", "privacy"):
        page = client.get(reverse(name)).content.decode()
        assert f'action="{reverse("elevation-ending", args=[elevation.pk])}"' in page
        assert REASON in page
    answer = client.post(reverse("elevation-ending", args=[elevation.pk]), {"next": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert REASON not in client.get(reverse("start")).content.decode()


def test_ones_own_elevation_is_ended_by_nobody_else(client):
    team = a_team()
    opened = elevate(by=the_administrator_of(team.parent), place=team.parent, reason=REASON, hours=2)
    client.force_login(the_administrator_of(team.parent))
    assert client.post(reverse("elevation-ending", args=[opened.pk])).status_code == 404
    opened.refresh_from_db()
    assert opened.ends_at > timezone.now()


def test_the_head_and_the_works_council_see_who_opened_records_and_not_elsewhere(client):
    team = a_team()
    elevate(by=the_administrator_of(team.parent), place=team.parent, reason=REASON, hours=2)
    for role in (Role.HEAD, Role.WORKS_COUNCIL_READER):
        client.force_login(somebody_who_is(role, team.parent))
        assert REASON in client.get(reverse("elevation")).content.decode()
        client.force_login(somebody_who_is(role, a_team().parent))
        assert REASON not in client.get(reverse("elevation")).content.decode()


def test_who_may_not_open_records_cannot_post_it_either(client):
    team = a_team()
    client.force_login(the_head_of(team.parent))
    answer = client.post(reverse("elevation"), {"place": team.parent_id, "reason": REASON, "hours": "2"})
    assert answer.status_code == 403
    assert not Elevation.objects.exists()


def test_a_notice_goes_from_draft_to_announced_to_withdrawn(client):
    team = a_team()
    client.force_login(the_head_of(team.parent))
    values = {
        "jobcentre": team.parent_id, "purpose": "observation", "why": "Fordi", "what_data": "Noter",
        "handling": "Kun parret ser dem", "works_council_day": TODAY.isoformat(), "first_day": "",
    }  # fmt: skip
    client.post(reverse("new-notice"), values)
    notice = Notice.objects.get()
    page = client.get(reverse("notice", args=[notice.pk])).content.decode()
    assert "den dag, det skal begynde" in page
    assert client.get(reverse("notice-announcement", args=[notice.pk])).status_code == 403
    values["first_day"] = (TODAY + timedelta(days=42)).isoformat()
    client.post(reverse("notice-draft", args=[notice.pk]), values)
    client.post(reverse("notice-announcement", args=[notice.pk]))
    notice.refresh_from_db()
    assert (notice.announced_day, notice.data) == (TODAY, "Noter")
    client.post(reverse("notice-withdrawal", args=[notice.pk]))
    notice.refresh_from_db()
    assert notice.withdrawn_day == TODAY
    assert "Trukket tilbage" in client.get(reverse("notices")).content.decode()


def test_staff_read_what_may_be_measured_on_another_day(client):
    team = a_team()
    a_notice(team.parent, announced=TODAY)
    client.force_login(a_colleague_in(team))
    url, later = reverse("notices"), (TODAY + timedelta(days=42)).isoformat()
    assert "tilladt" not in client.get(url).content.decode()
    assert "tilladt" in client.get(url, {"as_of": later}).content.decode()


def test_the_privacy_page_is_the_municipalitys_own_where_it_has_written_one(client, settings, tmp_path):
    settings.CONTROLLER, settings.TEXTS = "Vejen Kommune", str(tmp_path)
    assert "Vejen Kommune har ansvaret" in client.get(reverse("privacy")).content.decode()
    (tmp_path / "privacy.da.txt").write_text("Vores <b>egen</b> tekst", encoding="utf-8")
    page = client.get(reverse("privacy")).content.decode()
    assert "Vores &lt;b&gt;egen&lt;/b&gt; tekst" in page
    assert "har ansvaret" not in page


def test_the_statements_are_in_english_too(client):
    client.cookies["django_language"] = "en"
    assert "No page, file or interface ranks named people." in client.get(reverse("privacy")).content.decode()
    assert "WCAG 2.2" in client.get(reverse("accessibility-statement")).content.decode()
