"""What a worker writes of a run it has in hand, and what is done where a worker has gone.

A worker writes only as long as the run is at its own attempt, so that one that was taken for gone and comes back
changes nothing. The plan and the run's end are written together or not at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from samklang.core.planner import plan as plans
from samklang.core.planner.plan import Plan
from samklang.core.planner.problem import Problem
from samklang.core.planner.problem import document as problem_document
from samklang.ledger.commands import record
from samklang.planning import rules
from samklang.planning.commands.run import hand_to_a_worker, locked
from samklang.planning.commands.variant import new_variant
from samklang.planning.commands.version import new_version
from samklang.planning.enums import AT_WORK, Made, Origin, RunState
from samklang.planning.models import Run, Variant
from samklang.planning.models.run import MOST_ATTEMPTS
from samklang.planning.queries import silent_runs


@dataclass(frozen=True)
class Outcome:
    """How a run ended. plan: the plan it leads to, with the problem it is for where that is not the run's own."""

    state: RunState
    plan: Plan | None = None
    problem: Problem | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    answer: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def begin_run(*, pk: int, now: datetime) -> Run | None:
    """Take a waiting run in hand. None where there is nothing to do: it was cancelled, or another has it."""
    run = locked(pk)
    if run.state != RunState.WAITING:
        return None
    run.state, run.attempt = RunState.RUNNING, run.attempt + 1
    run.started_at = run.heartbeat_at = now
    run.progress, run.best = {}, None
    run.save(update_fields=["state", "attempt", "started_at", "heartbeat_at", "progress", "best"])
    return run


def beat_run(
    *, run: Run, now: datetime, progress: Mapping[str, Any] | None = None, best: Plan | None = None
) -> RunState | None:
    """Say that the worker is there, and what is new. The run's state; None where it is no longer this worker's."""
    news: dict[str, Any] = {"heartbeat_at": now}
    if progress is not None:
        news["progress"] = dict(progress)
    if best is not None:
        news["best"] = plans.document(best)
    mine = Run.objects.filter(pk=run.pk, attempt=run.attempt, state__in=sorted(AT_WORK))
    if not mine.update(**news):
        return None
    return RunState(Run.objects.values_list("state", flat=True).get(pk=run.pk))


@transaction.atomic
def end_run(*, run: Run, outcome: Outcome, now: datetime) -> Variant | None:
    """Write how it ended, and the plan where there is one. Nothing where the run is no longer this worker's."""
    attempt, run = run.attempt, locked(run.pk)
    if run.attempt != attempt or run.state not in AT_WORK:
        return None
    return _ended(run, outcome, now)


def _ended(run: Run, outcome: Outcome, now: datetime) -> Variant | None:
    variant = None
    if outcome.plan is not None:
        variant = _kept(run, outcome, outcome.plan, now)
    run.state, run.ended_at, run.best, run.answer = outcome.state, now, None, dict(outcome.answer)
    run.save(update_fields=["state", "ended_at", "best", "answer"])
    details = {"state": str(outcome.state), "plan": variant.number if variant else None}
    record("planner-ended", by=None, subject=run, place=run.programme.jobcentre, details=details)
    return variant


def _kept(run: Run, outcome: Outcome, plan: Plan, now: datetime) -> Variant | None:
    """The plan as a variant; None where it was made for a problem that is not at hand any more."""
    version = run.version
    if outcome.problem is not None:
        version = new_version(
            by=run.asked_by, programme=run.programme, document=problem_document(outcome.problem),
            origin=Origin.CHANGES, note="", now=now,
        )  # fmt: skip
    if plan.problem != version.fingerprint:
        return None
    made = Made.REPLAN if rules.is_replan(run) else Made.PLANNER
    return new_variant(
        version=version, plan=plan, made=made, by=run.asked_by, now=now, run=run, parent=run.start_from,
        changes=outcome.changes,
    )  # fmt: skip


def notice_silent_runs(*, now: datetime) -> list[Run]:
    """Runs whose worker has gone are begun once more, or marked interrupted with their best plan kept."""
    return [noticed for run in silent_runs(now) if (noticed := _notice(run.pk, now)) is not None]


@transaction.atomic
def _notice(pk: int, now: datetime) -> Run | None:
    run = locked(pk)
    if not run.silent(now):
        return None
    if rules.retry(run, now, MOST_ATTEMPTS):
        run.state, run.heartbeat_at = RunState.WAITING, None
        run.save(update_fields=["state", "heartbeat_at"])
        record("planner-begun-again", by=None, subject=run, place=run.programme.jobcentre)
        hand_to_a_worker(run)
        return run
    best = plans.from_document(run.best) if run.best else None
    _ended(run, Outcome(RunState.INTERRUPTED, plan=best), now)
    return run
