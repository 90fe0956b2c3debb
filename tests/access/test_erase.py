"""Erasing a person leaves nothing of them behind, in any text of any table, and leaves everybody else as they were."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from openpyxl import Workbook
from tests.factories.access import anew, the_administrator_of
from tests.factories.people import LONG_AGO, a_team, an_employee, the_head_of, the_lead_of
from tests.oracles.everything_stored import places_that_name
from tests.pages import CheckedClient

from samklang.access.commands import answer_correction, ask_for_correction, end_role, erase, give_role
from samklang.access.enums import Role
from samklang.access.models import Correction, Person, RoleGrant
from samklang.access.refusals import NotAllowed
from samklang.ledger.models import Entry
from samklang.ledger.queries import verify
from samklang.people.commands import add_leave, end_employment
from samklang.people.enums import LeaveKind
from samklang.people.models import Employee, Engagement, Leave, StaffImport, StaffImportLine

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 - erasing is asked about today
YESTERDAY = TODAY - timedelta(days=1)
NAME, EMAIL, NUMBER = "Øjvind Kålund Æbelø", "oejvind.kaalund@example.org", "MA-70817"
UTTERED = ("Øjvind", "Kålund", "Æbelø", "oejvind", NUMBER)


@pytest.fixture
def team():
    return a_team()


@pytest.fixture
def leaver(team) -> Employee:
    """Somebody with something in every table, who has left."""
    employee = an_employee(team, name=NAME, email=EMAIL, number=NUMBER)
    person = employee.person
    peer = an_employee(team, name="Ole Friis")
    Employee.objects.filter(pk=peer.pk).update(peer=employee)
    Employee.objects.filter(pk=employee.pk).update(peer=peer)
    add_leave(by=None, employee=employee, kind=LeaveKind.SICK, first_day=LONG_AGO, last_day=LONG_AGO)
    EmailAddress.objects.create(user=person, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    _sign_in(person)
    asked = ask_for_correction(
        by=person, place=team.parent, what_is_wrong=f"Jeg hedder {NAME}", what_is_right=f"{NAME}!", today=LONG_AGO
    )
    answer_correction(by=the_head_of(team.parent), correction=asked, accepted=True, answer=f"Rettet, {NAME}")
    lead = give_role(by=None, person=person, role=Role.PROGRAMME_LEAD, place=team, first_day=LONG_AGO)
    end_role(by=None, grant=lead, last_day=YESTERDAY)
    end_employment(by=None, employee=employee, last_day=YESTERDAY)
    return employee


def _sign_in(person: Person) -> None:
    client = CheckedClient()
    client.force_login(person)
    session = client.session
    UserSession.objects.create(
        user=person, session_key=session.session_key, ip="192.0.2.1", user_agent="Øjvinds browser",
        last_seen_at=timezone.now(), created_at=timezone.now(),
    )  # fmt: skip


def test_nothing_of_the_person_is_left_in_any_column_of_any_table(team, leaver):
    assert len(places_that_name(*UTTERED)) > 5
    erase(by=the_administrator_of(team.parent.parent), person=leaver.person, today=TODAY, typed_name=NAME)
    assert places_that_name(*UTTERED) == set()


def test_what_stays_is_a_number(team, leaver):
    erase(by=the_administrator_of(team.parent.parent), person=leaver.person, today=TODAY, typed_name=NAME)
    person, employee = anew(leaver.person), Employee.objects.get(pk=leaver.pk)
    assert (person.name, person.email, person.is_active) == (f"Medarbejder {person.pk}", None, False)
    assert (employee.number, employee.peer) == (f"slettet-{employee.pk}", None)
    assert not person.has_usable_password()
    assert person.erased_at
    for model, whose in [(Engagement, "employee"), (Leave, "employee"), (RoleGrant, "person"), (Correction, "person")]:
        about = employee if whose == "employee" else person
        assert not model.objects.filter(**{whose: about}).exists()
    assert not EmailAddress.objects.filter(user=person).exists()
    assert not UserSession.objects.filter(user=person).exists()


def test_the_person_is_signed_out(team):
    person = an_employee(team, name=NAME, email=EMAIL, last_day=YESTERDAY).person
    client = CheckedClient()
    client.force_login(person)
    UserSession.objects.create(
        user=person, session_key=client.session.session_key, ip="192.0.2.1", last_seen_at=timezone.now()
    )
    erase(by=None, person=person, today=TODAY)
    assert client.get("/").status_code == 302


def test_the_ledger_stays_whole_and_says_that_it_was_done(team, leaver):
    administrator = the_administrator_of(team.parent.parent)
    erase(by=administrator, person=leaver.person, today=TODAY, typed_name=NAME)
    entry = Entry.objects.first()
    assert (entry.deed, entry.actor_id, entry.about_id) == ("person-erased", administrator.pk, leaver.person_id)
    assert entry.details["deleted"]["people.engagement"] == 1
    assert verify().whole


def test_others_are_as_they_were(team, leaver):
    other = an_employee(team, name="Øjvind Kålund Æbelø Friis", email="friis@example.org")
    said = ask_for_correction(
        by=other.person, place=team.parent, what_is_wrong=f"{NAME} var min leder, og {other.name} er jeg",
        what_is_right="Det samme", today=TODAY,
    )  # fmt: skip
    erase(by=None, person=leaver.person, today=TODAY)
    said.refresh_from_db()
    assert anew(other.person).name == "Øjvind Kålund Æbelø Friis"
    assert said.what_is_wrong == f"Medarbejder {leaver.person_id} var min leder, og Øjvind Kålund Æbelø Friis er jeg"


def test_a_text_is_left_where_two_have_the_same_name(team, leaver):
    namesake = an_employee(team, name=NAME, email="en.anden@example.org")
    said = ask_for_correction(
        by=namesake.person, place=team.parent, what_is_wrong=f"Skriv {NAME} og ikke {EMAIL}", what_is_right="x",
        today=TODAY,
    )  # fmt: skip
    erase(by=None, person=leaver.person, today=TODAY)
    said.refresh_from_db()
    assert anew(namesake.person).name == NAME
    assert said.what_is_wrong == f"Skriv {NAME} og ikke Medarbejder {leaver.person_id}"


def _workbook(*names: str) -> bytes:
    book, file = Workbook(), BytesIO()
    for name in names:
        book.active.append([name])
    book.save(file)
    return file.getvalue()


def test_files_that_name_the_person_are_emptied_and_others_kept(team, leaver):
    lead = the_lead_of(team.parent)
    kept = {"jobcentre": team.parent, "by": lead, "first_day": TODAY, "uploaded_at": timezone.now()}
    naming = StaffImport.objects.create(file_name="a.xlsx", content=_workbook("Else", NAME), **kept)
    as_csv = StaffImport.objects.create(file_name="b.csv", content=f"navn;{NAME}".encode("cp1252"), **kept)
    other = StaffImport.objects.create(file_name="c.xlsx", content=_workbook("Else"), **kept)
    line = StaffImportLine.objects.create(
        staff_import=other, order=1, kind="new", label=f"Række med {NAME}", told={"da": f"Ukendt: {NAME}"}
    )
    erase(by=None, person=leaver.person, today=TODAY)
    contents = {one.pk: one.content for one in StaffImport.objects.all()}
    assert (contents[naming.pk], contents[as_csv.pk]) == (None, None)
    assert contents[other.pk] is not None
    line.refresh_from_db()
    assert (line.label, line.told) == (
        f"Række med Medarbejder {leaver.person_id}", {"da": f"Ukendt: Medarbejder {leaver.person_id}"},
    )  # fmt: skip


def test_a_message_in_somebody_elses_session_and_a_background_task_lose_the_name(team, leaver):
    session = SessionStore()
    session["told"] = f"{NAME} er tilføjet"
    session.save()
    now = timezone.now()
    apps.get_model("django_tasks_database.dbtaskresult").objects.create(
        status="SUCCESSFUL", args_kwargs={"args": [NAME], "kwargs": {}}, priority=0, task_path="x",
        queue_name="default", backend_name="default", enqueued_at=now, run_after=now, exception_class_path="",
        traceback=f"for {NAME}",
    )  # fmt: skip
    erase(by=None, person=leaver.person, today=TODAY)
    assert places_that_name(*UTTERED) == set()


@pytest.mark.parametrize(
    ("who", "typed", "said"),
    [
        (the_administrator_of, "Øjvind", "That is not the name"),
        (the_administrator_of, "", "That is not the name"),
        (the_head_of, NAME, "Only an administrator of the municipality"),
    ],
)
def test_it_is_refused_to_others_and_without_the_name(team, leaver, who, typed, said):
    with pytest.raises(NotAllowed, match=said):
        erase(by=who(team.parent.parent), person=leaver.person, today=TODAY, typed_name=typed)
    assert anew(leaver.person).name == NAME
    assert Leave.objects.filter(employee=leaver).exists()


def test_an_administrator_of_a_jobcentre_erases_nobody(team, leaver):
    with pytest.raises(NotAllowed, match="Only an administrator of the municipality"):
        erase(by=the_administrator_of(team.parent), person=leaver.person, today=TODAY, typed_name=NAME)


@pytest.mark.parametrize(
    ("last_day", "refused"), [(None, True), (TODAY, True), (TODAY + timedelta(days=1), True), (YESTERDAY, False)]
)
def test_nobody_is_erased_while_employed(team, last_day, refused):
    person = an_employee(team, name=NAME, last_day=last_day).person
    if refused:
        with pytest.raises(NotAllowed, match="is employed"):
            erase(by=None, person=person, today=TODAY)
        assert anew(person).name == NAME
    else:
        erase(by=None, person=person, today=TODAY)
        assert anew(person).erased_at


def test_nobody_is_erased_while_they_have_another_role(team):
    lead = the_lead_of(team.parent)
    with pytest.raises(NotAllowed, match="still has a role"):
        erase(by=None, person=lead, today=TODAY)


def test_nobody_erases_themselves_or_twice(team, leaver):
    administrator = the_administrator_of(team.parent.parent)
    with pytest.raises(NotAllowed, match="Nobody erases themselves"):
        erase(by=administrator, person=administrator, today=TODAY, typed_name=administrator.name)
    erase(by=administrator, person=leaver.person, today=TODAY, typed_name=NAME)
    with pytest.raises(NotAllowed, match="erased already"):
        erase(by=administrator, person=leaver.person, today=TODAY, typed_name="x")
