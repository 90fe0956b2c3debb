"""A person at a screen: a site that runs, a browser before it, on a desk and on a phone."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site
from django.urls import get_resolver
from playwright.sync_api import Browser, ConsoleMessage, Page, expect
from tests.pages import CheckedClient

from samklang.access.models import Person

expect.set_options(timeout=30_000)  # a machine may be slow; what never comes fails all the same
SCREENS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey opens a browser, and one worker drives them all: there is one browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def every_page_loaded() -> None:
    """The program behind every page is loaded once, so that nobody waits for the planner's engine at their first."""
    assert get_resolver().reverse_dict


@pytest.fixture(params=SCREENS)
def page(browser: Browser, every_page_loaded, live_server, request, settings) -> Iterator[Page]:
    """A new window on the running site, in Danish, once at a desk and once on a phone; `page.goto("/people/")`.

    The test fails where a page asked for anything from elsewhere, or the browser had something to complain of.
    """
    settings.PUBLIC_ADDRESS = live_server.url
    window = browser.new_context(
        base_url=live_server.url, viewport=SCREENS[request.param], locale="da-DK", accept_downloads=True
    )
    opened = window.new_page()
    opened.set_default_timeout(30_000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.extend(_complaint(message)))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    host = urlsplit(live_server.url).netloc
    opened.on("request", lambda asked: complaints.extend(_from_elsewhere(asked.url, host)))
    yield opened
    window.close()
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser says is wrong; not that a form was answered with 422, which is meant."""
    expected = message.text.startswith("Failed to load resource: the server responded with a status of 4")
    return [f"{message.text} at {message.location['url']}"] if message.type == "error" and not expected else []


def _from_elsewhere(url: str, host: str) -> list[str]:
    parts = urlsplit(url)
    return [f"asked for {url}"] if parts.scheme in ("http", "https") and parts.netloc != host else []


@pytest.fixture
def sign_in(page: Page) -> Callable[[Person], None]:
    """Sign somebody in without the pages for it, for journeys about something else."""

    def signed_in(person: Person) -> None:
        client = CheckedClient()
        client.force_login(person)
        cookie = client.cookies[site.SESSION_COOKIE_NAME]
        page.context.clear_cookies()
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.PUBLIC_ADDRESS}])

    return signed_in
