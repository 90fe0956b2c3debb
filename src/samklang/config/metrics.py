"""Figures for whoever watches the installation, in the form that Prometheus reads. No label says anything of a person.

Each process of the web server counts for itself in files that PROMETHEUS_MULTIPROC_DIR names, and whichever process is
asked adds them up; `samklang serve` sets it.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from samklang import __version__

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"}
_REQUESTS = Counter("samklang_requests", "Requests answered.", ["route", "method", "status"])
_SECONDS = Histogram(
    "samklang_request_seconds",
    "Time from a request to the start of its answer.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """One request more. What a stranger can choose freely is no label."""
    _REQUESTS.labels(route, method if method in _METHODS else "other", str(status)).inc()
    _SECONDS.labels(route).observe(seconds)


def text() -> bytes:
    """Every figure, as Prometheus reads it."""
    if os.environ.get(FOLDER):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    else:
        registry = CollectorRegistry()
        for one in (_REQUESTS, _SECONDS):
            registry.register(one)
    registry.register(_Site())
    return generate_latest(registry)


class _Site(Collector):
    """What the database and the disk say at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        """The figures that need no counting along the way."""
        yield _gauge("samklang_info", "The version that runs.", {(("version", __version__),): 1})
        with suppress(DatabaseError):
            yield _gauge("samklang_tasks", "Work in the background, by queue and state.", _tasks())
            yield _gauge("samklang_ledger_entries", "Entries in the ledger.", {(): _ledger_length()})
            yield _gauge("samklang_database_bytes", "Size of the database.", {(): database_bytes()})


def _gauge(name: str, says: str, values: dict[tuple[tuple[str, str], ...], float]) -> GaugeMetricFamily:
    labels = [label for label, _ in next(iter(values), ())]
    family = GaugeMetricFamily(name, says, labels=labels)
    for key, value in values.items():
        family.add_metric([said for _, said in key], value)
    return family


def _tasks() -> dict[tuple[tuple[str, str], ...], float]:
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - models are there once the site has started

    rows = DBTaskResult.objects.order_by().values_list("queue_name", "status").annotate(Count("pk"))
    found: dict[tuple[tuple[str, str], ...], float] = {
        (("queue", queue), ("state", state)): 0
        for queue in settings.TASKS["default"]["QUEUES"]
        for state in ("READY", "RUNNING", "FAILED", "SUCCESSFUL")
    }
    return {**found, **{(("queue", queue), ("state", state)): many for queue, state, many in rows}}


def _ledger_length() -> int:
    from samklang.ledger.models import Entry  # noqa: PLC0415 - models are there once the site has started

    last = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    return int(last or 0)


def database_bytes() -> int:
    """Size of the database; on SQLite with what is not yet written back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    beside = (path.with_name(path.name + ending) for ending in ("", "-wal"))
    return sum(one.stat().st_size for one in beside if one.exists())


__all__ = ["FOLDER", "REGISTRY", "count", "text"]
