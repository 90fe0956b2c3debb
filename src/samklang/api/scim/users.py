"""Users as a token reaches them: found, described, filtered."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from scim2_models import Meta
from scim2_models.resources.user import GroupMembership

from samklang.access.enums import PlaceKind, Role
from samklang.access.models import DirectoryEntry, Person, RoleGrant
from samklang.api.scim.messages import version_of
from samklang.api.scim.reach import ROLE_ID, Reach
from samklang.api.scim.schemas import DescribedUser, Email, EnterpriseUser, Manager, Name
from samklang.ledger.enums import Kind
from samklang.ledger.models import Entry
from samklang.people.models import Employee, Engagement


def users_in(reach: Reach) -> QuerySet[Person]:
    """Everybody the token reaches, whom the directory has not deleted: employed, with a role, or sent by it."""
    removed = DirectoryEntry.objects.filter(person=OuterRef("pk"), removed_at__isnull=False)
    found = Person.objects.filter(municipality=reach.municipality_id, erased_at__isnull=True)
    return _within(reach, found.filter(~Exists(removed))).order_by("pk")


def removed_from(reach: Reach) -> QuerySet[Person]:
    """Those whom the directory had and deleted; they come back when it sends them again."""
    found = Person.objects.filter(municipality=reach.municipality_id, erased_at__isnull=True)
    return _within(reach, found.filter(directory_entry__removed_at__isnull=False)).order_by("pk")


def _within(reach: Reach, people: QuerySet[Person]) -> QuerySet[Person]:
    if reach.place.kind == PlaceKind.MUNICIPALITY:
        return people
    places = reach.bearer.reach
    of_them = {"person": OuterRef("pk")}
    employed = Employee.objects.filter(jobcentre__in=places, **of_them)
    lent = _still(Engagement.objects.filter(team__in=places, employee__person=OuterRef("pk")), reach)
    granted = _still(RoleGrant.objects.filter(place__in=places, **of_them), reach)
    sent = DirectoryEntry.objects.filter(place__in=places, **of_them)
    return people.filter(Exists(employed) | Exists(lent) | Exists(granted) | Exists(sent))


def _still(rows: QuerySet[Any], reach: Reach) -> QuerySet[Any]:
    return rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=reach.day))


def described(reach: Reach, people: QuerySet[Person]) -> list[Any]:
    """The users as SCIM describes them, in the same order; the same number of queries for one and for many."""
    engagements = _still(Engagement.objects.all(), reach).select_related("team", "manager__person")
    grants = RoleGrant.objects.in_force(reach.day).filter(place=reach.place, role__in=reach.roles)
    last = Entry.objects.filter(about_id=OuterRef("pk"), kind=Kind.WRITE).order_by("-number")
    people = people.select_related("employee", "directory_entry__manager").annotate(
        changed_at=Subquery(last.values("at")[:1])
    )
    people = people.prefetch_related(
        Prefetch("employee__engagements", engagements.order_by("first_day"), to_attr="still"),
        Prefetch("grants", grants.order_by("role"), to_attr="roles_here"),
    )
    return [_user(reach, person) for person in people]


def described_one(reach: Reach, person_id: int) -> Any:
    """The user with the number, as things are now."""
    return described(reach, Person.objects.filter(pk=person_id))[0]


def current_engagement(person: Person, reach: Reach) -> Engagement | None:
    """How the person works today, or else from the next day they do; None for who is not employed."""
    employee = cast(Employee | None, getattr(person, "employee", None))
    if employee is None:
        return None
    rows: Sequence[Engagement] | None = getattr(employee, "still", None)
    if rows is None:
        rows = list(_still(employee.engagements.select_related("team", "manager"), reach).order_by("first_day"))
    return next(iter(rows), None)


def _user(reach: Reach, person: Any) -> Any:
    entry: DirectoryEntry = getattr(person, "directory_entry", None) or DirectoryEntry()
    engagement = current_engagement(person, reach)
    employee = getattr(person, "employee", None)
    user = DescribedUser(
        id=str(person.pk),
        external_id=entry.external_id or None,
        user_name=person.email or "",
        name=_name(entry),
        display_name=person.name,
        title=(engagement.role if engagement else entry.title) or None,
        active=person.is_active,
        emails=[Email(value=person.email, type="work", primary=True)] if person.email else None,
        groups=list(_groups(reach, engagement, person.roles_here)) or None,
    )
    extension = EnterpriseUser(
        employee_number=(employee.number if employee else entry.number) or None,
        department=engagement.team.name if engagement else None,
        manager=_manager(reach, engagement, entry),
    )
    if any((extension.employee_number, extension.department, extension.manager)):
        user[EnterpriseUser] = extension
    user.meta = _meta(reach, person, user)
    return user


def _name(entry: DirectoryEntry) -> Name | None:
    if not (entry.given_name or entry.family_name):
        return None
    return Name(given_name=entry.given_name or None, family_name=entry.family_name or None)


def _manager(reach: Reach, engagement: Engagement | None, entry: DirectoryEntry) -> Manager | None:
    leader = engagement.manager.person if engagement and engagement.manager else entry.manager
    if leader is None:
        return None
    ref: Any = reach.user_at(leader.pk)
    return Manager(value=str(leader.pk), ref=ref)


def _groups(reach: Reach, engagement: Engagement | None, grants: Iterable[RoleGrant]) -> Iterable[GroupMembership]:
    if engagement and engagement.first_day <= reach.day and engagement.team_id in reach.bearer.reach:
        yield _membership(reach, str(engagement.team_id), engagement.team.name)
    for role in sorted({grant.role for grant in grants}):
        yield _membership(reach, f"{ROLE_ID}{role}", reach.role_name(Role(role)))


def _membership(reach: Reach, group_id: str, display: str) -> GroupMembership:
    ref: Any = reach.group_at(group_id)
    return GroupMembership(value=group_id, ref=ref, display=display, type="direct")


def _meta(reach: Reach, person: Any, user: Any) -> Meta:
    changed: datetime = person.changed_at or person.created_at
    return Meta(
        resource_type="User",
        created=person.created_at,
        last_modified=changed,
        location=reach.user_at(person.pk),
        version=version_of(user),
    )
