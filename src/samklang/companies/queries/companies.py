"""Companies as seen by somebody, and who the colleagues are that meet them."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.companies.models import Company, Entrance
from samklang.companies.models.company import by_name
from samklang.people.models import Employee, Engagement, Leave
from samklang.people.queries.employees import team_on


def companies_for(person: Person) -> QuerySet[Company]:
    """The companies of the person's municipality, those that were merged into others left out; by name."""
    if not person.standing.may(Right.SEE_COMPANIES):
        return Company.objects.none()
    found = Company.objects.filter(municipality=person.municipality_id, merged_into=None)
    return found.select_related("owner").order_by(by_name(), "pk")


def entrance_of(municipality_id: int) -> Entrance | None:
    """The municipality's entrance; None until it is set up."""
    return Entrance.objects.select_related("municipality", "jobcentre").filter(municipality=municipality_id).first()


def team_of(person: Person | None, day: date) -> Place | None:
    """The team that the person works in on the day; None where they are not employed."""
    employee = Employee.objects.filter(person=person).first() if person is not None else None
    return team_on(employee, day) if employee is not None else None


def consultants(municipality: Place, day: date) -> QuerySet[Person]:
    """Everybody employed in the municipality on the day who may meet its companies; by name."""
    roles = [role for role, rights in RIGHTS.items() if Right.SEE_COMPANIES in rights]
    grants = RoleGrant.objects.in_force(day).filter(role__in=roles, place__path__startswith=municipality.path)
    employed = Engagement.objects.on(day).filter(employee__person=OuterRef("pk"))
    found = Person.objects.filter(
        Exists(grants.filter(person=OuterRef("pk"))), Exists(employed), municipality=municipality, erased_at=None
    )
    return found.order_by(danish("name"), "pk")


def is_away(person: Person, day: date) -> bool:
    """Whether the person is on leave on the day, or not employed then."""
    if Leave.objects.on(day).filter(employee__person=person).exists():
        return True
    return not Engagement.objects.on(day).filter(employee__person=person).exists()
