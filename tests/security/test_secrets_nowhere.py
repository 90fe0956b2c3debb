"""What is secret is in no log, on no page of faults, in no entry, letter or figure, however much goes wrong."""

import io
import json
import logging
import re

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpRequest
from django.urls import include, path
from tests.architecture.who_may.routes import Route, routes
from tests.config.conftest import run_in
from tests.factories.api import System, a_token
from tests.factories.people import PASSWORD, a_jobcentre, somebody_who_is, the_lead_of
from tests.factories.sign_in import code_now, sign_in, with_an_app
from tests.pages import CheckedClient

from samklang.access.enums import Role, Scope
from samklang.config import health, metrics
from samklang.config.logging import AddRequest, JsonLines, Lines
from samklang.ledger.models import Entry

MARK = "m4rked7731secret"
OF_THE_SITE = ("SECRET_KEY", "METRICS_TOKEN", "AI_KEY", "XAPI_SECRET", "XAPI_KEY", "JOBINDSATS_TOKEN")
LOUD = ("django.db.backends", "asyncio", "faker", "hypothesis")
"""Those that tell of the program at work in tests only."""


def crash(request: HttpRequest, secret: str = "") -> None:
    """A fault of ours, with what was sent in variables and in the error's own words."""
    typed = {**request.POST.dict(), **request.GET.dict(), **request.COOKIES, "address": secret}
    raise ValueError(f"{typed} {request.headers} {settings.SECRET_KEY}")


urlpatterns = [path("crash/<str:secret>/", crash, name="crash"), path("", include("samklang.config.urls"))]
handler500 = health.broken


@pytest.fixture(params=[JsonLines, Lines])
def log(request):
    """Everything that anything writes, down to what is only for finding faults."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request.param())
    handler.addFilter(AddRequest())
    handler.addFilter(lambda record: not record.name.startswith(LOUD))
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    before = [(one, one.level, one.propagate) for one in loggers]
    loggers[0].addHandler(handler)
    for one in loggers:
        one.setLevel(logging.DEBUG)
        one.propagate = True
    yield written
    loggers[0].removeHandler(handler)
    for one, level, propagate in before:
        one.setLevel(level)
        one.propagate = propagate


def _everything(log: io.StringIO) -> str:
    entries = [str(one) for one in Entry.objects.values()]
    letters = [f"{one.subject} {one.body} {one.alternatives}" for one in mail.outbox]
    return "\n".join([log.getvalue(), *entries, *letters, metrics.text().decode()])


@pytest.mark.django_db
@pytest.mark.urls("tests.security.test_secrets_nowhere")
def test_nothing_secret_is_told_when_something_fails(log, settings):
    for name in OF_THE_SITE:
        setattr(settings, name, f"{MARK}-{name}")
    client = CheckedClient(raise_request_exception=False)
    client.cookies["sessionid"] = f"{MARK}cookie"
    answers = [
        client.post(f"/crash/{MARK}/?key={MARK}", {"password": MARK, "code": MARK}, headers=headers)
        for headers in ({"Authorization": f"Bearer {MARK}"}, {"Authorization": f"Basic {MARK}", "X-CSRFToken": MARK})
    ]
    assert [one.status_code for one in answers] == [500, 500]
    assert "crash" in log.getvalue()
    for told in (_everything(log), *(f"{one.content.decode()} {one.headers}" for one in answers)):
        assert MARK not in told


@pytest.mark.django_db
def test_nothing_that_opens_a_door_is_told_while_people_come_in(log, client):
    person = the_lead_of(a_jobcentre())
    app = with_an_app(person)
    sign_in(client, person, password=f"{MARK}-wrong")
    sign_in(client, person)
    wrong, code = "918273", code_now(app)
    client.post("/account/2fa/authenticate/", {"code": wrong})
    client.post("/account/2fa/authenticate/", {"code": code})
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": MARK, "password2": f"{MARK}-other"})
    session, told = client.session.session_key, _everything(log)
    for secret in (MARK, PASSWORD, app, session, client.cookies["known_browser"].value):
        assert secret not in told
    assert not re.search(rf"(?<!\d)({wrong}|{code})(?!\d)", told)


@pytest.mark.django_db
def test_a_link_for_a_new_password_stands_in_the_letter_alone(log, client, django_capture_on_commit_callbacks):
    person = the_lead_of(a_jobcentre())
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/password/reset/", {"email": person.email})
    (token,) = re.findall(r"/password/reset/key/([^/\s]+)/", mail.outbox[0].body)
    client.get(f"/account/password/reset/key/{token}/", follow=True)
    mail.outbox.clear()
    assert token.partition("-")[2] not in _everything(log)


@pytest.mark.django_db
def test_a_token_is_told_nowhere_whether_it_lets_in_or_not(log):
    owner = somebody_who_is(Role.ADMINISTRATOR, a_jobcentre())
    place = owner.grants.get().place
    for scope in Scope:
        _, secret = a_token(place, scope, owner=owner, name=scope.value)
        for address in ("/api/v1/staff", "/api/v1/nothing", "/scim/v2/Users", f"/scim/v2/Users/{secret}"):
            System(secret).get(address)
            System(f"{secret}x").get(address)
        System(secret).post("/scim/v2/Users", {"userName": secret, "schemas": [secret]})
        assert secret.removeprefix("samklang_") not in log.getvalue() + metrics.text().decode()
        assert secret not in str(list(Entry.objects.values()))


def _by_a_secret() -> list[Route]:
    """Routes that take something other than numbers in their address: what opens a page may stand there."""
    return [one for one in routes() if one.name and set(one.parameters.values()) - {"int"}]


@pytest.mark.django_db
def test_what_stands_in_an_address_is_told_nowhere(log):
    client = CheckedClient(raise_request_exception=False)
    for route in _by_a_secret():
        given = {name: 1 if kind == "int" else MARK for name, kind in route.parameters.items()}
        address = route.with_text(given)
        for method in ("GET", "POST"):
            client.generic(method, address)
    assert len(_by_a_secret()) > 15
    lines = [line for line in log.getvalue().splitlines() if MARK in line]
    assert lines == []
    assert MARK not in metrics.text().decode()


def test_what_is_told_of_the_settings_tells_no_values(tmp_path):
    named = ("SECRET_KEY", "XAPI_KEY", "XAPI_SECRET", "AI_KEY", "JOBINDSATS_TOKEN", "METRICS_TOKEN")
    secret = {f"SAMKLANG_{name}": MARK for name in named}
    more = {
        "DATABASE_URL": f"postgres://samklang:{MARK}@127.0.0.1:1/x",
        "SAMKLANG_EMAIL_URL": f"smtp+tls://samklang:{MARK}@127.0.0.1:1",
        "SAMKLANG_LOG_LEVEL": "debug",
    }
    for asked in (("doctor", "--json"), ("migrate",)):
        told = run_in(tmp_path, *asked, **secret, **more)
        assert MARK not in told.stdout + told.stderr
        assert told.stdout + told.stderr


@pytest.mark.parametrize("level", [logging.WARNING, logging.ERROR])
def test_a_line_about_a_request_names_its_route_and_not_its_address(level):
    request = HttpRequest()
    request.path = f"/citizen/feedback/{MARK}/"
    record = logging.LogRecord("django.request", level, __file__, 1, "%s: %s", ("Not Found", request.path), None)
    record.request = request
    AddRequest().filter(record)
    said = JsonLines().format(record)
    assert (MARK in said, json.loads(said)["message"]) == (False, "Not Found: /…")
