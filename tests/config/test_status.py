"""The page of status: for administrators and for a program that watches, worst first, without secrets or folders."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as given
from django.core.cache import cache
from django.utils import timezone
from tests.factories.access import the_administrator_of
from tests.factories.people import a_jobcentre, the_head_of

from samklang.access.retention import BY_NAME
from samklang.config import heartbeat, nights, status
from samklang.config.checks.finding import Level
from samklang.core.words import render
from samklang.desk.papers.security import _LOOKED_AT
from samklang.desk.queries.backups import note_path

pytestmark = pytest.mark.django_db
TOKEN = {"authorization": "Bearer let me see"}
ORDER = ["fault", "warning", "ok"]


def seen(client, settings) -> dict:
    settings.METRICS_TOKEN = "let me see"
    return client.get("/status.json", headers=TOKEN).json()


def found(client, settings, check: str) -> list[dict]:
    return [one for one in seen(client, settings)["findings"] if one["check"] == check]


@pytest.fixture
def note():
    """The note of the last backup, written as a backup does."""
    path = note_path()
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(at: datetime) -> None:
        path.write_text(json.dumps({"at": at.isoformat(), "path": "/var/backups/samklang/x.tar.gz"}), encoding="utf-8")

    yield write
    path.unlink(missing_ok=True)


def test_administrators_see_it_and_a_head_is_told_who_does(client):
    jobcentre = a_jobcentre()
    client.force_login(the_head_of(jobcentre))
    assert client.get("/status/").status_code == client.get("/status.json").status_code == 403
    client.force_login(the_administrator_of(jobcentre.parent))
    assert client.get("/status/").status_code == client.get("/status.json").status_code == 200


def test_whoever_is_not_signed_in_signs_in_and_a_program_without_token_finds_nothing(client, settings):
    settings.METRICS_TOKEN, settings.METRICS_FROM = "", []
    assert client.get("/status/").headers["Location"].startswith("/account/login")
    assert client.get("/status.json").status_code == 404
    assert client.get("/status.json", headers=TOKEN).status_code == 404
    assert seen(client, settings)["worst"] in ORDER


def test_the_worst_comes_first_and_says_what_to_do(client, settings):
    levels = [one["level"] for one in seen(client, settings)["findings"]]
    assert levels == sorted(levels, key=ORDER.index)
    assert levels[0] == seen(client, settings)["worst"] == "fault"
    assert [one for one in seen(client, settings)["findings"] if bool(one["do"]) == (one["level"] == "ok")] == []


def test_it_looks_at_as_many_things_as_the_fact_sheet_says(client, settings):
    assert len(seen(client, settings)["findings"]) >= _LOOKED_AT


def test_it_names_no_folder_no_secret_and_nobody(client, settings, note):
    note(timezone.now())
    administrator = the_administrator_of(a_jobcentre().parent)
    client.force_login(administrator)
    said = client.get("/status/").content.decode().partition('<section id="status">')[2].partition("</section>")[0]
    said += json.dumps(seen(client, settings))
    hidden = (str(given.DATA), "/var/backups", given.SECRET_KEY, "let me see", administrator.name, administrator.email)
    assert [one for one in hidden if str(one) in said] == []


def test_a_worker_that_has_given_a_sign_is_well(client, settings):
    assert found(client, settings, "worker")[0]["level"] == "fault"
    heartbeat.give_sign(["one"])
    assert found(client, settings, "worker")[0]["level"] == "ok"


def test_what_failed_at_night_is_named(client, settings):
    cache.set("nightly-done", timezone.now(), timeout=None)
    cache.set("nightly-failed", ["_certificates"], timeout=None)
    first = found(client, settings, "nightly")[0]
    assert (first["level"], "beviser" in first["what"].lower()) == ("fault", True)


def test_each_kind_that_was_held_back_at_night_is_named(client, settings):
    kinds = [BY_NAME[what].title for what in ("leave", "leaver")]
    cache.set("nightly-done", timezone.now(), timeout=None)
    cache.set("nightly-held", kinds, timeout=None)
    held = [one for one in found(client, settings, "nightly") if one["level"] == "warning"]
    assert [render(kind, "da") in one["what"] for kind, one in zip(kinds, held, strict=True)] == [True, True]
    assert ["--delete-held" in one["do"] for one in held] == [True, True]


def test_each_chore_of_the_night_has_a_name():
    assert {chore.__name__ for chore in nights.CHORES} - set(status._CHORES) == set()


def test_an_old_backup_is_to_be_looked_at_and_a_new_one_is_well(client, settings, note):
    note(timezone.now() - timedelta(hours=50))
    old = found(client, settings, "backup")[0]
    note(timezone.now() - timedelta(hours=5))
    new = found(client, settings, "backup")[0]
    assert (old["level"], "50" in old["what"], new["level"]) == ("warning", True, "ok")


def test_a_certificate_that_ends_soon_is_to_be_looked_at():
    now = datetime(2027, 1, 1, tzinfo=UTC)
    days = {-1: Level.FAULT, 20: Level.WARNING, 60: Level.OK}
    assert {left: status._ending(now + timedelta(days=left), now).level for left in days} == days


def test_one_look_that_fails_is_a_finding_and_the_others_go_on(monkeypatch):
    def broken():
        raise RuntimeError

    monkeypatch.setattr(status, "LOOKS", (broken, *status.LOOKS))
    looked = status.look()
    assert (looked[0].check, looked[0].level) == ("broken", Level.FAULT)
    assert len(looked) > 10


def test_htmx_gets_the_table_alone(client):
    client.force_login(the_administrator_of(a_jobcentre().parent))
    answer = client.get("/status/", headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<section id="status">')
