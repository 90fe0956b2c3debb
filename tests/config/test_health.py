"""Whoever watches the site learns whether it lives, and nobody else learns its figures."""

import sqlite3
import time

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests.factories.people import a_jobcentre, the_lead_of

pytestmark = pytest.mark.django_db(transaction=True)
A_PAGE = "/"


@pytest.fixture
def quick():
    """Waits for a lock a moment only, so that the test need not wait long; whatever it connects to is closed again."""
    kept = {**connection.settings_dict, "OPTIONS": {**connection.settings_dict["OPTIONS"]}}
    connection.close()
    if connection.vendor == "postgresql":
        connection.settings_dict["OPTIONS"]["options"] = "-c lock_timeout=200"
    else:
        connection.settings_dict["OPTIONS"]["timeout"] = 0.2
    yield
    connection.close()
    connection.settings_dict.update(kept)


def _told_to_come_back(client, seconds):
    client.raise_request_exception = False
    client.cookies["sessionid"] = "x" * 32  # so that the database is asked
    began = time.monotonic()
    answer = client.get(A_PAGE)
    text = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, seconds)
    assert "Siden passes lige" in text or "<h1>" in text
    assert time.monotonic() - began < 8
    return answer


def test_the_process_lives(client):
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json(), answer["Cache-Control"].count("no-store")) == (200, {"status": "ok"}, 1)


def test_the_process_is_ready_when_the_database_has_its_tables(client):
    assert (client.get("/health/ready").status_code, client.get("/health/ready").json()) == (200, {"status": "ok"})


def test_the_process_is_not_ready_while_a_step_is_missing(client):
    last = MigrationRecorder.Migration.objects.filter(app="ledger").latest("pk")
    MigrationRecorder(connection).record_unapplied("ledger", last.name)
    try:
        answer = client.get("/health/ready")
    finally:
        MigrationRecorder(connection).record_applied("ledger", last.name)
    assert (answer.status_code, answer.json()) == (503, {"status": "not ready", "reason": "migrations pending"})


def test_a_database_that_is_away_is_told_in_words(quick, client):
    """The page says that the site is back soon, and when to ask again; it is no error of the reader's."""
    if connection.vendor == "postgresql":
        connection.settings_dict["PORT"] = 1
    else:
        connection.settings_dict["NAME"] = f"{settings.DATA}/not/there.sqlite3"
    _told_to_come_back(client, "30")
    watcher = type(client)()
    assert watcher.get("/health/ready").json() == {"status": "not ready", "reason": "no database"}
    assert watcher.get("/health/live").status_code == 200


def test_a_database_that_somebody_holds_is_told_in_words(quick, client):
    if connection.vendor == "postgresql":
        found = connection.get_connection_params()
        other = psycopg.connect(
            dbname=found["dbname"], user=found.get("user"), password=found.get("password"), host=found.get("host")
        )
        other.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        try:
            _told_to_come_back(client, "5")
        finally:
            other.close()
    else:
        client.force_login(the_lead_of(a_jobcentre()))
        client.raise_request_exception = False
        other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        try:
            answer = client.post("/language/", {"language": "en", "next": "/"})  # who is signed in keeps it
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        finally:
            other.close()
    assert client.get("/health/ready").status_code == 200


def test_a_program_that_wants_no_page_gets_the_sentence_alone(quick, client):
    connection.settings_dict["PORT" if connection.vendor == "postgresql" else "NAME"] = 1
    if connection.vendor != "postgresql":
        connection.settings_dict["NAME"] = f"{settings.DATA}/not/there.sqlite3"
    client.raise_request_exception = False
    client.cookies["sessionid"] = "x" * 32
    answer = client.get(A_PAGE, headers={"accept": "application/json"})
    assert (answer.status_code, list(answer.json())) == (503, ["detail"])


@pytest.mark.urls("tests.config.test_logging")
def test_an_error_of_ours_is_no_outage(client):
    client.raise_request_exception = False
    assert client.post("/crash/", {"name": "x"}).status_code == 500
