"""What can be chosen in the forms: colleagues who lead, who are away, who are in a team; and words already in use."""

from datetime import date
from itertools import chain

from django.db.models import Exists, OuterRef, Q, QuerySet

from samklang.access.enums import Role
from samklang.access.models import Place, RoleGrant
from samklang.access.queries import danish
from samklang.people.models import CoverNeed, Employee, Engagement, Leave

LEADING = (Role.TEAM_LEADER, Role.PROGRAMME_LEAD, Role.HEAD)


def _of(jobcentres: set[int]) -> QuerySet[Employee]:
    found = Employee.objects.filter(jobcentre__in=jobcentres).select_related("person")
    return found.order_by(danish("person__name"), "pk")


def managers(jobcentres: set[int], day: date) -> QuerySet[Employee]:
    """Those of the jobcentres' staff who lead somebody on the day, by role or by already being a manager."""
    grants = RoleGrant.objects.filter(person=OuterRef("person"), role__in=LEADING).in_force(day)
    managed = Engagement.objects.filter(manager=OuterRef("pk")).on(day)
    return _of(jobcentres).filter(Exists(grants) | Exists(managed))


def away_from(jobcentres: set[int], day: date, *, besides: int | None = None) -> QuerySet[Employee]:
    """Those of the jobcentres' staff who are away on the day or later; and the one who is already stood in for."""
    leaves = Leave.objects.filter(employee=OuterRef("pk")).filter(Q(last_day__isnull=True) | Q(last_day__gte=day))
    return _of(jobcentres).filter(Exists(leaves) | Q(pk=besides))


def colleagues(employee: Employee, day: date) -> QuerySet[Employee]:
    """The others of the same jobcentre who are employed on the day, those of the same team first."""
    engaged = Engagement.objects.filter(employee=OuterRef("pk")).on(day)
    return _of({employee.jobcentre_id}).filter(Exists(engaged)).exclude(pk=employee.pk)


def words_in_use(jobcentres: set[int], field: str) -> list[str]:
    """The roles or the sites that somebody in the jobcentres has had, in the alphabet's order. field: its name."""
    found = Engagement.objects.filter(employee__jobcentre__in=jobcentres).exclude(**{field: ""})
    return list(dict.fromkeys(found.order_by(danish(field)).values_list(field, flat=True).distinct()))


def skills_in_use(jobcentres: set[int]) -> list[str]:
    """What anybody in the jobcentres can besides, or a cover need asks for, in the alphabet's order."""
    held = Engagement.objects.filter(employee__jobcentre__in=jobcentres).values_list("skills", flat=True).distinct()
    asked = CoverNeed.objects.filter(jobcentre__in=jobcentres).exclude(skill="").values_list("skill", flat=True)
    return sorted({*chain.from_iterable(held), *asked})


def jobcentres_of(teams: QuerySet[Place]) -> set[int]:
    """The numbers of the jobcentres that the teams belong to."""
    return {number for number in teams.order_by().values_list("parent_id", flat=True).distinct() if number is not None}
