"""The municipality's own sign-in over SAML: what comes must be signed, encrypted to us, fresh, and asked for by us."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from tests.factories.people import a_jobcentre, the_lead_of
from tests.factories.saml import (
    CVR,
    IDP,
    Said,
    carried,
    new_keys,
    request_number,
    response,
    settings_for,
    signed,
    wrapped,
)

from samklang.access.models import Person
from samklang.config.env import SettingWrong
from samklang.config.sign_in import providers
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
SITE = "samklang.example.dk"
LOGIN, ACS = "/account/saml/workplace/login/", "/account/saml/workplace/acs/"
OURS, PEERS, STRANGERS = new_keys("Samklang"), new_keys("Context Handler"), new_keys("Somebody else")


@pytest.fixture
def workplace(tmp_path, monkeypatch, settings):
    """The site told of the peer through its environment; more settings are given by name."""

    def told(**more: str) -> None:
        for name, value in {**settings_for(tmp_path, OURS, PEERS), **more}.items():
            monkeypatch.setenv(f"SAMKLANG_SAML_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = providers()
        settings.SECOND_FACTOR = "required"

    told()
    return told


@pytest.fixture
def client(client, workplace):
    """A browser at the site's real name, since SAML is strict about addresses."""
    client.defaults["HTTP_HOST"] = SITE
    return client


def asked(client, email: str | None) -> Said:
    """Go to the peer, and what it should say of somebody."""
    there = client.get(LOGIN)
    assert there.status_code == 302
    return Said(email=str(email), to_request=request_number(there.url), acs=f"http://{SITE}{ACS}")


def bring(client, answer_of_peer: str):
    """Come back as the browser does, with the peer's answer; the site's answer to it."""
    answer = client.post(ACS, {"SAMLResponse": answer_of_peer, "RelayState": ""})
    assert (answer.status_code, answer.url) == (302, f"{ACS}finish/")
    return client.get(answer.url)


def proper(said: Said) -> str:
    return response(said, signed_by=PEERS, encrypted_to=OURS)


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_who_is_known_by_address_comes_in_and_needs_no_other_second_step(client):
    person = the_lead_of(a_jobcentre())
    answer = bring(client, proper(asked(client, person.email)))
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client) == str(person.pk)
    assert client.get("/account/profile/").status_code == 200
    entry = Entry.objects.get(deed="signed-in")
    assert (entry.actor_id, entry.details) == (person.pk, {"way": "saml", "second_step": "theirs"})
    assert person.socialaccount_set.count() == 0


def test_what_is_asked_of_the_peer_is_signed(client):
    there = urlsplit(client.get(LOGIN).url)
    query = parse_qs(there.query)
    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{IDP}/login"
    assert query["SigAlg"] == ["http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"]
    assert query["Signature"][0]


def test_our_metadata_name_the_key_to_encrypt_to_and_are_signed(client):
    page = client.get("/account/saml/workplace/metadata/")
    assert page.status_code == 200
    found = etree.fromstring(page.content)
    spaces = {"md": "urn:oasis:names:tc:SAML:2.0:metadata", "ds": "http://www.w3.org/2000/09/xmldsig#"}
    assert found.get("entityID") == "https://samklang.example.dk/"
    uses = [one.get("use") for one in found.findall(".//md:KeyDescriptor", spaces)]
    assert set(uses) == {"signing", "encryption"}
    assert found.find("ds:Signature", spaces) is not None
    descriptor = found.find("md:SPSSODescriptor", spaces)
    assert (descriptor.get("WantAssertionsSigned"), descriptor.get("AuthnRequestsSigned")) == ("true", "true")
    assert OURS.key.splitlines()[1] not in page.content.decode()


def refused(client, answer_of_peer: str) -> None:
    answer = bring(client, answer_of_peer)
    assert answer.status_code in (401, 403), answer.status_code
    assert "SAML" not in answer.content.decode()
    assert signed_in(client) is None
    assert not Entry.objects.filter(deed="signed-in").exists()


def test_a_signature_of_somebody_else_is_refused(client):
    said = asked(client, the_lead_of(a_jobcentre()).email)
    refused(client, response(said, signed_by=STRANGERS, encrypted_to=OURS))


def test_an_assertion_without_signature_is_refused(client):
    said = asked(client, the_lead_of(a_jobcentre()).email)
    refused(client, response(said, signed_by=None, encrypted_to=OURS))


def test_an_assertion_that_is_not_encrypted_is_refused(client):
    said = asked(client, the_lead_of(a_jobcentre()).email)
    refused(client, response(said, signed_by=PEERS, encrypted_to=None))


def test_an_assertion_encrypted_to_somebody_else_is_refused(client):
    said = asked(client, the_lead_of(a_jobcentre()).email)
    refused(client, response(said, signed_by=PEERS, encrypted_to=STRANGERS))


def test_a_forged_assertion_around_a_genuine_one_is_refused(client):
    """Whoever can sign in as themselves wraps their own assertion in one that says they are the lead."""
    lead, somebody = the_lead_of(a_jobcentre()), "somebody@example.org"
    said = asked(client, somebody)
    forged = wrapped(replace(said, email=str(lead.email)), signed(said.assertion(), PEERS))
    refused(client, carried(said, forged, OURS))


@pytest.mark.parametrize(
    "changed",
    [
        {"audience": "https://another-site.example.dk/"},
        {"issuer": "https://another-peer.example.dk/"},
        {"acs": f"https://elsewhere.example.dk{ACS}"},
        {"to_request": "_made_up"},
        {"age": timedelta(minutes=30)},
        {"age": timedelta(minutes=-30)},
    ],
    ids=["audience", "issuer", "recipient", "request", "expired", "not-yet"],
)
def test_an_assertion_meant_for_another_place_or_time_is_refused(client, changed):
    said = replace(asked(client, the_lead_of(a_jobcentre()).email), **changed)
    refused(client, proper(said))


def test_an_assertion_works_once(client):
    person = the_lead_of(a_jobcentre())
    once = proper(asked(client, person.email))
    assert bring(client, once).status_code == 302
    client.post("/account/logout/")
    answer = bring(client, once)
    assert answer.status_code == 403
    assert signed_in(client) is None


def test_an_assertion_that_another_browser_asked_for_is_refused(client):
    person = the_lead_of(a_jobcentre())
    answer_of_peer = proper(asked(client, person.email))
    refused(type(client)(headers={"host": SITE}), answer_of_peer)


def test_an_assertion_nobody_asked_for_is_refused(client):
    person = the_lead_of(a_jobcentre())
    unasked = Said(email=str(person.email), to_request="", acs=f"http://{SITE}{ACS}")
    refused(client, proper(unasked))


@pytest.mark.parametrize("nothing", ["", "not base64 at all!", "PHg+", "PG5vdC1jbG9zZWQ="])
def test_what_is_no_assertion_at_all_is_refused(client, nothing):
    asked(client, "somebody@example.org")
    refused(client, nothing)


def test_an_address_within_comments_is_read_whole(client):
    """`lead@example.org<!-- -->.evil` must not be read as the lead's address."""
    person = the_lead_of(a_jobcentre())
    said = asked(client, f"{person.email}<!-- -->.evil.example.net")
    refused(client, proper(said))


def test_a_sign_in_that_is_less_sure_than_asked_for_is_refused_in_words(client):
    said = replace(asked(client, the_lead_of(a_jobcentre()).email), level="Low")
    answer = bring(client, proper(said))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "på niveauet »Low«, og Samklang beder om Substantial / High" in page
    assert signed_in(client) is None


def test_any_level_will_do_where_it_is_set_so(client, workplace):
    workplace(LEVELS="any")
    person = the_lead_of(a_jobcentre())
    assert bring(client, proper(replace(asked(client, person.email), level="Low"))).status_code == 302
    assert signed_in(client) == str(person.pk)


@pytest.mark.parametrize(("cvr", "status"), [("29189838", 302), ("29189811", 403), (None, 403)])
def test_of_many_authorities_behind_one_peer_only_ours_is_let_in(client, workplace, cvr, status):
    workplace(CVR="29189838")
    person = the_lead_of(a_jobcentre())
    said = asked(client, person.email)
    carries = {CVR: cvr} if cvr else {}
    answer = bring(client, proper(replace(said, attributes=carries)))
    assert answer.status_code == status
    assert (signed_in(client) == str(person.pk)) is (status == 302)


def test_who_is_not_known_gets_no_access_and_is_told_whom_to_ask(client):
    a_jobcentre()
    answer = bring(client, proper(asked(client, "stranger@example.org")))
    assert answer.status_code == 403
    assert "Ingen har adgang her med adressen stranger@example.org" in answer.content.decode()
    assert Person.objects.filter(email="stranger@example.org").count() == 0


def test_an_address_outside_the_municipalitys_domains_lets_nobody_in(client):
    person = the_lead_of(a_jobcentre())
    Person.objects.filter(pk=person.pk).update(email="lead@gmail.example")
    answer = bring(client, proper(asked(client, "lead@gmail.example")))
    assert answer.status_code == 403
    assert "ikke sagt god for den" in answer.content.decode()


def test_who_is_inactive_does_not_come_in_this_way_either(client):
    person = the_lead_of(a_jobcentre())
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert bring(client, proper(asked(client, person.email))).url == "/account/inactive/"
    assert signed_in(client) is None


def test_metadata_that_cannot_be_fetched_are_told_in_words(client, workplace, tmp_path):
    (tmp_path / "METADATA").unlink()
    answer = client.get(LOGIN)
    assert answer.status_code == 502
    assert "svarer ikke" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("IDP", "", "SAMKLANG_SAML_IDP is missing"),
        ("EMAIL_DOMAINS", "", "SAMKLANG_SAML_EMAIL_DOMAINS is missing"),
        ("KEY", "", "SAMKLANG_SAML_KEY is missing"),
        ("CERTIFICATE", "no-such-file.pem", "Check SAMKLANG_SAML_CERTIFICATE"),
        ("METADATA", "http://plain.example.dk/metadata", "Write an https address"),
        ("METADATA", "no-such-file.xml", "or the path of a file"),
    ],
)
def test_a_setting_that_is_missing_or_wrong_is_named(workplace, name, value, said):
    with pytest.raises(SettingWrong, match=said):
        workplace(**{name: value})
