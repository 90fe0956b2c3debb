"""A new member of staff; who they are, and with whom they practise."""

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samklang.access import commands as access
from samklang.access.clock import today
from samklang.access.models import Person, Place
from samklang.access.refusals import require
from samklang.ledger.commands import record
from samklang.people import rules
from samklang.people.commands.engagement import Terms, change_engagement
from samklang.people.commands.locked import locked
from samklang.people.commands.roles import follow_engagements
from samklang.people.models import Employee
from samklang.people.queries.employees import signs_in, team_on


@transaction.atomic
def add_employee(
    *,
    by: Person | None,
    jobcentre: Place,
    number: str,
    name: str,
    terms: Terms,
    first_day: date,
    last_day: date | None = None,
    email: str = "",
) -> Employee:
    """A new person, employed from first_day on these terms; with the role of staff where they can sign in.

    raises: NotAllowed; IntegrityError where the number or the address is taken, which forms and imports ask for first.
    """
    require(rules.edit_staff(by, terms.team))
    municipality = Place.objects.get(pk=jobcentre.numbers()[0])
    person = access.add_person(by=by, municipality=municipality, name=name, email=email)
    employee = Employee.objects.create(
        person=person, jobcentre=jobcentre, number=number.strip(), created_at=timezone.now()
    )
    record("employee-added", by=by, subject=employee, about=person, place=jobcentre)
    change_engagement(by=by, employee=employee, terms=terms, first_day=first_day, last_day=last_day)
    return employee


@transaction.atomic
def change_identity(*, by: Person | None, employee: Employee, name: str, number: str, email: str) -> Employee:
    """Another name, number or address. Who gets an address gets the role of staff with it, from today.

    raises: NotAllowed; IntegrityError where the number or the address is taken, which the form asks for first.
    """
    employee = locked(employee)
    person = Person.objects.select_for_update().get(pk=employee.person_id)
    day = today()
    place = team_on(employee, day)
    require(rules.edit_staff(by, place))
    wanted = {"name": name.strip(), "email": access.clean_email(email)}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if "email" in changed:
        held = person.grants.filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
        require(rules.change_address(by, person, place, signs_in=signs_in(person), held=held))
    for field, value in wanted.items():
        setattr(person, field, value)
    person.save(update_fields=list(wanted))
    if employee.number != number.strip():
        changed.append("number")
        employee.number = number.strip()
        employee.save(update_fields=["number"])
    if changed:
        record("identity-changed", by=by, subject=employee, about=person, place=place, details={"fields": changed})
    employee.person = person
    if "email" in changed:
        follow_engagements(employee, since=day)
    return employee


@transaction.atomic
def choose_peer(*, by: Person | None, employee: Employee, peer: Employee | None) -> Employee:
    """The two practise with each other from now on, and with nobody else; None: with nobody. Raises NotAllowed."""
    employee = locked(employee)
    place = team_on(employee, today())
    require(rules.edit_staff(by, place))
    require(rules.peer(employee, peer))
    both = [employee.pk, peer.pk] if peer else [employee.pk]
    Employee.objects.filter(peer__in=both).update(peer=None)
    employee.peer = peer
    employee.save(update_fields=["peer"])
    if peer is not None:
        Employee.objects.filter(pk=peer.pk).update(peer=employee)
    record("peer-chosen", by=by, subject=employee, about=employee.person, place=place)
    return employee
