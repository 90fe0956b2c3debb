"""From nothing to an administrator who can choose a password; and the commands that need nobody."""

import json
import re
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from tests.config.conftest import run_in

from samklang.access.enums import PlaceKind, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.cli.tree import tree
from samklang.ledger.commands import record
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
SETUP = (
    "setup", "--municipality", "Vejen Kommune", "--jobcentre", "Jobcenter Vejen", "--name", "Else Ravn",
    "--email", "Else.Ravn@vejen.example",
)  # fmt: skip


def run(*arguments):
    """The program in this process, on the tests' database, in English."""
    return CliRunner().invoke(tree("en"), [str(one) for one in arguments], env={"COLUMNS": "200"})


def test_setting_up_makes_places_and_an_administrator_who_can_choose_a_password(client):
    answer = run(*SETUP, "--jobcentre", "Jobcenter Brørup")
    assert answer.exit_code == 0, answer.stderr
    assert list(Place.objects.order_by("pk").values_list("kind", "name")) == [
        (PlaceKind.MUNICIPALITY, "Vejen Kommune"),
        (PlaceKind.JOBCENTRE, "Jobcenter Vejen"),
        (PlaceKind.JOBCENTRE, "Jobcenter Brørup"),
    ]
    (grant,) = RoleGrant.objects.all()
    assert (grant.role, grant.place.name, grant.person.email, grant.person.language) == (
        Role.ADMINISTRATOR, "Vejen Kommune", "else.ravn@vejen.example", "da",
    )  # fmt: skip
    assert set(Entry.objects.values_list("origin", flat=True)) == {"samklang setup"}
    page = client.get(re.sub(r"^https?://[^/]+", "", answer.stdout.strip()), follow=True)
    assert (page.status_code, 'name="password1"' in page.content.decode()) == (200, True)


def test_setting_up_again_gives_the_administrator_a_new_link_until_there_is_a_password():
    run(*SETUP)
    again = run(*SETUP)
    assert (again.exit_code, again.stdout.count("http")) == (0, 1)
    person = Person.objects.get()
    person.set_password("a long enough password")
    person.save()
    refused = run(*SETUP)
    assert (refused.exit_code, "has chosen a password" in refused.stderr, refused.stdout) == (1, True, "")


def test_setting_up_a_second_time_changes_nothing():
    run(*SETUP)
    before = Entry.objects.count()
    refused = run(*SETUP[:-1], "somebody.else@vejen.example")
    assert (refused.exit_code, "Samklang is set up already." in refused.stderr) == (1, True)
    assert (Person.objects.count(), Entry.objects.count()) == (1, before)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"--email": "else at vejen"}, "“else at vejen” is no e-mail address."),
        ({"--name": "  "}, "A name is empty."),
        ({"--municipality": "V" * 200}, "is too long. Write at most 120 letters."),
        ({"--jobcentre": ""}, "A name is empty."),
    ],
)
def test_what_cannot_be_set_up_is_told_and_nothing_is_made(changes, sentence):
    said = dict(zip(SETUP[1::2], SETUP[2::2], strict=True)) | changes
    refused = run("setup", *(part for pair in said.items() for part in pair))
    assert (refused.exit_code, sentence in refused.stderr) == (2, True)
    assert (Place.objects.count(), Person.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_two_jobcentres_of_one_name_are_refused():
    refused = run(*SETUP, "--jobcentre", "JOBCENTER VEJEN")
    assert (refused.exit_code, "Two jobcentres have the same name." in refused.stderr) == (2, True)


def _three_entries():
    for deed in ("one", "two", "three"):
        record(deed, by=None)


def test_a_ledger_that_is_whole_is_told_with_its_head():
    _three_entries()
    head = run("ledger", "head").stdout.strip()
    assert head == f"3:{Entry.objects.get(number=3).hash}"
    answer = run("ledger", "verify", "--expect", head)
    assert (answer.exit_code, answer.stdout.startswith("The ledger is whole: 3 entries")) == (0, True)


def test_a_changed_entry_and_a_missing_head_are_told():
    _three_entries()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_entry_no_update")
        else:
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_no_change")
        cursor.execute("UPDATE ledger_entry SET reason = 'another' WHERE number = 2")
    answer = run("ledger", "verify", "--json", "--expect", f"4:{'0' * 64}")
    assert (answer.exit_code, json.loads(answer.stdout)["faults"]) == (
        1,
        [
            "Entry 2 was changed after it was written.",
            "The entry noted earlier, number 4, is no longer there as it was.",
        ],
    )


def test_a_mark_that_cannot_be_read_is_told():
    answer = run("ledger", "verify", "--expect", "yesterday")
    assert (answer.exit_code, "“yesterday” is not a number, a colon and a hash" in answer.stderr) == (2, True)


def test_the_night_is_previewed_and_then_done():
    now = timezone.now()
    for key, ends in (("a", now - timedelta(hours=1)), ("b", now + timedelta(hours=1))):
        Session.objects.create(session_key=key * 32, session_data="", expire_date=ends)
    previewed = json.loads(run("nightly", "--preview", "--json").stdout)
    assert (sum(one["rows"] for one in previewed["chores"]), Session.objects.count()) == (1, 2)
    assert run("nightly").exit_code == 0
    assert list(Session.objects.values_list("session_key", flat=True)) == ["b" * 32]


def test_the_tables_are_made_once_and_what_comes_next_is_said(installation):
    answer = run_in(installation, "migrate")
    assert (answer.returncode, answer.stdout) == (0, "The database is up to date.\n")
    assert "Nobody can sign in yet. Next: samklang setup --help" in answer.stderr


def test_a_database_of_a_newer_version_is_left_alone():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('ledger', '0999_later', CURRENT_TIMESTAMP)"
        )
    answer = run("migrate")
    assert (
        answer.exit_code,
        "A newer version of Samklang has changed this database (ledger.0999_later)" in answer.stderr,
    ) == (1, True)
