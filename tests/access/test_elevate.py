"""An administrator sees no staff without opening the records with a reason, for some hours, seen by others."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from tests.factories.access import anew, the_administrator_of
from tests.factories.people import a_team, an_employee, the_head_of, the_leader_of

from samklang.access.commands import elevate, end_elevation, end_role
from samklang.access.enums import Right
from samklang.access.models import Elevation
from samklang.access.refusals import NotAllowed
from samklang.ledger.commands import record_reading
from samklang.ledger.models import Entry

pytestmark = pytest.mark.django_db
REASON = "A leader has left without handing over."


def test_an_administrator_sees_no_staff_until_the_records_are_opened_and_not_elsewhere():
    team, other = a_team(), a_team()
    administrator = the_administrator_of(team.parent.parent)
    assert not administrator.standing.may(Right.SEE_STAFF)
    elevate(by=administrator, place=team.parent, reason=REASON, hours=1)
    assert anew(administrator).standing.may(Right.SEE_STAFF, team.pk)
    assert not anew(administrator).standing.may(Right.SEE_STAFF, other.pk)


def test_the_hours_run_out():
    team = a_team()
    administrator = the_administrator_of(team.parent)
    elevation = elevate(by=administrator, place=team.parent, reason=REASON, hours=1)
    Elevation.objects.filter(pk=elevation.pk).update(
        starts_at=timezone.now() - timedelta(hours=2), ends_at=timezone.now() - timedelta(seconds=1)
    )
    assert not anew(administrator).standing.elevated


def test_it_can_be_ended_at_once():
    team = a_team()
    administrator = the_administrator_of(team.parent)
    elevation = elevate(by=administrator, place=team.parent, reason=REASON, hours=8)
    end_elevation(by=administrator, elevation=elevation)
    assert not anew(administrator).standing.elevated
    assert [one.deed for one in Entry.objects.all()[:2]] == ["elevation-ended", "elevation-begun"]


def test_it_ends_with_the_role_of_administrator():
    team = a_team()
    the_head_of(team.parent)
    administrator = the_administrator_of(team.parent)
    elevate(by=administrator, place=team.parent, reason=REASON, hours=8)
    end_role(by=None, grant=administrator.grants.get(), last_day=timezone.localdate() - timedelta(days=1))
    assert not anew(administrator).standing.may(Right.SEE_STAFF)


@pytest.mark.parametrize(
    ("reason", "hours", "said"),
    [
        ("oprydning", 1, "Write why"),
        (REASON, 0, "between 1 and 8"),
        (REASON, 9, "between 1 and 8"),
        ("Anna  hansen på barsel mangler sin plan", 1, "without anybody's name"),
        ("Svar til anna@example.org om hendes plan", 1, "without anybody's name"),
    ],
)
def test_it_is_refused_without_a_reason_too_long_or_with_a_name(reason, hours, said):
    team = a_team()
    an_employee(team, name="Anna Hansen", email="anna@example.org")
    administrator = the_administrator_of(team.parent)
    with pytest.raises(NotAllowed, match=said):
        elevate(by=administrator, place=team.parent, reason=reason, hours=hours)
    assert not Elevation.objects.exists()


def test_only_an_administrator_opens_records():
    team = a_team()
    with pytest.raises(NotAllowed, match="Only an administrator of"):
        elevate(by=the_leader_of(team), place=team, reason=REASON, hours=1)


def test_what_is_open_already_is_not_opened_again():
    team = a_team()
    administrator = the_administrator_of(team.parent)
    elevate(by=administrator, place=team.parent, reason=REASON, hours=1)
    with pytest.raises(NotAllowed, match="open to you already"):
        elevate(by=anew(administrator), place=team, reason=REASON, hours=1)


def test_every_reading_meanwhile_stands_in_the_ledger_with_the_reason_and_elsewhere_without():
    team, other = a_team(), a_team()
    employee = an_employee(team)
    administrator = the_administrator_of(team.parent)
    elevate(by=administrator, place=team.parent, reason=REASON, hours=1)
    reader = anew(administrator)
    read = record_reading("employee-read", by=reader, subject=employee, about=employee.person, place=team)
    assert read.reason == REASON
    read = record_reading("employee-read", by=reader, subject=employee, about=employee.person, place=other)
    assert read.reason == ""


def test_the_head_is_written_to_with_the_reason(django_capture_on_commit_callbacks):
    team = a_team()
    head = the_head_of(team.parent)
    administrator = the_administrator_of(team.parent)
    with django_capture_on_commit_callbacks(execute=True):
        elevate(by=administrator, place=team.parent, reason=REASON, hours=2)
    (letter,) = mail.outbox
    assert letter.to == [head.email]
    assert REASON in letter.body
    assert "/access/elevations/" in letter.body
