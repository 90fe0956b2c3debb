"""What the worker does for the staff register."""

from django_tasks import task

from samklang.access.models import Person
from samklang.people.commands.staff_import import carry_out
from samklang.people.models import StaffImport


@task()
def apply_staff_import(import_pk: int, by_pk: int, leave_out: bool, end_missing: bool) -> None:
    """Carry out an import that is too large to wait for."""
    found = StaffImport.objects.select_related("jobcentre").filter(pk=import_pk).first()
    if found is not None:
        by = Person.objects.get(pk=by_pk)
        carry_out(by=by, staff_import=found, leave_out=leave_out, end_missing=end_missing)
