"""What is asked for in an address may be anything: it is told, left alone or not found, never a fault of ours."""

import re

import pytest
from tests.architecture.who_may.digest import taken_back, what_differs
from tests.architecture.who_may.listening import a_listening_client, looked_for
from tests.architecture.who_may.table import PERSONS, Row, pages, rows
from tests.architecture.who_may.test_table import check_headers
from tests.architecture.who_may.world import MARK, World
from tests.factories.api import GROUP, a_user
from tests.pages import CheckedClient

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]
GARBAGE = (
    "abc", "-1", "999999999999999999999", "9" * 5000, "\x00", "é" * 500, "2026-02-31", "²", "x\r\nX-Injected: yes",
)  # fmt: skip
EVERYWHERE = {"next", "page"}
"""Read in one place for all pages; each in full on some."""
TYPED = ("\x00", "9" * 40, "2026-02-31")
SIGN_OUT = {"account_logout"}
"""After it there is nobody to ask on behalf of."""
OURS = {
    **{name: name for name in ("framework", "jobcentre", "person", "plan", "profile", "team")}, "place": "jobcentre",
}  # fmt: skip
"""What of ours is asked for under a name; an employee under every other."""


@pytest.fixture
def listening() -> CheckedClient:
    """A client whose answers say what was looked for in the query."""
    return a_listening_client()


def test_every_page_answers_head_as_it_answers_get_and_without_a_page(world, before, listening):
    for row in pages():
        who = row.first_with("200")
        answer = world.ask(who, "HEAD", world.address(row.key, row.route), {"x": "1"}, client=listening)
        assert (row.id, answer.status_code, b"".join(answer)) == (row.id, 200, b"")
        check_headers(world, answer, who)
        if not answer.heard:
            world.heard[row.key] = frozenset()
    assert what_differs(before) == []


def test_no_page_fails_at_what_is_asked_for(world: World, before: dict[str, str], listening: CheckedClient):
    failed: list[tuple[str, list[str], str]] = []
    known: set[str] = set()
    for row in pages():
        names = looked_for(world, listening, row)
        known |= names
        for value in GARBAGE if names - EVERYWHERE else GARBAGE[-1:] if names else ():
            failed += [(row.key, at, value[:24]) for at in _fails(world, listening, row, names, value)]
    assert failed == []
    assert what_differs(before) == []
    assert {"page", "sort", "q", "team", "weeks", "months", "kind", "person", "plan", "cohort", "next"} <= known


def _fails(world: World, client: CheckedClient, row: Row, names: frozenset[str], value: str) -> list[list[str]]:
    """The names at which the page fails; those it never came to are asked for alone."""
    who, address = row.first_with("200") or "", world.address(row.key, row.route)
    first = world.ask(who, "GET", address, dict.fromkeys(names, value), client=client)
    asked = [(sorted(names), first)]
    asked += [([one], world.ask(who, "GET", address, {one: value}, client=client)) for one in names - first.heard]
    return [at for at, answer in asked if answer.status_code >= 500 or "X-Injected" in answer.headers]


def test_no_form_fails_at_what_is_typed(world: World, listening: CheckedClient):
    failed: list[tuple[str, str]] = []
    for row in rows(PERSONS):
        who = row.first_with("422", "302")
        if row.method == "POST" and who and row.key not in SIGN_OUT:
            address = world.address(row.key, row.route)
            page = world.ask(who, "GET", address, client=listening).content.decode(errors="replace")
            names = set(re.findall(r'name="([^"]+)"', page)) | {"name"}
            for typed in TYPED:
                with taken_back():
                    answer = world.ask(who, "POST", address, dict.fromkeys(names, typed), client=listening)
                failed += [(row.id, typed)] if answer.status_code >= 500 else []
    assert failed == []


def test_no_system_makes_a_fault_with_what_it_sends(world: World, listening: CheckedClient):
    users = [
        a_user(displayName="An\0na"),
        a_user("an\0na@egtved.example"),
        a_user(externalId="\0"),
        a_user(displayName="é" * 5000),
    ]
    groups = [{"schemas": [GROUP], "displayName": name} for name in ("Hold\0", "é" * 5000)]
    for place, sent in [*(("Users", one) for one in users), *(("Groups", one) for one in groups)]:
        with taken_back():
            answer = world.ask("our-token", "POST", f"/scim/v2/{place}", sent, client=listening)
        assert answer.status_code < 500, sent


@pytest.mark.parametrize("value", GARBAGE, ids=lambda value: ascii(value[:12]))
def test_a_day_that_is_none_is_told(world: World, value: str):
    for who, address in (("lead", "/people/employees/"), ("lead", "/nothing/here/"), ("nobody", "/account/login/")):
        answer = world.ask(who, "GET", address, {"as_of": value})
        assert answer.status_code == 400
        assert "X-Injected" not in answer.headers


def test_with_our_numbers_somebody_from_elsewhere_is_shown_nothing_of_ours(world: World, listening: CheckedClient):
    shown = 0
    for row in pages():
        names = looked_for(world, listening, row)
        if names and row.answers.get("elsewhere") == "200":
            asked = {name: str(world.ids[OURS.get(name, "employee")]) for name in names}
            answer = world.ask("elsewhere", "GET", world.address(row.key, row.route), asked, client=listening)
            shown += 1
            assert (row.id, answer.status_code < 500) == (row.id, True)
            assert MARK not in b"".join(answer).decode(errors="replace"), row.id
    assert shown > 10
