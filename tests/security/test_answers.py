"""Every kind of answer says to the browser what it should: pages, refusals, faults, files, what watches ask for."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.urls import include, path
from tests.config.conftest import environment
from tests.factories.people import a_colleague_in, a_jobcentre, a_team, the_lead_of
from tests.pages import CheckedClient
from tests.security.answers import whats_missing
from tests.security.routes import keys, route_of

from samklang.config import health

OWN_SEAL = {
    "api:": "a token stands for whoever asks, and a browser sends none by itself",
    "citizen:": "whoever has the address is let in, and nobody is signed in",
    "citizens:recording-sound": "the token is asked for once it is decided how the sound is read",
    "entrance:form": "the form has a seal of its own",
    "saml_acs": "the workplace sends it, signed",
    "saml_sls": "the workplace sends it, signed",
}
"""Forms for which no token of the form is asked, by the beginning of their routes, and what stands for it."""


def crash(request: HttpRequest) -> None:
    """A fault of ours."""
    raise KeyError(request.path)


urlpatterns = [path("crash/", crash, name="crash"), path("", include("samklang.config.urls"))]
handler500 = health.broken
KINDS = {
    ("GET", "/account/login/"): 200,
    ("GET", "/people/teams/"): 302,
    ("GET", "/nothing/here/"): 404,
    ("GET", "/people/employees/"): 403,
    ("GET", "/?as_of=never"): 400,
    ("GET", "/%00"): 400,
    ("POST", "/health/live"): 405,
    ("POST", "/account/password/reset/"): 422,
    ("GET", "/crash/"): 500,
    ("GET", "/static/web/site.css"): 200,
    ("GET", "/health/live"): 200,
    ("GET", "/health/ready"): 200,
    ("GET", "/metrics"): 404,
    ("GET", "/api/v1/staff"): 401,
    ("GET", "/api/v1/openapi.json"): 200,
    ("GET", "/access/holdings/json/"): 200,
}


@pytest.mark.django_db
@pytest.mark.urls("tests.security.test_answers")
def test_each_kind_of_answer_says_what_it_should():
    client = CheckedClient(raise_request_exception=False)
    colleague = a_colleague_in(a_team())
    found, statuses = {}, {}
    for method, address in KINDS:
        nobody = address in {"/account/login/", "/account/password/reset/", "/people/teams/"}
        client.logout() if nobody else client.force_login(colleague)
        answer = client.generic(method, address)
        statuses[method, address] = answer.status_code
        private = not nobody and not address.startswith(("/static/", "/health/", "/metrics", "/api/"))
        if missing := whats_missing(answer, signed_in=private and answer.status_code != 500):
            found[address] = missing
    assert statuses == KINDS
    assert found == {}


@pytest.mark.django_db
def test_a_file_that_is_too_large_is_refused_with_everything_said(client):
    client.force_login(the_lead_of(a_jobcentre()))
    answer = client.generic("POST", "/people/staff-imports/new/", b"x", CONTENT_LENGTH="200000000")
    assert (answer.status_code, whats_missing(answer, signed_in=True)) == (413, [])


@pytest.mark.django_db
def test_every_form_asks_for_the_token_that_came_with_it_unless_something_else_stands_for_it():
    open_ = {key for key in keys() if getattr(route_of(key).view, "csrf_exempt", False)}
    left = {key for key in open_ if not key.startswith(tuple(OWN_SEAL))}
    assert left == set(), "No token is asked for. Take csrf_exempt away, or say in OWN_SEAL what stands for it."
    assert {one for one in OWN_SEAL if not any(key.startswith(one) for key in open_)} == set(), "no longer needed"


@pytest.mark.django_db
def test_the_sound_of_a_recording_is_not_kept_without_the_token_of_the_form():
    strict = CheckedClient(enforce_csrf_checks=True)
    strict.force_login(a_colleague_in(a_team()))
    assert strict.post("/conversations/recordings/1/sound/", {"sound": "x"}).status_code == 403


OVER_HTTPS = """
import json
from samklang.config import settings
print(json.dumps({one: getattr(settings, one) for one in dir(settings) if "COOKIE" in one or "SECURE" in one}))
"""
HERE = "samklang.example.dk"


@pytest.fixture(scope="module")
def https(tmp_path_factory) -> dict:
    """The settings that a site on https has of itself."""
    more = {"SAMKLANG_ADDRESS": f"https://{HERE}"}
    done = subprocess.run(
        [sys.executable, "-c", OVER_HTTPS], env=environment(tmp_path_factory.mktemp("https"), **more),
        capture_output=True, encoding="utf-8", timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def there(https, settings) -> CheckedClient:
    """A client of such a site."""
    settings.ALLOWED_HOSTS = [HERE]
    for name in ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SECURE_REDIRECT_EXEMPT"):
        setattr(settings, name, https[name])
    return CheckedClient(raise_request_exception=False, HTTP_HOST=HERE)


def test_over_https_browsers_are_told_to_come_no_other_way(there):
    answer = there.get("/health/live", secure=True)
    assert (answer.status_code, answer.headers["Strict-Transport-Security"]) == (200, "max-age=31536000")


@pytest.mark.parametrize("claims", [{}, {"HTTP_X_FORWARDED_HOST": "evil.example"}])
def test_whoever_comes_without_https_is_sent_to_the_sites_own_address_whatever_they_claim(there, claims):
    answer = there.get("/account/login/?next=/people/", **claims)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"https://{HERE}/account/login/?next=/people/")


@pytest.mark.django_db
def test_a_name_that_is_not_the_sites_is_refused_and_not_repeated(there):
    answer = there.get("/account/login/", secure=True, HTTP_HOST="evil.example")
    assert answer.status_code == 400
    assert "evil" not in f"{answer.content.decode()} {answer.headers}"


def test_over_https_cookies_are_for_this_host_alone(https):
    for name in ("SESSION", "CSRF"):
        assert https[f"{name}_COOKIE_NAME"].startswith("__Host-")
        assert [https[f"{name}_COOKIE_{part}"] for part in ("SECURE", "HTTPONLY", "SAMESITE")] == [True, True, "Lax"]
    assert https["LANGUAGE_COOKIE_SECURE"] is True


@pytest.mark.parametrize("name", ["SESSION", "CSRF"])
def test_a_cookie_whose_name_says_this_host_is_for_every_address_of_it_and_for_no_other_host(name):
    assert (getattr(settings, f"{name}_COOKIE_PATH"), getattr(settings, f"{name}_COOKIE_DOMAIN")) == ("/", None)


def test_without_https_the_names_are_such_that_a_browser_takes_them():
    assert (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME) == ("sessionid", "csrftoken")
