"""Training from before: what is recorded, and for which programmes it can be."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samklang.access.enums import Right
from samklang.access.models import Person
from samklang.access.queries import danish
from samklang.delivery.models import Certificate, EarlierProof
from samklang.people.models import Employee
from samklang.people.queries.employees import employees_for
from samklang.planning.models import Programme
from samklang.planning.queries import latest_version, programmes_for


def programmes_run(person: Person) -> QuerySet[Programme]:
    """The programmes of the jobcentres where the person runs courses, also those without a published plan."""
    return programmes_for(person, Right.RUN_COURSES)


def modules_of(programme: Programme) -> list[tuple[str, str]]:
    """Id and name of the programme's modules, as its rules have them now."""
    return [(one["id"], one["name"]) for one in latest_version(programme).document.get("modules", ())]


def proofs_of(programme: Programme) -> QuerySet[EarlierProof]:
    """What is recorded for the programme, by name and day; without the copies, which are large."""
    found = EarlierProof.objects.filter(programme=programme).select_related("person", "confirmed_by").defer("document")
    return found.order_by(danish("person__name"), "person_id", "day", "pk")


def proofs_for(person: Person) -> QuerySet[EarlierProof]:
    """Those of the programmes the person runs."""
    return EarlierProof.objects.filter(programme__in=programmes_run(person).values("pk")).order_by("pk")


def own_proofs(person: Person) -> QuerySet[EarlierProof]:
    """The person's own; nobody else's."""
    found = EarlierProof.objects.filter(person=person, programme__deleted_at=None).select_related("programme")
    return found.defer("document").order_by("-day", "pk")


def staff_to_choose(person: Person, programme: Programme) -> QuerySet[Employee]:
    """Everybody employed at the programme's jobcentre, by name."""
    return employees_for(person, Right.RUN_COURSES).filter(jobcentre=programme.jobcentre_id)


def done_modules(programme: Programme) -> Mapping[str, set[str]]:
    """The modules done before, by employee number, as planning takes them."""
    found: dict[str, set[str]] = {}
    rows = EarlierProof.objects.filter(programme=programme, person__employee__jobcentre=programme.jobcentre_id)
    for number, module in rows.values_list("person__employee__number", "module").order_by("pk"):
        found.setdefault(number, set()).add(module)
    return found


def certificates_held(employees: Iterable[int], on: date) -> dict[int, list[str]]:
    """The certificates in force of each employee (by number of the row), in words."""
    rows = Certificate.objects.filter(
        person__employee__in=list(employees), revoked_at=None, issued_on__lte=on, expires_on__gte=on
    )
    found: dict[int, list[str]] = {}
    for employee, title in rows.values_list("person__employee", "title_da").order_by("title_da", "pk"):
        held = found.setdefault(employee, [])
        if title not in held:
            held.append(title)
    return found


def as_rows(proofs: Iterable[EarlierProof], modules: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """With the names of the modules."""
    names = dict(modules)
    return [{"proof": one, "module": names.get(one.module, one.module)} for one in proofs]
