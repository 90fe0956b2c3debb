"""What each page looks for in the query of its address, heard while it is asked."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from tests.architecture.who_may.table import Row
from tests.architecture.who_may.world import World
from tests.pages import CheckedClient

MIDDLEWARE = "tests.architecture.who_may.listening.ListeningMiddleware"
NOT_NAMES = {"as_of", "urlencode", "x"}
"""Read before any page is asked, which then answers nothing else; a method that templates look up; and asked by us."""


class Listening(QueryDict):
    """What is asked for, which hears what is looked for in it."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.heard: set[str] = set()
        super().__init__(*given, **named)

    def __getitem__(self, key: str) -> Any:
        self.heard.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.heard.add(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        """Every value of the key."""
        self.heard.add(key)
        return super().getlist(key, default)


class ListeningMiddleware:
    """Keeps with the answer what was looked for in the query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, listening."""
        asked = Listening(request.META["QUERY_STRING"])
        request.GET = asked
        response = self.get_response(request)
        vars(response)["heard"] = asked.heard - NOT_NAMES
        return response


def a_listening_client() -> CheckedClient:
    """A client whose answers say what was looked for; a fault is a page with 500."""
    client = CheckedClient(raise_request_exception=False)
    settings.MIDDLEWARE.insert(0, MIDDLEWARE)
    try:
        client.handler.load_middleware()
    finally:
        settings.MIDDLEWARE.remove(MIDDLEWARE)
    return client


def looked_for(world: World, client: CheckedClient, row: Row) -> frozenset[str]:
    """The names a page looks for in the query: asked for nothing it knows, and asked for those. Heard once."""
    if row.key not in world.heard:
        who, address = row.first_with("200") or "", world.address(row.key, row.route)
        heard = world.ask(who, "HEAD", address, {"x": "1"}, client=client).heard
        if heard:
            heard |= world.ask(who, "HEAD", address, dict.fromkeys(heard, "1"), client=client).heard
        world.heard[row.key] = frozenset(heard)
    return world.heard[row.key]
