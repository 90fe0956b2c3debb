"""The municipality's own sign-in over OpenID Connect, with a real peer on a port of its own."""

import socket
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import oidc_provider_mock
import pytest
from tests.factories.people import a_jobcentre, a_municipality, the_lead_of
from tests.factories.sign_in import sign_in, with_an_app

from samklang.access.models import Person
from samklang.config.sign_in import providers
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
LOGIN = "/account/oidc/workplace/login/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The peer, and where it is."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def workplace(issuer, monkeypatch, settings):
    """The site told of the peer through its environment; more settings are given by name."""

    def told(**more: str) -> None:
        given = {"ISSUER": issuer, "CLIENT_ID": "samklang", "CLIENT_SECRET": "known only to both", **more}
        for name, value in given.items():
            monkeypatch.setenv(f"SAMKLANG_OIDC_{name}", value)
        settings.SOCIALACCOUNT_PROVIDERS = providers()
        settings.SECOND_FACTOR = "required"

    told()
    return told


def known_to(issuer: str, subject: str, **claims: object) -> None:
    """Somebody whom the peer knows, with what it says of them."""
    httpx.put(f"{issuer}/users/{subject}", json=claims).raise_for_status()


def come_from(client, subject: str):
    """Go to the peer, say there who one is, and come back: the answer to coming back."""
    there = client.get(LOGIN)
    assert there.status_code == 302
    back = httpx.post(there.url, data={"sub": subject}, follow_redirects=False)
    assert back.status_code in (302, 303), back.text
    parts = urlsplit(back.headers["location"])
    return client.get(f"{parts.path}?{parts.query}")


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_who_is_known_by_address_comes_in_and_needs_no_other_second_step(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    page = client.get("/account/login/").content.decode()
    assert LOGIN in page
    answer = come_from(client, "anna")
    assert (answer.status_code, answer.url) == (302, "/")
    assert signed_in(client) == str(person.pk)
    assert client.get("/account/profile/").status_code == 200
    entry = Entry.objects.get(deed="signed-in")
    assert (entry.actor_id, entry.details) == (person.pk, {"way": "openid_connect", "second_step": "theirs"})


def test_nothing_the_peer_says_is_kept(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    password = person.password
    known_to(issuer, "anna", email=person.email, email_verified=True, name="Another Name")
    come_from(client, "anna")
    person.refresh_from_db()
    assert (person.name, person.password) != ("Another Name", "")
    assert person.password == password
    assert person.socialaccount_set.count() == 0
    assert person.emailaddress_set.count() == 0


def test_the_request_carries_a_state_and_a_challenge(client, workplace):
    asked = parse_qs(urlsplit(client.get(LOGIN).url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"][0]
    assert asked["redirect_uri"] == ["http://testserver/account/oidc/workplace/login/callback/"]


def test_who_has_an_app_here_is_asked_for_it_where_the_peer_has_no_second_step(client, issuer, workplace):
    workplace(SECOND_FACTOR="ours")
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    assert come_from(client, "anna").url == "/"
    assert client.get("/account/profile/").url == "/account/second-step/"
    client.post("/account/logout/")
    with_an_app(person)
    assert come_from(client, "anna").url == "/account/2fa/authenticate/"


def test_a_password_in_the_same_session_does_not_borrow_the_peers_second_step(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    come_from(client, "anna")
    client.post("/account/logout/")
    sign_in(client, person)
    assert client.get("/account/profile/").url == "/account/second-step/"


def test_who_is_not_known_gets_no_access_and_is_told_whom_to_ask(client, issuer, workplace):
    a_jobcentre()
    known_to(issuer, "stranger", email="stranger@example.org", email_verified=True)
    answer = come_from(client, "stranger")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Ingen har adgang her med adressen stranger@example.org" in page
    assert "Spørg din teamleder" in page
    assert (signed_in(client), Person.objects.filter(email="stranger@example.org").count()) == (None, 0)
    assert Entry.objects.order_by("-number")[0].deed == "sign-in-refused"


def test_an_address_that_the_peer_does_not_vouch_for_lets_nobody_in(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    for claims in ({"email_verified": False}, {}, {"email_verified": "yes"}):
        known_to(issuer, "anna", email=person.email, **claims)
        answer = come_from(client, "anna")
        assert answer.status_code == 403, claims
        assert "ikke sagt god for den" in answer.content.decode()
        assert signed_in(client) is None


def test_an_address_in_a_domain_of_the_municipality_needs_no_word_from_the_peer(client, issuer, workplace):
    workplace(EMAIL_DOMAINS="Vejen.dk, example.org")
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=str(person.email).upper())
    assert come_from(client, "anna").url == "/"
    assert signed_in(client) == str(person.pk)


def test_a_peer_of_one_municipality_lets_nobody_of_another_in(client, issuer, workplace):
    vejen, other = a_municipality("Vejen Kommune"), a_municipality("Varde Kommune")
    ours, theirs = the_lead_of(a_jobcentre(vejen)), the_lead_of(a_jobcentre(other))
    workplace(MUNICIPALITY="Vejen Kommune")
    for subject, person, status in (("ours", ours, 302), ("theirs", theirs, 403)):
        known_to(issuer, subject, email=person.email, email_verified=True)
        assert come_from(client, subject).status_code == status
        client.post("/account/logout/")


def test_where_it_is_not_said_which_of_several_municipalities_the_peer_is_for_nobody_comes_in(
    client, issuer, workplace
):
    a_municipality()
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    assert come_from(client, "anna").status_code == 403
    assert signed_in(client) is None


def test_who_is_inactive_does_not_come_in_this_way_either(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    Person.objects.filter(pk=person.pk).update(is_active=False)
    known_to(issuer, "anna", email=person.email, email_verified=True)
    assert come_from(client, "anna").url == "/account/inactive/"
    assert signed_in(client) is None


def test_coming_back_without_having_gone_or_in_another_browser_lets_nobody_in(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    there = client.get(LOGIN)
    back = urlsplit(httpx.post(there.url, data={"sub": "anna"}).headers["location"])
    elsewhere = type(client)()
    assert elsewhere.get(f"{back.path}?{back.query}").status_code == 401
    assert signed_in(elsewhere) is None
    assert client.get(f"{back.path}?{back.query}").status_code == 302
    assert client.get(f"{back.path}?{back.query}").status_code == 401


def test_who_gives_up_there_can_try_again(client, issuer, workplace):
    there = client.get(LOGIN)
    back = urlsplit(httpx.post(there.url, data={"action": "deny"}).headers["location"])
    answer = client.get(f"{back.path}?{back.query}", follow=True)
    assert "Prøv igen" in answer.content.decode()
    assert signed_in(client) is None


def test_a_peer_that_does_not_answer_is_told_in_words(client, workplace):
    with socket.socket() as nobody:
        nobody.bind(("localhost", 0))
        workplace(ISSUER=f"http://localhost:{nobody.getsockname()[1]}")
        answer = client.get(LOGIN)
    assert answer.status_code == 502
    assert "svarer ikke" in answer.content.decode()


def test_nobody_ties_a_peers_account_to_their_own(client, issuer, workplace):
    person = the_lead_of(a_jobcentre())
    known_to(issuer, "anna", email=person.email, email_verified=True)
    there = client.get(f"{LOGIN}?process=connect")
    back = urlsplit(httpx.post(there.url, data={"sub": "anna"}).headers["location"])
    client.get(f"{back.path}?{back.query}")
    assert person.socialaccount_set.count() == 0
