"""Asking the planner: runs started, cancelled, stopped, and what is done with what they answer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from samklang.access.models import Person
from samklang.access.refusals import Refusal, require
from samklang.core.words import say
from samklang.ledger.commands import record
from samklang.planning import rules
from samklang.planning.commands.version import change_rules, new_version
from samklang.planning.enums import UNDER_WAY, Errand, Origin, RunState
from samklang.planning.models import Programme, Run, Variant, Version
from samklang.planning.queries import latest_version


@transaction.atomic
def start_run(
    *, by: Person | None, programme: Programme, time_limit_s: int, threads: int, seed: int, now: datetime
) -> Run:
    """Ask for a plan of the rules as they are now. Raises NotAllowed."""
    programme = _locked(programme)
    version = latest_version(programme)
    _require_start(by, version, time_limit_s, threads)
    run = Run.objects.create(
        programme=programme, version=version, time_limit_s=time_limit_s, threads=threads, seed=seed, asked_by=by,
        asked_at=now,
    )  # fmt: skip
    record("plan-asked-for", by=by, subject=run, place=programme.jobcentre, details={"version": version.number})
    hand_to_a_worker(run)
    return Run.objects.get(pk=run.pk)


@transaction.atomic
def replan(
    *, by: Person | None, variant: Variant, document: dict[str, Any], time_limit_s: int, threads: int, seed: int,
    now: datetime,
) -> Run:  # fmt: skip
    """Ask for the plan to be changed as little as possible. document: the rules with what has happened in them.

    raises: NotAllowed.
    """
    programme = _locked(variant.programme)
    require(rules.replan(by, variant))
    version = new_version(
        by=by, programme=programme, document=document, origin=Origin.CHANGES, note=str(variant.number), now=now
    )
    _require_start(by, version, time_limit_s, threads)
    run = Run.objects.create(
        programme=programme, version=version, errand=Errand.REPLAN, start_from=variant, time_limit_s=time_limit_s,
        threads=threads, seed=seed, asked_by=by, asked_at=now,
    )  # fmt: skip
    record("replan-asked-for", by=by, subject=run, place=programme.jobcentre, details={"plan": variant.number})
    hand_to_a_worker(run)
    return Run.objects.get(pk=run.pk)


def _locked(programme: Programme) -> Programme:
    return Programme.objects.select_for_update(of=("self",)).select_related("jobcentre").get(pk=programme.pk)


def _require_start(by: Person | None, version: Version, time_limit_s: int, threads: int) -> None:
    under_way = Run.objects.filter(programme=version.programme, state__in=sorted(UNDER_WAY)).count()
    require(rules.start_run(by, version, under_way))
    require(rules.settings_of_run(time_limit_s, threads))


def hand_to_a_worker(run: Run) -> None:
    """Put the run in the planner's queue, in the same transaction as the row itself."""
    from samklang.planning.tasks import carry_out  # noqa: PLC0415 - the task stands above the commands it calls

    carry_out.enqueue(run.pk)


@transaction.atomic
def cancel_run(*, by: Person | None, run: Run, now: datetime) -> Run:
    """Take back what no worker has begun. Raises NotAllowed."""
    run = locked(run.pk)
    require(rules.cancel_run(by, run))
    run.state, run.ended_at = RunState.CANCELLED, now
    run.save(update_fields=["state", "ended_at"])
    record("plan-cancelled", by=by, subject=run, place=run.programme.jobcentre)
    return run


@transaction.atomic
def stop_run(*, by: Person | None, run: Run) -> Run:
    """Ask the worker to end with the best plan so far. Raises NotAllowed."""
    run = locked(run.pk)
    require(rules.stop_run(by, run))
    if run.state == RunState.RUNNING:
        run.state = RunState.STOPPING
        run.save(update_fields=["state"])
        record("plan-stopped", by=by, subject=run, place=run.programme.jobcentre)
    return run


@transaction.atomic
def apply_way_out(*, by: Person | None, run: Run, number: int, now: datetime) -> Version:
    """The rules with a way out taken, as a new version. number: its place in the answer, from 1. Raises NotAllowed."""
    programme = _locked(run.programme)
    require(rules.apply_way_out(by, run, latest_version(programme)))
    ways = run.answer.get("ways", [])
    if not 1 <= number <= len(ways) or not ways[number - 1].get("changes"):
        require(Refusal(say("This way out is first to be agreed with somebody; then change the rules yourself.")))
    way = ways[number - 1]
    document = {**run.version.document, **way["changes"]}
    return change_rules(
        by=by, programme=programme, document=document, note=way["what"]["da"][:200], now=now, origin=Origin.WAY_OUT
    )


def locked(pk: int) -> Run:
    """The run, held until the transaction is over."""
    found = Run.objects.select_for_update(of=("self",)).select_related("programme__jobcentre", "version", "start_from")
    return found.get(pk=pk)
