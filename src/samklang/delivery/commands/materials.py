"""Material put into a course, replaced by a newer version, withdrawn and put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.delivery.models import Course, Material, MaterialVersion
from samklang.delivery.queries.materials import newest_number
from samklang.delivery.rules import course as course_rules
from samklang.delivery.rules import learning as rules
from samklang.ledger.commands import record


def _require(by: Person, course: Course) -> None:
    teaches = course.sessions.filter(trainer=by).exists()
    require(rules.add_material(teaches, course_rules.run_course(by, course)))


@transaction.atomic
def add_material(
    *, by: Person, course: Course, title: str, module: str, version: Mapping[str, Any], now: datetime
) -> Material:
    """New material with its first version. Raises NotAllowed.

    version: kind, link, file_name, content, size and note.
    """
    _require(by, course)
    material = Material.objects.create(course=course, title=title.strip(), module=module)
    MaterialVersion.objects.create(material=material, number=1, added_by=by, added_at=now, **version)
    record("material-added", by=by, subject=material, place=course.programme.jobcentre)
    return material


@transaction.atomic
def replace_material(*, by: Person, material: Material, version: Mapping[str, Any], now: datetime) -> MaterialVersion:
    """A newer version, which everybody sees; those before are kept. Raises NotAllowed."""
    material = _locked(material.pk)
    _require(by, material.course)
    made = MaterialVersion.objects.create(
        material=material, number=newest_number(material) + 1, added_by=by, added_at=now, **version
    )
    record("material-replaced", by=by, subject=material, place=material.course.programme.jobcentre)
    return made


@transaction.atomic
def withdraw_material(*, by: Person, material: Material, now: datetime) -> Material:
    """Nobody is shown it any more. Raises NotAllowed."""
    material = _locked(material.pk)
    _require(by, material.course)
    material.withdrawn_at = now
    material.save(update_fields=["withdrawn_at"])
    record("material-withdrawn", by=by, subject=material, place=material.course.programme.jobcentre)
    return material


@transaction.atomic
def restore_material(*, by: Person, material: Material) -> Material:
    """It is shown again. Raises NotAllowed."""
    material = _locked(material.pk)
    _require(by, material.course)
    material.withdrawn_at = None
    material.save(update_fields=["withdrawn_at"])
    record("material-restored", by=by, subject=material, place=material.course.programme.jobcentre)
    return material


def _locked(pk: int) -> Material:
    found = Material.objects.select_for_update(of=("self",)).select_related("course__programme__jobcentre")
    return found.get(pk=pk)
