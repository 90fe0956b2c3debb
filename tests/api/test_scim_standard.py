"""SCIM, asked by a checker that others have written: scim2-tester, over the whole service."""

import io
import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server
from tests.factories.api import ENTERPRISE, a_directory
from tests.factories.people import a_jobcentre

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ON_PURPOSE = {
    "displayName": "a name that is taken away is put together from what else is known: pages show some name",
    "active": "whether somebody may sign in is always said",
    ENTERPRISE: "it holds the team",
    f"{ENTERPRISE}:employeeNumber": "the register's number stays",
    f"{ENTERPRISE}:department": "it would end the employment, which is done on purpose elsewhere",
}
"""Attributes that a directory cannot take away, and why. The standard lets a service put a default in their place."""


@pytest.fixture
def _one_connection():
    """The service answers within the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _with_addresses(app: Callable[..., Iterable[bytes]]) -> Callable[..., list[bytes]]:
    """The checker makes up user names; ours are addresses. So each gets a domain on the way in and loses it again."""

    def answered(environ: dict[str, Any], start: Any) -> list[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent = re.sub(rb'("userName": ?|"path": ?"userName", ?"value": ?)"([^"@]+)"', rb'\1"\2@vejen.example"', sent)
        environ |= {"wsgi.input": io.BytesIO(sent), "CONTENT_LENGTH": str(len(sent))}

        def begin(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            return start(status, [header for header in headers if header[0].lower() != "content-length"])

        return [re.sub(rb'("userName": ?)"([^"@]+)@vejen.example"', rb'\1"\2"', b"".join(app(environ, begin)))]

    return answered


@pytest.mark.usefixtures("_one_connection")
def test_a_checker_of_the_standard_finds_nothing_but_what_is_meant(settings):
    settings.TOKEN_REQUESTS_A_MINUTE = 100_000
    secret = a_directory(a_jobcentre()).secret
    client = WSGISCIMClient(
        _with_addresses(get_wsgi_application()),
        base_url="http://testserver/scim/v2",
        headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
    )
    results = check_server(client)
    bad = [one for one in results if one.status in {Status.ERROR, Status.CRITICAL, Status.DEVIATION}]
    unmeant = [one for one in bad if not (one.title == "check_remove_attribute" and one.data["urn"] in ON_PURPOSE)]
    assert [(one.title, one.resource_type, one.reason) for one in unmeant] == []
    assert {one.data["urn"] for one in bad} == set(ON_PURPOSE)
    assert len([one for one in results if one.status is Status.SUCCESS]) > 70
