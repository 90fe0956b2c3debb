"""Every address the site has ever had is known, and still leads somewhere."""

from collections.abc import Mapping

import pytest
from tests.architecture.who_may.routes import STORED, routes
from tests.architecture.who_may.world import World

REDIRECTS: Mapping[str, str] = {
    "planning/my-sessions/  planning:my-sessions": "courses/own/  delivery:own-courses",
}
"""Of a route that is gone, its line in routes.txt, and the line of the route to which its address now leads."""

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("who-may")]


def stored() -> list[str]:
    """The lines of the stored list."""
    return [line for line in STORED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_a_new_route_is_added_to_the_stored_list():
    new = sorted({route.line for route in routes()} - set(stored()))
    told = "\n".join(new)
    assert not new, f"Add to {STORED.name}, in order, and say in who_may/persons.txt who may open it:\n{told}"


def test_a_route_that_is_gone_leads_to_another():
    gone = sorted(set(stored()) - {route.line for route in routes()} - set(REDIRECTS))
    told = "\n".join(gone)
    assert not gone, (
        "Somebody has these addresses in a mail or a bookmark. Leave their lines in the list, let config/urls.py send "
        f"each on with RedirectView, and name old and new in REDIRECTS of {__name__}:\n{told}"
    )


def test_the_list_is_in_order_and_names_each_route_once():
    assert stored() == sorted(set(stored()))


def test_redirects_are_of_routes_in_the_list_and_lead_to_routes_there_are():
    assert set(REDIRECTS) <= set(stored())
    assert set(REDIRECTS.values()) <= {route.line for route in routes()}


@pytest.mark.parametrize(("old", "new"), REDIRECTS.items())
def test_an_old_address_leads_to_the_new_one(world: World, old: str, new: str):
    there = next(route for route in routes() if route.line == new)
    given = world.arguments(there.key, there)
    before = next(route for route in routes() if route.pattern == old.split(maxsplit=1)[0])
    answer = world.ask("lead", "GET", before.with_text(given))
    assert (answer.status_code, answer.headers.get("Location")) == (301, there.address(given))
