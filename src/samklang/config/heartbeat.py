"""Signs of life of the background worker, and tasks whose worker died under them."""

import logging
from collections.abc import Collection
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

EVERY_S = 10
SILENT_S = 60
"""Who has given no sign for so long is taken for dead."""
_LAST = "worker-last-sign"
_OF_ONE = "worker-sign-{worker}"
_log = logging.getLogger("samklang.worker")


class WorkerLost(Exception):
    """The process that did the task ended before the task did."""


def give_sign(workers: Collection[str]) -> None:
    """These processes are alive."""
    for worker in workers:
        cache.set(_OF_ONE.format(worker=worker), True, timeout=SILENT_S)
    cache.set(_LAST, timezone.now(), timeout=None)


def last_sign() -> datetime | None:
    """When any worker last gave a sign; None where none ever did."""
    seen = cache.get(_LAST)
    return seen if isinstance(seen, datetime) else None


def is_alive() -> bool:
    """Whether a worker gave a sign lately."""
    seen = last_sign()
    return seen is not None and (timezone.now() - seen).total_seconds() < SILENT_S


def mark_lost(*, dead: Collection[str] = ()) -> int:
    """Mark as failed what a dead process was doing. Returns how many tasks that were.

    dead: processes known to have ended; others are asked for their sign.
    """
    found = 0
    for task in DBTaskResult.objects.running():
        worker = task.worker_ids[-1] if task.worker_ids else ""
        if worker not in dead and cache.get(_OF_ONE.format(worker=worker)):
            continue
        task.set_failed(WorkerLost())
        _log.warning("A task ended with its worker", extra={"task": task.task_path, "worker": worker})
        found += 1
    return found
