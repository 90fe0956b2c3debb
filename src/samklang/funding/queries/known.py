"""What the programme's plan and the shared method tell an application."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samklang.core.planner import plan as plans
from samklang.delivery.models import Course
from samklang.funding.drafting import Known
from samklang.method.models import Edition
from samklang.method.queries.editions import holding_editions
from samklang.planning.models import Programme, Variant, Version
from samklang.planning.queries.programmes import latest_version
from samklang.planning.queries.publications import holding

_FRAMEWORKS = {"conversations": "conversation", "companies": "company-meeting"}
"""Which framework a programme teaches, where its course does not say."""


def known_of(programme: Programme | None, today: date, language: str) -> Known:
    """All that can be told; nothing without a programme."""
    if programme is None:
        return Known()
    version = latest_version(programme)
    wanted = {one.get("team") for one in _to_train(version)}
    edition = _edition_of(programme, str(version.document.get("programme", "")), today)
    cohorts, days = _planned(programme)
    return Known(
        staff=version.to_train,
        teams=tuple(str(one["name"]) for one in version.part("teams") if one.get("id") in wanted),
        method=getattr(edition, f"name_{language}") if edition else "",
        competences=tuple(
            getattr(one, f"name_{language}") for one in edition.competences.order_by("position", "pk")
        ) if edition else (),
        modules=tuple(str(one["name"]) for one in version.part("modules")),
        cohorts=cohorts,
        sessions=len(days),
        first=min(days, default=None),
        last=max(days, default=None),
    )  # fmt: skip


def _to_train(version: Version) -> list[Mapping[str, Any]]:
    """Those whom `version.to_train` counts: they are to be trained, and have not done every module already."""
    modules = {one["id"] for one in version.part("modules")}
    return [
        one for one in version.part("people")
        if one.get("to_train", True) and not (modules and modules <= set(one.get("done_modules", ())))
    ]  # fmt: skip


def _edition_of(programme: Programme, kind: str, today: date) -> Edition | None:
    course = Course.objects.filter(programme=programme).first()
    key = (course.framework if course else "") or _FRAMEWORKS.get(kind, "")
    return next((one for one in holding_editions(programme.jobcentre, today) if one.framework.key == key), None)


def _planned(programme: Programme) -> tuple[int, list[date]]:
    """How many cohorts the published plan has, and the day of each session."""
    held = holding(programme)
    if held is None:
        return 0, []
    plan = plans.from_document(Variant.objects.values_list("document", flat=True).get(pk=held.variant_id))
    return len(plan.cohort_numbers()), [one.date for one in plan.sessions]
