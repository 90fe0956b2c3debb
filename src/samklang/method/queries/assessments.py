"""Judgements of skills: who judges whom, by which words, and who sees what."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samklang.access.enums import RIGHTS, Right
from samklang.access.models import Person, RoleGrant
from samklang.access.queries import danish
from samklang.method.enums import Basis, Scale
from samklang.method.models import AssessedLevel, Assessment, Demand, Edition, Indicator, Profile, RoleProfile
from samklang.method.models.worded import Worded
from samklang.method.queries.editions import holding_editions, indicators_of
from samklang.people.models import Employee, Engagement
from samklang.people.queries.employees import engagement_on, team_on

_LEADING = tuple(role for role, rights in RIGHTS.items() if Right.ASSESS_STAFF in rights)
"""The roles of those who judge the people of a team."""


def people_led_by(person: Person, today: date) -> QuerySet[Employee]:
    """Those whose appraisal talk the person holds: whose manager they are today, or whose team they lead; by name."""
    leads = Q(team__in=person.standing.places(Right.ASSESS_STAFF)) | Q(manager__person=person)
    theirs = Engagement.objects.filter(leads).on(today)
    found = Employee.objects.filter(pk__in=theirs.values("employee")).exclude(person=person)
    return found.select_related("person", "jobcentre").order_by(danish("person__name"), "pk")


def who_leads(person: Person, day: date) -> frozenset[int]:
    """The numbers of those who judge or lead the person on the day: their manager, and the leaders of their team."""
    employee = own_employee(person)
    if employee is None:
        return frozenset()
    engagement = engagement_on(employee, day)
    manager = engagement.manager if engagement is not None else None
    around = team_on(employee, day).numbers()
    grants = RoleGrant.objects.in_force(day).filter(role__in=_LEADING, place__in=around)
    found = {*grants.values_list("person", flat=True), *([manager.person_id] if manager is not None else [])}
    return frozenset(found - {person.pk})


def employees_talked_with(person: Person, today: date) -> QuerySet[Employee]:
    """The same, and the person themselves where they are employed."""
    found = Employee.objects.filter(Q(pk__in=people_led_by(person, today).values("pk")) | Q(person=person))
    return found.select_related("person", "jobcentre").order_by(danish("person__name"), "pk")


def own_employee(person: Person) -> Employee | None:
    """The person as they are employed."""
    return Employee.objects.filter(person=person).select_related("person", "jobcentre").first()


def assessments_seen(person: Person, employee: Employee) -> QuerySet[Assessment]:
    """The judgements of the employee that one of the two who talk sees, newest first.

    Of one's own judgement the other sees nothing until it is shared. Ask `employees_talked_with` first.
    """
    seen = Q(shared_at__isnull=False)
    if person.pk == employee.person_id:
        seen |= Q(basis=Basis.SELF)
    else:
        seen |= Q(basis=Basis.MANAGER, by=person)
    levels = Prefetch("levels", AssessedLevel.objects.select_related("indicator").order_by("indicator_id"))
    found = Assessment.objects.filter(seen, employee=employee).select_related("edition__framework", "by")
    return found.prefetch_related(levels).order_by("-day", "-made_at", "-pk")


def own_judgements(person: Person) -> QuerySet[Assessment]:
    """The judgements the person has made, of themselves or of somebody else, which they may share or take back."""
    found = Assessment.objects.filter(by=person, basis__in=[Basis.SELF, Basis.MANAGER])
    return found.select_related("employee__person", "employee__jobcentre", "edition__framework").order_by("-day", "-pk")


def open_judgement(by: Person, employee: Employee, edition: Edition, basis: Basis) -> Assessment | None:
    """The judgement that is being written: by the words of the edition, and not shared yet."""
    found = Assessment.objects.filter(employee=employee, edition=edition, basis=basis, by=by, shared_at=None)
    return found.order_by("-day", "-pk").first()


# -- by which words ---------------------------------------------------------------------------------------------------


def profile_key_of(employee: Employee, day: date) -> str:
    """The key of the profile that goes with the employee's role on the day; empty where none is chosen."""
    engagement = engagement_on(employee, day)
    if engagement is None:
        return ""
    chosen = RoleProfile.objects.filter(jobcentre=employee.jobcentre_id, role=engagement.role)
    return chosen.values_list("profile_key", flat=True).first() or ""


def profile_of(edition: Edition, key: str) -> Profile | None:
    """The edition's profile of the role."""
    return Profile.objects.filter(edition=edition, key=key).first() if key else None


def demands_of(profile: Profile | None) -> dict[str, int]:
    """The level demanded of each indicator, by its key; nothing where there is no profile."""
    if profile is None:
        return {}
    found = Demand.objects.filter(profile=profile).order_by("indicator__position", "indicator__key")
    return dict(found.values_list("indicator__key", "level"))


def demands_by_framework(employee: Employee, editions: Iterable[Edition], day: date) -> Counter[int]:
    """Of how many indicators in each framework the employee's role asks for a level, by the framework's number."""
    key = profile_key_of(employee, day)
    asked = Demand.objects.filter(profile__key=key, profile__edition__in=[one.pk for one in editions])
    mine = asked.filter(profile__edition__framework__jobcentre=employee.jobcentre_id).order_by("pk")
    return Counter(mine.values_list("profile__edition__framework_id", flat=True))


def editions_to_judge(employee: Employee, day: date) -> list[Edition]:
    """The editions by which the employee is judged on the day: those that demand something of their role.

    Where no profile is chosen for the role: all that have levels.
    """
    with_levels = Indicator.objects.filter(scale=Scale.LEVEL)
    held = [one for one in holding_editions(employee.jobcentre, day) if with_levels.filter(edition=one).exists()]
    key = profile_key_of(employee, day)
    demanding = [one for one in held if key and Demand.objects.filter(profile__edition=one, profile__key=key).exists()]
    return demanding or held


@dataclass(frozen=True)
class Step:
    """What is judged on one page: a phase of the conversation, or a competence where there are no phases."""

    part: Worded
    indicators: Sequence[Indicator]


def steps_of(edition: Edition) -> list[Step]:
    """The edition's indicators with levels, a page at a time, in the order of the edition."""
    levels = [one for one in indicators_of(edition) if one.scale == Scale.LEVEL]
    by_phase = bool(levels) and all(one.phase_id for one in levels)
    parts: dict[int, tuple[Worded, list[Indicator]]] = {}
    for one in levels:
        part = one.phase if by_phase and one.phase else one.competence
        parts.setdefault(part.pk, (part, []))[1].append(one)
    ordered = sorted(parts.values(), key=lambda found: (found[0].position, found[0].pk))  # type: ignore[attr-defined]
    return [Step(part, indicators) for part, indicators in ordered]


def said_in(assessment: Assessment | None) -> dict[int, AssessedLevel]:
    """What has been said, by the number of the indicator."""
    return {one.indicator_id: one for one in assessment.levels.all()} if assessment is not None else {}


def latest_levels(assessments: Iterable[Assessment], framework_key: str, basis: Basis) -> dict[str, AssessedLevel]:
    """The newest level of each indicator of the framework by one kind of judgement, by the indicator's key.

    assessments: newest first. `level.assessment.edition` are the words that a level was made by.
    """
    found: dict[str, AssessedLevel] = {}
    for one in assessments:
        if one.basis == basis and one.edition.framework.key == framework_key:
            for level in one.levels.all():
                level.assessment = one
                found.setdefault(level.indicator.key, level)
    return found
