"""What every test can have."""

import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser, sync_playwright
from tests.pages import CheckedClient

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
)

# A worker of the tests has no main file, which the client of Spark Connect takes for its own doctests.
if not hasattr(sys.modules["__main__"], "__file__"):
    sys.modules["__main__"].__file__ = __file__


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that end by emptying all tables may do so; that the ledger cannot be emptied has a test of its own."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_emptying")
        else:
            _let_sqlite_empty_the_ledger(cursor)


def _let_sqlite_empty_the_ledger(cursor):
    """For every connection: while a browser is driven, Django gives this thread another one than before."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'ledger_entry_no_delete'")
    (guard,) = cursor.fetchone()
    operations = type(connection.ops)
    emptying = operations.sql_flush

    def flush(*given, **named):
        return ["DROP TRIGGER IF EXISTS ledger_entry_no_delete", *emptying(*given, **named), guard]

    operations.sql_flush = flush


@pytest.fixture(scope="session")
def browser(django_db_setup, django_db_blocker) -> Iterator[Browser]:
    """The machine's own Chromium; where there is none, the tests that open a page are skipped.

    It is opened after the database and closed before it, with the connection that Django made meanwhile.
    """
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("No chromium is found")
    # Playwright keeps a loop of its own in this thread, which Django would take for an asynchronous view.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield opened
        opened.close()
        with django_db_blocker.unblock():
            connections.close_all()


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """No test meets what another left in the cache, such as a used-up rate limit."""
    yield
    cache.clear()


@pytest.fixture
def client() -> CheckedClient:
    """A client that looks at every page it opens."""
    return CheckedClient()
