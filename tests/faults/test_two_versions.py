"""During an upgrade two versions run side by side: the old one on tables that the new one has already changed."""

import os
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT
from tests.faults import first_version
from tests.faults.browsers import signed_in
from tests.faults.installations import SQLITE, Installation, a_database, kill
from tests.faults.writers import the_ledger_is_whole

pytestmark = [pytest.mark.faults, pytest.mark.slow]
LEAD, PASSWORD = "karen.bendtsen@vejen.example", "demo i samklang"
PAGES = (
    "/", "/people/employees/", "/people/teams/", "/people/leave-calendar/", "/courses/", "/calibration/", "/method/",
)  # fmt: skip
"""Areas that both versions know."""


def old_version() -> str:
    """The first version with a database, where the history is there: whoever has the files alone tests only ours."""
    steps = "src/samklang/delivery/migrations/0001_initial.py"
    found = git("log", "--reverse", "--format=%H", "--diff-filter=A", "--", steps).split()
    return found[0] if found and git("rev-parse", f"{found[0]}^").strip() else ""


def git(*arguments: str) -> str:
    """What git says; nothing where there is no history, or only its last page."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout if done.returncode == 0 else ""


OLD = old_version()
VERSIONS = ("first", "ours") if OLD else ("ours",)
BUSY = (503, 400) if OLD else (503,)
"""What a site says whose tables are being changed. The first version said 400 where it could not keep a session."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The old version's program, with the files for the browser of ours."""
    folder = tmp_path_factory.mktemp("old")
    packed = subprocess.run(["git", "archive", OLD, "src"], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x"], cwd=folder, input=packed, check=True)
    ours, theirs = ROOT / "src" / "samklang", folder / "src" / "samklang"
    shutil.copytree(ours / "web" / "static", theirs / "web" / "static", dirs_exist_ok=True)
    shutil.copy(ours / "locale/da/LC_MESSAGES/django.mo", theirs / "locale/da/LC_MESSAGES/django.mo")
    return folder / "src"


@pytest.fixture
def first(engine: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation of the first version with people of whom the tests know the password."""
    with ExitStack() as open_ones:
        made = Installation(tmp_path, "" if engine == SQLITE else open_ones.enter_context(a_database()))
        first_version.put_into(made)
        yield made


@pytest.mark.parametrize("version", VERSIONS)
def test_a_site_goes_on_while_another_version_changes_the_tables_under_it(version, first: Installation, request):
    """Old pages on new tables; or, where the history is not there, ours on tables that are changed to what they are."""
    own = {}
    if version == "first":
        own["PYTHONPATH"] = os.pathsep.join([str(request.getfixturevalue("sources")), first.environment["PYTHONPATH"]])
    else:
        assert first.run("migrate").returncode == 0
    with first.site(**own):
        browser = signed_in(first, LEAD, PASSWORD)
        migrating = first.process("migrate")
        try:
            rounds = 0
            while migrating.poll() is None:
                rounds += all(page_of(browser, first, path) for path in PAGES)
        finally:
            kill(migrating)
        assert migrating.returncode == 0, (first.folder / "migrate.log").read_text()
        other = signed_in(first, LEAD, PASSWORD)
        for path in PAGES:
            assert page_of(other, first, path) == 200, path
    with first.site():
        for path in PAGES:
            assert page_of(browser, first, path) == 200, path
    assert first_version.what_is_missing(first).keys() <= {"access_person"}, "who signs in has a new last sign-in"
    the_ledger_is_whole(first)
    print(f"{rounds} rounds of {len(PAGES)} pages while the tables were changed")  # noqa: T201 - what was measured


def page_of(browser: urllib.request.OpenerDirector, installation: Installation, path: str) -> int:
    """The status of a page; one that waits for the tables is asked again, and an error of ours is one."""
    try:
        answer = browser.open(f"http://127.0.0.1:{installation.port}{path}")
    except urllib.error.HTTPError as error:
        if error.code in BUSY:
            return 0
        raise AssertionError((path, (installation.folder / "serve.log").read_text()[-3000:])) from error
    assert urllib.parse.urlsplit(answer.url).path == path, "one stays signed in"
    return int(answer.status)
