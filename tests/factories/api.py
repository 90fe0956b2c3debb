"""A token, and another system that holds it."""

import json
from datetime import date, timedelta
from typing import Any

from tests.factories.people import somebody_who_is
from tests.pages import CheckedClient

from samklang.access.clock import today
from samklang.access.commands import give_token
from samklang.access.enums import Role, Scope
from samklang.access.models import Person, Place, Token

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"
ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


def a_token(place: Place, *scopes: Scope, owner: Person | None = None, **changes: Any) -> tuple[Token, str]:
    """A token for the place that holds for a month, made by its administrator, and its secret."""
    by = owner or somebody_who_is(Role.ADMINISTRATOR, place)
    given = {"first_day": today(), "last_day": today() + timedelta(days=30), "name": f"Nøgle {by.pk}", **changes}
    return give_token(by=by, place=place, scopes=scopes, **given)


class System:
    """Another system: asks with its token, and answers with status and what was said."""

    def __init__(self, secret: str, base: str = "") -> None:
        self.client, self.secret, self.base = CheckedClient(), secret, base

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The response; `body` is sent as JSON."""
        return self.client.generic(
            method, self.base + path, b"" if body is None else json.dumps(body),
            content_type="application/scim+json", headers={"Authorization": f"Bearer {self.secret}", **headers},
        )  # fmt: skip

    def get(self, path: str, **headers: str) -> Any:
        """Read."""
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """Add."""
        return self.ask("POST", path, body, **headers)

    def patch(self, path: str, *operations: dict[str, Any], **headers: str) -> Any:
        """Change in part, as SCIM has it."""
        return self.ask("PATCH", path, {"schemas": [PATCH], "Operations": list(operations)}, **headers)


def a_directory(place: Place, **changes: Any) -> System:
    """The municipality's directory, let in to the place with SCIM."""
    return System(a_token(place, Scope.SCIM, **changes)[1], base="/scim/v2")


def a_user(address: str = "anna.hansen@vejen.example", **changes: Any) -> dict[str, Any]:
    """A user as a directory sends it."""
    return {
        "schemas": [CORE],
        "userName": address,
        "name": {"givenName": "Anna", "familyName": "Hansen"},
        "displayName": "Anna Hansen",
        "externalId": f"ext-{address}",
        "active": True,
        **changes,
    }


def employed(department: str, number: str = "", **more: Any) -> dict[str, Any]:
    """The part of a user that says where they work."""
    said = {"department": department, **({"employeeNumber": number} if number else {}), **more}
    return {"schemas": [CORE, ENTERPRISE], ENTERPRISE: said}


def the_day_before(day: date) -> date:
    """Yesterday."""
    return day - timedelta(days=1)
