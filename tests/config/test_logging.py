"""The log says what happened and where, and nothing of whom."""

import io
import json
import logging
import re

import pytest
from django.http import HttpRequest
from django.urls import include, path
from tests.factories.people import a_jobcentre, somebody_who_is

from samklang.access.enums import Role
from samklang.config import health
from samklang.config.logging import AddRequest, JsonLines, Lines, without_personal_data
from samklang.core.words import say

NAME, CPR, EMAIL = "Anne Ågård", "010190-1234", "anne.aagaard@vejen.example"


def crash(request: HttpRequest) -> None:
    """What a fault of ours may look like: what was typed stands in a variable and in the error's own words."""
    typed = request.POST["name"]
    try:
        int(typed)
    except ValueError as cause:
        raise KeyError(f"nobody is called {typed} ({request.GET})") from cause


urlpatterns = [path("crash/", crash, name="crash"), path("", include("samklang.config.urls"))]
handler500 = health.broken


@pytest.fixture(params=[JsonLines, Lines])
def log(request):
    """What is written while the test runs."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    handler.addFilter(AddRequest())
    loggers = [logging.getLogger(name) for name in ("django", "django.request", "samklang", "django_tasks")]
    before = [(one.level, one.propagate) for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.INFO)
    yield written
    for one, (level, propagate) in zip(loggers, before, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)
        one.propagate = propagate


@pytest.mark.urls("tests.config.test_logging")
def test_a_crash_leaves_nothing_of_what_was_typed_in_the_log(client, log):
    client.raise_request_exception = False
    answer = client.post(f"/crash/?cpr={CPR}", {"name": NAME, "cpr": CPR, "email": EMAIL})
    assert answer.status_code == 500
    said = log.getvalue()
    assert [one for one in (NAME, "Anne", CPR, EMAIL, "cpr=", "010190") if one in said] == []
    assert re.search(r'test_logging\.py", line \d+, in crash', said.replace("\\", ""))
    assert "KeyError" in said
    assert "ValueError" in said


@pytest.mark.urls("tests.config.test_logging")
def test_a_request_leaves_one_line_with_route_and_status(client, log):
    client.raise_request_exception = False
    client.post("/crash/", {"name": NAME})
    lines = [json.loads(line) for line in log.getvalue().splitlines() if line.startswith("{")]
    if lines:
        (line,) = [line for line in lines if line["logger"] == "samklang.requests"]
        assert (line["route"], line["method"], line["status"]) == ("crash", "POST", 500)
        assert {one["request_id"] for one in lines if "request_id" in one} == {line["request_id"]}
        assert line["ms"] > 0


@pytest.mark.django_db
def test_a_person_stands_in_the_log_by_number(client, log):
    person = somebody_who_is(Role.HEAD, a_jobcentre())
    client.force_login(person)
    client.get(f"/?q={person.email}")
    said = log.getvalue()
    assert f'"person": {person.pk}' in said or f"person={person.pk}" in said
    assert person.name not in said
    assert str(person.email) not in said


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sent to anne.a+x@vejen.example today", "sent to <e-mail> today"),
        ("010190-1234 and 0101901234 and 311299 0001", "<cpr> and <cpr> and <cpr>"),
        ("number 1234567890 of 99999999-9999", "number 1234567890 of 99999999-9999"),
        ("Forbidden: /people/?q=anne&page=2 is", "Forbidden: /people/?… is"),
        ("postgres://user:secret@host/name", "postgres://…@host/name"),
        ("at 2026-09-14 08:30:00, 0.123 s", "at 2026-09-14 08:30:00, 0.123 s"),
    ],
)
def test_what_could_name_somebody_is_taken_out(said, written):
    assert without_personal_data(said) == written


def test_values_given_to_a_line_are_cleaned_as_well():
    record = logging.LogRecord("samklang", logging.INFO, "x.py", 1, "to %s, %s", (EMAIL, say("done")), None)
    assert json.loads(JsonLines().format(record))["message"] == "to <e-mail>, done"
    assert "to <e-mail>, done" in Lines("%(message)s").format(record)


def test_what_a_library_hangs_on_a_line_is_not_written():
    record = logging.makeLogRecord({"msg": "x", "request": "<WSGIRequest: POST '/?name=Anne'>", "status": 404})
    assert {"request", "Anne"} & set(re.findall(r"\w+", JsonLines().format(record))) == set()
