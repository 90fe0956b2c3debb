"""The world in which everybody may ask, with one person more for each role; what a test does in it is taken back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from tests.architecture.who_may.digest import digests
from tests.architecture.who_may.world import World, the_world
from tests.security.people import the_roles


@pytest.fixture(scope="package")
def _made(django_db_setup, django_db_blocker) -> Iterator[tuple[World, dict[str, str]]]:
    """The world, and the digests of its rows."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = the_world()
        the_roles(world)
        yield world, digests()
        transaction.set_rollback(True)


@pytest.fixture
def world(_made, db) -> World:
    """The people, and what there is."""
    return _made[0]


@pytest.fixture
def before(_made) -> dict[str, str]:
    """What every table held before."""
    return _made[1]
