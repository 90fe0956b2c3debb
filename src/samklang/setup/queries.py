"""How far an installation is: each step asks the register what is there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from samklang.access.enums import PlaceKind, Right, Role
from samklang.access.models import Person, Place, RoleGrant
from samklang.access.queries import danish
from samklang.people.enums import ImportState
from samklang.people.models import CoverNeed, Employee, Engagement, StaffImport
from samklang.people.queries.staff_import import last_applied
from samklang.planning.models import Programme, Publication, Version
from samklang.planning.queries import latest_version
from samklang.planning.queries.programmes import programmes_for
from samklang.setup import sample


def is_empty() -> bool:
    """Whether nobody can sign in, since there is nobody."""
    return not Person.objects.exists()


def places_of(person: Person) -> list[Place]:
    """The municipality and the jobcentres that the person sets up, from the municipality down."""
    numbers = person.standing.places(Right.GIVE_ROLES) | person.standing.places(Right.IMPORT_STAFF)
    return list(Place.objects.filter(pk__in=numbers).exclude(kind=PlaceKind.TEAM).order_by("path"))


def jobcentres_of(person: Person) -> list[Place]:
    """The jobcentres that the person sets up."""
    return [place for place in places_of(person) if place.kind == PlaceKind.JOBCENTRE]


def open_teams(jobcentres: Collection[Place], today: date) -> list[tuple[Place, int | None]]:
    """Each team that is open on the day, with how many of it must be at work then; None where nobody has said."""
    found = Place.objects.filter(kind=PlaceKind.TEAM, parent__in=jobcentres)
    found = found.filter(Q(last_day__isnull=True) | Q(last_day__gte=today)).order_by(danish("name"), "pk")
    needs = CoverNeed.objects.filter(team__in=found, role="", skill="", site="").on(today).order_by("first_day", "pk")
    least = dict(needs.values_list("team", "minimum"))
    return [(team, least.get(team.pk)) for team in found]


def holders(places: Collection[Place], today: date) -> dict[str, list[str]]:
    """The names of the heads and the programme leads on the day, at the places or above one of them."""
    numbers = {number for place in places for number in place.numbers()}
    roles = (Role.HEAD, Role.PROGRAMME_LEAD)
    grants = RoleGrant.objects.filter(place__in=numbers, role__in=roles, first_day__lte=today)
    grants = grants.filter(Q(last_day__isnull=True) | Q(last_day__gte=today)).order_by(danish("person__name"), "pk")
    found: dict[str, list[str]] = {role: [] for role in roles}
    for role, name in grants.values_list("role", "person__name"):
        if name not in found[role]:
            found[role].append(name)
    return found


def staff_count(jobcentres: Collection[Place], today: date) -> int:
    """How many are employed on the day or come later."""
    rows = Engagement.objects.filter(employee__jobcentre__in=jobcentres)
    rows = rows.filter(Q(last_day__isnull=True) | Q(last_day__gte=today))
    return rows.order_by().values("employee").distinct().count()


def programmes(person: Person) -> list[Programme]:
    """The programmes that the person plans, newest first."""
    return list(programmes_for(person, Right.MAKE_PLANS)[:10])


def programmes_at(jobcentres: Collection[Place]) -> list[Programme]:
    """The programmes of the jobcentres, whoever plans them, newest first."""
    return list(Programme.objects.filter(jobcentre__in=jobcentres, deleted_at=None).order_by("-created_at", "-pk")[:10])


def newest_ready(programmes: Collection[Programme]) -> Programme | None:
    """The newest whose rules hold together, so that a plan can be made of them."""
    for programme in programmes:
        if Version.objects.filter(programme=programme).order_by("-number").values_list("ready", flat=True).first():
            return programme
    return None


def is_published(jobcentres: Collection[Place]) -> bool:
    """Whether a plan holds at one of the jobcentres."""
    return Publication.objects.filter(programme__jobcentre__in=jobcentres, ended_at=None).exists()


def sample_at(jobcentres: Collection[Place]) -> StaffImport | None:
    """The sample, where it is the last that was imported at one of the jobcentres, and nobody in it is real."""
    numbers = last_applied(place.pk for place in jobcentres)
    found = StaffImport.objects.filter(pk__in=numbers, file_name=sample.FILE_NAME, state=ImportState.APPLIED)
    return next((one for one in found.select_related("jobcentre").defer("content") if _is_constructed(one)), None)


def _is_constructed(staff_import: StaffImport) -> bool:
    lines = staff_import.lines.filter(employee__isnull=False)
    names = lines.values_list("employee__person__name", flat=True)
    return bool(names) and all(map(sample.is_marked, names))


def numbers_of(staff_import: StaffImport) -> set[str]:
    """The employee numbers that the import brought."""
    people = staff_import.lines.filter(employee__isnull=False).values("employee")
    return set(Employee.objects.filter(pk__in=people).values_list("number", flat=True))


def built_on(jobcentre: Place, numbers: Collection[str]) -> list[str]:
    """The titles of the programmes in whose rules one of the people is."""
    found = Programme.objects.filter(jobcentre=jobcentre, deleted_at=None).order_by("-created_at", "-pk")
    return [one.title for one in found if any(person["id"] in numbers for person in latest_version(one).part("people"))]
