"""Whether the database has this version's tables, and bringing it there."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

_ONE_AT_A_TIME = 7_265_119
"""The number of the lock that lets one machine at a time change the tables, on PostgreSQL."""


def pending() -> list[str]:
    """The steps that are still to be taken, such as "people.0003_more_leave", in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown() -> list[str]:
    """Steps the database has taken that this version does not know: a newer version has been here."""
    return strange(f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.applied_migrations)


def strange(steps: Iterable[str]) -> list[str]:
    """Those of the steps that this version does not know, though it knows the area they belong to."""
    migrations = MigrationLoader(None).disk_migrations
    known = {f"{app}.{name}" for app, name in migrations}
    known |= {f"{app}.{name}" for one in migrations.values() for app, name in one.replaces}
    areas = {app for app, _ in migrations}
    return [step for step in steps if step not in known and step.partition(".")[0] in areas]


def is_migrated() -> bool:
    """Whether every table is as this version wants it."""
    return not pending()


def migrate() -> list[str]:
    """Bring the tables to this version, and make the table of the cache. Returns the steps taken."""
    with _alone():
        steps = pending()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    return steps


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_AT_A_TIME])


def let_go() -> None:
    """Close every connection, before the process is divided: a connection belongs to one process."""
    for one in connections.all(initialized_only=True):
        one.close()
        if hasattr(one, "close_pool"):
            one.close_pool()
