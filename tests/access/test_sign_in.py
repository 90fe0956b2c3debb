"""Signing in with an address and a password: who may, what is told, and what the ledger says of it."""

import pytest
from django.core import mail
from tests.factories.people import PASSWORD, a_jobcentre, the_lead_of
from tests.factories.sign_in import sign_in, with_an_app

from samklang.access.models import Person
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
HOSTILE = [
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example",
    "javascript:alert(1)",
    "https:elsewhere.example",
    "http://testserver@elsewhere.example/",
    "/people/\r\nSet-Cookie: taken=over",
]


def entries(person: Person) -> list[tuple[str, int | None, dict[str, str]]]:
    found = Entry.objects.filter(about_id=person.pk).exclude(deed__in=["person-added", "role-given"])
    return [(one.deed, one.actor_id, one.details) for one in found.order_by("number")]


def test_with_address_and_password_one_comes_to_the_start_page(client):
    person = the_lead_of(a_jobcentre())
    answer = sign_in(client, person)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/account/profile/").status_code == 200
    assert entries(person) == [("signed-in", person.pk, {"way": "password", "second_step": "none"})]


def test_capitals_in_the_address_do_not_matter(client):
    person = the_lead_of(a_jobcentre())
    answer = client.post("/account/login/", {"login": str(person.email).upper(), "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")


def test_a_wrong_password_of_somebody_known_stands_in_the_ledger_and_is_told_in_words(client):
    person = the_lead_of(a_jobcentre())
    answer = sign_in(client, person, "something else entirely")
    assert answer.status_code == 422
    assert "Adressen og adgangskoden hører ikke sammen" in answer.content.decode()
    assert "something else entirely" not in answer.content.decode()
    assert entries(person) == [("sign-in-failed", None, {"step": "password"})]
    assert client.get("/").status_code == 302


def test_somebody_unknown_is_answered_word_for_word_as_somebody_known(client):
    person = the_lead_of(a_jobcentre())
    known = sign_in(client, person, "not it").content.decode().replace(str(person.email), "")
    unknown = client.post("/account/login/", {"login": "nobody@example.org", "password": "not it"})
    assert unknown.status_code == 422
    assert _without_tokens(unknown.content.decode().replace("nobody@example.org", "")) == _without_tokens(known)
    assert not Entry.objects.filter(deed="sign-in-failed").exclude(about_id=person.pk).exists()


def _without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line.lower()]


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_active": False, "email": None}])
def test_who_is_inactive_or_erased_does_not_come_in(client, closed):
    person = the_lead_of(a_jobcentre())
    address = person.email
    Person.objects.filter(pk=person.pk).update(**closed)
    answer = client.post("/account/login/", {"login": address, "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert "Din adgang er lukket" in answer.content.decode() or answer.status_code == 422
    assert not Entry.objects.filter(deed="signed-in").exists()


def test_who_becomes_inactive_is_out_at_the_next_page(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/account/profile/").url == "/account/login/?next=/account/profile/"


def test_nobody_signs_up(client):
    for send in (client.get, client.post):
        answer = send("/account/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD})
        assert "Du kan ikke oprette dig selv" in answer.content.decode()
    assert not Person.objects.filter(email="new@example.org").exists()


def test_signing_out_stands_in_the_ledger(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    assert client.get("/account/logout/").status_code == 200
    answer = client.post("/account/logout/")
    assert (answer.status_code, answer.url) == (302, "/account/login/")
    assert entries(person)[-1] == ("signed-out", person.pk, {"why": "asked"})
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("wanted", HOSTILE)
def test_nobody_is_led_elsewhere_after_signing_in(client, wanted):
    answer = sign_in(client, the_lead_of(a_jobcentre()), QUERY_STRING="")
    client.post("/account/logout/")
    person = the_lead_of(a_jobcentre())
    answer = client.post("/account/login/", {"login": person.email, "password": PASSWORD, "next": wanted})
    assert answer.status_code == 302
    assert "elsewhere" not in answer.url.partition("?")[0].split("/people/")[0]
    assert not answer.url.startswith("javascript")
    assert "\r" not in answer.url
    assert "\n" not in answer.url
    assert "taken" not in answer.cookies


@pytest.mark.parametrize("wanted", HOSTILE)
def test_nobody_is_led_elsewhere_by_the_language_switch(client, wanted):
    answer = client.post("/language/", {"language": "en", "next": wanted})
    assert "elsewhere" not in answer.url.split("/people/")[0]
    assert "taken" not in answer.cookies


def test_a_language_that_is_none_changes_no_header(client):
    answer = client.post("/language/", {"language": "en\r\nSet-Cookie: taken=over", "next": "/"})
    assert "taken" not in answer.cookies
    assert "django_language" not in answer.cookies


def test_after_signing_in_one_comes_to_the_page_one_asked_for(client):
    person = the_lead_of(a_jobcentre())
    asked = client.get("/account/profile/")
    answer = client.post(asked.url, {"login": person.email, "password": PASSWORD, "next": "/account/profile/"})
    assert answer.url == "/account/profile/"


def test_signing_in_without_the_forms_token_is_refused(client):
    person = the_lead_of(a_jobcentre())
    strict = type(client)(enforce_csrf_checks=True)
    for url in ("/account/login/", "/account/password/reset/", "/account/logout/", "/language/"):
        assert strict.post(url, {"login": person.email, "password": PASSWORD}).status_code == 403
    assert not Entry.objects.filter(deed="signed-in").exists()


def test_after_five_wrong_passwords_even_the_right_one_waits_and_one_is_told_how_long(client):
    person = the_lead_of(a_jobcentre())
    for _ in range(5):
        assert sign_in(client, person, "wrong again").status_code == 422
    answer = sign_in(client, person)
    assert answer.status_code == 422
    assert "Prøv igen om fem minutter" in answer.content.decode()
    another = the_lead_of(a_jobcentre())
    assert sign_in(client, another).status_code == 302


def test_more_attempts_than_people_are_answered_with_a_page_that_says_when_to_try_again(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "2/m/ip"}
    statuses = [sign_in(client, the_lead_of(a_jobcentre()), "wrong").status_code for _ in range(3)]
    assert statuses == [422, 422, 429]
    assert "om fem minutter" in client.post("/account/login/").content.decode()


def test_a_password_of_somebody_with_an_app_is_not_enough(client):
    person = the_lead_of(a_jobcentre())
    with_an_app(person)
    answer = sign_in(client, person)
    assert answer.url == "/account/2fa/authenticate/"
    assert client.get("/").status_code == 302
    assert entries(person) == []


def test_changing_the_password_asks_for_the_old_one_tells_the_person_and_stands_in_the_ledger(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    new = {"password1": "en ny og lang adgangskode", "password2": "en ny og lang adgangskode"}
    assert client.post("/account/password/change/", {"oldpassword": "not it", **new}).status_code == 422
    answer = client.post("/account/password/change/", {"oldpassword": PASSWORD, **new})
    assert answer.status_code == 302
    assert [one.subject for one in mail.outbox] == ["Din adgangskode er skiftet"]
    assert [deed for deed, _, _ in entries(person)] == ["signed-in", "password-changed"]
    assert client.get("/account/profile/").status_code == 200


@pytest.mark.parametrize("weak", ["kort", "123456789012345", "password1234"])
def test_a_password_that_is_easily_guessed_is_refused(client, weak):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    given = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    assert client.post("/account/password/change/", given).status_code == 422
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_profile_shows_who_one_is_and_keeps_the_language(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    page = client.get("/account/profile/").content.decode()
    assert person.name in page
    assert str(person.email) in page
    assert client.post("/account/profile/", {"language": "de"}).status_code == 422
    answer = client.post("/account/profile/", {"language": "en"}, follow=True)
    assert "The language is changed." in answer.content.decode()
    assert 'lang="en"' in answer.content.decode()
    assert entries(person)[-1] == ("language-chosen", person.pk, {})


def test_the_switch_at_the_top_keeps_the_language_of_whoever_is_signed_in(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    client.post("/language/", {"language": "en", "next": "/"})
    person.refresh_from_db()
    assert person.language == "en"


def test_the_profile_is_for_those_signed_in(client):
    for url in ("/account/profile/", "/account/second-step/", "/account/second-step/done/"):
        assert client.get(url).url == f"/account/login/?next={url}"


@pytest.mark.parametrize("page", ["email", "3rdparty", "3rdparty/signup"])
def test_allauths_pages_that_have_nothing_to_say_lead_to_the_profile(client, page):
    sign_in(client, the_lead_of(a_jobcentre()))
    assert client.get(f"/account/{page}/").url == "/account/profile/"
