"""What the rules of programmes say of one person, for the page that shows people what is held on them."""

from typing import Any

from samklang.access.models import Person
from samklang.people.models import Employee
from samklang.planning.models import Version


def mentions(person: Person) -> list[dict[str, Any]]:
    """One row for each programme whose newest version names the person."""
    employee = Employee.objects.filter(person=person).first()
    if employee is None:
        return []
    versions = Version.objects.filter(programme__jobcentre=employee.jobcentre, programme__deleted_at__isnull=True)
    newest = {one.programme_id: one for one in versions.select_related("programme").order_by("number")}
    found = []
    for version in newest.values():
        named = [one for one in version.document.get("people", ()) if one.get("id") == employee.number]
        found += [
            {
                "programme": version.programme.title,
                "name": one.get("name", ""),
                "to_train": bool(one.get("to_train")),
                "done_modules": list(one.get("done_modules", ())),
            }
            for one in named
        ]
    return found
