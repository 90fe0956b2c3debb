"""Work for the worker to do in the tests."""

import time
from pathlib import Path

from django_tasks import task


@task()
def write(path: str, after_s: float = 0) -> None:
    """Say that it began, wait, and say that it ended."""
    Path(path).write_text("began", encoding="utf-8")
    time.sleep(after_s)
    Path(path).write_text("ended", encoding="utf-8")
