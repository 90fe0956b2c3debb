"""The list of companies: found by anything, narrowed, sorted; companies added and changed; who owns them."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.companies import NOW, a_company, a_contact, owned_by
from tests.factories.company_known import a_known_company, a_talk
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider, somebody_who_is, the_leader_of

from samklang.access.enums import Role
from samklang.access.refusals import NotAllowed
from samklang.companies.commands.companies import (
    CompanyFacts,
    add_company,
    change_company,
    change_owner,
    renew_found_by,
    write_note,
)
from samklang.companies.commands.contacts import ContactFacts, add_contact
from samklang.companies.commands.sites import SiteFacts, add_site
from samklang.companies.enums import EntryKind, OpeningKind, Sector
from samklang.companies.found_by import found_by_of, sorted_by
from samklang.companies.models import Company, Entry, NextStep, Opening
from samklang.companies.queries.companies import companies_for
from samklang.companies.queries.search import companies_matching
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


def names(client, query: str = "") -> list[str]:
    shown = client.get(f"/companies/?{query}")
    assert shown.status_code == 200
    return [row.company.name for row in shown.context["rows"]]


@pytest.fixture
def the_works(person):
    facts = CompanyFacts(
        "Søby Køkken & Bad ApS", cvr="13585628", town="Ødsted", postcode="7100", phone="76 00 00 00",
        email="info@soebykoekken.example", website="https://www.soeby.example", industry_code="310200",
    )  # fmt: skip
    company = add_company(by=person, municipality=person.municipality, facts=facts, now=NOW)
    add_contact(
        by=person, company=company, now=NOW,
        facts=ContactFacts("Åse Ærø", phone="20 00 00 01", email="aase@ny.example"),
    )  # fmt: skip
    add_site(by=person, company=company, facts=SiteFacts("1003456789", "Lageret", town="Jelling"))
    return company


@pytest.mark.parametrize(
    "text",
    [
        "søby", "SOEBY", "soeby koekken", "køkken søby", "køkkenbad", "13585628", "13 58 56 28", "DK 13585628"[3:],
        "1003456789", "76000000", "76 00 00 00", "+45 76 00 00 00", "20000001", "aase@ny.example"[5:], "ny.example",
        "Åse", "aase aeroe", "jelling", "lageret", "ødsted", "oedsted", "7100", "soeby.example",
    ],
)  # fmt: skip
def test_a_company_is_found_by_whatever_one_knows_of_it(client, person, the_works, text):
    a_known_company(person.municipality, "Bageriet i Vejen")
    assert list(companies_matching(person, text)) == [the_works]
    assert names(client, f"q={text.replace('+', '%2B')}") == ["Søby Køkken & Bad ApS"]


def test_an_address_leads_to_the_company_by_what_follows_the_at(person, the_works):
    assert list(companies_matching(person, "@ny.example")) == [the_works]


def test_what_nobody_is_known_by_finds_nothing(client, person, the_works):
    assert names(client, "q=bageriet") == []
    assert names(client, "q=soeby+bageriet") == []
    assert "?name=bageriet" in client.get("/companies/?q=bageriet").content.decode()


def test_those_whose_name_begins_so_come_first(person):
    for name in ("Vejens Bageri", "Bageri Vest", "Alt om bageri"):
        a_known_company(person.municipality, name)
    assert [one.name for one in companies_matching(person, "bageri")] == [
        "Bageri Vest", "Alt om bageri", "Vejens Bageri",
    ]  # fmt: skip


def test_what_a_company_is_found_by_follows_every_change(person, the_works):
    facts = CompanyFacts("Andet Navn", town="Vejen")
    change_company(by=person, company=the_works, facts=facts)
    assert not companies_matching(person, "søby").exists()
    assert companies_matching(person, "andet vejen").get() == the_works
    assert companies_matching(person, "åse").get() == the_works


def test_found_by_is_put_right_for_many_at_once_and_says_for_how_many(person):
    made = [a_company(person.municipality, f"Firma {number}", found_by="") for number in range(3)]
    assert renew_found_by(made) == 3
    assert renew_found_by(Company.objects.all()) == 0
    assert made[0].found_by == found_by_of(made[0], [], [])


def test_companies_stand_in_the_danish_order(client, person):
    for name in ("Åbo", "Zebra", "Ærtebo", "Østbo", "abe", "Aabenraa Byg", "Al"):
        a_known_company(person.municipality, name)
    assert names(client) == ["abe", "Al", "Zebra", "Ærtebo", "Østbo", "Aabenraa Byg", "Åbo"]
    assert names(client, "sort=-name") == list(reversed(names(client)))
    assert sorted_by("Åbo-Værkstedet 1") == "zzzbo vzzxrkstedet 1"


def test_the_list_is_narrowed_by_sector_place_owner_size_and_state(client, person, team):
    colleague = a_colleague_in(team)
    mine = owned_by(a_known_company(person.municipality, "Min", employees=5, sector=Sector.TRADE), person)
    owned_by(a_known_company(person.municipality, "Kollegas", town="Vejen", postcode="6600", employees=60), colleague)
    a_known_company(person.municipality, "Ingens", protected=True, town="Åbenrå", postcode="6200")
    a_known_company(person.municipality, "Ophørt", ceased_on=date(2026, 1, 1))
    expected = {
        "": ["Ingens", "Kollegas", "Min"], "sector=trade": ["Min"], "place=vej": ["Kollegas"], "place=62": ["Ingens"],
        "place=åben": ["Ingens"], "owner=me": ["Min"], "owner=none": ["Ingens"], f"owner={colleague.pk}": ["Kollegas"],
        "size=2-9": ["Min"], "size=50-249": ["Kollegas"], "size=unknown": ["Ingens"], "state=protected": ["Ingens"],
        "state=ceased": ["Ophørt"], "state=all&q=op": ["Ophørt"], "owner=x&sort=bogus": ["Ingens", "Kollegas", "Min"],
    }  # fmt: skip
    assert {query: names(client, query) for query in expected} == expected
    add_site(by=person, company=mine, facts=SiteFacts(town="Vorbasse", postcode="6623"))
    assert names(client, "place=vorbasse") == names(client, "place=6623") == ["Min"]


def test_the_list_is_narrowed_by_the_last_contact_and_by_what_is_open(client, person, monkeypatch):
    monkeypatch.setattr("samklang.companies.views.companies.now", lambda: NOW)
    new, old, never = (a_known_company(person.municipality, name) for name in ("Ny", "Gammel", "Aldrig"))
    a_talk(new, at=NOW - timedelta(days=3))
    a_talk(old, at=NOW - timedelta(days=100))
    a_talk(never, kind=EntryKind.NOTE)
    assert names(client, "quiet=30") == ["Aldrig", "Gammel"]
    assert names(client, "quiet=180") == names(client, "quiet=never") == ["Aldrig"]
    assert names(client, "sort=-contact") == ["Ny", "Gammel", "Aldrig"]
    NextStep.objects.create(company=old, what="Ring", owner=person, due=NOW.date(), made_at=NOW)
    Opening.objects.create(company=new, kind=OpeningKind.JOB, title="Svend", created_at=NOW, changed_at=NOW)
    assert names(client, "open=step") == ["Gammel"]
    assert names(client, "open=opening") == ["Ny"]
    assert names(client, "open=enquiry") == []
    row = client.get("/companies/?q=gammel").context["rows"][0]
    assert (row.steps, row.openings, row.last_contact) == (1, 0, NOW - timedelta(days=100))


def test_the_list_costs_the_same_for_one_company_and_for_three(client, person):
    costs = []
    for name in ("Et", "To", "Tre"):
        company = owned_by(a_known_company(person.municipality, name), person)
        a_talk(company, person)
        a_contact(company)
        client.get("/companies/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/companies/")
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def test_while_one_types_only_the_list_is_fetched_and_a_page_gone_back_to_is_whole(client, person):
    company = a_known_company(person.municipality)
    for address, root in (("/companies/?q=egtved", 'id="companies"'), (company.get_absolute_url(), 'id="timeline"')):
        part = client.get(address, headers={"HX-Request": "true"})
        assert root in part.content.decode()
        assert "<html" not in part.content.decode()
        assert "HX-Request" in part.headers["Vary"]
        again = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        assert "<html" in client.get(address, headers=again).content.decode()


def test_an_empty_list_says_what_to_do(client, person):
    assert "/companies/new/" in client.get("/companies/").content.decode()


def test_who_sees_companies(client, person, team):
    a_known_company(person.municipality)
    client.force_login(somebody_who_is(Role.TRAINER, team))
    assert client.get("/companies/").status_code == 403
    client.force_login(an_outsider())
    assert names(client) == []


def test_a_picker_is_offered_at_most_twenty_as_one_types(client, person):
    for number in range(25):
        a_known_company(person.municipality, f"Egtved {number}")
    shown = client.get("/companies/search/?for=company&company_text=egt").content.decode()
    assert shown.count('type="radio"') == 20
    assert 'id="company_found"' in shown
    assert client.get("/companies/search/?for=%3Cscript&company_text=x").content.decode().count("script") == 0
    assert "radio" not in client.get("/companies/search/").content.decode()


def test_a_company_is_added_with_its_sector_from_the_industry_code(client, person):
    sent = {"name": "Café Æblet", "cvr": "13 58 56 28", "industry_code": "56.11.10", "phone": "+4576000000"}
    answer = client.post("/companies/new/", sent)
    company = Company.objects.get()
    assert answer.status_code == 302
    assert (company.cvr, company.sector, company.phone) == ("13585628", Sector.HOSPITALITY, "76 00 00 00")
    assert companies_for(person).get() == company
    assert list(Entry.objects.values_list("what", "kind", "by")) == [("company-added", "register", person.pk)]
    assert Deed.objects.filter(deed="company-added", subject_id=str(company.pk)).count() == 1


def test_a_wrong_check_digit_or_a_number_that_is_taken_is_told_and_what_was_typed_is_kept(client, person, the_works):
    wrong = client.post("/companies/new/", {"name": "Nyt firma", "cvr": "13585629"})
    assert wrong.status_code == 422
    assert "Nyt firma" in wrong.content.decode()
    taken = client.post("/companies/new/", {"name": "Nyt firma", "cvr": "13585628"})
    assert taken.status_code == 422
    assert "Søby Køkken" in taken.content.decode()
    assert Company.objects.count() == 1


def test_a_band_of_the_register_gives_way_to_a_number_that_is_typed(person):
    company = a_known_company(person.municipality, employees=10, employees_most=19)
    same = change_company(by=person, company=company, facts=CompanyFacts("Andet", employees=10))
    assert same.employees_most == 19
    assert change_company(by=person, company=company, facts=CompanyFacts("Andet", employees=12)).employees_most is None


def test_a_colleague_takes_a_company_that_nobody_has_and_it_stands_on_the_timeline(client, person):
    company = a_known_company(person.municipality)
    assert client.post(f"/companies/{company.pk}/taking/").status_code == 302
    company.refresh_from_db()
    assert company.owner == person
    entry = Entry.objects.get(kind=EntryKind.OWNER)
    assert (entry.what, entry.told, entry.by) == ("owner-is", {"name": person.name}, person)


def test_the_owner_and_the_leader_give_a_company_away_and_nobody_else_does(client, person, team):
    colleague, third = a_colleague_in(team), a_colleague_in(team)
    company = owned_by(a_known_company(person.municipality), colleague)
    with pytest.raises(NotAllowed, match="Only its owner"):
        change_owner(by=person, company=company, to=person, now=NOW)
    assert client.get(f"/companies/{company.pk}/owner/").status_code == 403
    assert change_owner(by=colleague, company=company, to=third, now=NOW).owner == third
    assert change_owner(by=the_leader_of(team), company=company, to=None, now=NOW).owner is None
    company.refresh_from_db()
    assert (company.owner, company.owned_since) == (None, None)
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True)) == ["owner-is", "owner-was"]


def test_a_company_is_not_given_to_somebody_who_does_not_meet_companies(person, team):
    company = owned_by(a_known_company(person.municipality), person)
    trainer = somebody_who_is(Role.TRAINER, team)
    with pytest.raises(NotAllowed, match="does not meet companies"):
        change_owner(by=person, company=company, to=trainer, now=NOW)
    with pytest.raises(NotAllowed, match="does not meet companies"):
        change_owner(by=person, company=company, to=an_outsider(), now=NOW)
    company.refresh_from_db()
    assert company.owner == person


def test_nobody_writes_about_another_municipalitys_company_or_one_that_became_part_of_another(person):
    elsewhere = a_known_company(an_outsider().municipality)
    with pytest.raises(NotAllowed, match="Only staff of the municipality"):
        write_note(by=person, company=elsewhere, what="Hej", text="", now=NOW)
    kept, gone = a_known_company(person.municipality), a_known_company(person.municipality)
    Company.objects.filter(pk=gone.pk).update(merged_into=kept)
    with pytest.raises(NotAllowed, match="part of another"):
        change_company(by=person, company=gone, facts=CompanyFacts("X"))
    assert not Entry.objects.exists()
