"""Who may open what: each route asked by everybody, as the tables say; from elsewhere nothing of ours is there."""

from urllib.parse import urlsplit

import pytest
from tests.architecture.who_may.digest import taken_back, what_differs
from tests.architecture.who_may.routes import by_key
from tests.architecture.who_may.table import PERSONS, SIGN_IN, SYSTEMS, Row, all_rows, rows
from tests.architecture.who_may.words import english_in
from tests.architecture.who_may.world import MARK, World

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may-table")]
AWAY = ("https://evil.example/", "//evil.example/", "/\\evil.example", "///evil.example", "https:evil.example")
"""Addresses of another host, as somebody writes them who wants to be taken for ours."""
REFUSED = {SIGN_IN, "400", "401", "403", "404", "405", "409", "422", "501"}
"""After these nothing has changed."""
OPEN_TO_NOBODY = {"404", "405"}
OPEN_TO_ALL = {"200"}
"""What whoever is not signed in gets of what is there for everybody: the issuer of a certificate, its status list."""


def asked(world: World, row: Row, who: str) -> str:
    """What somebody gets, with a wish to be sent elsewhere afterwards."""
    away = AWAY[sum(map(ord, row.key)) % len(AWAY)]
    data = None if who in world.secrets else {"next": away, "csrfmiddlewaretoken": "x"}
    answer = world.ask(who, row.method, world.address(row.key, row.route), data)
    location = urlsplit(answer.headers.get("Location", ""))
    assert location.netloc in {"", "testserver"}, f"{who} is sent to {location.netloc}"
    if who == "elsewhere" and not answer.streaming:
        assert MARK.encode() not in answer.content, "something of ours is shown to somebody from elsewhere"
    check_headers(world, answer, who)
    if answer.status_code == 200 and who == row.first_with("200") and answer.get("Content-Type", "")[:9] == "text/html":
        assert english_in(answer.content.decode()) == [], "English is left on the Danish page"
    return SIGN_IN if location.path.startswith("/account/login") else str(answer.status_code)


def check_headers(world: World, answer, who: str) -> None:
    """What every answer says to the browser."""
    said = answer.headers
    assert "default-src 'none'" in said["Content-Security-Policy"]
    assert (said["X-Content-Type-Options"], said["X-Frame-Options"]) == ("nosniff", "DENY")
    if who in world.people and "_auth_user_id" in answer.wsgi_request.session:
        assert "no-store" in said["Cache-Control"]


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.id)
def test_everybody_gets_what_the_table_says(world: World, before: dict[str, str], row: Row):
    got = {}
    for who, status in row.answers.items():
        if row.method == "GET" or status in REFUSED:
            got[who] = asked(world, row, who)
    assert what_differs(before) == [], "something has changed for somebody who was only to read, or was refused"
    for who in row.answers.keys() - got.keys():
        with taken_back():
            got[who] = asked(world, row, who)
    got = {who: got[who] for who in row.answers}
    assert got == row.answers, f"Look whether this is meant. If it is, the line is:\n{row.line(got)}"


def test_every_route_stands_in_a_table_with_what_is_read_and_what_is_done():
    there = {(row.key.partition("@")[0], row.method) for row in all_rows()}
    missing = [f"{key}  {method}" for key in by_key() for method in ("GET", "POST") if (key, method) not in there]
    told = "\n".join(missing)
    assert not missing, f"Say who may, in {PERSONS.name}, or in {SYSTEMS.name} where a token is needed:\n{told}"


def test_the_tables_name_only_routes_that_there_are():
    unknown = {row.key for row in all_rows()} - {row.key for row in all_rows() if row.key.partition("@")[0] in by_key()}
    assert unknown == set()


def test_each_row_stands_once_and_in_order():
    for file in (PERSONS, SYSTEMS):
        keys = [row.key.split("@") for row in rows(file)]
        assert keys == sorted(keys)
        assert len({row.id for row in rows(file)}) == len(rows(file))


def test_whoever_is_from_elsewhere_finds_nothing_that_has_a_number_of_ours(world: World):
    ours = [row for row in all_rows() if row.holds_our_ids(world) and row.answers.get("nobody") not in OPEN_TO_ALL]
    open_to_them = [
        row.id
        for row in ours
        for who in ("elsewhere", "their-token")
        if row.answers.get(who, "404") not in OPEN_TO_NOBODY
    ]
    assert open_to_them == []
    assert len(ours) > 150
