"""Every address tried with a token for each thing that tokens are made for, in ours and in the jobcentre next door."""

import json

import pytest
from django.conf import settings
from django.test import Client
from tests.architecture.who_may.digest import taken_back, what_differs
from tests.architecture.who_may.world import MARK, World
from tests.factories.api import a_token
from tests.security import opened
from tests.security.answers import whats_missing
from tests.security.routes import addresses, has_numbers_of_ours, is_of_systems

from samklang.access.enums import Scope
from samklang.access.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("security")]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = {401, 403, 404, 405}


def _ask(method: str, address: str, secret: str) -> object:
    client = Client(raise_request_exception=False)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "da"
    headers = {"Authorization": f"Bearer {secret}"}
    body = b"" if method == "GET" else json.dumps({})
    return client.generic(method, address, body, content_type="application/json", headers=headers)


def _opened(world: World, secret: str) -> set[str]:
    """What is not refused, by method and route; every answer says to the browser what it should."""
    found = set()
    for key, address in addresses(world):
        for method in METHODS if is_of_systems(key) else ():
            with taken_back():
                answer = _ask(method, address, secret)
            assert answer.status_code < 500 or answer.status_code == 501, f"{method} {key} fails"
            assert whats_missing(answer, signed_in=False) == [], f"{method} {key}"
            found |= {f"{method}:{key}"} if answer.status_code not in REFUSED else set()
    return found


@pytest.fixture(scope="module")
def _without() -> dict[str, set[str]]:
    return {}


@pytest.fixture
def without(world: World, _without: dict[str, set[str]]) -> set[str]:
    """What opens with a token that nobody has made."""
    if not _without:
        _without["found"] = _opened(world, "samklang_made_up")
    return _without["found"]


def test_without_a_token_only_what_is_for_everybody_opens(without):
    assert opened.what_differs("no token", without) == ""


@pytest.mark.parametrize("scope", Scope)
def test_a_token_opens_what_it_was_made_for_and_nothing_else(world: World, without, scope: Scope):
    with taken_back():
        _, secret = a_token(Place.objects.get(pk=world.ids["jobcentre"]), scope)
        found = _opened(world, secret)
    assert opened.what_differs(f"token {scope.value}", found - without) == ""


def test_a_token_of_the_jobcentre_next_door_opens_nothing_that_has_a_number_of_ours(world: World):
    there = []
    with taken_back():
        _, secret = a_token(Place.objects.get(pk=world.theirs["next-door"]), *Scope)
        for key, address in addresses(world):
            for method in METHODS if is_of_systems(key) and has_numbers_of_ours(world, key) else ():
                answer = _ask(method, address, secret)
                shown = MARK.encode() in answer.content
                there += [f"{method} {key}"] if answer.status_code not in {404, 405} or shown else []
    assert there == []


def test_a_token_is_nobody_where_people_ask(world: World, before):
    secret, there = world.secrets["our-token"], []
    for key, address in addresses(world):
        if not is_of_systems(key) and not has_numbers_of_ours(world, key):
            answer = _ask("GET", address, secret)
            there += [key] if answer.status_code == 200 and key not in opened.lists()["nobody"] else []
    assert there == []
    assert what_differs(before) == []
