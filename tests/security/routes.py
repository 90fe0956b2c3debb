"""Every route with what fills its address, those included that no table of who may knows yet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.architecture.who_may.routes import Route, by_key
from tests.architecture.who_may.table import PERSONS, SIGN_IN, SYSTEMS, rows
from tests.architecture.who_may.world import World

OF_SYSTEMS = ("/api/v1/", "/scim/v2/")
"""Where another system asks, with a token."""


@cache
def keys() -> tuple[str, ...]:
    """Of every route its key, and those of the rows that ask it about another thing; in the order of their letters."""
    told = {row.key for file in (PERSONS, SYSTEMS) for row in rows(file)}
    return tuple(sorted({*by_key(), *(key for key in told if key.partition("@")[0] in by_key())}))


def route_of(key: str) -> Route:
    """The route."""
    return by_key()[key.partition("@")[0]]


def address_of(world: World, key: str) -> str | None:
    """The address in the world of these tests; None where nothing there fills it yet."""
    try:
        return world.address(key, route_of(key))
    except KeyError:
        return None


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """The key and the address of every route that can be asked."""
    for key in keys():
        address = address_of(world, key)
        if address is not None:
            yield key, address


@cache
def _never_taken() -> frozenset[tuple[str, str]]:
    """The routes and methods that the tables say nobody gets anything from: there is no such method."""
    return frozenset((row.key, row.method) for row in rows(PERSONS) if set(row.answers.values()) - {SIGN_IN} == {"405"})


def takes(key: str, method: str) -> bool:
    """Whether the route may have the method; a route that stands in no table yet may have both."""
    return (key, method) not in _never_taken()


def is_of_systems(key: str) -> bool:
    """Whether the route is one that another system asks."""
    return f"/{route_of(key).pattern}".startswith(OF_SYSTEMS)


def has_numbers_of_ours(world: World, key: str) -> bool:
    """Whether a number of something of ours stands in the address."""
    route = route_of(key)
    given = world.arguments(key, route)
    return any(isinstance(given.get(name), int) for name in route.parameters)
