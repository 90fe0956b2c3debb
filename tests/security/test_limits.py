"""How often may be guessed and asked: by an address, at an account; nobody is shut out by another's guesses."""

import pytest
from tests.factories.people import PASSWORD, a_jobcentre, the_lead_of
from tests.factories.sign_in import code_now, sign_in, with_an_app
from tests.pages import CheckedClient

from samklang.access import known_browser
from samklang.ledger.origin import coming_from
from samklang.web.limits import network, times_from_here

pytestmark = pytest.mark.django_db
LOGIN, RESET = "/account/login/", "/account/password/reset/"


def _guess(client, email, times=5, **more):
    return [client.post(LOGIN, {"login": email, "password": f"gæt {n}"}, **more).status_code for n in range(times)]


def _out(client):
    client.post("/account/logout/")
    return client


def test_guesses_made_elsewhere_do_not_shut_anybody_out_of_the_browser_they_always_use(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    _out(client)
    stranger = CheckedClient()
    for number in range(4):  # from many addresses, so that only the account's own limit counts
        _guess(stranger, person.email, times=3, REMOTE_ADDR=f"198.51.100.{number}")
    assert sign_in(stranger, person, REMOTE_ADDR="203.0.113.9").status_code == 422
    assert sign_in(client, person).status_code == 302


def test_also_in_a_browser_that_is_known_five_guesses_are_all(client):
    person = the_lead_of(a_jobcentre())
    sign_in(client, person)
    _guess(_out(client), person.email)
    assert sign_in(client, person).status_code == 422
    assert sign_in(CheckedClient(), person).status_code == 302, "the others are counted apart"


def test_a_browser_is_known_to_be_one_persons_and_no_other_ones(client):
    ones, others = the_lead_of(a_jobcentre()), the_lead_of(a_jobcentre())
    sign_in(client, ones)
    _guess(CheckedClient(), others.email)
    assert sign_in(_out(client), others).status_code == 422


@pytest.mark.parametrize("made_up", ["x", "a.b:c:d", "." * 300])
def test_a_mark_that_is_made_up_makes_no_browser_known(client, made_up):
    person = the_lead_of(a_jobcentre())
    client.cookies[known_browser.COOKIE] = made_up
    for number in range(5):
        client.cookies[known_browser.COOKIE] = f"{made_up}{number}"
        _guess(client, person.email, times=1)
    assert sign_in(client, person).status_code == 422


def test_the_mark_is_given_only_when_one_is_all_the_way_in_and_tells_nothing(client, settings):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    sign_in(client, person)
    assert known_browser.COOKIE not in client.cookies
    settings.SESSION_COOKIE_SECURE = True
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 302
    mark = client.cookies[known_browser.COOKIE]
    assert (mark["httponly"], mark["secure"], mark["samesite"], mark["path"]) == (True, True, "Lax", "/account/")
    assert person.email.partition("@")[0] not in mark.value


def test_the_second_step_is_counted_by_account_whichever_address_it_comes_from(client):
    person = the_lead_of(a_jobcentre())
    secret = with_an_app(person)
    for number in range(5):
        guessing = CheckedClient(REMOTE_ADDR=f"198.51.100.{number}")
        sign_in(guessing, person)
        guessing.post("/account/2fa/authenticate/", {"code": "000000"})
    sign_in(client, person)
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).status_code == 422


def test_one_address_that_guesses_at_everybody_is_stopped_whatever_it_says_of_itself(client):
    people = [f"nobody{number}@example.org" for number in range(35)]
    answers = [_guess(client, one, 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")[0] for n, one in enumerate(people)]
    person = the_lead_of(a_jobcentre())
    assert set(answers) == {422}
    assert sign_in(client, person).status_code == 422, "thirty failed attempts a minute from one address are all"
    assert sign_in(CheckedClient(REMOTE_ADDR="203.0.113.9"), person).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_the_proxy_says_and_none_that_the_visitor_claims(client, settings):
    settings.SECURE_PROXY_SSL_HEADER, settings.ALLAUTH_TRUSTED_PROXY_COUNT = ("HTTP_X_FORWARDED_PROTO", "https"), 1
    for number in range(32):
        claimed = f"10.0.0.{number}, 198.51.100.7"
        _guess(client, f"nobody{number}@example.org", 1, HTTP_X_FORWARDED_FOR=claimed)
    person = the_lead_of(a_jobcentre())
    assert sign_in(client, person, HTTP_X_FORWARDED_FOR="10.0.0.99, 198.51.100.7").status_code == 422
    assert sign_in(client, person, HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.9").status_code == 302


def test_links_for_a_new_password_are_counted_by_account_from_wherever_they_are_asked_for():
    person = the_lead_of(a_jobcentre())
    asked = [
        CheckedClient(REMOTE_ADDR=f"198.51.100.{n}").post(RESET, {"email": person.email}).status_code for n in range(4)
    ]
    assert asked == [302, 302, 302, 429]
    assert CheckedClient().post(LOGIN, {"login": person.email, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("", ""),
        ("unknown", "unknown"),
    ],
)
def test_what_one_subscriber_has_is_one_address(address, counted_as):
    assert network(address) == counted_as


def test_a_subscriber_does_not_get_anew_what_is_used_up_by_taking_the_next_of_their_addresses():
    counts = []
    for number in range(3):
        with coming_from(f"2001:db8:1:2::{number}"):
            counts.append(times_from_here("security", within=3600))
    with coming_from("2001:db8:1:3::1"):
        counts.append(times_from_here("security", within=3600))
    assert counts == [1, 2, 3, 1]
