"""Plans kept, named, put away and taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.core.planner.check import Violation, check
from samklang.core.planner.plan import Plan, in_every_language
from samklang.ledger.commands import record
from samklang.planning import documents, rules
from samklang.planning.enums import Made
from samklang.planning.models import Run, Variant, Version
from samklang.planning.queries import holding


def new_variant(
    *, version: Version, plan: Plan, made: Made, by: Person | None, now: datetime, run: Run | None = None,
    parent: Variant | None = None, changes: Mapping[str, Any] | None = None,
    broken: Sequence[Violation] | None = None,
) -> Variant:  # fmt: skip
    """The plan as the programme's next one, judged by the checker, within a transaction.

    broken: what to tell of a plan that is not approved, where not all that follows from one thing is to be told.
    """
    document = plans.document(plan)
    verdict = check(version.document, document)
    known = Variant.objects.filter(programme=version.programme).aggregate(most=Max("number"))
    told = verdict.violations if broken is None or verdict.approved else broken
    violations = [in_every_language(one.what) for one in told]
    return Variant.objects.create(
        programme=version.programme,
        version=version,
        run=run,
        parent=parent,
        number=(known["most"] or 0) + 1,
        made=made,
        document=document,
        fingerprint=documents.fingerprint(document),
        approved=verdict.approved,
        violations=violations,
        changes=dict(changes or {}),
        untrained=len(plan.untrained),
        cohorts=len(plan.cohort_numbers()),
        cost_ore=plan.cost_ore,
        last_session=max((session.date for session in plan.sessions), default=None),
        made_by=by,
        made_at=now,
    )


@transaction.atomic
def rename_variant(*, by: Person | None, variant: Variant, name: str, note: str) -> Variant:
    """Another name and note. Raises NotAllowed."""
    variant = Variant.objects.select_for_update(of=("self",)).select_related("programme__jobcentre").get(pk=variant.pk)
    require(rules.make_plans(by, variant.programme.jobcentre))
    variant.name, variant.note = name.strip()[:80], note.strip()[:500]
    variant.save(update_fields=["name", "note"])
    record("plan-named", by=by, subject=variant, place=variant.programme.jobcentre)
    return variant


@transaction.atomic
def delete_variant(*, by: Person | None, variant: Variant, now: datetime) -> Variant:
    """Put the plan away. Raises NotAllowed."""
    variant = Variant.objects.select_for_update(of=("self",)).select_related("programme__jobcentre").get(pk=variant.pk)
    require(rules.delete_variant(by, variant, holding(variant.programme)))
    variant.deleted_at = now
    variant.save(update_fields=["deleted_at"])
    record("plan-deleted", by=by, subject=variant, place=variant.programme.jobcentre)
    return variant


@transaction.atomic
def restore_variant(*, by: Person | None, variant: Variant) -> Variant:
    """Take the plan back. Raises NotAllowed."""
    variant = Variant.objects.select_for_update(of=("self",)).select_related("programme__jobcentre").get(pk=variant.pk)
    require(rules.make_plans(by, variant.programme.jobcentre))
    variant.deleted_at = None
    variant.save(update_fields=["deleted_at"])
    record("plan-restored", by=by, subject=variant, place=variant.programme.jobcentre)
    return variant
