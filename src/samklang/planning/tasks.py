"""The planner's work in the background."""

from django.utils import timezone
from django_tasks import task

from samklang.planning.working import Worker


@task(queue_name="planner")
def carry_out(run_pk: int) -> None:
    """Search for the plan of one run, until it is proved, its time is up or somebody stops it."""
    Worker(clock=timezone.now).carry_out(run_pk)
