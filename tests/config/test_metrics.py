"""The figures for whoever watches: who may have them, what they count, and that they name nobody."""

import re

import pytest
from tests.factories.people import a_jobcentre, somebody_who_is

from samklang.access.enums import Role
from samklang.config.env import networks

pytestmark = pytest.mark.django_db
TOKEN = {"authorization": "Bearer let me see"}


def _figures(client, settings):
    settings.METRICS_TOKEN = "let me see"
    return client.get("/metrics", headers=TOKEN).content.decode()


def _value(text, start):
    found = re.search(rf"^{re.escape(start)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_without_a_token_or_an_address_nobody_sees_them(client, settings):
    settings.METRICS_TOKEN, settings.METRICS_FROM = "", []
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


def test_with_the_token_one_sees_them(client, settings):
    settings.METRICS_TOKEN = "let me see"
    assert client.get("/metrics", headers={"authorization": "Bearer let me"}).status_code == 404
    assert client.get("/metrics", headers=TOKEN).status_code == 200


def test_from_the_address_one_sees_them(client, settings, monkeypatch):
    monkeypatch.setenv("SAMKLANG_METRICS_FROM", "10.1.0.0/16, 127.0.0.1")
    settings.METRICS_FROM = networks("METRICS_FROM")
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.2.2.3").status_code == 404
    assert client.get("/metrics", REMOTE_ADDR="10.2.2.3", headers={"x-forwarded-for": "10.1.2.3"}).status_code == 404


def test_requests_are_counted_by_route_and_status(client, settings):
    line = 'samklang_requests_total{method="GET",route="none",status="404"}'
    before = _value(_figures(client, settings), line)
    client.get("/not/there/")
    assert _value(_figures(client, settings), line) == before + 1


def test_an_invented_method_makes_no_label_of_its_own(client, settings):
    client.generic("ANNE", "/")
    text = _figures(client, settings)
    assert ("ANNE" in text, 'method="other"' in text) == (False, True)


def test_the_figures_name_nobody(client, settings):
    person = somebody_who_is(Role.HEAD, a_jobcentre())
    client.force_login(person)
    client.get(f"/people/{person.pk}/", {"q": person.email})
    text = _figures(client, settings)
    assert [one for one in (person.name, str(person.email), f"/people/{person.pk}") if one in text] == []


def test_queue_ledger_and_database_are_there(client, settings):
    text = _figures(client, settings)
    assert 'samklang_tasks{queue="planner",state="READY"} 0.0' in text
    assert _value(text, "samklang_database_bytes") > 10_000
    assert "samklang_ledger_entries" in text
