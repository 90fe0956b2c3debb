"""Statements to a store of learning (xAPI 1.0.3): what one says, and the conversation with the store. No database.

source: Experience API 1.0.3, part two (statements) and part three (PUT /statements, version header).
"""

import base64
import hashlib
import hmac
import json
import ssl
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import quote, urlsplit

from samklang.delivery.enums import StatementVerb

VERSION = "1.0.3"
_VERBS = "http://adlnet.gov/expapi/verbs/"
_KINDS = "http://adlnet.gov/expapi/activities/"
_DISPLAY = {
    StatementVerb.ATTENDED: {"en": "attended", "da": "deltog i"},
    StatementVerb.PASSED: {"en": "passed", "da": "bestod"},
    StatementVerb.COMPLETED: {"en": "completed", "da": "gennemførte"},
}
_TIMEOUT_S = 10
_NAMESPACE = uuid.UUID("6a0f6c0a-6f0e-5c57-9f0b-2a4f1b6d7e11")


@dataclass(frozen=True)
class Store:
    """Where statements go. url: without "statements" at its end."""

    url: str
    key: str
    secret: str


class Answer(Enum):
    """What the store made of a statement."""

    TAKEN = "taken"
    REFUSED = "refused"
    """It will never take it."""
    LATER = "later"
    """Try again."""


def number_of(verb: StatementVerb, about: int, site: str) -> uuid.UUID:
    """The statement's number: the same for the same thing, so that the store knows it again."""
    return uuid.uuid5(_NAMESPACE, f"{site} {verb} {about}")


def pseudonym(person: int, secret: str) -> str:
    """A name for somebody that is theirs nowhere else, and that nobody can trace without the site's own secret."""
    return hmac.new(secret.encode(), f"xapi {person}".encode(), hashlib.sha256).hexdigest()[:32]


def statement(
    number: uuid.UUID, verb: StatementVerb, *, site: str, actor: str, name: str, activity: tuple[str, str, str],
    course: tuple[str, str], at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The statement as the store takes it.

    actor:    the pseudonym. name: the person's own name, where the installation has chosen to tell it; else empty.
    activity: path, kind and name of what it is about. course: path and name.
    """
    path, kind, title = activity
    return {
        "id": str(number),
        "actor": {
            "objectType": "Agent", "account": {"homePage": site, "name": actor}, **({"name": name} if name else {}),
        },
        "verb": {"id": f"{_VERBS}{verb.value}", "display": _DISPLAY[verb]},
        "object": {
            "objectType": "Activity", "id": f"{site}{path}",
            "definition": {"type": f"{_KINDS}{kind}", "name": {"da": title}},
        },
        "context": {
            "platform": "Samklang",
            "contextActivities": {"parent": [
                {"objectType": "Activity", "id": f"{site}{course[0]}", "definition": {"name": {"da": course[1]}}}
            ]},
        },
        "timestamp": at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }  # fmt: skip


def send(store: Store, document: Mapping[str, Any]) -> tuple[Answer, str]:
    """Put one statement; the answer with what the store said. A statement it has already is taken."""
    parts = urlsplit(store.url)
    secure = parts.scheme == "https"
    link = (
        HTTPSConnection(parts.netloc, timeout=_TIMEOUT_S, context=ssl.create_default_context())
        if secure
        else HTTPConnection(parts.netloc, timeout=_TIMEOUT_S)
    )
    secret = base64.b64encode(f"{store.key}:{store.secret}".encode()).decode("ascii")
    path = f"{parts.path.rstrip('/')}/statements?statementId={quote(str(document['id']))}"
    try:
        link.request("PUT", path, json.dumps(document, ensure_ascii=False).encode(), {
            "Authorization": f"Basic {secret}", "Content-Type": "application/json",
            "X-Experience-API-Version": VERSION,
        })  # fmt: skip
        response = link.getresponse()
        said = f"{response.status} {response.read(300).decode('utf-8', 'replace')}".strip()
    except (OSError, HTTPException) as wrong:
        return Answer.LATER, str(wrong)[:300] or type(wrong).__name__
    finally:
        link.close()
    return _meaning(response.status), said[:300]


def _meaning(status: int) -> Answer:
    if status in (200, 204, 409):  # 409: it has one of that number, and the number says what it is about
        return Answer.TAKEN
    if status in (400, 413, 422):
        return Answer.REFUSED
    return Answer.LATER
