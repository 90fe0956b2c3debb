"""One process that does the work in the background, one task after the other.

`samklang worker` starts and tends these: `python -m samklang.config.task_worker ID QUEUE…`. Asked once to end, it
finishes the task at hand; asked twice, it marks the task as failed. It ends as well when
the process that started it is gone.
"""

import os
import signal
import sys
import threading
import time

from samklang.config.start import start


def work(worker_id: str, queues: tuple[str, ...]) -> None:
    """Until asked to end."""
    # Tasks are rows of a model, and models are there once the site has started.
    from django_tasks_db.management.commands.db_worker import Worker  # noqa: PLC0415 - see the line above

    worker = Worker(
        queue_names=list(queues),
        interval=0.5,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    start()
    work(sys.argv[1], tuple(sys.argv[2:]))
