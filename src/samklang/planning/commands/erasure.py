"""A person who is erased becomes a number in everything the planner has stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from samklang.access.models import Person
from samklang.people.models import Employee
from samklang.planning import documents
from samklang.planning.models import Adjustment, Programme, Run, Variant, Version

_POINTS_AT_A_PERSON = {"person", "peer", "stands_in_for"}
Redact = Callable[[Any], Any]


def purge(*, person: Person, redact: Redact) -> int:
    """Name and number go out of every version, plan and run of the jobcentre; the answer is how many rows changed.

    Who sits where stays, so that a plan of the past still adds up. A document that changes gets another fingerprint,
    and the plans made for it point to that.
    """
    employee = Employee.objects.filter(person=person).first()
    numbers = {employee.number: f"slettet-{employee.pk}"} if employee else {}
    programmes = Programme.objects.filter(jobcentre=employee.jobcentre) if employee else Programme.objects.all()
    fingerprints: dict[str, str] = {}
    changed = 0
    for version in Version.objects.filter(programme__in=programmes).iterator():
        document = renumbered(redact(version.document), numbers)
        if document != version.document:
            new = documents.fingerprint(document)
            fingerprints[version.fingerprint] = new
            changed += _write(version, document=document, fingerprint=new)
    for model, fields in ((Variant, ("document", "violations", "changes")), (Run, ("best", "answer", "progress"))):
        for row in model.objects.filter(programme__in=programmes).iterator():
            before = {name: getattr(row, name) for name in fields}
            after = {name: _pointing(renumbered(redact(one), numbers), fingerprints) for name, one in before.items()}
            if after != before:
                changed += _write(row, **after, **_fingerprint(model, after))
    for adjustment in Adjustment.objects.filter(variant__programme__in=programmes).iterator():
        steps = renumbered(redact(adjustment.steps), numbers)
        if steps != adjustment.steps:
            changed += _write(adjustment, steps=steps)
    return changed


def _fingerprint(model: type[models.Model], values: Mapping[str, Any]) -> dict[str, str]:
    return {"fingerprint": documents.fingerprint(values["document"])} if model is Variant else {}


def _write(row: models.Model, **values: Any) -> int:
    return int(type(row)._default_manager.filter(pk=row.pk).update(**values))


def _pointing(document: Any, fingerprints: Mapping[str, str]) -> Any:
    """A plan says by its fingerprint which problem it is for."""
    if isinstance(document, dict) and document.get("problem") in fingerprints:
        return {**document, "problem": fingerprints[document["problem"]]}
    return document


def renumbered(value: Any, numbers: Mapping[str, str], key: str = "") -> Any:
    """The same with other numbers of people, wherever a document points at one. numbers: the old and the new."""
    if isinstance(value, dict):
        changed = {name: renumbered(one, numbers, name) for name, one in value.items()}
        return (
            {**changed, "id": numbers.get(value["id"], value["id"])} if key == "people" and "id" in value else changed
        )
    if isinstance(value, list):
        return [renumbered(one, numbers, key) for one in value]
    return numbers.get(value, value) if isinstance(value, str) and key in _POINTS_AT_A_PERSON else value
