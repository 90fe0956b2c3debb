"""A file of staff becomes a difference from the register, and the difference becomes the register."""

from datetime import date

import pytest
from tests.factories.people import a_jobcentre, a_team, an_employee, the_head_of, the_lead_of
from tests.people.imports import DAY, a_csv, an_import, applied, changes, the_register, told

from samklang.access.enums import Role
from samklang.access.models import Person, Place
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.people.commands import Terms, add_leave, change_engagement
from samklang.people.commands.staff_import import (
    RegisterChanged,
    apply_import,
    change_terms,
    tell_columns,
    tell_teams,
    undo_import,
)
from samklang.people.enums import ImportState, LeaveKind
from samklang.people.models import Employee, Engagement, ImportMemory, StaffImport

pytestmark = pytest.mark.django_db
WITH_ROLE = ("Nr", "Navn", "Team", "Stilling")
FULL = ("Medarbejdernr.", "Navn", "E-mail", "Team", "Stilling", "Timer pr. uge", "Ansat fra", "Fratrådt")


def a_place_with_staff():
    team = a_team(name="Team Øst")
    lead = the_lead_of(team.parent)
    anna = an_employee(team, name="Anna Åberg", number="1", role="rådgiver")
    return team, lead, anna


def test_the_preview_tells_new_changed_and_unchanged_and_changes_nothing():
    team, lead, _ = a_place_with_staff()
    an_employee(team, name="Bo Dam", number="2", role="rådgiver")
    before = the_register(team.parent)
    content = a_csv(
        (1, "Anna Åberg", "Team Øst", "teamleder"), (2, "Bo Dam", "Team Øst", "rådgiver"),
        (3, "Æva Ørsted", "team øst", "konsulent"), headings=("Nr", "Navn", "Afdeling", "Titel"),
    )  # fmt: skip
    found = an_import(lead, team.parent, content)
    assert found.state == ImportState.READY
    assert {kind: count for kind, count in found.counts.items() if count} == {
        "new": 1, "changed": 1, "unchanged": 1, "rows": 3, "note": 1,
    }  # fmt: skip
    assert changes(found, "changed") == {"Anna Åberg": [["role", "rådgiver", "teamleder"]]}
    assert changes(found, "new") == {
        "Æva Ørsted": [
            ["name", None, "Æva Ørsted"], ["team", None, "Team Øst"], ["role", None, "konsulent"],
            ["works", None, "1111111111"], ["employed_from", None, "2027-09-01"],
        ]
    }  # fmt: skip
    assert the_register(team.parent) == before


def test_applying_writes_what_the_preview_said_from_the_day_on():
    team, lead, anna = a_place_with_staff()
    content = a_csv((1, "Anna Åberg", "Team Øst", "leder"), (3, "Æva", "Team Øst", ""), headings=WITH_ROLE)
    done = applied(lead, an_import(lead, team.parent, content))
    assert (done.state, done.content) == (ImportState.APPLIED, None)
    rows = [(one.role, one.first_day, one.last_day) for one in anna.engagements.order_by("first_day")]
    assert rows == [("rådgiver", date(2020, 1, 1), date(2027, 8, 31)), ("leder", DAY, None)]
    assert Employee.objects.get(number="3").engagements.get().team == team


def test_a_second_look_at_the_same_file_finds_nothing_to_change():
    team, lead, _ = a_place_with_staff()
    content = a_csv((1, "Anna Berg", "Team Øst"), (3, "Æva", "Team Øst"))
    applied(lead, an_import(lead, team.parent, content))
    again = an_import(lead, team.parent, content)
    assert {kind: count for kind, count in again.counts.items() if count} == {"unchanged": 2, "rows": 2}
    with pytest.raises(NotAllowed, match="changes nothing"):
        applied(lead, again)


def test_every_changed_person_has_an_entry_of_their_own_in_one_chain():
    team, lead, anna = a_place_with_staff()
    before = Entry.objects.count()
    done = applied(lead, an_import(lead, team.parent, a_csv((1, "Anna Berg", "Team Øst"), (3, "Æva", "Team Øst"))))
    entries = Entry.objects.order_by("number")[before:]
    assert all(one.hash == one.proper_hash() for one in entries)
    mine = [(one.deed, one.details) for one in entries if one.about_id == anna.person_id]
    assert mine == [
        ("account-changed", {"fields": ["name"]}),
        ("engagement-changed", {"fields": ["name"], "import": done.pk}),
    ]
    assert [one.deed for one in entries if one.subject_type == "people.staffimport"] == [
        "staff-import-begun",
        "staff-imported",
    ]


def test_people_missing_in_a_whole_list_are_ended_and_in_a_part_they_are_not():
    team, lead, anna = a_place_with_staff()
    an_employee(team, name="Bo Dam", number="2", email="bo@example.org")
    part = an_import(lead, team.parent, a_csv((1, "Anna Åberg", "Team Øst")))
    assert part.count_of("ended") == 0
    whole = change_terms(by=lead, staff_import=part, first_day=DAY, is_whole_list=True)
    assert changes(whole, "ended") == {"Bo Dam": [["employed_to", None, "2027-08-31"]]}
    with pytest.raises(NotAllowed, match="One person is to be ended"):
        apply_import(by=lead, staff_import=whole, leave_out=False, end_missing=False)
    applied(lead, whole)
    bo = Employee.objects.get(number="2")
    assert [one.last_day for one in bo.engagements.all()] == [date(2027, 8, 31)]
    assert [one.last_day for one in bo.person.grants.all()] == [date(2027, 8, 31)]
    assert anna.engagements.get().last_day is None


def test_nobody_is_ended_where_a_row_does_not_say_whom_it_is_about():
    team, lead, _ = a_place_with_staff()
    an_employee(team, name="Bo Dam", number="2")
    found = an_import(lead, team.parent, a_csv((1, "Anna Åberg", "Team Øst"), ("", "Bo Dam", "Team Øst")), whole=True)
    assert (found.count_of("ended"), found.count_of("problem-rows")) == (0, 1)
    assert [text[:20] for _, text in told(found, "note")] == ["Ingen fratræder, for"]


def test_a_blank_cell_says_nothing():
    team, lead, _ = a_place_with_staff()
    found = an_import(lead, team.parent, a_csv((1, "", "", "", "", "", "", ""), headings=FULL))
    assert (found.count_of("changed"), found.count_of("unchanged")) == (0, 1)


def test_a_change_typed_in_for_later_is_kept():
    team, lead, anna = a_place_with_staff()
    west = a_team(team.parent, "Team Vest")
    change_engagement(by=None, employee=anna, terms=Terms(team=west, role="rådgiver"), first_day=date(2027, 12, 1))
    content = a_csv((1, "Anna Åberg", "Team Øst", "leder"), headings=WITH_ROLE)
    applied(lead, an_import(lead, team.parent, content))
    rows = [(one.first_day, one.team.name, one.role) for one in anna.engagements.order_by("first_day")]
    assert rows == [
        (date(2020, 1, 1), "Team Øst", "rådgiver"), (DAY, "Team Øst", "leder"),
        (date(2027, 12, 1), "Team Vest", "leder"),
    ]  # fmt: skip


def test_somebody_who_had_left_comes_back():
    team, lead, _ = a_place_with_staff()
    bo = an_employee(team, name="Bo Dam", number="2", role="vagt", last_day=date(2027, 1, 31))
    done = applied(lead, an_import(lead, team.parent, a_csv((2, "Bo Dam", "Team Øst"))))
    assert (done.count_of("new"), done.count_of("unchanged")) == (1, 0)
    rows = [(one.first_day, one.last_day, one.role) for one in bo.engagements.order_by("first_day")]
    assert rows == [(date(2020, 1, 1), date(2027, 1, 31), "vagt"), (DAY, None, "vagt")]


def test_first_and_last_days_come_with_the_file():
    team, lead, anna = a_place_with_staff()
    content = a_csv(
        (1, "", "", "", "", "", "01-05-2019", "31-10-2027"), (3, "Æva", "", "Team Øst", "", "30", "15-10-2027", ""),
        (4, "Gone", "", "Team Øst", "", "30", "", "31-01-2027"), headings=FULL,
    )  # fmt: skip
    found = an_import(lead, team.parent, content)
    assert changes(found, "changed") == {
        "Anna Åberg": [["employed_from", "2020-01-01", "2019-05-01"], ["employed_to", None, "2027-10-31"]]
    }
    applied(lead, found)
    assert not Employee.objects.filter(number="4").exists()
    assert [(one.first_day, one.last_day) for one in anna.engagements.all()] == [(date(2019, 5, 1), date(2027, 10, 31))]
    assert Employee.objects.get(number="3").engagements.get().first_day == date(2027, 10, 15)


def test_who_gets_an_address_gets_the_role_of_staff_in_their_team():
    team, lead, _ = a_place_with_staff()
    content = a_csv((3, "Æva", "Aeva@Example.org", "Team Øst", "", "37", "", ""), headings=FULL)
    applied(lead, an_import(lead, team.parent, content))
    person = Person.objects.get(email="aeva@example.org")
    assert [(one.role, one.place, one.first_day) for one in person.grants.all()] == [(Role.STAFF, team, DAY)]
    assert not person.has_usable_password()


def test_leader_stand_in_and_peer_are_named_by_number_or_name_also_those_who_are_new():
    team, lead, anna = a_place_with_staff()
    content = a_csv(
        (5, "Vikar Vang", "Team Øst", "anna åberg", 6, ""), (6, "Leder Lund", "Team Øst", "", "", "Anna Åberg"),
        headings=("Nr", "Navn", "Team", "Vikar for", "Leder", "Makker"),
    )  # fmt: skip
    applied(lead, an_import(lead, team.parent, content))
    temp, boss = Employee.objects.get(number="5"), Employee.objects.get(number="6")
    row = temp.engagements.get()
    assert (row.is_temp, row.stands_in_for, row.manager, boss.peer) == (True, anna, boss, anna)


def test_unknown_headings_are_asked_about_once_and_remembered():
    team, lead, _ = a_place_with_staff()
    headings = ("Lønnr", "Hvem", "Team", "Turnus")
    first = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst", "HK"), headings=headings))
    assert (first.state, first.lines.count()) == (ImportState.COLUMNS, 0)
    first = tell_columns(by=lead, staff_import=first, keys={0: "id", 1: "name", 2: "team", 3: ""})
    assert (first.state, first.count_of("new")) == (ImportState.READY, 1)
    second = an_import(lead, team.parent, a_csv((4, "Bo", "Team Øst", "AC"), headings=headings))
    assert (second.state, list(changes(second, "new"))) == (ImportState.READY, ["Bo"])
    elsewhere = a_jobcentre()
    other = an_import(the_lead_of(elsewhere), elsewhere, a_csv((4, "Bo", "Team", "AC"), headings=headings))
    assert other.state == ImportState.COLUMNS


def test_unknown_teams_are_made_or_are_one_there_is_and_the_latter_is_remembered():
    team, lead, _ = a_place_with_staff()
    content = a_csv((3, "Æva", "Afd. 4711"), (4, "Bo", "Team Syd"))
    found = an_import(lead, team.parent, content)
    assert found.state == ImportState.TEAMS
    found = tell_teams(by=lead, staff_import=found, teams={"afd4711": team.pk, "teamsyd": 0})
    applied(lead, found)
    assert Employee.objects.get(number="3").engagements.get().team == team
    assert Place.objects.filter(parent=team.parent, name="Team Syd").count() == 1
    assert ImportMemory.objects.get(about="teams").told == {"afd4711": team.pk}
    again = an_import(lead, team.parent, a_csv((5, "Cy", "AFD 4711")))
    assert again.state == ImportState.READY


def test_two_who_import_at_once_the_second_gets_a_fresh_preview_and_nothing_is_lost():
    team, lead, _ = a_place_with_staff()
    other = the_lead_of(team.parent)
    mine = an_import(lead, team.parent, a_csv((1, "Anna Berg", "Team Øst"), (3, "Æva", "Team Øst")))
    theirs = an_import(other, team.parent, a_csv((3, "Æva Lund", "Team Øst"), (4, "Bo", "Team Øst")))
    applied(lead, mine)
    with pytest.raises(RegisterChanged):
        applied(other, theirs)
    theirs.refresh_from_db()
    assert (theirs.state, list(changes(theirs, "new")), list(changes(theirs, "changed"))) == (
        ImportState.READY, ["Bo"], ["Æva Lund"],
    )  # fmt: skip
    assert not Employee.objects.filter(number="4").exists()
    applied(other, theirs)
    assert Employee.objects.get(number="3").name == "Æva Lund"


def test_an_import_is_applied_once():
    team, lead, _ = a_place_with_staff()
    found = an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst")))
    applied(lead, found)
    with pytest.raises(NotAllowed, match="dealt with already"):
        applied(lead, found)
    assert Employee.objects.filter(number="3").count() == 1


def test_only_who_imports_staff_begins_applies_and_undoes():
    team, lead, _ = a_place_with_staff()
    head = the_head_of(team.parent)
    content = a_csv((3, "Æva", "Team Øst"))
    with pytest.raises(NotAllowed, match="do not import staff"):
        an_import(head, team.parent, content)
    found = an_import(lead, team.parent, content)
    with pytest.raises(NotAllowed, match="do not import staff"):
        applied(head, found)
    applied(lead, found)
    with pytest.raises(NotAllowed, match="do not import staff"):
        undo_import(by=head, staff_import=found, today=DAY)
    assert StaffImport.objects.get().state == ImportState.APPLIED


def test_undoing_puts_everything_back_exactly():
    team, lead, anna = a_place_with_staff()
    an_employee(team, name="Bo Dam", number="2", email="bo@example.org", manager=anna)
    people, teams = Person.objects.count(), Place.objects.count()
    before = the_register(team.parent), list(Employee.objects.get(number="2").person.grants.values())
    content = a_csv(
        (1, "Anna Berg", "anna@example.org", "Team Øst", "leder", "30", "01-05-2019", ""),
        (3, "Æva", "aeva@example.org", "Team Syd", "", "", "", ""), headings=FULL,
    )  # fmt: skip
    found = tell_teams(by=lead, staff_import=an_import(lead, team.parent, content, whole=True), teams={"teamsyd": 0})
    applied(lead, found)
    assert the_register(team.parent) != before[0]
    undone = undo_import(by=lead, staff_import=found, today=DAY)
    after = the_register(team.parent), list(Employee.objects.get(number="2").person.grants.values())
    assert (undone.state, after) == (ImportState.UNDONE, before)
    assert (Person.objects.count(), Place.objects.count(), undone.lines.count()) == (people, teams, 0)


def test_a_later_change_is_not_lost_by_undoing():
    team, lead, anna = a_place_with_staff()
    found = applied(
        lead,
        an_import(lead, team.parent, a_csv((1, "Anna Berg", "Team Øst", "leder"), headings=WITH_ROLE)),
    )
    change_engagement(by=None, employee=anna, terms=Terms(team=team, role="chef"), first_day=date(2027, 10, 1))
    after = the_register(team.parent)
    with pytest.raises(NotAllowed, match="Anna Berg has been changed after the import"):
        undo_import(by=lead, staff_import=found, today=DAY)
    assert the_register(team.parent) == after


def test_somebody_new_on_whom_something_hangs_is_ended_and_not_deleted():
    team, lead, _ = a_place_with_staff()
    found = applied(lead, an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst"), (4, "Bo", "Team Øst"))))
    aeva = Employee.objects.get(number="3")
    add_leave(by=None, employee=aeva, kind=LeaveKind.OTHER, first_day=date(2027, 9, 10))
    undo_import(by=lead, staff_import=found, today=date(2027, 9, 20))
    assert [one.last_day for one in aeva.engagements.all()] == [date(2027, 9, 19)]
    assert not Employee.objects.filter(number="4").exists()


def test_only_the_last_import_is_undone():
    team, lead, _ = a_place_with_staff()
    first = applied(lead, an_import(lead, team.parent, a_csv((3, "Æva", "Team Øst"))))
    second = applied(lead, an_import(lead, team.parent, a_csv((4, "Bo", "Team Øst"))))
    with pytest.raises(NotAllowed, match="Undo that first"):
        undo_import(by=lead, staff_import=first, today=DAY)
    undo_import(by=lead, staff_import=second, today=DAY)
    undo_import(by=lead, staff_import=first, today=DAY)
    assert Engagement.objects.filter(employee__number__in=("3", "4")).count() == 0
