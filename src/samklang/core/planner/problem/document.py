"""The planning problem as a JSON document, with its schema and its fingerprint."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from samklang.core.planner.problem.faults import Fault, ProblemFaults, faults_in
from samklang.core.planner.problem.model import Problem
from samklang.core.words import say

SCHEMA = "samklang-problem/1"
_ADAPTER = TypeAdapter(Problem)


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of a problem document, version `SCHEMA`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **_ADAPTER.json_schema()}


def document(problem: Problem) -> dict[str, Any]:
    """The problem as a JSON document: dicts, lists, text, numbers, None.

    What is said of a draw stands in it only where there is one, so that problems without have the fingerprint they
    always had, and the plans made for them still belong to them.
    """
    found: dict[str, Any] = _ADAPTER.dump_python(problem, mode="json")
    if not found["keep_drawn_order"]:
        del found["keep_drawn_order"]
    for person in found["people"]:
        if person["wave"] is None:
            del person["wave"]
    return found


def fingerprint(problem: Problem) -> str:
    """SHA-256 of the document with sorted keys: the same problem has the same fingerprint on every machine."""
    canonical = json.dumps(document(problem), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def from_document(source: Mapping[str, Any]) -> Problem:
    """The problem that a JSON document holds. Raises ProblemFaults with every fault, never just the first."""
    try:
        problem: Problem = _ADAPTER.validate_python(_jsonlike(source))
    except ValidationError as error:
        raise ProblemFaults(_shape_faults(error)) from None
    faults = tuple(faults_in(problem))
    if faults:
        raise ProblemFaults(faults)
    return problem


def _jsonlike(source: Mapping[str, Any]) -> Any:
    return json.loads(json.dumps(source, default=str))


def _shape_faults(error: ValidationError) -> Iterator[Fault]:
    for one in error.errors(include_url=False):
        found = str(one.get("input"))[:80]
        yield Fault(one["loc"], say("“{found}” does not fit here: {why}.", found=found, why=one["msg"]))
