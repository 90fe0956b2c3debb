"""What one has just done can be taken back, unless somebody has changed the same since."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests.factories.people import a_jobcentre, a_team, an_employee, the_lead_of, the_leader_of

from samklang.access.commands import give_role
from samklang.access.enums import Role
from samklang.access.models import Person
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.people.commands import (
    Terms,
    add_leave,
    change_engagement,
    change_leave,
    end_employment,
    remove_leave,
    undo,
    undoable,
)
from samklang.people.enums import LeaveKind
from samklang.people.models import Undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(a_jobcentre())


@pytest.fixture
def there(team):
    return a_team(team.parent)


@pytest.fixture
def lead(team, there):
    return the_lead_of(team.parent)


@pytest.fixture
def employee(team):
    return an_employee(team, role="sagsbehandler", weekly_hours=37, email="e@x.dk", skills=["telefon"])


TODAY = localdate()


def _facts(employee):
    grants = employee.person.grants.order_by("first_day", "place")
    return {
        "engagements": list(employee.engagements.order_by("first_day").values()),
        "leaves": list(employee.leaves.order_by("first_day").values()),
        "roles": [(one.role, one.place_id, one.last_day) for one in grants],
    }


def _move(by, employee, first_day=None):
    there = employee.jobcentre.children.last()
    with undoable(by=by, employee=employee, deed="terms") as step:
        change_engagement(
            by=by, employee=employee, terms=Terms(team=there), first_day=first_day or TODAY + timedelta(days=9)
        )
    return step


def test_a_change_of_terms_is_undone_with_its_roles(lead, employee):
    before = _facts(employee)
    step = _move(lead, employee)
    assert [role for role, *_ in _facts(employee)["roles"]] == ["staff", "staff"]
    undo(by=lead, step=step)
    after = _facts(employee)
    assert (after["engagements"], after["leaves"]) == (before["engagements"], before["leaves"])
    held = employee.person.grants.in_force(TODAY + timedelta(days=30))
    assert [(one.role, one.place_id, one.last_day) for one in held] == before["roles"]
    assert Entry.objects.order_by("-number").first().deed == "change-undone"


def test_a_change_that_took_away_what_was_to_come_gives_it_back(there, lead, employee):
    change_engagement(by=lead, employee=employee, terms=Terms(team=there), first_day=TODAY + timedelta(days=30))
    before = _facts(employee)
    undo(by=lead, step=_move(lead, employee))
    assert _facts(employee)["engagements"] == before["engagements"]


def test_an_ending_is_undone_with_all_the_roles_it_ended(team, lead, employee):
    give_role(by=None, person=employee.person, role=Role.TEAM_LEADER, place=team, first_day=TODAY)
    before = _facts(employee)
    with undoable(by=lead, employee=employee, deed="ending") as step:
        end_employment(by=lead, employee=employee, last_day=TODAY + timedelta(days=5))
    assert not employee.person.grants.in_force(TODAY + timedelta(days=6)).exists()
    undo(by=lead, step=step)
    assert _facts(employee)["engagements"] == before["engagements"]
    later = employee.person.grants.in_force(TODAY + timedelta(days=6))
    assert sorted(one.role for one in later) == ["staff", "team-leader"]


def test_leave_added_changed_and_removed_is_undone(lead, employee):
    nothing = _facts(employee)
    with undoable(by=lead, employee=employee, deed="leave") as added:
        leave = add_leave(by=lead, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    one = _facts(employee)
    with undoable(by=lead, employee=employee, deed="leave") as changed:
        change_leave(by=lead, leave=leave, kind=LeaveKind.OTHER, first_day=TODAY, last_day=TODAY)
    other = _facts(employee)
    with undoable(by=lead, employee=employee, deed="leave") as removed:
        remove_leave(by=lead, leave=leave)
    for step, expected in ((removed, other), (changed, one), (added, nothing)):
        undo(by=lead, step=step)
        assert _facts(employee) == expected


def test_an_undo_is_refused_when_the_terms_have_been_changed_since(lead, employee):
    step = _move(lead, employee)
    _move(lead, employee, TODAY + timedelta(days=20))
    now = _facts(employee)
    with pytest.raises(NotAllowed, match="has been changed since"):
        undo(by=lead, step=step)
    assert _facts(employee) == now


def test_an_undone_ending_never_overlaps_with_a_new_employment(there, lead, employee):
    with undoable(by=lead, employee=employee, deed="ending") as step:
        end_employment(by=lead, employee=employee, last_day=TODAY)
    change_engagement(by=lead, employee=employee, terms=Terms(team=there), first_day=TODAY + timedelta(days=40))
    with pytest.raises(NotAllowed, match="has been changed since"):
        undo(by=lead, step=step)


def test_an_undo_is_refused_when_the_leave_has_been_changed_since(lead, employee):
    with undoable(by=lead, employee=employee, deed="leave") as step:
        leave = add_leave(by=lead, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    change_leave(by=lead, leave=leave, kind=LeaveKind.OTHER, first_day=TODAY, last_day=None)
    with pytest.raises(NotAllowed, match="has been changed since"):
        undo(by=lead, step=step)
    assert employee.leaves.get().kind == LeaveKind.OTHER


def test_other_leave_that_came_since_is_no_hindrance(lead, employee):
    with undoable(by=lead, employee=employee, deed="leave") as step:
        add_leave(by=lead, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    add_leave(by=lead, employee=employee, kind=LeaveKind.HOLIDAY, first_day=TODAY + timedelta(days=50))
    undo(by=lead, step=step)
    assert [one.kind for one in employee.leaves.all()] == [LeaveKind.HOLIDAY]


def test_nobody_undoes_twice_or_what_another_did(team, lead, employee):
    step = _move(lead, employee)
    with pytest.raises(NotAllowed, match="Only the one who made a change"):
        undo(by=the_lead_of(team.parent), step=step)
    undo(by=lead, step=step)
    with pytest.raises(NotAllowed, match="undone already"):
        undo(by=lead, step=step)


def test_who_no_longer_keeps_the_register_undoes_nothing(team, employee):
    leader = the_leader_of(team)
    with undoable(by=leader, employee=employee, deed="leave") as step:
        add_leave(by=leader, employee=employee, kind=LeaveKind.SICK, first_day=TODAY)
    leader.grants.update(last_day=TODAY - timedelta(days=1))
    leader = Person.objects.get(pk=leader.pk)
    with pytest.raises(NotAllowed, match="do not keep the staff register"):
        undo(by=leader, step=step)
    assert employee.leaves.count() == 1


def test_what_could_be_undone_is_forgotten_after_a_day(lead, employee):
    old = _move(lead, employee)
    Undo.objects.filter(pk=old.pk).update(made_at=old.made_at - timedelta(hours=25))
    new = _move(lead, employee, TODAY + timedelta(days=20))
    assert [one.pk for one in Undo.objects.all()] == [new.pk]


def test_the_button_undoes_and_only_for_the_one_who_did_it(client, team, lead, employee):
    client.force_login(lead)
    sent = {"kind": "sick", "first_day": TODAY.isoformat(), "last_day": ""}
    answer = client.post(f"/people/employees/{employee.pk}/leave/", sent, follow=True)
    url = f"/people/undo/{Undo.objects.get().pk}/"
    assert f'action="{url}"' in answer.content.decode()
    assert client.get(url).status_code == 405
    client.force_login(the_leader_of(team))
    assert client.post(url).status_code == 404
    client.force_login(lead)
    assert "er som før" in client.post(url, follow=True).content.decode()
    assert employee.leaves.count() == 0
    assert client.post(url).status_code == 403
