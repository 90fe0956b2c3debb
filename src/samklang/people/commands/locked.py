"""One employee at a time: whoever changes somebody's record holds it until they are done."""

from samklang.people.models import Employee


def locked(employee: Employee) -> Employee:
    """The employee as they stand now; nobody else changes them before this transaction is over."""
    found = Employee.objects.select_for_update(of=("self",)).select_related("person", "jobcentre")
    return found.get(pk=employee.pk)
