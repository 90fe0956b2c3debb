"""One question to a public service and its answer: every wait and what is read are bounded, no redirect is followed."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

import httpx

from samklang.core.words import Sentence, Value, say
from samklang.evidence.public.faults import NoFigures

MOST_BYTES = 20_000_000
TIMEOUT_S = 30
_WHOLE_TIMES = 4
"""How many times the longest wait for a piece the whole answer may take."""
_LONGEST_CAUSE = 200


@dataclass(frozen=True)
class Service:
    """Where a service answers. name: as people say it. token: sent with every question; empty where none is needed."""

    name: Sentence
    url: str
    token: str = ""
    timeout_s: float = TIMEOUT_S
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True)
class Answer:
    """What came. content: the JSON, numbers with decimals as they were written; None where it was none."""

    status: int
    content: Any


def asked(
    service: Service, path: str, *, query: Mapping[str, str] | None = None, body: Mapping[str, Any] | None = None
) -> Answer:
    """GET with a query, or POST with a body. Raises NoFigures for whatever the network does.

    What the service itself refuses (400, 404, 422) is an answer; a key that is not let in, and a fault, are not.
    """
    began = time.monotonic()
    # Packed, little would come over the network and much of it would lie in the memory.
    headers = {"User-Agent": "samklang", "Accept": "application/json", "Accept-Encoding": "identity"}
    if service.token:
        headers["Authorization"] = f"Bearer {service.token}"
    try:
        with (
            httpx.Client(
                base_url=service.url.rstrip("/") + "/", headers=headers, timeout=service.timeout_s,
                follow_redirects=False,
            ) as client,
            client.stream("GET" if body is None else "POST", path, params=query, json=body) as response,
        ):  # fmt: skip
            _require_usable(service, response)
            return Answer(response.status_code, _document(_read(service, response, began)))
    except httpx.TimeoutException:
        _refuse_slow(service)
    except (httpx.HTTPError, httpx.InvalidURL):
        raise NoFigures(
            say("{service} cannot be reached right now. What was loaded before is kept; try again later.",
                service=service.name), whole_service=True,
        ) from None  # fmt: skip


def cause(answer: Answer, *names: str) -> str:
    """What the service itself says is wrong, shortened; "" where it says nothing that can be read."""
    said = answer.content if isinstance(answer.content, Mapping) else {}
    text = next((said[name] for name in names if isinstance(said.get(name), str)), "")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_LONGEST_CAUSE]


def nonsense(service: Service, table: str) -> NoFigures:
    """An answer that is not what the service is known to answer."""
    return NoFigures(
        say("{service} answered about table {table} with something that Samklang cannot read. Nothing was changed; "
            "load a file instead, and tell whoever runs Samklang.", service=service.name, table=table)
    )  # fmt: skip


def misunderstood(service: Service, table: str, why: str) -> NoFigures:
    """The service says that the question was wrong. why: in its own words."""
    words: Value = why or say("it does not say why")
    return NoFigures(
        say("{service} did not accept what was asked of table {table}: {why}. Look the table up and correct its "
            "settings.", service=service.name, table=table, why=words)
    )  # fmt: skip


def unknown_table(service: Service, table: str) -> NoFigures:
    """No such table."""
    return NoFigures(
        say("{service} has no table {table}. Look its number up at the source and correct it.",
            service=service.name, table=table)
    )  # fmt: skip


def _require_usable(service: Service, response: httpx.Response) -> None:
    status = response.status_code
    if response.is_redirect or 300 <= status < 400:
        raise NoFigures(
            say("{service} points to another address, which Samklang does not follow. Check the address in the "
                "settings.", service=service.name), whole_service=True,
        )  # fmt: skip
    if status in (401, 403):
        raise NoFigures(
            say("{service} does not let Samklang in: the key is wrong or has run out.", service=service.name),
            whole_service=True,
        )
    if status == 429:
        raise NoFigures(
            say("{service} has too much to do right now. Try again later.", service=service.name), whole_service=True
        )
    if status >= 500:
        raise NoFigures(
            say("{service} met a fault of its own ({status}). Try again later.",
                service=service.name, status=str(status)), whole_service=True,
        )  # fmt: skip
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise NoFigures(
            say("{service} sent its answer packed, which Samklang has not asked for.", service=service.name)
        )


def _read(service: Service, response: httpx.Response, began: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_raw():
        size += len(part)
        if size > service.most_bytes:
            raise NoFigures(
                say("{service} sent more than {most} MB. Ask for fewer areas or fewer periods.",
                    service=service.name, most=max(1, service.most_bytes // 1_000_000))
            )  # fmt: skip
        if time.monotonic() - began > service.timeout_s * _WHOLE_TIMES:
            _refuse_slow(service)
        parts.append(part)
    return b"".join(parts)


def _refuse_slow(service: Service) -> NoReturn:
    raise NoFigures(
        say("{service} did not answer in time. What was loaded before is kept; try again later.", service=service.name),
        whole_service=True,
    ) from None


def _document(content: bytes) -> Any:
    try:
        return json.loads(
            content.decode("utf-8-sig"), parse_float=Decimal, parse_int=_whole, parse_constant=_no_number
        )  # fmt: skip
    except (ValueError, RecursionError, ArithmeticError):
        return None


def _whole(text: str) -> int:
    if len(text) > 30:
        raise ValueError(text)
    return int(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
