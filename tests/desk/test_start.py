"""The first page says what needs one today, and nothing of what is none of one's business."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.factories.committee import a_town
from tests.factories.people import (
    a_colleague_in,
    a_jobcentre,
    a_team,
    an_employee,
    an_outsider,
    somebody_who_is,
    the_lead_of,
    the_leader_of,
)

from samklang.access.enums import Role
from samklang.desk.queries.backups import note_path
from samklang.desk.queries.needs import needs_of
from samklang.people.commands import add_leave
from samklang.people.enums import LeaveKind

pytestmark = pytest.mark.django_db


def the_needs_of(person) -> list[str]:
    """All but that Samklang is to be set up, which is every jobcentre's need that has no programme."""
    needs = needs_of(person, timezone.localdate())
    return [str(need.says) for need in needs if need.url != reverse("setup:setup")]


def the_urls_of(person) -> list[str]:
    return [need.url for need in needs_of(person, timezone.localdate())]


def in_days(count: int):
    return timezone.localdate() + timedelta(days=count)


def test_nobody_is_asked_to_sign_in_first(client):
    the_lead_of(a_jobcentre())
    answer = client.get(reverse("start"))
    assert (answer.status_code, answer.url) == (302, f"{reverse('account_login')}?next=/")


def test_a_quiet_day_says_so(client):
    person = a_colleague_in(a_team())
    client.force_login(person)
    assert "Der er ikke noget, der venter på dig" in client.get(reverse("start")).content.decode()


def test_whoever_sets_up_is_led_there_until_there_is_a_programme(client):
    client.force_login(the_lead_of(a_jobcentre()))
    assert "Samklang er ikke sat helt op" in client.get(reverse("start")).content.decode()


def test_whoever_makes_the_committee_page_is_told_of_a_draft_and_nobody_else():
    town = a_town()
    draft = town.draft()
    assert [url for url in the_urls_of(town.head) if url == draft.get_absolute_url()] == [draft.get_absolute_url()]
    assert draft.get_absolute_url() not in the_urls_of(town.reader())


def test_an_administrator_is_told_when_there_is_no_backup_of_last_night(settings, tmp_path):
    settings.DATA = tmp_path
    administrator = somebody_who_is(Role.ADMINISTRATOR, a_jobcentre().parent)
    assert "No backup has been made." in the_needs_of(administrator)
    note_path().parent.mkdir()
    for age, told in ((timedelta(hours=5), 0), (timedelta(days=3), 1)):
        note_path().write_text(json.dumps({"at": (timezone.now() - age).isoformat(), "path": "/b.tar.gz"}))
        assert sum("backup" in one for one in the_needs_of(administrator)) == told


def test_a_leader_is_told_of_leave_temps_and_leavers_in_the_team():
    team = a_team()
    leader = the_leader_of(team)
    away = an_employee(team)
    add_leave(by=None, employee=away, kind=LeaveKind.MATERNITY, first_day=in_days(5), last_day=in_days(200))
    an_employee(team, is_temp=True, last_day=in_days(10))
    an_employee(team, last_day=in_days(20))
    an_employee(team, first_day=in_days(12))
    assert the_needs_of(leader) == [
        "One temp stops within 30 days.",
        "One colleague leaves within 30 days.",
        "One colleague starts within 30 days.",
        "One colleague goes on leave within 14 days.",
    ]


def test_holidays_and_illness_are_nobodys_errand():
    team = a_team()
    ill = an_employee(team)
    add_leave(by=None, employee=ill, kind=LeaveKind.SICK, first_day=in_days(1))
    add_leave(by=None, employee=an_employee(team), kind=LeaveKind.HOLIDAY, first_day=in_days(2), last_day=in_days(9))
    assert the_needs_of(the_leader_of(team)) == []


def test_neither_a_colleague_nor_another_jobcentre_is_told_of_the_team():
    team = a_team()
    an_employee(team, is_temp=True, last_day=in_days(10))
    assert the_needs_of(a_colleague_in(team)) == []
    assert the_needs_of(an_outsider()) == []


def test_the_lead_is_told_who_cannot_sign_in():
    team = a_team()
    an_employee(team, email="")
    assert the_needs_of(the_lead_of(team.parent)) == ["One member of staff has no e-mail address and cannot sign in."]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page(client, role):
    team = a_team()
    an_employee(team)
    client.force_login(somebody_who_is(role, team.parent))
    assert client.get(reverse("start")).status_code == 200


def test_the_first_page_costs_the_same_queries_for_one_colleague_and_for_three(client):
    team = a_team()
    client.force_login(the_leader_of(team))
    an_employee(team, is_temp=True, last_day=in_days(10))
    an_employee(team, last_day=in_days(20))
    client.get(reverse("start"))  # the session is written once

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("start"))
        return len(asked)

    before = queries()
    for _ in range(2):
        an_employee(team, is_temp=True, last_day=in_days(10))
        an_employee(team, last_day=in_days(20))
    assert queries() == before
