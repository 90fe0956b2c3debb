"""Contacts at a company: added, put right, no longer there, and one of them taken out of everything."""

from datetime import date, timedelta

import pytest
from tests.factories.companies import NOW, a_contact, an_entrance
from tests.factories.company_known import a_known_company, a_talk
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, an_outsider

from samklang.access.refusals import NotAllowed
from samklang.companies.commands.contacts import erase_contact
from samklang.companies.commands.timeline import tell
from samklang.companies.enums import Channel, EntryKind
from samklang.companies.models import Company, CompanyContact, CompanyMail, Enquiry, Entry, Meeting, ReceivedMail, Site
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


@pytest.fixture
def company(person):
    return a_known_company(person.municipality, phone="76 00 00 00", email="info@maskin.example")


def test_a_contact_is_added_and_the_company_is_found_by_them(client, company, person):
    site = Site.objects.create(company=company, town="Jelling")
    sent = {"name": "Åse Lund", "phone": "20000001", "email": "aase@maskin.example", "language": "de", "site": site.pk}
    assert client.post(f"/companies/{company.pk}/contacts/new/", sent).status_code == 302
    contact = CompanyContact.objects.get()
    assert (contact.phone, contact.language, contact.site) == ("20 00 00 01", "de", site)
    assert companies_matching(person, "aase lund").get() == company
    assert Deed.objects.filter(deed="company-contact-added").count() == 1


def test_a_contact_needs_a_name_and_an_address_that_can_be_one(client, company):
    refused = client.post(f"/companies/{company.pk}/contacts/new/", {"name": "", "email": "x", "phone": "nej"})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"name", "email", "phone"}
    assert not CompanyContact.objects.exists()


def test_a_site_of_another_company_is_not_chosen(client, company, person):
    Site.objects.create(company=company, town="Jelling")
    other = Site.objects.create(company=a_known_company(person.municipality, "Andet"), town="Ribe")
    refused = client.post(f"/companies/{company.pk}/contacts/new/", {"name": "Pia", "site": other.pk})
    assert refused.status_code == 422


def test_a_contact_is_put_right(client, company, person):
    contact = a_contact(company)
    address = f"/companies/contacts/{contact.pk}/"
    assert 'value="Pia Lund"' in client.get(address).content.decode()
    assert client.post(address, {"name": "Pia Holm"}).status_code == 302
    contact.refresh_from_db()
    assert (contact.name, contact.phone) == ("Pia Holm", "")
    assert companies_matching(person, "holm").exists()


def test_a_contact_who_has_left_is_no_longer_offered_and_can_be_taken_back(client, company):
    contact = a_contact(company)
    answer = client.post(f"/companies/contacts/{contact.pk}/leaving/", {"left_on": "2026-09-01"}, follow=True)
    contact.refresh_from_db()
    assert contact.left_on == date(2026, 9, 1)
    assert f"/companies/contacts/{contact.pk}/return/" in answer.content.decode()
    assert "Pia Lund" not in client.get(f"/companies/{company.pk}/contact-log/").content.decode()
    client.post(f"/companies/contacts/{contact.pk}/return/")
    contact.refresh_from_db()
    assert contact.left_on is None
    assert list(Entry.objects.order_by("pk").values_list("what", flat=True)) == ["contact-left", "contact-back"]


def written_to_and_met(company, contact, team) -> Meeting:
    """An enquiry with mail both ways, and a meeting; all of them name the contact."""
    enquiry = Enquiry.objects.create(
        entrance=an_entrance(team.parent), reference="V-1", channel=Channel.MAIL, company=company, contact=contact,
        subject="Fra Pia Lund", from_name="Pia Lund", from_email="pia@maskin.example", from_phone="20 00 00 01",
        received_at=NOW, promise_hours=7, due_at=NOW,
    )  # fmt: skip
    ReceivedMail.objects.create(
        entrance=enquiry.entrance, enquiry=enquiry, message_id="<1@x>", from_name="Pia Lund",
        from_email="pia@maskin.example", text="Hilsen Pia Lund", at=NOW,
    )  # fmt: skip
    CompanyMail.objects.create(
        entrance=enquiry.entrance, enquiry=enquiry, letter="answer", to_name="Pia Lund", to_email="pia@maskin.example",
        language="da", subject="Svar", text="Kære Pia Lund", written_at=NOW, not_before=NOW, message_id="<2@x>",
    )  # fmt: skip
    meeting = Meeting.objects.create(
        company=company, title="Møde med Pia Lund", begins=NOW, ends=NOW + timedelta(hours=1), created_at=NOW,
        sheet={"purpose": "Høre Pia Lund", "questions": ["Hvad vil Pia Lund?"]},
    )  # fmt: skip
    meeting.contacts.add(contact)
    return meeting


def test_a_contact_is_erased_from_everything_that_is_written_about_the_company(company, person, team):
    contact = a_contact(company)
    other = a_contact(company, "Pia Lund Hansen", email="plh@maskin.example", phone="30 00 00 00")
    Company.objects.filter(pk=company.pk).update(about="Ejes af Pia Lund. Ring på 20000001.")
    a_talk(
        company,
        person,
        what="Talte med PIA LUND",
        text="Skriv til pia@maskin.example, ring 20 00 00 01.",
        contact=contact,
    )
    a_talk(company, person, what="Talte med Pia Lund Hansen om Lund")
    tell(company, EntryKind.NOTE, "contact-left", by=person, at=NOW, told={"name": "Pia Lund"})
    meeting = written_to_and_met(company, contact, team)
    number = contact.pk
    erase_contact(by=person, contact=contact)
    told = " ".join(
        str(value)
        for rows in (Company, Entry, Enquiry, ReceivedMail, CompanyMail, Meeting)
        for row in rows.objects.values()
        for value in row.values()
    )
    told = told.replace("Pia Lund Hansen", "").replace("pia lund hansen", "")
    for gone in ("Pia Lund", "PIA LUND", "pia@maskin", "20 00 00 01", "20000001"):
        assert gone not in told, gone
    assert f"Kontakt {number}" in told
    assert CompanyContact.objects.get() == other
    assert Entry.objects.filter(what="Talte med Pia Lund Hansen om Lund").exists()
    meeting.refresh_from_db()
    assert meeting.sheet["questions"] == [f"Hvad vil Kontakt {number}?"]
    assert not companies_matching(person, "20000001").exists()
    assert Deed.objects.get(deed="company-contact-erased").details["contact"] == number


def test_what_is_the_companys_own_stays_when_a_contact_is_erased(company, person):
    contact = a_contact(company, phone="76000000", email="INFO@maskin.example")
    a_talk(company, what="Ring 76 00 00 00 eller info@maskin.example")
    erase_contact(by=person, contact=contact)
    company.refresh_from_db()
    assert (company.phone, company.email) == ("76 00 00 00", "info@maskin.example")
    assert Entry.objects.get().what == "Ring 76 00 00 00 eller info@maskin.example"


def test_a_name_that_another_contact_has_too_is_left_in_the_text(company, person):
    contact = a_contact(company)
    a_contact(company, email="anden@maskin.example", phone="")
    a_talk(company, what="Talte med Pia Lund")
    erase_contact(by=person, contact=contact)
    assert Entry.objects.get().what == "Talte med Pia Lund"


def test_erasing_asks_first_says_what_happens_and_does_nothing_until_it_is_meant(client, company):
    contact = a_contact(company)
    address = f"/companies/contacts/{contact.pk}/erasure/"
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422
    assert CompanyContact.objects.exists()
    assert client.post(address, {"sure": "on"}).status_code == 302
    assert not CompanyContact.objects.exists()


def test_a_contact_of_another_municipality_is_not_there(client, company, person):
    contact = a_contact(a_known_company(an_outsider().municipality))
    for page in ("", "leaving/", "erasure/"):
        assert client.get(f"/companies/contacts/{contact.pk}/{page}").status_code == 404
    with pytest.raises(NotAllowed):
        erase_contact(by=person, contact=contact)
    assert CompanyContact.objects.filter(pk=contact.pk).exists()
