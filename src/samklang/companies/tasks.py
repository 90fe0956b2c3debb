"""What the worker does at the company door."""

from django_tasks import task

from samklang.access.clock import now
from samklang.access.models import Person
from samklang.companies.commands.loads import carry_out
from samklang.companies.models import Load


@task()
def load_companies(load_pk: int, by_pk: int) -> None:
    """Load a file that is too large to wait for."""
    found = Load.objects.select_related("municipality").filter(pk=load_pk).first()
    if found is not None:
        carry_out(by=Person.objects.get(pk=by_pk), load=found, now=now())
