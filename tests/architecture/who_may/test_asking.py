"""Requests as somebody sends them who means ill: without the token, with another verb, with a header in a value."""

import pytest
from tests.architecture.who_may.digest import taken_back, what_differs
from tests.architecture.who_may.routes import Route, by_key
from tests.architecture.who_may.table import PERSONS, Row, pages, rows
from tests.architecture.who_may.test_table import AWAY
from tests.architecture.who_may.world import World
from tests.factories.people import PASSWORD
from tests.pages import CheckedClient

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]
WITHOUT_TOKEN = {
    "entrance:form": "companies write to it without a cookie; what they send bears a seal of ours that is good once",
    "citizen:preparation": "citizens are given no cookie; the secret in the address is what lets them in",
    "citizen:feedback": "the same",
    "citizen:recording": "the same",
    "citizens:recording-sound": "who it is, is asked first, and our token when the sound has been taken into memory",
    "saml_acs": "the municipality's sign-in posts to it from its own site, and signs what it says",
    "saml_sls": "the same, when somebody signs out there",
    "saml_finish_acs": "nothing is sent in; what came before is read from the session",
}
"""Routes that take a POST without our token, and why."""
INJECTED = "x\r\nX-Injected: yes"


def _posted() -> list[Row]:
    return [row for row in rows(PERSONS) if row.method == "POST" and set(row.answers.values()) != {"405"}]


def test_nothing_is_done_without_our_token(world: World, before: dict[str, str]):
    strict = CheckedClient(enforce_csrf_checks=True)
    taken = []
    for row in _posted():
        # Asked before who it is, so that 403 is about the token: else they would be sent to sign in.
        with taken_back():
            answer = world.ask("nobody", "POST", world.address(row.key, row.route), {"name": "x"}, client=strict)
        if answer.status_code != 403 and row.key not in WITHOUT_TOKEN:
            taken.append((row.id, answer.status_code))
    assert taken == []
    somebody = world.ask("lead", "POST", "/people/teams/new/", {"name": "Team Ny"}, client=strict)
    assert somebody.status_code == 403
    assert what_differs(before) == []


def _with_text() -> list[Route]:
    return [route for route in by_key().values() if not set(route.parameters.values()) <= {"int"}]


@pytest.mark.parametrize(
    "value",
    [INJECTED, "\x00", "é" * 300, "%0d%0a", "9" * 5000, "²"],
    ids=["header", "nothing", "letters", "encoded", "digits", "raised"],
)
def test_no_text_in_an_address_makes_a_header_or_a_fault(world: World, value: str):
    for route in _with_text():
        given = dict(world.arguments(route.key, route))
        for name, kind in route.parameters.items():
            who = "our-token" if route.key.startswith("api:") else "lead"
            filled = {**given, name: value} if kind != "int" else given
            answer = world.ask(who, "GET", route.with_text(filled))
            assert (route.key, answer.status_code < 500 or answer.status_code == 501) == (route.key, True)
            assert "X-Injected" not in answer.headers


def test_a_number_that_is_nobodys_is_not_found(world: World):
    for row in (*pages(), *_posted()):
        who, given = row.first_with("200", "302", "422"), world.arguments(row.key, row.route)
        for name in [name for name, kind in row.route.parameters.items() if who and kind == "int"]:
            for value in ("999999999999999999999", "9" * 5000) if row.key == "people:employee" else ("9" * 21,):
                answer = world.ask(who, row.method, row.route.with_text({**given, name: value}))
                told_why_not = row.method == "POST" and answer.status_code == 403
                assert (row.id, name, answer.status_code == 404 or told_why_not) == (row.id, name, True)


@pytest.mark.parametrize("away", [*AWAY, "javascript:alert(1)", "https://testserver@evil.example/", INJECTED])
def test_nobody_is_sent_to_another_site_on_the_way(world: World, away: str):
    ways = [
        ("nobody", "/account/login/", {"login": world.people["lead"].email, "password": PASSWORD}),
        ("lead", "/account/reauthenticate/", {"password": PASSWORD}),
        ("lead", "/account/logout/", {}),
        ("lead", "/language/", {"language": "en"}),
        ("administrator", world.address("elevation-ending", by_key()["elevation-ending"]), {}),
        ("administrator", world.address("invitation", by_key()["invitation"]), {}),
        ("administrator", world.address("new-sign-in", by_key()["new-sign-in"]), {}),
    ]
    for who, address, data in ways:
        for at, sent in ((address, {**data, "next": away}), (f"{address}?next={_quoted(away)}", data)):
            answer = world.ask(who, "POST", at, sent)
            assert (at, answer.status_code) == (at, 302)
            assert answer.headers["Location"].startswith("/")
            assert "evil" not in answer.headers["Location"]
            assert "X-Injected" not in answer.headers


def _quoted(text: str) -> str:
    return text.replace("\r", "%0d").replace("\n", "%0a").replace("\\", "%5c")
