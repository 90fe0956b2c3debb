"""A call is written down in a minute, on one page; whoever took it owns it."""

import pytest
from tests.factories.companies import a_company
from tests.factories.company_enquiries import a_door
from tests.factories.people import a_jobcentre, the_lead_of

from samklang.access.clock import today
from samklang.companies.enums import Channel, EnquiryState
from samklang.companies.models import CompanyMail, Enquiry, NextStep

pytestmark = pytest.mark.django_db
PAGE = "/companies/enquiries/phone-note/"


@pytest.fixture
def door(client):
    found = a_door()
    client.force_login(found.bo)
    return found


def note(**changes) -> dict:
    given = {"company": "", "company_text": "", "name": "Pia Lund", "phone": "20000001", "need": "recruit",
             "text": "Mangler en smed.\nGerne snart.", "step": "", "step_due": ""}  # fmt: skip
    return {**given, **changes}


def test_a_call_from_a_company_we_know_is_owned_by_whoever_took_it(client, door):
    company = a_company(door.entrance.municipality)
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, note(company=company.pk))
    enquiry = Enquiry.objects.get()
    assert answer.url == enquiry.get_absolute_url()
    assert (enquiry.owner, enquiry.company, enquiry.channel, enquiry.state) == (
        door.bo, company, Channel.PHONE, EnquiryState.OWNED,
    )  # fmt: skip
    assert (enquiry.subject, enquiry.from_phone, enquiry.from_name) == ("Mangler en smed.", "20 00 00 01", "Pia Lund")
    assert company.entries.count() == 1
    assert not CompanyMail.objects.exists()


def test_answered_already_with_a_next_step(client, door):
    company = a_company(door.entrance.municipality)
    client.post(PAGE, note(company=company.pk, answered="on", step="Sende to forslag", step_due=today().isoformat()))
    enquiry = Enquiry.objects.get()
    assert (enquiry.state, enquiry.owner) == (EnquiryState.ANSWERED, door.bo)
    step = NextStep.objects.get()
    assert (step.what, step.owner, step.enquiry) == ("Sende to forslag", door.bo, enquiry)


def test_a_company_nobody_knows_is_kept_by_its_name(client, door):
    answer = client.post(PAGE, note(company_text="Ny Kro", unknown="on"))
    assert answer.status_code == 302
    enquiry = Enquiry.objects.get()
    assert (enquiry.company, enquiry.from_company) == (None, "Ny Kro")


def test_the_only_company_that_is_known_by_what_was_typed_is_meant(client, door):
    company = a_company(door.entrance.municipality)
    client.post(PAGE, note(company_text="egtved mask"))
    assert Enquiry.objects.get().company == company


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Skriv, hvem der ringede"),
        ({"text": ""}, "Skriv, hvad de vil"),
        ({}, "Skriv virksomhedens navn eller CVR-nummer"),
        ({"unknown": "on"}, "Skriv virksomhedens navn"),
        (
            {"company_text": "Ny Kro", "unknown": "on", "step": "Ringe", "step_due": "2026-12-01"},
            "kræver en virksomhed",
        ),
        ({"company_text": "Ny Kro", "unknown": "on", "step": "Ringe"}, "Vælg hvornår"),
        ({"company_text": "Ny Kro", "unknown": "on", "text": "Om 010190-1234"}, "xxxxxx-xxxx"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_is_kept(client, door, changes, said):
    answer = client.post(PAGE, note(**changes))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert said in text
    if "company_text" in changes:
        assert "Ny Kro" in text
    assert not Enquiry.objects.exists()


def test_without_an_entrance_one_is_led_to_setting_it_up(client):
    client.force_login(the_lead_of(a_jobcentre()))
    assert client.get(PAGE).url == "/companies/entrance/"
