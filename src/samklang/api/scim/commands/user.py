"""A directory adds, changes and deletes users."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from scim2_models import MutabilityException, UniquenessException

from samklang.access import commands as access
from samklang.access.enums import PlaceKind
from samklang.access.models import Person, Place
from samklang.api.scim.commands.said import Said, keep_unsaid, said_of
from samklang.api.scim.commands.team import team_called
from samklang.api.scim.messages import Unacceptable
from samklang.api.scim.reach import Reach
from samklang.api.scim.users import current_engagement, described_one, removed_from, users_in
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.people.commands import Terms
from samklang.people.commands.directory import change_from, change_number, employ
from samklang.people.models import Employee

LONGEST_NUMBER = 18


@transaction.atomic
def add_user(reach: Reach, wanted: Any) -> Person:
    """Somebody new to the directory.

    Who was deleted by it comes back. Who is in the register with the same employee number and no address yet is the
    same person. Raises Unacceptable, NotAllowed.
    """
    if wanted.active is None:
        wanted.active = True
    said = said_of(None, wanted)
    person = _known(reach, said)
    if person is not None:
        before = described_one(reach, person.pk)
        keep_unsaid(before, wanted)
        said = said_of(before, wanted)
    else:
        municipality = Place.objects.get(pk=reach.municipality_id)
        person = access.add_person(by=reach.person, municipality=municipality, name=said.name, email=said.email)
    _make_so(reach, person, said)
    _note(reach, "scim-user-added", person)
    return person


def _known(reach: Reach, said: Said) -> Person | None:
    """The person it is, where they are known and may be taken over. Raises Unacceptable where the address is taken."""
    removed = removed_from(reach).filter(email=said.email).first()
    if removed is not None:
        return removed
    _require_free_address(said.email, None)
    if not said.number:
        return None
    same = Employee.objects.filter(number=said.number, person__in=users_in(reach)).select_related("person")
    employee = same.order_by("pk").first()
    if employee is None:
        return None
    if employee.person.email:
        raise _taken_number(said.number)
    return employee.person


def _require_free_address(email: str, person: Person | None) -> None:
    others = Person.objects.filter(email=email)
    if (others.exclude(pk=person.pk) if person else others).exists():
        raise Unacceptable(say("Somebody else signs in with {address}.", address=email), UniquenessException)


@transaction.atomic
def change_user(reach: Reach, person: Person, before: Any, wanted: Any, *, removable: bool) -> None:
    """The user becomes as wanted, from today. removable: whether leaving out the team means taking it away.

    raises: Unacceptable, NotAllowed.
    """
    said = said_of(before, wanted)
    employed = current_engagement(person, reach) is not None
    if removable and employed and not said.department:
        sentence = say(
            "A team is changed, not taken away. Let the directory set active to false, or end the employment on the "
            "person's page."
        )
        raise Unacceptable(sentence, MutabilityException)
    _require_free_address(said.email, person)
    _make_so(reach, person, said)
    if described_one(reach, person.pk).meta.version != before.meta.version:
        _note(reach, "scim-user-changed", person)


@transaction.atomic
def remove_user(reach: Reach, person: Person) -> None:
    """The directory deletes the user: the account closes, and everything else stays as it is."""
    access.close_account(by=reach.person, person=person, place=reach.place)
    access.remove_from_directory(by=reach.person, place=reach.place, person=person)
    _note(reach, "scim-user-removed", person)


def _note(reach: Reach, deed: str, person: Person) -> None:
    details = {"token": reach.token.pk}
    record(deed, by=reach.person, subject=person, about=person, place=reach.place, details=details)


def _make_so(reach: Reach, person: Person, said: Said) -> None:
    by, place = reach.person, reach.place
    person = access.change_account(by=by, person=person, place=place, name=said.name, email=said.email)
    (access.open_account if said.active else access.close_account)(by=by, person=person, place=place)
    manager = _manager(reach, person, said.manager)
    person = Person.objects.get(pk=person.pk)
    employee = _employment(reach, person, said, manager)
    waits = employee is None or current_engagement(person, reach) is None
    led_by_staff = manager is not None and hasattr(manager, "employee")
    access.note_in_directory(
        by=by, place=place, person=person, external_id=said.external_id, given_name=said.given_name,
        family_name=said.family_name, title=said.title if waits else "",
        number=said.number if employee is None else "", manager=None if led_by_staff and not waits else manager,
    )  # fmt: skip


def _manager(reach: Reach, person: Person, value: str) -> Person | None:
    """The leader with the id. Raises Unacceptable where the token reaches nobody with it."""
    if not value:
        return None
    number = int(value) if value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER else 0
    found = users_in(reach).filter(pk=number).select_related("employee").first()
    if found is None:
        raise Unacceptable(say("There is no user with the id {id} to be manager.", id=value[:40]))
    if found.pk == person.pk:
        raise Unacceptable(say("Nobody is their own manager."))
    return found


def _employment(reach: Reach, person: Person, said: Said, manager: Person | None) -> Employee | None:
    """What the directory says of the employment, put into the register; the employee, where there is one."""
    employee: Employee | None = Employee.objects.filter(person=person).select_related("jobcentre").first()
    leader: Employee | None = getattr(manager, "employee", None)
    if employee is None and not said.department:
        return None
    current = current_engagement(person, reach)
    if employee is None:
        team = team_called(reach, said.department, None)
        terms = Terms(team=team, role=said.title, manager=leader)
        number = _free_number(said.number, person, team)
        return employ(
            by=reach.person, person=person, jobcentre=_jobcentre_of(team), number=number, terms=terms,
            first_day=reach.day,
        )  # fmt: skip
    if said.number and said.number != employee.number:
        _require_free_number(said.number, employee.jobcentre)
        change_number(by=reach.person, employee=employee, number=said.number)
    changes = {"role": said.title, "manager": leader}
    if said.department:
        same = current is not None and current.team.name.casefold() == said.department.casefold()
        team = current.team if current and same else team_called(reach, said.department, employee.jobcentre)
        change_from(by=reach.person, employee=employee, day=reach.day, team=team, **changes)
    elif current is not None:
        change_from(by=reach.person, employee=employee, day=reach.day, **changes)
    return employee


def _jobcentre_of(team: Place) -> Place:
    return Place.objects.get(children=team, kind=PlaceKind.JOBCENTRE)


def _free_number(number: str, person: Person, team: Place) -> str:
    """The number that was said, or one made up."""
    if not number:
        return f"SCIM-{person.pk}"
    _require_free_number(number, _jobcentre_of(team))
    return number


def _require_free_number(number: str, jobcentre: Place) -> None:
    if Employee.objects.filter(jobcentre=jobcentre, number=number).exists():
        raise _taken_number(number)


def _taken_number(number: str) -> Unacceptable:
    return Unacceptable(say("Somebody else has the employee number {number}.", number=number), UniquenessException)
