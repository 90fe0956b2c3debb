"""The seven who ask, the two systems, and what fills the addresses of their one world.

Everything in it is named with MARK, so that a page that shows it to somebody from elsewhere is found.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from tests.architecture.who_may.routes import Route
from tests.pages import CheckedClient

from samklang.access.models import Person

MARK = "Egtved"
REASON = f"Nøglens grund i {MARK}"
"""Why a case has the level it was agreed to have."""
OWN, LEADERS, SHARED = f"Egen kladde i {MARK}", f"Lederens kladde i {MARK}", f"Delt i {MARK}"
"""What stands beside a level of the colleague: where they have not shared it, where their leader has not, where both
have."""
GOAL = f"Åbne spørgsmål i {MARK}"
"""What the colleague will work on."""
CAST = ("nobody", "colleague", "leader", "lead", "head", "administrator", "elsewhere")
"""Not signed in; an ordinary member of staff in the team; its leader; the programme lead of the jobcentre; the head of
service and the administrator of the municipality; and the programme lead of another municipality."""
SYSTEMS = ("their-token", "our-token")
"""A token of the other municipality, and one of ours, with everything a token can be let in to."""


@dataclass
class World:
    """The people who ask, and what fills the addresses."""

    people: dict[str, Person] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    filled: dict[str, dict[str, object]] = field(default_factory=dict)
    """What fills the addresses, by the beginning of a pattern, or by the key of one row of the table."""
    ids: dict[str, int] = field(default_factory=dict)
    """Numbers of our own things, as they stand in forms and in what is asked for."""
    theirs: dict[str, int] = field(default_factory=dict)
    """Numbers of things of the other municipality."""
    heard: dict[str, frozenset[str]] = field(default_factory=dict)
    """What each page looks for in a query, once it has been heard."""
    client: CheckedClient = field(default_factory=CheckedClient)

    def arguments(self, row: str, route: Route) -> Mapping[str, object]:
        """What fills the address of a row of the table."""
        beginnings = sorted((one for one in self.filled if route.pattern.startswith(one)), key=len)
        found: dict[str, object] = {}
        for beginning in beginnings:
            found |= self.filled[beginning]
        return {**found, **self.filled.get(row, {})}

    def address(self, row: str, route: Route) -> str:
        """The address that a row of the table is about."""
        return route.address(self.arguments(row, route))

    def ask(self, who: str, method: str, address: str, data: Any = None, language: str = "da", **more: Any) -> Any:
        """What somebody gets who asks. A system has no cookies."""
        client = more.pop("client", self.client)
        client.cookies.clear()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        if who in self.cookies:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        if who in self.secrets:
            more["headers"] = {"Authorization": f"Bearer {self.secrets[who]}", **more.get("headers", {})}
        if who in self.secrets and method != "GET":
            more |= {"content_type": "application/json"}
            data = json.dumps(data or {})
        return getattr(client, method.lower())(address, data, **more)
