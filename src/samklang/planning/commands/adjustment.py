"""Trying things on a plan by hand: each step is kept until the plan is saved as a new one, or dropped."""

from datetime import datetime

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import require
from samklang.core.planner import plan as plans
from samklang.ledger.commands import record
from samklang.planning import documents, rules
from samklang.planning.adjusting import Step, with_steps
from samklang.planning.commands.variant import new_variant
from samklang.planning.enums import Made
from samklang.planning.models import Adjustment, Variant


@transaction.atomic
def add_step(*, by: Person, variant: Variant, step: Step, now: datetime) -> Adjustment:
    """One step more. Raises NotAllowed."""
    require(rules.adjust(by, variant))
    Adjustment.objects.get_or_create(variant=variant, by=by, defaults={"changed_at": now})
    adjustment = Adjustment.objects.select_for_update().get(variant=variant, by=by)
    adjustment.steps, adjustment.changed_at = [*adjustment.steps, dict(step)], now
    adjustment.save(update_fields=["steps", "changed_at"])
    return adjustment


@transaction.atomic
def undo_step(*, by: Person, variant: Variant, now: datetime) -> None:
    """Take the last step back; nothing where there is none. Raises NotAllowed."""
    require(rules.adjust(by, variant))
    adjustment = Adjustment.objects.select_for_update().filter(variant=variant, by=by).first()
    if adjustment is None:
        return
    adjustment.steps, adjustment.changed_at = adjustment.steps[:-1], now
    adjustment.save(update_fields=["steps", "changed_at"])


@transaction.atomic
def drop_adjustment(*, by: Person, variant: Variant) -> None:
    """Forget every step. Raises NotAllowed."""
    require(rules.adjust(by, variant))
    Adjustment.objects.filter(variant=variant, by=by).delete()


@transaction.atomic
def keep_adjustment(*, by: Person, variant: Variant, name: str, now: datetime) -> Variant:
    """The plan with the steps taken, as a new one marked as adjusted by hand. Raises NotAllowed."""
    adjustment = Adjustment.objects.select_for_update().filter(variant=variant, by=by).first()
    steps = adjustment.steps if adjustment else []
    require(rules.keep_adjustment(by, variant, len(steps)))
    problem = documents.problem_of(variant.version.document)
    after = with_steps(problem, plans.from_document(variant.document), steps)
    kept = new_variant(
        version=variant.version, plan=after.plan, made=Made.HAND, by=by, now=now, parent=variant,
        broken=after.violations,
    )  # fmt: skip
    kept.name = name.strip()[:80]
    kept.save(update_fields=["name"])
    details = {"plan": kept.number, "from": variant.number, "steps": len(steps)}
    Adjustment.objects.filter(variant=variant, by=by).delete()
    record("plan-adjusted", by=by, subject=kept, place=variant.programme.jobcentre, details=details)
    return kept
