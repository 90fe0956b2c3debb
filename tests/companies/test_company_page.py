"""The page of a company: what is known, what is open, who has it; and what one changes from there."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company, a_contact, an_entrance, owned_by
from tests.factories.company_known import a_known_company, a_talk
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is

from samklang.access.clock import today
from samklang.access.enums import Role
from samklang.companies.commands.sites import SiteFacts, add_site
from samklang.companies.enums import EntryKind, OpeningKind, Sector
from samklang.companies.models import Company, Entry, Meeting, NextStep, Opening, Site
from samklang.companies.queries.company_page import ownership
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def person(team, client):
    found = a_colleague_in(team)
    client.force_login(found)
    return found


@pytest.fixture
def company(person):
    return a_known_company(
        person.municipality, cvr="13585628", phone="76 00 00 00", email="info@maskin.example",
        website="www.maskin.example", employees=10, employees_most=19, street="Vejlevej 1",
    )  # fmt: skip


def shown(client, company, query: str = "") -> str:
    answer = client.get(f"/companies/{company.pk}/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_what_is_known_with_links_out_to_the_register_and_vitas(client, company):
    a_contact(company)
    Site.objects.create(company=company, p_number="1003456789", name="Lageret", town="Jelling")
    page = shown(client, company)
    for text in (
        "https://datacvr.virk.dk/enhed/virksomhed/13585628", "https://vitas.bm.dk/", "https://www.maskin.example",
        "tel:76000000", "mailto:info@maskin.example", "10–19", "Pia Lund", "1003456789", "Fremstilling af maskiner",
    ):  # fmt: skip
        assert text in page, text


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ikke en adresse"])
def test_a_website_that_is_no_address_leads_nowhere_dangerous(client, company, website):
    Company.objects.filter(pk=company.pk).update(website=website)
    assert 'href="javascript' not in shown(client, company)


def test_what_is_open_is_shown_with_who_has_it(client, company, person):
    day = today()
    NextStep.objects.create(
        company=company, what="Send tilbud", owner=person, due=day - timedelta(days=900), made_at=NOW
    )
    Opening.objects.create(company=company, kind=OpeningKind.JOB, title="Svejser", created_at=NOW, changed_at=NOW)
    Meeting.objects.create(
        company=company, title="Første møde", holder=person, begins=NOW, ends=NOW + timedelta(hours=1), created_at=NOW
    )
    page = shown(client, company)
    assert all(text in page for text in ("Send tilbud", "Svejser", "Første møde", person.name))


def test_protection_from_advertising_and_an_end_are_told_with_what_they_mean(client, company):
    Company.objects.filter(pk=company.pk).update(protected=True)
    assert "alert-warning" in shown(client, company)
    Company.objects.filter(pk=company.pk).update(ceased_on=date(2026, 3, 1))
    assert "1. marts 2026" in shown(client, company)


def test_the_owner_who_is_away_has_a_deputy_on_the_page(client, company, person, team):
    an_entrance(team.parent)
    owner = a_colleague_in(team)
    owned_by(company, owner)
    Leave.objects.create(
        employee=Employee.objects.get(person=owner), kind=LeaveKind.OTHER, first_day=date(2020, 1, 2),
        last_day=date(2099, 1, 1),
    )  # fmt: skip
    found = ownership(Company.objects.get(pk=company.pk), NOW.date())
    assert (found.owner, found.deputy) == (owner, person)
    assert person.name in shown(client, company)
    assert ownership(Company.objects.get(pk=company.pk), date(2020, 1, 1)).away is None


def test_the_page_costs_the_same_for_one_contact_and_for_three(client, company, person):
    costs = []
    for number in range(3):
        contact = a_contact(company, f"Pia {number}", email=f"p{number}@maskin.example")
        Site.objects.create(company=company, name=f"Sted {number}")
        a_talk(company, person, contact=contact)
        Opening.objects.create(
            company=company, kind=OpeningKind.JOB, title="Job", created_at=NOW, changed_at=NOW, owner=person
        )
        shown(client, company)
        with CaptureQueriesContext(connection) as asked:
            shown(client, company)
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def test_who_opens_a_companys_page(client, company, team):
    client.force_login(an_outsider())
    assert client.get(f"/companies/{company.pk}/").status_code == 404
    client.force_login(somebody_who_is(Role.TRAINER, team))
    assert client.get(f"/companies/{company.pk}/").status_code == 404


def test_what_is_known_is_changed_on_a_form_that_begins_with_it(client, company):
    address = f"/companies/{company.pk}/facts/"
    form = client.get(address)
    assert 'value="13585628"' in form.content.decode()
    sent = {"name": "Egtved Maskin A/S", "cvr": "13585628", "sector": Sector.INDUSTRY, "employees": "12"}
    assert client.post(address, sent).status_code == 302
    company.refresh_from_db()
    assert (company.name, company.employees, company.town, company.protected) == ("Egtved Maskin A/S", 12, "", False)


def test_the_text_about_a_company_is_refused_with_a_civil_registration_number(client, company):
    address = f"/companies/{company.pk}/about/"
    refused = client.post(address, {"about": "Ejes af 120385-1234."})
    assert refused.status_code == 422
    assert "120385-1234" not in refused.content.decode()
    assert "xxxxxx-xxxx" in refused.content.decode()
    assert client.post(address, {"about": "Laver plove."}).status_code == 302
    company.refresh_from_db()
    assert company.about == "Laver plove."


def test_a_note_stands_on_the_timeline_for_all_teams(client, company, person, team):
    sent = {"what": "De flytter til maj", "text": "Ny hal i Jelling."}
    assert client.post(f"/companies/{company.pk}/notes/new/", sent).status_code == 302
    entry = Entry.objects.get()
    assert (entry.kind, entry.by, entry.team, entry.what) == (EntryKind.NOTE, person, team, "De flytter til maj")
    client.force_login(a_colleague_in(a_team(team.parent)))
    assert "De flytter til maj" in shown(client, company)


def test_the_owner_gives_the_company_away_on_its_form(client, company, person, team):
    owned_by(company, person)
    colleague = a_colleague_in(team)
    assert client.post(f"/companies/{company.pk}/owner/", {"owner": colleague.pk}).status_code == 302
    company.refresh_from_db()
    assert company.owner == colleague
    company = owned_by(a_company(person.municipality, "Et andet"), person)
    assert client.post(f"/companies/{company.pk}/owner/", {"owner": an_outsider().pk}).status_code == 422


def test_a_site_is_added_changed_and_closed(client, company):
    new = f"/companies/{company.pk}/sites/new/"
    assert client.post(new, {}).status_code == 422
    assert client.post(new, {"p_number": "1003456789", "town": "Jelling"}).status_code == 302
    site = Site.objects.get()
    again = client.post(new, {"p_number": "1003456789", "town": "Vejen"})
    assert again.status_code == 422
    sent = {"p_number": "1003456789", "town": "Jelling", "ceased_on": "2026-09-01"}
    assert client.post(f"/companies/sites/{site.pk}/", sent).status_code == 302
    site.refresh_from_db()
    assert site.ceased_on == date(2026, 9, 1)
    assert "1. september 2026" in shown(client, company)


def test_a_site_of_another_municipality_is_not_there(client, person):
    site = add_site(by=None, company=a_known_company(an_outsider().municipality), facts=SiteFacts(town="Ribe"))
    assert client.get(f"/companies/sites/{site.pk}/").status_code == 404
